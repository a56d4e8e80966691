"""Columns that find no room in the window are hidden until there is some."""

from typing import Final, final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.style.text_size import text_scale
from gui.style.theme import Theme
from gui.window.docking.columns import LEFT, RIGHT
from gui.window.docking.docks import Docks

Area = Qt.DockWidgetArea
ORDER: Final = (RIGHT, LEFT)  # the first is hidden first


@final
class Folding(QObject):
    """Hides one column after the other while window and texts leave too little room for them.

    A column that a person brings back stays, and the other one goes for it.
    """

    folded = Signal(object)  # the docks that have just been hidden; [] where some are shown

    def __init__(self, window: QMainWindow, docking: Docks, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._docking = window, docking
        self._hidden: dict[Area, list[QDockWidget]] = {}  # in the order in which they were
        self._front: dict[Area, list[QDockWidget]] = {}  # those of them that were seen
        self._needed: dict[Area, QSize] = {}  # of the window, for these to be shown again
        self._kept: Area | None = None
        self._scale = text_scale()
        self.paused = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fold)
        window.installEventFilter(self)
        docking.panels_made.connect(self._begin)
        docking.rearranging.connect(self.unfold)
        theme.changed.connect(self._follow_text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        changes = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
        if event.type() in changes and self._docking.ready:
            self._soon.start()
        return super().eventFilter(watched, event)

    def unfold(self) -> None:
        """Show all that is hidden, whether there is room or not."""
        for area in (*self._hidden,):
            self._show(area)

    def _begin(self) -> None:
        for dock in self._docking.docks.values():
            action = dock.toggleViewAction()
            action.triggered.connect(lambda on, dock=dock: self._keep(dock, on))

    def _follow_text(self) -> None:
        if self._scale != text_scale():
            self._scale = text_scale()
            if not self.paused:
                self._kept = None
                self.unfold()

    def _keep(self, dock: QDockWidget, on: bool) -> None:
        """A person has brought a panel back."""
        area = self._window.dockWidgetArea(dock)
        if on and dock in self._hidden.get(area, ()):
            self._hidden[area].remove(dock)
            self._kept = area

    def _fold(self) -> None:
        if self.paused or not self._docking.ready:
            return
        room = self._window.size()
        for area in reversed((*self._hidden,)):
            if _fits(self._needed[area], room):
                self._show(area)
        hidden = []
        for area in ORDER:
            needed = self._least()
            if area != self._kept and not _fits(needed, room):
                hidden += self._hide(area, needed)
        if hidden:
            self.folded.emit(hidden)

    def _least(self) -> QSize:
        """What the window needs for all that it shows."""
        layout = self._window.layout()
        assert layout is not None
        return layout.minimumSize()

    def _hide(self, area: Area, needed: QSize) -> list[QDockWidget]:
        docks = [
            dock
            for dock in self._docking.docks.values()
            if self._window.dockWidgetArea(dock) == area
            and not dock.isFloating()
            and not dock.isHidden()
        ]
        if docks:
            self._front[area] = [dock for dock in docks if not dock.visibleRegion().isEmpty()]
            self._hidden[area] = self._hidden.get(area, []) + docks
            self._needed[area] = needed
        for dock in docks:
            dock.hide()
        return docks

    def _show(self, area: Area) -> None:
        for dock in self._hidden.pop(area):
            dock.show()
        for dock in self._front.pop(area, ()):  # not behind another tab than before
            dock.raise_()
        if area == self._kept:
            self._kept = None
        self.folded.emit([])


def _fits(needed: QSize, room: QSize) -> bool:
    return needed.width() <= room.width() and needed.height() <= room.height()
