"""The lines along which the surface can be cut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.analysis.local_quadratic import expanded
from engine.analysis.slices import Line, axis, coasting, downhill, eigenline, through
from engine.arrays import IntArray
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point

TWO_BALLS: Final = QT_TRANSLATE_NOOP("Message", "Choose two balls.")
A_BALL: Final = QT_TRANSLATE_NOOP("Message", "Choose a ball.")
HOLE: Final = QT_TRANSLATE_NOOP("Message", "There is no curvature at this point.")
LEVEL: Final = QT_TRANSLATE_NOOP("Message", "There is no slope at this point.")
RESTS: Final = QT_TRANSLATE_NOOP("Message", "The ball rests.")
ROUNDING: Final = 2.0**-45  # of the coordinates: a ball this near is on a line


@final
@dataclass(frozen=True, slots=True)
class Place:
    """What a line can be laid through: a point, and the balls that are chosen."""

    now: Snapshot
    point: Point
    ball: tuple[FleetView, int] | None  # the chosen one
    chosen: frozenset[int]


def _axis(number: int) -> Callable[[Place], Line]:
    """Along an axis t is the parameter itself."""

    def line(place: Place) -> Line:
        x, y = place.point
        return axis((0.0, y) if number == 0 else (x, 0.0), number)

    return line


def _eigenline(number: int) -> Callable[[Place], Line]:
    def line(place: Place) -> Line:
        model = expanded(place.now.surface, np.array(place.point))
        if not np.isfinite(model.hessian).all():
            raise DataError(HOLE)
        return eigenline(model, number)

    return line


def _downhill(place: Place) -> Line:
    try:
        return downhill(expanded(place.now.surface, np.array(place.point)))
    except DataError:
        raise DataError(LEVEL) from None


def _through(place: Place) -> Line:
    homes = [place.now.homes.get(ball) for ball in sorted(place.chosen)]
    points = [home[0].position[home[1]].tolist() for home in homes if home is not None]
    if len(points) != 2:
        raise DataError(TWO_BALLS)
    one, other = points
    return through((one[0], one[1]), (other[0], other[1]))


def _coasting(place: Place) -> Line:
    if place.ball is None:
        raise DataError(A_BALL)
    try:
        return coasting(*place.ball)
    except DataError:
        raise DataError(RESTS) from None


# In the order of the list; each raises DataError where there is no such line.
KINDS: Final[dict[str, Callable[[Place], Line]]] = {
    "w1": _axis(0),
    "w2": _axis(1),
    "lesser": _eigenline(0),
    "greater": _eigenline(1),
    "gradient": _downhill,
    "balls": _through,
    "momentum": _coasting,
}
# Those that lead through the point that was asked for.
LOCAL: Final = ("w1", "w2", "lesser", "greater", "gradient")


def line_of(kind: str, place: Place) -> Line:
    """The line of a kind. Raises DataError, with a text of the context "Message"."""
    if not np.isfinite(place.point).all():
        raise DataError(A_BALL)
    return KINDS[kind](place)


def on_line(line: Line, fleet: FleetView) -> IntArray:
    """Which balls of a fleet are on a line, within rounding: their places among them."""
    with np.errstate(all="ignore"):
        size = np.abs(fleet.position).sum(-1) + np.abs(line.point).sum()
        near = np.abs(line.distances(fleet.position)) <= ROUNDING * size
    return np.flatnonzero(near & np.isfinite(size))
