"""The control of a list of updates: a field for whole numbers separated by commas."""

import re
from typing import Final, final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.text.numbers import NumberError, parse

BETWEEN: Final = re.compile(r"[,，、;；\s]+")  # as typed in either language
MOST: Final = 100
LATEST: Final = 10**9
PROBLEM: Final = 8000  # ms for which a problem is shown after the last good list is restored


@final
class ListField(QLineEdit):
    """Enter or leaving the field commits the list; Escape restores the last good one."""

    done = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.isModified():
            self.done.emit()


@final
class MilestoneRow(Retranslated, QFrame):
    """The updates at which a rate drops."""

    listed = Signal(object)  # a tuple of whole numbers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._milestones: tuple[int, ...] = ()
        self._identity: object = None
        self._bad = False
        self._problem_timer = QTimer(self, interval=PROBLEM, singleShot=True)
        self._problem_timer.timeout.connect(self._clear_problem)
        self._name = PlainLabel(wrap=True)
        self._field = ListField()
        self._problem = dressed(PlainLabel(wrap=True), "problem")
        self._problem.hide()
        self._name.setBuddy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self._name, self._field, self._problem):
            column.addWidget(part)
        self._field.returnPressed.connect(self._commit)
        self._field.done.connect(self._leave)
        self._field.dropped.connect(self._restore)
        self.retranslate()

    def show_milestones(self, milestones: tuple[int, ...], identity: object = None) -> None:
        """Show the fleet's list, except while it is being edited; another `identity` (such as
        another fleet) discards unfinished input for the one before."""
        replaced = identity != self._identity
        changed = milestones != self._milestones
        self._milestones, self._identity = milestones, identity
        if replaced or (not self._field.isModified() and (changed or not self._field.text())):
            self._restore()

    def retranslate(self) -> None:
        name = "m  " + self.tr("Updates at which the rate falls")
        self._name.setText(name)
        self._field.setAccessibleName(name)
        set_tip(self._field, name + "\n" + self.tr("Whole numbers with commas: 100, 200"))
        self._show_problem(self._bad)

    def _commit(self) -> None:
        found = milestones(self._field.text())
        self._show_problem(found is None)
        if found is None:
            return
        changed, self._milestones = found != self._milestones, found
        self._restore()
        if changed:
            self.listed.emit(found)

    def _leave(self) -> None:
        """Commit; an invalid list is discarded, with its problem shown for a while."""
        self._commit()
        if self._bad:
            self._restore()
            self._show_problem(True)
            self._problem_timer.start()

    def _clear_problem(self) -> None:
        """Hide the problem, as the rejected text is no longer in the field."""
        if not self._field.isModified():
            self._show_problem(False)

    def _restore(self) -> None:
        self._field.setText(", ".join(map(str, self._milestones)))
        self._field.setCursorPosition(0)
        self._field.setModified(False)
        self._show_problem(False)

    def _show_problem(self, bad: bool) -> None:
        self._bad = bad
        text = self.tr("Type 1 to %1 whole numbers, each at least 1: 100, 200")
        self._problem.setText(text.replace("%1", str(MOST)) if bad else "")
        self._problem.setVisible(bad)
        if self._field.property("invalid") != bad:
            self._field.setProperty("invalid", bad)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)


def milestones(text: str) -> tuple[int, ...] | None:
    """The whole numbers of a list, in order; None if it is not such a list."""
    found = []
    for part in BETWEEN.split(text.strip()):
        try:
            value = parse(part)
        except NumberError:
            return None
        if value != int(value) or not 1 <= value <= LATEST:
            return None
        found.append(int(value))
    return tuple(sorted(found)) if len(found) <= MOST else None
