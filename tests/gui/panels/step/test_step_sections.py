"""The sections of the step: how numbers come about, arrows, past gradients, rates over time."""

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from engine.analysis.stability import has_rates
from engine.analysis.step_history import REMEMBERING
from engine.commands import Remove, Turn
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules.waves import Cosine
from engine.surfaces.rosenbrock import Rosenbrock
from gui.panels.step import history_task
from gui.panels.step.figures import of_update
from gui.panels.step.inner import INNER
from gui.panels.step.panel import StepPanel
from gui.panels.step.past_gradients import reconciled
from gui.panels.step.terms import next_update
from gui.panels.step.words import MOVES
from gui.style.palette import DARK, LIGHT
from gui.text.numbers import MINUS
from tests.gui.panels.runs import go, player, show, shown

FUNCTIONS = {"sqrt": sqrt}
SIZE = (320, 700)
every_rule = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)


def settings(kind):
    setup = FleetSetup(kind(lr=0.003), Cosine(span=40), points=((-1.2, 1.0),))
    return Player(Scenario(Rosenbrock(), (setup,)))


@every_rule
def test_every_line_within_an_update_gives_the_number_that_is_used(kind):
    run = settings(kind)
    for at in (0, 1, 7):
        update = next_update(go(run, at).fleets[0], 0)
        for axis in (0, 1):
            numbers = update.numbers(axis)
            names = {symbol: f"number{place}" for place, symbol in enumerate(numbers)}
            values = {names[symbol]: value for symbol, value in numbers.items()}
            for line in update.inner.lines:
                found = eval(line.formula.format(**names), FUNCTIONS, values)
                assert found == pytest.approx(line.value_in(numbers), rel=1e-12)
            texts = "".join(update.lines(axis))
            assert len(update.lines(axis)) == len(update.inner.lines)
            assert "{" not in texts
            assert "-" not in texts


def test_every_rule_has_an_equation_or_says_what_can_be_said():
    assert {kind.key for kind in ALL} - set(MOVES) == {"rolling"} <= set(INNER)


def test_bias_correction_is_a_power_only_where_beta_was_one_number():
    run = player("adam", points=((-1.0, 1.0),))
    first = next_update(go(run, 4).fleets[0], 0).lines(0)
    assert any(
        line.startswith(f"1 {MINUS} β₁ᵗ = 1 {MINUS} β₁ᵗ") or "0.9⁵" in line for line in first
    )
    run.edit(Turn(0, "beta1", 0.5))
    after = next_update(go(run, 6).fleets[0], 0).lines(0)
    assert not any("0.5⁷" in line for line in after)
    assert any(f"1 {MINUS} ∏β₁" in line for line in after)


@every_rule
def test_the_arrows_are_gradient_and_update(kind):
    update = next_update(go(settings(kind), 5).fleets[0], 0)
    arrows = {each.name: each for each in of_update(update, ("w₁", "w₂")).arrows}
    assert arrows["+g"].head == tuple(update.terms["g"])
    assert arrows["−g"].head == tuple(-update.terms["g"])
    assert arrows["Δθ"].head == tuple(update.move)
    looks = {(each.dash, each.open, each.width) for each in arrows.values()}
    assert len(looks) == len(arrows)  # each has a shape of its own besides its colour


@pytest.mark.parametrize("key", ["momentum", "nesterov"])
def test_last_movement_and_gradient_lead_to_the_update(key):
    update = next_update(go(player(key), 5).fleets[0], 0)
    figure = of_update(update, ("w₁", "w₂"))
    (last,) = [each for each in figure.arrows if each.name == "λmᵗ⁻¹"]
    (rest,) = [each for each in figure.arrows if each.name == "−ηg"]
    assert last.head == pytest.approx(tuple(update.knobs["λ"] * update.terms["m⁻"]))
    assert (rest.tail, rest.head) == (last.head, tuple(update.move))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_figure_is_painted_and_its_scales_are_true(qtbot, qapp, palette):
    run = player("momentum", points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.set_palette(palette)
        show(panel, go(run, 5))
        figure = panel.figure
        assert figure.magnification > 0
        assert len(colors(figure)) > 10
        update = next_update(panel.now.fleets[0], 0)
        assert "‖Δθ‖" in panel.scale.text()
        assert figure.figure.spoken.count("(") == len(figure.figure.arrows)
        assert float(np.hypot(*update.move)) > 0


def colors(widget):
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


@every_rule
def test_sections_are_those_that_the_rule_has(qtbot, qapp, kind):
    run = player(kind.key, points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        show(panel, go(run, 3))
        there = {key for key in panel.sections.keys if panel.sections.button(key).isVisible()}
        has = {"numbers": True, "past": kind.key in REMEMBERING, "rates": has_rates(kind())}
        expected = {name for name, there_is in has.items() if there_is}
        assert there == (expected if len(expected) > 1 else set())
        panel.show_section("nothing of that name")
        assert panel.sections.current == "numbers"


def click(qtbot, panel, key):
    qtbot.mouseClick(panel.sections.button(key), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", sorted(REMEMBERING))
def test_past_gradients_lead_tail_to_head_to_the_memory(qtbot, qapp, key):
    run = player(key, points=((-1.0, 1.0),), lr=0.002)
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        show(panel, go(run, 14))
        click(qtbot, panel, "past")
        qtbot.waitUntil(lambda: bool(panel.past.figure.figure.arrows))
        total, *chain = panel.past.figure.figure.arrows
        assert chain[0].tail == total.tail == (0.0, 0.0)
        for one, after in pairwise(chain):
            assert after.tail == one.head
        assert chain[-1].head == pytest.approx(total.head)
        state = go(run, 15).fleets[0].state
        memory = next(
            getattr(state, name)[0] for name in ("b", "mean", "m") if hasattr(state, name)
        )
        assert total.head == pytest.approx(tuple(memory), rel=1e-9)
        assert chain[0].name == "older"
        assert len(chain) == 11


def test_the_sum_is_true_in_the_digits_shown(qtbot, qapp):
    run = player("momentum", points=((-1.0, 1.0),), lr=0.002)
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section("past")
        show(panel, go(run, 14))
        for label in panel.past.sums:
            left, sign, end = label.text().rpartition(" = ")
            if not sign:
                continue
            words = left.partition(" = ")[2].replace(" (older)", "").replace(MINUS, "-")
            parts = words.replace("- ", "-").replace("+ ", "").split(" ")
            assert sum(map(Fraction, parts)) == Fraction(end.replace(MINUS, "-"))


@pytest.mark.parametrize(
    ("numbers", "decimals"),
    [([1.0, 2.0, 3.0], 3), ([0.0, 0.0], None), ([float("1e300"), 1e300], None)],
)
def test_decimals_at_which_a_sum_is_true(numbers, decimals):
    assert reconciled(numbers) == decimals


def test_a_turned_knob_and_an_old_ball_are_said(qtbot, qapp, monkeypatch):
    run = player("momentum", points=((-1.0, 1.0),), lr=0.002)
    go(run, 6)
    run.edit(Turn(0, "momentum", 0.5))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section("past")
        show(panel, go(run, 9))
        assert "λ was changed" in panel.past.note.text()
        names = [each.name for each in panel.past.figure.figure.arrows]
        assert "gₜ₋₁" in names
        monkeypatch.setattr(
            history_task, "life_of", lambda *ball: history_task_life(*ball, longest=2)
        )
        panel.history.drop()
        show(panel, go(run, 12))
        assert "before update 13" in panel.past.note.text()


history_task_life = history_task.life_of


def test_rates_are_curves_of_the_whole_run_with_a_line_at_the_update_shown(qtbot, qapp):
    run = player("adagrad", points=((-1.0, 1.0),), lr=0.1)
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section("rates")
        show(panel, go(run, 40))
        qtbot.waitUntil(lambda: len(panel.rates.curves[0].rates) == 41)
        show(panel, go(run, 10))
        for column, curve in enumerate(panel.rates.curves):
            assert (len(curve.rates), curve.shown) == (41, 10)
            now = run.snapshot().fleets[0]
            _, terms = now.asked(0)
            rate = 0.1 / terms.sigma[0, column]
            assert curve.rates[10] == pytest.approx(rate, rel=1e-12)
            limit = 2 / now.surface.hessian(now.position)[0, column, column]
            assert curve.limits[10] == pytest.approx(limit, rel=1e-12)
            assert len(colors(curve)) > 10
            relation = "<" if rate < limit else ">"
            assert relation in panel.rates.readings[column].text()


def test_a_long_history_is_made_while_the_window_goes_on(qtbot, qapp):
    run = player("adam", points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section("rates")
        show(panel, go(run, 400))
        assert panel.rates.note.text() == "Computing…"
        panel.selection.choose({0})
        show(panel, go(run, 390))  # scrubbed before the answer came
        qtbot.waitUntil(lambda: len(panel.rates.curves[0].rates) >= 391)
        assert panel.rates.curves[0].shown == 390


def test_what_is_not_seen_is_not_computed(qtbot, qapp):
    run = player("adam", points=((-1.0, 1.0),))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section("rates")
        show(panel, go(run, 400))
        panel.hide()
        assert not panel.history.busy
        panel.show()
        show(panel, go(run, 5))
        click(qtbot, panel, "numbers")
        assert not panel.history.busy


def test_a_ball_removed_while_its_step_is_shown(qtbot, qapp):
    run = player("adam", "momentum")
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.selection.choose({1})
        panel.show_section("past")
        show(panel, go(run, 300))
        run.edit(Remove((1,)))
        show(panel, run.snapshot())
        qtbot.wait(60)
        assert panel.hint.isVisible()
        assert not panel.history.busy


@pytest.mark.parametrize("section", ["numbers", "past", "rates"])
def test_a_lost_ball_has_no_arrows_and_no_error(qtbot, qapp, section):
    setup = FleetSetup(BY_KEY["adam"](lr=1e200), points=((-1.0, 1.0),))
    run = Player(Scenario(Rosenbrock(), (setup,)))
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        panel.show_section(section)
        show(panel, go(run, 8))
        assert panel.figure.isVisible() is False
        panel.grab()


def test_the_schedule_is_in_the_rate_of_the_moment(qtbot, qapp):
    run = settings(BY_KEY["gd"])
    with shown(qtbot, qapp, StepPanel, SIZE) as panel:
        show(panel, go(run, 20))
        assert panel.scheduled.isVisible()
        assert panel.scheduled.text() == "ηᵗ = 0.003 · 0.5 = 0.0015"
