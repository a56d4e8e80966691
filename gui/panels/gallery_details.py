"""The lines under the cards that say all about one of them."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.mathtext import MathLabel
from gui.panels.gallery_cards import Card, optimizers_of, source_of, surface_title
from gui.panels.gallery_face import CardFace
from gui.style import dressed
from gui.theme import Theme

FORMULA: Final = 15.0  # px of its letters
FORMULA_ROOM: Final = 44  # px
GAP: Final = 4


@final
class Details(QWidget):
    """The whole caption of the card that is pointed at, or the formula of a landscape.

    It is as high as the longest text of its page needs, so the cards never jump.
    """

    def __init__(self, theme: Theme, face: CardFace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = face
        self._page: tuple[Card, ...] = ()
        self.caption = QLabel(wordWrap=True)
        self.caption.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.caption.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.formula = MathLabel(theme, size=FORMULA)
        self.note = dressed(QLabel(wordWrap=True), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, GAP, 0)
        column.setSpacing(GAP)
        for part in (self.caption, self.formula, self.note):
            column.addWidget(part)
        column.addStretch(1)

    def make_room(self, cards: Iterable[Card]) -> None:
        """Be high enough for each of `cards`."""
        self._page = tuple(cards)
        self._fit()

    def show_card(self, card: Card | None) -> None:
        """Say all about `card`; nothing where there is none."""
        landscape = card is not None and bool(card.formula)
        self.caption.setVisible(not landscape)
        self.formula.setVisible(landscape)
        if card is None:
            self.caption.clear()
            self.note.clear()
        elif landscape:
            self.formula.set_formula(card.formula, self._face.title(card))
            self.note.setText(source_of(card.subject.surface))
        else:
            self.caption.setText(self._face.caption(card))
            self.note.setText(_note(card))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() - 2 * GAP
        metrics = QFontMetrics(self.caption.font())
        tallest = max((self._height(card, width, metrics) for card in self._page), default=0)
        self.setFixedHeight(tallest + GAP + 2 * QFontMetrics(self.note.font()).lineSpacing())

    def _height(self, card: Card, width: int, metrics: QFontMetrics) -> int:
        if card.formula:
            return FORMULA_ROOM
        wrap = int(Qt.TextFlag.TextWordWrap)
        box = QRect(0, 0, max(width, 1), 10_000)
        return metrics.boundingRect(box, wrap, self._face.caption(card)).height()


def _note(card: Card) -> str:
    """The landscape of a scenario, and the optimizers that race on it."""
    pattern = QCoreApplication.translate("GalleryDialog", "On %1, with %2")
    landscape = surface_title(card.subject.surface)
    return pattern.replace("%2", optimizers_of(card)).replace("%1", landscape)
