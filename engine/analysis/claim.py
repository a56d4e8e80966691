"""A claim, how it is tried, and what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, final

from engine.scenario import Scenario

Topic = Literal["momentum", "batch"]
Verdict = Literal["holds", "depends", "fails"]
"""In all cases that were tried, in some, in none."""
Report = Callable[[float], None]
"""Takes the share that is done, and may raise to end the work, as `Progress` does."""


@final
@dataclass(frozen=True, slots=True)
class Finding:
    """What came out: `said`, marked in the context "Claim", with `values` in its braces.

    Whole numbers are counts; None is an update that did not come within the run.
    """

    verdict: Verdict
    said: str
    values: tuple[float | int | None, ...]


@final
@dataclass(frozen=True, slots=True)
class Trial:
    """How a claim is tried."""

    how: str  # what is run, marked in the context "Claim"
    run: Callable[[Report], Finding]  # a job
    setup: Callable[[], Scenario] | None  # a run of it to look at, where there is one


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that is true or not, and how it is tried; None where two parameters can't."""

    key: str
    topic: Topic
    text: str  # marked in the context "Claim"
    trial: Trial | None


def verdict(cases: list[bool]) -> Verdict:
    """By whether the claim was true in each of the cases."""
    return "holds" if all(cases) else "depends" if any(cases) else "fails"
