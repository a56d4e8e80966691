"""The values at a point of the surface, as text."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.analysis.curvature import read
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Point, Surface
from gui.text.axis_names import axis_names, symbol_of
from gui.text.captions import NO_BREAK
from gui.text.numbers import exact, show

LOSS = QT_TRANSLATE_NOOP("Reading", "loss {0}")
BALL = QT_TRANSLATE_NOOP("Reading", "ball {0}")


def spoken_point(surface: Surface, point: Point, ball: int | None) -> str:
    """A point and its loss for screen readers, in few words, and the ball there if there is one."""
    translate = QCoreApplication.translate
    with np.errstate(all="ignore"):
        loss = show(float(surface.value(np.array(point))))
    values = zip(axis_names(surface), point, strict=True)
    words = [f"{symbol_of(name)} {show(value)}" for name, value in values]
    words.append(translate("Reading", LOSS).format(loss))
    if ball is not None:
        words.append(translate("Reading", BALL).format(ball))
    return ", ".join(words)


def reading_of(surface: Surface, point: Point) -> tuple[str, str]:
    """The values at a point: with four digits, and with all of them and the names in full."""
    reading = read(surface, np.array(point))
    axes = axis_names(surface)
    values: list[tuple[str, Array | float]] = [
        (axes[0], point[0]),
        (axes[1], point[1]),
        ("L", reading.loss),
        (f"∂L/∂{axes[0]}", reading.gradient[0]),
        (f"∂L/∂{axes[1]}", reading.gradient[1]),
        ("‖g‖", reading.norm),
        ("λ₁", reading.eigenvalues[0]),
        ("λ₂", reading.eigenvalues[1]),
    ]
    # No line ends between a name and its value.
    pairs = (f"{symbol_of(name)}{NO_BREAK}{show(float(value))}" for name, value in values)
    short = "   ".join(pairs)
    return short, "\n".join(f"{name} = {exact(float(value))}" for name, value in values)
