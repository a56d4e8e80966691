"""A rate over updates: the curve of a schedule, with a marker at a ball."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.knobs import Knob
from gui.panels.schedule.curve_picture import LINE, Drawn, Frame, frame, paint_axes, paint_line
from gui.plotting.axis import caption_font
from gui.plotting.scales import Log
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.plain_text import set_tip
from gui.style.spoken import paints
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.text.numbers import count, exact, show
from gui.text.rate_words import LEARNING, name_of

GLYPH: Final = 11
HEIGHT: Final = 116
KEYS: Final = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Escape,
)


@final
class ScheduleCurve(QWidget):
    """Draws the curve once and caches it; during a run only the marker moves."""

    pointed = Signal(object)  # the update pointed at, or None

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drawn: Drawn | None = None  # what is shown
        self._frame: Frame | None = None
        self.marker: int | None = None  # the ball's update
        self._hovered: int | None = None
        self._picture: tuple[object, QPixmap] | None = None
        self.pictures = 0  # how often the curve was drawn
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        paints(self, "chart", lambda: self.reading)
        self.setMouseTracking(True)
        theme.changed.connect(self._show_again)
        self.retranslate()

    def show_curve(self, drawn: Drawn, marker: int | None) -> None:
        """Show the curve; `marker` is the ball's update, None if there is no ball."""
        changed = drawn != self.drawn
        if changed or marker != self.marker:
            self.drawn, self.marker = drawn, marker
            if changed:
                self._frame = None
                self._update_name()
            self._update_description()
            self.update()

    def hover(self, update: int | None) -> None:
        """Show the time cursor that all plots share."""
        if update != self._hovered:
            self._hovered = update
            self._update_description()
            self.update()

    @property
    def log(self) -> bool:
        """Whether the axis of rates is logarithmic."""
        return self.drawn is not None and isinstance(self._placed(self.drawn).scale, Log)

    @property
    def reading(self) -> str:
        """The text over the curve: the hovered rate, or that of the ball's next update."""
        at, eta = self._read()
        if at is None:
            return self.tr("Updates since the drop of a ball")
        if eta is None:
            return self.tr("update %1: no ball yet").replace("%1", count(at))
        text = self.tr("update %1: %2 = %3").replace("%1", count(at))
        return text.replace("%2", self._rate.symbol).replace("%3", show(eta, 6))

    def pixel_of(self, update: float, eta: float) -> QPointF:
        """The pixel of a rate."""
        return QPointF() if self.drawn is None else self._placed(self.drawn).pixel(update, eta)

    def retranslate(self) -> None:
        self._update_name()
        self._picture = None
        self._update_description()
        self.update()

    def _show_again(self) -> None:
        self._frame = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT + 2 * (px(LINE) - LINE))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        palette = self._theme.palette
        if self.drawn is not None:
            painter.drawPixmap(0, 0, self._cached_picture(self.drawn, palette))
            self._paint_cursors(painter, self.drawn, palette)
        painter.setFont(caption_font(self.font()))
        painter.setPen(QColor(palette.second if self._hovered is None else palette.text))
        line = QRectF(0, 0, self.width() - 2, px(LINE))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), self.reading)
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_cursors(self, painter: QPainter, drawn: Drawn, palette: Palette) -> None:
        place, (low, high) = self._placed(drawn), drawn.span
        for at, color in ((self.marker, palette.second), (self._hovered, palette.accent)):
            if at is not None and low <= at <= high:
                x = round(place.pixel(at, 1.0).x()) + 0.5
                painter.setPen(QPen(QColor(color), 1))
                painter.drawLine(QPointF(x, place.box.top()), QPointF(x, place.box.bottom()))
        at = self.marker
        eta = None if at is None else drawn.rates.at(at)
        if at is not None and eta is not None and low <= at <= high:
            spot = place.pixel(at, eta) - QPointF(GLYPH, GLYPH) / 2
            mark = glyph(palette, drawn.color, GLYPH, self.devicePixelRatioF())
            painter.drawPixmap(spot, mark)

    def _cached_picture(self, drawn: Drawn, palette: Palette) -> QPixmap:
        """The picture of the curve, drawn again only if something has changed."""
        ratio = self.devicePixelRatioF()
        now = (drawn, self.size(), ratio, palette, self.font())
        if self._picture is None or self._picture[0] != now:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setFont(caption_font(self.font()))
            place = self._placed(drawn)
            paint_axes(painter, place, palette, self.tr("update"))
            paint_line(painter, place, drawn, palette)
            painter.end()
            self._picture = (now, picture)
            self.pictures += 1
        return self._picture[1]

    def _placed(self, drawn: Drawn) -> Frame:
        if self._frame is None:
            self._frame = frame(drawn, self.size())
        return self._frame

    def resizeEvent(self, event: object) -> None:
        del event
        self._frame = None

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drawn is not None:
            at = self._placed(self.drawn).update_at(event.position().x())
            self.pointed.emit(None if at is None else max(at, self.drawn.rates.born))

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(None)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        # Without this the window's shortcuts would take the arrows from the focused curve.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in KEYS and not event.modifiers():
                event.accept()
                return True
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.drawn is None or event.key() not in KEYS:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self.pointed.emit(None)
            return
        low, high = self.drawn.span
        first, last = max(int(np.ceil(low)), self.drawn.rates.born), int(high)
        here = self._read()[0]
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: first, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        to = ends.get(key, (first if here is None else here) + steps.get(key, 0))
        self.pointed.emit(min(max(to, first), last))

    def _read(self) -> tuple[int | None, float | None]:
        """The hovered update or else the ball's, and its rate."""
        at = self.marker if self._hovered is None else self._hovered
        return at, None if self.drawn is None or at is None else self.drawn.rates.at(at)

    @property
    def _rate(self) -> Knob:
        return LEARNING if self.drawn is None else self.drawn.rate

    def _update_name(self) -> None:
        name = self.tr("%1 over updates").replace("%1", name_of(self._rate))
        self.setAccessibleName(name)

    def _update_description(self) -> None:
        """Set the tool tip and the accessible description, with all digits."""
        eta = self._read()[1]
        more = "" if eta is None else f"\n{self._rate.symbol} = {exact(eta)}"
        text = self.reading + more
        keys = self.tr("Left and Right point at the updates one by one.")
        set_tip(self, text)
        self.setAccessibleDescription(f"{text}\n{keys}")
