"""The length of the gradient over updates."""

from typing import ClassVar, final

from engine.analysis.quantities import GRADIENT, Quantity
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.curves.curve import Curve
from gui.plotting.scales import Linear, Log, Scale
from gui.sampling.value_range import Extent


@final
class GradientCurve(Curve):
    """The gradient norm. Read it with loss and eigenvalues: alone it does not show a minimum."""

    key: ClassVar[str] = "gradient"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The length of the gradient at each ball after every update: it is zero at critical "
        "points, and where it stays large while the loss stays level, the ball jumps to and fro.",
    )
    term: ClassVar[str] = "gradient-norm"
    quantity: ClassVar[Quantity] = GRADIENT

    def scale(self, size: Extent, log: bool) -> tuple[Scale, str]:
        if log:
            return Log(), self.tr("‖g‖, logarithmic")
        return Linear(), "‖g‖"

    def prefers_log(self, size: Extent) -> bool:
        del size
        return True

    def limits(self, size: Extent) -> tuple[float, float]:
        return 0.0, 4 * size.high

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Gradient norm"))
        self.plot.setAccessibleName(self.tr("Gradient norm over updates"))
        self.request_refresh()
