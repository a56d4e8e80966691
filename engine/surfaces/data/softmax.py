"""The softmax of three classes: the same error surface under two losses."""

from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Point
from engine.surfaces.data.logistic import Error, error_choice, softplus
from engine.surfaces.examples import Rows, SummedSurface

THIRD: Final = -1000.0  # y₃, fixed: the third class is practically excluded


@final
class Shares(NamedTuple):
    """Softmax outputs, each to full precision, and 1 minus the first."""

    first: Array
    second: Array
    third: Array
    miss: Array  # 1 − first
    others: Array  # ln of what the first shares with the others: miss = σ(others)


@final
@dataclass(frozen=True, slots=True)
class Softmax(SummedSurface):
    """One example of the first of three classes; the axes are the logits y₁ and y₂.

    Cross-entropy slopes wherever the answer is wrong. Square error is as high, but flat there:
    at (−10, 10) its gradient is 10⁸ times smaller. Neither has a minimum: both fall for ever
    towards large y₁ − y₂.
    """

    loss: Error = error_choice()

    key: ClassVar[str] = "softmax"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Softmax of three classes")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.6.3, Fig. 3.34")
    low: ClassVar[Point] = (-10.0, -10.0)
    high: ClassVar[Point] = (10.0, 10.0)
    starts: ClassVar[tuple[Point, ...]] = ((-10.0, 10.0), (-3.0, 3.0), (-2.0, 2.0))
    axes: ClassVar[tuple[str, str]] = ("y₁", "y₂")
    minima: ClassVar[tuple[Point, ...]] = ()
    count: ClassVar[int] = 1

    @property
    def formula(self) -> str:
        softmax = r"y'_i=\frac{e^{y_i}}{\sum_j e^{y_j}},\quad y_3=-1000"
        if self.loss == "cross_entropy":
            return rf"L=-\ln y'_1,\quad {softmax}"
        return rf"L=(1-y'_1)^2+y_2'^{{\,2}}+y_3'^{{\,2}},\quad {softmax}"

    def losses(self, x: Array, y: Array, rows: Rows) -> Array:
        shares = _shares(x, y)
        if self.loss == "cross_entropy":
            return _spread(softplus(shares.others), rows)
        return _spread(_square_error(shares), rows)

    def slopes(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array]:
        shares = _shares(x, y)
        if self.loss == "cross_entropy":
            return _spread(-shares.miss, rows), _spread(shares.second, rows)
        along, across = _square_slopes(shares)
        return _spread(along, rows), _spread(across, rows)

    def curvatures(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array, Array]:
        shares = _shares(x, y)
        if self.loss == "cross_entropy":
            p, q, miss = shares.first, shares.second, shares.miss
            found = (p * miss, p * q * -1, q * (p + shares.third))
        else:
            found = _square_curvatures(shares)
        xx, xy, yy = (_spread(part, rows) for part in found)
        return xx, xy, yy


def _spread(part: Array, rows: Rows) -> Array:
    """The one example's share as often as it is in the batch, shape (m, B)."""
    return part if isinstance(rows, slice) else np.repeat(part, rows.shape[-1], axis=-1)


def _shares(x: Array, y: Array) -> Shares:
    second, third = y - x, THIRD - x  # ln of the ratios to the first
    more = np.maximum(second, third)
    others = more + np.log1p(np.exp(np.minimum(second, third) - more))
    miss = np.exp(-softplus(-others))
    # Of what the first lacks, the third has σ(y₃ − y), which `sigmoid` would overflow on.
    q, r = (miss * np.exp(-softplus(way * (THIRD - y))) for way in (1, -1))
    return Shares(np.exp(-softplus(others)), q, r, miss, others)


def _square_error(shares: Shares) -> Array:
    miss, q, r = shares.miss, shares.second, shares.third
    return miss * miss + q * q + r * r


def _square_slopes(shares: Shares) -> tuple[Array, Array]:
    """2 pⱼ (dⱼ − Σ dᵢpᵢ) with d = p − (1, 0, 0), sorted so that nearly equal numbers never meet."""
    p, q, r, miss, _ = shares
    return p * _square_error(shares) * -2, q * (q * (p + r) + p * miss - r * r) * 2


def _square_curvatures(shares: Shares) -> tuple[Array, Array, Array]:
    """The slopes' own derivatives, by ∂pⱼ/∂yₖ = pⱼ(δⱼₖ − pₖ)."""
    p, q, r, miss, _ = shares
    error = _square_error(shares)
    along, across = _square_slopes(shares)
    # The slope along y₂ is 2 q times this bracket, which itself turns along y₂.
    bracket = q * (p + r) + p * miss - r * r
    turned = q * (p + r) * (p + r - q) + p * q * (2 * p - 1) + 2 * r * r * q
    return (
        (p * miss * error + p * along) * -2,
        (p * across - p * q * error) * -2,
        (q * (p + r) * bracket + q * turned) * 2,
    )
