"""The dock of the lesson, in the place of the other panels of the left column."""

from collections.abc import Mapping
from typing import Final, final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.window.docking.columns import LEFT
from gui.window.docking.dock_title_bar import DockTitleBar

LESSON: Final = "lesson"


@final
class LessonDock:
    """Shown while a lesson is played. It has no bar: its panel has a heading of its own."""

    def __init__(self, window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
        self._window, self._docks = window, docks
        self._away: tuple[str, ...] = ()  # the panels that it stands in for, the front one first
        bar = docks[LESSON].titleBarWidget()
        assert isinstance(bar, DockTitleBar)
        bar.show_bare(True)

    def put(self, bare: bool) -> None:
        """Show it in place of the others in the left column. While one panel at most is shown
        alone (`bare`), these are hidden already."""
        lesson = self._docks[LESSON]
        others = {key: dock for key, dock in self._docks.items() if key != LESSON}
        left = [key for key, dock in others.items() if self._is_left(dock)]
        if not bare and lesson.isHidden():
            shown = [key for key in left if not self._docks[key].isHidden()]
            front = [key for key in shown if not self._docks[key].visibleRegion().isEmpty()]
            self._away = tuple(dict.fromkeys((*front, *shown)))
        for key in left:
            self._docks[key].hide()
        lesson.setFloating(False)
        lesson.show()
        lesson.raise_()
        width = lesson.minimumSizeHint().width()
        self._window.resizeDocks([lesson], [width], Qt.Orientation.Horizontal)

    def take_away(self, bare: bool) -> None:
        """Hide it, and show the others again; not while one panel is shown alone."""
        self._docks[LESSON].hide()
        for key in () if bare else self._away:
            self._docks[key].show()
        if self._away:
            self._docks[self._away[0]].raise_()

    def _is_left(self, dock: QDockWidget) -> bool:
        return self._window.dockWidgetArea(dock) == LEFT and not dock.isFloating()
