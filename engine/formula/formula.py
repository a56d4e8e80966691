"""A parsed formula: its variables and parameters, its LaTeX, its values and derivatives."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, final

import numpy as np

from engine.arrays import Array
from engine.formula import grammar, jets
from engine.formula.errors import EXPONENT_TOO_LARGE, FormulaError
from engine.formula.grammar import Node, Parsed
from engine.formula.jets import Jet
from engine.formula.latex import typeset
from engine.formula.limits import LARGEST_EXPONENT, LONGEST
from engine.formula.names import AXES, CONSTANTS
from engine.formula.tape import BLOCK, Program, Tape, program

KEPT: Final = 64  # formulas last read
Values = tuple[float, ...]
"""Those of the parameters, in the order of `Formula.parameters`."""


@final
@dataclass(frozen=True, slots=True)
class Formula:
    """A loss of two variables. Points have shape (..., 2), as everywhere.

    All methods agree to the bit: they run parts of the same tape. Nothing is raised where the
    formula has no value (1/0, log of a negative number): NaN and infinities are data.
    """

    text: str
    variables: tuple[str, str] = field(compare=False)
    parameters: tuple[str, ...] = field(compare=False)
    tree: tuple[Node, ...] = field(compare=False, repr=False)
    latex: str = field(compare=False, repr=False)
    _value: Program = field(compare=False, repr=False)
    _gradient: Program = field(compare=False, repr=False)
    _hessian: Program = field(compare=False, repr=False)

    def value(self, points: Array, parameters: Values = ()) -> Array:
        """Losses, shape (...,). Complex points are taken too, where the functions take them."""
        value = np.empty(points.shape[:-1], dtype=_kind(points))
        _fill(self._value, points, parameters, [value])
        return value

    def gradient(self, points: Array, parameters: Values = ()) -> Array:
        """First derivatives, shape (..., 2), laid out as the points are."""
        gradient = np.empty_like(points, dtype=_kind(points))
        _fill(self._gradient, points, parameters, [gradient[..., 0], gradient[..., 1]])
        return gradient

    def hessian(self, points: Array, parameters: Values = ()) -> Array:
        """Second derivatives, shape (..., 2, 2), symmetric."""
        hessian = np.empty((*points.shape, 2), dtype=_kind(points))
        xx, xy, yy = hessian[..., 0, 0], hessian[..., 0, 1], hessian[..., 1, 1]
        _fill(self._hessian, points, parameters, [xx, xy, yy])
        hessian[..., 1, 0] = xy
        return hessian


def parse(text: str) -> Formula:
    """The formula typed as `text`. Raises FormulaError, which says where and what is wrong."""
    # A text that is too long is refused before it becomes a key of the cache.
    return _parsed(text) if len(text) <= LONGEST else _made(text)


def _made(text: str) -> Formula:
    parsed = grammar.read(text)
    tape = Tape(len(parsed.parameters))
    jet = _trace(parsed, tape)
    programs = [program(tape, parts) for parts in ([jet.value], jet[1:3], jet[3:])]
    variables, parameters = parsed.variables, parsed.parameters
    return Formula(text, variables, parameters, parsed.tree, typeset(parsed.tree), *programs)


_parsed = lru_cache(maxsize=KEPT)(_made)


def _trace(parsed: Parsed, tape: Tape) -> Jet:
    """Write the formula with its derivatives on the tape."""
    done: list[Any] = []  # jets, and the terms of comparisons
    for node in parsed.tree:
        parts = [done[place] for place in node.parts]
        if node.kind == "^":
            _check_exponent(parts[1], parsed.tree[node.parts[1]])
        if node.parts:
            done.append(jets.OPERATIONS[node.kind](*parts))
        else:
            done.append(_leaf(node, parsed.parameters, tape))
    jet: Jet = done[-1]
    return jet


def _leaf(node: Node, parameters: tuple[str, ...], tape: Tape) -> Jet:
    if node.kind == grammar.VARIABLE:
        return jets.variable(tape, AXES[node.text])
    if node.kind == grammar.PARAMETER:
        return jets.still(tape.input(2 + parameters.index(node.text)))
    written = CONSTANTS.get(node.text)
    return jets.still(tape.number(float(node.text) if written is None else written))


def _check_exponent(exponent: Jet, node: Node) -> None:
    number = exponent.value.constant
    if number is not None and not abs(number) <= LARGEST_EXPONENT:
        raise FormulaError(EXPONENT_TOO_LARGE, node.span, str(LARGEST_EXPONENT))


def _kind(points: Array) -> Any:
    """Floats and complex numbers keep their type; whole numbers become floats."""
    return points.dtype if points.dtype.kind in "fc" else np.float64


def _fill(run: Program, points: Array, parameters: Values, results: list[Array]) -> None:
    """Compute the results at all points, block after block."""
    shape = points.shape[:-1]
    # Copies where necessary: always dense, so that other points change no bit of a result.
    x, y = (np.ascontiguousarray(points[..., k], dtype=_kind(points)).reshape(-1) for k in (0, 1))
    if len(x) <= BLOCK:
        with np.errstate(all="ignore"):
            computed = run.run(x, y, parameters)
        for result, each in zip(results, computed, strict=True):
            result[...] = each.reshape(shape) if each.ndim else each
        return
    flat = [np.empty(len(x), dtype=result.dtype) for result in results]
    with np.errstate(all="ignore"):
        for block in _blocks(len(x)):
            computed = run.run(x[block], y[block], parameters)
            for result, each in zip(flat, computed, strict=True):
                result[block] = each
    for result, dense in zip(results, flat, strict=True):
        result[...] = dense.reshape(shape)


def _blocks(count: int) -> Iterator[slice]:
    return (slice(at, at + BLOCK) for at in range(0, count, BLOCK))
