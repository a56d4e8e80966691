"""Gradient, curvature and the parts of the next update, in the panel and against worked numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.surfaces import BY_KEY
from engine.surfaces.typed import Typed
from gui.panels.why.bars import Bar, scale_of
from gui.panels.why.curvature import CHANGES, MEANINGS, NAMES, rows
from gui.panels.why.panel import WhyPanel
from gui.state.selection import Selection
from gui.style.palette import LIGHT
from gui.text.numbers import parse
from tests.gui.panels.runs import go, player, show, shown

TOY = BY_KEY["two_weights"]()


def numbers(surface, point):
    return {row.symbol: row.values for row in rows(surface, np.array(point))}


def test_every_row_has_a_meaning_and_all_but_one_a_name():
    found = numbers(TOY, (1.0, 1.0))
    assert list(found) == list(MEANINGS)
    assert set(MEANINGS) - set(NAMES) == {"H₂"}


def test_the_toy_network_has_the_numbers_of_the_curriculum():
    """Lesson 2: λ is 0 and 4 at (1, 1), 0 and 8.5 at (2, ½), −2 and 2 at the saddle."""
    assert numbers(TOY, (1.0, 1.0))["λ₂"] == (4.0,)
    assert numbers(TOY, (1.0, 1.0))["κ"] == (np.inf,)
    assert numbers(TOY, (2.0, 0.5))["λ₂"] == (8.5,)
    saddle = numbers(TOY, (0.0, 0.0))
    assert (saddle["H₁"], saddle["H₂"]) == ((0.0, -2.0), (-2.0, 0.0))
    assert (saddle["λ₁"], saddle["λ₂"], saddle["κ"]) == ((-2.0,), (2.0,), (1.0,))
    assert np.abs(saddle["u₁"]) == pytest.approx(np.sqrt([0.5, 0.5]))
    assert np.isnan([saddle["∠(g, u₁)"], saddle["∠(g, u₂)"]]).all()  # there is no gradient


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_the_two_angles_are_a_right_one(x, y):
    found = numbers(BY_KEY["himmelblau"](), (x, y))
    if any(found["g"]):
        assert found["∠(g, u₁)"][0] + found["∠(g, u₂)"][0] == pytest.approx(90)


def test_what_does_not_exist_is_said_so():
    found = numbers(Typed("log(x) + y^2"), (-1.0, 0.5))
    assert np.isnan(found["L"] + found["κ"]).all()
    flat = numbers(Typed("x + y"), (0.3, 0.2))
    assert np.isnan(flat["κ"][0])
    assert numbers(Typed("x^2 + 1e-20*y^2"), (0.3, 0.2))["κ"][0] == pytest.approx(1e20)


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, WhyPanel, (340, 420), selection=Selection()) as made:
        yield made


def value(label):
    return parse(label.text())


def test_it_shows_the_chosen_ball_and_the_parts_of_its_next_update(panel):
    run = player("gd", "adam")
    panel.selection.choose(frozenset({2}))
    show(panel, go(run, 3))
    assert not panel.hint.isVisible()
    assert "Adam" in panel.heading.text()
    before, after = (go(run, update) for update in (3, 4))
    fleet = before.fleets[1]
    loss = before.surface.value(fleet.position[0])
    assert value(panel.values["L"][1]) == pytest.approx(loss, rel=1e-3)
    changes = {symbol: value(label) for symbol, label in panel.bars.values.items()}
    assert list(changes) == list(CHANGES)
    real = after.surface.value(after.fleets[1].position[0]) - loss
    assert changes["ΔL"] == pytest.approx(real, rel=1e-3)
    *some, total = changes.values()
    assert sum(some) == pytest.approx(total, abs=2e-3 * max(map(abs, some)))


def test_without_a_chosen_ball_it_asks_for_one(panel):
    show(panel, go(player("gd", "adam"), 0))
    assert panel.hint.isVisible()
    assert not panel.heading.isVisible()


def test_every_number_tells_what_it_is(panel):
    panel.selection.choose(frozenset({0}))
    show(panel, go(player("gd"), 1))
    for symbol, (_, label) in panel.values.items():
        assert symbol in label.toolTip()
        assert panel.names[symbol].toolTip()
    for symbol, bar in panel.bars.bars.items():
        assert symbol in bar.accessibleName()


def test_a_fall_is_left_of_the_zero_and_solid_a_rise_right_and_hatched(qtbot):
    scale = scale_of([-2.0, 1.0])
    inks = {}
    for change in (-2.0, 1.0):
        bar = Bar(LIGHT)
        qtbot.addWidget(bar)
        bar.resize(300, 12)
        bar.show_change(change, scale)
        image = bar.grab().toImage()
        ground = image.pixelColor(0 if change > 0 else 299, 6)
        ratio = image.devicePixelRatio()
        marked = [x for x in range(300) if image.pixelColor(round(x * ratio), 6) != ground]
        inks[change] = marked
    zero = 200
    assert inks[-2.0][0] <= 1
    assert len(inks[-2.0]) == pytest.approx(zero, abs=2)
    assert inks[1.0][0] == pytest.approx(zero, abs=1)
    assert 0 < len(inks[1.0]) < 60  # of 100


def test_a_scale_always_has_its_zero():
    for values in ([], [0.0], [1.0, 3.0], [-4.0], [-1.0, 2.0]):
        scale = scale_of(values)
        assert scale.low <= 0 <= scale.high
        assert scale.low < scale.high
