"""Commands that drop balls, shared by the scene, the map and the menus."""

import math
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.commands import Drop
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.state.selection import Selection
from gui.state.send import Send

NO_POSITION: Final = QT_TRANSLATE_NOOP("DropCommands", "no position any more")


def drop(send: Send, selection: Selection, now: Snapshot | None, point: Point, every: bool) -> None:
    """Drop a ball of the chosen fleet, or one of every fleet, at `point`."""
    if now is None or not now.fleets:
        return
    chosen = selection.fleet if selection.fleet is not None else now.fleets[0].id
    fleets = tuple(fleet.id for fleet in now.fleets) if every else (chosen,)
    send(Drop(fleets, (point,)))


def duplicate(send: Send, now: Snapshot, balls: frozenset[int]) -> bool:
    """Drop another ball of the same fleet where each of `balls` is now, an edit for each fleet.

    Lost balls have no position and are left out. False where nothing was to be dropped.
    """
    places: dict[int, list[Point]] = {}
    for ball in sorted(balls & now.homes.keys()):
        fleet = now.homes[ball][0]
        point = position_of(now, ball)
        if point is not None:
            places.setdefault(fleet.id, []).append(point)
    for number, points in places.items():
        send(Drop((number,), tuple(points)))
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
    chosen = np.array(sorted(balls), np.int64)
    for fleet in now.fleets:  # without `homes`: this is asked at every frame
        if np.isfinite(fleet.position[np.isin(fleet.balls, chosen)]).all(axis=-1).any():
            return ""
    return QCoreApplication.translate("DropCommands", NO_POSITION)
