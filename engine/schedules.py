"""Learning rates that change with a ball's age.

A schedule gives the factor by which the learning rate knob is multiplied before the update a
ball makes at age t = 0, 1, 2 … (η^t = η · factor(t)). A ball dropped late starts its own clock.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.knobs import knob
from engine.marks import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Schedule(ABC):
    """A factor for the learning rate; ages may have any shape, factors have the same."""

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[str]  # η^t in LaTeX
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "book §3.4")

    @abstractmethod
    def factor(self, age: Array) -> Array:
        """η^t / η at each age."""


def updates(default: float, symbol: str, latex: str, title: str) -> Any:
    """A knob that counts updates."""
    return knob(
        default,
        1.0,
        10_000.0,
        scale="log",
        symbol=symbol,
        latex=latex,
        title=title,
        minimum=1.0,
        whole=True,
    )


def _power(base: float, exponent: Array) -> Array:
    """base^exponent. `np.power` squares where the exponent is a lone 2, and calls a power function
    where it has company: two roundings, and a ball alone would differ from the same ball in a
    fleet. `np.float_power` has no such short cut."""
    power: Array = np.float_power(base, exponent)
    return power


@final
@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    """The same rate for ever."""

    key: ClassVar[str] = "constant"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Constant")
    formula: ClassVar[str] = r"\eta^t=\eta"

    def factor(self, age: Array) -> Array:
        return np.ones_like(age)


@final
@dataclass(frozen=True, slots=True)
class StepDecay(Schedule):
    """Multiplied by γ every T updates."""

    every: float = updates(100.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates between drops"))
    gamma: float = knob(
        0.5,
        0.01,
        1.0,
        symbol="γ",
        latex=r"\gamma",
        title=QT_TRANSLATE_NOOP("Knob", "Factor at each drop"),
        minimum=0.0,
        maximum=1.0,
    )

    key: ClassVar[str] = "step"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Step")
    formula: ClassVar[str] = r"\eta^t=\eta\,\gamma^{\lfloor t/T\rfloor}"

    def factor(self, age: Array) -> Array:
        return _power(self.gamma, np.floor(age / self.every))


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
    formula: ClassVar[str] = r"\eta^t=\eta\,\gamma^t"

    def factor(self, age: Array) -> Array:
        return _power(self.gamma, age)


@final
@dataclass(frozen=True, slots=True)
class InverseSquareRoot(Schedule):
    """Divided by √(1 + t/T): T = 1 is the decay hidden in the original AdaGrad."""

    scale: float = updates(1.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates before decay bites"))

    key: ClassVar[str] = "inverse_square_root"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Inverse square root")
    formula: ClassVar[str] = r"\eta^t=\frac{\eta}{\sqrt{1+t/T}}"

    def factor(self, age: Array) -> Array:
        return 1 / np.sqrt(1 + age / self.scale)


@final
@dataclass(frozen=True, slots=True)
class Cosine(Schedule):
    """Half a cosine from η down to a floor in T updates, and the floor from then on."""

    span: float = updates(1000.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates to the floor"))
    floor: float = knob(
        0.0,
        0.0,
        1.0,
        symbol="φ",
        latex=r"\varphi",
        title=QT_TRANSLATE_NOOP("Knob", "Floor, as a share of the rate"),
        minimum=0.0,
        maximum=1.0,
    )

    key: ClassVar[str] = "cosine"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Cosine")
    formula: ClassVar[str] = (
        r"\eta^t=\eta\left(\varphi+(1-\varphi)\,"
        r"\frac{1+\cos(\pi\min(t/T,\,1))}{2}\right)"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "I. Loshchilov and F. Hutter, ICLR 2017")

    def factor(self, age: Array) -> Array:
        wave = (1 + np.cos(np.pi * np.minimum(age / self.span, 1))) / 2
        return self.floor + (1 - self.floor) * wave


@final
@dataclass(frozen=True, slots=True)
class Warmup(Schedule):
    """A straight rise to the full rate over T updates, then another schedule from its start."""

    span: float = updates(100.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates of warm-up"))
    then: Schedule = field(default_factory=Constant)

    key: ClassVar[str] = "warmup"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Linear warm-up")
    formula: ClassVar[str] = r"\eta^t=\eta\,\frac{t+1}{T}\ \ (t<T)"

    def factor(self, age: Array) -> Array:
        after = self.then.factor(np.maximum(age - self.span, 0))
        return np.where(age < self.span, (age + 1) / self.span, after)


ALL: tuple[type[Schedule], ...] = (
    Constant,
    StepDecay,
    Exponential,
    InverseSquareRoot,
    Cosine,
    Warmup,
)
BY_KEY = {kind.key: kind for kind in ALL}
