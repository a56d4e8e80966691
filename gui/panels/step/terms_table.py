"""The numbers of an update, one row each, with a number for each axis or for both."""

from typing import Any, final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from engine.arrays import Array
from gui.panels.step.words import TYPESET, label_of
from gui.style.plain_text import ElidedLabel, PlainLabel, set_tip
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.text.numbers import exact, show
from gui.text.symbols import lines_of, symbol_of
from gui.typeset.math_label import MathLabel

Pair = tuple[PlainLabel, PlainLabel]  # the numbers of a term, along both axes


@final
class TermsTable(QWidget):
    """Rows are made as rules need them, and hidden when a shorter rule is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self.names: list[PlainLabel] = []
        self._signs: list[MathLabel] = []  # in the names' places, for symbols that must be typeset
        self.values: list[Pair] = []
        self._named: dict[int, tuple[str, str]] = {}  # the symbol and the rule of each row
        self._axes = (dressed(ElidedLabel(), "second"), dressed(ElidedLabel(), "second"))
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for column, label in enumerate(self._axes, start=1):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(label, 0, column)  # as wide as the numbers under it

    def show_axes(self, names: tuple[str, str]) -> None:
        for heading, axis in zip(self._axes, names, strict=True):
            heading.setText(axis)

    def hide_rows(self) -> None:
        """Show no numbers."""
        self._named.clear()
        for parts in zip(self.names, self._signs, *zip(*self.values, strict=True), strict=True):
            for part in parts:
                part.hide()

    def show_terms(self, rows: dict[str, Array], optimizer: Any) -> None:
        while len(self.names) < len(rows):
            self._add_row()
        symbols = list(rows) + [""] * (len(self.names) - len(rows))
        for number, symbol in enumerate(symbols):
            self._show_name(number, symbol, optimizer)
            for part in self.values[number]:
                part.setVisible(bool(symbol))
            if symbol:
                self._show_numbers(self.values[number], label_of(symbol), rows[symbol].tolist())

    def retranslate(self) -> None:
        """Name the rows in the present language when they are shown next."""
        self._named.clear()

    def _show_name(self, number: int, symbol: str, optimizer: Any) -> None:
        if self._named.get(number) == (symbol, optimizer.key):
            return
        self._named[number] = symbol, optimizer.key
        label, sign = self.names[number], self._signs[number]
        latex, text = TYPESET.get(symbol, ""), label_of(symbol)
        label.setText(text)
        label.setVisible(bool(symbol) and not latex)
        if latex and sign.accessibleName() != text:
            sign.set_formula(latex, text)
        sign.setVisible(bool(latex))
        found = symbol_of(symbol.rstrip("₁₂"), optimizer)  # a matrix has a row for each
        tip = "\n".join(lines_of([found], optimizer)) if found is not None else ""
        for part in (label, sign):
            set_tip(part, tip)

    def _show_numbers(self, pair: Pair, name: str, values: list[float]) -> None:
        """Show the numbers; a single one for both axes is at the right."""
        blank = len(pair) - len(values)
        for place, part in enumerate(pair):
            value = values[place - blank] if place >= blank else None
            tip = "" if value is None else f"{name} = {exact(value)}"
            if tip != part.toolTip():
                part.setText("" if value is None else show(value))
                set_tip(part, tip)

    def _number(self) -> PlainLabel:
        label = PlainLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignRight)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _add_row(self) -> None:
        """Add a row for a term; rules have two to eight."""
        label = dressed(PlainLabel(wrap=True), "second")
        sign = MathLabel(self._theme, size=13, tint="second")
        pair = (self._number(), self._number())
        self.names.append(label)
        self._signs.append(sign)
        self.values.append(pair)
        for part, column in ((label, 0), (sign, 0), (pair[0], 1), (pair[1], 2)):
            self._grid.addWidget(part, len(self.names), column)
