"""Commands that drop balls, shared by the scene, the map and the menus."""

import math
from itertools import islice
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import IntArray
from engine.commands import Drop
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point
from gui.state.selection import Selection
from gui.state.send import Send

NO_POSITION: Final = QT_TRANSLATE_NOOP("DropCommands", "no position any more")
FEW: Final = 64


def drop(send: Send, selection: Selection, now: Snapshot | None, point: Point, every: bool) -> None:
    """Drop a ball of the chosen fleet, or one of every fleet, at `point`; where a lesson asks for
    a place on the surface, answer that."""
    if selection.lesson.marking:
        selection.lesson.predict(point)
        return
    if now is None or not now.fleets:
        return
    chosen = selection.fleet if selection.fleet is not None else now.fleets[0].id
    fleets = tuple(fleet.id for fleet in now.fleets) if every else (chosen,)
    selection.expect_drop()
    send(Drop(fleets, (point,)))


def duplicate(send: Send, now: Snapshot, balls: frozenset[int]) -> bool:
    """Drop another ball of the same fleet where each of `balls` is now, an edit for each fleet.

    Lost balls have no position and are left out. False where nothing was to be dropped.
    """
    places = _with_position(now, balls)
    for fleet, there in places:
        points = fleet.position[there].tolist()
        send(Drop((fleet.id,), tuple([(x, y) for x, y in points])))
    return bool(places)


def position_of(now: Snapshot, ball: int) -> Point | None:
    """Where a ball is; None where it was removed, or is lost and has no position."""
    home = now.homes.get(ball)
    if home is None:
        return None
    x, y = home[0].position[home[1]].tolist()
    return (x, y) if math.isfinite(x) and math.isfinite(y) else None


def why_not_duplicate(now: Snapshot, balls: frozenset[int]) -> str:
    """Why none of these balls can be duplicated, in the current language; "" where one can."""
    # Asked at every frame: one of the first few settles it, unless they are lost.
    if any(position_of(now, ball) for ball in islice(balls, FEW)) or _with_position(now, balls):
        return ""
    return QCoreApplication.translate("DropCommands", NO_POSITION)


def _with_position(now: Snapshot, balls: frozenset[int]) -> list[tuple[FleetView, IntArray]]:
    """The fleets of those of `balls` that have a position, and the places of these, ascending."""
    chosen = np.fromiter(balls, np.int64, len(balls))
    found = []
    for fleet in now.fleets:
        there = np.flatnonzero(np.isin(fleet.balls, chosen))
        there = there[np.isfinite(fleet.position[there]).all(axis=-1)]
        if len(there):
            found.append((fleet, there))
    return found
