"""The next update in numbers equals the update that is made."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from engine.commands import Reschedule
from engine.noise import Exact, Gaussian, MiniBatch
from engine.optimizers import ALL, BY_KEY, CORE
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules.waves import Cosine
from engine.surfaces.data.neurons import SineNeuron
from engine.surfaces.rosenbrock import Rosenbrock
from gui.panels.step.panel import StepPanel
from gui.panels.step.terms import next_update, true_sum
from gui.panels.step.words import MOVES, label_of
from gui.text.numbers import MINUS, TO_PLAIN, parse
from gui.typeset.rule_lines import equations
from tests.gui.panels.runs import go, player, show, shown


@pytest.fixture(params=ALL, ids=lambda kind: kind.key)
def fleet(request):
    """A fleet some updates after its start, with a schedule, before and after its next update."""
    setup = FleetSetup(request.param(lr=0.003), Cosine(span=40), points=((-1.2, 1.0), (0.4, 0.3)))
    run = Player(Scenario(Rosenbrock(), (setup,)))
    before = go(run, 7).fleets[0]
    return before, go(run, 8).fleets[0]


@pytest.mark.parametrize("place", [0, 1])
def test_the_move_shown_is_the_move_made(fleet, place):
    before, after = fleet
    update = next_update(before, place)
    np.testing.assert_array_equal(update.after, after.position[place])


@pytest.mark.parametrize("axis", [0, 1])
def test_the_formula_with_its_numbers_gives_the_move(fleet, axis):
    update = next_update(fleet[0], 0)
    if update.key not in MOVES:
        assert update.equation(axis) == ""
        return
    numbers = update.numbers(axis)
    names = {symbol: f"number{place}" for place, symbol in enumerate(numbers)}
    template = MOVES[update.key].format(**names)
    values = {names[symbol]: value for symbol, value in numbers.items()}
    found = eval(template, {"sign": np.sign}, values)
    assert found == pytest.approx(update.move[axis], rel=1e-12)
    assert update.equation(axis)
    assert "{" not in update.equation(axis)


def test_every_optimizer_of_the_book_has_its_formula():
    assert {kind.key for kind in CORE} <= set(MOVES) <= set(BY_KEY)


def test_every_number_is_for_one_axis_or_for_both(fleet):
    update = next_update(fleet[0], 0)
    assert "g" in update.terms
    assert {term.shape for term in update.terms.values()} <= {(1,), (2,)}
    assert all(label_of(symbol) for symbol in update.terms)


def test_the_gradient_shown_is_the_noisy_one_that_is_used():
    setup = FleetSetup(BY_KEY["gd"](lr=0.001), points=((-1.2, 1.0), (0.4, 0.3)))
    run = Player(Scenario(Rosenbrock(), (setup,), noise=Gaussian(sigma=5.0)))
    before = go(run, 3).fleets[0]
    after = go(run, 4).fleets[0]
    for place in (0, 1):
        update = next_update(before, place)
        np.testing.assert_array_equal(update.after, after.position[place])
        exact = before.surface.gradient(before.position[place])
        assert np.abs(update.terms["g"] - exact).min() > 1e-3


FLOATS = st.floats(-1e300, 1e300)


@given(FLOATS, FLOATS)
@example(-1.2, 0.0025)
@example(1.5, 1e-20)
@example(1e-20, -3e-22)
@example(1e-6, -0.5)
@example(123456.78125, 1e-6)
@example(-0.0, 0.0)
@example(1e300, 1e300)
def test_sums_are_true_in_the_digits_shown(start, move):
    text = true_sum(start, move)
    left, sign, end = re.split(" ([=≈]) ", text)
    first, operation, size = left.split(" ")
    shown = [parse(number) for number in (first, size, end)]
    assert operation == (MINUS if move < 0 else "+")
    for number, value in zip(shown, (start, abs(move), start + move), strict=True):
        assert (number == 0) == (value == 0)
        assert number == pytest.approx(value, rel=1e-3) or sign == "="
    if sign == "=":
        a, b, c = map(exactly, (first, size, end))
        assert (a - b if move < 0 else a + b) == c
        assert abs(shown[2] - (start + move)) <= 1e-4 * max(
            abs(start), abs(move), abs(start + move), 1e-3
        )
    assert MINUS + "0 " not in text + " "
    assert len(text) < 75


def exactly(text):
    """The number of a text as a fraction: floats would round it."""
    mantissa, _, power = text.replace(MINUS, "-").partition("×10")
    exponent = int(power.translate(TO_PLAIN)) if power else 0
    return Fraction(mantissa) * Fraction(10) ** exponent


@pytest.mark.parametrize(
    ("start", "move", "text"),
    [
        (1.5, -0.25, f"1.5000 {MINUS} 0.2500 = 1.2500"),
        (1.5, 1e-20, "1.5 + 1×10⁻²⁰ ≈ 1.5"),
        (2e-20, -5e-21, f"2.0000×10⁻²⁰ {MINUS} 0.5000×10⁻²⁰ = 1.5000×10⁻²⁰"),
        (0.0, 0.5, "0 + 0.5000 = 0.5000"),
    ],
)
def test_small_moves_are_seen(start, move, text):
    assert true_sum(start, move) == text


def test_the_chosen_ball_is_shown_and_without_one_a_hint(qtbot, qapp):
    run = player("adam")
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(run, 5))
        assert panel.hint.isVisible()
        panel.selection.choose({1})
        qtbot.waitUntil(lambda: not panel.hint.isVisible())
        assert panel.heading.text() == "Adam, ball 1: next update"  # not the number after now
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


def test_a_diverged_ball_shows_its_status(qtbot, qapp):
    run = player("gd", points=((-1.0, 1.0),), lr=1e9)
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(run, 30))
        assert "diverged" in panel.equations[0].text()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_every_optimizer_is_shown_in_full(qtbot, qapp, kind):
    run = player(kind.key, points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, size=(320, 600)) as panel:
        show(panel, go(run, 3))
        named = [label for label in panel.names if label.text()]
        update = next_update(run.snapshot().fleets[0], 0)
        assert len(named) == len(update.terms) + 3  # θ, Δθ and θ + Δθ besides
        texts = [part.text() for part in panel.values[-1]]
        assert all(texts)
        lines = [line for line in panel.rule.lines if line.isVisible()]
        assert len(lines) == len(equations(kind.formula))


def test_one_number_for_both_axes_is_shown_once(qtbot, qapp):
    with shown(qtbot, qapp, StepPanel, size=(320, 600)) as panel:
        show(panel, go(player("lbfgs", points=((-1.0, 1.0),)), 2))
        row = [label.text() for label in panel.names].index("α")
        left, right = panel.values[row]
        assert (left.text(), bool(right.text())) == ("", True)


def test_rows_of_a_longer_rule_are_hidden_when_a_shorter_one_is_shown(qtbot, qapp):
    run = player("newton", "gd", points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, size=(320, 600)) as panel:
        panel.selection.choose({0})
        show(panel, go(run, 2))
        many = sum(label.isVisible() for label in panel.names)
        panel.selection.choose({1})
        show(panel, go(run, 2))
        assert sum(label.isVisible() for label in panel.names) == 4 < many


def test_the_rule_has_the_chosen_notation_and_a_text_names_that_of_the_numbers(qtbot, qapp):
    run = player("momentum", points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, size=(320, 600)) as panel:
        show(panel, go(run, 3))
        kind = BY_KEY["momentum"]
        assert panel.rule.choice.isVisible()
        assert not panel.named.isVisible()
        panel.rule.choice.ways.setFocus()
        qtbot.keyClick(panel.rule.choice.ways, Qt.Key.Key_Down)
        qtbot.keyClick(panel.rule.choice.ways, Qt.Key.Key_Down)
        written = [line.accessibleName() for line in panel.rule.lines if line.isVisible()]
        assert written == list(equations(kind.notations[2].formula))
        qtbot.waitUntil(lambda: kind.notations[0].title in panel.named.text())
        assert panel.selection.notations.title(kind) == kind.notations[2].title


def test_an_optimizer_with_one_notation_shows_no_choice(qtbot, qapp):
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(player("gd", points=((-1.0, 1.0),)), 2))
        assert not panel.rule.choice.isVisible()


def test_nothing_is_sent(qtbot, qapp):
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, go(player("adam"), 2))
        assert panel.sent == []


@pytest.mark.parametrize("noise", [Exact(), Gaussian(0.1), MiniBatch(3.0)], ids=str)
def test_it_describes_the_gradient_g(qtbot, qapp, noise):
    fleet = FleetSetup(BY_KEY["gd"](), points=((4.0, 1.0),))
    run = Player(Scenario(SineNeuron(), (fleet,), noise=noise))
    with shown(qtbot, qapp, StepPanel) as panel:
        show(panel, run.snapshot())
        assert panel.batch.isVisible() == (noise != Exact())
        (view,) = run.snapshot().fleets
        if view.batches is not None:
            named = ", ".join(str(number + 1) for number in view.batches[0].tolist())
            assert named in panel.batch.text()
