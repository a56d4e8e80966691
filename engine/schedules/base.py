"""The interface of every schedule, and the knobs that several of them have."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from engine.arrays import Array
from engine.knobs import knob
from engine.marks import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Schedule(ABC):
    """A factor for the learning rate; ages may have any shape, factors have the same.

    No factor is above 1: the learning rate knob η is the highest rate that a ball ever has.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    summary: ClassVar[str]  # one sentence
    formula: ClassVar[str]  # η^t in LaTeX
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "《深度学习详解》 §3.4")

    @abstractmethod
    def factor(self, age: Array) -> Array:
        """η^t / η at each age."""

    @property
    @abstractmethod
    def reach(self) -> float:
        """How many updates show what it does: for pictures of it, no part of the run."""


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


def drop(default: float, title: str) -> Any:
    """A knob for a factor applied at some updates."""
    return knob(
        default,
        0.01,
        1.0,
        symbol="γ",
        latex=r"\gamma",
        title=title,
        minimum=0.0,
        maximum=1.0,
    )


def lowest() -> Any:
    """The knob for a share of the rate that a cosine never falls below."""
    return knob(
        0.0,
        0.0,
        1.0,
        symbol="φ",
        latex=r"\varphi",
        title=QT_TRANSLATE_NOOP("Knob", "Floor, as a fraction of the rate"),
        minimum=0.0,
        maximum=1.0,
    )


def power(base: float | Array, exponent: float | Array) -> Array:
    """base^exponent. `np.power` squares where the exponent is a single 2, and calls a power
    function for an array of them: different roundings, so a single ball would differ from the same
    ball in a fleet. `np.float_power` has no such special case."""
    result: Array = np.float_power(base, exponent)
    return result


def half_wave(share: Array) -> Array:
    """Half a cosine: from 1 at `share` 0 down to 0 at `share` 1."""
    wave: Array = (1 + np.cos(np.pi * share)) / 2
    return wave
