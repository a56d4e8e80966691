"""What a lesson marks on the surface: a predicted place, the true one, and where it happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Point

BLINK: Final = 250  # milliseconds
BLINKS: Final = 8  # changes of the mark where it happened, until it is gone


@final
class MarkKind(StrEnum):
    PREDICTED = "predicted"
    TRUE = "true"
    HAPPENED = "happened"


NAMES: Final[dict[MarkKind, str]] = {
    MarkKind.PREDICTED: QT_TRANSLATE_NOOP("LessonMarks", "predicted"),
    MarkKind.TRUE: QT_TRANSLATE_NOOP("LessonMarks", "true place"),
    MarkKind.HAPPENED: QT_TRANSLATE_NOOP("LessonMarks", "happened here"),
}


@final
@dataclass(frozen=True, slots=True)
class LessonMark:
    """A ring on the surface, with its name."""

    kind: MarkKind
    point: Point

    @property
    def text(self) -> str:
        """What it is, in the current language."""
        return QCoreApplication.translate("LessonMarks", NAMES[self.kind])


def way(marks: Iterable[LessonMark]) -> tuple[Point, Point] | None:
    """From the predicted place to the true one; None where not both are among the marks."""
    places = {each.kind: each.point for each in marks}
    first, second = places.get(MarkKind.PREDICTED), places.get(MarkKind.TRUE)
    return None if first is None or second is None else (first, second)


@final
class LessonMarks(QObject):
    """The marks that are shown now. The one where it happened blinks for two seconds."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: tuple[LessonMark, ...] = ()
        self._happened: Point | None = None
        self._left = 0  # changes until it is gone
        self.update: int | None = None  # at which it happened
        self._timer = QTimer(self, interval=BLINK)
        self._timer.timeout.connect(self._blink)

    @property
    def shown(self) -> tuple[LessonMark, ...]:
        """All that are to be seen at this moment."""
        if self._happened is None or self._left % 2:
            return self._kept
        return (*self._kept, LessonMark(MarkKind.HAPPENED, self._happened))

    def show(self, predicted: Point | None, true: Point | None, update: int | None) -> None:
        """Show what was predicted, what turned out, and at which update it happened."""
        pairs = ((MarkKind.PREDICTED, predicted), (MarkKind.TRUE, true))
        kept = tuple(LessonMark(kind, point) for kind, point in pairs if point is not None)
        if (kept, update) != (self._kept, self.update):
            self._kept, self.update = kept, update
            self.changed.emit()

    def flash(self, point: Point) -> None:
        """Mark where it has just happened."""
        self._happened, self._left = point, BLINKS
        self._timer.start()
        self.changed.emit()

    def clear(self) -> None:
        """Mark nothing."""
        self._timer.stop()
        self._happened = None
        self.show(None, None, None)
        self.changed.emit()

    def _blink(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self._happened = None
        self.changed.emit()
