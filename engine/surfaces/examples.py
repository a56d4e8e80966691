"""Losses of examples: the interface of every landscape from data."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.data.choices import check_choices, choice
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Surface, symmetric

Reduction = Literal["mean", "sum"]
Rows = slice | IntArray
"""Which examples: a run of them for all points, or (m, B) of them, B for each point."""
Parts = Callable[[Array, Array, Rows], Sequence[Array]]

EXAMPLES: Final = 4096  # summed at a time
ENTRIES: Final = 16_384  # points times examples worked on at once, so as to stay in the cache


@dataclass(frozen=True, slots=True)
class DataSurface(Surface):
    """A loss summed or averaged over examples, whose two axes are a model's real parameters."""

    reduction: Reduction = choice(
        "mean",
        QT_TRANSLATE_NOOP("Choice", "Loss of all examples"),
        ("mean", QT_TRANSLATE_NOOP("Choice", "Mean")),
        ("sum", QT_TRANSLATE_NOOP("Choice", "Sum")),
    )

    group: ClassVar[Group] = "data"

    def __post_init__(self) -> None:
        check_choices(self)
        self.check()

    def check(self) -> None:
        """Raises DataError where the data can't be used."""

    @property
    @abstractmethod
    def count(self) -> int:
        """N, the number of examples."""

    @abstractmethod
    def batch_gradient(self, points: Array, chosen: IntArray) -> Array:
        """The gradient (n, 2) of the loss of these examples alone, (n, B) of them, at `points`.

        A mean over the B examples, times N where the loss is a sum: so the gradients of equal
        batches average to the full one.
        """

    @abstractmethod
    def batch_value(self, points: Array, chosen: IntArray) -> Array:
        """The loss (n,) of these examples alone, on the same scale."""

    @property
    @final
    def total(self) -> str:
        """The sign before the loss of one example, in LaTeX."""
        return r"\frac{1}{N}\sum_i" if self.reduction == "mean" else r"\sum_i"


@dataclass(frozen=True, slots=True)
class SummedSurface(DataSurface):
    """A loss that is the mean or the sum of one loss per example, each given in full below.

    Here x and y are parameters of shape (m, 1); what is returned has a column for each of the
    examples in `rows`, so (m, B), or (B,) where it is the same at every point. Examples lie on
    the last axis and are added along it in a fixed order, so a single ball gets the same bits
    as one among others.
    """

    @abstractmethod
    def losses(self, x: Array, y: Array, rows: Rows) -> Array:
        """ℓᵢ, the loss of each example."""

    @abstractmethod
    def slopes(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array]:
        """∂ℓᵢ/∂x and ∂ℓᵢ/∂y."""

    @abstractmethod
    def curvatures(self, x: Array, y: Array, rows: Rows) -> tuple[Array, Array, Array]:
        """∂²ℓᵢ/∂x², ∂²ℓᵢ/∂x∂y and ∂²ℓᵢ/∂y²."""

    def value(self, points: Array) -> Array:
        (total,) = self._totals(points, lambda x, y, rows: (self.losses(x, y, rows),), 1)
        return total

    def gradient(self, points: Array) -> Array:
        grad = np.empty_like(points)
        grad[..., 0], grad[..., 1] = self._totals(points, self.slopes, 2)
        return grad

    def hessian(self, points: Array) -> Array:
        xx, xy, yy = self._totals(points, self.curvatures, 3)
        return symmetric(xx, xy, yy, points[..., 0])

    @final
    def batch_gradient(self, points: Array, chosen: IntArray) -> Array:
        grad = np.empty_like(points)
        along, across = self.slopes(points[:, :1], points[:, 1:], chosen)
        grad[:, 0] = self._scaled(along)
        grad[:, 1] = self._scaled(across)
        return grad

    @final
    def batch_value(self, points: Array, chosen: IntArray) -> Array:
        return self._scaled(self.losses(points[:, :1], points[:, 1:], chosen))

    @final
    def example_gradients(self, points: Array) -> Array:
        """The gradient of each example's own loss, shape (n, N, 2), at `points` (n, 2)."""
        parts = self.slopes(points[:, :1], points[:, 1:], slice(None))
        return np.stack([np.broadcast_to(part, (len(points), self.count)) for part in parts], -1)

    def _scaled(self, part: Array) -> Array:
        """The mean of a batch along the last axis, times N where the loss is a sum."""
        size = part.shape[-1]
        total: Array = part[..., 0] if size == 1 else summed(part)
        if self.reduction == "sum":
            total = total * (self.count / size)
        elif size > 1:
            total = total / size
        return total

    def _totals(self, points: Array, parts: Parts, number: int) -> list[Array]:
        """Each of the `parts` over all examples, in the shape of the points."""
        found = totals(points, self.count, parts, number)
        if self.reduction == "mean":
            found /= self.count
        return [total.reshape(points.shape[:-1]) for total in found]


def totals(points: Array, count: int, parts: Parts, number: int) -> Array:
    """So many `parts` summed over `count` examples, shape (number, points)."""
    # In blocks: a mesh of points times thousands of examples would fill the memory.
    x, y = (np.ravel(points[..., axis])[:, None] for axis in (0, 1))
    found: Array = np.zeros((number, len(x)), points.dtype)
    step = max(1, ENTRIES // min(count, EXAMPLES))
    for start in range(0, len(x), step):
        here = slice(start, start + step)
        for first in range(0, count, EXAMPLES):
            some = parts(x[here], y[here], slice(first, first + EXAMPLES))
            for total, part in zip(found, some, strict=True):
                total[here] += summed(part)
    return found


def summed(part: Array) -> Array:
    """The sum along the last axis, in an order that depends on nothing but its length."""
    total: Array = np.add.reduce(np.ascontiguousarray(part), axis=-1)
    return total


def examples_of(surface: Surface) -> int:
    """How many examples the loss at a point is a sum over."""
    return surface.count if isinstance(surface, DataSurface) else 1
