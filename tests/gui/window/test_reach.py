"""The slider of the local quadratic's reach: there while the sheet is, and it works by keys."""

import pytest
from PySide6.QtCore import Qt

from gui.state.sheet_reach import REACH
from gui.widgets.slider import GestureSlider
from gui.window.view_bar import ReachSlider
from tests.gui.parts import part
from tests.gui.windows import opened, race


def test_the_slider_comes_with_the_sheet_and_sets_its_reach(qtbot, qapp):
    with opened(qtbot, qapp, race("bowl", gd=((1.0, 0.5),))) as window:
        view, reach = window.viewport.scene, part(window.central, ReachSlider)
        slider = part(reach, GestureSlider)
        assert not reach.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_Q)
        assert reach.isVisible()
        assert "quadratic" in window.viewport.overlays
        assert slider.accessibleName() == "Reach of the local quadratic"
        view.grabFramebuffer()
        item = view.layers.by_key["quadratic"].item
        for key, expected in (
            (Qt.Key.Key_Right, REACH.default + 0.01),
            (Qt.Key.Key_PageUp, REACH.default + 0.11),
            (Qt.Key.Key_End, REACH.high),
            (Qt.Key.Key_Home, REACH.low),
            (Qt.Key.Key_Delete, REACH.default),
        ):
            qtbot.keyClick(slider, key)
            assert window.viewport.reach == pytest.approx(expected)
            view.grabFramebuffer()
            wide = item.sheet.position[0, :, 0]
            assert wide[-1] - wide[0] == pytest.approx(min(1.0, 0.5 + expected) - 0.5 + expected)
        window.presenting.begin(False)
        assert not reach.isVisible()
        window.presenting.end()
        assert reach.isVisible()
        qtbot.keyClick(window, Qt.Key.Key_Q)
        assert not reach.isVisible()


def test_the_map_shows_the_crosses_that_the_scene_shows(qtbot, qapp):
    with opened(qtbot, qapp, race("bowl", gd=((1.0, 0.5),))) as window:
        map_ = window.panels["contour"].map
        assert "curvature" not in map_.overlays
        qtbot.keyClick(window, Qt.Key.Key_H)
        assert "curvature" in map_.overlays
        qtbot.keyClick(window, Qt.Key.Key_H)
        assert "curvature" not in map_.overlays
