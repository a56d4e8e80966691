"""When the phenomenon of a step has happened. Adding one: a class here and a line in `ALL`.

A condition is judged from a snapshot alone: from the recorded positions of its balls since the
update at which the step began, so that nothing between two pictures of the window is missed. What
came true says where and when. `within` is its bound, in updates of the step: a run that goes on
beyond it is reported as `Missed`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, final

import numpy as np
import numpy.typing as npt

from engine.analysis.departures import inside
from engine.analysis.recorded import latest_positions
from engine.analysis.status import Status
from engine.arrays import Array
from engine.commands import Drop, Edit, Kick
from engine.knobs import knobs, value_of
from engine.lessons.stretches import stretches
from engine.scenario import PointKind, Text
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point, Surface

Relation = Literal["below", "above"]
Axis = Literal["w1", "w2"]
BOUND = 1000
KINDS: dict[Status, PointKind] = {
    Status.MINIMUM: "minimum",
    Status.SADDLE: "saddle",
    Status.MAXIMUM: "maximum",
    Status.DEGENERATE: "degenerate",
    Status.FLAT: "degenerate",
}


@final
@dataclass(frozen=True, slots=True)
class Came:
    """What came true: when, and where; of which ball, where it is about one."""

    update: int
    ball: int | None = None
    point: Point | None = None


@final
@dataclass(frozen=True, slots=True)
class Missed:
    """The bound was reached: `text` says what to do."""

    update: int
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(ABC):
    """Something that happens in a run. `missed` says what to do where it didn't."""

    within: int = BOUND  # updates since the step began
    missed: Text = Text()

    key: ClassVar[str]

    @abstractmethod
    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        """What came true between update `since`, at which the step began with a log of `edits`
        entries, and the present of `now`; None where nothing did."""

    def judged(self, now: Snapshot, since: int, edits: int = 0) -> Came | Missed | None:
        """The same, or that its bound was reached."""
        return self.decided(self.came(now, since, edits), now, since)

    def decided(self, found: Came | None, now: Snapshot, since: int) -> Came | Missed | None:
        """What came true until now, as far as it lies within the bound."""
        if found is not None and found.update - since <= self.within:
            return found
        late = now.update - since >= self.within
        return Missed(now.update, self.missed) if late else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBall(Condition, ABC):
    """Something that happens to a ball: number `ball`, or any where it is None; or to `balls`
    different ones."""

    ball: int | None = None
    balls: int = 1

    lasting: ClassVar[bool] = True  # whether an earlier part need not be looked at once more

    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        found = dict[int, Came]()
        self.look(now, since, min(now.update, since + self.within), found)
        return self.of(found)

    def of(self, found: Mapping[int, Came]) -> Came | None:
        """What came true, given when it happened first to each ball."""
        wanted = max(self.balls, 1)
        happened = sorted(found.values(), key=_update)
        return happened[wanted - 1] if len(happened) >= wanted else None

    @abstractmethod
    def look(self, now: Snapshot, start: int, last: int, found: dict[int, Came]) -> None:
        """Add to `found` the balls to which it happened from update `start` to `last`, and when
        first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPlace(OfBall, ABC):
    """Something that is so, or not, wherever a ball is."""

    def look(self, now: Snapshot, start: int, last: int, found: dict[int, Came]) -> None:
        for part in stretches(now, self.ball, start, last):
            with np.errstate(all="ignore"):  # a ball may be at infinity
                holds = self.holds(part.surface, part.points)
            for column in np.flatnonzero(holds.any(axis=0)).tolist():
                row, ball = int(np.argmax(holds[:, column])), int(part.balls[column])
                x, y = part.points[row, column].tolist()
                found.setdefault(ball, Came(int(part.updates[row]), ball, (x, y)))

    @abstractmethod
    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        """Whether it is so at each of the points (..., 2)."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Loss(OfPlace):
    """The loss of a ball is below, or above, a value."""

    value: float
    relation: Relation = "below"

    key: ClassVar[str] = "loss"

    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        return _related(surface.value(points), self.relation, self.value)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Slope(OfPlace):
    """The norm of the gradient at a ball is below, or above, a value; where `loss_above` is given,
    only while the loss is still higher than that."""

    value: float
    relation: Relation = "below"
    loss_above: float | None = None

    key: ClassVar[str] = "slope"

    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        norm = np.linalg.norm(surface.gradient(points), axis=-1)
        found = _related(norm, self.relation, self.value)
        if self.loss_above is not None:
            found &= surface.value(points) > self.loss_above
        return found


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Rests(OfBall):
    """A ball rests at a critical point of a kind, after an update at least: judged at the present
    update."""

    kind: PointKind

    key: ClassVar[str] = "rests"
    lasting: ClassVar[bool] = False

    def look(self, now: Snapshot, start: int, last: int, found: dict[int, Came]) -> None:
        for view, place in _places(now, self.ball) if start < now.update == last else ():
            status = view.statuses[place] if self.ball is None else view.status_of(place)
            path = _path(now, view, place, 2)
            if KINDS.get(status) == self.kind and len(path) > 1:
                ball, (x, y) = int(view.balls[place]), path[-1].tolist()
                found[ball] = Came(now.update, ball, (x, y))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Left(OfPlace):
    """A ball is outside the surface's window."""

    key: ClassVar[str] = "left"

    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        return ~inside(surface, points)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed(OfPlace):
    """A coordinate of a ball is above, or below, a value."""

    axis: Axis = "w1"
    value: float = 0.0
    relation: Relation = "above"

    key: ClassVar[str] = "crossed"

    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        column = 0 if self.axis == "w1" else 1
        return _related(points[..., column], self.relation, self.value)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Near(OfPlace):
    """A ball is nearer to a point than a distance, in units of the parameters."""

    point: Point
    distance: float

    key: ClassVar[str] = "near"

    def holds(self, surface: Surface, points: Array) -> npt.NDArray[np.bool_]:
        return _distance(points, self.point) < self.distance


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Flips(OfBall):
    """The slope along an axis changed its sign so many times."""

    axis: Axis = "w1"
    count: int = 10

    key: ClassVar[str] = "flips"
    lasting: ClassVar[bool] = False

    def look(self, now: Snapshot, start: int, last: int, found: dict[int, Came]) -> None:
        column = 0 if self.axis == "w1" else 1
        for view, place in _places(now, self.ball) if start <= now.update else ():
            points = _path(now, view, place, now.update - start + 1)
            first = now.update - len(points) + 1
            points = points[: max(0, last - first + 1)]
            signs = np.sign(now.surface.gradient(points)[:, column])
            flips = np.cumsum(signs[1:] * signs[:-1] < 0)
            row = int(np.searchsorted(flips, self.count)) + 1
            if row < len(points):
                ball, (x, y) = int(view.balls[place]), points[row].tolist()
                found[ball] = Came(first + row, ball, (x, y))


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Condition):
    """So many balls were dropped in the step, nearer to a point than a distance where one is
    given."""

    count: int = 1
    point: Point | None = None
    distance: float = 0.5

    key: ClassVar[str] = "dropped"

    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        places = list[tuple[int, Point]]()
        for update, edit in _made(now, edits):
            if isinstance(edit, Drop):
                places += [(update, each) for each in edit.points for _ in edit.fleets]
        if self.point is not None:
            there = np.array(self.point)
            places = [
                each for each in places if _distance(np.array(each[1]), there) < self.distance
            ]
        if len(places) < self.count:
            return None
        update, point = places[self.count - 1]
        return Came(update, None, point)


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Kicked(Condition):
    """A ball was kicked in the step."""

    ball: int | None = None

    key: ClassVar[str] = "kicked"

    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        for update, edit in _made(now, edits):
            if isinstance(edit, Kick) and self.ball in (None, edit.ball):
                return Came(update, edit.ball)
        return None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class KnobWithin(Condition):
    """A knob is within a range: of the surface, or of the fleet at a place, from 0."""

    knob: str
    low: float
    high: float
    fleet: int | None = None  # None: of the surface

    key: ClassVar[str] = "knob"

    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        if self.fleet is None:
            owner: object = now.surface
        elif self.fleet < len(now.fleets):
            owner = now.fleets[self.fleet].optimizer
        else:
            return None
        if self.knob not in dict(knobs(owner)):  # such as those of a typed formula
            return None
        met = self.low <= value_of(owner, self.knob) <= self.high
        return Came(now.update) if met else None


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Updates(Condition):
    """So many updates were made in the step."""

    count: int

    key: ClassVar[str] = "updates"

    def came(self, now: Snapshot, since: int, edits: int) -> Came | None:
        return Came(since + self.count) if now.update >= since + self.count else None


ALL: tuple[type[Condition], ...] = (
    Loss,
    Slope,
    Rests,
    Left,
    Crossed,
    Near,
    Flips,
    Dropped,
    Kicked,
    KnobWithin,
    Updates,
)


def _places(now: Snapshot, ball: int | None) -> Iterator[tuple[FleetView, int]]:
    for view in now.fleets:
        for place in np.flatnonzero((view.balls == ball) | (ball is None)).tolist():
            yield view, place


def _path(now: Snapshot, view: FleetView, place: int, count: int) -> Array:
    """The last positions of a ball since it was moved by hand, (k, 2), k ≤ count."""
    trajectory = int(view.trajectories[place])
    return latest_positions(view.chunks, trajectory, now.update, count, place)


def _made(now: Snapshot, edits: int) -> Iterator[tuple[int, Edit]]:
    yield from now.log[edits:]


def _related(values: Array, relation: Relation, value: float) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = values < value if relation == "below" else values > value
    return found


def _distance(points: Array, point: Point | Array) -> Array:
    away = points - np.array(point)
    return np.asarray(np.hypot(away[..., 0], away[..., 1]))


def _update(came: Came) -> int:
    return came.update
