"""Straight-line programs of NumPy calls, and the arithmetic that records them.

Arithmetic on `Term`s records each operation on a tape, once, however often it occurs. A `Program`
is the part of a tape that some results need. What does not depend on the point is computed once
for each set of parameters; the rest is computed in blocks of points that fit a core's cache.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array

Function = Callable[..., Any]

BLOCK: Final = 8192  # points at a time
KEPT: Final = 256  # programs with their parameters
X, Y = 0, 1  # the first places of every tape
NONE: Final = -1


@final
@dataclass(frozen=True, slots=True)
class Term:
    """The result of an operation on a tape.

    Its operators are those of the derivatives: constant factors 0 and 1 are left out, so that no
    0 · ∞ occurs. Values are recorded with `emit`, as they were typed.
    """

    tape: "Tape"
    place: int

    def emit(self, function: Function, *others: "Term") -> "Term":
        return self.tape.emit(function, self, *others)

    @property
    def constant(self) -> float | None:
        """The number it is, if it is one."""
        value = self.tape.constants.get(self.place)
        return None if value is None else float(value)

    def _also(self, other: "Term | float") -> "Term":
        return other if isinstance(other, Term) else self.tape.number(other)

    def __add__(self, other: "Term | float") -> "Term":
        other = self._also(other)
        if self.constant == 0:
            return other
        return self if other.constant == 0 else self.emit(np.add, other)

    def __sub__(self, other: "Term | float") -> "Term":
        other = self._also(other)
        if self.constant == 0:
            return -other
        return self if other.constant == 0 else self.emit(np.subtract, other)

    def __rsub__(self, other: float) -> "Term":
        return self._also(other) - self

    def __mul__(self, other: "Term | float") -> "Term":
        other = self._also(other)
        for one, rest in ((self, other), (other, self)):
            if one.constant == 0:
                return one
            if one.constant == 1:
                return rest
        return self.emit(np.multiply, other)

    def __truediv__(self, other: "Term | float") -> "Term":
        other = self._also(other)
        if self.constant == 0 or other.constant == 1:
            return self
        return self.emit(np.divide, other)

    def __rtruediv__(self, other: float) -> "Term":
        return self._also(other) / self

    def __neg__(self) -> "Term":
        return self if self.constant == 0 else self.emit(np.negative)


@final
class Step(NamedTuple):
    """One call: the function, the places of its arguments and its result. Unused ones are NONE."""

    function: Function
    first: int
    second: int
    third: int
    to: int


@final
class Tape:
    """All terms so far: the two coordinates, the parameters, then one result for each call."""

    def __init__(self, parameters: int, wide: bool = False) -> None:
        self.inputs = 2 + parameters
        self._wide = wide  # constants that overflow or underflow here are left to `wide.run`
        self.constants: dict[int, Any] = {}  # NumPy numbers, so that 1/0 is data here too
        self.calls: dict[int, tuple[Function, tuple[int, ...]]] = {}
        self.moving = {X, Y}  # what depends on the point
        self._known: dict[object, Term] = {}
        self._count = self.inputs

    def input(self, place: int) -> Term:
        return Term(self, place)

    def number(self, value: float) -> Term:
        return self._constant(np.float64(value))

    def truth(self, value: bool) -> Term:
        return self._constant(np.bool_(value))

    def emit(self, function: Function, *terms: Term) -> Term:
        """The term for `function` of the others; the existing one if there is one."""
        places = tuple(term.place for term in terms)
        if all(place in self.constants for place in places):
            with np.errstate(all="ignore"):
                value = function(*(self.constants[place] for place in places))[()]
            if not self._wide or (np.isfinite(value) and (value or value.dtype == bool)):
                return self._constant(value)
        key = function, places
        if key not in self._known:
            self._known[key] = term = self._new()
            self.calls[term.place] = key
            if self.moving.intersection(places):
                self.moving.add(term.place)
        return self._known[key]

    def _constant(self, value: Any) -> Term:
        key = type(value), value.tobytes()  # +0 and −0 are two numbers, NaN is one
        if key not in self._known:
            self._known[key] = term = self._new()
            self.constants[term.place] = value
        return self._known[key]

    def _new(self) -> Term:
        self._count += 1
        return Term(self, self._count - 1)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Computes some results of a tape."""

    start: tuple[Any, ...]  # the constants in their slots, None elsewhere
    first_steps: tuple[Step, ...]  # those that depend on parameters only
    steps: tuple[Step, ...]
    results: tuple[int, ...]

    def run(self, x: Array, y: Array, parameters: tuple[float, ...]) -> list[Any]:
        """The results at contiguous points x, y of shape (n,): arrays, or numbers."""
        slots = list(_prepared(self, parameters))
        slots[X], slots[Y] = x, y
        for function, first, second, third, to in self.steps:
            if second == NONE:
                slots[to] = function(slots[first])
            elif third == NONE:
                slots[to] = function(slots[first], slots[second])
            else:
                slots[to] = function(slots[first], slots[second], slots[third])
        return [slots[result] for result in self.results]


@lru_cache(maxsize=KEPT)
def _prepared(program: Program, parameters: tuple[float, ...]) -> tuple[Any, ...]:
    """The slots of a program once the parameters are known. Call with errors ignored."""
    slots = list(program.start)
    slots[2 : 2 + len(parameters)] = [np.float64(value) for value in parameters]
    for function, *places, to in program.first_steps:
        slots[to] = function(*(slots[place] for place in places if place != NONE))
    return tuple(slots)


def program(tape: Tape, results: Iterable[Term]) -> Program:
    """The part of `tape` that `results` need."""
    wanted = [term.place for term in results]
    needed = _needed(tape, wanted)
    fixed = [place for place in needed if place not in tape.moving or place in (X, Y)]
    slot = {place: place for place in range(tape.inputs)}
    for place in fixed:
        slot.setdefault(place, len(slot))
    start: list[Any] = [None] * len(slot)
    for place in fixed:
        start[slot[place]] = tape.constants.get(place)
    first = [place for place in fixed if place in tape.calls]
    first_steps = tuple(_step(tape, place, slot) for place in first)
    rest = [place for place in needed if place in tape.calls and place in tape.moving]
    steps, count = _reusing(tape, rest, slot, set(wanted))
    start += [None] * (count - len(start))
    return Program(tuple(start), first_steps, steps, tuple(slot[place] for place in wanted))


def _needed(tape: Tape, wanted: list[int]) -> list[int]:
    """All places that the wanted ones depend on, in the order of the tape."""
    needed, waiting = set[int](), list(wanted)
    while waiting:
        place = waiting.pop()
        if place not in needed:
            needed.add(place)
            waiting += tape.calls[place][1] if place in tape.calls else ()
    return sorted(needed)


def _step(tape: Tape, place: int, slot: dict[int, int]) -> Step:
    function, parts = tape.calls[place]
    first, second, third = [*(slot[part] for part in parts), NONE, NONE][:3]
    return Step(function, first, second, third, slot[place])


def _reusing(
    tape: Tape, places: list[int], slot: dict[int, int], kept: set[int]
) -> tuple[tuple[Step, ...], int]:
    """Steps for `places`, reusing slots that are no longer read, to save memory."""
    last = {part: place for place in places for part in tape.calls[place][1]}
    count, free, steps = len(slot), list[int](), list[Step]()
    for place in places:
        slot[place] = free.pop() if free else count
        count += slot[place] == count
        steps.append(_step(tape, place, slot))
        for part in set(tape.calls[place][1]):
            ours = part in tape.calls and part in tape.moving
            if ours and last[part] == place and part not in kept:
                free.append(slot[part])
    return tuple(steps), count
