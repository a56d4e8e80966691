"""The map and the surface change places."""

from PySide6.QtCore import QPoint, Qt

from engine.commands import Drop
from tests.gui.windows import balls, opened, until


def test_a_key_puts_the_map_into_the_middle_and_the_surface_back(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel, view = window.panels["contour"], window.viewport
    before = view.geometry()
    for language in ("zh_CN", "en"):
        window.shell.languages.choose(language)
        qtbot.keyClick(window, Qt.Key.Key_M)
        assert window.actions_["swap"].isChecked()
        qtbot.waitUntil(lambda: panel.width() > 2 * view.width() * 0.6)
        assert window.central.isAncestorOf(panel)
        assert window.docks["contour"].isAncestorOf(view)
        assert window.docks["contour"].windowTitle() == view.windowTitle()
        assert panel.mouse_keys is not None
        assert window.focus_regions.stops()[0][0] is panel.map
        qtbot.keyClick(window, Qt.Key.Key_M)
        assert not window.actions_["swap"].isChecked()
        qtbot.waitUntil(lambda: view.geometry() == before)
        assert window.docks["contour"].windowTitle() == panel.windowTitle()


def test_both_show_the_run_wherever_they_are(qtbot, window):
    window.actions_["swap"].trigger()
    window.engine.send(Drop((0,), ((0.5, 0.5),)))
    now = until(qtbot, window, balls)
    map_ = window.panels["contour"].map
    qtbot.waitUntil(lambda: map_.now is not None and map_.now.update == now.update)
    x, y = map_.frame.pixel((-0.5, 0.5))
    qtbot.mouseClick(map_, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    now = until(qtbot, window, lambda now: len(now.homes) == 2)
    qtbot.waitUntil(lambda: len(window.viewport.scene.ball_presenter.points) == 2)
    window.actions_["swap"].trigger()


def test_the_choice_is_kept_and_panels_go_back_with_it(qtbot, qapp, tmp_path):
    file = tmp_path / "settings.ini"
    with opened(qtbot, qapp, settings=file) as window:
        window.actions_["swap"].trigger()
    with opened(qtbot, qapp, settings=file) as window:
        assert window.central.isAncestorOf(window.panels["contour"])
        window.viewport.scene.fail(RuntimeError("lost"))
        qtbot.waitUntil(lambda: window.viewport.panel is not None)
        qtbot.waitUntil(lambda: window.central.isAncestorOf(window.viewport))
        assert not window.actions_["swap"].isEnabled()
