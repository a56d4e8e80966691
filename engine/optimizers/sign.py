"""Rules for which only the sign of a slope counts: Rprop and Lion."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.adam_family import Placed, weight_decay
from engine.optimizers.base import TINY, Group, Optimizer, Oracle, fading, learning_rate


class Steps(NamedTuple):
    """The length of each parameter's steps, in units of η, and the sign of the last slope."""

    scale: Array  # (N, D)
    sign: Array  # (N, D), 0 at first and after a turn


class RpropTerms(NamedTuple):
    """The length s of the step in units of η, its direction (0 at a turn), and the update."""

    scale: Array
    sign: Array
    move: Array
    state: Steps


def _bound(default: float, low: float, high: float, end: str, title: str) -> Any:
    return knob(
        default,
        low,
        high,
        scale="log",
        symbol=f"Δ{end}",
        latex=rf"\Delta_{{\{end}}}",
        title=title,
        minimum=0.0,
        open_low=True,
    )


@final
@dataclass(frozen=True, slots=True)
class Rprop(Optimizer):
    """A step length of its own for each parameter: longer while the slope keeps its sign.

    Where the sign turns, the step is shortened and this update leaves the parameter alone, and the
    next one does not compare: Rprop⁻ without going back, as PyTorch has it. The first paper undoes
    the last step instead. There η is only the length of the first step; here lengths are
    kept in units of η, so that the rate and its schedule count at all times. At a constant η
    of at least Δmin both are the same.
    """

    lr: Value = learning_rate(0.01)
    grow: Value = knob(
        1.2,
        1.01,
        2.0,
        symbol="η⁺",
        latex=r"\eta^{+}",
        title=QT_TRANSLATE_NOOP("Knob", "Growth factor while the sign stays"),
        minimum=1.0,
        open_low=True,
    )
    shrink: Value = knob(
        0.5,
        0.1,
        0.9,
        symbol="η⁻",
        latex=r"\eta^{-}",
        title=QT_TRANSLATE_NOOP("Knob", "Shrink factor where the sign turns"),
        minimum=0.0,
        maximum=1.0,
        open_low=True,
        open_high=True,
    )
    shortest: Value = _bound(
        1e-6, 1e-12, 1e-2, "min", QT_TRANSLATE_NOOP("Knob", "Shortest movement")
    )
    longest: Value = _bound(50.0, 1e-2, 100.0, "max", QT_TRANSLATE_NOOP("Knob", "Longest movement"))

    key: ClassVar[str] = "rprop"
    group: ClassVar[Group] = "adaptive"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Rprop")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Only the gradients’ signs count: moves grow while they stay, shrink where they turn.",
    )
    formula: ClassVar[str] = (
        r"s\leftarrow\begin{cases}\eta^{+}s&\;g_tg_{t-1}>0\\"
        r"\eta^{-}s,\;g_t\leftarrow 0&\;g_tg_{t-1}<0\end{cases},\quad "
        r"\Delta_{\min}\leq\eta\,s\leq\Delta_{\max},\quad "
        r"\theta\leftarrow\theta-\eta\,s\,\mathrm{sign}(g_t)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "M. Riedmiller and H. Braun, ICNN 1993; C. Igel and M. Hüsken, 2000 (Rprop⁻)"
    )

    def init(self, x: Array) -> Steps:
        return Steps(np.ones_like(x), np.zeros_like(x))

    def terms(self, grad: Array, state: Steps) -> RpropTerms:
        sign = np.sign(grad)
        agree = sign * state.sign
        turned = agree < 0
        factor = np.where(turned, self.shrink, np.where(agree > 0, self.grow, 1.0))
        factor *= state.scale
        low, high = self._bounds()
        np.maximum(factor, low, out=factor)
        scale = np.minimum(factor, high, out=factor)
        sign = np.where(turned, 0.0, sign)
        move = scale * sign
        move *= -self.lr
        return RpropTerms(scale, sign, move, Steps(scale, sign))

    def _bounds(self) -> tuple[Value, Value]:
        """The shortest and the longest step in units of η."""
        rate = self.lr + TINY
        low = self.shortest / rate
        return min(low, 1.0) if isinstance(low, float) else np.minimum(low, 1.0), (
            self.longest / rate
        )


class Mean(NamedTuple):
    """The running mean of a ball's gradients."""

    mean: Array  # (N, D)


class LionTerms(NamedTuple):
    """The gradient, the mixture c whose sign is used, the new mean m, and the update."""

    grad: Array
    mixed: Array
    mean: Array
    move: Array
    state: Mean


@final
@dataclass(frozen=True, slots=True)
class Lion(Optimizer):
    """Every parameter by ±η, in the direction of a mean of the gradients.

    The direction weighs the newest gradient by 1 − β₁, the stored mean by 1 − β₂. The paper
    calls the weight decay λ.
    """

    lr: Value = learning_rate(0.01)
    beta1: Value = fading(0.9, "β₁", r"\beta_1", QT_TRANSLATE_NOOP("Knob", "Direction decay rate"))
    beta2: Value = fading(
        0.99, "β₂", r"\beta_2", QT_TRANSLATE_NOOP("Knob", "First-moment decay rate")
    )
    decay: Value = weight_decay(0.001)

    key: ClassVar[str] = "lion"
    group: ClassVar[Group] = "adam"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Lion")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Moves every parameter by the same length; only its direction comes from the gradients.",
    )
    formula: ClassVar[str] = (
        r"c=\beta_1 m+(1-\beta_1)g,\quad"
        r"\theta\leftarrow\theta-\eta\,(\mathrm{sign}(c)+\omega\,\theta),"
        r"\quad m\leftarrow\beta_2 m+(1-\beta_2)g"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "X. Chen et al., NeurIPS 2023")

    def init(self, x: Array) -> Mean:
        return Mean(np.zeros_like(x))

    def ask(self, f: Oracle, x: Array, state: Mean) -> Placed:
        del state
        return Placed(f.gradient(x), x)

    def terms(self, asked: Any, state: Mean) -> LionTerms:
        grad, x = asked
        mixed = state.mean * self.beta1
        mixed += grad * (1 - self.beta1)
        mean = state.mean * self.beta2
        mean += grad * (1 - self.beta2)
        move = np.sign(mixed)
        move += x * self.decay
        move *= -self.lr
        return LionTerms(grad, mixed, mean, move, Mean(mean))
