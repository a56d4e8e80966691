"""What a saved session says of its replay, made at once from a snapshot."""

from engine.session import Reached
from engine.snapshot import Snapshot


def reached_of(now: Snapshot) -> Reached:
    """The balls of a snapshot and where they are."""
    balls = [ball for fleet in now.fleets for ball in fleet.balls.tolist()]
    points = [(x, y) for fleet in now.fleets for x, y in fleet.position.tolist()]
    return Reached(tuple(balls), tuple(points))
