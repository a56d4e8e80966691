"""Warm-ups, and schedules composed of others."""

from dataclasses import dataclass, field
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.schedules.base import Schedule, updates
from engine.schedules.constant import Constant
from engine.schedules.waves import Cosine


@final
@dataclass(frozen=True, slots=True)
class TransformerWarmup(Schedule):
    """A straight rise to the peak in W updates, then a fall as 1/√t.

    The paper has the rate d^(−1/2) · min(s^(−1/2), s · W^(−3/2)) at s = t + 1 for layers of width
    d. Here the factor is 1 at the peak, so η is the highest rate as everywhere; the paper's own
    is η = (dW)^(−1/2), which is 6.99e-4 for d = 512 and W = 4000.
    """

    peak: float = updates(4000.0, "W", "W", QT_TRANSLATE_NOOP("Knob", "Updates to the peak"))

    key: ClassVar[str] = "transformer"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Transformer warm-up")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule",
        "A straight rise, then a fall as 1/√t. Here η is the peak; in the paper it is 1/√(dW), "
        "6.99×10⁻⁴ for width d = 512 and W = 4,000.",
    )
    formula: ClassVar[str] = r"\eta^t=\eta\,\min\left(\frac{t+1}{W},\ \sqrt{\frac{W}{t+1}}\right)"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "A. Vaswani et al., NeurIPS 2017")

    def factor(self, age: Array) -> Array:
        share = (age + 1) / self.peak
        return np.minimum(share, 1 / np.sqrt(share))

    @property
    def reach(self) -> float:
        return 5 * self.peak


@final
@dataclass(frozen=True, slots=True)
class Sequential(Schedule):
    """One schedule for T_s updates, then another from its own start."""

    switch: float = updates(
        500.0, "T_s", "T_s", QT_TRANSLATE_NOOP("Knob", "Updates under the first schedule")
    )
    first: Schedule = field(default_factory=Constant)
    second: Schedule = field(default_factory=Cosine)

    key: ClassVar[str] = "sequential"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "One after another")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "One schedule for so many updates, then another from its own start."
    )
    formula: ClassVar[str] = (
        r"\eta^t=\begin{cases}\eta_1^{t} & t<T_s\\\eta_2^{t-T_s} & t\geq T_s\end{cases}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "PyTorch, SequentialLR")

    def factor(self, age: Array) -> Array:
        after = self.second.factor(np.maximum(age - self.switch, 0))
        return np.where(age < self.switch, self.first.factor(age), after)

    @property
    def reach(self) -> float:
        return self.switch + self.second.reach


@final
@dataclass(frozen=True, slots=True)
class Warmup(Schedule):
    """A straight rise to the full rate over T_w updates, then another schedule from its start."""

    span: float = updates(100.0, "T_w", "T_w", QT_TRANSLATE_NOOP("Knob", "Warm-up updates"))
    then: Schedule = field(default_factory=Constant)

    key: ClassVar[str] = "warmup"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Linear warm-up")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "A straight rise to the set rate, then the schedule from its own start."
    )
    formula: ClassVar[str] = r"\eta^t=\eta\,\frac{t+1}{T_w}\ \ (t<T_w)"

    def factor(self, age: Array) -> Array:
        after = self.then.factor(np.maximum(age - self.span, 0))
        return np.where(age < self.span, (age + 1) / self.span, after)

    @property
    def reach(self) -> float:
        return self.span + max(self.then.reach, self.span / 2)
