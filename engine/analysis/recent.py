"""What the last positions of balls say: how they move, whether they turn back, where they lead.

Lengths are in half sides of the window, in which it is the square [−1, 1]², so that parameters of
very different sizes count alike.
"""

from functools import cached_property, lru_cache
from typing import Final, final

import numpy as np
import numpy.typing as npt

from engine.analysis.critical_points import kinds_at
from engine.analysis.curvature import Reading, eigenvalues, eigenvectors, read
from engine.analysis.newton import Square, solving
from engine.analysis.status import Status
from engine.arrays import Array, IntArray
from engine.steps import result_of
from engine.surfaces.base import Surface

MOVES: Final = 16  # at most that are looked at
FEW: Final = 4  # moves that are looked at of every ball
TURNS: Final = 12  # moves among which it is asked whether they reverse
AT: Final = 4e-3  # half sides: nearer than this to a critical point, and slower, a ball is at it
SHRINKS: Final = 0.9  # and where more than this is left there is none
AGREES: Final = 0.2  # of a slope is left at most after Newton's step, where there is a point
ROUNDING: Final = 1e-15  # of the parts of a sum: less than that may be rounding
SAME: Final = 1e-9  # half sides: places this near to each other are one
NEARBY: Final = 0.5  # half sides: a saddle point so near is spoken of
STEPS: Final = 8  # of Newton's method to it
WEAK: Final = 1e-6  # a curvature this small next to the other
GRID: Final = 16  # points on each side, on which the range of the loss is found
USUAL: Final = (0.1, 0.9)  # the shares of the window below and above which the range doesn't count

Mask = npt.NDArray[np.bool_]


@final
class Recent:
    """The last positions of n balls on a surface, (k + 1, n, 2): their last k moves."""

    def __init__(self, surface: Surface, positions: Array) -> None:
        self.surface, self.positions = surface, positions

    @cached_property
    def square(self) -> Square:
        surface = self.surface
        return Square(surface, np.array(surface.low, float), np.array(surface.high, float))

    @cached_property
    def reading(self) -> Reading:
        """Loss and derivatives at the last positions."""
        return read(self.surface, self.positions[-1])

    def moves(self, count: int, rows: IntArray | None = None) -> Array:
        """The last moves, of all balls or some, in half sides: (2, k, n), by parameter."""
        k = min(count, self.count)
        places = self.positions[-k - 1 :] if rows is None else self.positions[-k - 1 :, rows]
        found = np.empty((2, k, places.shape[1]))
        with np.errstate(all="ignore"):
            for axis, half in enumerate(self.square.half.tolist()):
                np.subtract(places[1:, :, axis], places[:-1, :, axis], found[axis])
                found[axis] /= half
        return found

    @cached_property
    def few(self) -> Array:
        """The last moves of all balls, (2, `FEW`, n) or fewer."""
        return self.moves(FEW)

    @property
    def count(self) -> int:
        """How many moves there are."""
        return len(self.positions) - 1

    @cached_property
    def sizes(self) -> Array:
        """The lengths of these, (k, n)."""
        found: Array = np.hypot(*self.few)
        return found

    def step(self, rows: IntArray) -> Array:
        """The last moves of some balls in parameters, (rows, 2)."""
        with np.errstate(all="ignore"):
            step: Array = self.positions[-1, rows] - self.positions[-2, rows]
        return step

    @cached_property
    def hessian(self) -> Array:
        """Second derivatives in half sides, (n, 2, 2)."""
        half = self.square.half
        with np.errstate(all="ignore"):
            return self.reading.hessian * (half[:, None] * half)

    @cached_property
    def axes(self) -> Array:
        return eigenvectors(self.hessian)

    @cached_property
    def bends(self) -> Array:
        """The curvatures along the axes in half sides, (n, 2)."""
        x, y = self.square.half.tolist()
        return self.reading.eigenvalues * (x * x) if x == y else eigenvalues(self.hessian)

    @cached_property
    def slopes(self) -> Array:
        """The slopes along the axes, (n, 2)."""
        with np.errstate(all="ignore"):
            return along(self.axes, self.reading.gradient * self.square.half)

    @cached_property
    def leads(self) -> Array:
        """Newton's step along each axis, (n, 2): infinite along a level axis with a slope."""
        with np.errstate(all="ignore"):
            certain = np.abs(self.bends) > ROUNDING * _largest(self.bends)
            step = np.where(certain, -self.slopes / self.bends, np.inf)
            return np.where(np.abs(self.slopes) <= self._rounding, 0.0, step)

    @cached_property
    def _rounding(self) -> Array:
        """Slopes along the axes of this size may be nothing but rounding, (n, 2)."""
        size = np.abs(self.reading.points) / self.square.half
        weak = np.abs(self.bends) <= WEAK * _largest(self.bends)
        found = np.zeros(weak.shape)
        rows = np.flatnonzero(either(weak))
        if len(rows):
            each = np.abs(self.hessian[rows]) @ size[rows, :, None]
            parts = along(np.abs(self.axes[rows]), each[..., 0])
            found[rows] = np.where(weak[rows], ROUNDING * parts, 0.0)
        return found

    @cached_property
    def distance(self) -> Array:
        """How far the critical point is that slope and curvature promise, (n,)."""
        return np.hypot(self.leads[:, 0], self.leads[:, 1])

    def turning(self, count: int, rows: IntArray) -> Array:
        """The mean cosine between successive ones of the last moves of some balls, by lengths.

        −1 where every move reverses the one before; 0 where there are fewer than two.
        """
        if self.count < 2 or not len(rows):
            return np.zeros(len(rows))
        x, y = self.moves(count, rows)
        with np.errstate(all="ignore"):
            sizes = np.hypot(x, y)
            dots = (x[1:] * x[:-1] + y[1:] * y[:-1]).sum(0)
            whole = (sizes[1:] * sizes[:-1]).sum(0)
            return np.where(whole > 0, dots / whole, 0.0)

    @cached_property
    def reversing(self) -> Mask:
        """Where one of the last moves reversed the one before, (n,)."""
        x, y = self.few
        with np.errstate(all="ignore"):
            return np.asarray((x[1:] * x[:-1] + y[1:] * y[:-1]).min(0, initial=0.0) < 0)

    def losses(self, rows: IntArray, count: int) -> Array:
        """The loss at the last `count` positions of some balls, (count, rows)."""
        with np.errstate(all="ignore"):
            return self.surface.value(self.positions[-count:, rows])

    def critical(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """Which of some balls are at a critical point, and the place of its kind in `KINDS`.

        Newton's step must lead to a point without slope there, of the same kind of curvature.
        Where it doesn't, as in the middle of x⁴, a search decides.
        """
        square, bends = self.square, self.bends[rows]
        with np.errstate(all="ignore"):
            start = square.square(self.reading.points[rows])
            axes, leads = self.axes[rows], self.leads[rows]
            ends = start + axes[..., 0] * leads[:, :1] + axes[..., 1] * leads[:, 1:]
            left, parts = along(axes, square.gradient(ends)), _largest(bends)
            nothing = SAME * np.abs(bends) + 10 * ROUNDING * parts
            there = _bends(axes, square.hessian(ends))
            alike = np.abs(there - bends) <= CHANGES * np.abs(bends)
            plain = np.abs(bends) > PLAIN * parts
            # Along an axis whose slope was next to nothing, as across the floor of a valley, what
            # is left must be little next to the whole step.
            whole = np.where(plain, np.abs(bends) * self.distance[rows, None], 0.0)
            slopes = np.maximum(np.abs(self.slopes[rows]), whole)
            gone = np.abs(left) <= AGREES * slopes + nothing
        level = ((leads == 0) | alike) & (np.abs(there) <= WEAK * parts)
        sure = both(gone & ((alike & plain) | level)) & either(plain)
        found = (bends[:, 0] < 0) + (bends[:, 1] < 0).astype(
            np.int64
        )  # 0, 1 or 2 ways down: places in `KINDS`
        found[either(level)] = KINDS.index(Status.DEGENERATE)
        weak = np.flatnonzero(both(gone & alike) & ~sure)
        for place, kind in zip(weak.tolist(), kinds_at(square, ends[weak]), strict=True):
            sure[place] = kind is not Status.FLAT
            found[place] = KINDS.index(kind) if sure[place] else 0
        shrunk = np.abs(left) <= SHRINKS * np.abs(self.slopes[rows]) + nothing
        doubtful = np.flatnonzero(both(shrunk) & ~sure)
        for place, kind in zip(doubtful.tolist(), self._searched(start[doubtful]), strict=True):
            sure[place] = kind is not Status.FLAT
            found[place] = KINDS.index(kind) if sure[place] else 0
        return rows[sure], np.asarray(found[sure], np.int64)

    def saddle(self, place: int) -> tuple[float, float]:
        """How straight the last move of a ball went towards a saddle point nearby, and how far off
        that is along its axis of negative curvature, in parameters; NaN where there is none.

        The cosine of the angle: 1 is straight towards it, −1 away. The point is found by Newton's
        method, since slope and curvature of one place may promise a point that there isn't.
        """
        nothing = np.nan, np.nan
        bends = self.bends[place]
        if not (bends[0] < 0 < bends[1] and self.distance[place] < 2 * NEARBY and self.count):
            return nothing
        here = self.square.square(self.positions[-1, place])
        end = here
        with np.errstate(all="ignore"):
            for _ in range(STEPS):
                hessian, gradient = self.square.hessian(end), self.square.gradient(end)
                axes, values = eigenvectors(hessian), eigenvalues(hessian)
                end = end - axes @ ((gradient @ axes) / values)
            left = np.abs(self.square.gradient(end)).max()
        way = end - here
        found = left <= SAME * np.abs(values).max() and values[0] < 0 < values[1]
        if not found or np.hypot(*way) > NEARBY:
            return nothing
        move = self.few[:, -1, place]
        size = np.hypot(*move) * np.hypot(*(way + move))
        off = axes[:, 0] * (way @ axes[:, 0]) * self.square.half
        toward = float(move @ (way + move) / size) if size else np.nan
        return toward, float(np.hypot(*off))

    def _searched(self, starts: Array) -> tuple[Status, ...]:
        """The same by a search from points of the square; FLAT where there is none."""
        if not len(starts):
            return ()
        ends = result_of(solving(self.square, starts))
        with np.errstate(all="ignore"):
            near = np.abs(ends - starts).max(-1) <= AT
            slope = np.abs(self.square.gradient(ends)).max(-1)
            around = [np.abs(self.square.gradient(ends + side)).max(-1) for side in SIDES]
            vanishes = slope <= VANISHED * np.max(around, axis=0)
        kinds = kinds_at(self.square, np.where(near[:, None], ends, starts))
        sure = near & vanishes & (np.max(around, axis=0) > 0)
        return tuple(
            (Status.DEGENERATE if kind is Status.FLAT else kind) if is_sure else Status.FLAT
            for kind, is_sure in zip(kinds, sure.tolist(), strict=True)
        )


def both(marks: Mask) -> Mask:
    """Of marks (n, 2) along two axes; faster than reducing so short rows."""
    return np.asarray(marks[:, 0] & marks[:, 1])


def either(marks: Mask) -> Mask:
    return np.asarray(marks[:, 0] | marks[:, 1])


def _bends(axes: Array, hessian: Array) -> Array:
    """The curvatures (n, 2) along axes (n, 2, 2)."""
    x, y = axes[:, 0], axes[:, 1]
    a, b, c = (hessian[:, i, j, None] for i, j in ((0, 0), (0, 1), (1, 1)))
    bends: Array = a * x * x + 2 * b * x * y + c * y * y
    return bends


def along(axes: Array, vectors: Array) -> Array:
    """The parts of vectors (n, 2) along the axes (n, 2, 2), (n, 2)."""
    parts: Array = axes[..., 0, :] * vectors[..., :1] + axes[..., 1, :] * vectors[..., 1:]
    return parts


def _largest(bends: Array) -> Array:
    size = np.abs(bends)
    return np.maximum(size[..., :1], size[..., 1:])


KINDS: Final = (Status.MINIMUM, Status.SADDLE, Status.MAXIMUM, Status.DEGENERATE)
CHANGES: Final = 0.4  # a share of a curvature: where it changes by more, a search decides
PLAIN: Final = 1e-3  # a curvature that is more than this share of the other has a certain sign
SIDES: Final = AT * np.array([(1, 0.3), (-0.3, 1), (-1, -0.3), (0.3, -1)])
VANISHED: Final = 1e-4


@final
class _Same:
    """A surface as a key of a cache: compared by identity, since hashing data takes long."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    def __hash__(self) -> int:
        return id(self.surface)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.surface is self.surface


def usual_range(surface: Surface) -> float:
    """By how much the loss differs over most of the window; 0 where it doesn't."""
    return _range(_Same(surface))


@lru_cache(maxsize=16)
def _range(key: _Same) -> float:
    side = np.linspace(-1, 1, GRID)
    grid = np.stack(np.meshgrid(side, side), -1).reshape(-1, 2)
    surface = key.surface
    square = Square(surface, np.array(surface.low, float), np.array(surface.high, float))
    loss = square.value(grid)
    known = loss[np.isfinite(loss)]
    if not len(known):
        return 0.0
    low, high = np.quantile(known, USUAL)
    return float(high - low)
