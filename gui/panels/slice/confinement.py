"""A ball that can move on the line only."""

from math import isfinite
from typing import Final, final

import numpy as np

from engine.analysis.confined import confining
from engine.analysis.slices import Line
from engine.snapshot import FleetView
from engine.surfaces.base import Point, Surface

STILL: Final = 1e-10  # a movement this small relative to the place counts as none
RESTING: Final = 20  # updates without one after which the ball has stopped
MOST: Final = 20_000  # updates


@final
class Confinement:
    """Plays a ball's optimizer on a line, from the place there that is nearest to the ball."""

    def __init__(self, surface: Surface, line: Line, fleet: FleetView, place: int) -> None:
        self.surface, self.line, self.fleet = surface, line, fleet.id
        self.title, self.color = fleet.optimizer.title, fleet.color
        start = line.places(fleet.position[place])
        self._steps = confining(surface, line, fleet.optimizer, start[None], fleet.schedule)
        self.visited = [float(next(self._steps)[0])]  # t after each update
        self._rested = 0

    @property
    def t(self) -> float:
        """Where the ball is."""
        return self.visited[-1]

    @property
    def update(self) -> int:
        return len(self.visited) - 1

    @property
    def point(self) -> Point:
        """Where the ball is in the plane."""
        x, y = self.line.points(np.array(self.t)).tolist()
        return x, y

    @property
    def lost(self) -> bool:
        """Whether it has left all numbers, or got where the loss has no slope."""
        return not isfinite(self.t)

    @property
    def stopped(self) -> bool:
        """Whether it rests."""
        return self._rested >= RESTING

    @property
    def ended(self) -> bool:
        return self.lost or self.stopped or self.update >= MOST

    def advance(self) -> None:
        """Make an update."""
        if self.ended:
            return
        before, after = self.t, float(next(self._steps)[0])
        self.visited.append(after)
        self._rested = self._rested + 1 if abs(after - before) <= STILL * (1 + abs(after)) else 0

    def lifted(self, aside: float) -> Point:
        """Where it is, moved across the line by `aside`, to the left."""
        (x, y), (u, v) = self.point, self.line.direction
        return x - aside * v, y + aside * u
