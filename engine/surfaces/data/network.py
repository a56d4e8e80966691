"""The two-weight network on several examples, whose labels may disagree."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data import datasets
from engine.data.columns import Columns
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Point
from engine.surfaces.data.models import OwnData
from engine.surfaces.data.windows import rounded
from engine.surfaces.examples import Rows


@final
class Pairs(NamedTuple):
    """Inputs and labels, each (N,)."""

    x: Array
    t: Array


@final
@dataclass(frozen=True, slots=True)
class TwoWeightsOnData(OwnData):
    """ŷ = w₁w₂x, ℓᵢ = (yᵢ − w₁w₂xᵢ)². Every example's gradient is parallel to (w₂, w₁).

    So no choice of examples ever leads away from the lines w₁ = ±w₂, and noise in the labels
    cannot free a ball that sits on the way into the saddle point.
    """

    noise: float = knob(
        0.5,
        0.0,
        2.0,
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Label noise"),
        minimum=0.0,
        maximum=100.0,
    )

    key: ClassVar[str] = "two_weights_on_data"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Two-weight network on examples")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.1.2")

    @property
    def formula(self) -> str:
        made = "" if self.own else r",\quad y_i=x_i+s\,\epsilon_i"
        return rf"L={self.total}\left(y_i-w_1w_2x_i\right)^2" + made

    def shipped(self) -> Columns:
        return datasets.proportional(self.noise)

    @cached_property
    def _pairs(self) -> Pairs:
        x, t = (frozen(np.array(column)) for column in self.columns.values)
        return Pairs(x, t)

    @property
    def count(self) -> int:
        return len(self._pairs.t)

    def losses(self, x: Array, y: Array, rows: Rows) -> Array:
        inputs, labels = self._pairs
        miss = labels[rows] - x * y * inputs[rows]
        return miss * miss

    def slopes(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array]:
        inputs = self._pairs.x[rows]
        pull = (x * y * inputs - self._pairs.t[rows]) * inputs * 2
        return pull * y, pull * x

    def curvatures(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array, Array]:
        inputs, labels = self._pairs.x[rows], self._pairs.t[rows]
        square = inputs * inputs * 2
        return y * y * square, (x * y * 2) * square - labels * inputs * 2, x * x * square

    @cached_property
    def product(self) -> float:
        """The w₁w₂ of least loss."""
        x, t = self._pairs
        return float((x * t).sum() / (x * x).sum())

    @property
    def minima(self) -> tuple[Point, ...]:
        """Some of those that fill the two branches of w₁w₂ = constant."""
        size, sign = math.sqrt(abs(self.product)), math.copysign(1.0, self.product)
        if not size:
            return ((0.0, 0.0),)
        ways = [(by, sign / by) for by in (1.0, 0.75, 1.25)]
        return tuple((s * a * size, s * b * size) for a, b in ways for s in (1, -1))

    @cached_property
    def _side(self) -> float:
        size = 2 * math.sqrt(abs(self.product))
        return rounded(-size, size)[1] if size > 0 else 1.0

    @property
    def low(self) -> Point:
        return (-self._side, -self._side)

    @property
    def high(self) -> Point:
        return (self._side, self._side)

    @property
    def starts(self) -> tuple[Point, ...]:
        half = self._side / 2
        return ((half * 1.001, -half * 0.999), (half, -half), (-1.8 * half, 0.4 * half))
