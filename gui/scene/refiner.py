"""Sampling a landscape finely without holding up the window."""

from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal

from engine.surfaces.base import Surface
from gui.sampling import mesh
from gui.sampling.budget import whole_side
from gui.tasks.time_slices import SlicedTask

WAIT: Final = 90  # milliseconds after the last change of the landscape was seen


@final
class Refiner(QObject):
    """Samples one surface at a time, in slices that come before those of the panels."""

    refined = Signal(object)  # the mesh.Field

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None  # not begun yet
        self._slices = SlicedTask(self, first=True)
        self._slices.finished.connect(self.refined)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.begin)

    @property
    def busy(self) -> bool:
        """Whether a finer field is still to come."""
        return self._surface is not None or self._slices.busy

    def take(self, surface: Surface) -> None:
        """From now on it is about `surface`: what was under way is dropped."""
        self._timer.stop()
        self._slices.cancel()
        self._surface = surface

    def start(self) -> None:
        """Begin soon: the surface has been seen."""
        if self._surface is not None:
            self._timer.start()

    def finish(self) -> None:
        """Do all that is left at once."""
        self.begin()
        self._slices.finish()

    def begin(self) -> None:
        """Begin now, without the wait."""
        self._timer.stop()
        surface, self._surface = self._surface, None
        if surface is not None:
            self._slices.start(mesh.sampling(surface, whole_side(surface, mesh.TEXTURE)))
