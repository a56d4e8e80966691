"""Hollow balls: where the loss has no value they have no height, and then no position."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import final

import numpy as np
import numpy.typing as npt

from engine.analysis.endings import endings
from engine.arrays import Array, IntArray
from engine.scenario import Scenario
from engine.snapshot import FleetView, Snapshot, Status
from engine.surfaces.base import Surface

Codes = npt.NDArray[np.int8]
ALL = slice(None)


@final
class Missing(IntEnum):
    """What is undefined at a ball's present or last position. Any but `NOTHING` makes it hollow."""

    NOTHING = 0
    VALUE = 1
    DERIVATIVE = 2


VERDICTS = {Status.NO_VALUE: Missing.VALUE, Status.NO_DERIVATIVE: Missing.DERIVATIVE}


@final
@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is drawn of a snapshot: in `now`, balls lost in a hole are at their last positions.

    `lost` is what is missing at those, (n,) of each fleet by its id. `snapshot` is the original
    one; it is `now` where no ball is lost.
    """

    snapshot: Snapshot
    now: Snapshot
    lost: dict[int, Codes]

    @property
    def codes(self) -> Codes:
        """What is missing at lost balls, (n,) over all fleets in their order."""
        parts = [self.lost[fleet.id] for fleet in self.now.fleets]
        return np.concatenate(parts) if parts else np.zeros(0, np.int8)

    def home(self, ball: int) -> tuple[FleetView, int] | None:
        """A ball's fleet as it is drawn, and its index there."""
        home = self.snapshot.homes.get(ball)
        if home is None:
            return None
        return self.now.fleets[self.snapshot.fleets.index(home[0])], home[1]

    def missing(self, fleet: FleetView, part: slice = ALL) -> Codes:
        """What is missing at the balls of a fleet of `now`, or at some of them; see `missing`."""
        return missing(self.now.surface, fleet.position[part], self.lost[fleet.id][part])

    def missing_at(self, ball: int) -> Missing:
        """What is missing at one ball."""
        home = self.home(ball)
        if home is None:
            return Missing.NOTHING
        return Missing(int(self.missing(home[0], slice(home[1], home[1] + 1))[0]))


def missing(surface: Surface, points: Array, lost: Codes, loss: Array | None = None) -> Codes:
    """What is missing at each of n balls drawn at `points` (n, 2): for the scene and the map.

    `lost` (n,) is that of balls without a position, `loss` (n,) is the loss at the points
    if it is known already.
    """
    if not may_have_holes(surface):
        return lost
    with np.errstate(all="ignore"):
        blank = np.isnan(surface.value(points) if loss is None else loss)
    blank &= np.isfinite(points).all(axis=-1)  # a diverged ball has no position
    return np.where(blank & (lost == Missing.NOTHING), Missing.VALUE, lost).astype(np.int8)


def may_have_holes(surface: Surface) -> bool:
    """Whether the loss may have no value somewhere: only typed formulas have holes.

    The losses of data have values everywhere (also the normalised neuron at w = 0), and so have all
    others; far out they overflow, which is no hole.
    """
    return surface.group == "own"


@final
class LostBalls:
    """The last positions of balls that fell into a hole and have no position now.

    A ball is looked up once: its ending stays the same until an edit,
    however often the cursor moves.
    """

    def __init__(self) -> None:
        self._run: tuple[int, Scenario] | None = None
        self._fleets: dict[int, _Known] = {}

    def resolve(self, now: Snapshot) -> Seen:
        """What is drawn of `now`."""
        self._reset(now)
        lost = {fleet.id: np.zeros(len(fleet.balls), np.int8) for fleet in now.fleets}
        gone = (
            {fleet.id: _without_position(fleet) for fleet in now.fleets}
            if may_have_holes(now.surface)
            else {}
        )
        if not any(len(rows) for rows in gone.values()):
            return Seen(now, now, lost)
        shown = tuple([self._shown(each, gone[each.id], lost[each.id]) for each in now.fleets])
        return Seen(now, replace(now, fleets=shown), lost)

    def _reset(self, now: Snapshot) -> None:
        """Forget all after an edit, or in another run."""
        run = self._run
        # The scenario itself is kept, as another could get the same id in memory.
        if run is None or run[0] != now.edits or run[1] is not now.scenario:
            self._run = (now.edits, now.scenario)
            self._fleets = {}

    def _shown(self, fleet: FleetView, gone: IntArray, lost: Codes) -> FleetView:
        """The fleet with lost balls at their last positions; sets `lost` for them."""
        if not len(gone):
            return fleet
        known = self._fleets.get(fleet.id)
        if known is None or not np.array_equal(known.trajectories, fleet.trajectories):
            known = self._fleets[fleet.id] = _Known(fleet.trajectories)
        known.learn(fleet, gone)
        lost[gone] = known.codes[gone]
        back = lost != Missing.NOTHING
        if not back.any():
            return fleet  # all of them diverged
        position = fleet.position.copy(order="K")
        np.copyto(position, known.places, where=back[:, None])
        return replace(fleet, position=position)


@final
class _Known:
    """The endings found for the balls of a fleet with these trajectories, (n,)."""

    def __init__(self, trajectories: IntArray) -> None:
        self.trajectories = trajectories
        self.places = np.full((len(trajectories), 2), np.nan, order="F")  # as positions are
        self.codes: Codes = np.zeros(len(trajectories), np.int8)
        self._looked_up = np.zeros(len(trajectories), bool)

    def learn(self, fleet: FleetView, gone: IntArray) -> None:
        """Look up those of the balls `gone` that have not been looked up."""
        new = gone[~self._looked_up[gone]]
        if not len(new):
            return
        self._looked_up[new] = True
        ends = endings(fleet.chunks, self.trajectories[new])
        statuses = np.array(ends.statuses, dtype=object)
        for verdict, code in VERDICTS.items():
            self.codes[new[statuses == verdict]] = code
        back = self.codes[new] != Missing.NOTHING
        self.places[new[back]] = ends.places[back]


def _without_position(fleet: FleetView) -> IntArray:
    """The balls without a position, in order."""
    finite = np.isfinite(fleet.position)
    if finite.all():
        return fleet.balls[:0]
    return np.flatnonzero(~finite.T.all(axis=0))  # a coordinate is contiguous
