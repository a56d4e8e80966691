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
    rate, share, rule = evidence.rate, evidence.share, RULES.get(optimizer.key)
    if kind in (Kind.SADDLE, Kind.MAXIMUM):
        return Suggestion(Action.KICK)
    if kind is Kind.DIVERGING:
        return _rate(rate * (HALF / share if 1 < share < np.inf else HALF))
    if kind is Kind.BOUNCING:
        return _rate(rate / 2)
    if kind is Kind.CIRCLING:
        return _less_noise(surface, noise, rate)
    if kind is Kind.FROZEN and rate == 0:
        return Suggestion(Action.RATE, float(np.ravel(type(optimizer)().lr)[0]))
    helped = rule is not None and rule.memory == "none" and not rule.adaptive
    if helped and (kind is Kind.PLATEAU or (kind is Kind.ROLLING and evidence.updates > LONG)):
        return Suggestion(Action.MOMENTUM, COEFFICIENT)
    if kind in (Kind.SLOW, Kind.PLATEAU):
        return _rate(rate * (min(HALF / share, MOST) if share > 0 else MOST))
    return None


def _rate(value: float) -> Suggestion:
    """A rate of two digits, as one would choose it."""
    return Suggestion(Action.RATE, float(f"{value:.1e}"))


def _less_noise(surface: Surface, noise: Noise | None, rate: float) -> Suggestion | None:
    if isinstance(noise, MiniBatch) and isinstance(surface, DataSurface):
        return Suggestion(Action.BATCH, float(min(4 * noise.size, surface.count)))
    return _rate(rate / 2) if isinstance(noise, Gaussian) else None
