"""Rates along half cosines."""

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array, frozen
from engine.knobs import knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.schedules.base import Schedule, half_wave, lowest, updates

OLDEST: Final = 2.0**53  # updates; beyond it two neighbours are the same float
WARM_RESTARTS: Final = QT_TRANSLATE_NOOP("Source", "I. Loshchilov and F. Hutter, ICLR 2017")


@final
@dataclass(frozen=True, slots=True)
class Cosine(Schedule):
    """Half a cosine from η down to a floor in T updates, and the floor from then on."""

    span: float = updates(1000.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates to the floor"))
    floor: float = lowest()

    key: ClassVar[str] = "cosine"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Cosine")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "Half a cosine down to the floor in T updates, and the floor from then on."
    )
    formula: ClassVar[str] = (
        r"\eta^t=\eta\left(\varphi+(1-\varphi)\,"
        r"\frac{1+\cos(\pi\min(t/T,\,1))}{2}\right)"
    )
    source: ClassVar[str] = WARM_RESTARTS

    def factor(self, age: Array) -> Array:
        return self.floor + (1 - self.floor) * half_wave(np.minimum(age / self.span, 1))

    @property
    def reach(self) -> float:
        return 1.2 * self.span


@final
@dataclass(frozen=True, slots=True)
class CosineRestarts(Schedule):
    """Half cosines, one after another: SGDR. Cycle k begins at the whole rate and has
    T₀ · T_multᵏ updates; the floor itself is never reached."""

    first: float = updates(
        100.0, "T₀", "T_0", QT_TRANSLATE_NOOP("Knob", "Updates in the first cycle")
    )
    multiple: float = knob(
        2.0,
        1.0,
        10.0,
        symbol="T_mult",
        latex=r"T_{\mathrm{mult}}",
        title=QT_TRANSLATE_NOOP("Knob", "Ratio of successive cycles"),
        minimum=1.0,
        whole=True,
    )
    floor: float = lowest()

    key: ClassVar[str] = "cosine_restarts"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "Cosine with restarts")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule",
        "Half a cosine down, then at once the set rate again; t counts from the last restart, "
        "and cycle k = 0, 1, 2 … has T updates.",
    )
    formula: ClassVar[str] = (
        r"\begin{array}{l}\eta^t=\eta\left(\varphi+(1-\varphi)\,"
        r"\frac{1+\cos(\pi t/T)}{2}\right)\\T=T_0\,T_{\mathrm{mult}}^{\,k}\end{array}"
    )
    source: ClassVar[str] = WARM_RESTARTS

    def factor(self, age: Array) -> Array:
        if self.multiple == 1:
            share = np.fmod(age, self.first) / self.first
        else:
            starts, lengths = _cycles(self.first, self.multiple)
            cycle = np.searchsorted(starts, age, side="right") - 1
            share = (age - starts[cycle]) / lengths[cycle]
        return self.floor + (1 - self.floor) * half_wave(share)

    @property
    def reach(self) -> float:
        # The first three cycles.
        return self.first * (1 + self.multiple + self.multiple * self.multiple)


@lru_cache(maxsize=64)
def _cycles(first: float, multiple: float) -> tuple[Array, Array]:
    """The ages at which cycles begin, and their lengths: sums of whole numbers, so exact."""
    starts, lengths = [0.0], [first]
    while starts[-1] + lengths[-1] < OLDEST:
        starts.append(starts[-1] + lengths[-1])
        lengths.append(lengths[-1] * multiple)
    return frozen(np.array(starts)), frozen(np.array(lengths))


@final
@dataclass(frozen=True, slots=True)
class OneCycle(Schedule):
    """Up from η/d to η, then down to η/(dD), each along half a cosine; that stays from T on."""

    span: float = updates(1000.0, "T", "T", QT_TRANSLATE_NOOP("Knob", "Updates in the cycle"))
    rise: float = knob(
        0.3,
        0.05,
        0.95,
        symbol="p",
        latex="p",
        title=QT_TRANSLATE_NOOP("Knob", "Rising fraction"),
        minimum=0.0,
        maximum=1.0,
        open_high=True,
    )
    start: float = knob(
        25.0,
        1.0,
        1000.0,
        scale="log",
        symbol="d",
        latex="d",
        title=QT_TRANSLATE_NOOP("Knob", "Peak rate over initial rate"),
        minimum=1.0,
    )
    end: float = knob(
        1e4,
        1.0,
        1e8,
        scale="log",
        symbol="D",
        latex="D",
        title=QT_TRANSLATE_NOOP("Knob", "Initial rate over final rate"),
        minimum=1.0,
    )

    key: ClassVar[str] = "one_cycle"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Schedule", "One cycle")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Schedule", "Up to the peak η and far down again, once in T updates; the last rate stays."
    )
    formula: ClassVar[str] = (
        r"\begin{array}{l}\eta^t=\eta\left(1-(1-\frac{1}{d})\,c(\frac{t}{r})\right)\ \ (t\leq r)\\"
        r"\eta^t=\eta\left(\frac{1}{dD}+(1-\frac{1}{dD})\,c(\frac{t-r}{T-1-r})\right)\\"
        r"r=pT-1,\ \ c(s)=\frac{1+\cos(\pi\min(s,\,1))}{2}\end{array}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "L. N. Smith and N. Topin, 2019")

    def factor(self, age: Array) -> Array:
        top = self.rise * self.span - 1  # the age of the peak; below 0 where there is no rise
        up = np.minimum(age / top, 1) if top > 0 else np.ones_like(age)
        down = np.clip((age - top) / (self.span - 1 - top), 0, 1)
        low, last = 1 / self.start, 1 / (self.start * self.end)
        rising = 1 - (1 - low) * half_wave(up)
        return np.where(age <= top, rising, last + (1 - last) * half_wave(down))

    @property
    def reach(self) -> float:
        return 1.05 * self.span
