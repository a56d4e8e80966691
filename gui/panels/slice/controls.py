"""The choice of the line, and the buttons that confine a ball to it."""

from collections.abc import Mapping
from math import isfinite
from typing import Final, final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from gui.panels.slice.lines import KINDS
from gui.style.plain_text import ElidedBox, PlainLabel, set_tip, tooltip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed
from gui.widgets.number_field import NumberField

LETTERS: Final = 8  # that the list asks room for
FIELD: Final = 64  # px, enough for 0.001 and 1e−6
ASIDE: Final = 1e-3  # across the line, at first


@final
class LineChoice(Retranslated, QWidget):
    """The list of lines; those that can't be used are off, and their tips say why. A button shows
    the line alone."""

    chosen = Signal(str)  # by a person

    def __init__(self) -> None:
        super().__init__()
        self.label, self.box = dressed(PlainLabel(), "second"), ElidedBox(LETTERS)
        self.alone = QPushButton()
        self.alone.setCheckable(True)
        self.alone.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for part in (self.box, self.alone):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.addItems(list(KINDS))
        self.label.setBuddy(self.box)
        self._axes, self._reasons = ("w₁", "w₂"), dict[str, str]()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addWidget(self.box, 1)
        row.addWidget(self.alone)
        self.box.activated.connect(lambda place: self.chosen.emit(tuple(KINDS)[place]))
        self.retranslate()

    def show_kind(self, kind: str, alone: bool) -> None:
        self.alone.setChecked(alone)
        self.box.setCurrentIndex(tuple(KINDS).index(kind))

    def show_reasons(self, reasons: Mapping[str, str], axes: tuple[str, str]) -> None:
        """Set why some lines can't be used (translated), and the names of the axes."""
        if (reasons, axes) != (self._reasons, self._axes):
            self._reasons, self._axes = dict(reasons), axes
            self.retranslate()

    def retranslate(self) -> None:
        self.label.setText(self.tr("Cut along"))
        self.box.setAccessibleName(self.tr("Line along which the surface is cut"))
        set_tip(self.box, self.tr("Line along which the surface is cut"))
        self.alone.setText(self.tr("Alone"))
        self.alone.setAccessibleName(self.tr("Show the line alone"))
        set_tip(self.alone, self.tr("Hide the rest of the surface, until the line is lifted"))
        texts = (
            self._axes[0],
            self._axes[1],
            self.tr("u₋, least curvature"),
            self.tr("u₊, greatest curvature"),
            self.tr("the negative gradient"),
            self.tr("two chosen balls"),
            self.tr("where momentum leads"),
        )
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        for place, (kind, text) in enumerate(zip(KINDS, texts, strict=True)):
            reason = self._reasons.get(kind, "")
            self.box.setItemText(place, text)
            self.box.setItemData(place, tooltip(reason or text), Qt.ItemDataRole.ToolTipRole)
            model.item(place).setEnabled(not reason)


@final
class BallControls(Retranslated, QWidget):
    """Confine the chosen ball to the line, and lift the line."""

    confined = Signal(bool)
    lifted = Signal(float)  # how far across the line the ball is then dropped

    def __init__(self) -> None:
        super().__init__()
        self.confine, self.lift = QPushButton(), QPushButton()
        self.confine.setCheckable(True)
        self.aside = fixed(NumberField(self._error), width=FIELD)
        self.aside.show_value(ASIDE)
        self.label = dressed(PlainLabel(), "second")
        self.label.setBuddy(self.aside)
        self.error = dressed(PlainLabel(wrap=True), "caption")
        self.error.hide()
        self._no_ball = ""
        for button in (self.confine, self.lift):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for column, part in enumerate((self.confine, self.lift, self.label, self.aside)):
            grid.addWidget(part, 0, column)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.error, 1, 0, 1, 5)
        self.confine.clicked.connect(self.confined)
        self.lift.clicked.connect(lambda: self.lifted.emit(self.aside.value or 0.0))
        self.aside.error_changed.connect(self._show_error)
        self.retranslate()

    def show_state(self, confined: bool, no_ball: str, lost: bool) -> None:
        """Whether a ball is confined, why (translated) none can be, and whether it is lost."""
        self._no_ball = no_ball
        self.confine.setEnabled(confined or not no_ball)
        self.confine.setChecked(confined)
        self.lift.setEnabled(confined and not lost)
        self._set_tips()

    def retranslate(self) -> None:
        self.confine.setText(self.tr("Confine"))
        self.confine.setAccessibleName(self.tr("Confine a ball"))
        self.lift.setText(self.tr("Lift"))
        self.lift.setAccessibleName(self.tr("Lift the line"))
        self.label.setText("δ")
        self.aside.setAccessibleName(self.tr("Distance δ from the line"))
        tip = self.tr("How far across the line the ball is dropped when the line is lifted")
        for part in (self.label, self.aside):
            set_tip(part, tip)
        self._set_tips()

    def _set_tips(self) -> None:
        confine = self._no_ball or self.tr(
            "Let the optimizer of the chosen ball move on the line only, with the gradient of the "
            "whole loss, from where the ball is nearest to the line"
        )
        lift = self.tr("Drop a ball where the confined one is, δ off the line, free in the plane")
        if not self.lift.isEnabled():
            lift = self.tr("No ball is confined to the line")
        for button, tip in ((self.confine, confine), (self.lift, lift)):
            set_tip(button, tip)
            button.setAccessibleDescription(tip)

    def _error(self, value: float) -> str:
        return "" if isfinite(value) else self.tr("δ must be a number")

    def _show_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
