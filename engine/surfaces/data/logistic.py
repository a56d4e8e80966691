"""Logistic regression, under cross-entropy and under squared error."""

import math
from abc import ABC
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar, Literal, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data import datasets
from engine.data.choices import choice
from engine.data.columns import Columns, label, listed
from engine.data.messages import NOT_TWO_CLASSES
from engine.errors import DataError
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Point
from engine.surfaces.data.framed import Framed, weights
from engine.surfaces.data.models import Features, Inputs, feature, feature_sign, features_choice
from engine.surfaces.data.windows import least_squares, minimum_near, rounded, starts_in

Error = Literal["cross_entropy", "squared_error"]

REACH = 16.0  # of the weighted sums at the edges of a window without a minimum in it
MARGIN = 4.0  # of the weighted sums, around a minimum


def error_choice() -> Error:
    """A field for what is minimised of a classifier."""
    declared: Error = choice(
        "cross_entropy",
        QT_TRANSLATE_NOOP("Choice", "Loss of one example"),
        ("cross_entropy", QT_TRANSLATE_NOOP("Choice", "Cross-entropy")),
        ("squared_error", QT_TRANSLATE_NOOP("Choice", "Mean squared error")),
    )
    return declared


def softplus(z: Array) -> Array:
    """ln(1 + eᶻ), without overflow; `maximum` also serves complex numbers, as `abs` would not."""
    grown: Array = np.maximum(z, 0) + np.log1p(np.exp(-np.maximum(z, -z)))
    return grown


def sigmoid(z: Array) -> Array:
    """1/(1 + e⁻ᶻ): all digits on both sides, and 0 where eᶻ is below the smallest number."""
    squashed: Array = 1 / (1 + np.exp(-z))
    return squashed


@dataclass(frozen=True, slots=True)
class Classifier(Framed, ABC):
    """ℓᵢ = −ln pᵢ or (1 − pᵢ)², pᵢ the probability σ(±zᵢ) given to the example's own class."""

    loss: Error = error_choice()

    # The targets are signs: −1 for the class 1, +1 for the class 0, so that p = σ(−tz). With
    # m = 1 − p = σ(tz), the probability of the wrong class, dm/dz = t m(1 − m).

    def error(self, z: Array, t: Array) -> Array:
        if self.loss == "cross_entropy":
            return softplus(z * t)
        miss = sigmoid(z * t)
        return miss * miss

    def error_slope(self, z: Array, t: Array) -> Array:
        toward = z * t
        miss = sigmoid(toward)
        if self.loss == "cross_entropy":
            return miss * t
        return miss * miss * sigmoid(-toward) * (2 * t)

    def error_curvature(self, z: Array, t: Array) -> Array:
        toward = z * t
        miss, hit = sigmoid(toward), sigmoid(-toward)
        if self.loss == "cross_entropy":
            return miss * hit
        return miss * miss * hit * (2 * hit - miss) * 2

    def check_targets(self, own: Columns) -> None:
        held = set(own.values[-1])
        if held != {0.0, 1.0}:
            names = own.classes or tuple(f"{value:g}" for value in sorted(held))
            raise DataError(NOT_TWO_CLASSES, label(own.names[-1]), listed(names))

    @cached_property
    def _minima(self) -> tuple[Point, ...]:
        if self.loss == "squared_error":
            # Far off its surface is flat, so it is looked for where cross-entropy is lowest.
            guesses = replace(self, loss="cross_entropy").minima
        else:
            u, v, _ = self.inputs.columns()
            line = least_squares(u, v, -self.inputs.t / 2).best
            guesses = ((0.0, 0.0), (4 * line[0], 4 * line[1]))
        for guess in guesses:
            found = minimum_near(self, guess)
            if found and self._is_real(found[0]):
                return found
        return ()

    def _is_real(self, point: Point) -> bool:
        """Whether an example is still on the wrong side: if not, larger weights lose less yet."""
        x, y = np.array(point).reshape(2, 1, 1)
        z = self._gathered(x, y, slice(None))[0]
        return bool((z * self.inputs.t >= 0).any())

    @property
    def minima(self) -> tuple[Point, ...]:
        return self._minima

    @cached_property
    def frame(self) -> tuple[Point, Point]:
        """Around the origin and the minimum; where classes part cleanly, there is none."""
        u, v, _ = self.inputs.columns()
        found = replace(self, loss="cross_entropy").minima
        best = found[0] if found else (0.0, 0.0)
        reach = MARGIN if found else REACH
        sides = []
        for at, column in zip(best, (u, v), strict=True):
            by = max(reach / math.sqrt(float((column * column).mean())), 0.6 * abs(at))
            sides.append(rounded(min(at, 0.0) - by, max(at, 0.0) + by))
        return (sides[0][0], sides[1][0]), (sides[0][1], sides[1][1])

    def _formula(self, inner: str) -> str:
        if self.loss == "cross_entropy":
            return rf"L=-{self.total}\ln p_i,\quad p_i=\sigma\left(\pm({inner})\right)"
        return rf"L={self.total}\left(t_i-\sigma({inner})\right)^2"


def _signs(classes: tuple[float, ...]) -> Array:
    return frozen(1 - 2 * np.array(classes))


@final
@dataclass(frozen=True, slots=True)
class LogisticNeuron(Classifier):
    """y′ = σ(w x + b). Where a threshold parts the classes, larger weights are always better.

    From a wrong w far out, cross-entropy leads back at once; square error is flat there.
    """

    dataset: Literal["four", "penguins"] = choice(
        "four",
        QT_TRANSLATE_NOOP("Choice", "Data set"),
        ("four", QT_TRANSLATE_NOOP("Choice", "Four examples")),
        ("penguins", QT_TRANSLATE_NOOP("Choice", "Penguins: sex by body mass")),
    )
    features: Features = features_choice("raw")

    key: ClassVar[str] = "logistic_neuron"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Logistic neuron")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.6.1")
    roles: ClassVar[tuple[str, ...]] = ("x", "t")

    @property
    def axes(self) -> tuple[str, str]:
        return (f"w({label(self.own.names[0])})" if self.own else "w", "b")

    @property
    def formula(self) -> str:
        return self._formula(rf"w\,{feature_sign(self.features)}_i+b")

    @property
    def starts(self) -> tuple[Point, ...]:
        if self.own is None and self.dataset == "four":
            return ((-8.0, 0.0), (-4.0, 0.0), (0.0, 0.0), (5.0, -9.0))
        return starts_in(*self.frame)

    def shipped(self) -> Columns:
        if self.dataset == "four":
            return datasets.four()
        return datasets.chosen("penguins.csv", "body mass (g)", "sex", classes=True)

    def prepared(self) -> Inputs:
        x, t = self.columns.values
        return Inputs(feature(x, self.features), None, _signs(t))


@final
@dataclass(frozen=True, slots=True)
class LogisticRegression(Classifier):
    """y′ = σ(w₁x₁ + w₂x₂ + b), with b kept at its best value for w = 0, the log-odds."""

    dataset: Literal["penguins"] = choice(
        "penguins",
        QT_TRANSLATE_NOOP("Choice", "Data set"),
        ("penguins", QT_TRANSLATE_NOOP("Choice", "Penguins: sex by bill depth and body mass")),
    )
    features: Features = features_choice("standardised")

    key: ClassVar[str] = "logistic_regression"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Logistic regression")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.6.1")
    roles: ClassVar[tuple[str, ...]] = ("x₁", "x₂", "t")

    @property
    def axes(self) -> tuple[str, str]:
        return weights(self.own)

    @property
    def formula(self) -> str:
        x = feature_sign(self.features)
        return self._formula(rf"w_1\,{x}_{{1i}}+w_2\,{x}_{{2i}}+b")

    def shipped(self) -> Columns:
        names = ("bill depth (mm)", "body mass (g)", "sex")
        return datasets.chosen("penguins.csv", *names, classes=True)

    def prepared(self) -> Inputs:
        first, second, t = self.columns.values
        u, v = (feature(column, self.features) for column in (first, second))
        ones = sum(t)
        return Inputs(u, v, _signs(t), math.log(ones / (len(t) - ones)))
