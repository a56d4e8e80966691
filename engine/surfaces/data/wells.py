"""Two wells with tilts for each of twenty examples: batch noise of a known size."""

import math
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from typing import ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array, IntArray, frozen
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Point
from engine.surfaces.examples import DataSurface, summed
from engine.surfaces.wells import Wells

EXAMPLES: Final = 20
WELLS: Final = Wells()


@final
class Pulls(NamedTuple):
    """c of each example, as two columns (N,)."""

    x: Array
    y: Array


@final
@dataclass(frozen=True, slots=True)
class PulledWells(DataSurface):
    """ℓᵢ = W(w) + cᵢ·w on the flat and sharp wells W, with Σcᵢ = 0: the cᵢ only act in batches.

    Noise that does not move a ball out of a flat basin moves it out of a sharp gorge.
    """

    pull: float = knob(
        15.0,
        0.0,
        50.0,
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Per-example tilt (RMS)"),
        minimum=0.0,
        maximum=1e6,
    )

    key: ClassVar[str] = "pulled_wells"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Wells with per-example tilts")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "after N. S. Keskar et al., ICLR 2017")
    low: ClassVar[Point] = WELLS.low
    high: ClassVar[Point] = WELLS.high
    count: ClassVar[int] = EXAMPLES

    @property
    def starts(self) -> tuple[Point, ...]:
        flat, sharp = WELLS.minima
        return (sharp, flat, *WELLS.starts)

    @property
    def formula(self) -> str:
        pulls = r"\quad\sum_i c_i=0,\quad\sqrt{\overline{\|c_i\|^2}}=c"
        return rf"L={self.total}\left(W(w)+c_i\cdot w\right)," + pulls

    @property
    def minima(self) -> tuple[Point, ...]:
        return WELLS.minima

    @cached_property
    def _pulls(self) -> Pulls:
        """Ten pairs of opposite arrows, as long as normal noise is and at golden angles."""
        half = EXAMPLES // 2
        sizes = [math.sqrt(-2 * math.log((k + 0.5) / half)) for k in range(half)]
        scale = self.pull / math.sqrt(fmean(size * size for size in sizes))
        turn = math.pi * (3 - math.sqrt(5))
        x = [scale * size * math.cos(k * turn) for k, size in enumerate(sizes)]
        y = [scale * size * math.sin(k * turn) for k, size in enumerate(sizes)]
        both = (np.array([*each, *(-a for a in each)]) for each in (x, y))
        return Pulls(*map(frozen, both))

    @property
    def _size(self) -> float:
        return float(EXAMPLES) if self.reduction == "sum" else 1.0

    def value(self, points: Array) -> Array:
        return WELLS.value(points) * self._size

    def gradient(self, points: Array) -> Array:
        return WELLS.gradient(points) * self._size

    def hessian(self, points: Array) -> Array:
        return WELLS.hessian(points) * self._size

    def batch_gradient(self, points: Array, chosen: IntArray) -> Array:
        grad = WELLS.gradient(points)
        for axis, pull in enumerate(self._pulls):
            grad[:, axis] += summed(pull[chosen]) / chosen.shape[1]
        return grad * self._size

    def batch_value(self, points: Array, chosen: IntArray) -> Array:
        value = WELLS.value(points)
        for axis, pull in enumerate(self._pulls):
            value = value + points[:, axis] * (summed(pull[chosen]) / chosen.shape[1])
        return value * self._size
