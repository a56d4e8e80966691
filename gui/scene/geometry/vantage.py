"""From which side a surface is looked at by default: where most of what matters is visible."""

from dataclasses import replace
from typing import Final

import numpy as np

from engine.surfaces.base import Surface
from gui.sampling.height_scale import World
from gui.sampling.overlap import seen_from
from gui.scene.geometry.camera import ISO

AZIMUTHS: Final = (-60.0, -120.0, -30.0, -150.0, 30.0, 150.0, 60.0, 120.0, 0.0, 180.0)
MOST: Final = 24  # points that are looked for
AWAY: Final = 6.0  # world length to the camera
RADIUS: Final = 0.042  # world length: about that of a ball


def vantage(surface: Surface, drawn: Surface, world: World) -> float:
    """The azimuth of the default camera, in degrees: the first from which most of the starting
    points and minima of `surface` are visible. `drawn` has its heights, at hand."""
    points = np.array([*surface.starts, *surface.minima], float).reshape(-1, 2)[:MOST]
    if not len(points):
        return AZIMUTHS[0]
    with np.errstate(all="ignore"):
        centres = world.to_world(points, drawn.value(points)) + np.array([0.0, 0.0, RADIUS])
    eyes = [replace(ISO, azimuth=azimuth, distance=AWAY).eye for azimuth in AZIMUTHS]
    seen = [int(seen_from(eye, centres, RADIUS, drawn, world).sum()) for eye in eyes]
    return AZIMUTHS[int(np.argmax(seen))]
