"""The scales of the arrows: one for each kind and run, found from how the run begins."""

from functools import lru_cache
from typing import Final, final

import numpy as np

from engine.arrays import Array, columns
from engine.oracle import Loss
from engine.scenario import FleetSetup, Scenario
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Surface
from engine.surfaces.examples import examples_of
from gui.sampling.mesh import grid
from gui.scene.geometry.arrows import Kind, lengths, scale_for
from gui.thumbnails.thumbnail import scheduled

UPDATES: Final = 64  # of the beginning that is looked at
BALLS: Final = 3  # of each fleet
FLEETS: Final = 8
TERMS: Final = 2**16  # gradients of single examples that may be computed for a fleet
SIDE: Final = 25  # points a side at which the usual gradient of a surface is looked at
STEEP: Final = 90  # percent of these that are less steep


@final
class ArrowScales:
    """How large a vector is that an arrow of `BAR` pixels stands for.

    A scale stays as it is for a whole run: so an arrow that gets shorter tells that a gradient gets
    smaller. After a change of a rule it is kept where the arrows still fit it.
    """

    def __init__(self) -> None:
        self._scales: dict[Kind, float] = {}
        self._scenario: Scenario | None = None
        self._rules: object = None

    def of(self, kind: Kind, now: Snapshot) -> float:
        """The scale of one kind."""
        if self._scenario is not now.scenario:
            self._scenario, self._scales, self._rules = now.scenario, {}, None
        # Not where the balls are: one that is dragged sets no scale.
        fleets = [fleet for fleet in now.fleets if len(fleet.balls)][:FLEETS]
        rules = (now.surface, tuple((fleet.optimizer, fleet.schedule) for fleet in fleets))
        if rules != self._rules:
            self._rules = rules
            self._find(now.surface, fleets)
        return self._scales.get(kind, 1.0)

    def _find(self, surface: Surface, fleets: list[FleetView]) -> None:
        found = [_beginning_of(fleet) for fleet in fleets]
        if not found:
            return
        gradients, updates = (np.concatenate(part) for part in zip(*found, strict=True))
        usual = usual_gradient(surface)
        for kind, sizes, least in (
            (Kind.GRADIENT, gradients, usual),
            (Kind.VELOCITY, updates, 0.0),  # what it is compared with has the same scale
            (Kind.UPDATE, updates, 0.0),
        ):
            self._scales[kind] = scale_for(sizes, self._scales.get(kind), least)


@lru_cache(maxsize=8)
def usual_gradient(surface: Surface) -> float:
    """The size that few of a surface's gradients in its window exceed."""
    with np.errstate(all="ignore"):
        size = lengths(surface.gradient(grid(surface, SIDE)))
    known = size[np.isfinite(size)]
    return float(np.percentile(known, STEEP)) if known.size else 0.0


@lru_cache(maxsize=64)
def beginning(setup: FleetSetup, loss: Loss, trajectories: tuple[int, ...]) -> tuple[Array, Array]:
    """The sizes of gradients (k,) and updates (m,) in the window as balls begin their run."""
    surface, updates = loss.surface, UPDATES
    updates = min(updates, TERMS // (examples_of(surface) * len(trajectories)))
    named, born = np.array(trajectories), np.zeros(len(trajectories), np.int64)
    x = columns(setup.points)
    state, rows = setup.optimizer.init(x), [x]
    with np.errstate(all="ignore"):
        for update in range(updates):
            rule, noisy = scheduled(setup, update), loss.bound(named, update, born)
            x, state = rule.step(noisy, x, state)
            rows.append(x)
        path = np.stack(rows)  # (updates + 1, n, 2)
        size = lengths(surface.gradient(path))
        moved = lengths(np.diff(path, axis=0))
        inside = np.all((path >= surface.low) & (path <= surface.high), axis=-1)
    return size[inside], moved[inside[1:]]


def _beginning_of(fleet: FleetView) -> tuple[Array, Array]:
    """That of some of a fleet's balls, evenly chosen."""
    step = max(1, len(fleet.starts) // BALLS)
    points = tuple((x, y) for x, y in fleet.starts[::step][:BALLS].tolist())
    setup = FleetSetup(fleet.optimizer, fleet.schedule, points=points)
    return beginning(setup, fleet.loss, tuple(fleet.trajectories[::step][:BALLS].tolist()))
