"""Rolling balls: the orientations of their markings."""

import numpy as np

from engine.arrays import Array

STILL = (0.0, 0.0, 0.0, 1.0)


def resting(count: int) -> Array:
    """Orientations (count, 4) of balls that have not moved: unit quaternions x, y, z, w."""
    return np.tile(np.array(STILL), (count, 1))


def times(a: Array, b: Array) -> Array:
    """Products of quaternions: `b` is turned first."""
    v, w = a[..., :3], a[..., 3:]
    u, s = b[..., :3], b[..., 3:]
    scalar = w * s - np.sum(v * u, axis=-1, keepdims=True)
    return np.concatenate([w * u + s * v + np.cross(v, u), scalar], axis=-1)


def rotate(orientation: Array, vectors: Array) -> Array:
    """`vectors` (..., 3) turned by `orientation` (..., 4)."""
    v, w = orientation[..., :3], orientation[..., 3:]
    twice = 2 * np.cross(v, vectors)
    turned: Array = vectors + w * twice + np.cross(v, twice)
    return turned


def rolled(orientation: Array, before: Array, after: Array, normal: Array, radius: float) -> Array:
    """Orientations after rolling without slip from `before` to `after`, both (n, 3).

    The axis is normal times direction, the angle is distance over radius. Rows with nan
    (balls that appear or disappear) are unchanged.
    """
    moved_by = after - before
    axis = np.cross(normal, moved_by)
    length = np.linalg.norm(axis, axis=-1, keepdims=True)
    with np.errstate(invalid="ignore"):
        moved = (length > 1e-12) & np.isfinite(length)
    half = np.where(moved, 0.5 * length / radius, 0.0)
    unit = np.where(moved, axis / np.where(moved, length, 1.0), 0.0)
    turned = times(np.concatenate([unit * np.sin(half), np.cos(half)], axis=-1), orientation)
    unit_length: Array = turned / np.linalg.norm(turned, axis=-1, keepdims=True)
    return unit_length
