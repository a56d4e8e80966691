"""How the numbers within an update come about: the memory, its bias correction, the divisor.

Like `words.MOVES` these are valid Python in the symbols of the rules, so that a test can compare
them with what the update used.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.optimizers.adam_start import LEFT
from engine.optimizers.vectors import eigen
from engine.snapshot import FleetView
from gui.text.numbers import MINUS, raised, show


class Line(NamedTuple):
    """One number of an update: its symbol ("" where fonts have none), its formula, and the name of
    its value if that is not the symbol."""

    symbol: str
    formula: str
    value: str = ""

    def value_in(self, numbers: dict[str, float]) -> float:
        """Its value, of all numbers of the update along an axis."""
        return numbers[self.value or self.symbol]


NAME: Final = re.compile(r"\{([^}]*)\}")
Lines = tuple[Line, ...]
Numbers = dict[str, Array]

_MEAN: Final = Line("m", "{β₁} * {m⁻} + (1 - {β₁}) * {g}")
_SQUARE: Final = Line("v", "{β₂} * {v⁻} + (1 - {β₂}) * {g} ** 2")
_SEEN: Final = Line("1 - β₁ᵗ", "1 - {β₁} ** {t}")
_SEEN_SQUARE: Final = Line("1 - β₂ᵗ", "1 - {β₂} ** {t}")
_CORRECTED: Final = Line("", "{m} / {1 - β₁ᵗ}", "m̂")
_CORRECTED_SQUARE: Final = Line("", "{v} / {1 - β₂ᵗ}", "v̂")
_SIGMA: Final = Line("σ", "sqrt({v} / {1 - β₂ᵗ})")
_ADAM: Final = (_MEAN, _SEEN, _CORRECTED, _SQUARE, _SEEN_SQUARE, _CORRECTED_SQUARE, _SIGMA)
INNER: Final[dict[str, Lines]] = {
    "adagrad": (Line("σ", "sqrt(({Σg²} + {g} ** 2) / {n})"),),
    "adagrad_sum": (Line("σ", "sqrt({Σg²} + {g} ** 2)"),),
    "rmsprop": (Line("σ", "sqrt({α} * {v⁻} + (1 - {α}) * {g} ** 2)"),),
    "adam": _ADAM,
    "adamw": _ADAM,
    "amsgrad": (
        *_ADAM[:5],
        Line("u", "max({u⁻}, {v})"),
        Line("σ", "sqrt({u} / {1 - β₂ᵗ})"),
    ),
    "adamax": (_MEAN, _SEEN, _CORRECTED, Line("σ", "max({β₂} * {σ⁻}, abs({g}) + {ε})")),
    "nadam": (
        _MEAN,
        Line("", "(1 - {μₜ}) / (1 - {∏μ}) * {g} + {μₜ₊₁} / (1 - {∏μ} * {μₜ₊₁}) * {m}", "m̂"),
        _SQUARE,
        _SEEN_SQUARE,
        _SIGMA,
    ),
    "radam": (
        _MEAN,
        _SEEN,
        _CORRECTED,
        _SQUARE,
        _SEEN_SQUARE,
        Line("σ", "(sqrt({v}) + {ε}) / sqrt({1 - β₂ᵗ})"),
    ),
    "momentum_library": (Line("b", "{μ} * {b⁻} + (1 - {τ}) * {g}"),),
    "nesterov_library": (Line("b", "{μ} * {b⁻} + {g}"),),
    "rmsprop_library": (
        Line("σ", "sqrt({α} * {v⁻} + (1 - {α}) * {g} ** 2)"),
        Line("b", "{μ} * {b⁻} + {g} / ({σ} + {ε})"),
    ),
    "adadelta": (
        Line("v", "{ρ} * {v⁻} + (1 - {ρ}) * {g} ** 2"),
        Line("r", "sqrt(({u⁻} + {ε}) / ({v} + {ε}))"),
        Line("d", "{r} * {g}"),
    ),
    "rprop": (Line("s", "{η±} * {s⁻}"),),
    "lion": (
        Line("c", "{β₁} * {m⁻} + (1 - {β₁}) * {g}"),
        Line("m", "{β₂} * {m⁻} + (1 - {β₂}) * {g}"),
    ),
    "rolling": (
        Line(
            "θ̈",
            "-{γ} * {θ̇⁻} - {s} * ({G} + {s} * {θ̇ᵀHθ̇}) / (1 + {s} ** 2 * {‖g‖²}) * {g}",
        ),
    ),
}
STARTS: Final[dict[str, Lines]] = {
    "rmsprop": (Line("σ", "abs({g})"),),
    "momentum_library": (Line("b", "{g}"),),
}
"""Rules whose first update is another one."""

OLD: Final = {
    "mean": "m⁻",
    "square": "v⁻",
    "moved": "u⁻",
    "largest": "u⁻",
    "b": "b⁻",
    "scale": "s⁻",
}
NEW: Final = {"square": "v", "largest": "u"}
SUMMED: Final = ("adagrad", "adagrad_sum")  # rules whose state `square` is a sum


@final
class Inside(NamedTuple):
    """The lines of one update and the numbers in them that its table of terms does not have."""

    lines: Lines
    numbers: Numbers


def inside(fleet: FleetView, place: int, rule: Any, query: Any, result: Any) -> Inside:
    """The lines of a ball's update; `rule` has its learning rate."""
    one = slice(place, place + 1)
    old = type(fleet.state)(*(array[one] for array in fleet.state))
    first = fleet.update == int(fleet.born[place])
    lines = STARTS.get(rule.key) if first else None
    lines = INNER.get(rule.key, ()) if lines is None else lines
    numbers = _memories(rule.key, old, result.state)
    numbers["t"] = np.array([fleet.update - float(fleet.born[place]) + 1])
    more = MORE.get(rule.key)
    if more is not None:
        numbers.update(more(fleet, one, rule, query, result, old))
    if rule.key == "radam" and bool((result.sigma == 1).all() and (result.trust == 1).all()):
        lines = lines[:-1]  # σ is not trusted yet, and 1
    return Inside(tuple(_true(line, rule, numbers) for line in lines), numbers)


def _memories(key: str, old: Any, new: Any) -> Numbers:
    """What was remembered before the update, and after it."""
    numbers = {OLD[name]: getattr(old, name)[0] for name in OLD if name in old._fields}
    numbers |= {NEW[name]: getattr(new, name)[0] for name in NEW if name in new._fields}
    if key in SUMMED:
        numbers = {"Σg²": old.square[0], "n": new.updates[0]}
    if key == "adamax":
        numbers["σ⁻"] = old.sigma[0]
    for name, symbol in (("mean_start", "1 - β₁ᵗ"), ("square_start", "1 - β₂ᵗ")):
        if name in new._fields:
            numbers[symbol] = 1.0 - getattr(new, name)[0]
    if "v" in numbers and "1 - β₂ᵗ" in numbers:
        numbers["v̂"] = numbers["v"] / numbers["1 - β₂ᵗ"]
    return numbers


def _true(line: Line, rule: Any, numbers: Numbers) -> Line:
    """The line, without a power of β where β has been changed on the way."""
    if line not in (_SEEN, _SEEN_SQUARE):
        return line
    beta = rule.beta1 if line is _SEEN else rule.beta2
    power = 1 - float(beta) ** numbers["t"][0]
    same = np.allclose(power, numbers[line.symbol], rtol=1e-9, atol=1e-15)
    symbol = line.symbol.replace("β₁ᵗ", "∏β₁").replace("β₂ᵗ", "∏β₂")
    return line if same else Line(symbol, f"{{{line.symbol}}}", line.symbol)


def _nadam(fleet: FleetView, one: slice, rule: Any, query: Any, result: Any, old: Any) -> Numbers:
    del fleet, one, query, old
    half = result.state.lacking[0] * (rule.beta1 * -0.5)
    left = np.float_power(LEFT, rule.warming)
    now, ahead = half + rule.beta1, half * left + rule.beta1
    return {"μₜ": now, "μₜ₊₁": ahead, "∏μ": result.state.mean_start[0]}


def _rprop(fleet: FleetView, one: slice, rule: Any, query: Any, result: Any, old: Any) -> Numbers:
    """By what each length was multiplied in truth: limits of the lengths may have a say."""
    del fleet, one, rule, query
    return {"η±": result.scale[0] / old.scale[0]}


def _rolling(fleet: FleetView, one: slice, rule: Any, query: Any, result: Any, old: Any) -> Numbers:
    del result
    velocity, grad = old.velocity[0], query.grad[0]
    bent, steep = velocity @ fleet.surface.hessian(fleet.position[one])[0] @ velocity, grad @ grad
    pull = rule.scale * (rule.gravity + rule.scale * bent) / (1 + rule.scale**2 * steep)
    return {
        "θ̇⁻": velocity,
        "θ̇ᵀHθ̇": np.array([bent]),
        "‖g‖²": np.array([steep]),
        "θ̈": -rule.friction * velocity - pull * grad,
    }


def _newton(fleet: FleetView, one: slice, rule: Any, query: Any, result: Any, old: Any) -> Numbers:
    """The eigenvectors and what belongs to each, which are numbers for both axes."""
    del fleet, one, rule, old
    _, vectors = eigen(query.hessian)
    numbers = {}
    for k, sign in enumerate("₁₂"):
        numbers[f"u{sign}"] = vectors[0, :, k]
        numbers[f"λ{sign}"] = result.eigenvalues[0, k : k + 1]
        numbers[f"u{sign}ᵀg"] = result.along[0, k : k + 1]
    return numbers


More = Callable[[FleetView, slice, Any, Any, Any, Any], Numbers]
MORE: Final[dict[str, More]] = {
    "nadam": _nadam,
    "rprop": _rprop,
    "rolling": _rolling,
    "newton": _newton,
    "newton_damped": _newton,
    "newton_saddle_free": _newton,
}


def written(formula: str, numbers: dict[str, float] | None = None, digits: int = 4) -> str:
    """A formula in print: with its numbers, or with its symbols where there are none."""
    found = _printed(formula)
    if numbers is None:
        return NAME.sub(lambda part: _symbol(part[1]), found)
    return NAME.sub(lambda part: _shown(part[1], numbers, digits), found)


@lru_cache(maxsize=256)
def _printed(formula: str) -> str:
    """A formula as it is printed, with the names of its numbers still in braces."""
    found = formula.replace(" ** {t}", "{ᵗ}").replace(" ** 2", "²").replace("sqrt(", "√(")
    found = re.sub(r"abs\((\{[^}]*\})\)", r"|\1|", found).replace(" * ", " · ")
    # The signs outside the names of numbers.
    return re.sub(r"(\{[^}]*\})|-", lambda part: part[1] or MINUS, found)


def _shown(name: str, numbers: dict[str, float], digits: int) -> str:
    if name in ("t", "ᵗ"):
        update = round(numbers["t"])
        return str(update) if name == "t" else raised(update)
    return _inside(show(numbers[name], digits))


@lru_cache(maxsize=256)
def name_of(line: Line) -> str:
    """What a line begins with: its symbol, and the formula in symbols."""
    formula = written(line.formula)
    symbol = line.symbol.replace("-", MINUS)
    return " = ".join(dict.fromkeys(part for part in (symbol, formula) if part))


def _symbol(name: str) -> str:
    return f"({name.replace('-', MINUS)})" if " - " in name else name


def _inside(number: str) -> str:
    """A number within a formula."""
    return f"({number})" if number.startswith(MINUS) else number
