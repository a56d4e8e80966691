"""Texts about the knob that a schedule multiplies: a learning rate, or the time step of a few."""

from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from engine.knobs import Knob, knob_of
from engine.optimizers.base import Optimizer

LEARNING: Final = knob_of(Optimizer, "lr")


def rate_of(optimizer: Any) -> Knob:
    """The knob of the optimizer that a schedule multiplies."""
    return knob_of(optimizer, "lr")


def learns(rate: Knob) -> bool:
    """Whether it is a learning rate, which multiplies the gradient."""
    return rate.symbol == LEARNING.symbol


def name_of(rate: Knob) -> str:
    """Its name in the current language."""
    return QCoreApplication.translate("Knob", rate.title)


def worded(text: str, rate: Knob) -> str:
    """A text about the learning rate, rewritten for `rate`."""
    return text.replace(LEARNING.symbol, rate.symbol).replace(name_of(LEARNING), name_of(rate))


def typeset(formula: str, rate: Knob) -> str:
    """A LaTeX formula with the learning rate, rewritten with the symbol of `rate`."""
    symbol = rate.latex if learns(rate) else f"{{{rate.latex}}}"
    return formula.replace(LEARNING.latex, symbol)
