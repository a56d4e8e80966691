"""Commands that drop balls, shared by the scene, the map and the menus."""

from engine.commands import Drop
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.state.selection import Selection
from gui.state.send import Send


def drop(send: Send, selection: Selection, now: Snapshot | None, point: Point, every: bool) -> None:
    """Drop a ball of the chosen fleet, or one of every fleet, at `point`."""
    if now is None or not now.fleets:
        return
    chosen = selection.fleet if selection.fleet is not None else now.fleets[0].id
    fleets = tuple(fleet.id for fleet in now.fleets) if every else (chosen,)
    send(Drop(fleets, (point,)))


def duplicate(send: Send, now: Snapshot, balls: frozenset[int]) -> None:
    """Drop another ball of the same fleet where each of `balls` is now."""
    for ball in sorted(balls & now.homes.keys()):
        fleet, place = now.homes[ball]
        x, y = fleet.position[place]
        send(Drop((fleet.id,), ((float(x), float(y)),)))
