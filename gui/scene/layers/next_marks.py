"""The marks on the local quadratic where each optimizer's next update leads."""

from collections.abc import Sequence
from concurrent.futures import CancelledError
from time import perf_counter
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.next_points import NextPoint, next_points
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.sampling.height_scale import World
from gui.sampling.lost_balls import Missing
from gui.scene.geometry.balls import NONE, Balls
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.geometry.quadratic import drawn_heights
from gui.scene.geometry.rolling import resting
from gui.scene.items.ball_item import BallItem
from gui.style.palette import DARK, Palette, channels, marking_of
from gui.text.numbers import show

SHARE: Final = 0.62  # of a ball's radius
QUICK, PAUSED = 0.004, 0.1  # seconds in a frame while playing, and at most: else there are none
UP: Final = np.array([0.0, 0.0, 1.0])
NEXT: Final = QT_TRANSLATE_NOOP("Scene", "%1, next point: sheet %2, loss %3 (now %4)")
DROPPED: Final = QT_TRANSLATE_NOOP(
    "Scene", "%1, first point of a ball dropped here: sheet %2, loss %3 (now %4)"
)


@final
class NextMarks:
    """Small balls on the sheet, in the colours of their fleets; hollow ones of balls that would
    be dropped there now."""

    def __init__(self) -> None:
        self.item = BallItem()
        self.palette: Palette = DARK
        self.shown: tuple[NextPoint, ...] = ()
        self.centre = np.zeros((0, 3))  # of those that are shown
        self._radius = 0.0

    def clear(self) -> None:
        if self.shown:
            self.shown = ()
            self.item.set_balls(NONE)

    def show(
        self, now: Snapshot, ball: int, reach: float, world: World, radius: float
    ) -> int | None:
        """Show the next points from the place of this ball; how many are not on the sheet. None
        where working them out takes too long."""
        found = _quick(now, ball)
        if found is None:
            return None
        points = np.array([each.point for each in found]).reshape(-1, 2)
        height = drawn_heights(world, np.array([each.promised for each in found]))
        with np.errstate(invalid="ignore"):
            plane = world.plane(points)
            home = world.plane(now.homes[ball][0].position[now.homes[ball][1]])
            near = (np.abs(plane - home) <= reach * (1 + 1e-9)).all(axis=-1)
        on = near & world.inside(points) & np.isfinite(height)
        self.shown = tuple(each for each, there in zip(found, on.tolist(), strict=True) if there)
        self.centre = np.concatenate([plane, height[:, None]], axis=-1)[on]
        self._radius = SHARE * radius
        self.item.set_balls(_balls(self.shown, self.centre, self._radius, self.palette))
        return int(np.count_nonzero(~on))

    def at(self, x: float, y: float, projection: Projection) -> Point | None:
        """The next point whose mark is at a pixel: of several the nearest to the reader."""
        if not self.shown:
            return None
        at = project(self.centre, projection.size, projection.matrix)
        reach = self._radius / projection.pixel + 1.0
        rows = np.flatnonzero(np.hypot(at[:, 0] - x, at[:, 1] - y) <= reach)
        if not len(rows):
            return None
        first, second = self.shown[rows[at[rows, 2].argmin()]].point.tolist()
        return first, second

    def said_of(self, point: Point) -> str:
        """What each mark at this point says."""
        return "\n".join(_said(each) for each in self.shown if tuple(each.point.tolist()) == point)


def _quick(now: Snapshot, ball: int) -> tuple[NextPoint, ...] | None:
    until = perf_counter() + (QUICK if now.playing else PAUSED)

    def check() -> None:
        if perf_counter() > until:
            raise CancelledError

    try:
        return next_points(now, ball, check)
    except CancelledError:
        return None


def _balls(found: Sequence[NextPoint], centre: Array, radius: float, palette: Palette) -> Balls:
    count = len(found)
    colors = [channels(palette.fleet_color(each.fleet.color)) for each in found]
    hollow = np.array([each.dropped for each in found], bool)
    return Balls(
        centre,
        np.broadcast_to(UP, (count, 3)),
        np.repeat(centre[:, None], 4, axis=1),  # no shadow: on the sheet there is none
        resting(count),
        np.round(np.array(colors).reshape(-1, 3) * 255).astype(np.uint8),
        np.array([int(marking_of(each.fleet.color)) for each in found], np.int64),
        np.zeros(count),
        np.where(hollow, Missing.VALUE, Missing.NOTHING).astype(np.int8),
        radius,
    )


def _said(found: NextPoint) -> str:
    name = QCoreApplication.translate("Optimizer", found.fleet.optimizer.title)
    text = QCoreApplication.translate("Scene", DROPPED if found.dropped else NEXT).replace(
        "%1", name
    )
    numbers = (found.promised, found.loss, found.before)
    for place, value in enumerate(numbers, start=2):
        text = text.replace(f"%{place}", show(value))
    return text
