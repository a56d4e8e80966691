"""What screen readers are told of curves."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.analysis.curves import value_at
from engine.analysis.quantities import Quantity
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.curves.shown_balls import ShownBalls
from gui.text.numbers import count, show

AT: Final = QT_TRANSLATE_NOOP("Curve", "update {0}")
BALL: Final = QT_TRANSLATE_NOOP("Curve", "ball {0}")
MOST: Final = 3  # balls


def spoken_values(quantity: Quantity, parts: tuple[ShownBalls, ...], update: int) -> str:
    """The values of the first few balls at an update, in the current language."""
    translate = QCoreApplication.translate
    words = [translate("Curve", AT).format(count(update))]
    balls = [(part, ball) for part in parts for ball in part.balls]
    for part, ball in balls[:MOST]:
        values = value_at(quantity, part.fleet.chunks, ball, update)
        if values is not None:
            digits = " ".join(show(float(value)) for value in values)
            words.append(f"{translate('Curve', BALL).format(ball)} {digits}")
    return ", ".join(words)
