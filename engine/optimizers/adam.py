"""Adam (Kingma and Ba, 2015)."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, fading, learning_rate
from engine.optimizers.clock import faded, seen, unfaded


class AdamState(NamedTuple):
    """Moments of the gradient, and the share of their zero start that is still in them."""

    mean: Array  # (N, D)
    square: Array  # (N, D)
    mean_start: Array  # (N, D), the product of all β₁ so far
    square_start: Array  # (N, D), the product of all β₂ so far


def means(
    grad: Array, mean: Array, square: Array, beta1: Value, beta2: Value
) -> tuple[Array, Array]:
    """The running means of the gradient and of its square after one more gradient."""
    # In-place work on arrays made here: fewer live temporaries keep memory from being
    # returned to the system and faulted in again at every step.
    mean = mean * beta1
    mean += grad * (1 - beta1)
    new = grad * grad
    new *= 1 - beta2
    new += square * beta2
    return mean, new


def moments(grad: Array, state: AdamState, beta1: Value, beta2: Value) -> AdamState:
    """Both moments after one more gradient."""
    mean, square = means(grad, state.mean, state.square, beta1, beta2)
    # Both moments start at zero. Carrying the product of the betas, rather than the age,
    # keeps the correction exact when a beta is changed in mid-run.
    return AdamState(mean, square, faded(state.mean_start, beta1), faded(state.square_start, beta2))


def fresh_moments(x: Array) -> AdamState:
    """The moments of balls that have seen no gradient yet."""
    whole = unfaded(x)
    return AdamState(np.zeros_like(x), np.zeros_like(x), whole, whole)


def memory_of_gradient(default: float = 0.9) -> Any:
    """The knob β₁."""
    return fading(default, "β₁", r"\beta_1", QT_TRANSLATE_NOOP("Knob", "First-moment decay rate"))


def memory_of_square(default: float = 0.999) -> Any:
    """The knob β₂."""
    return fading(default, "β₂", r"\beta_2", QT_TRANSLATE_NOOP("Knob", "Second-moment decay rate"))


class AdamTerms(NamedTuple):
    """m, its bias-corrected m̂, σ = √v̂, and the update."""

    mean: Array
    mean_hat: Array
    sigma: Array
    move: Array
    state: AdamState


@final
@dataclass(frozen=True, slots=True)
class Adam(Optimizer):
    """Momentum divided by a running root mean square of the gradient, per coordinate.

    With ε = 0, a ball does not move along an axis where every gradient so far was 0.
    """

    lr: Value = learning_rate(0.1)
    beta1: Value = memory_of_gradient()
    beta2: Value = memory_of_square()
    eps: Value = epsilon(1e-8)

    key: ClassVar[str] = "adam"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Adam")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "RMSProp with momentum, both bias-corrected for their start at zero.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sqrt{\hat v}+\varepsilon}\,\hat m,\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "D. P. Kingma and J. Ba, ICLR 2015")

    def init(self, x: Array) -> AdamState:
        return fresh_moments(x)

    def terms(self, grad: Array, state: AdamState) -> AdamTerms:
        state = moments(grad, state, self.beta1, self.beta2)
        mean, square, mean_start, square_start = state
        mean_hat = mean / seen(mean_start)
        sigma = square / seen(square_start)
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        return AdamTerms(mean, mean_hat, sigma, move, state)
