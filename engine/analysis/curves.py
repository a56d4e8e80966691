"""Histories for plots: quantities at recorded positions, reduced to the plot's resolution.

Nothing but positions is recorded, so losses, gradients and eigenvalues are computed here, chunk by
chunk. Results are cached as long as their chunk is part of the record: a refresh costs only
what is new since the last one, whatever the length of the run.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from time import perf_counter
from typing import ClassVar, final

import numpy as np

from engine.analysis.quantities import Quantity
from engine.arrays import Array, IntArray
from engine.recording import Chunk

FINENESS = 4  # each level of detail is this much coarser than the one before
QUANTILES = (0.1, 0.5, 0.9)
SAMPLE = 101  # balls that represent a large fleet: odd, so that the median is one of them


@final
@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Points of several curves at once: column j of `x` and `y`, shape (m, columns), is one.

    Columns run over balls, and over components (or quantiles and components) within a ball.
    """

    x: Array
    y: Array


class Summary(ABC):
    """How the values of many updates, or of many balls, are reduced to a few."""

    per_ball: ClassVar[bool]  # whether every ball has its own curves
    per_group: ClassVar[int]  # points made of a group of more than one row

    @abstractmethod
    def columns(self, balls: int, components: int) -> int:
        """How many curves it makes of so many balls."""

    @abstractmethod
    def stride(self, group: int) -> int:
        """The stride between the rows to measure for groups of `group` rows."""

    @abstractmethod
    def reduce(self, x: Array, values: Array, group: int) -> Line:
        """`x` (k,) and `values` (k, balls, components), reduced group by group."""


@final
class Extremes(Summary):
    """The smallest and the largest value of every group, at the updates where they occurred.

    Every point is a true sample, and no spike is lost however many updates share a pixel.
    """

    per_ball: ClassVar[bool] = True
    per_group: ClassVar[int] = 2

    def columns(self, balls: int, components: int) -> int:
        return balls * components

    def stride(self, group: int) -> int:
        return 1

    def reduce(self, x: Array, values: Array, group: int) -> Line:
        y = values.reshape(len(x), -1)
        if group == 1:
            return Line(np.repeat(x[:, None], y.shape[1], axis=1), y)
        whole = len(x) // group * group
        rows = [_extremes(y[:whole].reshape(-1, group, y.shape[1]))]
        if whole < len(x):
            rows.append(_extremes(y[None, whole:]) + whole)
        index = np.concatenate(rows)
        return Line(x[index], np.take_along_axis(y, index, axis=0))


def _extremes(groups: Array) -> IntArray:
    """Rows of the extremes, in the order of time, (2 * groups, c), of (groups, rows, c)."""
    low, high = groups.argmin(axis=1), groups.argmax(axis=1)
    pairs = np.stack([np.minimum(low, high), np.maximum(low, high)], axis=1)
    pairs += groups.shape[1] * np.arange(len(groups))[:, None, None]
    return pairs.reshape(-1, groups.shape[2])


@final
class Spread(Summary):
    """The 10 %, 50 % and 90 % quantiles over the balls, once per group.

    A ball that diverged counts as larger than any: where more than a tenth of them did, the upper
    edge is NaN rather than a quantile of the others.
    """

    per_ball: ClassVar[bool] = False
    per_group: ClassVar[int] = 1

    def columns(self, balls: int, components: int) -> int:
        return len(QUANTILES) * components

    def stride(self, group: int) -> int:
        return group

    def reduce(self, x: Array, values: Array, group: int) -> Line:
        ranked = np.sort(np.where(np.isnan(values), np.inf, values), axis=1)
        places = [round(q * (values.shape[1] - 1)) for q in QUANTILES]
        y = ranked[:, places].reshape(len(x), -1)
        return Line(np.repeat(x[:, None], y.shape[1], axis=1), np.where(y < np.inf, y, np.nan))


@final
@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """The cached curves of one chunk."""

    chunk: Chunk
    balls: tuple[int, ...]
    group: int  # updates that share one reduced group
    line: Line


@final
class Curves:
    """The curves of some balls of one fleet over a stretch of the record."""

    def __init__(self, quantity: Quantity, summary: Summary) -> None:
        self._quantity, self._summary = quantity, summary
        self._parts: dict[tuple[int, int, int], _Part] = {}
        self._joined: tuple[list[_Part], Line] | None = None
        self._places: tuple[IntArray, tuple[int, ...], IntArray] | None = None

    def lines(
        self,
        chunks: Sequence[Chunk],
        balls: tuple[int, ...],
        low: float,
        high: float,
        most: int,
        seconds: float = float("inf"),
    ) -> tuple[Line, bool]:
        """The curves of `balls` between the updates `low` and `high`, in about `most` groups.

        Computes for `seconds` at most, newest chunks first; the second value says whether it is
        complete. Until then, older stretches are as computed before, or missing.
        """
        shown = visible(chunks, low, high)
        span = max(1.0, min(high, shown[-1].last) - max(low, shown[0].first)) if shown else 1.0
        group = group_size(span, most)
        complete = self._compute(shown, balls, group, perf_counter() + seconds)
        kept = {_key(chunk) for chunk in chunks}
        self._parts = {key: part for key, part in self._parts.items() if key in kept}
        parts = [self._parts[key] for key in map(_key, shown) if key in self._parts]
        return self._join([part for part in parts if part.balls == balls], balls), complete

    def _compute(
        self, chunks: Sequence[Chunk], balls: tuple[int, ...], group: int, deadline: float
    ) -> bool:
        for chunk in reversed(chunks):
            before = self._parts.get(_key(chunk))
            if before is not None and before.group != group:
                before = None
            if before is not None and before.balls != balls:
                before = self._with_balls(before, balls)
            elif before is not None and self._measured(before.chunk, group) == self._measured(
                chunk, group
            ):
                continue
            if before is None or len(before.chunk.rows) != len(chunk.rows):
                before = self._grown(chunk, balls, group, before)
            self._parts[_key(chunk)] = before
            if perf_counter() > deadline and chunk is not chunks[0]:
                return False
        return True

    def _measured(self, chunk: Chunk, group: int) -> int:
        """How many rows of a chunk are measured."""
        return -(-len(chunk.rows) // self._summary.stride(max(1, group // chunk.stride)))

    def _with_balls(self, part: _Part, balls: tuple[int, ...]) -> _Part | None:
        """The same stretch for other balls: only those that are new are computed."""
        if not self._summary.per_ball or not part.balls:
            return None
        missing = tuple(ball for ball in balls if ball not in part.balls)
        new = self._reduced(part.chunk, missing, part.group, 0)
        width = self._quantity.components
        columns = max((part.line.x[:, :1], new.x[:, :1]), key=len)
        x = np.repeat(columns, len(balls) * width, axis=1)
        line = Line(x, np.full(x.shape, np.nan))
        for known, source in ((part.balls, part.line), (missing, new)):
            for place in (balls.index(ball) for ball in known if ball in balls):
                _copy_columns(source, known.index(balls[place]), line, place, width)
        return replace(part, balls=balls, line=line)

    def _grown(
        self, chunk: Chunk, balls: tuple[int, ...], group: int, before: _Part | None
    ) -> _Part:
        """The cached curves of `chunk`, extending `before` where it has only grown."""
        if before is None or len(before.chunk.rows) > len(chunk.rows):
            return _Part(chunk, balls, group, self._reduced(chunk, balls, group, 0))
        rows = max(1, group // chunk.stride)
        whole = len(before.chunk.rows) // rows
        line = self._reduced(chunk, balls, group, whole * rows)
        old, points = before.line, whole * (1 if rows == 1 else self._summary.per_group)
        x, y = [old.x[:points], line.x], [old.y[:points], line.y]
        return _Part(chunk, balls, group, Line(np.concatenate(x), np.concatenate(y)))

    def _reduced(self, chunk: Chunk, balls: tuple[int, ...], group: int, start: int) -> Line:
        """The curves of a chunk from row `start` on."""
        rows, width = max(1, group // chunk.stride), self._quantity.components
        places = self._places_of(chunk, balls)
        present = np.flatnonzero(places >= 0)
        if not len(present):
            return _nothing(self._summary.columns(len(balls), width))
        step = self._summary.stride(rows)
        x = chunk.first + chunk.stride * np.arange(start, len(chunk.rows), step, dtype=float)
        points = chunk.rows[start::step, places[present]]
        values = self._quantity.at(chunk.surface, points)
        if self._summary.per_ball and len(present) < len(balls):
            everyone = np.full((len(x), len(balls), width), np.nan)
            everyone[:, present] = values
            values = everyone
        return self._summary.reduce(x, values, rows)

    def _places_of(self, chunk: Chunk, balls: tuple[int, ...]) -> IntArray:
        """The columns of `balls`, remembered from one refresh to the next."""
        known = self._places
        if known is None or known[0] is not chunk.balls or known[1] != balls:
            known = self._places = (chunk.balls, balls, places_of(chunk, balls))
        return known[2]

    def _join(self, parts: list[_Part], balls: tuple[int, ...]) -> Line:
        """One line of all parts; cheap where only the last part has changed."""
        nothing = _nothing(self._summary.columns(len(balls), self._quantity.components))
        if len(parts) < 2:
            return parts[0].line if parts else nothing
        fits = self._joined is not None and self._joined[1].x.shape[1] == nothing.x.shape[1]
        if self._joined is None or not fits or self._joined[0] != parts[:-1]:
            self._joined = (parts[:-1], self._concatenated(parts[:-1], balls))
        old = self._joined[1]
        last = [*self._breaks(parts[-2:], balls), parts[-1].line]
        return Line(
            np.concatenate([old.x, *(line.x for line in last)]),
            np.concatenate([old.y, *(line.y for line in last)]),
        )

    def _concatenated(self, parts: list[_Part], balls: tuple[int, ...]) -> Line:
        if not parts:
            return _nothing(self._summary.columns(len(balls), self._quantity.components))
        lines = [parts[0].line]
        for pair in pairwise(parts):
            lines.extend(self._breaks(list(pair), balls))
            lines.append(pair[1].line)
        return Line(np.concatenate([p.x for p in lines]), np.concatenate([p.y for p in lines]))

    def _breaks(self, pair: list[_Part], balls: tuple[int, ...]) -> Iterator[Line]:
        """A row between two parts that is NaN for every ball put elsewhere by hand."""
        if len(pair) < 2 or not self._summary.per_ball:
            return
        before, after = pair
        if before.chunk.trajectories is after.chunk.trajectories or not len(before.line.x):
            return
        moved = _trajectories(before.chunk, balls) != _trajectories(after.chunk, balls)
        if moved.any():
            moved = np.repeat(moved, self._quantity.components)
            row = np.where(moved, np.nan, before.line.y[-1])
            yield Line(before.line.x[-1:], row[None])


def _nothing(columns: int) -> Line:
    return Line(np.empty((0, columns)), np.empty((0, columns)))


def _copy_columns(source: Line, taken: int, target: Line, place: int, width: int) -> None:
    if len(source.x):
        old, new = (
            slice(taken * width, (taken + 1) * width),
            slice(place * width, (place + 1) * width),
        )
        target.x[:, new], target.y[:, new] = source.x[:, old], source.y[:, old]


def _key(chunk: Chunk) -> tuple[int, int, int]:
    """The same for a chunk that is being filled and its longer self: they share their memory."""
    base = chunk.rows if chunk.rows.base is None else chunk.rows.base
    return id(base), chunk.first, chunk.stride


def _trajectories(chunk: Chunk, balls: tuple[int, ...]) -> IntArray:
    places = places_of(chunk, balls)
    return np.where(places >= 0, chunk.trajectories[places], -1)


def places_of(chunk: Chunk, balls: Sequence[int]) -> IntArray:
    """The columns of `balls` in a chunk; -1 for a ball that is not in it."""
    wanted = np.asarray(balls, dtype=np.int64)
    order = np.argsort(chunk.balls, kind="stable")
    if not len(order):
        return np.full(len(wanted), -1)
    found = order[np.minimum(np.searchsorted(chunk.balls, wanted, sorter=order), len(order) - 1)]
    return np.where(chunk.balls[found] == wanted, found, -1)


def visible(chunks: Sequence[Chunk], low: float, high: float) -> Sequence[Chunk]:
    """The chunks that a curve from `low` to `high` passes through, and a neighbour each side."""
    first = bisect_right(chunks, low, key=lambda chunk: chunk.first) - 2
    last = bisect_right(chunks, high, key=lambda chunk: chunk.first) + 1
    return chunks[max(0, first) : last]


def group_size(span: float, most: int) -> int:
    """The power of `FINENESS` that cuts `span` updates into at most `most` groups."""
    group = 1
    while span / group > most:
        group *= FINENESS
    return group


def sample(balls: IntArray, most: int = SAMPLE) -> tuple[int, ...]:
    """At most `most` of `balls`, evenly spread over their order."""
    if len(balls) <= most:
        return tuple(balls.tolist())
    return tuple(balls[np.linspace(0, len(balls) - 1, most).round().astype(int)].tolist())


def nearest_update(chunks: Sequence[Chunk], update: float) -> int | None:
    """The recorded update nearest to `update`; None where nothing is recorded."""
    if not chunks:
        return None
    chunk = chunks[max(0, bisect_right(chunks, update, key=lambda each: each.first) - 1)]
    row = min(max(round((update - chunk.first) / chunk.stride), 0), len(chunk.rows) - 1)
    return chunk.first + row * chunk.stride


def neighbour(chunks: Sequence[Chunk], update: int, direction: int) -> int:
    """The recorded update next to `update`, after it for direction 1 and before it for -1."""
    place = bisect_right(chunks, update, key=lambda chunk: chunk.first) - 1
    stride = chunks[max(0, place)].stride
    if direction < 0 and place > 0 and chunks[place].first == update:
        stride = max(1, update - chunks[place - 1].last) if chunks[place - 1].last < update else 1
    found = nearest_update(chunks, update + direction * stride)
    return update if found is None else found
