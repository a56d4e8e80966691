"""A scenario as data: the initial state of a run."""

import math
import re
from dataclasses import dataclass, field
from typing import ClassVar, Literal, final

from engine.errors import NO_EXAMPLES, OUT_OF_RANGE, TOO_MANY_BALLS, TOO_MANY_FLEETS, DataError
from engine.noise import Exact, Noise
from engine.optimizers.base import Optimizer
from engine.schedules import Schedule
from engine.schedules.constant import Constant
from engine.surfaces.base import Point, Surface

MOST_FLEETS = 256
MOST_BALLS = 200_000  # in all fleets together
MOST_COLOR = 1_000_000
TOGETHER = re.compile(
    r" (?=[=≈≠<>≤≥∈∝]+ )|(?<= [=≈≠<>≤≥∈∝]) "  # around a sign of a relation
    r"|(?<=\d) (?=[次倍个维步页处%]|(?:updates?|times|balls?|steps?)\b)"  # a number and its unit
)
WHOLE = 2**53  # whole numbers are smaller in size: other readers of JSON take them for doubles


@final
@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages; the one that is missing falls back to the other."""

    en: str = ""
    zh_CN: str = ""  # noqa: N815  the name of the language, as Qt spells it

    def inside(self, language: str) -> str:
        """The text in `language`, or in the other where that is empty, as it is to be shown: no
        line may end within “η = 0.19” or “100 updates”."""
        chosen, other = (self.zh_CN, self.en) if language == "zh_CN" else (self.en, self.zh_CN)
        return TOGETHER.sub("\N{NO-BREAK SPACE}", chosen or other)


@final
@dataclass(frozen=True, slots=True)
class FleetSetup:
    """An optimizer and the starting points of its balls."""

    optimizer: Optimizer
    schedule: Schedule = field(default_factory=Constant)
    color: int = 0
    points: tuple[Point, ...] = ()


PointKind = Literal["minimum", "saddle", "maximum", "degenerate", "slope"]


@final
@dataclass(frozen=True, slots=True)
class PointClaim:
    """A statement of a caption about a point; checked against the eigenvalues there."""

    point: Point
    kind: PointKind


@final
@dataclass(frozen=True, slots=True)
class ViewState:
    """The camera and the overlays of a scenario.

    Angles in degrees; the scene chooses the distance so that it fills the view. `log_height` None
    means the surface's default. `cut` is a w2: seen from the front, what lies before it is cut
    away, so that one looks into pits. `line` is the line along which the surface is seen at first,
    with the rest of it hidden, as the window calls it; unknown ones are ignored. `panel` is the key
    of a panel that is to be seen, and of a section of it after a point: "step.rates".
    """

    azimuth: float = -60.0
    elevation: float = 32.0
    log_height: bool | None = None
    overlays: tuple[str, ...] = ("trails", "contours", "gradient")
    cut: float | None = None
    line: str | None = None
    panel: str = ""


@final
@dataclass(frozen=True, slots=True)
class Scenario:
    """A surface, fleets with their starting points, a seed, and texts about them.

    Balls are numbered from 0 through all fleets, as the simulation does.
    Raises DataError for a seed that could not be read again from a file.
    """

    surface: Surface
    fleets: tuple[FleetSetup, ...] = ()
    seed: int = 0
    pace: float = 20.0  # updates a second
    noise: Noise = field(default_factory=Exact)
    title: Text = field(default_factory=Text)
    caption: Text = field(default_factory=Text)
    invitation: Text = field(default_factory=Text)  # before the caption: what a person is to do
    claims: tuple[PointClaim, ...] = ()
    ball: int | None = None  # chosen at first: the one that the caption speaks of
    end: int | None = None  # the update at which playing stops: what there is to see was seen
    view: ViewState = field(default_factory=ViewState)

    key: ClassVar[str] = "scenario"

    def __post_init__(self) -> None:
        if not abs(self.seed) < WHOLE:  # as a file would be refused
            raise DataError(OUT_OF_RANGE, "scenario.seed", hex(self.seed)[:20])

    def words(self, language: str) -> str:
        """The invitation and the caption in `language`. No space follows a full-width mark."""
        invitation, caption = self.invitation.inside(language), self.caption.inside(language)
        space = " " if invitation and caption and invitation[-1].isascii() else ""
        return invitation + space + caption


def check(scenario: Scenario) -> None:
    """Raises DataError where no run can start from `scenario`, which may come from a file."""
    _demand(scenario.pace > 0, "pace", scenario.pace)
    for name in ("azimuth", "elevation"):
        angle = getattr(scenario.view, name)
        _demand(math.isfinite(angle), f"view.{name}", angle)
    cut = scenario.view.cut
    _demand(cut is None or math.isfinite(cut), "view.cut", math.inf if cut is None else cut)
    if not scenario.noise.suits(scenario.surface):
        raise DataError(NO_EXAMPLES)
    balls = sum(len(fleet.points) for fleet in scenario.fleets)
    check_counts(len(scenario.fleets), balls)
    if scenario.ball is not None:
        _demand(0 <= scenario.ball < balls, "ball", scenario.ball)
    if scenario.end is not None:
        _demand(scenario.end > 0, "end", scenario.end)
    for place, fleet in enumerate(scenario.fleets):
        _demand(0 <= fleet.color <= MOST_COLOR, f"fleets[{place}].color", fleet.color)
        for point in fleet.points:
            _demand(all(map(math.isfinite, point)), f"fleets[{place}].points", math.inf)


def check_counts(fleets: int, balls: int) -> None:
    """Raises DataError where a run would have too many fleets or balls."""
    if fleets > MOST_FLEETS:
        raise DataError(TOO_MANY_FLEETS, str(MOST_FLEETS))
    if balls > MOST_BALLS:
        raise DataError(TOO_MANY_BALLS, str(MOST_BALLS))


def _demand(holds: bool, where: str, value: float) -> None:
    if not holds:
        raise DataError(OUT_OF_RANGE, f"scenario.{where}", f"{value:g}")
