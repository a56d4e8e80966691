"""A loss as Python text: what its own code computes is recorded while it is called.

Losses are NumPy calls on arrays, which NumPy hands over to operands that know how (NEP 13): here
they write down what is done to them. So no loss has to be written a second time.
"""

from abc import ABC
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from engine.arrays import Array
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface
from engine.surfaces.examples import SummedSurface
from engine.surfaces.typed import Typed

NOT_WRITTEN = QT_TRANSLATE_NOOP("Message", "This landscape can’t be written as a short script.")
LONGEST: Final = 3000  # characters of a loss
COMPARED, SUM, PRODUCT, ATOM = 0, 1, 2, 9  # how firmly a text holds together
SIGNS: Final[dict[Any, tuple[str, int]]] = {
    np.add: ("{} + {}", SUM),
    np.subtract: ("{} - {}", SUM),
    np.multiply: ("{} * {}", PRODUCT),
    np.true_divide: ("{} / {}", PRODUCT),
    np.negative: ("-{}", PRODUCT),
    np.less: ("{} < {}", COMPARED),
    np.less_equal: ("{} <= {}", COMPARED),
    np.greater: ("{} > {}", COMPARED),
    np.greater_equal: ("{} >= {}", COMPARED),
    np.equal: ("{} == {}", COMPARED),
    np.not_equal: ("{} != {}", COMPARED),
}
SAME: Final = (
    *("exp", "log", "log2", "log10", "log1p", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh"),
    *("floor", "ceil", "sign", "maximum", "minimum", "logical_and", "logical_or", "logical_not"),
)
OTHER: Final = {
    "absolute": "abs",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "rint": "round",
    "float_power": "pow",
}
CALLS: Final[dict[Any, str]] = {
    **{getattr(np, name): f"torch.{name}" for name in SAME},
    **{getattr(np, ours): f"torch.{theirs}" for ours, theirs in OTHER.items()},
}
# Functions that have no value or no slope at some numbers; whole powers are written as products.
PARTIAL: Final = tuple(
    f"torch.{name}(" for name in ("log", "log2", "log10", "sqrt", "asin", "acos", "pow")
)
CONSTANT: Final = "torch.tensor("
OF_TENSORS: Final = ("torch.maximum", "torch.minimum")  # which take no plain numbers


class _Recorded(NDArrayOperatorsMixin, ABC):
    """An operand that is not computed with: what code asks of its value can't be answered."""

    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        raise DataError(NOT_WRITTEN)

    def __array__(self, *args: Any, **options: Any) -> Any:
        raise DataError(NOT_WRITTEN)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        if function is not np.where or options:
            raise DataError(NOT_WRITTEN)
        condition, *branches = parts = tuple(map(_expr, args))
        one, other = map(_partial, branches)
        if (one ^ other) - _partial(condition):  # torch multiplies what has no slope by 0: NaN
            raise DataError(NOT_WRITTEN)
        return Expr("torch.where({}, {}, {})", parts)

    def __array_ufunc__(self, function: Any, method: str, *inputs: Any, **options: Any) -> Any:
        in_place = options.pop("out", inputs[:1])  # as `x *= 2` has it, which takes the result
        if method != "__call__" or options or in_place[0] is not inputs[0]:
            raise DataError(NOT_WRITTEN)
        if any(isinstance(each, Pair) for each in inputs):
            sides = (function(*(_side(each, number) for each in inputs)) for number in (0, 1))
            return Pair(*sides)
        return _call(function, tuple(map(_expr, inputs)))


@final
class Expr(_Recorded):
    """A number, or one for each example: `form` with its `parts` in its {}.

    Where it is a column of the examples, `column` (N,) has them.
    """

    def __init__(
        self,
        form: str,
        parts: "tuple[Expr, ...]" = (),
        firm: int = ATOM,
        column: Array | None = None,
    ) -> None:
        self.form, self.parts, self.firm, self.column = form, parts, firm, column

    dtype = np.dtype(np.float64)

    def erf(self) -> "Expr":
        """The error function, which NumPy lacks: see `engine.erf`."""
        return Expr("torch.erf({})", (self,))

    @property
    def is_number(self) -> bool:
        return not self.parts and self.form.lstrip("-")[:1].isdigit()


@final
class Pair(_Recorded):
    """Both parameters, as `points` of shape (..., 2) are."""

    def __init__(self, first: Any, second: Any) -> None:
        self.sides = (first, second)

    def __getitem__(self, key: Any) -> Any:
        if key not in ((..., 0), (..., 1)):
            raise DataError(NOT_WRITTEN)
        return self.sides[key[1]]


@final
@dataclass(frozen=True, slots=True)
class LossText:
    """The body of a function of `x` and `y`, and of `rows` where there are examples."""

    lines: tuple[str, ...]  # the last returns the loss, or that of each of the examples `rows`
    columns: dict[str, Array]  # of the examples, by name


def loss_text(surface: Surface) -> LossText:
    """The loss of `surface` as text. Raises DataError where that can't be written."""
    try:
        result = _expr(_recorded(surface, Expr("x"), Expr("y")))
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise DataError(NOT_WRITTEN) from error
    columns: dict[str, Array] = {}
    lines = _statements(result, columns)
    if sum(map(len, lines)) > LONGEST:
        raise DataError(NOT_WRITTEN)
    return LossText(lines, columns)


def _recorded(surface: Surface, x: Any, y: Any) -> Any:
    if isinstance(surface, SummedSurface):
        result: Any = surface.losses(x, y, slice(None))
        return _closed_at_zero(result, {}) if surface.key == "relu_neuron" else result
    if isinstance(surface, Typed):
        return surface.parsed.recorded(x, y, tuple(value for _, value in surface.parameters))
    points: Any = Pair(x, y)
    return surface.value(points)


def _closed_at_zero(expr: Expr, done: dict[int, Expr]) -> Expr:
    """A neuron that is closed at 0, as its gradient here is; at a maximum torch takes half.

    `done` has what was made of parts, by identity: shared ones stay shared.
    """
    if id(expr) not in done:
        maximum = expr.form.startswith("torch.maximum")
        parts = tuple(_closed_at_zero(part, done) for part in expr.parts[: 1 if maximum else None])
        form = "torch.relu({})" if maximum else expr.form
        done[id(expr)] = Expr(form, parts, expr.firm, expr.column)
    return done[id(expr)]


def _partial(expr: Expr) -> set[int]:
    """The parts of `expr`, by identity, that have no value or no slope somewhere; of a quotient
    what it is divided by."""
    found, seen, waiting = set[int](), set[int](), [expr]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        waiting += part.parts
        if part.form == SIGNS[np.true_divide][0] and not part.parts[1].is_number:
            found.add(id(part.parts[1]))
        elif part.form.startswith(PARTIAL) and not part.parts[0].form.startswith(CONSTANT):
            found.add(id(part))
    return found


def _side(value: Any, number: int) -> Any:
    """What of an operand belongs to the first or the second parameter."""
    if isinstance(value, Pair):
        return value.sides[number]
    return value[number] if np.shape(value) == (2,) else value


def _call(function: Any, parts: tuple[Expr, ...]) -> Expr:
    if function in SIGNS:
        form, firm = SIGNS[function]
        return Expr(form, parts, firm)
    if function not in CALLS:
        raise DataError(NOT_WRITTEN)
    name = CALLS[function]
    if name in OF_TENSORS or (name == "torch.pow" and parts[0].is_number):
        parts = tuple(
            Expr(f"{CONSTANT}{{}})", (part,)) if part.is_number else part for part in parts
        )
    return Expr(f"{name}({', '.join(['{}'] * len(parts))})", parts)


def _expr(value: Any) -> Expr:
    if isinstance(value, Expr):
        return value
    array = np.asarray(value, float)
    if array.ndim == 1:
        return Expr("", column=array)
    if array.ndim or not np.isfinite(array):
        raise DataError(NOT_WRITTEN)
    number = repr(float(array))
    return Expr(number, firm=PRODUCT if number.startswith("-") else ATOM)


def _statements(result: Expr, columns: dict[str, Array]) -> tuple[str, ...]:
    """The lines that compute `result`: what is used more than once gets a name."""
    order, uses = _parts_of(result)
    names: dict[int, str] = {}
    lines: list[str] = []
    for part in order:
        if part.column is not None:
            names[id(part)] = f"{_name_of(part.column, columns)}[rows]"
        elif part is not result and part.parts and uses[id(part)] > 1:
            text = _text(part, names)
            names[id(part)] = f"v{len(lines) + 1}"
            lines.append(f"{names[id(part)]} = {text}")
    return (*lines, f"return {_text(result, names)}")


def _name_of(column: Array, columns: dict[str, Array]) -> str:
    """The name of a column, which may have been met before."""
    for name, known in columns.items():
        if np.array_equal(known, column):
            return name
    columns[f"c{len(columns) + 1}"] = column
    return f"c{len(columns)}"


def _parts_of(result: Expr) -> tuple[list[Expr], dict[int, int]]:
    """All parts, each after its own, and by identity how often each is used."""
    order, uses, seen = list[Expr](), dict[int, int](), set[int]()
    waiting = [(result, False)]
    while waiting:
        part, done = waiting.pop()
        if done:
            order.append(part)
        elif id(part) not in seen:
            seen.add(id(part))
            waiting.append((part, True))
            for inner in part.parts:
                uses[id(inner)] = uses.get(id(inner), 0) + 1
                waiting.append((inner, False))
    return order, uses


def _text(expr: Expr, names: dict[int, str]) -> str:
    if expr.firm == ATOM:  # its parts stand between the brackets of a call
        return expr.form.format(*(_held(part, names, 0) for part in expr.parts))
    # To the right of − and / an equal needs brackets, too.
    firms = (expr.firm + (place > 0) for place in range(len(expr.parts)))
    held = (_held(part, names, firm) for part, firm in zip(expr.parts, firms, strict=True))
    return expr.form.format(*held)


def _held(expr: Expr, names: dict[int, str], firm: int) -> str:
    """The text of a part, in brackets where it would fall apart."""
    if id(expr) in names:
        return names[id(expr)]
    text = _text(expr, names)
    return text if expr.firm >= firm else f"({text})"
