"""Pictures of formulas for painting, typeset while the event loop is idle."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from gui.style.text_size import text_scale
from gui.typeset import math_label

MOST: Final = 512  # pictures that are kept

Key = tuple[str, str, float, float]  # LaTeX, colour, px of the letters, device pixels to one


@final
class FormulaCache(QObject):
    """One formula takes tens of milliseconds: they are typeset one at a time, the first requested
    first, and events are processed after each."""

    finished = Signal()  # one more picture is available

    def __init__(self, size: float, parent: QObject) -> None:
        super().__init__(parent)
        self._size = size
        self._made: dict[Key, QPixmap] = {}
        self._requested: list[Key] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._typeset_next)

    @property
    def idle(self) -> bool:
        """Whether all requested formulas are typeset."""
        return not self._timer.isActive()

    def want(self, formulas: Iterable[str], color: str, ratio: float) -> None:
        """Typeset these, in order, instead of earlier requests."""
        size = self._size * text_scale()
        keys = dict.fromkeys((latex, color, size, ratio) for latex in formulas)
        self._requested = [key for key in reversed(keys) if key not in self._made]
        if self._requested:
            self._timer.start()
        else:
            self._timer.stop()

    def rest(self) -> None:
        """Cancel all requests."""
        self._requested = []
        self._timer.stop()

    def picture(self, latex: str, color: str, ratio: float) -> QPixmap | None:
        """The typeset formula, or None while it is pending; null where it can't be typeset."""
        return self._made.get((latex, color, self._size * text_scale(), ratio))

    def _typeset_next(self) -> None:
        if len(self._made) > MOST:
            self._made.clear()
        if self._requested:
            key = self._requested.pop()
            self._made[key] = math_label.pixmap(*key)
            self.finished.emit()
        if not self._requested:
            self._timer.stop()
