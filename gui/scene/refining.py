"""Sampling a landscape finely without holding up the window."""

from collections.abc import Generator
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal

from engine.surfaces.base import Surface
from gui.scene import mesh

WAIT: Final = 90  # milliseconds after the last change of the landscape was seen
BETWEEN: Final = 6  # milliseconds left to everything else between two parts of the work
ROOM: Final = 0.008  # seconds after which no further slice is begun at once


@final
class Refiner(QObject):
    """Samples one surface at a time, in parts of a frame, on the thread of the window.

    Not on a thread of its own: a second one that computes all the time takes the interpreter
    from the frames for longer than such a part does.
    """

    refined = Signal(object)  # the mesh.Field

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None
        self._work: Generator[None, None, mesh.Field] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a finer field is still to come."""
        return self._surface is not None

    def take(self, surface: Surface) -> None:
        """From now on it is about `surface`: what was under way is dropped."""
        self._timer.stop()
        self._surface, self._work = surface, None

    def start(self) -> None:
        """Begin soon: the surface has been seen."""
        if self.busy:
            self._timer.start(WAIT)

    def finish(self) -> None:
        """Do all that is left at once."""
        self._timer.stop()
        while self._slice():
            pass

    def _go_on(self) -> None:
        until = perf_counter() + ROOM
        while self._slice():
            if perf_counter() >= until:
                self._timer.start(BETWEEN)
                return

    def _slice(self) -> bool:
        """A few milliseconds of the work; whether there is more of it."""
        surface = self._surface
        if surface is None:
            return False
        if self._work is None:
            self._work = mesh.sampling(surface, mesh.affordable(surface, mesh.TEXTURE))
        try:
            next(self._work)
        except StopIteration as end:
            self._surface = self._work = None
            self.refined.emit(end.value)
            return False
        return True
