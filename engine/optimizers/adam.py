"""Adam (Kingma and Ba, 2015)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, fading, learning_rate


class AdamState(NamedTuple):
    """Moments of the gradient, and the share of their zero start that is still in them."""

    mean: Array  # (N, D)
    square: Array  # (N, D)
    mean_start: Array  # (N, D), the product of all β₁ so far
    square_start: Array  # (N, D), the product of all β₂ so far


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
    beta1: Value = fading(
        0.9, "β₁", r"\beta_1", QT_TRANSLATE_NOOP("Knob", "Memory of the gradient")
    )
    beta2: Value = fading(
        0.999, "β₂", r"\beta_2", QT_TRANSLATE_NOOP("Knob", "Memory of its square")
    )
    eps: Value = epsilon(1e-8)

    key: ClassVar[str] = "adam"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Adam")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "RMSProp with momentum, both corrected for their start from zero.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sqrt{\hat v}+\varepsilon}\,\hat m,\quad "
        r"m\leftarrow\beta_1 m+(1-\beta_1)g,\quad v\leftarrow\beta_2 v+(1-\beta_2)g^2"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "D. P. Kingma and J. Ba, ICLR 2015")

    def init(self, x: Array) -> AdamState:
        ones = np.ones_like(x)
        return AdamState(np.zeros_like(x), np.zeros_like(x), ones, ones)

    def terms(self, grad: Array, state: AdamState) -> AdamTerms:
        # In-place work on arrays made here: fewer live temporaries keep memory from being
        # returned to the system and faulted in again at every step.
        mean = state.mean * self.beta1
        mean += grad * (1 - self.beta1)
        square = grad * grad
        square *= 1 - self.beta2
        square += state.square * self.beta2
        # Both moments start at zero. Carrying the product of the betas, rather than the age,
        # keeps the correction exact when a beta is turned in mid-run.
        mean_start = state.mean_start * self.beta1
        square_start = state.square_start * self.beta2
        mean_hat = mean / (1.0 - mean_start)
        sigma = square / (1.0 - square_start)
        np.sqrt(sigma, out=sigma)
        move = sigma + (self.eps + TINY)
        np.divide(mean_hat, move, out=move)
        move *= -self.lr
        state = AdamState(mean, square, mean_start, square_start)
        return AdamTerms(mean, mean_hat, sigma, move, state)
