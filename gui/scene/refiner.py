"""Samples a surface finely without blocking the window."""

from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal

from engine.surfaces.base import Surface
from gui.sampling import mesh
from gui.sampling.budget import whole_side
from gui.tasks.time_slices import SlicedTask

WAIT: Final = 90  # milliseconds after the last change of the surface was painted


@final
class Refiner(QObject):
    """Samples one surface at a time, in slices that run before those of the panels."""

    refined = Signal(object)  # the mesh.Field

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None  # not started yet
        self._slices = SlicedTask(self, first=True)
        self._slices.finished.connect(self.refined)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.begin)

    @property
    def busy(self) -> bool:
        """Whether a finer field is pending."""
        return self._surface is not None or self._slices.busy

    def take(self, surface: Surface) -> None:
        """Set the surface; work on another is cancelled."""
        self._timer.stop()
        self._slices.drop()
        self._surface = surface

    def start(self) -> None:
        """Begin after the wait: the surface has been painted."""
        if self._surface is not None:
            self._timer.start()

    def finish(self) -> None:
        """Do all remaining work now."""
        self.begin()
        self._slices.finish()

    def begin(self) -> None:
        """Begin now, without the wait."""
        self._timer.stop()
        surface, self._surface = self._surface, None
        if surface is not None:
            self._slices.take(mesh.sampling(surface, whole_side(surface, mesh.TEXTURE)))
