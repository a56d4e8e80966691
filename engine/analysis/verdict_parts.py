"""What a verdict consists of: its kind, the evidence, and a suggestion that follows from both."""

from dataclasses import dataclass
from enum import Enum
from typing import Final, final

import numpy as np

from engine.analysis.stability import RULES
from engine.noise import Gaussian, MiniBatch, Noise
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface

LONG: Final = 500  # updates that a way still takes: then a ball is slow
NARROW: Final = 10.0  # the condition number of a valley from which on it is called narrow
HALF: Final = 0.5  # the share of the limit that a suggested rate has
MOST: Final = 10.0  # times the rate, at one go
COEFFICIENT: Final = 0.9  # of momentum, the usual one


@final
class Kind(Enum):
    """What a ball is doing."""

    START = "at its start"
    ROLLING = "rolling well"
    SLOW = "slow: the learning rate is small"
    BOUNCING = "bouncing between walls"
    MINIMUM = "at a local minimum"
    SADDLE = "at a saddle point"
    MAXIMUM = "at a local maximum"
    DEGENERATE = "at a degenerate critical point"
    PLATEAU = "on a plateau"
    CIRCLING = "circling in the noise"
    DIVERGING = "diverging"
    FROZEN = "frozen"
    LEFT = "left the window"
    NO_VALUE = "where the loss has no value"


@final
class Action(Enum):
    """What may be done."""

    KICK = "kick"  # along the axis of the least curvature
    RATE = "rate"  # a learning rate of that value
    BATCH = "batch"  # batches of that size
    MOMENTUM = "momentum"  # a rule with momentum of that coefficient


@final
@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing to try, with its value: NaN for a kick."""

    action: Action
    value: float = float("nan")


@final
@dataclass(frozen=True, slots=True)
class Evidence:
    """The numbers that a verdict rests on; NaN where one does not exist."""

    loss: float
    gradient: float  # its norm
    eigenvalues: tuple[float, float]  # of the Hessian, ascending
    sharpness: float  # of the rule's rates, and the limit that the rule bears
    limit: float
    rate: float  # η of the next update
    turning: float  # mean cosine between successive moves
    climb: float  # cosine between the last move and the gradient: above 0 it goes up
    toward: float  # cosine between the last move and the way to a saddle point, if one is near
    ridge: float  # how far off that is along its axis of negative curvature, in parameters
    growth: float  # by what share a move is longer than the one before, on average; at least 0
    updates: float  # about as many updates to go, at the present pace
    floor: float  # what noise keeps the loss above a minimum, expected
    above: float  # how far above that minimum the loss has been, on average

    @property
    def share(self) -> float:
        """The sharpness as a share of the limit."""
        return self.sharpness / self.limit if self.limit else float("nan")

    @property
    def condition(self) -> float:
        """The condition number κ; infinite where a curvature is 0."""
        small, large = sorted(map(abs, self.eigenvalues))
        return large / small if small else float("inf")

    @property
    def creeps(self) -> bool:
        """Whether it follows the floor of a narrow valley, which takes long."""
        narrow = self.eigenvalues[0] > 0 and self.condition > NARROW
        return narrow and self.updates > LONG and self.share > 0


@final
@dataclass(frozen=True, slots=True)
class Verdict:
    """What one ball is doing, why that is said, and what may be done."""

    kind: Kind
    evidence: Evidence
    suggestion: Suggestion | None


def suggested(
    kind: Kind,
    evidence: Evidence,
    optimizer: Optimizer,
    surface: Surface,
    noise: Noise | None,
) -> Suggestion | None:
    """What one might try, by the kind of the verdict; None where nothing is amiss or helps."""
    rate = evidence.rate
    if kind in (Kind.SADDLE, Kind.MAXIMUM):
        return Suggestion(Action.KICK)
    if kind is Kind.CIRCLING:
        return _less_noise(surface, noise, rate)
    if kind is Kind.FROZEN and rate == 0:
        return Suggestion(Action.RATE, float(np.ravel(type(optimizer)().lr)[0]))
    if kind in (Kind.DIVERGING, Kind.BOUNCING):
        return _slower(kind, evidence)
    return _faster(kind, evidence, optimizer)


def _slower(kind: Kind, evidence: Evidence) -> Suggestion:
    """Half the rate, or what is half of the limit where that is broken."""
    rate, share = evidence.rate, evidence.share
    broken = kind is Kind.DIVERGING and 1 < share < np.inf
    return _rate(rate * (HALF / share if broken else HALF))


def _faster(kind: Kind, evidence: Evidence, optimizer: Optimizer) -> Suggestion | None:
    """Momentum where it helps, else a larger rate; None for a ball that rolls well or is there."""
    rule, share = RULES.get(optimizer.key), evidence.share
    still = kind is Kind.PLATEAU and evidence.gradient == 0  # no rate moves what has no slope
    valley = kind is Kind.ROLLING and evidence.creeps
    if still or not (valley or kind in (Kind.SLOW, Kind.PLATEAU)):
        return None
    if rule is not None and rule.memory == "none" and not rule.adaptive and kind is not Kind.SLOW:
        return Suggestion(Action.MOMENTUM, COEFFICIENT)
    if valley:
        return None
    return _rate(evidence.rate * (min(HALF / share, MOST) if share > 0 else MOST))


def two_digits(value: float) -> float:
    """A number as one would choose it."""
    return float(f"{value:.1e}")


def _rate(value: float) -> Suggestion:
    return Suggestion(Action.RATE, two_digits(value))


def _less_noise(surface: Surface, noise: Noise | None, rate: float) -> Suggestion | None:
    if isinstance(noise, MiniBatch) and isinstance(surface, DataSurface):
        return Suggestion(Action.BATCH, float(min(4 * noise.size, surface.count)))
    return _rate(rate / 2) if isinstance(noise, Gaussian) else None
