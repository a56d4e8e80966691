"""Formulas for things that are painted: typeset when the program has nothing else to do."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from gui.typeset import math_label

MOST: Final = 512  # pictures that are kept

Key = tuple[str, str, float, float]  # LaTeX, colour, px of the letters, device pixels to one


@final
class FormulaCache(QObject):
    """One formula takes tens of milliseconds: they are set one at a time, the first asked for
    first, and the event queue is looked at after each."""

    finished = Signal()  # one more is there

    def __init__(self, size: float, parent: QObject) -> None:
        super().__init__(parent)
        self._size = size
        self._made: dict[Key, QPixmap] = {}
        self._wanted: list[Key] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    @property
    def idle(self) -> bool:
        """Whether all that was asked for is there."""
        return not self._timer.isActive()

    def want(self, formulas: Iterable[str], color: str, ratio: float) -> None:
        """Set these, the first ones first, and forget earlier wishes."""
        keys = dict.fromkeys((latex, color, self._size, ratio) for latex in formulas)
        self._wanted = [key for key in reversed(keys) if key not in self._made]
        if self._wanted:
            self._timer.start()
        else:
            self._timer.stop()

    def rest(self) -> None:
        """Nobody looks: set no more."""
        self._wanted = []
        self._timer.stop()

    def picture(self, latex: str, color: str, ratio: float) -> QPixmap | None:
        """The typeset formula, or None while it is not there; null where it can't be typeset."""
        return self._made.get((latex, color, self._size, ratio))

    def _work(self) -> None:
        if len(self._made) > MOST:
            self._made.clear()
        if self._wanted:
            key = self._wanted.pop()
            self._made[key] = math_label.pixmap(*key)
            self.finished.emit()
        if not self._wanted:
            self._timer.stop()
