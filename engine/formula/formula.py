"""A parsed formula: its variables and parameters, its LaTeX, its values and derivatives."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.formula import constancy, grammar, jets, wide
from engine.formula.errors import EXPONENT_TOO_LARGE, FormulaError
from engine.formula.grammar import Node, Parsed
from engine.formula.jets import Jet
from engine.formula.latex import typeset
from engine.formula.limits import LARGEST_EXPONENT, LONGEST
from engine.formula.names import AXES, CONSTANTS
from engine.formula.tape import BLOCK, Program, Tape, program
from engine.formula.tokens import number

KEPT: Final = 64  # formulas last read
Mask = npt.NDArray[np.bool_]
Operations = Mapping[str, Callable[..., Any]]
Programs = tuple[Program, Program, Program]
"""For value, gradient and Hessian, in this order."""
Values = tuple[float, ...]
"""Those of the parameters, in the order of `Formula.parameters`."""


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """A loss of two variables. Points have shape (..., 2), as everywhere.

    All methods agree to the bit: they run parts of the same tape. What is not finite is computed
    again by `_careful`. Nothing is raised where the formula has no value (1/0, log of a negative
    number): NaN and infinities are data.
    """

    text: str
    variables: tuple[str, str] = field(compare=False)
    parameters: tuple[str, ...] = field(compare=False)
    tree: tuple[Node, ...] = field(compare=False, repr=False)
    latex: str = field(compare=False, repr=False)
    _programs: Programs = field(compare=False, repr=False)

    def value(self, points: Array, parameters: Values = ()) -> Array:
        """Losses, shape (...,). Complex points are taken too, where the functions take them."""
        value = np.empty(points.shape[:-1], dtype=_kind(points))
        self._fill(0, points, parameters, [value])
        return value

    def recorded(self, x: Any, y: Any, parameters: Values) -> Any:
        """What the value's own operations make of two operands that are no arrays, but answer
        NumPy's calls: see `engine.script.trace`."""
        return self._programs[0].run(x, y, parameters)[0]

    def gradient(self, points: Array, parameters: Values = ()) -> Array:
        """First derivatives, shape (..., 2), laid out as the points are."""
        gradient = np.empty_like(points, dtype=_kind(points))
        self._fill(1, points, parameters, [gradient[..., 0], gradient[..., 1]])
        return gradient

    def hessian(self, points: Array, parameters: Values = ()) -> Array:
        """Second derivatives, shape (..., 2, 2), symmetric."""
        hessian = np.empty((*points.shape, 2), dtype=_kind(points))
        xx, xy, yy = hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1]
        self._fill(2, points, parameters, [xx, xy, yy])
        hessian[..., 1, 0] = xy
        return hessian

    def _fill(self, which: int, points: Array, parameters: Values, results: list[Array]) -> None:
        """Compute the results of one of the programs at all points, block after block."""
        kind, shape = _kind(points), points.shape[:-1]
        # Copies where necessary: always dense, so that other points change no bit of a result.
        x, y = (np.ascontiguousarray(points[..., k], dtype=kind).reshape(-1) for k in (0, 1))
        with np.errstate(all="ignore"):
            if len(x) <= BLOCK:
                computed = self._results(which, x, y, parameters)
                for result, each in zip(results, computed, strict=True):
                    result[...] = each.reshape(shape) if each.ndim else each
                return
            flat = [np.empty(len(x), dtype=kind) for _ in results]
            for block in _blocks(len(x)):
                computed = self._results(which, x[block], y[block], parameters)
                for dense, each in zip(flat, computed, strict=True):
                    dense[block] = each
        for result, dense in zip(results, flat, strict=True):
            result[...] = dense.reshape(shape)

    def _results(self, which: int, x: Array, y: Array, parameters: Values) -> list[Any]:
        """Those of one of the programs at dense x, y of shape (n,): arrays, or numbers."""
        value, total, *others = self._programs[which].run(x, y, parameters)
        found = others or [value]
        if x.dtype.kind == "c" or math.isfinite(total.sum()):  # quicker than to look at each
            return found
        finite = reduce(np.logical_and, map(np.isfinite, (value, *found)))
        lost = ~finite & np.isfinite(x) & np.isfinite(y)
        if not lost.any():
            return found
        better, _, *careful = wide.run(_careful(self.text)[which], x[lost], y[lost], parameters)
        known = np.isfinite(np.broadcast_to(value, x.shape)[lost])
        return [
            _mended(old, new, lost, known, np.isfinite(better))
            for old, new in zip(found, careful or [better], strict=True)
        ]


def parse(text: str) -> Formula:
    """The formula typed as `text`. Raises FormulaError, which says where and what is wrong."""
    # A text that is too long is refused before it becomes a key of the cache.
    return _parsed(text) if len(text) <= LONGEST else _made(text)


def _made(text: str) -> Formula:
    parsed = grammar.read(text)
    tape = Tape(len(parsed.parameters))
    jet: Jet = _trace(parsed, tape, jets.OPERATIONS, lambda jet: jet)
    programs = _programs(tape, jet)
    variables, parameters = parsed.variables, parsed.parameters
    return Formula(text, variables, parameters, parsed.tree, typeset(parsed.tree), programs)


_parsed = lru_cache(maxsize=KEPT)(_made)


@lru_cache(maxsize=KEPT)
def _careful(text: str) -> Programs:
    """Programs for `wide.run`, by the rules of `constancy`."""
    parsed = grammar.read(text)
    tape = Tape(len(parsed.parameters), wide=True)
    jet: Jet = _trace(parsed, tape, constancy.OPERATIONS, constancy.leaf).jet
    return _programs(tape, jet)


def _programs(tape: Tape, jet: Jet) -> Programs:
    """The first results of each are the value, as derivatives say nothing where it is not finite,
    and the sum of all, which is not finite where one of them is not."""
    made = []
    for parts in ((), jet[1:3], jet[3:]):
        total = reduce(lambda sum_, part: sum_.emit(np.add, part), parts, jet.value)
        made.append(program(tape, [jet.value, total, *parts]))
    value, gradient, hessian = made
    return value, gradient, hessian


def _trace(parsed: Parsed, tape: Tape, operations: Operations, leaf: Callable[[Jet], Any]) -> Any:
    """Write the formula with its derivatives on the tape, by the rules of `operations`."""
    done: list[Any] = []  # jets or parts, and comparisons
    for node in parsed.tree:
        parts = [done[place] for place in node.parts]
        if node.kind == "^" and isinstance(parts[1], Jet):
            _check_exponent(parts[1], parsed.tree[node.parts[1]])
        if node.parts:
            done.append(operations[node.kind](*parts))
        else:
            done.append(leaf(_leaf(node, parsed.parameters, tape)))
    return done[-1]


def _leaf(node: Node, parameters: tuple[str, ...], tape: Tape) -> Jet:
    if node.kind == grammar.VARIABLE:
        return jets.variable(tape, AXES[node.text])
    if node.kind == grammar.PARAMETER:
        return jets.still(tape.input(2 + parameters.index(node.text)))
    written = CONSTANTS.get(node.text)
    return jets.still(tape.number(number(node.text) if written is None else written))


def _check_exponent(exponent: Jet, node: Node) -> None:
    number = exponent.value.constant
    if number is not None and not abs(number) <= LARGEST_EXPONENT:
        raise FormulaError(EXPONENT_TOO_LARGE, node.span, str(LARGEST_EXPONENT))


def _kind(points: Array) -> Any:
    """Floats and complex numbers keep their type; whole numbers become floats."""
    return points.dtype if points.dtype.kind in "fc" else np.float64


def _mended(old: Any, new: Array, lost: Mask, known: Mask, better: Mask) -> Array:
    """Results with the `new` ones, if finite, at the `lost` points where they are better: all
    where the value was not `known`, else those that were not finite."""
    mended = np.array(np.broadcast_to(old, lost.shape), dtype=old.dtype)
    before = mended[lost]
    replaced = better & np.isfinite(new) & ~(known & np.isfinite(before))
    mended[lost] = np.where(replaced, new, before)
    return mended


def _blocks(count: int) -> Iterator[slice]:
    return (slice(at, at + BLOCK) for at in range(0, count, BLOCK))
