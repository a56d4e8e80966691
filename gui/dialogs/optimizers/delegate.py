"""How an optimizer looks in the picker: its words at the left, its rule at the right."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from engine.snapshot import FleetView
from gui.dialogs.optimizers.entries import OptimizerEntry, next_color
from gui.style.ball_glyphs import paint_fleet
from gui.style.fonts import CAPTION
from gui.style.icons import Icon, drawing
from gui.style.theme import Theme
from gui.typeset.formula_cache import FormulaCache
from gui.typeset.notation import Notations
from gui.typeset.rule_lines import equations, line_height

PAD: Final = 12  # px, left and right
EDGE: Final = 10  # px, above and below
GLYPH: Final = 16  # px
INDENT: Final = GLYPH + 12
GAP: Final = 8  # px between the parts of a line
GUTTER: Final = 24  # px between words and rule
SHARE: Final = 0.46  # of a row that the words take
WIDE: Final = 560  # px of a row from which the rule stands beside the words
WORN: Final = 8  # glyphs of fleets that are painted at the most
MINI: Final = 12  # px of each
WRAP: Final = int(Qt.TextFlag.TextWordWrap)


@final
class EntryPainter:
    """Paints rows in the theme and the language of the moment."""

    def __init__(
        self, theme: Theme, formulas: FormulaCache, notations: Notations, widget: QWidget
    ) -> None:
        self._theme, self._formulas, self._notations = theme, formulas, notations
        self._widget = widget
        self.fleets: tuple[FleetView, ...] = ()  # of the run

    # Words.

    def rule(self, offer: OptimizerEntry) -> tuple[str, ...]:
        """The equations of the rule, in the notation that is chosen."""
        return equations(self._notations.formula(offer.kind))

    def source(self, offer: OptimizerEntry) -> str:
        """Where the rule comes from, and in which notation it is written if it has several."""
        notation = self._notations.title(offer.kind)
        if not notation:
            return offer.source
        words = QCoreApplication.translate("OptimizerDialog", "%1; notation: %2")
        return words.replace("%2", notation).replace("%1", offer.source)

    def worn(self, offer: OptimizerEntry) -> list[FleetView]:
        """The fleets of the run that have this optimizer."""
        return [fleet for fleet in self.fleets if type(fleet.optimizer) is offer.kind]

    def presence(self, offer: OptimizerEntry) -> str:
        """That the run has it already; "" where it has not."""
        number = len(self.worn(offer))
        if number == 1:
            return QCoreApplication.translate("OptimizerDialog", "In the run: 1 fleet")
        text = QCoreApplication.translate("OptimizerDialog", "In the run: %1 fleets")
        return text.replace("%1", str(number)) if number else ""

    def spoken(self, offer: OptimizerEntry) -> str:
        """All that is to be seen in the row, in words."""
        parts = (offer.title, offer.summary, self.presence(offer), self.source(offer))
        return ". ".join(part.rstrip(".。") for part in parts if part)

    def _beside(self, offer: OptimizerEntry, width: int) -> bool:
        """Whether its presence in the run can be told beside its title."""
        title = self._metrics(bold=True).horizontalAdvance(offer.title)
        presence = self._metrics(CAPTION).horizontalAdvance(self.presence(offer))
        return title + 3 * GAP + 2 * (MINI + 4) + presence <= width

    # Sizes.

    def height(self, offer: OptimizerEntry, width: int) -> int:
        """How high a row of that width must be, so that nothing is cut off."""
        words, rule = self._words_height(offer, self._words_width(width)), self._rule_height(offer)
        return 2 * EDGE + (max(words, rule) if width >= WIDE else words + rule)

    def _words_width(self, width: int) -> int:
        room = width - 2 * PAD - INDENT
        return round(room * SHARE) if width >= WIDE else room

    def _words_height(self, offer: OptimizerEntry, width: int) -> int:
        small = self._metrics(CAPTION)
        height = _extent(self._metrics(bold=True), width, offer.title)
        height += 2 + _extent(self._metrics(), width, offer.summary)
        height += 2 + _extent(small, width, self.source(offer))
        below = self.worn(offer) and not self._beside(offer, width)
        return height + (small.lineSpacing() + 4 if below else 0)

    def _rule_height(self, offer: OptimizerEntry) -> int:
        return sum(line_height(equation) for equation in self.rule(offer))

    # Painting.

    def paint(
        self, painter: QPainter, box: QRect, offer: OptimizerEntry, hovered: bool, current: bool
    ) -> None:
        """Paint the row of `offer` into `box`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, QRectF(box), hovered, current)
        inner = box.adjusted(PAD, EDGE, -PAD, -EDGE)
        line = self._metrics(bold=True).lineSpacing()
        glyph = QRectF(inner.left(), inner.top() + (line - GLYPH) / 2, GLYPH, GLYPH)
        paint_fleet(painter, glyph, self._theme.palette, next_color(self.fleets))
        words = inner.adjusted(INDENT, 0, 0, 0)
        words.setWidth(self._words_width(box.width()))
        rest = self._paint_words(painter, words, offer)
        if box.width() >= WIDE:
            rule = QRect(inner)
            rule.setLeft(words.right() + GUTTER)
        else:
            rule = QRect(words.left(), rest, words.width(), inner.bottom() + 1 - rest)
        self._paint_rule(painter, rule, offer)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, hovered: bool, current: bool) -> None:
        palette = self._theme.palette
        ground = palette.selected if current else palette.hover if hovered else palette.panel
        painter.setPen(QColor(palette.accent if current else palette.hairline))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, box: QRect, offer: OptimizerEntry) -> int:
        """Returns where what stands under the words may begin."""
        palette, rest = self._theme.palette, QRect(box)
        for text, font, color, gap in (
            (offer.title, self._font(bold=True), palette.text, 2),
            (offer.summary, self._font(), palette.text, 2),
            (self.source(offer), self._font(CAPTION), palette.second, 4),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(rest, WRAP, text)
            rest.setTop(rest.top() + _extent(QFontMetrics(font), box.width(), text) + gap)
        if self.worn(offer) and self._beside(offer, box.width()):
            bold, small = self._metrics(bold=True), self._metrics(CAPTION)
            left = bold.horizontalAdvance(offer.title) + GAP
            title = box.adjusted(left, bold.ascent() - small.ascent(), 0, 0)
            self._paint_presence(painter, title, offer)
        elif self.worn(offer):
            self._paint_presence(painter, rest, offer)
            rest.setTop(rest.top() + self._metrics(CAPTION).lineSpacing())
        return rest.top()

    def _paint_presence(self, painter: QPainter, box: QRect, offer: OptimizerEntry) -> None:
        """A tick, the words, and the glyphs of the fleets."""
        palette, metrics = self._theme.palette, self._metrics(CAPTION)
        height = metrics.lineSpacing()
        sign = QRectF(box.left(), box.top() + (height - MINI) / 2, MINI, MINI)
        drawing(Icon.CHECK, palette.accent).render(painter, sign)
        painter.setFont(self._font(CAPTION))
        painter.setPen(QColor(palette.accent))
        text = self.presence(offer)
        left = box.left() + MINI + 4
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), text)
        left += metrics.horizontalAdvance(text) + 8
        for fleet in self.worn(offer)[:WORN]:
            if left + MINI > box.right():
                break
            paint_fleet(painter, QRectF(left, sign.top(), MINI, MINI), palette, fleet.color)
            left += MINI + 4

    def _paint_rule(self, painter: QPainter, box: QRect, offer: OptimizerEntry) -> None:
        rule, palette = self.rule(offer), self._theme.palette
        top = box.top() + max(box.height() - self._rule_height(offer), 0) // 2
        for equation in rule:
            line = QRectF(box.left(), top, box.width(), line_height(equation))
            picture = self._formulas.picture(equation, palette.text, self._ratio)
            if picture is not None and picture.isNull():  # it can't be typeset: as it is written
                painter.setFont(self._font(CAPTION))
                painter.setPen(QColor(palette.second))
                painter.drawText(line, WRAP, equation)
            elif picture is not None:
                size = picture.deviceIndependentSize()
                room = QSizeF(line.width(), line.height() - 2)
                if size.width() > room.width() or size.height() > room.height():
                    size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(QPointF(line.left(), 0), size)
                place.moveTop(line.center().y() - size.height() / 2)
                painter.drawPixmap(place, picture, QRectF(picture.rect()))
            top += line_height(equation)

    @property
    def _ratio(self) -> float:
        return self._widget.devicePixelRatioF()

    def _font(self, pixels: int | None = None, bold: bool = False) -> QFont:
        font = QFont(self._widget.font())
        if pixels is not None:
            font.setPixelSize(pixels)
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _metrics(self, pixels: int | None = None, bold: bool = False) -> QFontMetrics:
        return QFontMetrics(self._font(pixels, bold))


def _extent(metrics: QFontMetrics, width: int, text: str) -> int:
    """How high `text` is when wrapped to `width`."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height()
