"""One ball's next update in numbers: the arrays that the update itself uses."""

import math
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import knobs
from engine.oracle import Check, unchecked
from engine.snapshot import FleetView
from gui.panels.step.inner import Inside, inside, name_of, written
from gui.panels.step.words import MOVES, symbol_of
from gui.text.numbers import MINUS, MOST_DIGITS, fixed, raised, show

QUERIED: Final = ("grad", "gradient", "hessian")  # queries of a rule that are shown
OWN: Final = ("move", "state")  # fields of every rule's terms that are shown elsewhere
NOTHING: Final = Inside((), {})
QUICK: Final = 0.02  # seconds
FEWEST, MOST = 4, 12  # decimals tried until a sum is exact in the digits shown
SMALLEST, LARGEST = 1e-3, 1e6  # beyond them, sums have a common power of ten
DEEPEST: Final = -300  # no power of ten below this one: floats lose digits there


@final
@dataclass(frozen=True, slots=True, eq=False)
class NextUpdate:
    """The numbers of the next update of a ball.

    Terms have shape (2,), a number for each axis, or (1,) for one number for both.
    """

    key: str
    knobs: dict[str, float]  # by symbol, the learning rate with its schedule
    terms: dict[str, Array]  # by symbol: queries, terms of the rule, and m⁻, the m before
    position: Array
    move: Array
    inner: Inside = NOTHING  # how the terms come about
    coast: Array | None = None  # what the last movement alone would add, in rules that have one
    factor: float = 1.0  # of the schedule, in the learning rate

    @property
    def after(self) -> Array:
        return self.position + self.move

    def equation(self, axis: int, digits: int = 4) -> str:
        """The move along an axis with every symbol replaced by its number; "" if unknown."""
        template = MOVES.get(self.key)
        if template is None:
            return ""
        return written(template, self.numbers(axis), digits)

    def lines(self, axis: int) -> list[str]:
        """The terms of the move along an axis, every symbol replaced by its number."""
        numbers = self.numbers(axis)
        return [
            f"{name_of(line)} = {written(line.formula, numbers)} = {show(line.value_in(numbers))}"
            for line in self.inner.lines
        ]

    def numbers(self, axis: int) -> dict[str, float]:
        """Every symbol's value along an axis."""
        terms = {"θ": self.position, **self.inner.numbers, **self.terms}
        values = {name: float(term[axis % len(term)]) for name, term in terms.items()}
        if "rate" in values:
            values["r"] = values["rate"]
        return {**self.knobs, **values}


def quick_update(fleet: FleetView, place: int) -> NextUpdate | None:
    """As `next_update`; None where that takes so long that the window would stand still."""
    until = perf_counter() + QUICK

    def check() -> None:
        if perf_counter() > until:
            raise CancelledError

    try:
        return next_update(fleet, place, check)
    except CancelledError:
        return None


def whole_update(fleet: FleetView, place: int, progress: Callable[[float], None]) -> NextUpdate:
    """As `next_update`, as a job."""
    return next_update(fleet, place, lambda: progress(0.0))


def next_update(fleet: FleetView, place: int, check: Check = unchecked) -> NextUpdate:
    """The update that ball number `place` of the fleet makes next.

    `check` is called before each evaluation of the loss and may raise.
    """
    query, result = fleet.asked(place, check)
    optimizer = replace(fleet.optimizer, lr=float(fleet.rate[place]))
    terms = _terms(query, result)
    if hasattr(fleet.state, "m"):
        terms["m⁻"] = fleet.state.m[place]
    one = slice(place, place + 1)
    with np.errstate(all="ignore"):
        state = type(fleet.state)(*(array[one] for array in fleet.state))
        coast = optimizer.coast(state)
        inner = inside(fleet, place, optimizer, query, result)
    rate = float(np.ravel(fleet.optimizer.lr)[0])
    return NextUpdate(
        optimizer.key,
        _knobs(optimizer),
        terms,
        fleet.position[place],
        result.move[0],
        inner,
        None if coast is None else coast[0],
        float(fleet.rate[place]) / rate if rate else 1.0,
    )


def _terms(query: Any, result: Any) -> dict[str, Array]:
    """By symbol: the rule's queries of the loss, then its terms."""
    terms: dict[str, Array] = {}
    if isinstance(query, np.ndarray):
        terms.update(_rows("grad", query))
    else:
        for name in QUERIED:
            terms.update(_rows(name, getattr(query, name, None)))
    for name in result._fields:
        if name not in OWN:
            terms.update(_rows(name, getattr(result, name)))
    return terms


def _rows(name: str, value: Any) -> dict[str, Array]:
    """The rows of one ball's term: one, or one for each row of a matrix; none for the rest."""
    if not isinstance(value, np.ndarray):
        return {}
    symbol, array = symbol_of(name), np.asarray(value[0], dtype=float)
    if array.ndim < 2:
        return {symbol: np.atleast_1d(array)} if array.size in (1, 2) else {}
    if array.shape == (2, 2):
        return {f"{symbol}{row}": line for row, line in zip("₁₂", array, strict=True)}
    return {}


def _knobs(optimizer: Any) -> dict[str, float]:
    """By symbol, without those that have a number for every ball."""
    values = {knob.symbol: np.ravel(getattr(optimizer, name)) for name, knob in knobs(optimizer)}
    return {symbol: float(value[0]) for symbol, value in values.items() if value.size == 1}


def true_sum(start: float, move: float) -> str:
    """ "a + b = c", exact in the digits shown; ≈ where so many digits would not be true.

    Small and large numbers are all written with the same power of ten.
    """
    end = start + move
    sign, numbers = MINUS if move < 0 else "+", (start, abs(move), end)
    largest = max(map(abs, numbers))
    outside = 0 < largest < SMALLEST or LARGEST <= largest < math.inf
    power = math.floor(math.log10(largest)) if outside else 0
    known = math.isfinite(largest) and power > DEEPEST
    scaled = [value / 10.0**power for value in numbers] if known else []
    if any(value and not part for value, part in zip(numbers, scaled, strict=False)):
        scaled = []  # one of them is too small for the others' power
    decimals = next(
        (d for d in range(FEWEST, MOST + 1) if scaled and _adds_up(scaled, move < 0, d)), None
    )
    if decimals is None:
        return f"{show(start)} {sign} {show(abs(move))} ≈ {show(end)}"
    unit = f"×10{raised(power)}" if power else ""
    a, b, c = (fixed(value, decimals) + unit if value else "0" for value in scaled)
    return f"{a} {sign} {b} = {c}"


def _adds_up(numbers: Sequence[float], subtract: bool, decimals: int) -> bool:
    """Whether the sum is exact in so many decimals, no number becomes zero, and all digits are
    those of a float."""
    a, b, c = (round(value * 10**decimals) for value in numbers)
    if max(abs(a), abs(c)) >= 10**MOST_DIGITS:
        return False
    seen = all(whole or not value for whole, value in zip((a, b, c), numbers, strict=True))
    return seen and (b >= 10 or numbers[1] == 0) and (a - b if subtract else a + b) == c
