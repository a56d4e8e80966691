"""All commands to a running simulation, as plain data."""

from dataclasses import dataclass
from typing import ClassVar, final

from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Noise
from engine.optimizers.base import Optimizer
from engine.scenario import Scenario
from engine.schedules import Schedule
from engine.surfaces.base import Point, Surface

MOST_UPDATES = 100_000_000  # that one fast-forward makes


@dataclass(frozen=True, slots=True)
class Command:
    """A request, sent from any thread and applied on the engine's between two steps.

    It does not depend on the simulation, so panels, scenarios and session files may hold it.
    """

    key: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Edit(Command):
    """A command that changes the run: stamped with its update, logged, undone and redone."""

    title: ClassVar[str]  # its name in the Undo menu

    @property
    def continues(self) -> bool:
        """Whether this continues the gesture of the edit before, and is undone with it."""
        return False


@final
@dataclass(frozen=True, slots=True)
class Drop(Edit):
    """Drop a ball of each of these fleets at each of these points."""

    fleets: tuple[int, ...]
    points: tuple[Point, ...]

    key: ClassVar[str] = "drop"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Drop")


@final
@dataclass(frozen=True, slots=True)
class Move(Edit):
    """Put a ball somewhere else; its optimizer state is reset."""

    ball: int
    point: Point
    grouped: bool = False

    key: ClassVar[str] = "move"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Move ball")

    @property
    def continues(self) -> bool:
        return self.grouped


@final
@dataclass(frozen=True, slots=True)
class Kick(Edit):
    """Move a ball by `step` from where it is at that update; its optimizer state is reset."""

    ball: int
    step: Point

    key: ClassVar[str] = "kick"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Kick ball")


@final
@dataclass(frozen=True, slots=True)
class Remove(Edit):
    """Take these balls off the surface."""

    balls: tuple[int, ...]

    key: ClassVar[str] = "remove"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Remove balls")


@final
@dataclass(frozen=True, slots=True)
class Turn(Edit):
    """Turn one knob of a fleet's optimizer; the balls keep their state."""

    fleet: int
    knob: str
    value: float
    grouped: bool = False

    key: ClassVar[str] = "turn"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Turn knob")

    @property
    def continues(self) -> bool:
        return self.grouped


@final
@dataclass(frozen=True, slots=True)
class TurnSurface(Edit):
    """Turn one knob of the surface under the balls."""

    knob: str
    value: float
    grouped: bool = False

    key: ClassVar[str] = "turn_surface"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Change landscape's shape")

    @property
    def continues(self) -> bool:
        return self.grouped


@final
@dataclass(frozen=True, slots=True)
class Reschedule(Edit):
    """Give a fleet another learning-rate schedule; grouped while a knob of it is dragged."""

    fleet: int
    schedule: Schedule
    grouped: bool = False

    key: ClassVar[str] = "reschedule"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Change schedule")

    @property
    def continues(self) -> bool:
        return self.grouped


@final
@dataclass(frozen=True, slots=True)
class ChangeNoise(Edit):
    """Change the noise of the gradient; grouped while a knob of it is dragged."""

    noise: Noise
    grouped: bool = False

    key: ClassVar[str] = "change_noise"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Change batch or noise")

    @property
    def continues(self) -> bool:
        return self.grouped


@final
@dataclass(frozen=True, slots=True)
class AddFleet(Edit):
    """Add a fleet without balls; its id is one more than the largest ever used."""

    optimizer: Optimizer

    key: ClassVar[str] = "add_fleet"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Add fleet")


@final
@dataclass(frozen=True, slots=True)
class RemoveFleet(Edit):
    """Remove a fleet and its balls."""

    fleet: int

    key: ClassVar[str] = "remove_fleet"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Remove fleet")


@final
@dataclass(frozen=True, slots=True)
class Load(Command):
    """Begin a new run from a scenario. Can be undone: the run before comes back."""

    scenario: Scenario

    key: ClassVar[str] = "load"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Load scenario")


@final
@dataclass(frozen=True, slots=True)
class ChangeSurface(Command):
    """Begin a new run on another surface, with the same fleets.

    A fleet that had balls gets one at the new surface's first starting point.
    """

    surface: Surface

    key: ClassVar[str] = "change_surface"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Change landscape")


@final
@dataclass(frozen=True, slots=True)
class Restart(Command):
    """Begin again with every ball where it was dropped and every knob as it stands now."""

    key: ClassVar[str] = "restart"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Command", "Restart")


@final
@dataclass(frozen=True, slots=True)
class Play(Command):
    """Play, or pause."""

    on: bool = True

    key: ClassVar[str] = "play"


@final
@dataclass(frozen=True, slots=True)
class Pace(Command):
    """Set the wanted updates a second; infinity is as fast as the frame allows."""

    rate: float

    key: ClassVar[str] = "pace"


@final
@dataclass(frozen=True, slots=True)
class Walk(Command):
    """Pause and go so many updates on, or back where negative."""

    count: int = 1

    key: ClassVar[str] = "walk"


@final
@dataclass(frozen=True, slots=True)
class GoTo(Command):
    """Pause and go to an update that is already recorded; beyond the head means the head."""

    update: int

    key: ClassVar[str] = "go_to"


@final
@dataclass(frozen=True, slots=True)
class FastForward(Command):
    """Make so many further updates at full speed, reporting the progress."""

    count: int

    key: ClassVar[str] = "fast_forward"


@final
@dataclass(frozen=True, slots=True)
class Cancel(Command):
    """Stop work at full speed; the updates made so far are kept."""

    key: ClassVar[str] = "cancel"


@final
@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take back the newest edit, as if it had never been made."""

    key: ClassVar[str] = "undo"


@final
@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Make the edit again that was undone last."""

    key: ClassVar[str] = "redo"


EDITS: tuple[type[Edit], ...] = (
    Drop,
    Move,
    Kick,
    Remove,
    Turn,
    TurnSurface,
    Reschedule,
    ChangeNoise,
    AddFleet,
    RemoveFleet,
)
ALL: tuple[type[Command], ...] = (
    *EDITS,
    Load,
    ChangeSurface,
    Restart,
    Play,
    Pace,
    Walk,
    GoTo,
    FastForward,
    Cancel,
    Undo,
    Redo,
)
