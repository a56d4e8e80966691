"""The values of curves at an update: those that are shown, and in words for screen readers."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from engine.analysis.quantities import Quantity
from engine.analysis.recorded import value_at
from engine.marks import QT_TRANSLATE_NOOP
from gui.panels.curves.shown_balls import ShownBalls
from gui.plotting.readout import GLYPH, Row
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.text.numbers import count, exact, show

AT: Final = QT_TRANSLATE_NOOP("Curve", "update {0}")
BALL: Final = QT_TRANSLATE_NOOP("Curve", "ball {0}")
FEW: Final = 2  # balls whose values are shown with all digits at once
SPOKEN: Final = 3  # balls

Parts = tuple[ShownBalls, ...]


def rows_at(
    quantity: Quantity,
    parts: Parts,
    update: int,
    pointed: int | None,
    palette: Palette,
    ratio: float,
) -> tuple[Row, ...]:
    """The values of all shown balls, that of the one pointed at stronger."""
    rows = []
    few = sum(len(part.balls) for part in parts) <= FEW
    for part in parts:
        mark = glyph(palette, part.fleet.color, GLYPH, ratio)
        for ball in part.balls:
            values = value_at(quantity, part.fleet.chunks, ball, update)
            if values is not None:
                strong = pointed == ball
                # All digits of all balls would hide the curves they belong to.
                texts = (exact(v) if few or strong else show(v, 6) for v in values)
                rows.append(Row(mark, tuple(texts), strong))
    return tuple(rows)


def spoken_values(quantity: Quantity, parts: Parts, update: int) -> str:
    """The values of the first few balls at an update, in the current language."""
    translate = QCoreApplication.translate
    words = [translate("Curve", AT).format(count(update))]
    balls = [(part, ball) for part in parts for ball in part.balls]
    for part, ball in balls[:SPOKEN]:
        values = value_at(quantity, part.fleet.chunks, ball, update)
        if values is not None:
            digits = " ".join(show(float(value)) for value in values)
            words.append(f"{translate('Curve', BALL).format(ball)} {digits}")
    return ", ".join(words)
