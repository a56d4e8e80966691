"""Balls on the contour map, checked by its pixels."""

import numpy as np
import pytest

from engine.surfaces.typed import Typed
from gui.panels.map.panel import MapPanel
from gui.style.theme import ThemeChoice
from tests.gui.panels.runs import nearest_color, player, show, shown
from tests.gui.scene.holes import FALL, falling, forwarded, reached

NO_VALUE = "Ball 0 is where the loss has no value"


def is_shown(panel, place, hollow):
    """Checks ball 0 by pixels away from its trail, which is at the upper right, and its tip."""
    color, (x, y) = panel.theme.palette.fleet_color(0), panel.map.frame.pixel(place)
    rim = nearest_color(panel.map, x - 4, y + 4, color, 1) < 60
    disc = nearest_color(panel.map, x - 2, y - 2, color, 0) < 60
    tip = panel.map.tip_at(x, y) == (NO_VALUE if hollow else "")
    return rim and disc is not hollow and tip and panel.map.ball_at(x, y) == 0


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.LIGHT])
@pytest.mark.parametrize("chosen", [set(), {0}])
def test_a_ball_where_the_loss_has_no_value_is_hollow(qtbot, qapp, choice, chosen):
    lost, fine = (-1.5, 0.5), (1.5, 0.5)
    run = player("gd", points=(lost, fine), surface=Typed("x*log(x) + y^2/2"))
    with shown(qtbot, qapp, MapPanel, choice=choice) as panel:
        show(panel, run.snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        panel.selection.choose(chosen)
        palette = panel.theme.palette
        color, frame = palette.fleet_color(0), panel.map.frame
        for point, full in ((lost, False), (fine, True)):
            x, y = frame.pixel(point)
            assert nearest_color(panel.map, x, y, color, 7) < 60
            assert (nearest_color(panel.map, x, y, color, 1) < 60) is full
            text = "Ball 0 is where the loss has no value"
            assert panel.map.tip_at(x, y) == ("" if full else text)
        assert nearest_color(panel.map, *frame.pixel(lost), palette.panel, 3) < 190


@pytest.mark.parametrize("chosen", [set(), {0}])
def test_a_ball_that_fell_into_a_hole_stays_on_the_map_at_its_last_position(qtbot, qapp, chosen):
    run = falling()
    with shown(qtbot, qapp, MapPanel) as panel:
        panel.selection.choose(chosen)
        for update in (0, 1, 2, 51, 9000, 8000, 0, 2, 1):  # scrubbed at last
            now = forwarded(run, update) if update == 9000 else reached(run, update)
            assert np.isnan(now.fleets[0].position).any() == (update > 1)
            show(panel, now)
            qtbot.waitUntil(lambda: panel.map.complete)
            assert is_shown(panel, FALL if update else (0.5, 0.3), update > 0), update


def test_on_the_map_the_trail_continues_to_the_ball_in_the_hole(qtbot, qapp):
    """The map has no heights: see docs/model.md, Holes."""
    with shown(qtbot, qapp, MapPanel) as panel:
        for update in (1, 60, 3000):
            show(panel, forwarded(falling((0.5, 2.0), lr=3.0), update))
            qtbot.waitUntil(lambda: panel.map.complete)
            start, end = (np.array(panel.map.frame.pixel(p)) for p in ((0.5, 2.0), (-0.42, -4.0)))
            x, y = start + 0.6 * (end - start)
            color = panel.theme.palette.fleet_color(0)
            assert panel.map.frame.point(x, y)[0] < 0
            assert nearest_color(panel.map, x, y, color) < 120


def test_a_lost_ball_with_only_its_derivative_missing_has_another_tip(qtbot, qapp):
    run = falling((0.0, 0.0), surface=Typed("sqrt(x^2 + y^2)"))
    with shown(qtbot, qapp, MapPanel) as panel:
        for update, tip in ((0, ""), (9, "Ball 0 is where a derivative has no value")):
            show(panel, reached(run, update))
            assert panel.map.tip_at(*panel.map.frame.pixel((0.0, 0.0))) == tip


def test_of_very_many_balls_those_in_a_hole_are_rings(qtbot, qapp):
    """So many that they are painted pixel by pixel; half of them start in the hole."""
    x, y = np.meshgrid(np.linspace(-2.9, 2.9, 40), np.linspace(-2.9, 2.9, 40))
    run = falling((-2.0, 0.0), points=tuple(zip(x.ravel(), y.ravel(), strict=True)), lr=1e-3)
    with shown(qtbot, qapp, MapPanel, size=(900, 700)) as panel:
        for update in (0, 1, 30):
            now = reached(run, update)
            show(panel, now)
            qtbot.waitUntil(lambda: panel.map.complete)
            color = panel.theme.palette.fleet_color(0)
            for point, full in (((-2.9, 2.9), False), (now.fleets[0].position[-1], True)):
                place = panel.map.frame.pixel(point)
                assert nearest_color(panel.map, *place, color, 3) < 60
                assert (nearest_color(panel.map, *place, color, 0) < 60) is full
