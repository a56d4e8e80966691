"""Rates that never rise."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array, frozen
from engine.knobs import knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.schedules.base import Schedule, drop, power, updates


@final
@dataclass(frozen=True, slots=True)
class StepDecay(Schedule):
    """Multiplied by γ every T updates."""

    every: float = updates(100.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates between drops"))
    gamma: float = drop(0.5, QT_TRANSLATE_NOOP("Knob", "Factor at each drop"))

    key: ClassVar[str] = "step"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Step")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "The rate is multiplied by γ after every T updates."
    )
    formula: ClassVar[str] = r"\eta^t=\eta\,\gamma^{\lfloor t/T\rfloor}"

    def factor(self, age: Array) -> Array:
        return power(self.gamma, np.floor(age / self.every))

    @property
    def reach(self) -> float:
        return 5 * self.every


@final
@dataclass(frozen=True, slots=True)
class MultiStep(Schedule):
    """Multiplied by γ at each milestone m; one that is listed twice counts twice."""

    milestones: tuple[int, ...] = (100, 200)  # ages, in any order
    gamma: float = drop(0.1, QT_TRANSLATE_NOOP("Knob", "Factor at each drop"))

    key: ClassVar[str] = "multi_step"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Multi-step")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "The rate is multiplied by γ at each of the listed updates m."
    )
    formula: ClassVar[str] = r"\eta^t=\eta\,\gamma^{k},\quad k=\left|\{m:m\leq t\}\right|"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "K. He et al., CVPR 2016")

    def factor(self, age: Array) -> Array:
        passed = np.searchsorted(_in_order(self.milestones), age, side="right")
        return power(self.gamma, passed.astype(np.float64))

    @property
    def reach(self) -> float:
        return 1.25 * max(self.milestones, default=1)


@lru_cache(maxsize=64)
def _in_order(milestones: tuple[int, ...]) -> Array:
    return frozen(np.sort(np.array(milestones, dtype=np.float64)))


@final
@dataclass(frozen=True, slots=True)
class Exponential(Schedule):
    """Multiplied by γ at every update."""

    gamma: float = knob(
        0.99,
        0.0,
        0.9999,
        scale="one_minus_log",
        symbol="γ",
        latex=r"\gamma",
        title=QT_TRANSLATE_NOOP("Knob", "Factor at each update"),
        minimum=0.0,
        maximum=1.0,
    )

    key: ClassVar[str] = "exponential"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Exponential")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Every rate is γ times the one before.")
    formula: ClassVar[str] = r"\eta^t=\eta\,\gamma^t"

    def factor(self, age: Array) -> Array:
        return power(self.gamma, age)

    @property
    def reach(self) -> float:
        # Until a hundredth is left; γ next to 0 or 1 is still drawn over some updates.
        return math.log(0.01) / math.log(min(max(self.gamma, 0.1), 0.99999))


@final
@dataclass(frozen=True, slots=True)
class InverseTime(Schedule):
    """Divided by 1 + t/T: its sum is infinite, the sum of its squares is not."""

    scale: float = updates(100.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates until halved"))

    key: ClassVar[str] = "inverse_time"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Inverse time, 1/t")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "Slow enough to reach any distance, fast enough to average noise away."
    )
    formula: ClassVar[str] = r"\eta^t=\frac{\eta}{1+t/T}"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "H. Robbins and S. Monro, 1951")

    def factor(self, age: Array) -> Array:
        return 1 / (1 + age / self.scale)

    @property
    def reach(self) -> float:
        return 10 * self.scale


@final
@dataclass(frozen=True, slots=True)
class InverseSquareRoot(Schedule):
    """Divided by √(1 + t/T): T = 1 is the implicit decay of the original AdaGrad."""

    scale: float = updates(1.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Decay time"))

    key: ClassVar[str] = "inverse_square_root"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Inverse square root")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "A gentle decay; T = 1 is the one inside AdaGrad (sum)."
    )
    formula: ClassVar[str] = r"\eta^t=\frac{\eta}{\sqrt{1+t/T}}"

    def factor(self, age: Array) -> Array:
        return 1 / np.sqrt(1 + age / self.scale)

    @property
    def reach(self) -> float:
        return 20 * self.scale


@final
@dataclass(frozen=True, slots=True)
class Polynomial(Schedule):
    """A power of the share of T updates that is left, and nothing from then on."""

    span: float = updates(1000.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates until zero"))
    power: float = knob(
        1.0,
        0.25,
        4.0,
        scale="log",
        symbol="p",
        latex="p",
        title=QT_TRANSLATE_NOOP("Knob", "Power"),
        minimum=0.0,
        open_low=True,
    )

    key: ClassVar[str] = "polynomial"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Polynomial")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "Falls to 0 in T updates, in a straight line where p = 1, and stays 0."
    )
    formula: ClassVar[str] = r"\eta^t=\eta\left(1-\min(t/T,\,1)\right)^{p}"
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "W. Liu et al., ParseNet, 2015")

    def factor(self, age: Array) -> Array:
        # The difference of whole numbers is exact, and so is the end: 1 − t/T would round first.
        return power(np.maximum(self.span - age, 0) / self.span, self.power)

    @property
    def reach(self) -> float:
        return 1.2 * self.span
