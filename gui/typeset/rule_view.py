"""An optimizer's rule, typeset: one equation a line, in the notation that is chosen."""

from typing import Any, Final, final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.style.theme import Theme
from gui.typeset.math_label import MathLabel
from gui.typeset.notation import NotationChoice, Notations
from gui.typeset.rule_lines import equations

SIZE: Final = 13.0  # px of the letters


@final
class RuleView(QWidget):
    """Shows one equation a line: in one line most rules would be too small to read."""

    def __init__(self, theme: Theme, notations: Notations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._notations = theme, notations
        self._optimizer: Any = None
        self.lines: list[MathLabel] = []
        self.choice = NotationChoice(notations)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.choice)
        notations.changed.connect(self._refresh)

    def show_optimizer(self, optimizer: Any) -> None:
        """Show the rule of `optimizer`, and the choice of its notation if it has several."""
        self._optimizer = optimizer
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

    def _refresh(self) -> None:
        if self._optimizer is not None:
            self.show_optimizer(self._optimizer)
