"""Makes the pictures of cards when the program has nothing else to do, and keeps them."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from gui.dialogs.gallery.cards import Card
from gui.style.palette import Palette
from gui.thumbnails.thumbnail import made
from gui.typeset import math_label

TURN: Final = 0.008  # seconds of work between two looks at the event queue
FORMULA: Final = 13.0  # px

Key = tuple[Card, bool, bool, float]  # card, formula or surface, dark or light, device pixels


@final
class ThumbnailQueue(QObject):
    """Pictures are asked for in order of need; one that is begun is finished first."""

    finished = Signal()  # one more is there

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[Key, QPixmap] = {}
        self._wanted: list[Key] = []
        self._palette: Palette | None = None
        self._begun: tuple[Key, Iterator[QPixmap | None]] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    @property
    def idle(self) -> bool:
        """Whether all that was asked for is there."""
        return not self._timer.isActive()

    def want(self, cards: Sequence[Card], palette: Palette, ratio: float) -> None:
        """Make these, the first ones first, and forget earlier wishes."""
        self._palette = palette
        keys = [
            (card, formula, palette.dark, ratio)
            for card in cards
            for formula in ((False, True) if card.formula else (False,))
        ]
        self._wanted = [key for key in reversed(keys) if key not in self._made]
        if self._wanted:
            self._timer.start()

    def rest(self) -> None:
        """Nobody looks: make no more."""
        self._wanted = []
        self._begun = None
        self._timer.stop()

    def picture(self, card: Card, palette: Palette, ratio: float) -> QPixmap | None:
        """The thumbnail, or None while it is not made yet."""
        return self._made.get((card, False, palette.dark, ratio))

    def formula(self, card: Card, palette: Palette, ratio: float) -> QPixmap | None:
        """The typeset formula, or None; null where it can't be typeset."""
        return self._made.get((card, True, palette.dark, ratio))

    def _work(self) -> None:
        end = perf_counter() + TURN
        while perf_counter() < end:
            if self._begun is None and not self._begin():
                self._timer.stop()
                return
            self._go_on()

    def _begin(self) -> bool:
        """Take up the most wanted; False where nothing is."""
        while self._wanted and self._wanted[-1] in self._made:
            self._wanted.pop()
        if not self._wanted or self._palette is None:
            return False
        key = self._wanted.pop()
        card, formula, _, ratio = key
        if formula:
            self._begun = key, iter([self._typeset(card, ratio)])
        else:
            self._begun = key, made(card.subject, self._palette, ratio)
        return True

    def _go_on(self) -> None:
        assert self._begun is not None
        key, slices = self._begun
        self._begun = None  # what raises is not tried again
        picture = next(slices)
        if picture is None:
            self._begun = key, slices
        else:
            self._made[key] = picture
            self.finished.emit()

    def _typeset(self, card: Card, ratio: float) -> QPixmap:
        assert self._palette is not None
        return math_label.pixmap(card.formula, self._palette.text, FORMULA, ratio)
