"""Asks what will happen, before the run: one of several, a number, or a place on the surface."""

from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from engine.lessons.predictions import Guess, Mark, Prediction
from gui.style.plain_text import MarkupPage, PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, px
from gui.text.numbers import NumberError, parse
from gui.widgets.number_field import NumberField

FIELD: Final = 72  # px
SIGN: Final = 28  # px of the circle before a choice, with what is around it
LEAST: Final = 80  # px of a line of a choice


@final
class PredictionBox(Retranslated, QWidget):
    """A question with its controls; what is answered is sent once."""

    answered = Signal(object)  # an Answer

    def __init__(self) -> None:
        super().__init__()
        self.heading = dressed(PlainLabel(), "second")
        self.question = MarkupPage(grows=True)
        self.choices: tuple[QRadioButton, ...] = ()
        self.fields = (NumberField(), NumberField())
        self._names = (PlainLabel(), PlainLabel())
        self.keep = QPushButton(autoDefault=False)
        self._hint = dressed(PlainLabel(wrap=True), "caption")
        self._asked: Prediction | None = None
        self._texts: tuple[str, ...] = ()  # of its choices
        self._arrange()
        self.keep.clicked.connect(self._answer)
        for field in self.fields:
            fixed(field, width=FIELD)
            field.returnPressed.connect(self._answer)
            field.textChanged.connect(self._enable)
        self.retranslate()

    def ask(self, prediction: Prediction, choices: list[str], axes: tuple[str, str]) -> None:
        """Ask it, with the texts of its choices, or the names of the two coordinates."""
        if prediction is not self._asked:
            self._asked = prediction
            self._offer(len(choices))
            for field in self.fields:
                field.clear()
        self._texts = tuple(choices)
        for button, text in zip(self.choices, choices, strict=True):
            button.setAccessibleName(text)
        self._break_texts()
        mark = isinstance(prediction, Mark)
        number = isinstance(prediction, Guess)
        for place, (field, name) in enumerate(zip(self.fields, self._names, strict=True)):
            field.setVisible(mark or (number and place == 0))
            name.setVisible(mark)
            name.setText(axes[place])
            spoken = axes[place] if mark else self.tr("Your number")
            field.setAccessibleName(spoken)
            set_tip(field, self.tr("Type a number; Enter keeps it"))
        self._row.setVisible(mark or number)
        self._hint.setVisible(mark)
        self._enable()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Predict first"))
        self.question.setAccessibleName(self.tr("Question"))
        self.keep.setText(self.tr("Keep"))
        set_tip(self.keep, self.tr("Keep this prediction; what happens is shown next to it"))
        self._hint.setText(self.tr("Click the place on the surface, or type its coordinates."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break_texts()

    def _break_texts(self) -> None:
        """Break long choices into lines, which these buttons do not do themselves."""
        for button, text in zip(self.choices, self._texts, strict=True):
            room = max(self.width() - px(SIGN), px(LEAST))
            lines = "\n".join(broken(text, button.font(), room))
            button.setText(lines.replace("&", "&&"))

    def _offer(self, count: int) -> None:
        for button in self.choices:
            self._options.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choices = tuple(QRadioButton() for _ in range(count))
        for button in self.choices:
            self._options.addWidget(button)
            button.toggled.connect(self._enable)
            set_tip(button, self.tr("Predict this"))

    def _enable(self) -> None:
        self.keep.setEnabled(self._value() is not None)

    def _value(self) -> object:
        first, second = map(_typed, self.fields)
        if isinstance(self._asked, Mark):
            return None if first is None or second is None else (first, second)
        if isinstance(self._asked, Guess):
            return first
        chosen = [place for place, each in enumerate(self.choices) if each.isChecked()]
        return chosen[0] if chosen else None

    def _answer(self) -> None:
        value = self._value()
        if value is not None:
            self.answered.emit(value)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._options = QVBoxLayout()
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        for name, field in zip(self._names, self.fields, strict=True):
            row.addWidget(name)
            row.addWidget(field)
        row.addStretch(1)
        column.addWidget(self.heading)
        column.addWidget(self.question)
        column.addLayout(self._options)
        column.addWidget(self._hint)
        column.addWidget(self._row)
        column.addWidget(self.keep)


def broken(text: str, font: QFont, width: int) -> list[str]:
    """The lines of a text in that width, in pixels."""
    layout = QTextLayout(text, font)
    option = layout.textOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = list[str]()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


def _typed(field: NumberField) -> float | None:
    """The number in a field, whether it was left since or not."""
    try:
        return parse(field.text())
    except NumberError:
        return None
