"""The losses of a batch over the window, for the scene and for the map."""

from typing import final

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.arrays import Array, IntArray
from engine.surfaces.examples import DataSurface
from gui.sampling.batch_grid import slices
from gui.tasks.time_slices import SlicedTask

Key = tuple[DataSurface, bytes]


@final
class BatchLosses(QObject):
    """Computes a batch that one slice is enough for at once, larger ones when there is time.

    Work that has begun is finished even if the batch has changed since: otherwise none of those
    that change faster would ever be seen.
    """

    changed = Signal()  # a batch has been computed in slices

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: Array | None = None  # (n, n), those of the newest batch that is computed
        self._surface: DataSurface | None = None  # of `found`
        self._wanted: tuple[DataSurface, IntArray] | None = None
        self._begun: Key | None = None
        self._task = SlicedTask(self)
        self._task.finished.connect(self._set)

    @property
    def busy(self) -> bool:
        return self._task.busy

    def of(self, surface: DataSurface, examples: IntArray) -> Array | None:
        """Losses (n, n) of these examples, or of those that were the newest; None before there
        are any of this surface."""
        self._wanted = (surface, np.sort(examples))  # the full batch is one, in any order
        if self._task.busy and self._begun is not None and self._begun[0] != surface:
            self._task.cancel()
        if not self._task.busy:
            self._begin()
        return self.found if self._surface == surface else None

    def finish(self) -> None:
        """Do all that is still to come now."""
        while self._task.busy:
            self._task.finish()

    def cancel(self) -> None:
        """Compute nothing more until a batch is asked for again."""
        self._task.cancel()
        self._wanted = self._begun = None

    def _begin(self) -> None:
        if self._wanted is None:
            return
        key = (self._wanted[0], self._wanted[1].tobytes())
        if key == self._begun:
            return
        self._begun, work = key, slices(*self._wanted)
        try:
            next(work)
        except StopIteration as end:
            self._surface, self.found = key[0], end.value
            return
        self._task.start(work)

    def _set(self, found: Array) -> None:
        assert self._begun is not None
        self._surface, self.found = self._begun[0], found
        self._begin()  # on the newest batch
        self.changed.emit()
