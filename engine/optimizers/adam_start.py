"""NAdam and RAdam: Adam with its first updates thought over."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.adam import (
    AdamState,
    fresh_moments,
    means,
    memory_of_gradient,
    memory_of_square,
    moments,
)
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, learning_rate

SURE: Final = 5.0  # gradients worth of memory from which on RAdam trusts σ; the paper says 4
LEFT: Final = 0.96  # of the lacking half of NAdam's momentum, after 1/ψ updates


class NAdamState(NamedTuple):
    """Moments of the gradient, and what has to be known of the momentum's past."""

    mean: Array  # (N, D), as all of them
    square: Array
    mean_start: Array  # the product of all μ so far
    square_start: Array  # the product of all β₂ so far
    lacking: Array  # 0.96 to the power of the sum of all ψ so far


class NAdamTerms(NamedTuple):
    """The gradient g and the mean m of before and after put together as m̂, σ, and the update."""

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
        "Adam with Nesterov’s look ahead: the newest slope counts at once.",
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
        return NAdamState(*fresh_moments(x), np.ones_like(x))

    def terms(self, grad: Array, state: NAdamState) -> NAdamTerms:
        beta1 = self.beta1
        mean, square = means(grad, state.mean, state.square, beta1, self.beta2)
        square_start = state.square_start * self.beta2
        left = np.float_power(LEFT, self.warming)
        lacking = state.lacking * left
        now = lacking * (-0.5 * beta1)
        ahead = now * left
        now += beta1
        ahead += beta1
        mean_start = state.mean_start * now
        share = 1.0 - now
        share /= 1.0 - mean_start
        mean_hat = grad * share
        ahead /= 1.0 - mean_start * ahead
        ahead *= mean
        mean_hat += ahead
        sigma = square / (1.0 - square_start)
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        state = NAdamState(mean, square, mean_start, square_start, lacking)
        return NAdamTerms(mean, mean_hat, sigma, move, state)


class RAdamState(NamedTuple):
    """Adam's moments, and how many gradients are in them."""

    mean: Array  # (N, D), as all of them
    square: Array
    mean_start: Array
    square_start: Array
    updates: Array


class RAdamTerms(NamedTuple):
    """m, m̂, the trust r, the divisor σ with ε in it, and the update; r = σ = 1 at first."""

    mean: Array
    mean_hat: Array
    trust: Array
    sigma: Array
    move: Array
    state: RAdamState


@final
@dataclass(frozen=True, slots=True)
class RAdam(Optimizer):
    """Adam that divides by σ only as far as σ can be trusted: its own warm-up.

    ρ is the number of gradients that v amounts to. Up to ρ = 5, as in PyTorch (4 in the paper),
    it is momentum alone, and then r grows from nearly 0 to 1. The paper has no ε; as in
    PyTorch, it is added to √v before the correction for the start.
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
        r"\rho=\rho_\infty-\frac{2t\beta_2^t}{1-\beta_2^t},\quad r=\sigma=1\;(\rho\leq 5),\quad "
        r"\sigma=\frac{\sqrt{v}+\varepsilon}{\sqrt{1-\beta_2^t}}\;(\rho>5),\quad "
        r"\rho_\infty=\frac{2}{1-\beta_2}-1,\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "L. Liu et al., ICLR 2020")

    def init(self, x: Array) -> RAdamState:
        return RAdamState(*fresh_moments(x), np.zeros_like(x))

    def terms(self, grad: Array, state: RAdamState) -> RAdamTerms:
        adam = moments(grad, AdamState._make(state[:4]), self.beta1, self.beta2)
        updates = state.updates + 1.0
        seen = 1.0 - adam.square_start
        trust, sure = self._trust(adam.square_start, seen, updates)
        mean_hat = adam.mean / (1.0 - adam.mean_start)
        sigma = np.sqrt(adam.square)
        sigma += self.eps + TINY
        sigma /= np.sqrt(seen, out=seen)
        sigma = np.where(sure, sigma, 1.0)
        move = trust / sigma
        move *= mean_hat
        move *= -self.lr
        return RAdamTerms(adam.mean, mean_hat, trust, sigma, move, RAdamState(*adam, updates))

    def _trust(self, start: Array, seen: Array, updates: Array) -> tuple[Array, Any]:
        """r, and whether σ is trusted at all."""
        longest = 2 / (1 - self.beta2) - 1
        length = updates * start
        length *= -2.0
        length /= seen
        length += longest
        sure = length > SURE
        # Where the longest memory is no more than SURE, none ever is, and the factor is not used.
        most = (
            longest if isinstance(longest, float) and longest > SURE else np.maximum(longest, SURE)
        )
        trust = length - 4.0
        trust *= length - 2.0
        trust /= length
        trust *= longest / ((most - 4) * (most - 2))
        trust = np.where(sure, trust, 1.0)
        return np.sqrt(trust, out=trust), sure
