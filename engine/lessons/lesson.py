"""The data of a lesson: steps with texts, what sets them up, and what is to be seen in them.

Texts are in both languages; mathematics stands in $…$, numbers as placeholders {name}, which
`Lesson.numbers` define. A text with a bare digit that is no number of a section, figure or
equation is refused by `engine.lessons.reading`.
"""

from dataclasses import dataclass, field
from typing import Literal, final

from engine.commands import Command
from engine.lessons.conditions import Condition
from engine.lessons.measure import Measure
from engine.lessons.predictions import Prediction
from engine.scenario import Scenario, Text

FORMAT = 1


@final
@dataclass(frozen=True, slots=True)
class Number:
    """A number that texts show as {name}: measured by the engine, and what it is expected to be.

    `value` is the expected one, and right within `tolerance` (absolute); `digits` are the
    significant digits that are shown. `fact` is the id of a number of the curriculum.
    """

    name: str
    measure: Measure
    value: float
    tolerance: float = 0.0
    digits: int = 4
    fact: str = ""


@final
@dataclass(frozen=True, slots=True)
class Setup:
    """What a step starts from.

    `scenario` is the key of a shipped scenario, the name of its file without ending; `run` is a
    scenario spelled out; with neither, the run of the step before goes on as it is. Then the
    commands are made, in their order, at the update reached then.
    """

    scenario: str = ""
    run: Scenario | None = None
    commands: tuple[Command, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class Hint:
    """A text that is shown after so many seconds without the condition having come true."""

    text: Text
    after: float = 60.0  # seconds


Place = Literal["surface", "chart"]


@final
@dataclass(frozen=True, slots=True)
class Step:
    """One page of a lesson.

    `overlays` and `panels` are keys of the window, which are to be on and seen, a panel with a
    section of it after a point, as in a scenario's view; `knobs` name what may be turned:
    "fleet.lr", "surface.shift", "noise", "schedule" (see `Knob`). `dialog` is the key of a dialog
    that the step offers ("escape", "claims", "timing"). `shows` says what fills the surface's
    place. All conditions must come true, in any order, before the step counts as done; a step
    without is done when it was read.
    """

    title: Text
    text: Text
    setup: Setup = field(default_factory=Setup)
    overlays: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    knobs: tuple[str, ...] = ()
    dialog: str = ""
    shows: Place = "surface"
    prediction: Prediction | None = None
    conditions: tuple[Condition, ...] = ()
    acts: tuple[Command, ...] = ()  # one way to make them true: what tests and demonstrations do
    after: Text = field(default_factory=Text)  # shown once the conditions came true
    hints: tuple[Hint, ...] = ()
    correction: Text = field(default_factory=Text)  # of the printed story, and why
    further: Text = field(default_factory=Text)  # what to try next
    beyond: bool = False  # 扩展: not in the book


@final
@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson. `number` is its place in the curriculum, 0 of one that a teacher wrote."""

    name: str  # its key: letters, digits and hyphens
    title: Text
    question: Text
    minutes: int
    steps: tuple[Step, ...]
    number: int = 0
    section: str = ""
    figure: str = ""
    beyond: bool = False
    numbers: tuple[Number, ...] = ()
