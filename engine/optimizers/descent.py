"""Gradient descent, momentum and Nesterov's momentum."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import (
    Group,
    Memory,
    Notation,
    Optimizer,
    fading,
    learning_rate,
)


class DescentTerms(NamedTuple):
    """The update."""

    move: Array
    state: Memory


@final
@dataclass(frozen=True, slots=True)
class GradientDescent(Optimizer):
    """Against the gradient, by the learning rate times its length."""

    lr: Value = learning_rate(0.01)

    key: ClassVar[str] = "gd"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Gradient descent")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Always straight downhill, by the learning rate times the gradient.",
    )
    formula: ClassVar[str] = r"\theta\leftarrow\theta-\eta\,g"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.1")

    def init(self, x: Array) -> Memory:
        return Memory()

    def terms(self, grad: Array, state: Memory) -> DescentTerms:
        return DescentTerms(grad * -self.lr, state)


class Movement(NamedTuple):
    """The last movement m, the state of a ball with momentum; zero at first.

    The movement itself is kept, in the book's notation m ← λm − ηg, and not the library's sum of
    gradients b ← μb + g that is multiplied by η at each update. At a constant rate both give
    the same trajectory. Where η changes in mid-run they differ: here a ball keeps its velocity and
    only further gradients are rescaled, as in mechanics; the library's form rescales the present
    velocity at once.
    """

    m: Array  # (N, D)


class MomentumTerms(NamedTuple):
    """The new movement m, which is the update."""

    m: Array
    move: Array
    state: Movement


def _coefficient() -> Any:
    return fading(0.9, "λ", r"\lambda", QT_TRANSLATE_NOOP("Knob", "Momentum coefficient"))


@final
@dataclass(frozen=True, slots=True)
class Momentum(Optimizer):
    """The last movement, faded by λ, minus η times the gradient."""

    lr: Value = learning_rate(0.01)
    momentum: Value = _coefficient()

    key: ClassVar[str] = "momentum"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Momentum")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Keeps part of its last movement, like a heavy ball: it rolls over small hills.",
    )
    formula: ClassVar[str] = r"m\leftarrow\lambda m-\eta\,g,\quad\theta\leftarrow\theta+m"
    notations: ClassVar[tuple[Notation, ...]] = (
        Notation(QT_TRANSLATE_NOOP("Optimizer", "Movement m, added"), formula),
        Notation(
            QT_TRANSLATE_NOOP("Optimizer", "Velocity v, subtracted"),
            r"v\leftarrow\gamma v+\eta\,\nabla J,\quad\theta\leftarrow\theta-v",
        ),
        Notation(
            QT_TRANSLATE_NOOP("Optimizer", "Sum of gradients b (PyTorch)"),
            r"b\leftarrow\mu b+g,\quad\theta\leftarrow\theta-\eta\,b",
        ),
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "《深度学习详解》 §3.2.2; B. T. Polyak, 1964"
    )

    def init(self, x: Array) -> Movement:
        return Movement(np.zeros_like(x))

    def coast(self, state: Movement) -> Array:
        return np.asarray(state.m * self.momentum)

    def terms(self, grad: Array, state: Movement) -> MomentumTerms:
        m = state.m * self.momentum
        m -= grad * self.lr
        return MomentumTerms(m, m, Movement(m))


@final
@dataclass(frozen=True, slots=True)
class Nesterov(Optimizer):
    """Momentum whose gradient is evaluated where the old movement alone would lead."""

    lr: Value = learning_rate(0.01)
    momentum: Value = _coefficient()

    key: ClassVar[str] = "nesterov"
    group: ClassVar[Group] = "descent"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Nesterov")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Momentum that takes the gradient where it is about to be, and so brakes earlier.",
    )
    formula: ClassVar[str] = (
        r"m\leftarrow\lambda m-\eta\,\nabla L(\theta+\lambda m),\quad\theta\leftarrow\theta+m"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "Y. Nesterov, 1983; I. Sutskever et al., ICML 2013"
    )

    def init(self, x: Array) -> Movement:
        return Movement(np.zeros_like(x))

    def coast(self, state: Movement) -> Array:
        return np.asarray(state.m * self.momentum)

    def look(self, x: Array, state: Movement) -> Array:
        return x + state.m * self.momentum

    def terms(self, grad: Array, state: Movement) -> MomentumTerms:
        m = state.m * self.momentum
        m -= grad * self.lr
        return MomentumTerms(m, m, Movement(m))
