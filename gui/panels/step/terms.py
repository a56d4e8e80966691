"""One ball's next update in numbers: the arrays that the update itself uses."""

from dataclasses import dataclass, replace
from typing import Any, Final, final

import numpy as np

from engine.arrays import Array
from engine.knobs import knobs
from engine.snapshot import FleetView
from gui.panels.step.words import MOVES, symbol_of
from gui.text.numbers import MINUS, show

ASKED: Final = ("grad", "gradient", "hessian")  # what a rule asked that is worth showing
OWN: Final = ("move", "state")  # fields of every rule's terms that stand elsewhere
FEWEST, MOST = 4, 12  # decimals tried until a sum is true at the digits shown


@final
@dataclass(frozen=True, slots=True, eq=False)
class NextUpdate:
    """Everything that goes into the next update of a ball.

    Terms have shape (2,), a number along either axis, or (1,) where one number is for both.
    """

    key: str
    knobs: dict[str, float]  # by symbol, the learning rate with its schedule
    terms: dict[str, Array]  # by symbol: what was asked, what the rule computes, and m⁻, m before
    position: Array
    move: Array

    @property
    def after(self) -> Array:
        return self.position + self.move

    def equation(self, axis: int, digits: int = 4) -> str:
        """The move along an axis with every symbol replaced by its number; "" if unknown."""
        template = MOVES.get(self.key)
        if template is None:
            return ""
        numbers = self.numbers(axis)
        shown = {name: _inside(show(value, digits)) for name, value in numbers.items()}
        text = template.replace(" * ", " · ").replace("-", MINUS)
        return text.format(**shown)

    def numbers(self, axis: int) -> dict[str, float]:
        """Every symbol's value along an axis."""
        terms = {"θ": self.position, **self.terms}
        told = {name: float(term[axis % len(term)]) for name, term in terms.items()}
        return {**self.knobs, **told}


def next_update(fleet: FleetView, place: int) -> NextUpdate:
    """The update that ball number `place` of the fleet makes next.

    Computed by the optimizer for this ball alone, at the learning rate that its schedule gives
    and with the noise or batch that it is told of: what is said is what is done.
    """
    one = slice(place, place + 1)
    optimizer = replace(fleet.optimizer, lr=float(fleet.rate[place]))
    state, x = _of_one(fleet.state, one), fleet.position[one]
    loss = fleet.loss.bound(fleet.stints[one], fleet.update, fleet.born[one])
    with np.errstate(all="ignore"):
        asked = optimizer.ask(loss, x, state)
        told = optimizer.terms(asked, state)
    terms = _terms(asked, told)
    if hasattr(state, "m"):
        terms["m⁻"] = state.m[0]
    return NextUpdate(optimizer.key, _knobs(optimizer), terms, x[0], told.move[0])


def _of_one(state: Any, one: slice) -> Any:
    return type(state)(*(array[one] for array in state))


def _terms(asked: Any, told: Any) -> dict[str, Array]:
    """By symbol: what the rule asked of the loss, then what it made of that."""
    terms: dict[str, Array] = {}
    if isinstance(asked, np.ndarray):
        terms.update(_rows("grad", asked))
    else:
        for name in ASKED:
            terms.update(_rows(name, getattr(asked, name, None)))
    for name in told._fields:
        if name not in OWN:
            terms.update(_rows(name, getattr(told, name)))
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
    """By symbol; those with a number for every ball are left out."""
    values = {knob.symbol: np.ravel(getattr(optimizer, name)) for name, knob in knobs(optimizer)}
    return {symbol: float(value[0]) for symbol, value in values.items() if value.size == 1}


def _inside(number: str) -> str:
    """A number as it stands within a formula."""
    return f"({number})" if number.startswith(MINUS) else number


def true_sum(start: float, move: float) -> str:
    """ "a + b = c" with so many decimals that the sum is true of the digits shown."""
    end = start + move
    if not np.isfinite([start, move, end]).all() or max(abs(start), abs(end)) >= 1e6:
        numbers = (show(start), show(abs(move)), show(end))
    else:
        numbers = _rounded(start, abs(move), end, -1 if move < 0 else 1)
    return f"{numbers[0]} {MINUS if move < 0 else '+'} {numbers[1]} = {numbers[2]}"


def _rounded(start: float, size: float, end: float, sign: int) -> tuple[str, str, str]:
    for decimals in range(FEWEST, MOST + 1):
        a, b, c = (round(value * 10**decimals) for value in (start, size, end))
        seen = b >= 10 or size == 0  # a move that rounds to nothing would explain nothing
        if a + sign * b == c and seen:
            break
    a, b, c = (f"{value:.{decimals}f}".replace("-", MINUS) for value in (start, size, end))
    return a, b, c
