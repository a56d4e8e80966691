"""Windows of losses of data: around the lowest point, with the untrained start in view."""

import math
from typing import Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Point, Surface, polished

VIEW: Final = 1.5  # the window holds the level set of this much more loss than the origin's
COLLINEAR: Final = 1e-20  # share of a column independent of the other that is only rounding
TICKS: Final = 16  # steps of round numbers across a window
THIN: Final = 15.0  # a window's corner this much higher than its level set needs logarithms


@final
class Fit(NamedTuple):
    """Least squares of t by x u + y v: the loss per example is lowest + a quadratic form.

    The form is uu δx² + 2 uv δxδy + vv δy² with δ the distance from `best`; `alone` is the share
    of u or v that the other one does not have, 1 − ρ².
    """

    best: Point
    lowest: float
    uu: float
    uv: float
    vv: float
    alone: float
    spread: float  # mean square of t about its mean

    def excess(self, x: float, y: float) -> float:
        """How much higher the loss per example is at (x, y) than at its lowest."""
        dx, dy = x - self.best[0], y - self.best[1]
        return self.uu * dx * dx + 2 * self.uv * dx * dy + self.vv * dy * dy


def least_squares(u: Array, v: Array, t: Array) -> Fit:
    """The best x and y for t ≈ x u + y v, columns of N numbers.

    By making v perpendicular to u, twice, which keeps all digits where v is nearly a multiple of
    u (years and a column of ones). Of collinear columns u takes all.
    """
    uu = _dot(u, u)
    share = _dot(u, v) / uu
    across = v - share * u
    more = _dot(u, across) / uu
    across, share = across - more * u, share + more
    left, vv = _dot(across, across), _dot(v, v)
    x = y = 0.0
    rest = t
    for _ in range(2):  # the second time corrects the rounding of the first
        dy = _dot(across, rest) / left if left > COLLINEAR * vv else 0.0
        dx = _dot(u, rest) / uu - dy * share
        x, y = x + dx, y + dy
        rest = t - (x * u + y * v)
    n = len(t)
    about = t - t.mean()
    alone = left / vv if left > COLLINEAR * vv else 0.0
    return Fit(
        (x, y), _dot(rest, rest) / n, uu / n, _dot(u, v) / n, vv / n, alone, _dot(about, about) / n
    )


def _dot(a: Array, b: Array) -> float:
    return float((a * b).sum())


def window(fit: Fit) -> tuple[Point, Point]:
    """The box around the level set through the untrained start (0, 0), and somewhat more."""
    level = VIEW * fit.excess(0.0, 0.0)
    level = max(level, fit.spread / 4, 1e-12 * fit.lowest)
    if not level > 0:
        level = 1.0
    # Along an axis a level set reaches √(level · inverse); collinear columns have no inverse.
    alone = fit.alone or 1.0
    half = [math.sqrt(level / (weight * alone)) for weight in (fit.uu, fit.vv)]
    sides = [rounded(at - by, at + by) for at, by in zip(fit.best, half, strict=True)]
    return (sides[0][0], sides[1][0]), (sides[0][1], sides[1][1])


def is_thin(fit: Fit) -> bool:
    """Whether the corners of that window are so much higher that only logarithms show both."""
    correlation = math.sqrt(max(0.0, 1 - fit.alone))
    return fit.alone * THIN < 2 * (1 + correlation)


def rounded(low: float, high: float) -> tuple[float, float]:
    """A little wider, between round numbers."""
    raw = (high - low) / TICKS
    power = math.floor(math.log10(raw))
    step = next(k for k in (1, 2, 5, 10) if k * 10.0**power >= raw)
    # Whole multiples of a power of ten are divided where that keeps them free of rounding.
    ends = (math.floor(low / (step * 10.0**power)), math.ceil(high / (step * 10.0**power)))
    bottom, top = (k * step * 10.0**power if power >= 0 else k * step / 10.0**-power for k in ends)
    return bottom, top


def starts_in(low: Point, high: Point) -> tuple[Point, ...]:
    """The untrained start where it is in the window, and two points on opposite slopes."""
    corners = (0.2, 0.75), (0.8, 0.85)
    inner = tuple(
        (low[0] + a * (high[0] - low[0]), low[1] + b * (high[1] - low[1])) for a, b in corners
    )
    inside = all(a <= 0 <= b for a, b in zip(low, high, strict=True))
    return ((0.0, 0.0), *inner) if inside else inner


def minimum_near(surface: Surface, guess: Point, rounds: int = 60) -> tuple[Point, ...]:
    """The minimum that Newton's method finds from `guess`; empty where it finds none."""
    with np.errstate(all="ignore"):
        found = polished(surface, guess, rounds)
        point = np.array(found)
        gradient, hessian = surface.gradient(point), surface.hessian(point)
    (a, b), (_, c) = hessian.tolist()
    steep = abs(a) + abs(c)
    slope = float(np.abs(gradient).max())
    sure = slope <= 1e-12 * (1 + steep) and a + c > 0 and a * c - b * b > 1e-12 * steep * steep
    return (found,) if sure else ()


def minima_inside(surface: Surface, count: int = 61) -> tuple[Point, ...]:
    """The minima near the dimples of a grid over the window, the lowest first."""
    x, y = (np.linspace(a, b, count) for a, b in zip(surface.low, surface.high, strict=True))
    points = np.stack(np.broadcast_arrays(x[:, None], y), -1)
    loss = surface.value(points)
    inner = loss[1:-1, 1:-1]
    dimple = np.ones(inner.shape, dtype=bool)
    for i, j in ((i, j) for i in range(3) for j in range(3) if (i, j) != (1, 1)):
        dimple &= inner <= loss[i : i + count - 2, j : j + count - 2]
    sides = np.subtract(surface.high, surface.low)
    found: dict[tuple[float, ...], Point] = {}
    for guess in points[1:-1, 1:-1][dimple].tolist():
        for point in minimum_near(surface, (guess[0], guess[1]), 20):
            found[tuple((point / sides).round(6).tolist())] = point  # each once
    inside = (point for point in found.values() if is_inside(surface, point))
    return tuple(sorted(inside, key=lambda point: float(surface.value(np.array(point)))))


def is_inside(surface: Surface, point: Point) -> bool:
    return all(a <= p <= b for a, p, b in zip(surface.low, point, surface.high, strict=True))
