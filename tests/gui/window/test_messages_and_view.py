"""Messages stand in a line above the 3-D view: nothing lies over it, and nothing moves it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.notice import Severity

SPLITTER = "qt_qmainwindow_extended_splitter"  # Qt's own: takes the mouse, and paints nothing


def place(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def over(view, window):
    """The visible widgets that cover some of the view."""
    lies = place(view, window)
    others = (each for each in window.findChildren(QWidget) if each.isVisible())
    return [
        each
        for each in others
        if each.window() is window
        and each is not view
        and each.objectName() != SPLITTER
        and not each.isAncestorOf(view)
        and not view.isAncestorOf(each)
        and place(each, window).intersects(lies)
    ]


def test_a_message_neither_covers_nor_moves_the_view(window, qtbot):
    view, notices = window.viewport.scene, window.central.notices
    before = place(view, window)
    assert not over(view, window)
    for severity in Severity:
        notices.post(lambda kind=severity: f"a message of the kind {kind}", severity)
        QApplication.processEvents()
        assert place(view, window) == before
        assert not over(view, window)
    notices.clear()
    notices.post(lambda: "a name of a file that is far too long " * 12, Severity.ERROR)
    qtbot.waitUntil(lambda: view.height() < before.height())
    assert not over(view, window)
    notices.clear()
    qtbot.waitUntil(lambda: place(view, window) == before)


def test_a_view_that_is_too_slow_says_so_in_both_languages(window, qtbot):
    notices = window.central.notices
    window.viewport.scene.frame_watch.slow.emit()
    (notice,) = notices.shown
    assert "15 frames" in notice.text()
    window.shell.languages.choose("zh_CN")
    qtbot.waitUntil(lambda: "15 帧" in notice.text())
