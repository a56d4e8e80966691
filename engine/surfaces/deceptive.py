"""Deceptive test functions: Schwefel's and Lévy's no. 13."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Point, Surface, pair, symmetric
from engine.surfaces.dips import dips

TURN: Final = 2 * math.pi


@final
@dataclass(frozen=True, slots=True)
class Schwefel(Surface):
    """L = 837.966 − x sin √|x| − y sin √|y|: the second-best minima are far from the best.

    The window is the literature's. Along both axes the second derivative is infinite (it jumps
    from +∞ to −∞), so a Hessian at w₁ = 0 or w₂ = 0 is NaN there, and the gradient is 0 in that
    coordinate although no minimum is near.
    """

    key: ClassVar[str] = "schwefel"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Schwefel function")
    formula: ClassVar[str] = (
        r"L=837.966-w_1\sin\sqrt{\left|w_1\right|}-w_2\sin\sqrt{\left|w_2\right|}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "H.-P. Schwefel, Numerical Optimization of Computer Models, 1981"
    )
    low: ClassVar[Point] = (-500.0, -500.0)
    high: ClassVar[Point] = (500.0, 500.0)
    starts: ClassVar[tuple[Point, ...]] = ((-360.0, -250.0), (320.0, 480.0), (120.0, -60.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, SCHWEFEL_DIPS, SCHWEFEL_DIPS)

    def value(self, points: Array) -> Array:
        terms = points * np.sin(np.sqrt(np.abs(points)))
        return 2 * SCHWEFEL_DEPTH - terms[..., 0] - terms[..., 1]

    def gradient(self, points: Array) -> Array:
        root = np.sqrt(np.abs(points))
        grad: Array = np.cos(root)
        grad *= root
        grad *= -0.5
        grad -= np.sin(root, out=root)
        return grad

    def hessian(self, points: Array) -> Array:
        root = np.sqrt(np.abs(points))
        with np.errstate(divide="ignore", invalid="ignore"):
            second = np.sign(points) * (np.sin(root) - 3 * np.cos(root) / root) / 4
        return symmetric(second[..., 0], 0.0, second[..., 1], points[..., 0])


SCHWEFEL_DEPTH: Final = 418.98288727243371  # the largest w sin √|w| for |w| ≤ 500
SCHWEFEL_DIPS: Final = (-302.5, -124.8, -25.9, 5.24, 65.5, 203.8, 421.0)


@final
@dataclass(frozen=True, slots=True)
class Levy(Surface):
    """Lévy's function no. 13: ripples that grow with the distance from their middle.

    sin² 3πx + (x − 1)² (1 + sin² 3πy) + (y − 1)² (1 + sin² 2πy). The literature searches
    [−10, 10]², with some thousand minima; the window is the part around the lowest, (1, 1).
    """

    key: ClassVar[str] = "levy"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Lévy function N. 13")
    formula: ClassVar[str] = (
        r"L=\sin^2 3\pi w_1+(w_1-1)^2\left(1+\sin^2 3\pi w_2\right)"
        r"+(w_2-1)^2\left(1+\sin^2 2\pi w_2\right)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "A. V. Levy and A. Montalvo, SIAM J. Sci. Stat. Comput. 6 (1985)"
    )
    low: ClassVar[Point] = (-1.5, -1.5)
    high: ClassVar[Point] = (3.5, 3.5)
    starts: ClassVar[tuple[Point, ...]] = ((-1.2, 2.9), (3.2, -0.8), (0.4, 0.6))

    @property
    def minima(self) -> tuple[Point, ...]:
        return dips(self, THIRDS, TWELFTHS)

    def value(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        along, across = x - 1, y - 1
        threes, two = np.sin(points * (1.5 * TURN)), np.sin(y * TURN)
        first, second = threes[..., 0], threes[..., 1]
        ripples = first * first + along * along * (1 + second * second)
        loss: Array = ripples + across * across * (1 + two * two)
        return loss

    def gradient(self, points: Array) -> Array:
        x, y, grad = pair(points)
        along, across = x - 1, y - 1
        six, four = np.sin(points * (3 * TURN)), np.sin(y * (2 * TURN))
        second, two = np.sin(y * (1.5 * TURN)), np.sin(y * TURN)
        grad[..., 0] = six[..., 0] * (1.5 * TURN) + along * 2 * (1 + second * second)
        grad[..., 1] = along * along * six[..., 1] * (1.5 * TURN)
        grad[..., 1] += across * (2 * (1 + two * two) + across * four * TURN)
        return grad

    def hessian(self, points: Array) -> Array:
        x, y = points[..., 0], points[..., 1]
        along, across = x - 1, y - 1
        turns, fours = np.cos(points * (3 * TURN)), np.cos(y * (2 * TURN))
        second, two = np.sin(y * (1.5 * TURN)), np.sin(y * TURN)
        six, four = np.sin(y * (3 * TURN)), np.sin(y * (2 * TURN))
        fast = 4.5 * TURN * TURN
        return symmetric(
            fast * turns[..., 0] + 2 * (1 + second * second),
            3 * TURN * along * six,
            fast * along * along * turns[..., 1]
            + 2 * (1 + two * two)
            + 4 * TURN * across * four
            + 2 * TURN * TURN * across * across * fours,
            x,
        )


THIRDS: Final = tuple(k / 3 for k in range(-5, 12))
TWELFTHS: Final = tuple(k / 12 for k in range(-19, 43))
