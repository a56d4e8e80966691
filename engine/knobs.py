"""Adjustable numbers, declared on the fields of optimizers, schedules and surfaces."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Final, Literal, Self, final

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP as QT_TRANSLATE_NOOP  # re-exported for declarations

Value = float | Array
"""A knob's value: one number, or shape (N, 1) to give every ball its own."""

LATER: Final = "later"
"""In a field's metadata: older versions refuse it, so files have it only where it is set."""

Scale = Literal["linear", "log", "one_minus_log"]


@final
@dataclass(frozen=True, slots=True)
class Knob:
    """The range of an adjustable number; sliders, scenarios and checks are built from it.

    `low` and `high` bound what a slider reaches. `minimum` and `maximum` bound what is legal at
    all; `open_low` and `open_high` exclude the bound itself. `scale` "one_minus_log" spreads
    values like 0.9, 0.99, 0.999 evenly.
    """

    low: float
    high: float
    scale: Scale = "linear"
    symbol: str = ""  # plain text, such as β₁
    latex: str = ""
    title: str = ""  # marked for translation in the context "Knob"
    minimum: float = -float("inf")
    maximum: float = float("inf")
    open_low: bool = False
    open_high: bool = False
    whole: bool = False

    @property
    def log(self) -> bool:
        return self.scale == "log"

    def allows(self, value: float) -> bool:
        """Whether `value` is legal. NaN never is, nor is an infinity."""
        if not (abs(value) < float("inf")) or (self.whole and value != int(value)):
            return False
        above = value > self.minimum if self.open_low else value >= self.minimum
        below = value < self.maximum if self.open_high else value <= self.maximum
        return above and below


def knob(default: float, low: float, high: float, *, later: bool = False, **rest: Any) -> Any:
    """Declare a field as a knob; the other keywords are those of `Knob`. `later` is for a knob
    that older versions don't know: see `LATER`."""
    metadata = {"knob": Knob(low, high, **rest), **({LATER: True} if later else {})}
    return field(default=default, metadata=metadata)


class OwnKnobs(ABC):
    """A dataclass with knobs beyond its fields, which depend on its content."""

    __slots__ = ()

    @abstractmethod
    def own_knobs(self) -> Iterator[tuple[str, Knob]]:
        """Those knobs, by name."""

    @abstractmethod
    def own_value(self, name: str) -> Value:
        """The value of one of them."""

    @abstractmethod
    def own_turned(self, name: str, value: Value) -> Self:
        """The same with one of them at `value`."""


def knobs(owner: Any) -> Iterator[tuple[str, Knob]]:
    """The knobs of a dataclass (or instance of one), by field name, in their order; then those
    of the instance alone."""
    yield from _declared(owner if isinstance(owner, type) else type(owner))
    if isinstance(owner, OwnKnobs):
        yield from owner.own_knobs()


def knob_of(owner: Any, name: str) -> Knob:
    """The knob called `name`. Raises KeyError where there is none."""
    return dict(knobs(owner))[name]


def value_of(owner: Any, name: str) -> Any:
    """The value of the knob called `name`."""
    return owner.own_value(name) if _is_own(owner, name) else getattr(owner, name)


def default_of(owner: Any, name: str) -> Any:
    """The default of the knob called `name`; for a knob of the instance, its value."""
    if _is_own(owner, name):
        return owner.own_value(name)
    return next(each.default for each in fields(owner) if each.name == name)


def turned(owner: Any, name: str, value: Value) -> Any:
    """`owner` with the knob called `name` at `value`, whether that is legal or not."""
    if _is_own(owner, name):
        return owner.own_turned(name, value)
    return replace(owner, **{name: value})


@cache
def _declared(kind: Any) -> tuple[tuple[str, Knob], ...]:
    """The knobs among the fields of a dataclass."""
    return tuple(
        (each.name, each.metadata["knob"]) for each in fields(kind) if "knob" in each.metadata
    )


def _is_own(owner: Any, name: str) -> bool:
    return isinstance(owner, OwnKnobs) and any(name == each for each, _ in owner.own_knobs())
