"""AdamW, AMSGrad and AdaMax: variants of Adam."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.adam import (
    AdamState,
    fresh_moments,
    memory_of_gradient,
    memory_of_square,
    moments,
)
from engine.optimizers.base import TINY, Group, Optimizer, Oracle, epsilon, learning_rate
from engine.optimizers.clock import faded, seen, unfaded


class Placed(NamedTuple):
    """A gradient and the position of the ball, for rules with weight decay."""

    grad: Array  # (N, D)
    x: Array  # (N, D)


def weight_decay(default: float) -> Any:
    """The knob of decoupled weight decay."""
    return knob(
        default,
        1e-5,
        1.0,
        scale="log",
        symbol="ω",
        latex=r"\omega",
        title=QT_TRANSLATE_NOOP("Knob", "Weight decay"),
        minimum=0.0,
    )


class AdamWTerms(NamedTuple):
    """The gradient, and Adam's m, m̂ and σ; the update includes the decay."""

    grad: Array
    mean: Array
    mean_hat: Array
    sigma: Array
    move: Array
    state: AdamState


@final
@dataclass(frozen=True, slots=True)
class AdamW(Optimizer):
    """Adam with decoupled weight decay, which is not divided by σ.

    The paper calls the decay λ and does not multiply it by the learning rate, only by the
    schedule; libraries multiply it by both, and so does this. It converges where the loss and
    the decay are in balance, which is not a minimum of the loss.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)
    decay: Value = weight_decay(0.01)

    key: ClassVar[str] = "adamw"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AdamW")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adam that also lets all parameters shrink a little, whatever the gradients are.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\eta\left(\frac{\hat m}{\sqrt{\hat v}+\varepsilon}"
        r"+\omega\,\theta\right),\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "I. Loshchilov and F. Hutter, ICLR 2019")

    def init(self, x: Array) -> AdamState:
        return fresh_moments(x)

    def ask(self, f: Oracle, x: Array, state: AdamState) -> Placed:
        del state
        return Placed(f.gradient(x), x)

    def terms(self, asked: Any, state: AdamState) -> AdamWTerms:
        grad, x = asked
        state = moments(grad, state, self.beta1, self.beta2)
        mean_hat = state.mean / seen(state.mean_start)
        sigma = state.square / seen(state.square_start)
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move += x * self.decay
        move *= -self.lr
        return AdamWTerms(grad, state.mean, mean_hat, sigma, move, state)


class LargestState(NamedTuple):
    """Adam's moments, and the largest v so far."""

    mean: Array  # (N, D), as all of them
    square: Array
    mean_start: Array
    square_start: Array
    largest: Array


class LargestTerms(NamedTuple):
    """m, m̂, σ from the largest v so far, and the update."""

    mean: Array
    mean_hat: Array
    sigma: Array
    move: Array
    state: LargestState


@final
@dataclass(frozen=True, slots=True)
class AMSGrad(Optimizer):
    """Adam that divides by the largest v so far, so that no rate ever rises again.

    As libraries do, the largest v is corrected for its start from zero; the paper corrects
    neither moment. While that correction fades, in the first 1/(1 − β₂) updates, rates may rise.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)

    key: ClassVar[str] = "amsgrad"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AMSGrad")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adam that keeps its largest second moment, so it does not speed up again.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sqrt{\hat u}+\varepsilon}\,\hat m,\quad "
        r"u\leftarrow\max(u,v),\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "S. J. Reddi, S. Kale and S. Kumar, ICLR 2018"
    )

    def init(self, x: Array) -> LargestState:
        return LargestState(*fresh_moments(x), np.zeros_like(x))

    def terms(self, grad: Array, state: LargestState) -> LargestTerms:
        adam = moments(grad, AdamState._make(state[:4]), self.beta1, self.beta2)
        largest = np.maximum(state.largest, adam.square)
        mean_hat = adam.mean / seen(adam.mean_start)
        sigma = largest / seen(adam.square_start)
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        return LargestTerms(adam.mean, mean_hat, sigma, move, LargestState(*adam, largest))


class AdaMaxState(NamedTuple):
    """The mean gradient with what is left of its start, and the fading largest gradient."""

    mean: Array  # (N, D), as all of them
    mean_start: Array
    sigma: Array


class AdaMaxTerms(NamedTuple):
    """m, m̂, the fading largest gradient σ, and the update."""

    mean: Array
    mean_hat: Array
    sigma: Array
    move: Array
    state: AdaMaxState


@final
@dataclass(frozen=True, slots=True)
class AdaMax(Optimizer):
    """Adam with the fading largest gradient in place of the root mean square.

    Hardly any update is longer than η. The paper has no ε; libraries add it to each |g|, and so
    does this. With ε = 0, a ball does not move along an axis where every gradient so far was 0.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)

    key: ClassVar[str] = "adamax"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AdaMax")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adam that divides by a decaying maximum of the gradients instead of an average.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sigma}\,\hat m,\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad "
        r"\sigma\leftarrow\max(\beta_2\sigma,|g|+\varepsilon)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "D. P. Kingma and J. Ba, ICLR 2015, §7.1")

    def init(self, x: Array) -> AdaMaxState:
        return AdaMaxState(np.zeros_like(x), unfaded(x), np.zeros_like(x))

    def terms(self, grad: Array, state: AdaMaxState) -> AdaMaxTerms:
        mean = state.mean * self.beta1
        mean += grad * (1 - self.beta1)
        mean_start = faded(state.mean_start, self.beta1)
        sigma = np.abs(grad)
        sigma += self.eps
        np.maximum(sigma, state.sigma * self.beta2, out=sigma)
        mean_hat = mean / seen(mean_start)
        move = sigma + TINY
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        return AdaMaxTerms(mean, mean_hat, sigma, move, AdaMaxState(mean, mean_start, sigma))
