"""Interpolation of the balls between updates when the pace is slow."""

import numpy as np

from engine.arrays import Array
from gui.scene.geometry.camera import eased

FASTEST = 15.0  # updates a second; above it an animation would have 4 frames or less
STEP = 0.18  # seconds that a single update by hand takes on the screen


def phase(elapsed: float, pace: float, playing: bool, still: bool) -> float:
    """How far between the previous update (0) and the newest (1) the balls are drawn.

    `elapsed` seconds since the newest update was reached. During playback they move linearly and
    arrive when the next update comes; single steps are eased. `still` means no motion.
    """
    if still or (playing and pace > FASTEST):
        return 1.0
    if playing:
        return min(max(elapsed * pace, 0.0), 1.0)
    return eased(elapsed / STEP)


def glided(previous: Array, position: Array, at: float) -> Array:
    """Interpolated points (n, 2); a ball without a finite previous point is at its new one."""
    if at >= 1.0:
        return position
    moved = previous + at * (position - previous)
    arrived = ~np.isfinite(moved).all(axis=-1, keepdims=True)
    return np.where(arrived, position, moved)
