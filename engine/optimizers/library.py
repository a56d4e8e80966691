"""Momentum, Nesterov and RMSProp as the libraries compute them, where that differs from the book.

Each docstring states the difference. Tested against torch.optim in
tests/engine/test_torch_reference.py.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import TINY, Group, Optimizer, epsilon, fading, learning_rate
from engine.optimizers.clock import ONE


def _off(value: Value) -> bool:
    """Whether a knob is 0 for all balls, so that its product can be skipped."""
    return isinstance(value, float | int) and value == 0


def _coefficient(default: float) -> Any:
    return fading(default, "μ", r"\mu", QT_TRANSLATE_NOOP("Knob", "Momentum coefficient"))


class Summed(NamedTuple):
    """The fading sum of a ball's gradients, and their number."""

    b: Array  # (N, D)
    updates: Array  # (N, D)


class SumTerms(NamedTuple):
    """The new sum b and the update −ηb."""

    b: Array
    move: Array
    state: Any


@final
@dataclass(frozen=True, slots=True)
class MomentumLibrary(Optimizer):
    """The fading sum of all gradients, times η: momentum as PyTorch computes it.

    At a constant rate and without dampening, the book's momentum to rounding. They differ where η
    changes in mid-run: here the present velocity is rescaled with it, at once. PyTorch
    does not dampen the first gradient, which starts the sum as it is.
    """

    lr: Value = learning_rate(0.01)
    momentum: Value = _coefficient(0.9)
    dampening: Value = knob(
        0.0,
        0.0,
        1.0,
        symbol="τ",
        latex=r"\tau",
        title=QT_TRANSLATE_NOOP("Knob", "Dampening of new gradients"),
        minimum=0.0,
        maximum=1.0,
    )

    key: ClassVar[str] = "momentum_library"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Momentum (PyTorch)")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Adds up fading gradients and multiplies by the rate at the end, so a new rate "
        "changes its speed at once.",
    )
    formula: ClassVar[str] = (
        r"b\leftarrow\mu b+(1-\tau)g,\quad b_0=g_0,\quad\theta\leftarrow\theta-\eta\,b"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "PyTorch, torch.optim.SGD")

    def init(self, x: Array) -> Summed:
        return Summed(np.zeros_like(x), np.zeros_like(x))

    def coast(self, state: Summed) -> Array:
        return np.asarray(state.b * (-self.lr * self.momentum))

    def terms(self, grad: Array, state: Summed) -> SumTerms:
        b = state.b * self.momentum
        if _off(self.dampening):
            b += grad
        else:
            share = np.minimum(state.updates, ONE)  # a ball's first gradient counts whole
            share *= -self.dampening
            share += ONE
            share *= grad
            b += share
        return SumTerms(b, b * -self.lr, Summed(b, state.updates + ONE))


class Sum(NamedTuple):
    """The fading sum of a ball's gradients."""

    b: Array  # (N, D)


@final
@dataclass(frozen=True, slots=True)
class NesterovLibrary(Optimizer):
    """Nesterov's momentum as PyTorch computes it: with the gradient at the ball itself.

    Its ball is at the look-ahead point of the other form: at a constant rate, θ + λm of that one is
    θ of this one. So both evaluate the same gradients, and only the meaning of θ differs.
    """

    lr: Value = learning_rate(0.01)
    momentum: Value = _coefficient(0.9)

    key: ClassVar[str] = "nesterov_library"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Nesterov (PyTorch)")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Nesterov’s rule with its ball drawn at the look-ahead point.",
    )
    formula: ClassVar[str] = r"b\leftarrow\mu b+g,\quad\theta\leftarrow\theta-\eta\,(g+\mu b)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "PyTorch, torch.optim.SGD with nesterov=True; I. Sutskever et al., ICML 2013"
    )

    def init(self, x: Array) -> Sum:
        return Sum(np.zeros_like(x))

    def coast(self, state: Sum) -> Array:
        return np.asarray(state.b * (-self.lr * self.momentum * self.momentum))

    def terms(self, grad: Array, state: Sum) -> SumTerms:
        b = state.b * self.momentum
        b += grad
        move = b * self.momentum
        move += grad
        move *= -self.lr
        return SumTerms(b, move, Sum(b))


class SquareAndSum(NamedTuple):
    """The running mean of the gradient's square, and the fading sum of g/(σ + ε)."""

    square: Array  # (N, D)
    b: Array  # (N, D)


class RMSPropTerms(NamedTuple):
    """σ, the fading sum b of g/(σ + ε), and the update −ηb."""

    sigma: Array
    b: Array
    move: Array
    state: SquareAndSum


@final
@dataclass(frozen=True, slots=True)
class RMSPropLibrary(Optimizer):
    """RMSProp as PyTorch computes it: σ from a mean that starts at zero, and ε outside the root.

    Its first updates are longer than the book's: σ₀ is only √(1 − α) |g₀|, so at α = 0.99 the
    first is ten times η. Momentum, off at first, sums what has been divided by σ already. Hinton's
    lecture has neither ε nor momentum. There is no centred variant.
    """

    lr: Value = learning_rate(0.01)
    alpha: Value = fading(
        0.99, "α", r"\alpha", QT_TRANSLATE_NOOP("Knob", "Second-moment decay rate")
    )
    eps: Value = epsilon(1e-8)
    momentum: Value = _coefficient(0.0)

    key: ClassVar[str] = "rmsprop_library"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "RMSProp (PyTorch)")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "RMSProp whose average starts from zero, which makes the first updates long.",
    )
    formula: ClassVar[str] = (
        r"\sigma\leftarrow\sqrt{\alpha\,\sigma^2+(1-\alpha)g^2},\quad "
        r"b\leftarrow\mu b+\frac{g}{\sigma+\varepsilon},\quad\theta\leftarrow\theta-\eta\,b"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "PyTorch, torch.optim.RMSprop")

    def init(self, x: Array) -> SquareAndSum:
        return SquareAndSum(np.zeros_like(x), np.zeros_like(x))

    def terms(self, grad: Array, state: SquareAndSum) -> RMSPropTerms:
        square = grad * grad
        square *= 1 - self.alpha
        square += state.square * self.alpha
        sigma = np.sqrt(square)
        b = sigma + (self.eps + TINY)
        np.divide(grad, b, out=b)
        if not _off(self.momentum):
            b += state.b * self.momentum
        return RMSPropTerms(sigma, b, b * -self.lr, SquareAndSum(square, b))
