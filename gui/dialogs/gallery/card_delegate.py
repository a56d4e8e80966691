"""Paints a card of the gallery, and gives its tool tip and accessible text."""

from collections.abc import Iterable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from engine.scenario import Scenario
from engine.surfaces.base import Surface
from gui.dialogs.gallery.cards import ActionCard, AnyCard, LessonCard, lead, optimizers_of
from gui.dialogs.gallery.thumbnail_queue import FORMULA_WIDTH, ThumbnailQueue
from gui.style.icons import Icon, drawing
from gui.style.outside_text import breakable, outside
from gui.style.plain_text import markup
from gui.style.text_size import px, sized_font
from gui.style.theme import Theme
from gui.text.captions import unbroken
from gui.thumbnails.thumbnail import HEIGHT, WIDTH

MIN_WIDTH: Final = WIDTH + 8  # px
PICTURE: Final = HEIGHT + 8
PAD: Final = 12  # px
WIDE: Final = round(FORMULA_WIDTH) + 2 * PAD  # px, at which formulas are legible
FORMULA: Final = 50  # px, the height of a typeset formula
LINES: Final = 3  # of a caption on a card; the details show all of it
RADIUS: Final = 6.0
SIGN: Final = 40.0  # px of the icon on a card without a picture
CACHED: Final = 4096  # heights of texts
WRAP: Final = int(Qt.TextFlag.TextWordWrap)
TOP: Final = WRAP | int(Qt.AlignmentFlag.AlignTop)


@final
class CardPainter:
    """Paints cards in the current theme and language."""

    def __init__(self, theme: Theme, thumbnails: ThumbnailQueue, widget: QWidget) -> None:
        self._theme, self._thumbnails, self._widget = theme, thumbnails, widget
        self.language = "en"
        self.shown: Surface | None = None  # the surface in the window
        self.begun: Scenario | None = None  # the scenario that the window's run began with
        self._measured: dict[tuple[object, ...], int] = {}

    # Texts.

    def title(self, card: AnyCard) -> str:
        return breakable(outside(card.title(self.language)))

    def caption(self, card: AnyCard) -> str:
        """The whole text, without line breaks within equations and coordinates."""
        return unbroken(breakable(outside(card.caption(self.language), lines=True)))

    def tip(self, card: AnyCard) -> str:
        """The whole text, wrapped by the tool tip."""
        return markup("<b>{}</b><p>{}</p>", self.title(card), self.caption(card)).html

    def accessible_text(self, card: AnyCard) -> str:
        """All contents of the card as text."""
        parts = [self.title(card), self.caption(card), optimizers_of(card)]
        if self.is_shown(card):
            parts.append(QCoreApplication.translate("GalleryDialog", "Shown now"))
        return ". ".join(part.rstrip(".") for part in parts if part)

    def is_shown(self, card: AnyCard) -> bool:
        """Whether the window shows this landscape, or this scenario."""
        if isinstance(card, LessonCard):
            return card.played()
        if isinstance(card, ActionCard) or self.shown is None:
            return False
        if card.subject.scenario is not None:
            return card.subject.scenario == self.begun
        # Its knobs may have other values; but typed formulas are compared.
        one, other = card.subject.surface, self.shown
        same = (one.key, one.title) == (other.key, other.title)
        return same and (one.group != "own" or one.formula == other.formula)

    # Sizes.

    def height(self, cards: Iterable[AnyCard], width: int) -> int:
        """The height of all cards at that width, so that nothing is cut off."""
        font = self._widget.font().key()
        heights = (self._cached_height(card, width - 2 * PAD, font) for card in cards)
        return PICTURE + PAD + max(heights, default=0) + PAD

    def _cached_height(self, card: AnyCard, width: int, font: str) -> int:
        """Cached, as measuring dozens of texts at every typed letter would be too slow."""
        key = (card, width, self.language, font)
        if key not in self._measured:
            if len(self._measured) > CACHED:
                self._measured.clear()
            self._measured[key] = self._text_height(card, width)
        return self._measured[key]

    def _text_height(self, card: AnyCard, width: int) -> int:
        height = _extent(self._title_metrics(), width, self.title(card))
        if card.formula:
            height += px(FORMULA)
        metrics = self._caption_metrics()
        return height + 4 + _extent(metrics, width, self._lead(card, width, metrics))

    def _lead(self, card: AnyCard, width: int, metrics: QFontMetrics) -> str:
        most = LINES * metrics.lineSpacing()
        return lead(self.caption(card), lambda text: _extent(metrics, width, text) <= most)

    # Painting.

    def paint(
        self, painter: QPainter, rect: QRect, card: AnyCard, hovered: bool, current: bool
    ) -> None:
        """Paint `card` into `rect`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self._theme.palette
        self._paint_card(painter, QRectF(rect), hovered, current)
        top = QRectF(rect.x(), rect.y(), rect.width(), PICTURE)
        self._paint_picture(painter, top, card)
        if self.is_shown(card):
            self._paint_badge(painter, top)
        text = rect.adjusted(PAD, PICTURE + PAD, -PAD, 0)
        painter.setFont(self._title_font())
        painter.setPen(QColor(palette.text))
        height = _extent(self._title_metrics(), text.width(), self.title(card))
        painter.drawText(text, TOP, self.title(card))
        text.setTop(text.top() + height + 4)
        if card.formula:
            box = QRectF(text.x(), text.y(), text.width(), px(FORMULA))
            self._paint_formula(painter, box, card)
            text.setTop(text.top() + px(FORMULA))
        painter.setFont(self._caption_font())
        painter.setPen(QColor(palette.second))
        painter.drawText(text, TOP, self._lead(card, text.width(), self._caption_metrics()))
        painter.restore()

    def _paint_card(self, painter: QPainter, box: QRectF, hovered: bool, current: bool) -> None:
        palette = self._theme.palette
        width = 2.0 if current else 1.0
        outline = palette.accent if current else palette.outline if hovered else palette.hairline
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(path, QColor(palette.hover if hovered else palette.panel))
        background = QLinearGradient(box.topLeft(), box.topLeft() + QPointF(0, PICTURE))
        background.setColorAt(0, QColor(palette.scene_top))
        background.setColorAt(1, QColor(palette.scene_bottom))
        painter.setClipPath(path)
        painter.fillRect(QRectF(box.x(), box.y(), box.width(), PICTURE), background)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _paint_picture(self, painter: QPainter, box: QRectF, card: AnyCard) -> None:
        if isinstance(card, ActionCard):
            sign = QRectF(0, 0, SIGN, SIGN)
            sign.moveCenter(box.center())
            drawing(card.icon, self._theme.palette.second).render(painter, sign)
            return
        picture = self._thumbnails.picture(card, self._theme.palette, self._ratio)
        if picture is not None:
            _draw(painter, picture, box, Qt.AlignmentFlag.AlignCenter)

    def _paint_formula(self, painter: QPainter, box: QRectF, card: AnyCard) -> None:
        if isinstance(card, ActionCard):
            return
        picture = self._thumbnails.formula(card, self._theme.palette, self._ratio)
        if picture is None:
            return
        if picture.isNull():  # it can't be typeset: paint the LaTeX
            painter.drawText(box, TOP, card.formula)
            return
        _draw(painter, picture, box, Qt.AlignmentFlag.AlignLeft)

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        """Mark the landscape that the window shows, with a text and not by colour alone."""
        palette = self._theme.palette
        words = QCoreApplication.translate("GalleryDialog", "Shown now")
        metrics = self._caption_metrics()
        pill = QRectF(box.x() + 8, box.y() + 8, metrics.horizontalAdvance(words) + 30, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        sign = QRectF(pill.x() + 7, pill.center().y() - 6, 12, 12)
        drawing(Icon.CHECK, palette.on_accent).render(painter, sign)
        painter.setFont(self._caption_font())
        painter.setPen(QColor(palette.on_accent))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(pill.adjusted(22, 0, 0, 0), middle, words)

    @property
    def _ratio(self) -> float:
        return self._widget.devicePixelRatioF()

    def _title_font(self) -> QFont:
        font = QFont(self._widget.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _caption_font(self) -> QFont:
        return sized_font(self._widget.font())

    def _title_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._title_font())

    def _caption_metrics(self) -> QFontMetrics:
        return QFontMetrics(self._caption_font())


def _extent(metrics: QFontMetrics, width: int, text: str) -> int:
    """The height of `text` when wrapped to `width`."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height()


def _draw(painter: QPainter, picture: QPixmap, box: QRectF, place: Qt.AlignmentFlag) -> None:
    """Draw the picture in the middle of `box` or at its left, scaled down if it does not fit."""
    size = picture.deviceIndependentSize()
    if size.width() > box.width() or size.height() > box.height():
        size.scale(QSizeF(box.size()), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(QPointF(), size)
    target.moveCenter(box.center())
    if place == Qt.AlignmentFlag.AlignLeft:
        target.moveLeft(box.left())
    painter.drawPixmap(target, picture, QRectF(picture.rect()))
