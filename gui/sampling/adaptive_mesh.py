"""Triangles of a mesh: few where the surface is nearly flat, without gaps.

Right triangles are halved from two that fill the square, as long as they are too far from the
heights (Evans, Kirkpatrick and Townsend, "Right-triangulated irregular networks", 2001).
"""

from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import IntArray

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.uint32]

TILE = 8  # points a side of a part whose triangles are drawn one after another


@final
class AdaptiveMesh:
    """Triangles over heights (n, n); the more often two divides n - 1 the larger they may be."""

    def __init__(self, heights: Floats) -> None:
        self._count = len(heights)
        # How far the heights are at most from a triangle, by the middle of its longest side.
        self._off = _errors(heights)

    def triangles(self, most: float) -> Indices:
        """Indices (m, 3), counter-clockwise from above; no height is farther off than `most`."""
        a, b, c = _largest(self._count - 1)
        done = []
        while len(a):
            middle = (a + b) // 2
            split = self._off[middle[:, 0], middle[:, 1]] > most
            split &= np.abs(a - b).max(axis=-1) > 1
            done.append(np.stack([a, b, c], axis=1)[~split])
            a, b, c, middle = a[split], b[split], c[split], middle[split]
            a, b, c = (np.concatenate(pair) for pair in ((c, b), (a, c), (middle, middle)))
        found = np.concatenate(done)
        # Neighbours follow each other, so that a corner is computed once.
        row, column = (found.sum(axis=1) // (3 * TILE)).T
        found = found[np.lexsort((column, row))]
        return np.ascontiguousarray(found[..., 0] * self._count + found[..., 1], np.uint32)


def _largest(last: int) -> tuple[IntArray, IntArray, IntArray]:
    """The ends of the longest sides and the right angles (m, 2) of the triangles to begin with.

    Rows and columns, counter-clockwise from above.
    """
    side = last & -last
    row, column = (part.ravel() * side for part in np.indices((last // side, last // side)))
    corner = np.stack([row, column], axis=-1)
    right, up = np.array([0, side]), np.array([side, 0])
    rising = ((row + column) // side % 2 == 0)[:, None]
    a = np.where(rising, corner, corner + right)
    b = np.where(rising, corner + up + right, corner + up)
    c = np.where(rising, corner + up, corner)
    d = np.where(rising, corner + right, corner + up + right)
    return np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([c, d])


def _errors(heights: Floats) -> Floats:
    """For each point, how far the heights are at most from the two triangles that it halves.

    Nor is it less than that of a point that halves a part of them: so a part is halved only where
    the whole is, and no corner comes to lie on another triangle's side.
    """
    off = np.zeros_like(heights)
    last, h = len(heights) - 1, 1
    while last % (2 * h) == 0:
        for centres in (False, True):
            worst = np.abs(_flattened(heights, h, centres) - heights)
            _gather(worst, h, centres)
            places = _centres if centres else _sides
            for found, own in zip(places(off, h), places(worst, h), strict=True):
                found[...] = own
        _most_of_halves(off, h)
        h *= 2
    return off


def _flattened(heights: Floats, h: int, centres: bool) -> Floats:
    """The heights (n, n) of triangles over squares of side 2 h, halved if `centres` is not set."""
    z, first = heights.copy(), not centres
    while h:
        side = 2 * h
        if not first:
            rising = 0.5 * (z[:-1:side, :-1:side] + z[side::side, side::side])
            falling = 0.5 * (z[:-1:side, side::side] + z[side::side, :-1:side])
            i = np.arange(len(rising))
            z[h::side, h::side] = np.where((i[:, None] + i) % 2 == 0, rising, falling)
        z[::side, h::side] = 0.5 * (z[::side, :-1:side] + z[::side, side::side])
        z[h::side, ::side] = 0.5 * (z[:-1:side, ::side] + z[side::side, ::side])
        h, first = h // 2, False
    return z


def _gather(off: Floats, h: int, centres: bool) -> None:
    """Give each point the most of those within the triangles that it halves, up to side 2 h."""
    k = 1
    while k < h:
        _most_of_halves(off, k)
        k *= 2
    _along(off, h)
    _along(off.T, h)
    if centres:
        _across(off, h)


def _most_of_halves(off: Floats, h: int) -> None:
    _along(off, h)
    _along(off.T, h)
    _across(off, h)


def _centres(z: Floats, h: int) -> tuple[Floats, ...]:
    """The points that halve a diagonal of a square of side 2 h."""
    return (z[h :: 2 * h, h :: 2 * h],)


def _sides(z: Floats, h: int) -> tuple[Floats, ...]:
    """The points that halve a side of it."""
    return z[:: 2 * h, h :: 2 * h], z[h :: 2 * h, :: 2 * h]


def _along(off: Floats, h: int) -> None:
    """Points that halve a side along the second axis have the most of their triangles' halves."""
    if h == 1:
        return
    # The halves have their own middles half as far away, on both sides of the line.
    inner = off[h // 2 :: h, h // 2 :: h]  # (2 m, 2 m)
    pairs = np.maximum(inner[:, ::2], inner[:, 1::2])  # (2 m, m)
    own = off[:: 2 * h, h :: 2 * h]  # (m + 1, m)
    np.maximum(own[:-1], pairs[::2], out=own[:-1])
    np.maximum(own[1:], pairs[1::2], out=own[1:])


def _across(off: Floats, h: int) -> None:
    """Points that halve a diagonal have the most of the square's four sides."""
    side, own = 2 * h, off[h :: 2 * h, h :: 2 * h]
    for around in (off[h::side, :-1:side], off[h::side, side::side]):
        np.maximum(own, around, out=own)
    for around in (off[:-1:side, h::side], off[side::side, h::side]):
        np.maximum(own, around, out=own)
