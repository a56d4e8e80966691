"""The names of the numbers of an update, and formulas of the move."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP


def _newton(first: str, second: str) -> str:
    """The move along an axis, by the divisors of both eigenvectors."""
    return f"-{{η}} * ({{u₁ᵀg}} / {first} * {{u₁}} + {{u₂ᵀg}} / {second} * {{u₂}})"


_ADAM: Final = "-{η} / ({σ} + {ε}) * {m̂}"
# What an update adds to a parameter, in the symbols of the rules. Valid Python arithmetic,
# so that a test can compare it with the actual move. A rolling ball has none: its update is the
# solution of a differential equation.
MOVES: Final = {
    "gd": "-{η} * {g}",
    "momentum": "{λ} * {m⁻} - {η} * {g}",
    "nesterov": "{λ} * {m⁻} - {η} * {g}",
    "adagrad": "-{η} / {σ} * {g}",
    "adagrad_sum": "-{η} / ({σ} + {ε}) * {g}",
    "rmsprop": "-{η} / {σ} * {g}",
    "adam": _ADAM,
    "momentum_library": "-{η} * {b}",
    "nesterov_library": "-{η} * ({g} + {μ} * {b})",
    "rmsprop_library": "-{η} * {b}",
    "perturbed": "{ξ} - {η} * {g}",
    "adadelta": "-{η} * {d}",
    "rprop": "-{η} * {s} * {sign}",
    "adamw": "-{η} * ({m̂} / ({σ} + {ε}) + {ω} * {θ})",
    "amsgrad": _ADAM,
    "adamax": "-{η} / {σ} * {m̂}",
    "nadam": _ADAM,
    "radam": "-{η} * {r} / {σ} * {m̂}",
    "lion": "-{η} * (sign({c}) + {ω} * {θ})",
    "lbfgs": "{α} * {d}",
    "newton": _newton("{λ₁}", "{λ₂}"),
    "newton_damped": _newton("({λ₁} + {μ})", "({λ₂} + {μ})"),
    "newton_saddle_free": _newton("max(abs({λ₁}), {δ})", "max(abs({λ₂}), {δ})"),
}
# The symbols of the fields of `Optimizer.terms`, and of a rule's queries of the loss.
SYMBOLS: Final = {
    "grad": "g",
    "gradient": "g",
    "hessian": "H",
    "mean": "m",
    "mean_hat": "m̂",
    "sigma": "σ",
    "delta": "d",
    "scale": "s",
    "sign": "sign",
    "mixed": "c",
    "trust": "r",
    "kick": "ξ",
    "direction": "d",
    "step": "α",
    "velocity": "v",
    "time": "Δt",
}
SIGNS: Final = {
    "m⁻": "mᵗ⁻¹",
    "sign": "sign g",
    "eigenvalues": "λ₁, λ₂",
    "along": "u₁ᵀg, u₂ᵀg",
    "rate": "√((u + ε) / (v + ε))",
}
# Fonts render a hat over an m badly or not at all, and roots without their bar.
TYPESET: Final = {
    "m̂": r"\hat m",
    "v": r"\dot{\theta}",
    "rate": r"\sqrt{\frac{u+\varepsilon}{v+\varepsilon}}",
}
WORDS: Final = {
    "divisor": QT_TRANSLATE_NOOP("StepPanel", "divided by"),
    "kinetic": QT_TRANSLATE_NOOP("StepPanel", "kinetic energy"),
    "potential": QT_TRANSLATE_NOOP("StepPanel", "potential energy"),
    "energy": QT_TRANSLATE_NOOP("StepPanel", "total energy"),
    "evaluations": QT_TRANSLATE_NOOP("StepPanel", "evaluations of the loss"),
}


def symbol_of(field: str) -> str:
    """The symbol of a field; its own name if it has none."""
    return SYMBOLS.get(field, field)


def label_of(symbol: str) -> str:
    """A symbol as it is written before its numbers, in the current language."""
    if symbol in WORDS:
        return QCoreApplication.translate("StepPanel", WORDS[symbol])
    return SIGNS.get(symbol, symbol).replace("_", " ")
