"""Linear regression: losses of data that are parabolas."""

from abc import ABC
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final, Literal, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data import datasets
from engine.data.choices import choice
from engine.data.columns import MOST_ROWS, Columns, label, mean
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Point, symmetric
from engine.surfaces.data.framed import Framed, weights
from engine.surfaces.data.models import (
    Features,
    Inputs,
    Neuron,
    feature,
    feature_sign,
    features_choice,
)
from engine.surfaces.data.windows import Fit, is_thin, least_squares, window
from engine.surfaces.examples import Reduction

SUMMED: Final = 256  # examples up to which every residual is added up at every point


@dataclass(frozen=True, slots=True)
class SquaredResiduals(Neuron, ABC):
    """ℓᵢ = rᵢ², r = z − t: the square error of a weighted sum.

    With many examples the loss is taken from its lowest point and constant Hessian instead: the
    same parabola up to rounding, at a cost that does not depend on N.
    """

    def error(self, z: Array, t: Array) -> Array:
        r = z - t
        return r * r

    def error_slope(self, z: Array, t: Array) -> Array:
        # Twice is exact, so these sums have the bits of 2 · Σ r and 2 · Σ r x.
        r = z - t
        r += r
        return r

    def error_curvature(self, z: Array, t: Array) -> Array:
        return np.full(t.shape, 2.0)

    @cached_property
    def fit(self) -> Fit:
        """The parabola in closed form, per example."""
        return least_squares(*self.inputs.columns())

    @property
    def minima(self) -> tuple[Point, ...]:
        return (self.fit.best,)

    @property
    def _size(self) -> float:
        return float(self.count) if self.reduction == "sum" else 1.0

    def value(self, points: Array) -> Array:
        if self.count <= SUMMED:
            # Written out: a slotted class has no working `super()`.
            return Neuron.value(self, points)
        fit = self.fit
        dx, dy = points[..., 0] - fit.best[0], points[..., 1] - fit.best[1]
        form = dx * dx * fit.uu + dx * dy * (2 * fit.uv) + dy * dy * fit.vv
        return (form + fit.lowest) * self._size

    def gradient(self, points: Array) -> Array:
        if self.count <= SUMMED:
            return Neuron.gradient(self, points)
        fit, size, grad = self.fit, 2 * self._size, np.empty_like(points)
        dx, dy = points[..., 0] - fit.best[0], points[..., 1] - fit.best[1]
        grad[..., 0] = (dx * fit.uu + dy * fit.uv) * size
        grad[..., 1] = (dx * fit.uv + dy * fit.vv) * size
        return grad

    def hessian(self, points: Array) -> Array:
        if self.count <= SUMMED:
            return Neuron.hessian(self, points)
        fit, size = self.fit, 2 * self._size
        return symmetric(fit.uu * size, fit.uv * size, fit.vv * size, points[..., 0])


@dataclass(frozen=True, slots=True)
class Regression(SquaredResiduals, Framed, ABC):
    """A linear regression on chosen columns, seen through a window that its parabola fits."""

    most_rows: ClassVar[int] = MOST_ROWS

    @cached_property
    def frame(self) -> tuple[Point, Point]:
        return window(self.fit)

    @property
    def log_height(self) -> bool:
        return is_thin(self.fit)


LINES: Final = {
    "cars": ("cars.csv", "speed (mph)", "stopping distance (ft)"),
    "penguins": ("penguins.csv", "flipper length (mm)", "body mass (g)"),
    "anscombe_1": ("anscombe.csv", "x1", "y1"),
    "anscombe_2": ("anscombe.csv", "x2", "y2"),
    "anscombe_3": ("anscombe.csv", "x3", "y3"),
    "anscombe_4": ("anscombe.csv", "x4", "y4"),
}


@final
@dataclass(frozen=True, slots=True)
class LinearRegression(Regression):
    """ℓᵢ = (b + w xᵢ − yᵢ)²: one weight and one bias, a parabola with one minimum.

    On raw features far from 0 the parabola is a long oblique valley; centred features make its
    axes those of b and w, standardised ones make it round.
    """

    dataset: Literal[
        "twenty", "cars", "penguins", "anscombe_1", "anscombe_2", "anscombe_3", "anscombe_4"
    ] = choice(
        "twenty",
        QT_TRANSLATE_NOOP("Choice", "Data set"),
        ("twenty", QT_TRANSLATE_NOOP("Choice", "Twenty points near a line")),
        ("cars", QT_TRANSLATE_NOOP("Choice", "Cars: stopping distance by speed")),
        ("penguins", QT_TRANSLATE_NOOP("Choice", "Penguins: mass by flipper length")),
        ("anscombe_1", QT_TRANSLATE_NOOP("Choice", "Anscombe, first set")),
        ("anscombe_2", QT_TRANSLATE_NOOP("Choice", "Anscombe, second set")),
        ("anscombe_3", QT_TRANSLATE_NOOP("Choice", "Anscombe, third set")),
        ("anscombe_4", QT_TRANSLATE_NOOP("Choice", "Anscombe, fourth set")),
    )
    features: Features = features_choice("raw")

    key: ClassVar[str] = "linear_regression"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Linear regression")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.2.1")

    @property
    def axes(self) -> tuple[str, str]:
        return ("b", f"w({label(self.own.names[0])})" if self.own else "w")

    @property
    def formula(self) -> str:
        return rf"L={self.total}\left(b+w\,{feature_sign(self.features)}_i-y_i\right)^2"

    def shipped(self) -> Columns:
        if self.dataset == "twenty":
            return datasets.twenty()
        return datasets.chosen(*LINES[self.dataset])

    def prepared(self) -> Inputs:
        x, y = self.columns.values
        return Inputs(None, feature(x, self.features), frozen(np.array(y)))


@final
@dataclass(frozen=True, slots=True)
class Pokemon(SquaredResiduals):
    """ℓᵢ = (b + w xᵢ − yᵢ)² of ten Pokémon: convex, and yet hard, with κ = 313 418."""

    reduction: Reduction = choice(
        "sum",
        QT_TRANSLATE_NOOP("Choice", "Loss of all examples"),
        ("mean", QT_TRANSLATE_NOOP("Choice", "Mean")),
        ("sum", QT_TRANSLATE_NOOP("Choice", "Sum")),
    )

    key: ClassVar[str] = "pokemon"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Regression of ten Pokémon")
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "《深度学习详解》 §3.3, the data of its Fig. 3.22"
    )
    low: ClassVar[Point] = (-200.0, -5.0)
    high: ClassVar[Point] = (-100.0, 5.0)
    starts: ClassVar[tuple[Point, ...]] = ((-120.0, -4.0), (-110.0, 4.0), (-190.0, -3.0))
    axes: ClassVar[tuple[str, str]] = ("b", "w")
    log_height: ClassVar[bool] = True

    @property
    def formula(self) -> str:
        return rf"L={self.total}\left(b+w\,x_i-y_i\right)^2"

    def prepared(self) -> Inputs:
        x, y = datasets.pokemon().values
        return Inputs(None, frozen(np.array(x)), frozen(np.array(y)))


@final
@dataclass(frozen=True, slots=True)
class TwoFeatures(Regression):
    """ℓᵢ = (w₁x₁ᵢ + w₂x₂ᵢ + b − yᵢ)², with b kept at its best value.

    Where x₂ is a hundred times x₁, so is the slope along w₂: a long valley. Standardised features
    make it round (eigenvalues 2(1 ± ρ), ρ their correlation).
    """

    dataset: Literal["two_scales", "penguins"] = choice(
        "two_scales",
        QT_TRANSLATE_NOOP("Choice", "Data set"),
        (
            "two_scales",
            QT_TRANSLATE_NOOP("Choice", "Ten rows, scale of x₂ about 100 times that of x₁"),
        ),
        ("penguins", QT_TRANSLATE_NOOP("Choice", "Penguins: mass by bill length and depth")),
    )
    features: Features = features_choice("raw")

    key: ClassVar[str] = "two_features"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Regression on two features")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.7")
    roles: ClassVar[tuple[str, ...]] = ("x₁", "x₂", "y")

    @property
    def axes(self) -> tuple[str, str]:
        return weights(self.own)

    @property
    def formula(self) -> str:
        x = feature_sign(self.features)
        inner = rf"w_1\,{x}_{{1i}}+w_2\,{x}_{{2i}}+b-y_i"
        return rf"L={self.total}\left({inner}\right)^2,\quad b=" + self._bias_sign()

    def _bias_sign(self) -> str:
        return r"\bar{y}" if self.features != "raw" else r"b^*"

    def shipped(self) -> Columns:
        if self.dataset == "two_scales":
            return datasets.two_scales()
        return datasets.chosen(
            "penguins.csv", "bill length (mm)", "bill depth (mm)", "body mass (g)"
        )

    def prepared(self) -> Inputs:
        first, second, y = self.columns.values
        centred = (feature(column, "centred") for column in (first, second, y))
        u, v, t = centred
        best = least_squares(u, v, t).best
        middle = mean(y)
        if self.features == "raw":
            # The best plane goes through the means of all columns, which determines its b.
            middle -= best[0] * mean(first) + best[1] * mean(second)
        u, v = (feature(column, self.features) for column in (first, second))
        return Inputs(u, v, frozen(np.array(y)), middle)
