"""Makes the pictures of cards while the program is idle, and caches them."""

from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from gui.dialogs.gallery.cards import PicturedCard
from gui.style.palette import Palette
from gui.style.text_size import px
from gui.thumbnails.thumbnail import made
from gui.typeset import broken_formula

SLICE: Final = 0.008  # seconds of work before events are processed
FORMULA: Final = 13.0  # px
FORMULA_WIDTH: Final = 248.0  # px that a formula has; a wider one is broken into lines

# Card, formula or surface, palette, device pixels, and pixels of the letters of formulas.
Key = tuple[PicturedCard, bool, str, float, int]


@final
class ThumbnailQueue(QObject):
    """Makes the requested pictures in order; a picture in progress is finished first."""

    finished = Signal()  # emitted for each picture

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: dict[Key, QPixmap] = {}
        self._requested: list[Key] = []
        self._palette: Palette | None = None
        self._current: tuple[Key, Iterator[QPixmap | None]] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    @property
    def idle(self) -> bool:
        """Whether all requested pictures are made."""
        return not self._timer.isActive()

    def request(self, cards: Sequence[PicturedCard], palette: Palette, ratio: float) -> None:
        """Make the pictures of these cards in order; earlier requests are dropped."""
        self._palette = palette
        keys = [
            (card, formula, palette.name, ratio, px(FORMULA) if formula else 0)
            for card in cards
            for formula in ((False, True) if card.formula else (False,))
        ]
        self._requested = [key for key in reversed(keys) if key not in self._made]
        if self._requested:
            self._timer.start()

    def stop(self) -> None:
        """Make no more pictures while the gallery is hidden."""
        self._requested = []
        self._current = None
        self._timer.stop()

    def picture(self, card: PicturedCard, palette: Palette, ratio: float) -> QPixmap | None:
        """The thumbnail, or None while it is not made yet."""
        return self._made.get((card, False, palette.name, ratio, 0))

    def formula(self, card: PicturedCard, palette: Palette, ratio: float) -> QPixmap | None:
        """The typeset formula, or None; null where it can't be typeset."""
        return self._made.get((card, True, palette.name, ratio, px(FORMULA)))

    def _work(self) -> None:
        end = perf_counter() + SLICE
        while perf_counter() < end:
            if self._current is None and not self._begin():
                self._timer.stop()
                return
            self._step()

    def _begin(self) -> bool:
        """Begin the next requested picture; False if there is none."""
        while self._requested and self._requested[-1] in self._made:
            self._requested.pop()
        if not self._requested or self._palette is None:
            return False
        key = self._requested.pop()
        card, formula, _, ratio, size = key
        if formula:
            color = self._palette.text
            self._current = (
                key,
                broken_formula.picture(card.formula, color, float(size), ratio, FORMULA_WIDTH),
            )
        else:
            self._current = key, made(card.subject, self._palette, ratio)
        return True

    def _step(self) -> None:
        assert self._current is not None
        key, slices = self._current
        self._current = None  # a picture that raises is not tried again
        picture = next(slices)
        if picture is None:
            self._current = key, slices
        else:
            self._made[key] = picture
            self.finished.emit()
