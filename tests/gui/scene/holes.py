"""A surface with a hole, balls in it, and their pixels."""

import numpy as np
from PySide6.QtGui import QColor

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.typed import Typed
from gui.scene.geometry.picking import project

SURFACE = Typed("x*log(x) + y^2/2")  # no value left of 0
LOST, FINE = (-1.0, 0.5), (0.8, -0.6)


def at(*points, keys=("gd", "momentum", "adam"), surface=SURFACE):
    """A fleet for each point."""
    fleets = tuple(
        FleetSetup(BY_KEY[key](), color=color, points=(point,))
        for color, (key, point) in enumerate(zip(keys, points, strict=False))
    )
    return Player(Scenario(surface, fleets)).snapshot()


def pixels_of(view, balls):
    return project(balls.centre, view.projection.size, view.projection.matrix)[:, :2]


def ink(view):
    return view.ball_presenter.balls.badges.ink


def near(image, color, reach=90):
    """Where an image (h, w, 3) has about this colour."""
    gaps = image - np.array(QColor(color).getRgb()[:3])
    return (gaps * gaps).sum(axis=-1) < reach * reach


# Balls that fall: from (0.5, 0.3) one update at a rate of 2 leads to x = 0.5 − 2(1 + ln 0.5), left
# of 0, where the slope is nan; so the position after the next update is nan.
FALL = 0.5 - 2 * (1 + np.log(0.5)), -0.3


def falling(point=(0.5, 0.3), key="gd", surface=SURFACE, lr=2.0, points=()):
    fleets = (FleetSetup(BY_KEY[key](lr=lr), points=(point, *points)),)
    return Player(Scenario(surface, fleets))


def reached(player, update):
    player.timeline.seek(update)
    player.timeline.arrive()
    return player.snapshot()


def forwarded(player, update):
    player.go(update, forwarding=True)
    player.run_to_goal(np.inf, lambda: 0.0)
    return player.snapshot()
