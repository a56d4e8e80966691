"""Newton's method, and two variants that avoid long steps and saddles."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Group, Memory, Optimizer, Oracle, learning_rate
from engine.optimizers.vectors import dot, eigen, product, quotient


class Curved(NamedTuple):
    """Gradient and Hessian, which these rules need."""

    grad: Array  # (N, D)
    hessian: Array  # (N, D, D)


class NewtonTerms(NamedTuple):
    """The gradient along the axes of curvature, and its divisors there."""

    grad: Array  # (N, D)
    eigenvalues: Array  # (N, D), λ of the Hessian, ascending
    along: Array  # (N, D), gᵀu: the gradient along the eigenvector of each
    divisor: Array  # (N, D), the rule's function of each λ
    move: Array
    state: Memory


@dataclass(frozen=True, slots=True)
class Curvature(Optimizer):
    """Rules that divide the gradient, along each eigenvector of the Hessian, by a curvature.

    Along an axis without gradient the ball does not move, even if the divisor is 0. Elsewhere a
    divisor of exactly 0 sends the ball to infinity, as the rule's formula does.
    """

    group: ClassVar[Group] = "second"

    @abstractmethod
    def divisor(self, eigenvalues: Array) -> Array:
        """The divisor of the gradient along each axis, from the Hessian's λ there, (N, D)."""

    def init(self, x: Array) -> Memory:
        return Memory()

    def ask(self, f: Oracle, x: Array, state: Memory) -> Curved:
        return Curved(f.gradient(x), f.hessian(x))

    def terms(self, asked: Any, state: Memory) -> NewtonTerms:
        grad, hessian = asked
        eigenvalues, vectors = eigen(hessian)
        size = grad.shape[-1]
        along = np.concatenate([dot(grad, vectors[:, :, k]) for k in range(size)], axis=1)
        divisor = self.divisor(eigenvalues)
        steps = product(-self.lr, quotient(along, divisor))
        move = product(vectors[:, :, 0], steps[:, :1])
        for k in range(1, size):
            move += product(vectors[:, :, k], steps[:, k : k + 1])
        return NewtonTerms(grad, eigenvalues, along, divisor, np.asfortranarray(move), state)


@final
@dataclass(frozen=True, slots=True)
class Newton(Curvature):
    """To the critical point of the local parabola: a minimum, a saddle or a maximum.

    Along an axis of negative curvature that is uphill.
    """

    lr: Value = learning_rate(1.0)

    key: ClassVar[str] = "newton"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Newton")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Leaps to the critical point of the local parabola, even if that is a saddle or a peak.",
    )
    formula: ClassVar[str] = r"\theta\leftarrow\theta-\eta\,H^{-1}g"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "J. Nocedal and S. J. Wright, Numerical Optimization, 2006, §3.3"
    )

    def divisor(self, eigenvalues: Array) -> Array:
        return eigenvalues


@final
@dataclass(frozen=True, slots=True)
class DampedNewton(Curvature):
    """Newton with μ added to every curvature: large, it is gradient descent with rate η/μ.

    Downhill along every axis only where μ exceeds the most negative curvature's size.
    """

    lr: Value = learning_rate(1.0)
    damping: Value = knob(
        1.0,
        1e-6,
        1e3,
        scale="log",
        symbol="μ",
        latex=r"\mu",
        title=QT_TRANSLATE_NOOP("Knob", "Constant added to the curvature"),
        minimum=0.0,
    )

    key: ClassVar[str] = "newton_damped"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Regularised Newton (Levenberg)")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Newton with a constant added to every curvature, so that flat ground makes no leap.",
    )
    formula: ClassVar[str] = r"\theta\leftarrow\theta-\eta\,(H+\mu I)^{-1}g"
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "K. Levenberg, Quarterly of Applied Mathematics 2 (1944)"
    )

    def divisor(self, eigenvalues: Array) -> Array:
        return eigenvalues + self.damping


@final
@dataclass(frozen=True, slots=True)
class SaddleFreeNewton(Curvature):
    """Newton with the size of every curvature, so downhill along every axis.

    Along an axis of negative curvature it moves as far as Newton does, the other way. Curvatures
    smaller than δ are replaced by δ.
    """

    lr: Value = learning_rate(1.0)
    floor: Value = knob(
        0.01,
        1e-8,
        10.0,
        scale="log",
        symbol="δ",
        latex=r"\delta",
        title=QT_TRANSLATE_NOOP("Knob", "Curvature floor"),
        minimum=0.0,
    )

    key: ClassVar[str] = "newton_saddle_free"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Saddle-free Newton")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Newton that takes every curvature as positive: saddles repel it instead of drawing it in.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\eta\sum_k\frac{u_k^{\top}g}{\max(|\lambda_k|,\,\delta)}\,u_k"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "Y. Dauphin et al., NeurIPS 2014")

    def divisor(self, eigenvalues: Array) -> Array:
        return np.maximum(np.abs(eigenvalues), self.floor)
