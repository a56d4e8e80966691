"""Who takes part in a comparison: fleets or fixed rules, and gradient descent disturbed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.analysis.escape_race import Entrant
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import Gaussian, MiniBatch
from engine.optimizers import BY_KEY
from engine.snapshot import Snapshot
from gui.text.ball_names import fleet_names
from gui.text.numbers import short

RULES: Final = ("gd", "momentum", "nesterov", "rmsprop", "adam")
DESCENT: Final = "gd"
# What disturbs gradient descent, marked in the context "EscapeDialog", by key.
DISTURBED: Final[dict[str, str]] = {
    "kick": QT_TRANSLATE_NOOP("EscapeDialog", "Gradient descent, kicked"),
    "noise": QT_TRANSLATE_NOOP("EscapeDialog", "Gradient descent with noise"),
    "batch": QT_TRANSLATE_NOOP("EscapeDialog", "Gradient descent, mini-batch"),
}


@final
@dataclass(frozen=True, slots=True)
class Competitor:
    """An entrant with its look."""

    color: int  # as a fleet's
    entrant: Entrant
    disturbed: str = ""  # a key of `DISTURBED`


@final
@dataclass(frozen=True, slots=True)
class Lineup:
    """What is chosen: `rate`, `kick`, `sigma` and `size` are of what is not a fleet."""

    fleets: bool = True  # those of the run, else the fixed rules
    rate: float = 0.05
    disturbed: tuple[str, ...] = ("kick",)  # keys of `DISTURBED`
    kick: float = 0.1
    sigma: float = 0.1
    size: int = 1


def competitors(lineup: Lineup, now: Snapshot) -> tuple[Competitor, ...]:
    """Those that are chosen: fleets have their knobs, their schedules, and the run's noise."""
    if lineup.fleets:
        made = [
            Competitor(fleet.color, Entrant(fleet.optimizer, fleet.schedule, now.noise))
            for fleet in now.fleets
        ]
    else:
        made = [
            Competitor(color, Entrant(BY_KEY[key](lr=lineup.rate)))
            for color, key in enumerate(RULES)
        ]
    descent = Entrant(BY_KEY[DESCENT](lr=lineup.rate))
    entrants = {
        "kick": replace(descent, kick=lineup.kick),
        "noise": replace(descent, noise=Gaussian(lineup.sigma)),
        "batch": replace(descent, noise=MiniBatch(float(lineup.size))),
    }
    free = _free(each.color for each in made)
    made += [Competitor(next(free), entrants[key], key) for key in lineup.disturbed]
    return tuple(made)


def names(competitors: tuple[Competitor, ...]) -> tuple[str, ...]:
    """Their names in the present language."""
    plain = iter(fleet_names([each.entrant for each in competitors if not each.disturbed]))
    return tuple(_disturbed(each) if each.disturbed else next(plain) for each in competitors)


def _disturbed(competitor: Competitor) -> str:
    entrant, noise = competitor.entrant, competitor.entrant.noise
    knob = f"ε {short(entrant.kick)}"
    if isinstance(noise, Gaussian):
        knob = f"s {short(noise.sigma)}"
    elif isinstance(noise, MiniBatch):
        knob = f"B {short(noise.size)}"
    return f"{QCoreApplication.translate('EscapeDialog', DISTURBED[competitor.disturbed])} {knob}"


def plain_descent(entrant: Entrant) -> bool:
    """Whether it is gradient descent of a constant rate, whose updates a decade are known."""
    return (
        entrant.optimizer.key == DESCENT
        and entrant.schedule.key == "constant"
        and not entrant.random
        and not entrant.kick
    )


def _free(used: Iterable[int]) -> Iterator[int]:
    """Colours of fleets that are not used."""
    taken = set(used)
    return (color for color in count() if color not in taken)
