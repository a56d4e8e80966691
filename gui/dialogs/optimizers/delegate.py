"""Paints optimizers in the picker: texts at the left, the rule at the right."""

from typing import Final, final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from engine.snapshot import FleetView
from gui.dialogs.optimizers.entries import OptimizerEntry, next_color
from gui.style.ball_glyphs import paint_fleet
from gui.style.fonts import CAPTION
from gui.style.icons import Icon, drawing
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.typeset.formula_cache import FormulaCache
from gui.typeset.notation import Notations
from gui.typeset.rule_lines import equations, line_height

PAD: Final = 12  # px, left and right
EDGE: Final = 10  # px, above and below
GLYPH: Final = 16  # px
INDENT: Final = GLYPH + 12
GAP: Final = 8  # px between the parts of a line
GUTTER: Final = 24  # px between texts and rule
SHARE: Final = 0.46  # of a row's width, for the texts
WIDE: Final = 560  # px of a row from which the rule is next to the texts
MOST_GLYPHS: Final = 8  # glyphs of fleets that are painted at most
MINI: Final = 12  # px of each
WRAP: Final = int(Qt.TextFlag.TextWordWrap)


@final
class EntryPainter:
    """Paints rows in the current theme and language."""

    def __init__(
        self, theme: Theme, formulas: FormulaCache, notations: Notations, widget: QWidget
    ) -> None:
        self._theme, self._formulas, self._notations = theme, formulas, notations
        self._widget = widget
        self.fleets: tuple[FleetView, ...] = ()  # of the run

    # Texts.

    def rule(self, entry: OptimizerEntry) -> tuple[str, ...]:
        """The equations of the rule, in the notation that is chosen."""
        return equations(self._notations.formula(entry.kind))

    def source(self, entry: OptimizerEntry) -> str:
        """The source of the rule, and the chosen notation if it has several."""
        notation = self._notations.title(entry.kind)
        if not notation:
            return entry.source
        words = QCoreApplication.translate("OptimizerDialog", "%1; notation: %2")
        return words.replace("%2", notation).replace("%1", entry.source)

    def fleets_with(self, entry: OptimizerEntry) -> list[FleetView]:
        """The fleets of the run that have this optimizer."""
        return [fleet for fleet in self.fleets if type(fleet.optimizer) is entry.kind]

    def presence(self, entry: OptimizerEntry) -> str:
        """The text that the run has such fleets already; "" if it has none."""
        number = len(self.fleets_with(entry))
        if number == 1:
            return QCoreApplication.translate("OptimizerDialog", "In the run: 1 fleet")
        text = QCoreApplication.translate("OptimizerDialog", "In the run: %1 fleets")
        return text.replace("%1", str(number)) if number else ""

    def accessible_text(self, entry: OptimizerEntry) -> str:
        """All contents of the row as text."""
        parts = (entry.title, entry.summary, self.presence(entry), self.source(entry))
        return ". ".join(part.rstrip(".。") for part in parts if part)

    def _fits_next_to_title(self, entry: OptimizerEntry, width: int) -> bool:
        """Whether the text about its presence in the run fits next to its title."""
        title = self._metrics(bold=True).horizontalAdvance(entry.title)
        presence = self._metrics(CAPTION).horizontalAdvance(self.presence(entry))
        return title + 3 * GAP + 2 * (MINI + 4) + presence <= width

    # Sizes.

    def height(self, entry: OptimizerEntry, width: int) -> int:
        """The height of a row of that width in which nothing is cut off."""
        words, rule = self._words_height(entry, self._words_width(width)), self._rule_height(entry)
        return 2 * EDGE + (max(words, rule) if width >= WIDE else words + rule)

    def _words_width(self, width: int) -> int:
        space = width - 2 * PAD - INDENT
        return round(space * SHARE) if width >= WIDE else space

    def _words_height(self, entry: OptimizerEntry, width: int) -> int:
        small = self._metrics(CAPTION)
        height = _extent(self._metrics(bold=True), width, entry.title)
        height += 2 + _extent(self._metrics(), width, entry.summary)
        height += 2 + _extent(small, width, self.source(entry))
        below = self.fleets_with(entry) and not self._fits_next_to_title(entry, width)
        return height + (small.lineSpacing() + 4 if below else 0)

    def _rule_height(self, entry: OptimizerEntry) -> int:
        return sum(line_height(equation) for equation in self.rule(entry))

    # Painting.

    def paint(
        self, painter: QPainter, box: QRect, entry: OptimizerEntry, hovered: bool, current: bool
    ) -> None:
        """Paint the row of `entry` into `box`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_background(painter, QRectF(box), hovered, current)
        inner = box.adjusted(PAD, EDGE, -PAD, -EDGE)
        line = self._metrics(bold=True).lineSpacing()
        glyph = QRectF(inner.left(), inner.top() + (line - GLYPH) / 2, GLYPH, GLYPH)
        paint_fleet(painter, glyph, self._theme.palette, next_color(self.fleets))
        words = inner.adjusted(INDENT, 0, 0, 0)
        words.setWidth(self._words_width(box.width()))
        rest = self._paint_words(painter, words, entry)
        if box.width() >= WIDE:
            rule = QRect(inner)
            rule.setLeft(words.right() + GUTTER)
        else:
            rule = QRect(words.left(), rest, words.width(), inner.bottom() + 1 - rest)
        self._paint_rule(painter, rule, entry)
        painter.restore()

    def _paint_background(
        self, painter: QPainter, box: QRectF, hovered: bool, current: bool
    ) -> None:
        palette = self._theme.palette
        background = palette.selected if current else palette.hover if hovered else palette.panel
        painter.setPen(QColor(palette.accent if current else palette.hairline))
        painter.setBrush(QColor(background))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, box: QRect, entry: OptimizerEntry) -> int:
        """Returns the top of the space below the texts."""
        palette, rest = self._theme.palette, QRect(box)
        for text, font, color, gap in (
            (entry.title, self._font(bold=True), palette.text, 2),
            (entry.summary, self._font(), palette.text, 2),
            (self.source(entry), self._font(CAPTION), palette.second, 4),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(rest, WRAP, text)
            rest.setTop(rest.top() + _extent(QFontMetrics(font), box.width(), text) + gap)
        if self.fleets_with(entry) and self._fits_next_to_title(entry, box.width()):
            bold, small = self._metrics(bold=True), self._metrics(CAPTION)
            left = bold.horizontalAdvance(entry.title) + GAP
            title = box.adjusted(left, bold.ascent() - small.ascent(), 0, 0)
            self._paint_presence(painter, title, entry)
        elif self.fleets_with(entry):
            self._paint_presence(painter, rest, entry)
            rest.setTop(rest.top() + self._metrics(CAPTION).lineSpacing())
        return rest.top()

    def _paint_presence(self, painter: QPainter, box: QRect, entry: OptimizerEntry) -> None:
        """A check mark, the text, and the glyphs of the fleets."""
        palette, metrics = self._theme.palette, self._metrics(CAPTION)
        height = metrics.lineSpacing()
        sign = QRectF(box.left(), box.top() + (height - MINI) / 2, MINI, MINI)
        drawing(Icon.CHECK, palette.accent).render(painter, sign)
        painter.setFont(self._font(CAPTION))
        painter.setPen(QColor(palette.accent))
        text = self.presence(entry)
        left = box.left() + MINI + 4
        painter.drawText(QPointF(left, box.top() + metrics.ascent()), text)
        left += metrics.horizontalAdvance(text) + 8
        for fleet in self.fleets_with(entry)[:MOST_GLYPHS]:
            if left + MINI > box.right():
                break
            paint_fleet(painter, QRectF(left, sign.top(), MINI, MINI), palette, fleet.color)
            left += MINI + 4

    def _paint_rule(self, painter: QPainter, box: QRect, entry: OptimizerEntry) -> None:
        rule, palette = self.rule(entry), self._theme.palette
        top = box.top() + max(box.height() - self._rule_height(entry), 0) // 2
        for equation in rule:
            line = QRectF(box.left(), top, box.width(), line_height(equation))
            picture = self._formulas.picture(equation, palette.text, self._ratio)
            if picture is not None and picture.isNull():  # it can't be typeset: paint the LaTeX
                painter.setFont(self._font(CAPTION))
                painter.setPen(QColor(palette.second))
                painter.drawText(line, WRAP, equation)
            elif picture is not None:
                size = picture.deviceIndependentSize()
                space = QSizeF(line.width(), line.height() - 2)
                if size.width() > space.width() or size.height() > space.height():
                    size.scale(space, Qt.AspectRatioMode.KeepAspectRatio)
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
            font.setPixelSize(px(pixels))
        if bold:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _metrics(self, pixels: int | None = None, bold: bool = False) -> QFontMetrics:
        return QFontMetrics(self._font(pixels, bold))


def _extent(metrics: QFontMetrics, width: int, text: str) -> int:
    """The height of `text` when wrapped to `width`."""
    return metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height()
