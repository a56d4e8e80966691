"""The lines below the cards with the whole text of one card."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.dialogs.gallery.card_delegate import CardPainter
from gui.dialogs.gallery.cards import AnyCard, Card, optimizers_of, surface_title
from gui.style.plain_text import PlainLabel
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.typeset.math_label import MathLabel

FORMULA: Final = 15.0  # px of its letters
FORMULA_HEIGHT: Final = 44  # px
GAP: Final = 4  # px
PAUSE: Final = 60  # ms


@final
class Details(QWidget):
    """The whole caption of the card under the pointer, or the formula of a landscape.

    It has the height of the longest text of its page, so that the cards do not move.
    """

    def __init__(
        self, theme: Theme, card_painter: CardPainter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._card_painter = card_painter
        self._page: tuple[AnyCard, ...] = ()
        self._card: AnyCard | None = None
        # Typesetting a formula is slow: not while the dialog opens, nor for each card that the
        # pointer crosses.
        self._later = QTimer(self, interval=PAUSE, singleShot=True)
        self._later.timeout.connect(self._show)
        self.caption = PlainLabel(wrap=True)
        self.formula = MathLabel(theme, size=FORMULA)
        self.note = dressed(PlainLabel(wrap=True), "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, GAP, 0)
        column.setSpacing(GAP)
        for part in (self.caption, self.formula, self.note):
            column.addWidget(part)
        column.addStretch(1)

    def fit_cards(self, cards: Iterable[AnyCard]) -> None:
        """Set the height for the longest text of `cards`."""
        self._page = tuple(cards)
        self._fit()

    def show_card(self, card: AnyCard | None) -> None:
        """Show the whole text of `card`; None clears it."""
        self._later.stop()
        self._card = card
        if card is not None and card.formula:
            self._later.start()
        else:
            self._show()

    def _show(self) -> None:
        card = self._card
        landscape = card is not None and bool(card.formula)
        self.caption.setVisible(not landscape)
        self.formula.setVisible(landscape)
        if card is None:
            self.caption.clear()
            self.note.clear()
        elif landscape:
            self.formula.set_formula(card.formula, self._card_painter.title(card))
            self.note.setText(self._card_painter.caption(card))
        else:
            self.caption.setText(self._card_painter.caption(card))
            self.note.setText(_note(card))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(self.width() - 2 * GAP, 1)
        tallest = max((self._height(card, width) for card in self._page), default=0)
        self.setFixedHeight(tallest + 3 * GAP)
        # The layout would give wrapped labels the height for another width.
        for label in (self.caption, self.note):
            label.setFixedHeight(_wrapped(label, width, label.text()))

    def _height(self, card: AnyCard, width: int) -> int:
        if card.formula:
            return px(FORMULA_HEIGHT) + _wrapped(self.note, width, self._card_painter.caption(card))
        caption = _wrapped(self.caption, width, self._card_painter.caption(card))
        return caption + _wrapped(self.note, width, _note(card))


def _wrapped(label: PlainLabel, width: int, text: str) -> int:
    """The height of `text` in `label` at that width."""
    box, wrap = QRect(0, 0, width, 10_000), int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(label.font()).boundingRect(box, wrap, text).height()


def _note(card: AnyCard) -> str:
    """The landscape of a scenario, and the optimizers in it."""
    if not isinstance(card, Card):
        return ""
    pattern = QCoreApplication.translate("GalleryDialog", "On %1, with %2")
    landscape = surface_title(card.subject.surface)
    return pattern.replace("%2", optimizers_of(card)).replace("%1", landscape)
