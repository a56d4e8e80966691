"""The arrows of an update: gradients and movements at the ball, and a memory as a sum."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.step_history import History
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.step.arrows import Arrow, Figure
from gui.panels.step.terms import NextUpdate
from gui.text.numbers import raised, show

ORIGIN: Final = (0.0, 0.0)
SHARES: Final = (0.62, 0.94)  # of the figure: gradients, movements
# What the last movement alone would add, and the rest of the update where it is one product.
COASTS: Final = {
    "momentum": ("λmᵗ⁻¹", "−ηg"),
    "nesterov": ("λmᵗ⁻¹", "−ηg"),
    "momentum_library": ("−ημbᵗ⁻¹", ""),
    "nesterov_library": ("−ημ²bᵗ⁻¹", ""),
    "rolling": ("vΔt", ""),
}
SUMS: Final = {"momentum": "m", "nesterov": "m", "momentum_library": "b", "nesterov_library": "b"}
KEPT: Final = {
    "momentum": "λ",
    "nesterov": "λ",
    "momentum_library": "μ",
    "nesterov_library": "μ",
    "lion": "β₂",
}
SHOWN: Final = 10  # gradients drawn one by one
SPOKEN: Final = QT_TRANSLATE_NOOP("StepPanel", "Arrows: %1")
OLDER: Final = QT_TRANSLATE_NOOP("StepPanel", "older")


def of_update(update: NextUpdate, axes: tuple[str, str]) -> Figure:
    """+g, −g and the update at the ball; with momentum what the last movement adds, too."""
    gradient, move = update.terms["g"], update.move
    arrows = [
        Arrow(ORIGIN, _pair(gradient), "+g", "danger", "dotted", 1.6, open=True),
        Arrow(ORIGIN, _pair(-gradient), "−g", "success", "dashed", 1.6, open=True),
    ]
    if update.coast is not None and update.key in COASTS:
        name, rest = COASTS[update.key]
        coast = _pair(update.coast)
        arrows.append(Arrow(ORIGIN, coast, name, "second", "mixed", 1.6, scale=1))
        if rest:
            arrows.append(Arrow(coast, _pair(move), rest, "success", "dashed", 1.2, scale=1))
    arrows.append(Arrow(ORIGIN, _pair(move), "Δθ", "accent", "solid", 2.6, scale=1))
    spoken = ", ".join(
        f"{each.name} ({show(each.head[0])}, {show(each.head[1])})" for each in arrows
    )
    return Figure(tuple(arrows), SHARES, True, axes, _translated(SPOKEN).replace("%1", spoken))


def of_memory(history: History, update: int, key: str, axes: tuple[str, str]) -> Figure:
    """The memory after an update as the sum of its gradients, oldest first, tail to head."""
    parts, rest = grouped(history, update)
    kept = symbol_kept(key)
    steady = history.steady(update, len(parts))
    arrows, at = [], np.zeros(2)
    if rest is not None:
        arrows.append(Arrow(ORIGIN, _pair(rest), older_word(), "second", "dotted"))
        at = at + rest
    for age in range(len(parts) - 1, -1, -1):
        after = at + parts[age]
        name = f"{kept}{raised(age)}" if steady else f"g{_lowered(age)}"
        arrows.append(Arrow(_pair(at), _pair(after), name, "success", "dashed", 1.4, open=True))
        at = after
    total = Arrow(ORIGIN, _pair(at), symbol_of_sum(key), "accent", "solid", 2.6)
    spoken = ", ".join(f"{a.name} ({show(a.head[0])}, {show(a.head[1])})" for a in [*arrows, total])
    text = _translated(SPOKEN).replace("%1", spoken)
    return Figure((total, *arrows), (1.0,), False, axes, text)  # the sum is under its summands


def grouped(history: History, update: int) -> tuple[Array, Array | None]:
    """The newest summands of the memory, newest first (k, 2), and the sum of all older (2,)."""
    parts, before = history.parts(update)
    older = parts[SHOWN:]
    if not len(older) and (history.whole or not before.any()):
        return parts[:SHOWN], None
    return parts[:SHOWN], np.asarray(older.sum(axis=0) + before)


def symbol_kept(key: str) -> str:
    """The symbol of the share of a memory that is kept."""
    return KEPT.get(key, "β₁")


def symbol_of_sum(key: str) -> str:
    """The symbol of the memory."""
    return SUMS.get(key, "m")


def older_word() -> str:
    """What all gradients before those drawn are called."""
    return _translated(OLDER)


def _lowered(age: int) -> str:
    digits = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return "ₜ" + (f"₋{age}".translate(digits) if age else "")


def _pair(vector: Array) -> tuple[float, float]:
    return float(vector[0]), float(vector[-1])


def _translated(text: str) -> str:
    return QCoreApplication.translate("StepPanel", text)
