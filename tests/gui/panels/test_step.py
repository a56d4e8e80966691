"""The next update in numbers: what is said is what is done."""

import numpy as np
import pytest

from engine.commands import Reschedule
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules import Cosine
from engine.surfaces.rosenbrock import Rosenbrock
from gui.numbers import MINUS
from gui.panels.step import StepPanel
from gui.panels.step_terms import MOVES, next_update, true_sum
from tests.gui.panels.runs import go, player, show, shown


@pytest.fixture(params=ALL, ids=lambda kind: kind.key)
def fleet(request):
    """A fleet some updates after its start, with a schedule, and where it goes next."""
    setup = FleetSetup(request.param(lr=0.003), Cosine(span=40), points=((-1.2, 1.0), (0.4, 0.3)))
    run = Player(Scenario(Rosenbrock(), (setup,)))
    before = go(run, 7).fleets[0]
    return before, go(run, 8).fleets[0]


@pytest.mark.parametrize("place", [0, 1])
def test_the_move_told_is_the_move_made(fleet, place):
    before, after = fleet
    told = next_update(before, place)
    np.testing.assert_array_equal(told.after, after.position[place])


@pytest.mark.parametrize("axis", [0, 1])
def test_the_formula_with_its_numbers_gives_the_move(fleet, axis):
    told = next_update(fleet[0], 0)
    template = MOVES[told.key]
    names = {"η": "eta", "λ": "fade", "σ": "sigma", "ε": "eps", "m̂": "hat", "m⁻": "old", "g": "g"}
    numbers = told.numbers(axis)
    for symbol, name in names.items():
        template = template.replace("{" + symbol + "}", name)
    values = {names[symbol]: value for symbol, value in numbers.items() if symbol in names}
    assert eval(template, {}, values) == pytest.approx(told.move[axis], rel=1e-12)
    assert told.equation(axis)
    assert "{" not in told.equation(axis)


def test_every_optimizer_has_its_formula():
    assert set(MOVES) == set(BY_KEY)


def number_of(text):
    return round(float(text.replace(MINUS, "-")) * 10**12)


@pytest.mark.parametrize("seed", range(40))
def test_sums_are_true_at_the_digits_shown(seed):
    start, move = np.random.default_rng(seed).normal(size=2) * 10.0 ** (-(seed % 7))
    left, end = true_sum(start, move).split(" = ")
    first, sign, size = left.split(" ")
    change = number_of(size) * (-1 if sign == MINUS else 1)
    assert number_of(first) + change == number_of(end)
    assert float(end.replace(MINUS, "-")) == pytest.approx(start + move, abs=1e-4)


def test_the_chosen_ball_is_told_and_without_one_it_says_what_to_do(qtbot, qapp):
    run = player("adam")
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(run, 5))
        assert panel.hint.isVisible()
        panel.selection.choose({1})
        qtbot.waitUntil(lambda: not panel.hint.isVisible())
        assert "1" in panel.heading.text()
        assert all("←" in label.text() for label in panel.equations)
        before = panel.equations[0].text()
        show(panel, go(run, 6))
        assert panel.equations[0].text() != before


def test_a_turned_rate_is_in_the_numbers_at_once(qtbot, qapp):
    run = player("gd", points=((-1.0, 1.0),), lr=0.001)
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(run, 3))
        before = panel.equations[0].text()
        run.edit(Reschedule(0, Cosine(span=4.0)))
        show(panel, run.snapshot())
        assert panel.equations[0].text() != before


def test_a_diverged_ball_says_so(qtbot, qapp):
    run = player("gd", points=((-1.0, 1.0),), lr=1e9)
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(run, 30))
        assert "diverged" in panel.equations[0].text()


def test_nothing_is_sent(qtbot, qapp):
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(player("adam"), 2))
        assert panel.sent == []
