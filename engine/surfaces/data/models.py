"""A neuron on examples: the form of most losses of data with two parameters."""

from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple, final

import numpy as np

from engine.arrays import Array, frozen
from engine.data.choices import choice
from engine.data.columns import Columns, check_varies, deviation, mean
from engine.data.messages import COLUMN_COUNT, TOO_MANY_DATA_ROWS
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.examples import Rows, SummedSurface

Features = Literal["raw", "centred", "standardised"]

MOST_CURVED = 2_000  # rows of a loss that each point of the mesh must be summed for


@dataclass(frozen=True, slots=True)
class OwnData(SummedSurface):
    """A model on a data set that comes with the program, or on columns that a person chose."""

    own: Columns | None = None

    roles: ClassVar[tuple[str, ...]] = ("x", "y")
    """What the columns are for, in their order; the last is what the model should give."""
    most_rows: ClassVar[int] = MOST_CURVED

    @abstractmethod
    def shipped(self) -> Columns:
        """The columns of the data set chosen by name."""

    @property
    def columns(self) -> Columns:
        """The data in use."""
        return self.own or self.shipped()

    def check(self) -> None:
        own = self.own
        if own is None:
            return
        if len(own.values) != len(self.roles):
            raise DataError(COLUMN_COUNT, str(len(self.roles)), str(len(own.values)))
        if own.rows > self.most_rows:
            raise DataError(TOO_MANY_DATA_ROWS, f"{self.most_rows:,}", f"{own.rows:,}")
        for place in range(len(own.values) - 1):
            check_varies(own, place)
        self.check_targets(own)

    def check_targets(self, own: Columns) -> None:
        """Raises DataError where the last column can't be what the model should give."""


@final
class Inputs(NamedTuple):
    """The data of a neuron: its weighted sum is z = x u + y v + fixed, its target t.

    None stands for a column of ones.
    """

    u: Array | None  # (N,)
    v: Array | None
    t: Array
    fixed: float = 0.0

    def columns(self) -> tuple[Array, Array, Array]:
        """u, v and what the weighted sum x u + y v is to be, each (N,)."""
        ones = np.ones(len(self.t))
        u, v = (ones if each is None else each for each in (self.u, self.v))
        return u, v, self.t - self.fixed


@dataclass(frozen=True, slots=True)
class Neuron(SummedSurface):
    """ℓᵢ = φ(zᵢ, tᵢ) with z = x u + y v: a linear or logistic regression, a neuron."""

    @abstractmethod
    def prepared(self) -> Inputs:
        """The data, ready to be used."""

    @abstractmethod
    def error(self, z: Array, t: Array) -> Array:
        """φ, the loss of one example."""

    @abstractmethod
    def error_slope(self, z: Array, t: Array) -> Array:
        """∂φ/∂z."""

    @abstractmethod
    def error_curvature(self, z: Array, t: Array) -> Array:
        """∂²φ/∂z²."""

    @cached_property
    def inputs(self) -> Inputs:
        # Cached: made once, although every gradient needs it.
        return self.prepared()

    @property
    def count(self) -> int:
        return len(self.inputs.t)

    def losses(self, x: Array, y: Array, rows: Rows) -> Array:
        z, t, _, _ = self._gathered(x, y, rows)
        return self.error(z, t)

    def slopes(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array]:
        z, t, u, v = self._gathered(x, y, rows)
        slope = self.error_slope(z, t)
        return slope if u is None else slope * u, slope if v is None else slope * v

    def curvatures(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array, Array]:
        z, t, u, v = self._gathered(x, y, rows)
        curvature = self.error_curvature(z, t)
        along = curvature if u is None else curvature * u
        across = curvature if v is None else curvature * v
        return (
            along if u is None else along * u,
            along if v is None else along * v,
            across if v is None else across * v,
        )

    @final
    def _gathered(
        self, x: Array, y: Array, rows: Rows
    ) -> tuple[Array, Array, Array | None, Array | None]:
        """Weighted sums (m, B), targets, and the columns of these rows."""
        inputs = self.inputs
        u = None if inputs.u is None else inputs.u[rows]
        v = None if inputs.v is None else inputs.v[rows]
        z = (x if u is None else x * u) + (y if v is None else y * v)
        return z + inputs.fixed if inputs.fixed else z, inputs.t[rows], u, v


def features_choice(default: Features) -> Features:
    """A field for how the features are made comparable before the model sees them."""
    declared: Features = choice(
        default,
        QT_TRANSLATE_NOOP("Choice", "Features"),
        ("raw", QT_TRANSLATE_NOOP("Choice", "Raw")),
        ("centred", QT_TRANSLATE_NOOP("Choice", "Centred")),
        ("standardised", QT_TRANSLATE_NOOP("Choice", "Standardised")),
    )
    return declared


def feature(column: tuple[float, ...], features: Features) -> Array:
    """A column as the model sees it: x, x − m or (x − m)/σ, with m and σ over all examples."""
    values = np.array(column)
    if features != "raw":
        values = values - mean(column)
    if features == "standardised":
        values = values / deviation(column)
    return frozen(values)


def feature_sign(features: Features) -> str:
    """How such a feature is written in LaTeX."""
    signs = {"raw": "x", "centred": r"\bar{x}", "standardised": r"\tilde{x}"}
    return signs[features]
