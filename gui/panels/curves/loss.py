"""The loss over updates."""

from typing import ClassVar, final

from engine.analysis.quantities import LOSS, Quantity
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.curves.curve import Curve
from gui.plotting.scales import Linear, Log, Scale, SymmetricLog
from gui.sampling.value_range import Extent
from gui.text.numbers import show

ZERO = 1e-12  # of the range; a minimum at most this large counts as zero


@final
class LossCurve(Curve):
    """The loss; on a logarithmic axis, its excess over the lowest loss where that is not zero."""

    key: ClassVar[str] = "loss"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The loss of each ball after every update: where it has stopped falling, the gradient "
        "norm tells whether the ball rests or jumps to and fro.",
    )
    term: ClassVar[str] = "loss"
    quantity: ClassVar[Quantity] = LOSS

    def scale(self, size: Extent, log: bool) -> tuple[Scale, str]:
        if not log:
            return Linear(), self.tr("L")
        if not size.bounded:
            return SymmetricLog(size.unit), self.tr("L, symmetric log")
        if abs(size.low) <= ZERO * (size.high - size.low):
            return Log(), self.tr("L, logarithmic")
        text = self.tr("L − (%1), logarithmic").replace("%1", show(size.low))
        return Log(size.low), text.replace("(", "").replace(")", "") if size.low > 0 else text

    def prefers_log(self, size: Extent) -> bool:
        return size.wide and size.bounded

    def limits(self, size: Extent) -> tuple[float, float]:
        span = size.high - size.low
        return size.low - span / 2, size.high + span / 2

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Loss"))
        self.plot.setAccessibleName(self.tr("Loss over updates"))
        self.request_refresh()
