"""AdaDelta (Zeiler, 2012)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Group, Optimizer, fading, learning_rate


class Averages(NamedTuple):
    """The running means of the squares of a ball's gradients and of its steps."""

    square: Array  # (N, D)
    moved: Array  # (N, D)


class AdaDeltaTerms(NamedTuple):
    """The rate r of each parameter, its step d = rg, and the update −ηd."""

    rate: Array
    delta: Array
    move: Array
    state: Averages


@final
@dataclass(frozen=True, slots=True)
class AdaDelta(Optimizer):
    """Every parameter's rate is the size of its last steps over the size of its last gradients.

    The paper has no η; libraries multiply by one, and 1 leaves the rule as it is. Both roots
    have their ε inside. The mean of the steps starts at 0, so ε, not η, determines the first
    step: about √(ε/(1 − ρ)). Hence ε must not be 0.
    """

    lr: Value = learning_rate(1.0)
    rho: Value = fading(0.9, "ρ", r"\rho", QT_TRANSLATE_NOOP("Knob", "Decay rate of both averages"))
    eps: Value = knob(
        1e-6,
        1e-12,
        1e-2,
        scale="log",
        symbol="ε",
        latex=r"\varepsilon",
        title=QT_TRANSLATE_NOOP("Knob", "Constant added to both averages"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "adadelta"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "AdaDelta")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Finds its rate by itself, from how far it has moved lately: it starts slowly.",
    )
    formula: ClassVar[str] = (
        r"v\leftarrow\rho v+(1-\rho)g^2,\quad d=\sqrt{\frac{u+\varepsilon}{v+\varepsilon}}\;g,"
        r"\quad u\leftarrow\rho u+(1-\rho)d^2,\quad\theta\leftarrow\theta-\eta\,d"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "M. D. Zeiler, arXiv:1212.5701 (2012)")

    def init(self, x: Array) -> Averages:
        return Averages(np.zeros_like(x), np.zeros_like(x))

    def terms(self, grad: Array, state: Averages) -> AdaDeltaTerms:
        square = grad * grad
        square *= 1 - self.rho
        square += state.square * self.rho
        rate = state.moved + self.eps
        rate /= square + self.eps
        np.sqrt(rate, out=rate)
        delta = rate * grad
        moved = delta * delta
        moved *= 1 - self.rho
        moved += state.moved * self.rho
        return AdaDeltaTerms(rate, delta, delta * -self.lr, Averages(square, moved))
