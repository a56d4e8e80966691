"""NAdam and RAdam: Adam with modified first updates."""

import math
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.adam import means, memory_of_gradient, memory_of_square
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, learning_rate
from engine.optimizers.clock import common, started

NEARLY_ONE: Final = 1e-5  # 1 − β₂ below which ρ is the difference of two much larger numbers
SHORT: Final = 0.1  # of the memory: while less of it is filled, the series for ρ has all digits
SURE: Final = 5.0  # length of the memory from which on RAdam uses σ; 4 in the paper
LEFT: Final = 0.96  # of the lacking half of NAdam's momentum, after 1/ψ updates


class NAdamState(NamedTuple):
    """Moments of the gradient, and products over past momentum coefficients."""

    mean: Array  # (N, D)
    square: Array  # (N, D)
    mean_start: Array  # (N, 1), the product of all μ so far
    square_start: Array  # (N, 1), the product of all β₂ so far
    lacking: Array  # (N, 1), 0.96 to the power of the sum of all ψ so far


class NAdamTerms(NamedTuple):
    """m, its combination m̂ with the gradient, σ, and the update."""

    mean: Array
    mean_hat: Array
    sigma: Array
    move: Array
    state: NAdamState


@final
@dataclass(frozen=True, slots=True)
class NAdam(Optimizer):
    """Adam with Nesterov's look ahead: the newest gradient and the momentum of the next update.

    The momentum coefficient μ begins at about β₁/2 and grows towards β₁, the sooner the larger ψ
    is. As in libraries the mean itself fades by β₁ and only its share in the update by μ.
    Dozat's first paper has a constant μ; this is the form with the schedule.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)
    warming: Value = knob(
        0.004,
        1e-4,
        1.0,
        scale="log",
        symbol="ψ",
        latex=r"\psi",
        title=QT_TRANSLATE_NOOP("Knob", "Warm-up of the momentum"),
        minimum=0.0,
    )

    key: ClassVar[str] = "nadam"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "NAdam")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adam with Nesterov’s look ahead: the newest gradient counts at once.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sqrt{\hat v}+\varepsilon}\,\hat m,\quad "
        r"\hat m=\frac{1-\mu_t}{1-\mu_1\cdots\mu_t}\,g"
        r"+\frac{\mu_{t+1}}{1-\mu_1\cdots\mu_{t+1}}\,m,\quad "
        r"\mu_t=\beta_1(1-0.5\cdot 0.96^{t\psi}),\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "T. Dozat, ICLR workshop 2016; PyTorch")

    def init(self, x: Array) -> NAdamState:
        clock = started(x)
        return NAdamState(np.zeros_like(x), np.zeros_like(x), clock, clock, clock)

    def terms(self, grad: Array, state: NAdamState) -> NAdamTerms:
        mean, square = means(grad, state.mean, state.square, self.beta1, self.beta2)
        square_start = state.square_start * self.beta2
        left = np.float_power(LEFT, self.warming)
        lacking = state.lacking * left
        half = common(lacking) * (self.beta1 * -0.5)
        now, ahead = half + self.beta1, half * left + self.beta1  # μ of this update and the next
        mean_start = state.mean_start * now
        product = common(mean_start)
        mean_hat = grad * ((1.0 - now) / (1.0 - product))
        mean_hat += mean * (ahead / (1.0 - product * ahead))
        sigma = square / (1.0 - common(square_start))
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        state = NAdamState(mean, square, mean_start, square_start, lacking)
        return NAdamTerms(mean, mean_hat, sigma, move, state)


class RAdamState(NamedTuple):
    """Moments of the gradient, what is left of their start, and how many gradients they are of."""

    mean: Array  # (N, D)
    square: Array  # (N, D)
    mean_start: Array  # (N, 1), the product of all β₁ so far
    square_start: Array  # (N, 1), the product of all β₂ so far
    updates: Array  # (N, 1)


class RAdamTerms(NamedTuple):
    """m, m̂, the trust r, the divisor σ, and the update; r = σ = 1 during the warm-up."""

    mean: Array
    mean_hat: Array
    trust: Array  # (N, 1), or (1, 1) where it is one for all
    sigma: Array
    move: Array
    state: RAdamState


@final
@dataclass(frozen=True, slots=True)
class RAdam(Optimizer):
    """Adam that divides by σ only as far as σ can be trusted: its own warm-up.

    ρ is the number of gradients that v amounts to. Up to ρ = 5, as in PyTorch (4 in the paper),
    it is momentum alone, and then the trust r grows from nearly 0 to 1. The paper has no ε; as
    in PyTorch, it is added to √v before the correction for the start.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)

    key: ClassVar[str] = "radam"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "RAdam")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adam with a warm-up built in: it waits until its average can be trusted.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\eta\,\frac{r}{\sigma}\,\hat m,\quad "
        r"r=\sqrt{\frac{(\rho-4)(\rho-2)\rho_\infty}{(\rho_\infty-4)(\rho_\infty-2)\rho}},\quad "
        r"\sigma=\frac{\sqrt{v}+\varepsilon}{\sqrt{1-\beta_2^t}},\quad "
        r"r=\sigma=1\;(\rho\leq 5),\quad "
        r"\rho=\rho_\infty-\frac{2t\beta_2^t}{1-\beta_2^t},\quad "
        r"\rho_\infty=\frac{2}{1-\beta_2}-1,\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "L. Liu et al., ICLR 2020")

    def init(self, x: Array) -> RAdamState:
        clock = started(x)
        return RAdamState(np.zeros_like(x), np.zeros_like(x), clock, clock, np.zeros_like(clock))

    def terms(self, grad: Array, state: RAdamState) -> RAdamTerms:
        mean, square = means(grad, state.mean, state.square, self.beta1, self.beta2)
        mean_start, square_start = state.mean_start * self.beta1, state.square_start * self.beta2
        updates = state.updates + 1.0
        mean_hat = mean / (1.0 - common(mean_start))
        sigma = np.sqrt(square)
        sigma += self.eps + TINY
        trust, sigma = self._trusted(sigma, common(square_start), common(updates))
        move = mean_hat / sigma
        move *= trust * -self.lr
        state = RAdamState(mean, square, mean_start, square_start, updates)
        return RAdamTerms(mean, mean_hat, np.array(trust, ndmin=2), sigma, move, state)

    def _length(self, start: Value, updates: Value) -> Value:
        """ρ; `start` is β₂ᵗ."""
        lacking = 1.0 - self.beta2
        length: Value = (2.0 / lacking - 1.0) - updates * start * 2.0 / (1.0 - start)
        near = (lacking < NEARLY_ONE) & (lacking * updates < SHORT)
        if not np.any(near):
            return length
        short = _short(lacking, updates)
        return short if isinstance(short, float) else np.where(near, short, length)

    def _trusted(self, sigma: Array, start: Value, updates: Value) -> tuple[Value, Array]:
        """r, and `sigma` over √(1 − β₂ᵗ); or 1 and 1 as long as σ is not trusted."""
        seen, longest = 1.0 - start, 2.0 / (1.0 - self.beta2) - 1.0
        length = self._length(start, updates)
        if isinstance(length, float):
            if length <= SURE:
                return 1.0, np.ones_like(sigma)
            sigma /= math.sqrt(seen)
            return math.sqrt(_trust(length, longest)), sigma
        sure = length > SURE
        trust = _trust(np.where(sure, length, 6.0), np.where(sure, longest, 6.0))
        return np.sqrt(trust), np.where(sure, sigma / np.sqrt(seen), 1.0)


def _short(lacking: Value, updates: Value) -> Value:
    """ρ where β₂ = 1 − `lacking` is nearly 1, by the series of ρ + 1 = 2/(1 − β₂) − 2t/(β₂⁻ᵗ − 1)
    in −ln β₂ (Abramowitz and Stegun 23.1.1): each of the two is far larger than the result."""
    log = lacking * (1.0 + lacking * (0.5 + lacking * (1 / 3 + lacking * 0.25)))
    squared, age, length = log * log, updates * updates, updates
    power, share = age, log
    for divisor in (-6.0, 360.0, -15120.0, 604800.0):
        length = length + share * (power - 1.0) / divisor
        power, share = power * age, share * squared
    return length


def _trust(length: Value, longest: Value) -> Value:
    """r²: the limit of the variance of σ for many gradients over its present value."""
    return (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
