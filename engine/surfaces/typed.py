"""A loss that a person typed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

import numpy as np

from engine.arrays import Array
from engine.errors import OUT_OF_RANGE, UNKNOWN_ENTRY, DataError, quoted
from engine.formula import names
from engine.formula.formula import Formula, Values, parse
from engine.formula.grammar import EXAMPLE
from engine.knobs import QT_TRANSLATE_NOOP, Knob, OwnKnobs, Value
from engine.surfaces.base import Group, Point, Surface

UNTURNED: Final = 1.0  # the initial value of a parameter
FARTHEST: Final = 1e6  # corners of a window
FARTHEST_TURN: Final = 1e300  # of a slider; twice a larger number may be none
NARROWEST: Final = 1e-6  # its sides
NO_WINDOW: Final = QT_TRANSLATE_NOOP(
    "Message", "A window reaches from a lower to a higher number on either axis, within ±{0}."
)

# Shares of the window's sides where a first ball is dropped, the best first.
PLACES: Final = (
    (0.15, 0.8), (0.7, 0.1), (0.85, 0.8), (0.2, 0.2), (0.6, 0.65), (0.4, 0.4), (0.3, 0.55),
    (0.55, 0.3), (0.95, 0.6), (0.05, 0.4), (0.6, 0.95), (0.4, 0.05), (0.5, 0.5),
)  # fmt: skip


@final
@dataclass(frozen=True, slots=True)
class Typed(Surface, OwnKnobs):
    """L = whatever `text` says (see `engine.formula`), with its parameters as knobs.

    Parameters that are not given are 1. Raises FormulaError where the text is no formula and
    DataError where the rest does not fit it. No minimum is claimed: none has been looked for.
    """

    text: str = EXAMPLE
    parameters: tuple[tuple[str, float], ...] = ()  # every one, in the order of the text
    low: Point = (-3.0, -3.0)
    high: Point = (3.0, 3.0)
    log_height: bool = False

    key: ClassVar[str] = "typed"
    group: ClassVar[Group] = "own"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Surface", "Your own formula")
    source: ClassVar[str] = QT_TRANSLATE_NOOP("Source", "typed in")

    def __post_init__(self) -> None:
        wanted = parse(self.text).parameters
        given = dict(self.parameters)
        for name, _ in self.parameters:
            if name not in wanted or len(given) != len(self.parameters):
                raise DataError(UNKNOWN_ENTRY, "parameters", quoted(name))
        complete = tuple((name, float(given.get(name, UNTURNED))) for name in wanted)
        for name, value in complete:
            if not math.isfinite(value):
                raise DataError(OUT_OF_RANGE, names.symbol(name), f"{value:g}")
        object.__setattr__(self, "parameters", complete)  # as frozen dataclasses do
        _check_window(self.low, self.high)

    @property
    def parsed(self) -> Formula:
        return parse(self.text)

    @property
    def formula(self) -> str:
        return self.parsed.latex

    @property
    def axes(self) -> tuple[str, str]:
        first, second = self.parsed.variables
        return names.symbol(first), names.symbol(second)

    @property
    def starts(self) -> tuple[Point, ...]:
        """Away from the middle, where symmetric losses are flat, and not in a hole."""
        places = [self._inside(x, y) for x, y in PLACES]
        with np.errstate(all="ignore"):
            there = np.isfinite(self.value(np.array(places)))
        known = [place for place, finite in zip(places, there.tolist(), strict=True) if finite]
        return tuple(known[:2]) or tuple(places[:2])

    @property
    def minima(self) -> tuple[Point, ...]:
        return ()

    def own_knobs(self) -> Iterator[tuple[str, Knob]]:
        return ((name, knob_for(name, value)) for name, value in self.parameters)

    def own_value(self, name: str) -> float:
        return dict(self.parameters)[name]

    def own_turned(self, name: str, value: Value) -> "Typed":
        turned = {**dict(self.parameters), name: float(value)}
        return replace(self, parameters=tuple(turned.items()))

    def value(self, points: Array) -> Array:
        return self.parsed.value(points, self._values())

    def gradient(self, points: Array) -> Array:
        return self.parsed.gradient(points, self._values())

    def hessian(self, points: Array) -> Array:
        return self.parsed.hessian(points, self._values())

    def _values(self) -> Values:
        return tuple([value for _, value in self.parameters])

    def _inside(self, along: float, up: float) -> Point:
        (left, bottom), (right, top) = self.low, self.high
        return left + along * (right - left), bottom + up * (top - bottom)


def knob_for(name: str, value: float) -> Knob:
    """The knob of a parameter that stands at `value`: any number is legal, twice it in reach."""
    reach = max(1.0, min(2 * abs(value), FARTHEST_TURN))
    return Knob(-reach, reach, symbol=names.symbol(name), latex=names.latex(name))


def _check_window(low: Point, high: Point) -> None:
    for least, most in zip(low, high, strict=True):
        # Written so that NaN fails it too.
        if not (-FARTHEST <= least <= FARTHEST and least + NARROWEST <= most <= FARTHEST):
            raise DataError(NO_WINDOW, f"{FARTHEST:g}")
