"""Nonlinear neurons: a ReLU that can die, and a sine with many minima."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data import datasets
from engine.data.choices import choice
from engine.data.columns import Columns, label
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Point
from engine.surfaces.data.lines import LINES
from engine.surfaces.data.models import Inputs, Neuron, OwnData
from engine.surfaces.data.windows import (
    Fit,
    is_thin,
    least_squares,
    minima_inside,
    minimum_near,
    starts_in,
    window,
)


@final
@dataclass(frozen=True, slots=True)
class ReluNeuron(Neuron, OwnData):
    """ŷ = max(0, wx + b), ℓᵢ = (ŷᵢ − yᵢ)². Where no example passes, it is dead: ∇L = 0.

    At the edges, where wxᵢ + b = 0, the slope jumps; there the hinge counts as closed.
    """

    dataset: Literal["ramp", "cars"] = choice(
        "ramp",
        QT_TRANSLATE_NOOP("Choice", "Data set"),
        ("ramp", QT_TRANSLATE_NOOP("Choice", "Twenty points of y = x + 0.5")),
        ("cars", QT_TRANSLATE_NOOP("Choice", "Cars: stopping distance by speed")),
    )

    key: ClassVar[str] = "relu_neuron"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "ReLU neuron")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.4")

    @property
    def axes(self) -> tuple[str, str]:
        return (f"w({label(self.own.names[0])})" if self.own else "w", "b")

    @property
    def formula(self) -> str:
        return rf"L={self.total}\left(\max(0,\,w\,x_i+b)-y_i\right)^2"

    def shipped(self) -> Columns:
        return datasets.ramp() if self.dataset == "ramp" else datasets.chosen(*LINES["cars"])

    def prepared(self) -> Inputs:
        x, y = self.columns.values
        return Inputs(frozen(np.array(x)), None, frozen(np.array(y)))

    def error(self, z: Array, t: Array) -> Array:
        miss = np.maximum(z, 0) - t
        return miss * miss

    def error_slope(self, z: Array, t: Array) -> Array:
        return (np.maximum(z, 0) - t) * np.where(z > 0, 2.0, 0.0)

    def error_curvature(self, z: Array, t: Array) -> Array:
        return np.where(z > 0, 2.0, z * 0)  # so that NaN stays NaN

    @cached_property
    def _line(self) -> Fit:
        """The line through the data: what the neuron is where it is open for all of them."""
        return least_squares(*self.inputs.columns())

    @cached_property
    def _window(self) -> tuple[Point, Point]:
        return window(self._line)

    @cached_property
    def _minima(self) -> tuple[Point, ...]:
        return minimum_near(self, self._line.best)

    @property
    def minima(self) -> tuple[Point, ...]:
        return self._minima

    @property
    def low(self) -> Point:
        return self._window[0]

    @property
    def high(self) -> Point:
        return self._window[1]

    @property
    def log_height(self) -> bool:
        return is_thin(self._line)

    @property
    def starts(self) -> tuple[Point, ...]:
        if self.own is None and self.dataset == "ramp":
            return ((3.0, 2.0), (-1.0, 3.0), (-1.0, -1.0))
        # The untrained start is on the edge of the flat region, so it would never move.
        return starts_in(self.low, self.high)[-2:]


@final
@dataclass(frozen=True, slots=True)
class SineNeuron(Neuron):
    """ŷ = sin(w₁x + w₂), ℓᵢ = (ŷᵢ − yᵢ)², on 20 points of y = sin(2x + 0.5).

    Many local minima; the best one, (2, 0.5), has loss 0 for every single example unless the
    labels are noisy. At the others the examples disagree, so small batches move a ball out of them.
    """

    noise: float = knob(
        0.0,
        0.0,
        1.0,
        symbol="s",
        latex="s",
        title=QT_TRANSLATE_NOOP("Knob", "Label noise"),
        minimum=0.0,
        maximum=10.0,
    )

    key: ClassVar[str] = "sine_neuron"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Sine neuron")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "extension of 《深度学习详解》 §3.2.1")
    low: ClassVar[Point] = (0.0, -3.0)
    high: ClassVar[Point] = (6.0, 3.0)
    starts: ClassVar[tuple[Point, ...]] = ((4.0, 1.0), (1.0, -1.0), (5.5, -2.0))

    @property
    def formula(self) -> str:
        return (
            rf"L={self.total}\left(\sin(w_1x_i+w_2)-y_i\right)^2,"
            r"\quad y_i=\sin(2x_i+0.5)+s\,\epsilon_i"
        )

    def prepared(self) -> Inputs:
        x, y = datasets.sine(self.noise).values
        return Inputs(frozen(np.array(x)), None, frozen(np.array(y)))

    def error(self, z: Array, t: Array) -> Array:
        miss = np.sin(z) - t
        return miss * miss

    def error_slope(self, z: Array, t: Array) -> Array:
        return (np.sin(z) - t) * np.cos(z) * 2

    def error_curvature(self, z: Array, t: Array) -> Array:
        height, slope = np.sin(z), np.cos(z)
        return (slope * slope - (height - t) * height) * 2

    @cached_property
    def _minima(self) -> tuple[Point, ...]:
        return minima_inside(self)

    @property
    def minima(self) -> tuple[Point, ...]:
        return self._minima
