"""Fields for the window of the plane that is shown, and for its height scale."""

import math
from dataclasses import replace
from typing import Final, final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from engine.surfaces.base import Point
from gui.dialogs.formula.draft import Draft
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.widgets.number_field import NumberField
from gui.widgets.segmented import Segmented

SCALES: Final[dict[str, bool | None]] = {"auto": None, "linear": False, "log": True}
FARTHEST: Final = 1e6  # of an edge from the origin: beyond, squares lose precision


@final
class BoundsFields(Retranslated, QFrame):
    """From and to for both parameters, and the height scale."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axes = ("w₁", "w₂")
        self.fields = tuple(NumberField(self._error_of) for _ in range(4))  # low x, high x, low y …
        self.names = tuple(PlainLabel() for _ in range(2))
        self._to = tuple(PlainLabel() for _ in range(2))
        self._scale_name = dressed(PlainLabel(), "second")
        self.scale = Segmented(tuple(SCALES))
        self.problem = dressed(PlainLabel(wrap=True), "problem")
        self._arrange()
        for field in self.fields:
            field.committed.connect(self._emit_changed)
            field.error_changed.connect(self._show_error)
        self.scale.chosen.connect(lambda: self.changed.emit())
        self.retranslate()

    def show_draft(self, draft: Draft) -> None:
        """Show the window and the scale of `draft`."""
        corners = (draft.low[0], draft.high[0], draft.low[1], draft.high[1])
        for field, value in zip(self.fields, corners, strict=True):
            field.show_value(value)
        self.scale.choose(next(key for key, log in SCALES.items() if log is draft.log))
        self._check_order()

    def name_axes(self, axes: tuple[str, str]) -> None:
        """Set the names of the two parameters."""
        if axes != self._axes:
            self._axes = axes
            self.retranslate()

    def applied_to(self, draft: Draft) -> Draft:
        """`draft` with the values of the fields."""
        low, high = self.corners
        return replace(draft, low=low, high=high, log=SCALES[self.scale.current])

    @property
    def corners(self) -> tuple[Point, Point]:
        left, right, front, back = (float(field.value or 0.0) for field in self.fields)
        return (left, front), (right, back)

    def retranslate(self) -> None:
        for place, axis in enumerate(self._axes):
            self.names[place].setText(self.tr("%1 from").replace("%1", axis))
            self._to[place].setText(self.tr("to"))
            low, high = self.fields[2 * place : 2 * place + 2]
            low.setAccessibleName(self.tr("Lower end of %1").replace("%1", axis))
            high.setAccessibleName(self.tr("Upper end of %1").replace("%1", axis))
            tip = self.tr("The part of the plane that is shown; balls may leave it")
            for field in (low, high):
                set_tip(field, tip)
        self._scale_name.setText(self.tr("Height scale"))
        self.scale.set_texts(
            self._scale_name.text(),
            {
                "auto": self.tr("Automatic"),
                "linear": self.tr("Linear"),
                "log": self.tr("Logarithmic"),
            },
            {
                "auto": self.tr("Logarithmic where a linear scale would show little but a floor"),
                "linear": self.tr("Heights are losses"),
                "log": self.tr("Heights are logarithms of losses: low ground is spread out"),
            },
        )
        self._check_order()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for row in range(2):
            low, high = self.fields[2 * row : 2 * row + 2]
            for column, part in enumerate((self.names[row], low, self._to[row], high)):
                grid.addWidget(part, row, column)
            self.names[row].setBuddy(low)
        grid.addWidget(self.problem, 2, 0, 1, 5)
        grid.setRowMinimumHeight(3, 4)
        grid.addWidget(self._scale_name, 4, 0, 1, 5)
        grid.addWidget(self.scale, 5, 0, 1, 5)
        grid.setColumnStretch(4, 1)
        self.problem.hide()

    def _emit_changed(self) -> None:
        self._check_order()
        self.changed.emit()

    def _error_of(self, value: float) -> str:
        if math.isfinite(value) and abs(value) <= FARTHEST:
            return ""
        return self.tr("At most 1,000,000 in size")

    def _show_error(self, text: str) -> None:
        if text:
            self._set_problem(text)
        else:
            self._check_order()

    def _check_order(self) -> None:
        low, high = self.corners
        valid = all(a < b for a, b in zip(low, high, strict=True))
        self._set_problem("" if valid else self.tr("“from” must be smaller than “to”"))

    def _set_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
