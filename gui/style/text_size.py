"""The size of text, as the program's font has it; what holds text is as many times larger."""

from typing import Final, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolBar, QWidget
from shiboken6 import isValid

from gui.style.fonts import CAPTION, TEXT

PERCENTS: Final = (100, 125, 150, 175, 200)  # that a person can choose
USUAL: Final = 100
SIDES: Final = ("width", "height", "least", "icon")

Sized = TypeVar("Sized", bound=QWidget)


def text_scale() -> float:
    """How many times larger text is than at 100 %."""
    pixels = QApplication.font().pixelSize()
    return pixels / TEXT if pixels > 0 else 1.0  # a font in points: no size has been set yet


def label_scale() -> float:
    """How many times farther labels are from what they label: less than texts grow, whose lines
    at 100 % are further apart than they need to be."""
    return 1.0 + 0.7 * (text_scale() - 1.0)


def px(usual: float) -> int:
    """The pixels that stand for `usual` ones at 100 %."""
    return round(usual * text_scale())


def sized_font(like: QFont, usual: float = CAPTION) -> QFont:
    """A font of `usual` pixels at 100 %."""
    font = QFont(like)
    font.setPixelSize(px(usual))
    return font


def fixed(
    widget: Sized, *, width: int = 0, height: int = 0, least: int = 0, icon: int = 0
) -> Sized:
    """Fix the width, height, least width or icon size of a widget to pixels at 100 %; they follow
    the text."""
    for name, pixels in zip(SIDES, (width, height, least, icon), strict=True):
        if pixels:
            widget.setProperty(f"usual_{name}", pixels)
    _fit(widget)
    return widget


def fit_all() -> None:
    """Give all widgets that `fixed` has made so the size that goes with the present text."""
    every = [each for each in QApplication.allWidgets() if isValid(each)]  # deleted ones are listed
    # Tool bars first: a button takes its bar's size of icons, and keeps what it made of it.
    for widget in sorted(every, key=lambda each: not isinstance(each, QToolBar)):
        _fit(widget)


def _fit(widget: QWidget) -> None:
    width, height, least, icon = (widget.property(f"usual_{name}") for name in SIDES)
    if icon and isinstance(widget, QAbstractButton | QToolBar):
        widget.setIconSize(QSize(px(icon), px(icon)))  # a bar forgets its height by this
    if width:
        widget.setFixedWidth(px(width))
    if height:
        widget.setFixedHeight(px(height))
    if least:
        widget.setMinimumWidth(px(least))
