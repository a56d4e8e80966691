"""Races and their snapshots, for tests of panels."""

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl

POINTS = ((1.0, 0.5), (-0.5, 0.25), (0.25, -2.0))


def race(surface=None, points=POINTS, keys=("gd", "adam")):
    fleets = tuple(
        FleetSetup(BY_KEY[key](lr=0.05), color=color, points=points)
        for color, key in enumerate(keys)
    )
    return Scenario(surface or Bowl(), fleets)


def at(player, update):
    """The snapshot after this many updates."""
    player.timeline.seek(update)
    player.timeline.arrive()
    return player.snapshot()


def start(scenario=None):
    return Player(scenario or race()).snapshot()
