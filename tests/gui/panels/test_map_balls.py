"""How balls look on the contour map, judged by its pixels."""

import pytest

from engine.surfaces.typed import Typed
from gui.panels.contour import ContourPanel
from gui.theme import ThemeChoice
from tests.gui.panels.runs import nearest_color, player, show, shown


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.LIGHT])
@pytest.mark.parametrize("chosen", [set(), {0}])
def test_a_ball_where_the_loss_has_no_value_is_hollow(qtbot, qapp, choice, chosen):
    lost, fine = (-1.5, 0.5), (1.5, 0.5)
    run = player("gd", points=(lost, fine), surface=Typed("x*log(x) + y^2/2"))
    with shown(qtbot, qapp, ContourPanel, choice=choice) as panel:
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
            assert panel.map.told_at(x, y) == ("" if full else text)
        assert nearest_color(panel.map, *frame.pixel(lost), palette.panel, 3) < 190
