"""The surfaces balls roll on. Adding one: a class in a module here and a line in `ALL`."""

from engine.surfaces.base import Point, Surface
from engine.surfaces.classics import Beale, Himmelblau, Rastrigin
from engine.surfaces.plateau import Plateau
from engine.surfaces.quadratics import Bowl, Ellipse, Saddle
from engine.surfaces.quartics import Hill, Ring
from engine.surfaces.ravine import Ravine
from engine.surfaces.rosenbrock import Rosenbrock
from engine.surfaces.two_weights import TwoWeights
from engine.surfaces.wells import Wells

ALL: tuple[type[Surface], ...] = (
    Bowl,
    Ellipse,
    Saddle,
    TwoWeights,
    Rosenbrock,
    Himmelblau,
    Beale,
    Rastrigin,
    Wells,
    Plateau,
    Hill,
    Ravine,
    Ring,
)
BY_KEY = {kind.key: kind for kind in ALL}

__all__ = ["ALL", "BY_KEY", "Point", "Surface"]
