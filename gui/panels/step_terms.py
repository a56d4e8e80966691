"""One ball's next update in numbers: the arrays that the update itself uses."""

from dataclasses import dataclass, replace
from typing import Any, Final, final

import numpy as np

from engine.arrays import Array
from engine.snapshot import FleetView
from gui.numbers import MINUS, show

# What an update adds to a parameter, in the symbols of the rules. Arithmetic that Python reads,
# so that a test can hold it against the move that is really made.
MOVES: Final = {
    "gd": "-{η} * {g}",
    "momentum": "{λ} * {m⁻} - {η} * {g}",
    "nesterov": "{λ} * {m⁻} - {η} * {g}",
    "adagrad": "-{η} / {σ} * {g}",
    "adagrad_sum": "-{η} / ({σ} + {ε}) * {g}",
    "rmsprop": "-{η} / {σ} * {g}",
    "adam": "-{η} / ({σ} + {ε}) * {m̂}",
}
SYMBOLS: Final = {"mean": "m", "mean_hat": "m̂", "sigma": "σ"}
FEWEST, MOST = 4, 12  # decimals tried until a sum is true at the digits shown


@final
@dataclass(frozen=True, slots=True, eq=False)
class NextUpdate:
    """Everything that goes into the next update of a ball; arrays have shape (2,)."""

    key: str
    knobs: dict[str, float]  # by symbol, the learning rate with its schedule
    terms: dict[str, Array]  # by symbol: g, what the optimizer computes, and m⁻, m before
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
        return {**self.knobs, **{name: float(term[axis]) for name, term in self.terms.items()}}


def next_update(fleet: FleetView, place: int) -> NextUpdate:
    """The update that ball number `place` of the fleet makes next.

    Computed by the optimizer for this ball alone, at the learning rate that its schedule gives:
    what is said is what is done.
    """
    one = slice(place, place + 1)
    optimizer = replace(fleet.optimizer, lr=float(fleet.rate[place]))
    state = _of_one(fleet.state, one)
    x = fleet.position[one]
    with np.errstate(all="ignore"):
        grad = fleet.surface.gradient(optimizer.look(x, state))
        told = optimizer.terms(grad, state)
    terms = {"g": grad[0]}
    for name in told._fields:
        if name not in ("move", "state"):
            terms[SYMBOLS.get(name, name)] = getattr(told, name)[0]
    if hasattr(state, "m"):
        terms["m⁻"] = state.m[0]
    return NextUpdate(optimizer.key, _knobs(optimizer), terms, x[0], told.move[0])


def _of_one(state: Any, one: slice) -> Any:
    return type(state)(*(array[one] for array in state))


def _knobs(optimizer: Any) -> dict[str, float]:
    names = {"lr": "η", "momentum": "λ", "eps": "ε"}
    return {
        symbol: float(np.ravel(getattr(optimizer, name))[0])
        for name, symbol in names.items()
        if hasattr(optimizer, name)
    }


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
