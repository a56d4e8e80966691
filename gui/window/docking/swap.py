"""The map and the surface change places."""

from typing import final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.panels.map.panel import MapPanel
from gui.window.central_widget import CentralWidget
from gui.window.docking.docks import Docks
from gui.window.viewport import Viewport


@final
class PlaceSwap(QObject):
    """Puts the map into the middle and the surface into the map's dock, and back."""

    def __init__(self, central: CentralWidget, docking: Docks, viewport: Viewport) -> None:
        super().__init__(central)
        self._central, self._docking, self._viewport = central, docking, viewport
        self.on = False
        viewport.windowTitleChanged.connect(lambda: docking.name(MapPanel.key))

    @property
    def possible(self) -> bool:
        """Whether there are both: without OpenGL the map is the view."""
        return self._docking.ready and self._viewport.scene is not None

    def set(self, on: bool) -> None:
        """Put the map into the middle, or the surface."""
        if on == self.on:
            return
        self.on = on
        panel = self._docking.panels[MapPanel.key]
        middle, aside = (panel, self._viewport) if on else (self._viewport, panel)
        self._docking.house(MapPanel.key, aside)
        self._central.set_view(middle)
        for each in (middle, aside):
            each.show()
        panel.set_in_front(True)
        _focus(middle)


def _focus(view: QWidget) -> None:
    (view.focusProxy() or view).setFocus()
