"""The control of a list of updates: a field that takes whole numbers, with commas between."""

import re
from typing import Final, final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.style.stylesheet import dressed
from gui.text.numbers import NumberError, parse
from gui.widgets.control import Control

BETWEEN: Final = re.compile(r"[,，、;；\s]+")  # as typed in either language
MOST: Final = 100
LATEST: Final = 10**9
STALE: Final = 8000  # ms that a refusal stays once the last good list is back


@final
class ListField(QLineEdit):
    """Enter or leaving the field hands the list on; Escape brings the last good one back."""

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
class MilestoneRow(Control):
    """The updates at which a rate drops."""

    listed = Signal(object)  # a tuple of whole numbers

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._milestones: tuple[int, ...] = ()
        self._identity: object = None
        self._bad = False
        self._fading = QTimer(self, interval=STALE, singleShot=True)
        self._fading.timeout.connect(self._forget)
        self._name = QLabel(wordWrap=True)
        self._field = ListField()
        self._problem = dressed(QLabel(wordWrap=True), "problem")
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
        """Show what the fleet has, unless somebody is typing; another `identity` (another fleet,
        say) drops what was half-typed for the one before."""
        fresh = identity != self._identity
        changed = milestones != self._milestones
        self._milestones, self._identity = milestones, identity
        if fresh or (not self._field.isModified() and (changed or not self._field.text())):
            self._restore()

    def retranslate(self) -> None:
        name = "m  " + self.tr("Updates at which the rate falls")
        self._name.setText(name)
        self._field.setAccessibleName(name)
        self._field.setToolTip(name + "\n" + self.tr("Whole numbers with commas: 100, 200"))
        self._complain(self._bad)

    def _commit(self) -> None:
        found = milestones(self._field.text())
        self._complain(found is None)
        if found is None:
            return
        changed, self._milestones = found != self._milestones, found
        self._restore()
        if changed:
            self.listed.emit(found)

    def _leave(self) -> None:
        """What won't do is given up, and stays said for a while."""
        self._commit()
        if self._bad:
            self._restore()
            self._complain(True)
            self._fading.start()

    def _forget(self) -> None:
        """What was refused is no longer in the field: stop complaining about it."""
        if not self._field.isModified():
            self._complain(False)

    def _restore(self) -> None:
        self._field.setText(", ".join(map(str, self._milestones)))
        self._field.setCursorPosition(0)
        self._field.setModified(False)
        self._complain(False)

    def _complain(self, bad: bool) -> None:
        self._bad = bad
        text = self.tr("Type 1 to %1 whole numbers, each at least 1: 100, 200")
        self._problem.setText(text.replace("%1", str(MOST)) if bad else "")
        self._problem.setVisible(bad)
        if self._field.property("invalid") != bad:
            self._field.setProperty("invalid", bad)
            self._field.style().unpolish(self._field)
            self._field.style().polish(self._field)


def milestones(text: str) -> tuple[int, ...] | None:
    """The whole numbers of a list, in order; None where it is not such a list."""
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
