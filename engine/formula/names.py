"""Names in formulas: variables, constants, functions, and names allowed for parameters."""

import math
from keyword import iskeyword
from typing import Final

from engine.formula.errors import (
    NAME_TOO_LONG,
    OTHER_CASE,
    RESERVED,
    RUN_TOGETHER,
    FormulaError,
    Span,
)
from engine.formula.limits import LONGEST_NAME

PAIRS: Final = (("w1", "w2"), ("x", "y"))
SPARE_PAIR: Final = ("x1", "x2")
"""Variables where no other is used; else parameters, as they were in older formulas."""
AXES: Final = {name: axis for pair in (*PAIRS, SPARE_PAIR) for axis, name in enumerate(pair)}
ALWAYS: Final = frozenset(name for pair in PAIRS for name in pair)
"""Variables in every formula."""

CONSTANTS: Final = {"pi": math.pi, "π": math.pi, "e": math.e}

ONE: Final = (
    *("sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"),
    *("exp", "log", "log2", "log10", "sqrt", "abs", "sign", "floor", "ceil", "round"),
    *("erf", "sigmoid", "relu", "softplus"),
)
TWO: Final = ("atan2", "mod")
SEVERAL: Final = ("min", "max")
WHERE: Final = "where"
POWER: Final = {"pow": "^"}
JOINTS: Final = ("and", "or", "not")
ALIASES: Final = {
    "ln": "log",
    "lg": "log10",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "sgn": "sign",
}
FUNCTIONS: Final = {name: name for name in (*ONE, *TWO, *SEVERAL, WHERE)} | ALIASES | POWER
"""Every word that may stand before a bracket, and the function that it means."""
LATER: Final = frozenset(("pow", "mod", "floor", "ceil", "round"))
"""Functions whose names may also be those of parameters, as in older formulas."""
FIRM: Final = frozenset(FUNCTIONS) - LATER - {"log2", "atan2"}
"""Functions for which names of parameters must not be mistaken: those of older formulas."""

LIKE_FUNCTIONS: Final = ("e", "f", "g", "h", "γ", "ζ")
"""Letters before a bracket that mean a function to many: e(x) may be e^x, and gamma(x) Γ."""

# No ο: it looks like o. No π: it is a number.
GREEK: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
LETTER_OF: Final = {word: letter for letter, word in GREEK.items()}
SUBSCRIPTS: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def canonical(word: str, index: str) -> str:
    """One spelling for each name: `alpha_1`, `alpha1` and `α₁` are all α1."""
    joined = word + index
    if joined in FUNCTIONS or joined in CONSTANTS:
        return joined
    return LETTER_OF.get(word, word) + index


def split(name: str) -> tuple[str, str]:
    """The letters of a name and the number behind them."""
    word = name.rstrip("0123456789")
    return word, name[len(word) :]


def symbol(name: str) -> str:
    """The name as it is written in plain text: w₁."""
    return name.translate(SUBSCRIPTS)


def latex(name: str) -> str:
    """The name typeset: several letters stand upright, a number behind them is an index."""
    word, index = split(name)
    if word in GREEK:
        word = rf"\{GREEK[word]}"
    elif len(word) > 1:
        word = rf"\mathrm{{{word}}}"
    return f"{word}_{{{index}}}" if index else word


def multiplies(name: str) -> bool:
    """Whether a name before a bracket is a factor, as x in x(y + 1), and no unknown function."""
    word, _ = split(name)
    return name in AXES or name in ("pi", "π") or (len(word) == 1 and word not in LIKE_FUNCTIONS)


def check_parameter(name: str, span: Span, variables: tuple[str, str]) -> None:
    """Refuse names that are probably mistakes, instead of making parameters of them."""
    if len(name) > LONGEST_NAME:
        raise FormulaError(NAME_TOO_LONG, span, str(LONGEST_NAME))
    word, _ = split(name)
    if iskeyword(word) or word.lower() in ("inf", "nan", "infinity", "true", "false", "none"):
        raise FormulaError(RESERVED, span, name)
    lower, known = name.lower(), ALWAYS.union(variables)
    if name != lower and (lower in known or lower in FIRM or lower in CONSTANTS):
        raise FormulaError(OTHER_CASE, span, name, lower)
    if len(name) > 1 and set(name) <= {"x", "y"}:
        raise FormulaError(RUN_TOGETHER, span, name, "*".join(name))
    for function in FUNCTIONS:
        rest = name.removeprefix(function)
        if function in FIRM and rest != name and (rest in known or rest.isdigit()):
            raise FormulaError(RUN_TOGETHER, span, name, f"{function}({rest})")
