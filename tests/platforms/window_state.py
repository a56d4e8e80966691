"""What can be known of the window, as plain data."""

from typing import Any, final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from gui.window.main_window import MainWindow


@final
class Frames:
    """How often the 3-D view's picture has come to the screen."""

    def __init__(self, window: MainWindow) -> None:
        self.count = 0
        if window.viewport.scene is not None:
            window.viewport.scene.frameSwapped.connect(self._add)

    def _add(self) -> None:
        self.count += 1


def of(window: MainWindow, view: Any, frames: Frames) -> dict[str, Any]:
    """The state of the window and of its view, which is a `SceneView` or a `MapPanel`."""
    now = window.engine.snapshot
    popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
    corner = view.mapToGlobal(QPoint(0, 0))
    scene = window.viewport.scene
    return {
        "platform": QGuiApplication.platformName(),
        "canvas": type(scene.canvas if scene is not None else view).__name__,
        "renderer": window.viewport.renderer,
        "ratio": float(view.devicePixelRatioF()),
        "corner": [corner.x(), corner.y()],
        "size": [view.width(), view.height()],
        "balls": len(now.homes),
        "log": len(now.log),
        "scenario": now.scenario.title.inside("en"),
        "camera": repr(scene.camera_motion.camera) if scene is not None else "",
        "reading": window.central.reading.text(),
        "hovered": str(window.selection.hovered_point),
        "under": view.underMouse(),
        "notices": [notice.text() for notice in window.central.notices.shown],
        "popup": isinstance(popup, QMenu),
        "focus": type(focus).__name__,
        "in_view": view is focus or view.isAncestorOf(focus),
        "active": window.isActiveWindow(),
        "full": window.isFullScreen(),
        "minimized": window.isMinimized(),
        "frames": frames.count,
        "ready": window.docking.ready and view.complete and window.isVisible(),
        "file": str(window.files.file or ""),
        "windows": sorted(
            type(each).__name__ for each in QApplication.topLevelWidgets() if each.isVisible()
        ),
    }
