"""The two eigenvalues of the Hessian over updates."""

from typing import ClassVar, final

from engine.analysis.quantities import EIGENVALUES, Quantity
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.curves.curve import Curve
from gui.panels.curves.shown_balls import ShownBalls
from gui.plotting.curves import Stroke
from gui.plotting.scales import Linear, Scale, SymmetricLog
from gui.sampling.value_range import Extent


@final
class EigenvalueCurve(Curve):
    """Solid and blue above zero, dashed and red below; the glyphs show the fleets."""

    key: ClassVar[str] = "eigenvalues"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The least and the greatest curvature of the surface at each ball: both positive as "
        "in a bowl, one of them negative as at a saddle point.",
    )
    term: ClassVar[str] = "eigenvalue"
    quantity: ClassVar[Quantity] = EIGENVALUES

    def scale(self, size: Extent, log: bool) -> tuple[Scale, str]:
        if log:
            return SymmetricLog(size.unit), self.tr("λ₁ ≤ λ₂, symmetric log")
        return Linear(), "λ₁ ≤ λ₂"

    def prefers_log(self, size: Extent) -> bool:
        return size.wide

    def strokes(self, x: Array, y: Array, hue: str, width: float, opacity: float) -> list[Stroke]:
        del hue
        above, below = self.theme.palette.positive, self.theme.palette.negative
        return [
            Stroke(x[:, k], y[:, k], above, width, opacity, below)
            for k in range(self.quantity.components)
        ]

    def names(self, parts: tuple[ShownBalls, ...]) -> tuple[str, ...]:
        alone = sum(len(part.balls) for part in parts) == 1
        return ("λ₁", "λ₂") if alone else ("", "")

    def limits(self, size: Extent) -> tuple[float, float]:
        span = size.high - size.low
        return size.low - span / 2, size.high + span / 2

    def retranslate(self) -> None:
        super().retranslate()
        self.setWindowTitle(self.tr("Hessian eigenvalues"))
        self.plot.setAccessibleName(self.tr("Hessian eigenvalues over updates"))
        self.request_refresh()
