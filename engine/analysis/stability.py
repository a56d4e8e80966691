"""How near an update rule is to instability: its sharpness against the limit that the rule bears.

Near a minimum a rule multiplies its distance along an axis of curvature by a factor at each update.
The distance grows where the sharpness λmax(D^½ H D^½) exceeds a limit of the rule; D has the rate
of each parameter, η or η/σ, as if σ stayed as it is. Gradient descent bears 2, momentum 2(1 + λ),
Nesterov's (2 + 2λ)/(1 + 2λ); a mean of gradients with β counts them (1 − β) times, so Adam bears
2(1 + β₁)/(1 − β₁) (Cohen et al., Adaptive Gradient Methods at the Edge of Stability, 2022).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.optimizers.base import Optimizer
from engine.symmetric import pair

Memory = Literal["none", "sum", "mean"]
"""What the movement keeps of past gradients: nothing, their fading sum, or their running mean."""


def _plain(beta: Array) -> Array:
    return 2 * (1 + beta)


def _ahead(beta: Array) -> Array:
    """Of a gradient taken where the movement alone would lead."""
    limit: Array = (2 + 2 * beta) / (1 + 2 * beta)
    return limit


@final
@dataclass(frozen=True, slots=True)
class Linear:
    """A rule that multiplies gradients by rates: its memory, and whether it divides by σ."""

    memory: Memory = "none"
    knob: str = ""  # the field of the memory's factor
    ahead: bool = False
    adaptive: bool = False
    leads: bool = False  # its positions are those ahead, at which the gradient is taken

    def factor(self, optimizer: Optimizer, count: int) -> Array:
        """λ or β₁ of `count` balls, shape (n,); 0 without memory."""
        return column(getattr(optimizer, self.knob), count) if self.knob else np.zeros(count)

    def share(self, optimizer: Optimizer, count: int) -> Array:
        """How much of its rate a rule gives to a new gradient, shape (n,)."""
        share = 1 - self.factor(optimizer, count) if self.memory == "mean" else np.ones(count)
        return share * (1 - column(getattr(optimizer, "dampening", 0.0), count))


def _sum(ahead: bool = False, adaptive: bool = False, leads: bool = False) -> Linear:
    return Linear("sum", "momentum", ahead, adaptive, leads)


def _mean(ahead: bool = False) -> Linear:
    return Linear("mean", "beta1", ahead, True, ahead)


# By the optimizers' keys. Rules that are not here have no such limit: their moves don't follow from
# a gradient times a rate (Rprop, Lion), a line search bounds them (L-BFGS), or they follow a
# trajectory (rolling ball). Newton's methods have one of their own, see `gauge`.
RULES: Final[dict[str, Linear]] = {
    "gd": Linear(),
    "perturbed": Linear(),
    "momentum": _sum(),
    "momentum_library": _sum(),
    "nesterov": _sum(ahead=True),
    "nesterov_library": _sum(ahead=True, leads=True),
    "adagrad": Linear(adaptive=True),
    "adagrad_sum": Linear(adaptive=True),
    "rmsprop": Linear(adaptive=True),
    "adadelta": Linear(adaptive=True),
    "rmsprop_library": _sum(adaptive=True),
    "adam": _mean(),
    "adamw": _mean(),
    "amsgrad": _mean(),
    "adamax": _mean(),
    "nadam": _mean(ahead=True),
    "radam": _mean(),
}
FLOORED: Final = ("adamax", "radam")  # rules whose σ holds ε already
NEWTON: Final[dict[str, Callable[[Any, Array], Array]]] = {
    "newton": lambda rule, values: np.abs(values),
    "newton_damped": lambda rule, values: np.abs(values + rule.damping),
    "newton_saddle_free": lambda rule, values: np.maximum(np.abs(values), rule.floor),
}


class Gauge(NamedTuple):
    """Sharpness, dimensionless, and the limit of the rule, both (n,); NaN where it has none."""

    sharpness: Array
    limit: Array

    @property
    def share(self) -> Array:
        """The sharpness as a share of the limit: above 1, distances grow."""
        with np.errstate(all="ignore"):
            share: Array = self.sharpness / self.limit
        return share


def gauge(
    optimizer: Optimizer, hessian: Array, rates: Array, greatest: Array | None = None
) -> Gauge:
    """The distance to instability of n balls; `hessian` (n, 2, 2), `rates` (n, 2) as η or η/σ.

    `greatest` (n,) are its greater eigenvalues, where they are known.
    Where the surface bends down along both axes the sharpness is negative. Never raises, never
    warns.
    """
    count = len(hessian)
    with np.errstate(all="ignore"):
        if optimizer.key in NEWTON:
            return _of_newton(optimizer, hessian)
        rule = RULES.get(optimizer.key)
        if rule is None:
            return Gauge(np.full(count, np.nan), np.full(count, np.nan))
        beta = rule.factor(optimizer, count)
        limit = (_ahead if rule.ahead else _plain)(beta) / rule.share(optimizer, count)
        if not rule.adaptive:  # one rate for both parameters
            known = axes(hessian, np.ones_like(rates))[1] if greatest is None else greatest
            return Gauge(known * rates[:, 0], limit)
        return Gauge(axes(hessian, rates)[1], limit)


def _of_newton(optimizer: Optimizer, hessian: Array) -> Gauge:
    """η λ over the divisor of λ, at the axis where that is largest; the limit is 2."""
    found: Any = optimizer
    values = np.stack(pair(hessian[:, 0, 0], hessian[:, 0, 1], hessian[:, 1, 1]), -1)
    divided = np.divide(values, NEWTON[optimizer.key](found, values))
    divided = np.where(np.isnan(divided), -np.inf, divided)  # no curvature, no leap to come
    sharpness = column(found.lr, len(hessian)) * divided.max(-1)
    return Gauge(sharpness, np.full(len(hessian), 2.0))


def axes(hessian: Array, rates: Array) -> tuple[Array, Array]:
    """The eigenvalues of D^½ H D^½, ascending, each (n,)."""
    x, y = rates[:, 0], rates[:, 1]
    mixed = hessian[:, 0, 1] * np.sqrt(x * y)
    return pair(hessian[:, 0, 0] * x, mixed, hessian[:, 1, 1] * y)


def has_rates(optimizer: Optimizer) -> bool:
    """Whether the rule has a rate of its own for each parameter, see `rates_of`."""
    rule = RULES.get(optimizer.key)
    return rule is not None and rule.adaptive


def rates_of(optimizer: Optimizer, terms: Any) -> Array:
    """D of the balls' next update, (n, 2), from the arrays of that update.

    0 where such a rate isn't finite; else as `own_rates`.
    """
    rates = own_rates(optimizer, terms)
    return np.where(np.isfinite(rates), rates, 0.0)


def own_rates(optimizer: Optimizer, terms: Any) -> Array:
    """η/(σ + ε), or the rate r that AdaDelta computes, or RAdam's with its trust in σ, (n, 2).

    NaN in rules without σ.
    """
    if not has_rates(optimizer):
        return np.full(terms.move.shape, np.nan)
    with np.errstate(all="ignore"):
        rate = getattr(terms, "rate", None)
        if rate is None:
            floor = 0.0 if optimizer.key in FLOORED else getattr(optimizer, "eps", 0.0)
            rate = getattr(terms, "trust", 1.0) / (terms.sigma + floor)
        rates: Array = np.broadcast_to(optimizer.lr * rate, terms.move.shape)
    return rates


def implied_rates(
    optimizer: Optimizer, gradients: Array, moves: Array, variances: Array | float = 0.0
) -> Array:
    """D of n balls, (n, 2), from their last k `moves` and the `gradients` before, (k, n, 2).

    η where that is all. Else what the moves tell of η/σ: a move is the part kept of the one before
    less the rate times the gradient. `variances` (n, 2) are those of the gradients that moved the
    balls around `gradients`. Never raises, never warns.
    """
    count, rule = moves.shape[1], RULES.get(optimizer.key)
    rate = column(optimizer.lr, count)
    if rule is None or not rule.adaptive or not len(moves):
        return np.stack([rate, rate], -1)
    with np.errstate(all="ignore"):
        beta = rule.factor(optimizer, count)[:, None]
        share = rule.share(optimizer, count)[:, None]
        first = len(moves) == 1  # of which none before is known: as if it began at rest
        pushes = moves / (np.ones_like(share) if first else share)
        if not first:
            extra = beta * (gradients[1:] - gradients[:-1]) if rule.ahead else 0.0
            pushes, gradients = (moves[1:] - beta * moves[:-1]) / share, gradients[1:] + extra
        sizes = np.abs(pushes).max(0) + np.abs(gradients).max(0)
        sizes = np.where(sizes > 0, sizes, 1.0)  # squares of tiny numbers are none
        steepness = ((gradients / sizes) ** 2).mean(0) + variances / sizes**2
        size = np.sqrt(((pushes / sizes) ** 2).mean(0) / steepness)
    return np.where(np.isfinite(size), size, 0.0)


def column(value: Any, count: int) -> Array:
    """A knob's value for each of `count` balls, shape (n,)."""
    numbers = np.ravel(np.asarray(value, dtype=float))
    return np.full(count, numbers[0]) if numbers.size == 1 else numbers
