"""A neuron after batch normalisation, whose loss ignores the length of its weights."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data import datasets
from engine.data.columns import mean
from engine.knobs import QT_TRANSLATE_NOOP, knob
from engine.surfaces.base import Group, Point, Surface, symmetric
from engine.surfaces.data.logistic import sigmoid, softplus
from engine.surfaces.examples import Rows, totals

GAIN: Final = 3.0  # of the normalised sum, so that the sigmoid is worth bending
TINY: Final = 2.0**-200  # keeps σ above 0 at w = 0; any other σ absorbs it


@final
class Centred(NamedTuple):
    """Features less their means and the sign of each class, (N,), and the features' covariance."""

    u: Array
    v: Array
    sign: Array  # −1 for the class 1, +1 for the class 0
    uu: float
    uv: float
    vv: float


@final
class Normalised(NamedTuple):
    """Outputs and derivatives for weights (m, 1) and all examples (m, N)."""

    z: Array  # (z − μ)/σ
    along: Array  # ∂/∂w₁ of it
    across: Array
    sigma: Array  # (m, 1)
    push: tuple[Array, Array]  # the gradient of σ


@final
@dataclass(frozen=True, slots=True)
class NormalisedNeuron(Surface):
    """Cross-entropy of σ(3z̃), z̃ = (z − μ)/σ over all examples, z = w₁x₁ + w₂x₂.

    The loss depends on the direction of the weights alone: every ray from the origin is level,
    the gradient is perpendicular to w and falls as 1/‖w‖. The scale of a feature no longer
    matters. μ and σ couple the examples, so no example has a loss of its own, and there are no
    mini-batches here. At w = 0 itself z̃ counts as 0.
    """

    scale: float = knob(
        100.0,
        1.0,
        100.0,
        scale="log",
        symbol="c",
        latex="c",
        title=QT_TRANSLATE_NOOP("Knob", "Scale of the second feature"),
        minimum=1e-3,
        maximum=1e4,
    )

    key: ClassVar[str] = "normalised_neuron"
    group: ClassVar[Group] = "data"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Neuron with batch normalisation")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.7")
    formula: ClassVar[str] = (
        r"L=-\frac{1}{N}\sum_i\ln p_i,\quad p_i=\sigma(\pm 3\tilde{z}_i),"
        r"\quad z_i=w_1x_{1i}+w_2\,c\,x_{2i}"
    )

    @property
    def low(self) -> Point:
        return (-2.0, -2.0 / self.scale)

    @property
    def high(self) -> Point:
        return (2.0, 2.0 / self.scale)

    @property
    def starts(self) -> tuple[Point, ...]:
        places = (-1.0, 0.2), (-0.3, -0.4), (0.5, -1.5)
        return tuple((x, y / self.scale) for x, y in places)

    @cached_property
    def _centred(self) -> Centred:
        first, second, t = datasets.two_units().values
        u = np.array(first) - mean(first)
        v = (np.array(second) - mean(second)) * (self.scale / 100)
        uu, uv, vv = (float((a * b).mean()) for a, b in ((u, u), (u, v), (v, v)))
        return Centred(frozen(u), frozen(v), frozen(1 - 2 * np.array(t)), uu, uv, vv)

    def _normalised(self, x: Array, y: Array) -> Normalised:
        u, v, _, uu, uv, vv = self._centred
        sigma = np.sqrt(x * x * uu + x * y * (2 * uv) + y * y * vv) + TINY
        push = (x * uu + y * uv) / sigma, (x * uv + y * vv) / sigma
        z = (x * u + y * v) / sigma
        return Normalised(z, (u - z * push[0]) / sigma, (v - z * push[1]) / sigma, sigma, push)

    def value(self, points: Array) -> Array:
        return self._mean(points, self._losses, 1)[0]

    def gradient(self, points: Array) -> Array:
        grad = np.empty_like(points)
        grad[..., 0], grad[..., 1] = self._mean(points, self._slopes, 2)
        return grad

    def hessian(self, points: Array) -> Array:
        xx, xy, yy = self._mean(points, self._curvatures, 3)
        return symmetric(xx, xy, yy, points[..., 0])

    def _losses(self, x: Array, y: Array, rows: Rows) -> tuple[Array]:
        return (softplus(self._normalised(x, y).z * (GAIN * self._centred.sign)),)

    def _slopes(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array]:
        now, sign = self._normalised(x, y), GAIN * self._centred.sign
        pull = sigmoid(now.z * sign) * sign
        return pull * now.along, pull * now.across

    def _curvatures(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array, Array]:
        """φ″ ∇z̃∇z̃ᵀ + φ′ ∇²z̃, where ∇²z̃ = −(∇z̃ ∇σᵀ + ∇σ ∇z̃ᵀ + z̃ ∇²σ)/σ."""
        now, (_, _, sign, uu, uv, vv) = self._normalised(x, y), self._centred
        turned = now.z * (GAIN * sign)
        pull = sigmoid(turned) * (GAIN * sign)
        bend = sigmoid(turned) * sigmoid(-turned) * GAIN * GAIN
        first, second = now.along, now.across
        p, q = now.push
        # ∇²σ = (C − ∇σ ∇σᵀ)/σ
        own = ((uu - p * p) / now.sigma, (uv - p * q) / now.sigma, (vv - q * q) / now.sigma)
        twist = (first * p * 2, first * q + second * p, second * q * 2)
        outer = (first * first, first * second, second * second)
        xx, xy, yy = (
            bend * o - pull * (w + now.z * s) / now.sigma
            for o, w, s in zip(outer, twist, own, strict=True)
        )
        return xx, xy, yy

    def _mean(
        self, points: Array, parts: "Callable[[Array, Array, Rows], tuple[Array, ...]]", number: int
    ) -> list[Array]:
        count = len(self._centred.sign)
        found = totals(points, count, parts, number) / count
        return [each.reshape(points.shape[:-1]) for each in found]

    @cached_property
    def direction(self) -> Point:
        """The direction of least loss, of length 1 where both features have the same scale."""
        angles = np.linspace(-math.pi, math.pi, 721)
        best = float(angles[int(self.value(self._ring(angles)).argmin())])
        low, high = best - 0.01, best + 0.01
        for _ in range(60):  # halving, until only rounding is left
            middle = (low + high) / 2
            low, high = (low, middle) if self._turn(middle) > 0 else (middle, high)
        x, y = self._ring(np.array(low)).tolist()
        return x, y

    def _ring(self, angles: Array) -> Array:
        return np.stack([np.cos(angles), np.sin(angles) / self.scale], -1)

    def _turn(self, angle: float) -> float:
        """The slope of the loss as the direction turns."""
        x, y = self.gradient(self._ring(np.array(angle))).tolist()
        return float(y * math.cos(angle) / self.scale - x * math.sin(angle))

    @property
    def minima(self) -> tuple[Point, ...]:
        """Some of those that fill the lowest ray."""
        x, y = self.direction
        return tuple((x * r, y * r) for r in (1.0, 0.5, 1.5))
