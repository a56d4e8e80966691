"""The crosses of curvature in the world: arms in the surface, parabolas above it. NumPy only.

Lines are (m, 2, 4): positions in the world, and how many pixels they are along their line.
"""

from typing import Final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.base import Surface
from gui.sampling.curvature_arms import FEW, Crosses
from gui.sampling.height_scale import World
from gui.scene.geometry.quadratic import drawn_heights

SAMPLES: Final = 24  # along an arm
PIECES, COARSE = 8, 3  # of an arm, of few crosses and of more
REACH: Final = 0.5  # world length of a parabola on each side of its ball
POINTS: Final = 49  # of each half of a parabola

Signed = tuple[Array, IntArray]  # lines, and the sign of the eigenvalue of each


def arms(
    found: Crosses, length: Array, radius: float, pixel: float, surface: Surface, world: World
) -> Signed:
    """Lines in the surface along the axes of curvature.

    `length` (n, 2) is that of each arm in world units, along the surface from the edge of the ball,
    whose `radius` is one as well.
    """
    row, axis = (np.repeat(each, 2) for each in np.nonzero(found.signs))
    step = _steps(found.axes[row, :, axis], world)
    step[1::2] *= -1.0
    length = length[row, axis]
    far = np.linspace(0.0, 1.0, SAMPLES + 1) * (radius + length)[:, None]
    points = found.points[row][:, None] + far[..., None] * step[:, None]
    with np.errstate(all="ignore"):
        loss = surface.value(points)
    path = world.to_world(points, loss)
    path[np.isnan(loss) | ~world.inside(points, 0.0)] = np.nan
    pieces = PIECES if len(found.points) <= FEW else COARSE
    return _resampled(path, found.signs[row, axis], radius, length, pixel, pieces)


def straight_arms(
    found: Crosses, length: Array, radius: float, pixel: float, surface: Surface, world: World
) -> Signed:
    """The same as one straight line for each axis, from end to end: for many short arms.

    The ball covers its middle.
    """
    size = radius + length
    slope = world.slopes(found.loss, found.gradient)
    across, up = (world.unit[k] * found.axes[:, k] for k in (0, 1))  # (n, 2), of both axes
    flat = across * across + up * up
    rise = slope[:, :1] * across + slope[:, 1:] * up
    off = found.axes * (size / np.sqrt(flat + rise * rise))[:, None]  # in the parameters
    ends = np.empty((len(off), 2, 2, 2))  # of each ball, axis and side
    ends[:, :, 0] = found.points[:, None] - off.swapaxes(1, 2)
    ends[:, :, 1] = found.points[:, None] + off.swapaxes(1, 2)
    with np.errstate(all="ignore"):
        loss = surface.value(ends)
    lines = np.empty((*loss.shape, 4), np.float32)
    lines[..., :2], lines[..., 2] = world.plane(ends), world.z(loss)
    lines[..., 0, 3], lines[..., 1, 3] = -size / pixel, size / pixel
    beyond = (np.abs(lines[..., 0]) > world.half[0]) | (np.abs(lines[..., 1]) > world.half[1])
    gone = beyond | np.isnan(loss)
    shown = (found.signs != 0) & ~(gone[..., 0] | gone[..., 1])
    return lines[shown], found.signs[shown]


def parabolas(found: Crosses, row: int, pixel: float, world: World) -> Signed:
    """Lines along L + gᵀu t + ½ λ t² in the direction of each axis u at ball number `row`.

    They end where nothing is drawn: above and below the box, and outside the window.
    """
    axes = np.repeat(np.flatnonzero(found.signs[row]), 2)
    step = _steps(found.axes[row][:, axes].T, world)
    step[1::2] *= -1.0
    with np.errstate(all="ignore"):
        slope = step @ found.gradient[row]
        bend = found.eigenvalues[row][axes] * (step**2).sum(axis=-1)
        far = np.linspace(0.0, REACH, POINTS)
        loss = found.loss[row] + far * (slope[:, None] + 0.5 * far * bend[:, None])
    points = found.points[row] + far[:, None] * step[:, None]
    path = np.concatenate([world.plane(points), drawn_heights(world, loss)[..., None]], axis=-1)
    path[~world.inside(points, 0.0)] = np.nan
    whole = np.full(len(axes), np.inf)
    return _resampled(path, found.signs[row][axes], 0.0, whole, pixel, POINTS - 1)


def _steps(axes: Array, world: World) -> Array:
    """The changes of the parameters (m, 2) along axes (m, 2) for one world length on the map."""
    with np.errstate(all="ignore"):
        steps: Array = axes / np.linalg.norm(axes * world.unit, axis=-1, keepdims=True)
    return steps


def _resampled(
    path: Array, sign: IntArray, start: float, length: Array, pixel: float, pieces: int
) -> Signed:
    """The parts of polylines (m, k, 3) from `start` on for the lengths (m,), along them."""
    if not len(path):
        return np.zeros((0, 2, 4)), sign
    moved = np.nan_to_num(np.linalg.norm(np.diff(path, axis=1), axis=-1))
    arc = np.concatenate([np.zeros((len(path), 1)), moved.cumsum(axis=1)], axis=1)
    end = np.maximum(np.minimum(start + length, arc[:, -1]), start)
    cuts = start + np.linspace(0.0, 1.0, pieces + 1) * (end - start)[:, None]
    # One interpolation for all: each path's arcs are shifted to follow those of the path before.
    shift = np.arange(len(path))[:, None] * (float(arc.max()) + start + 1.0)
    at, known = (cuts + shift).ravel(), (arc + shift).ravel()
    columns = [np.interp(at, known, path[..., k].ravel()).reshape(cuts.shape) for k in range(3)]
    corners = np.stack([*columns, (cuts - start) / pixel], axis=-1)
    lines = np.stack([corners[:, :-1], corners[:, 1:]], axis=2)
    there = np.isfinite(lines).all(axis=(2, 3)) & (end > start)[:, None]
    signs = np.broadcast_to(sign[:, None], there.shape)
    return lines[there], signs[there]
