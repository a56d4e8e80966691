"""What a learner is asked before a run. Adding one: a class here and a line in `ALL`.

The truth is the value of a number of the lesson, wherever one can say it.
"""

from abc import ABC
from dataclasses import dataclass
from typing import ClassVar, final

from engine.scenario import Text


@dataclass(frozen=True, slots=True)
class Prediction(ABC):
    """A question to be answered before the run."""

    key: ClassVar[str]

    question: Text


@final
@dataclass(frozen=True, slots=True)
class Choice(Prediction):
    """One of several. `true` is the index of the one that happens, from 0; `decided_by` is the
    name of a number that gives the index instead, rounded down, through `bounds`: choice k is true
    where bounds[k − 1] ≤ number < bounds[k]."""

    choices: tuple[Text, ...]
    true: int = 0
    decided_by: str = ""
    bounds: tuple[float, ...] = ()

    key: ClassVar[str] = "choice"


@final
@dataclass(frozen=True, slots=True)
class Guess(Prediction):
    """A number. `number` names the true one; a guess within `tolerance`, relative, is near."""

    number: str
    low: float = 0.0
    high: float = 100.0
    tolerance: float = 0.1

    key: ClassVar[str] = "number"


@final
@dataclass(frozen=True, slots=True)
class Mark(Prediction):
    """A point on the surface. `across` and `up` name the numbers that are its true coordinates;
    a mark nearer than `tolerance`, in units of the parameters, is at the place."""

    across: str
    up: str
    tolerance: float = 0.1

    key: ClassVar[str] = "mark"


ALL: tuple[type[Prediction], ...] = (Choice, Guess, Mark)
