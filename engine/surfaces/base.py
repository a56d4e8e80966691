"""The interface of every surface."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Literal, final

import numpy as np

from engine.arrays import Array
from engine.objective import Objective

Point = tuple[float, float]
Group = Literal["teaching", "test", "data", "own"]
"""Shapes of the curriculum, test functions of the literature, losses of data, formulas typed."""


@dataclass(frozen=True, slots=True)
class Surface(Objective):
    """A loss of two parameters with a window in which it is drawn.

    Every method takes points of shape (..., 2), so one implementation serves a single point,
    N balls and the (H, W, 2) grid that the mesh is built from. Fields made with `knob` are
    parameters of the shape. The window bounds only what is drawn: balls may leave it. Far
    outside it a loss may overflow to infinity or NaN, which is data and never an exception.
    """

    group: ClassVar[Group]

    # What follows is a ClassVar of most kinds; a property of those whose window or words depend
    # on a formula or on data.

    @property
    @abstractmethod
    def low(self) -> Point:
        """The lower corner of the window."""

    @property
    @abstractmethod
    def high(self) -> Point:
        """The upper corner of the window."""

    @property
    @abstractmethod
    def formula(self) -> str:
        """The loss in LaTeX, in the curriculum's symbols."""

    @property
    @abstractmethod
    def source(self) -> str:
        """The source of the shape."""

    @property
    @abstractmethod
    def starts(self) -> tuple[Point, ...]:
        """Useful starting points; the first is the default."""

    @property
    def axes(self) -> tuple[str, str]:
        """The names of the two parameters."""
        return ("w₁", "w₂")

    @property
    def log_height(self) -> bool:
        """Whether the loss is best drawn on a logarithmic scale."""
        return False

    @property
    @abstractmethod
    def minima(self) -> tuple[Point, ...]:
        """Known local minima (samples of them where they fill a curve); empty where none is."""

    @abstractmethod
    def hessian(self, points: Array) -> Array:
        """Second derivatives, shape (..., 2, 2), symmetric."""

    @property
    @final
    def dimension(self) -> int:
        return 2

    @final
    def hvp(self, points: Array, directions: Array) -> Array:
        product: Array = np.einsum("...ij,...j->...i", self.hessian(points), directions)
        return product


def pair(points: Array) -> tuple[Array, Array, Array]:
    """x, y and an array for the gradient laid out as `points` is: the start of most gradients.

    Filling two columns beats `np.stack`, which would cost as much as the arithmetic.
    """
    return points[..., 0], points[..., 1], np.empty_like(points)


def symmetric(xx: Array | float, xy: Array | float, yy: Array | float, like: Array) -> Array:
    """Hessians [[xx, xy], [xy, yy]], shape (*like.shape, 2, 2); numbers are spread."""
    hessian = np.empty((*np.shape(like), 2, 2))
    hessian[..., 0, 0] = xx
    hessian[..., 0, 1] = hessian[..., 1, 0] = xy
    hessian[..., 1, 1] = yy
    return hessian


def polished(surface: Surface, guess: Point, rounds: int = 12) -> Point:
    """The critical point near `guess`, by Newton's method: for minima without a closed form."""
    x, y = guess
    for _ in range(rounds):
        point = np.array((x, y))
        with np.errstate(all="ignore"):
            (a, b), (_, c) = surface.hessian(point).tolist()
            p, q = surface.gradient(point).tolist()
        area = a * c - b * b
        if not area:
            break
        x, y = x - (c * p - b * q) / area, y - (a * q - b * p) / area
    return x, y
