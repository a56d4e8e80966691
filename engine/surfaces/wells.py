"""A flat minimum and a sharp one."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, pair, polished, symmetric

FLAT_AT = -1.2  # where the wells lie on the first axis
SHARP_AT = 1.5
RIM = 0.02  # the gentle bowl around both: 0.02 ‖w‖²


@final
@dataclass(frozen=True, slots=True)
class Wells(Surface):
    """L = 1 − e^{−‖u−a‖²/2s²} − e^{−‖u−b‖²/2r²} + 0.02‖u‖²: a basin at a, a gorge at b.

    u is w, moved back by d along the first axis. Both bottoms have nearly the same loss; the
    curvature differs about twentyfold, so moving the surface a little under a ball (a test set)
    costs far more in the gorge.
    """

    flat: float = knob(
        0.7,
        0.4,
        0.9,
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Width of the flat well"),
        minimum=0.4,
        maximum=0.9,
    )
    sharp: float = knob(
        0.15,
        0.05,
        0.4,
        symbol="r",
        latex="r",
        title=QT_TRANSLATE_NOOP("Knob", "Width of the sharp well"),
        minimum=0.05,
        maximum=0.4,
    )
    shift: float = knob(
        0.0,
        -0.5,
        0.5,
        later=True,
        symbol="d",
        latex="d",
        title=QT_TRANSLATE_NOOP("Knob", "Shift along w₁"),
        minimum=-1.0,
        maximum=1.0,
    )

    key: ClassVar[str] = "wells"
    group: ClassVar[Group] = "teaching"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Flat and sharp wells")
    formula: ClassVar[str] = (
        r"L=1-e^{-\frac{(u+1.2)^2+w_2^2}{2s^2}}-e^{-\frac{(u-1.5)^2+w_2^2}{2r^2}}"
        r"+0.02\left(u^2+w_2^2\right),\quad u=w_1-d"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "after N. S. Keskar et al., ICLR 2017")
    low: ClassVar[Point] = (-3.0, -2.0)
    high: ClassVar[Point] = (3.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((1.6, 0.2), (-2.0, 1.2), (0.6, -0.6))

    @property
    def minima(self) -> tuple[Point, ...]:
        flat, sharp = (polished(self, (at + self.shift, 0.0)) for at in (FLAT_AT, SHARP_AT))
        return flat, sharp

    def _wells(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The two Gaussians at u = x and w₂ = y."""
        square, from_flat, from_sharp = y * y, x - FLAT_AT, x - SHARP_AT
        flat = np.exp((from_flat * from_flat + square) * (-0.5 / self.flat**2))
        sharp = np.exp((from_sharp * from_sharp + square) * (-0.5 / self.sharp**2))
        return flat, sharp

    def value(self, points: Array) -> Array:
        x, y = points[..., 0] - self.shift, points[..., 1]
        flat, sharp = self._wells(x, y)
        return 1 - flat - sharp + (x * x + y * y) * RIM

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        x = x - self.shift
        flat, sharp = self._wells(x, y)
        flat = flat / self.flat**2
        sharp = sharp / self.sharp**2
        grad[..., 0] = (x - FLAT_AT) * flat + (x - SHARP_AT) * sharp + x * (2 * RIM)
        grad[..., 1] = y * (flat + sharp + 2 * RIM)
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0] - self.shift, points[..., 1]
        xx = xy = yy = np.zeros(x.shape)
        for well, at, width in zip(
            self._wells(x, y), (FLAT_AT, SHARP_AT), (self.flat, self.sharp), strict=True
        ):
            strength, along, across = well / width**2, (x - at) / width, y / width
            xx = xx + strength * (1 - along * along)
            xy = xy - strength * along * across
            yy = yy + strength * (1 - across * across)
        return symmetric(xx + 2 * RIM, xy, yy + 2 * RIM, x)
