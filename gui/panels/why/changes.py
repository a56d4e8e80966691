"""How the next update changes the loss: what the local quadratic promises, and what is real."""

from typing import final

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from engine.analysis.local_quadratic import Parts
from gui.panels.why.bars import Bar, scale_of
from gui.panels.why.curvature import CHANGES, HEADING
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.text.numbers import exact, show


@final
class Changes(QWidget):
    """A heading and four rows: symbol, bar, number."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.heading = dressed(PlainLabel(wrap=True), "second")
        self.names = {symbol: dressed(PlainLabel(symbol), "second") for symbol in CHANGES}
        self.bars = {symbol: Bar(palette) for symbol in CHANGES}
        self.values = {symbol: PlainLabel() for symbol in CHANGES}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.heading, 0, 0, 1, 3)
        for line, symbol in enumerate(CHANGES, start=1):
            parts = (self.names[symbol], self.bars[symbol], self.values[symbol])
            for column, part in enumerate(parts):
                grid.addWidget(part, line, column)
            self.values[symbol].setAlignment(Qt.AlignmentFlag.AlignRight)

    def show_parts(self, parts: Parts) -> None:
        """Show the parts of one step."""
        numbers = (parts.slope, parts.bend, parts.rest, parts.real)
        values = dict(zip(CHANGES, map(float, numbers), strict=True))
        finite = [value for value in values.values() if np.isfinite(value)]
        scale = scale_of(finite)
        for symbol, value in values.items():
            self.bars[symbol].show_change(value if np.isfinite(value) else 0.0, scale)
            self.values[symbol].setText(show(value))
            tip = f"{symbol} = {exact(value)}\n{_translated(CHANGES[symbol])}"
            for part in (self.names[symbol], self.bars[symbol], self.values[symbol]):
                set_tip(part, tip)

    def set_palette(self, palette: Palette) -> None:
        for bar in self.bars.values():
            bar.colors = palette
            bar.update()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.heading.setText(_translated(HEADING))
        for symbol, bar in self.bars.items():
            bar.setAccessibleName(f"{symbol}: {_translated(CHANGES[symbol])}")


def _translated(text: str) -> str:
    return QCoreApplication.translate("WhyPanel", text)
