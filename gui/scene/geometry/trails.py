"""Trails as vertices: appended row by row, and thinned without a visible difference."""

from typing import final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.sampling.height_scale import MARGIN, Mask, World
from gui.scene.geometry.thinning import BLOCK, Thinning

COARSE = 3.0  # the grain while the camera moves, times that of a still picture
SHORT = 0.25  # of the grain; shorter lines are not drawn
NO_LINES = np.zeros((0, 2), np.uint32)

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.uint32]


@final
class _Found:
    """The lines of one grain: those of whole blocks, and the last answer."""

    def __init__(self) -> None:
        self.blocks: list[Indices] = []
        self.asked: object = None
        self.lines: Indices = NO_LINES

    def drop(self, blocks: int, vertices: int) -> None:
        """Remove the first blocks, which have so many vertices."""
        self.blocks = [block - np.uint32(vertices) for block in self.blocks[blocks:]]


@final
class Trails:
    """World positions of n balls over rows, and the lines between them.

    A row is one update, or a piece of one. Written rows do not change; the lines of a block of
    them are found once: of every ball, vertices are skipped as long as the line stays within
    `grain` (a world length, a fraction of a pixel) of its exact course.
    """

    def __init__(
        self, surface: Surface, world: World, balls: int, pieces: int, rows: int, grain: float
    ) -> None:
        self._surface, self._world = surface, world
        self.balls, self.pieces, self.capacity = balls, pieces, rows
        self.position: Floats = np.zeros((rows, balls, 3), np.float32)
        self.normal: npt.NDArray[np.int8] = np.zeros((rows, balls, 4), np.int8)  # times 127
        self._joined: Mask = np.zeros((rows, balls), bool)
        self.count = 0
        self.dropped = 0  # rows that were removed at the front
        self.written = 0  # rows from this one on are not yet sent to OpenGL
        self._last = np.full((balls, 2), np.nan)
        self._lost: Mask = np.zeros(balls, bool)  # whether the loss had no value there
        self._thinning = Thinning(rows, balls)
        self._grain = grain
        self._found: dict[float, _Found] = {}  # for each grain

    def append(self, points: Array) -> None:
        """Add updates (k, n, 2); nan where a ball does not exist."""
        self._lost = self._write(points)
        self.count += len(points) * self.pieces
        self._last = points[-1]
        self._thinning.extend(self.position, self._joined, self.count)

    def tail(self, points: Array) -> int:
        """Add one provisional update (n, 2), which the next call overwrites; rows now visible."""
        if np.array_equal(points, self._last, equal_nan=True):
            return self.count
        self._write(points[None])
        return self.count + self.pieces

    def keep(self, rows: int) -> None:
        """Remove all but about the newest `rows`, in whole blocks."""
        gone = max(0, self.count - rows) // BLOCK * BLOCK
        left = self.count - gone
        self.position[:left] = self.position[gone : self.count]
        self.normal[:left] = self.normal[gone : self.count]
        self._joined[:left] = self._joined[gone : self.count]
        self._joined[0] = False
        self.count, self.written, self.dropped = left, 0, self.dropped + gone
        self._thinning.drop(gone)
        for found in self._found.values():
            found.drop(gone // BLOCK, gone * self.balls)

    def set_grain(self, grain: float) -> None:
        """Thin again, after a change of zoom."""
        self._grain, self._found = grain, {}

    def lines(self, first: int, end: int, coarse: bool = False) -> Indices:
        """Pairs of vertices (m, 2): the lines from row `first`, or a little before, to `end`.

        The same array as long as they are the same. `coarse` ones are fewer, for a moving camera.
        """
        grain = self._grain * (COARSE if coarse else 1.0)
        found = self._found.setdefault(grain, _Found())
        asked = (first // BLOCK, end, self.count, self.dropped)
        if found.asked != asked:
            found.asked, found.lines = asked, self._joint(found.blocks, first, end, grain)
        return found.lines

    def joined(self, first: int, end: int) -> Mask:
        """Which rows from `first` to before `end` have a line from the row before, (k, n)."""
        return self._joined[first:end]

    def plain(self, first: int, end: int) -> Indices:
        """As `lines`, but unthinned and with none before `first`."""
        if end - first < 2:
            return NO_LINES
        row, ball = np.nonzero(self._joined[first + 1 : end])
        after = ((row + first + 1) * self.balls + ball).astype(np.uint32)
        return np.stack([after - np.uint32(self.balls), after], axis=-1)

    def updates(self, first: int, end: int, apart: float) -> Indices:
        """Vertices of the single updates that moved at least `apart`, from row `first` to `end`."""
        step = self.pieces
        rows = np.arange((first + step - 1) // step * step + step - 1, end, step)
        rows = rows[rows >= step]
        moved = self.position[rows] - self.position[rows - step]
        far = (np.abs(moved).max(axis=-1) >= apart) & self._joined[rows]
        row, ball = np.nonzero(far)
        return (rows[row] * self.balls + ball).astype(np.uint32)

    def matches(self, row: int, points: Array) -> bool:
        """Whether the update that ends in `row` led to `points` (n, 2)."""
        world = self._in_world(points[None])[0][0].astype(np.float32)
        seen = self._world.inside(points, MARGIN)
        return bool(np.array_equal(self.position[row][seen], world[seen]))

    # Internal.

    def _joint(self, blocks: list[Indices], first: int, end: int, grain: float) -> Indices:
        """The lines of complete blocks, which are kept, and those after them."""
        done = max(end - 1, 0) // BLOCK
        while len(blocks) < done:
            start = len(blocks) * BLOCK
            blocks.append(self._between(start, start + BLOCK + 1, grain))
        parts = blocks[min(first // BLOCK, done) : done]
        if end - done * BLOCK > 1:
            parts = [*parts, self._between(done * BLOCK, end, grain)]
        return np.concatenate(parts) if parts else NO_LINES

    def _between(self, start: int, end: int, grain: float) -> Indices:
        """Lines that are not drawn are so short that they leave gaps of at most `grain`.

        Two short lines in a row are one; most are those of balls that rest.
        """
        lines = self._thinning.lines(start, end, grain)
        flat = self.position.reshape(-1, 3)
        length = np.abs(flat[lines[:, 1]] - flat[lines[:, 0]]).max(axis=-1)
        kept: Indices = lines[length > SHORT * grain]
        return kept

    def _write(self, points: Array) -> Mask:
        """Write rows after the last one; returns which balls end where there is no loss."""
        before = np.concatenate([self._last[None], points[:-1]])
        share = (np.arange(self.pieces) + 1.0)[:, None, None] / self.pieces
        with np.errstate(all="ignore"):
            between = before[:, None] + share * (points - before)[:, None]
        # Pieces end exactly on the updates; a ball's first position has no piece before it.
        between[:, -1] = points
        fine = between.reshape(-1, self.balls, 2)
        start, end = self.count, self.count + len(fine)
        joined, fine = self._clipped(fine)
        self.position[start:end], lost = self._in_world(fine, self.normal[start:end, :, :3])
        # A position without a height is on no line: a trail ends at the edge of a hole.
        self._joined[start:end] = joined & ~lost & ~np.concatenate([self._lost[None], lost[:-1]])
        self.written = min(self.written, start)
        return np.asarray(lost[-1])

    def _clipped(self, fine: Array) -> tuple[Mask, Array]:
        """Which rows are joined to the row before; moves the first outside to the edge."""
        inside = self._world.inside(fine, MARGIN)
        older = np.concatenate([self._world.inside(self._last, MARGIN)[None], inside[:-1]])
        leaving = older & ~inside & np.isfinite(fine).all(axis=-1)
        if leaving.any():
            before = np.concatenate([self._last[None], fine[:-1]])[leaving]
            fine = fine.copy()
            fine[leaving] = self._at_edge(before, fine[leaving])
        return older & (inside | leaving), fine

    def _at_edge(self, inside: Array, outside: Array) -> Array:
        low, high = np.array(self._world.low), np.array(self._world.high)
        slack = MARGIN * (high - low)
        delta = outside - inside
        with np.errstate(all="ignore"):
            room = np.where(delta > 0, high + slack - inside, low - slack - inside) / delta
        share = np.nanmin(np.where(delta == 0, np.inf, room), axis=-1, keepdims=True)
        edge: Array = inside + np.clip(share, 0.0, 1.0) * delta
        return edge

    def _in_world(
        self, points: Array, normal: npt.NDArray[np.int8] | None = None
    ) -> tuple[Array, Mask]:
        """World positions of `points`, and where there is no loss; fills `normal`."""
        # Rows outside are never drawn; any finite position does.
        seen = np.where(self._world.inside(points, 2 * MARGIN)[..., None], points, self._world.low)
        with np.errstate(all="ignore"):
            loss = self._surface.value(seen)
            if normal is not None:
                normals = self._world.normals(loss, self._surface.gradient(seen))
                normal[:] = np.round(127 * normals)
            return self._world.to_world(seen, loss), np.isnan(loss)
