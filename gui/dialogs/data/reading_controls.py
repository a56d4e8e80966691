"""How a file is read: encoding, separator, decimal mark and skipped lines, each to be switched."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QSpinBox

from engine.data.reading import (
    BY_THE_FILE,
    DECIMALS,
    ENCODINGS,
    MOST_SKIPPED,
    SEPARATORS,
    Reading,
)
from gui.dialogs.data.descriptions import decimal_name, separator_name
from gui.style.plain_text import ElidedBox, PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed

OFFERED: Final = {
    "encoding": tuple(ENCODINGS),
    "separator": SEPARATORS,
    "decimal": DECIMALS,
}
COLUMNS: Final = 2  # of controls next to each other: more do not fit a small window
LETTERS: Final = 8  # that a box has room for


@final
class _LinesField(QSpinBox):
    """A number of lines. The return key ends typing; it presses no button of the dialog."""

    def __init__(self) -> None:
        super().__init__(minimum=-1, maximum=MOST_SKIPPED)
        self.setKeyboardTracking(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


@final
class ReadingControls(Retranslated, QFrame):
    """The choices of a reading; “Automatic” is the first of each, with what it came to."""

    chosen = Signal(object)  # a Reading

    def __init__(self) -> None:
        super().__init__()
        self._asked, self._taken = BY_THE_FILE, BY_THE_FILE
        self.boxes = {name: ElidedBox(LETTERS) for name in OFFERED}
        self.skipped = _LinesField()
        self._controls = (*self.boxes.values(), self.skipped)
        self._names = [dressed(PlainLabel(), "caption") for _ in self._controls]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, (label, control) in enumerate(zip(self._names, self._controls, strict=True)):
            label.setBuddy(control)
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row, column = divmod(place, COLUMNS)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(control, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        for name, box in self.boxes.items():
            box.activated.connect(lambda place, name=name: self._choose(name, place))
        self.skipped.valueChanged.connect(self._skip)
        self.retranslate()

    def show_reading(self, asked: Reading, taken: Reading) -> None:
        """Show what is chosen, and what was taken where nothing is."""
        self._asked, self._taken = asked, taken
        for name, box in self.boxes.items():
            value = getattr(asked, name)
            self._list(name, box)
            box.setCurrentIndex(0 if value is None else 1 + OFFERED[name].index(value))
        with QSignalBlocker(self.skipped):
            self.skipped.setSpecialValueText(self._automatic(str(taken.skipped or 0)))
            self.skipped.setValue(-1 if asked.skipped is None else asked.skipped)

    def retranslate(self) -> None:
        texts = (
            (self.tr("Encoding"), self.tr("Choose another where letters look wrong")),
            (self.tr("Separator"), self.tr("What separates the cells of a row")),
            (
                self.tr("Decimal mark"),
                self.tr("Of all columns: the other one groups digits, as in 1,000 or 1.000"),
            ),
            (self.tr("Skipped lines"), self.tr("Lines above the table: titles and remarks")),
        )
        for name, control, (title, tip) in zip(self._names, self._controls, texts, strict=True):
            name.setText(title)
            control.setAccessibleName(title)
            set_tip(control, tip)
        self.show_reading(self._asked, self._taken)

    def _list(self, name: str, box: ElidedBox) -> None:
        taken = getattr(self._taken, name)
        texts = self._texts(name)
        first = texts[OFFERED[name].index(taken)] if taken is not None else ""
        box.show_texts([self._automatic(first), *texts])

    def _texts(self, name: str) -> Sequence[str]:
        """What can be chosen, in the current language."""
        if name == "encoding":
            return tuple(ENCODINGS.values())
        named = separator_name if name == "separator" else decimal_name
        return tuple(map(named, OFFERED[name]))

    def _automatic(self, taken: str) -> str:
        automatic = self.tr("Automatic")
        return self.tr("%1 (auto)").replace("%1", taken) if taken else automatic

    def _choose(self, name: str, place: int) -> None:
        value: Any = OFFERED[name][place - 1] if place else None
        self._change(replace(self._asked, **{name: value}))

    def _skip(self, lines: int) -> None:
        self._change(replace(self._asked, skipped=None if lines < 0 else lines))

    def _change(self, asked: Reading) -> None:
        if asked != self._asked:
            self._asked = asked
            self.chosen.emit(asked)
