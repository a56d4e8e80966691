"""A set-up as data: what a run starts from."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal, final

from engine.optimizers.base import Optimizer
from engine.schedules import Constant, Schedule
from engine.surfaces.base import Point, Surface


@final
@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages; the one that is missing falls back to the other."""

    en: str = ""
    zh_CN: str = ""  # noqa: N815  the name of the language, as Qt spells it

    def inside(self, language: str) -> str:
        """The text in `language`, or in the other where that is empty."""
        chosen, other = (self.zh_CN, self.en) if language == "zh_CN" else (self.en, self.zh_CN)
        return chosen or other


@final
@dataclass(frozen=True, slots=True)
class FleetSetup:
    """Balls that roll by one optimizer, and where they start."""

    optimizer: Optimizer
    schedule: Schedule = field(default_factory=Constant)
    color: int = 0
    points: tuple[Point, ...] = ()


PointKind = Literal["minimum", "saddle", "maximum", "degenerate", "slope"]


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """What a caption says of a point; checked against the eigenvalues computed there."""

    point: Point
    kind: PointKind


@final
@dataclass(frozen=True, slots=True)
class ViewState:
    """How the scene is looked at, so that a scenario can point at something.

    Angles in degrees; `distance` in box widths; `log_height` None means the surface's own choice.
    """

    azimuth: float = -60.0
    elevation: float = 32.0
    distance: float = 2.6
    log_height: bool | None = None
    overlays: tuple[str, ...] = ("trails", "contours", "gradient")


@final
@dataclass(frozen=True, slots=True)
class Scenario:
    """A surface, fleets with their starting points, a seed, and words about them."""

    surface: Surface
    fleets: tuple[FleetSetup, ...] = ()
    seed: int = 0
    pace: float = 20.0  # updates a second
    title: Text = field(default_factory=Text)
    caption: Text = field(default_factory=Text)
    claims: tuple[Claim, ...] = ()
    view: ViewState = field(default_factory=ViewState)

    key: ClassVar[str] = "scenario"
