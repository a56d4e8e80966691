"""An optimizer's rule, typeset: one equation a line, in the notation that is chosen."""

from collections.abc import Iterable
from typing import Any, Final, final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.style.focus_tip import FocusTip
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.style.spoken import paints
from gui.style.theme import Theme
from gui.text.symbols import lines_of, more, symbol_of, symbols_in, term_of_rule
from gui.typeset.math_label import MathLabel
from gui.typeset.notation import NotationChoice, Notations
from gui.typeset.rule_lines import equations

SIZE: Final = 13.0  # px of the letters


@final
class RuleView(Retranslated, QWidget):
    """Shows one equation a line: in one line most rules would be too small to read.

    What its symbols mean is said for the pointer and for the keyboard.
    """

    def __init__(self, theme: Theme, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._notations = theme, notations
        self._optimizer: Any = None
        self._signs: tuple[str, ...] = ()
        self._explained: object = None  # what the tips are about
        self.lines: list[MathLabel] = []
        self.choice = NotationChoice(notations)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.choice)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tip = FocusTip(self, click=True)
        paints(self, "equation", self._spoken)
        notations.changed.connect(self._refresh)
        self.retranslate()

    def show_optimizer(self, optimizer: Any, signs: Iterable[str] = ()) -> None:
        """Show the rule of `optimizer`, and the choice of its notation if it has several.

        `signs` are further symbols that are to be explained.
        """
        self._optimizer, self._signs = optimizer, tuple(signs)
        rule = equations(self._notations.formula(optimizer))
        while len(self.lines) < len(rule):
            label = MathLabel(self._theme, size=SIZE)
            self._column.insertWidget(len(self.lines), label)
            self.lines.append(label)
        for number, label in enumerate(self.lines):
            text = rule[number] if number < len(rule) else ""
            if text != label.accessibleName():
                label.set_formula(text, text)
            label.setVisible(bool(text))
        self.choice.show_optimizer(optimizer)
        self._explain()

    def _spoken(self) -> str:
        return "; ".join(label.accessibleName() for label in self.lines if not label.isHidden())

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Update rule"))
        self._explained = None
        self._explain()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(self._theme.palette.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _explain(self) -> None:
        """Say what the symbols mean: of each line, and of all where the keyboard is."""
        optimizer = self._optimizer
        rule = tuple(label.latex for label in self.lines)
        if optimizer is None or self._explained == (optimizer.key, rule, self._signs):
            return
        self._explained = (optimizer.key, rule, self._signs)
        found: list[Any] = []
        for label in self.lines:
            symbols = symbols_in(label.latex, optimizer)
            set_tip(label, "\n".join([*lines_of(symbols, optimizer), more(click=True)]))
            found += symbols
        found += [each for each in (symbol_of(sign, optimizer) for sign in self._signs) if each]
        lines = [*lines_of(dict.fromkeys(found), optimizer), more(click=True)]
        self._tip.set_text("\n".join(lines), term_of_rule(optimizer))

    def _refresh(self) -> None:
        if self._optimizer is not None:
            self.show_optimizer(self._optimizer, self._signs)
