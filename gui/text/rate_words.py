"""What a schedule multiplies: the learning rate of most rules, the time step of a few."""

from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from engine.knobs import Knob, knob_of
from engine.optimizers.base import Optimizer

LEARNING: Final = knob_of(Optimizer, "lr")


def rate_of(optimizer: Any) -> Knob:
    """The knob that a schedule multiplies, as the optimizer declares it."""
    return knob_of(optimizer, "lr")


def learns(rate: Knob) -> bool:
    """Whether it is a learning rate, which multiplies the gradient."""
    return rate.symbol == LEARNING.symbol


def name_of(rate: Knob) -> str:
    """Its name in the language of the moment."""
    return QCoreApplication.translate("Knob", rate.title)


def worded(text: str, rate: Knob) -> str:
    """A text that was written for the learning rate, said of `rate`."""
    return text.replace(LEARNING.symbol, rate.symbol).replace(name_of(LEARNING), name_of(rate))


def typeset(formula: str, rate: Knob) -> str:
    """A formula in LaTeX that was written for the learning rate, with the sign of `rate`."""
    sign = rate.latex if learns(rate) else f"{{{rate.latex}}}"
    return formula.replace(LEARNING.latex, sign)
