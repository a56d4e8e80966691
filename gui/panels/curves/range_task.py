"""The extent of a quantity on the current surface: approximate at once, then exact."""

from typing import final

from PySide6.QtCore import QObject, Signal

from engine.analysis.quantities import Quantity
from engine.surfaces.base import Surface
from gui.sampling.value_range import GRID, Extent, extending, extent, rough_grid
from gui.tasks.time_slices import SlicedTask


@final
class RangeTask(QObject):
    """Measures one quantity on one surface at a time."""

    changed = Signal()  # the exact extent differs from the approximate one

    def __init__(self, quantity: Quantity, parent: QObject) -> None:
        super().__init__(parent)
        self._quantity = quantity
        self._known: tuple[Surface, Extent] | None = None
        self._slices = SlicedTask(self)
        self._slices.finished.connect(self._set_exact)

    @property
    def busy(self) -> bool:
        """Whether the exact extent is pending."""
        return self._slices.busy

    def finish(self) -> None:
        """Measure the exact extent now."""
        self._slices.finish()

    def of(self, surface: Surface) -> Extent:
        """The extent on `surface`, from fewer points where each takes long."""
        if self._known is None or self._known[0] != surface:
            count = rough_grid(surface)
            self._known = surface, extent(self._quantity, surface, count)
            self._slices.cancel()
            if count < GRID:
                self._slices.start(extending(self._quantity, surface))
        return self._known[1]

    def _set_exact(self, exact: Extent) -> None:
        assert self._known is not None
        surface, rough = self._known
        self._known = surface, exact
        if exact != rough:
            self.changed.emit()
