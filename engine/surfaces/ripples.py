"""Easom's function and drop-wave: a hole in a plain, and concentric rings."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import QT_TRANSLATE_NOOP
from engine.surfaces.base import Group, Point, Surface, symmetric


@final
@dataclass(frozen=True, slots=True)
class Easom(Surface):
    """L = −cos x cos y e^(−(x − π)² − (y − π)²): one hole in a plain without a slope towards it.

    The literature searches [−100, 100]², where one random start in about a thousand is near the
    hole; the window is the part around the hole. Four more minima, hardly 10⁻⁴ deep, lie at
    the distance tan t = −2t on its diagonals.
    """

    key: ClassVar[str] = "easom"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Easom function")
    formula: ClassVar[str] = r"L=-\cos w_1\,\cos w_2\;e^{-(w_1-\pi)^2-(w_2-\pi)^2}"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "E. E. Easom, M. Eng. thesis, University of Louisville, 1990"
    )
    low: ClassVar[Point] = (-1.0, -1.0)
    high: ClassVar[Point] = (7.0, 7.0)
    starts: ClassVar[tuple[Point, ...]] = ((1.7, 2.5), (5.3, 4.0), (0.5, 1.0))

    @property
    def minima(self) -> tuple[Point, ...]:
        near, far = math.pi - FAINT, math.pi + FAINT
        faint = ((near, near), (near, far), (far, near), (far, far))
        return ((math.pi, math.pi), *faint)

    def value(self, points: Array) -> Array:
        waves, bell = np.cos(points), _bell(points)
        return waves[..., 0] * waves[..., 1] * -bell

    def gradient(self, points: Array) -> Array:
        waves, bell = np.cos(points), _bell(points)
        grad: Array = np.sin(points)
        grad += (points - math.pi) * waves * 2
        grad[..., 0] *= waves[..., 1] * bell
        grad[..., 1] *= waves[..., 0] * bell
        return grad

    def hessian(self, points: Array) -> Array:
        away, waves, sines = points - math.pi, np.cos(points), np.sin(points)
        bell = _bell(points)
        slopes = sines + 2 * away * waves
        bends = waves * (3 - 4 * away * away) - 4 * away * sines
        return symmetric(
            bends[..., 0] * waves[..., 1] * bell,
            -slopes[..., 0] * slopes[..., 1] * bell,
            bends[..., 1] * waves[..., 0] * bell,
            bell,
        )


FAINT: Final = 1.8365972031521257


def _bell(points: Array) -> Array:
    """e^(−(x − π)² − (y − π)²)."""
    away = points - math.pi
    away *= away
    bell: Array = np.exp(-(away[..., 0] + away[..., 1]))
    return bell


TIP: Final = 1e-150  # stands for no distance at all, so that sin(12r)/r is 12


@final
@dataclass(frozen=True, slots=True)
class DropWave(Surface):
    """L = −(1 + cos 12r) / (½r² + 2), r = √(x² + y²): rings around a drop.

    The minimum is the middle; every trough around it is a circle of degenerate minima.
    """

    key: ClassVar[str] = "drop_wave"
    group: ClassVar[Group] = "test"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Drop-wave function")
    formula: ClassVar[str] = r"L=-\frac{1+\cos 12r}{\frac{1}{2}r^2+2},\quad r=\sqrt{w_1^2+w_2^2}"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "M. Molga and C. Smutnicki, Test Functions for Optimization Needs, 2005"
    )
    low: ClassVar[Point] = (-2.0, -2.0)
    high: ClassVar[Point] = (2.0, 2.0)
    starts: ClassVar[tuple[Point, ...]] = ((-1.5, 0.9), (0.35, 0.1), (1.3, 1.2))

    @property
    def minima(self) -> tuple[Point, ...]:
        ways = [(math.cos(k * math.pi / 3), math.sin(k * math.pi / 3)) for k in range(6)]
        return ((0.0, 0.0), *((r * c, r * s) for r in RINGS for c, s in ways))

    def value(self, points: Array) -> Array:
        square = points * points
        square = square[..., 0] + square[..., 1]
        loss: Array = (1 + np.cos(np.sqrt(square) * 12)) / (square * -0.5 - 2)
        return loss

    def gradient(self, points: Array) -> Array:
        push, _, _ = _slopes(points)
        return points * push[..., None]

    def hessian(self, points: Array) -> Array:
        push, bend, distance = _slopes(points)
        x, y = points[..., 0] / distance, points[..., 1] / distance
        more = bend - push
        return symmetric(push + more * x * x, more * x * y, push + more * y * y, x)


# The roots of 12 (½r² + 2) sin 12r + (1 + cos 12r) r that are minima.
RINGS: Final = (0.5202155588732143, 1.0415100263421078, 1.5640602821972157)


def _slopes(points: Array) -> tuple[Array, Array, Array]:
    """L′/r, L″ and r, where L is drop-wave as a function of the distance r."""
    square = points * points
    square = square[..., 0] + square[..., 1]
    distance = np.maximum(np.sqrt(square), TIP)
    turns, across = np.cos(distance * 12), np.sin(distance * 12) / distance
    top, below = 1 + turns, 1 / (square * 0.5 + 2)
    push = (across * 12 + top * below) * below
    bend = turns * 144 + (top - across * square * 24) * below - top * square * below * below * 2
    return push, bend * below, distance
