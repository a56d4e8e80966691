"""Rules that give each parameter its own learning rate η/σ."""

from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array, frozen
from engine.knobs import Value
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, fading, learning_rate
from engine.optimizers.clock import ONE

GUARD: Final = frozen(np.array(TINY))


class AdaptiveTerms(NamedTuple):
    """σ and the update −(η/σ) g."""

    sigma: Array
    move: Array
    state: "Squares"


class Squares(NamedTuple):
    """The squares of a ball's gradients, summed or averaged, and the updates they came from."""

    square: Array  # (N, D)
    updates: Array  # (N, D), how many updates that were


def _nothing(x: Array) -> Squares:
    return Squares(np.zeros_like(x), np.zeros_like(x))


def _move(grad: Array, sigma: Array, eps: Value, lr: Value) -> Array:
    """−η g/(σ + ε), divided first: where σ = |g| the quotient is exactly ±1."""
    move = sigma + eps
    np.divide(grad, move, out=move)
    move *= -lr
    return move


@final
@dataclass(frozen=True, slots=True)
class AdaGrad(Optimizer):
    """Divided by the root mean square of all gradients so far: the book's AdaGrad, eq. 3.22.

    The first update is exactly ±η along every axis. The book has no ε: along an axis where
    every gradient so far was 0, σ is 0 and the ball does not move.
    """

    lr: Value = learning_rate(0.1)

    key: ClassVar[str] = "adagrad"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AdaGrad")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Gives every parameter its own rate: the larger its gradients so far, the smaller.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sigma_t}\,g_t,\quad"
        r"\sigma_t=\sqrt{\frac{1}{t+1}\sum_{j=0}^{t}g_j^2}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 eq. 3.22")

    def init(self, x: Array) -> Squares:
        return _nothing(x)

    def terms(self, grad: Array, state: Squares) -> AdaptiveTerms:
        square = grad * grad
        square += state.square
        updates = state.updates + ONE
        sigma = square / updates
        np.sqrt(sigma, out=sigma)
        return AdaptiveTerms(sigma, _move(grad, sigma, GUARD, self.lr), Squares(square, updates))


@final
@dataclass(frozen=True, slots=True)
class AdaGradSum(Optimizer):
    """Divided by the root of the sum of all squared gradients: the original AdaGrad.

    The same as the book's form with a rate that decays as η/√(t + 1). With ε = 0, a ball does
    not move along an axis where every gradient so far was 0.
    """

    lr: Value = learning_rate(0.5)
    eps: Value = epsilon(1e-10)

    key: ClassVar[str] = "adagrad_sum"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AdaGrad (sum)")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Divides by the root of the sum of all squared gradients, so its rate only ever falls.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sigma_t+\varepsilon}\,g_t,\quad"
        r"\sigma_t=\sqrt{\sum_{j=0}^{t}g_j^2}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "J. Duchi, E. Hazan and Y. Singer, JMLR 12 (2011)"
    )

    def init(self, x: Array) -> Squares:
        return _nothing(x)

    def terms(self, grad: Array, state: Squares) -> AdaptiveTerms:
        square = grad * grad
        square += state.square
        sigma = np.sqrt(square)
        move = _move(grad, sigma, self.eps + TINY, self.lr)
        return AdaptiveTerms(sigma, move, Squares(square, state.updates + ONE))


@final
@dataclass(frozen=True, slots=True)
class RMSProp(Optimizer):
    """Divided by a running root mean square of the gradient that forgets by α each update.

    It starts at σ₀ = |g₀|, so the first update is exactly ±η along every axis. The book has no
    ε: along an axis where every gradient so far was 0, σ is 0 and the ball does not move.
    """

    lr: Value = learning_rate(0.01)
    alpha: Value = fading(
        0.9, "α", r"\alpha", QT_TRANSLATE_NOOP("Knob", "Second-moment decay rate")
    )

    key: ClassVar[str] = "rmsprop"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "RMSProp")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Like AdaGrad, but the newest gradients count most: it brakes at a cliff, then speeds up.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\frac{\eta}{\sigma_t}\,g_t,\quad"
        r"\sigma_0=|g_0|,\quad\sigma_t=\sqrt{\alpha\,\sigma_{t-1}^2+(1-\alpha)\,g_t^2}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "《深度学习详解》 §3.3.2; G. Hinton, Coursera lecture 6, 2012"
    )

    def init(self, x: Array) -> Squares:
        return _nothing(x)

    def terms(self, grad: Array, state: Squares) -> AdaptiveTerms:
        # Before the first update there is no mean to keep.
        keep = np.minimum(state.updates, ONE) * self.alpha
        square = grad * grad
        square *= ONE - keep
        square += state.square * keep
        sigma = np.sqrt(square)
        move = _move(grad, sigma, GUARD, self.lr)
        return AdaptiveTerms(sigma, move, Squares(square, state.updates + ONE))
