"""The commands that carry out a verdict's suggestion."""

from dataclasses import replace

import numpy as np

from engine.analysis.escape import ways
from engine.analysis.local_quadratic import expanded
from engine.analysis.verdict import Action, Suggestion
from engine.analysis.verdict_parts import two_digits
from engine.commands import ChangeNoise, Command, Drop, Kick, Turn
from engine.noise import MiniBatch, Noise
from engine.schedules.constant import Constant
from engine.snapshot import FleetView, Snapshot
from gui.state.distances import distance

MOMENTUM = "momentum"  # the key of the book's rule


def wanted(now: Snapshot, ball: int, action: Action) -> Suggestion | None:
    """What is suggested for a ball at this moment; None where it is no longer that action."""
    home = now.homes.get(ball)
    if home is None:
        return None
    found = home[0].verdict(home[1]).suggestion
    possible = found is not None and command_of(now, *home, found) is not None
    return found if possible and found is not None and found.action is action else None


def command_of(
    now: Snapshot, fleet: FleetView, place: int, suggestion: Suggestion
) -> Command | None:
    """The one edit that does it; None where it can't be done."""
    if suggestion.action is Action.KICK:
        return _kick(fleet, place)
    if suggestion.action is Action.RATE:
        # With a schedule the rate of the moment is not the knob.
        factor = suggestion.value / rate if (rate := float(fleet.rate[place])) else 0.0
        knob = float(np.ravel(fleet.optimizer.lr)[0])
        plain = type(fleet.schedule) is Constant
        value = suggestion.value if plain else two_digits(knob * factor)
        return Turn(fleet.id, "lr", value) if value > 0 else None
    if suggestion.action is Action.BATCH:
        return _with_batches(now.noise, suggestion.value)
    return _with_momentum(now, fleet, place)


def _kick(fleet: FleetView, place: int) -> Command | None:
    """Along the axis of the least curvature, downhill, by a short way."""
    model = expanded(fleet.surface, fleet.position[place])
    way = ways(model)[0]
    size = distance(fleet.surface) * (-1 if way.slope > 0 else 1)
    step = way.step(size)
    return Kick(int(fleet.balls[place]), step) if np.isfinite(step).all() else None


def _with_batches(noise: Noise, size: float) -> Command:
    """Batches of that size, in the order that they have."""
    known = noise if isinstance(noise, MiniBatch) else MiniBatch()
    return ChangeNoise(replace(known, size=size))


def _with_momentum(now: Snapshot, fleet: FleetView, place: int) -> Command | None:
    """Another ball at the same place, of the fleet with momentum."""
    x, y = fleet.position[place].tolist()
    fleets = [each.id for each in now.fleets if each.optimizer.key == MOMENTUM]
    return Drop((fleets[0],), ((x, y),)) if fleets and np.isfinite([x, y]).all() else None
