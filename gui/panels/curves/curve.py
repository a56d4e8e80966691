"""A quantity of the balls over updates: the base of the three plots of the curves' panel."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.analysis.curves import SAMPLE, nearest_update, neighbour
from engine.analysis.quantities import Quantity
from engine.analysis.recorded import value_at
from engine.arrays import Array
from engine.commands import GoTo
from engine.recording import Chunk
from engine.snapshot import Snapshot
from gui.panels.curves.composer import Composer, Look
from gui.panels.curves.range_task import RangeTask
from gui.panels.curves.readout_room import room_of
from gui.panels.curves.shown_balls import ShownBalls, ShownSplit
from gui.panels.curves.time_axis import TimeAxis
from gui.panels.curves.values import rows_at, spoken_values
from gui.panels.explanation import Explanation
from gui.panels.panel import Panel
from gui.plotting.curves import Picture, Stroke
from gui.plotting.plot_view import PlotView
from gui.plotting.readout import Readout, Row
from gui.plotting.scales import DEEPEST, Log, Scale, settled
from gui.plotting.time_span import whole_run
from gui.sampling.value_range import Extent
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.icons import Icons
from gui.style.palette import Palette
from gui.style.plain_text import FittingLabel, PlainLabel, set_tip
from gui.style.spoken import paints, speak
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, px
from gui.style.theme import Theme
from gui.text.numbers import count

NEAR = 12  # px from a curve within which it is hit
HEAD = 18  # px over a plot for its name
AGAIN = 50  # milliseconds until more of what is not computed yet
LOWEST = 90  # px of height inside the axes
DEPTH = 18.0  # decades below the highest value that a logarithmic axis shows


class Curve(Panel):
    """Curves of the chosen balls, or of the first few, and a band for the rest.

    Part of a panel: it is refreshed whenever that is.
    """

    alone_wanted = Signal(object)  # whether it alone is to be shown; None: the other way round
    refreshed = Signal()
    quantity: ClassVar[Quantity]

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.plot = PlotView(theme.palette, self)
        self.band = dressed(PlainLabel(parent=self, wrap=True), "caption")
        self.empty = dressed(PlainLabel(parent=self), "second")
        self.title = FittingLabel(parent=self)
        self._explanation = Explanation(Icons(theme))
        self.toggle, self.whole = QToolButton(self), QToolButton(self)
        self.time = TimeAxis(self.plot, selection, self)
        self.read_out = Readout(theme.palette, self)
        self.picture = Picture()
        self._composer, self.range_task = Composer(self.quantity), RangeTask(self.quantity, self)
        self.composed = False  # whether all parts of the curves are in the picture
        self.thick = 1.0  # times the usual width of lines
        self.detail = ""  # what its axis shows: “λ₁ ≤ λ₂, symmetric log”
        self._log: bool | None = None  # logarithmic axis, linear, or (None) as fits the surface
        self._range: tuple[float, float] | None = None
        self._split = ShownSplit(selection, SAMPLE)
        self._parts: tuple[ShownBalls, ...] = ()
        self._before_click = selection.chosen, selection.ball
        self.ratio: float | None = None  # device pixels to one, of a picture
        self._lay_out()
        paints(self.plot, "chart", self._spoken)
        self._connect()
        self.set_palette(theme.palette)
        self.retranslate()

    @abstractmethod
    def scale(self, size: Extent, log: bool) -> tuple[Scale, str]:
        """The scale of the axis, and its translated caption."""

    @abstractmethod
    def prefers_log(self, size: Extent) -> bool:
        """Whether a logarithmic axis suits a surface better."""

    def strokes(self, x: Array, y: Array, hue: str, width: float, opacity: float) -> list[Stroke]:
        """One ball's curves; `x` and `y` have a column for each component."""
        return [Stroke(x[:, 0], y[:, 0], hue, width, opacity)]

    def names(self, parts: tuple[ShownBalls, ...]) -> tuple[str, ...]:
        """The texts at the ends of a ball's curves."""
        del parts
        return ("",) * self.quantity.components

    def limits(self, size: Extent) -> tuple[float, float]:
        """Values beyond these do not extend the axis: diverging balls do not flatten others."""
        span = size.high - size.low
        return size.low - span, size.high + span

    def refresh(self, now: Snapshot) -> None:
        size = self.range_task.of(now.surface)
        log = self.prefers_log(size) if self._log is None else self._log
        scale, caption = self.scale(size, log)
        if scale != self.plot.scale_y:
            self._range = None
        self.plot.set_scale(scale, zero=not isinstance(scale, Log))
        self.toggle.setChecked(log)
        self._parts = self._split.of(now)
        self.detail = caption
        self._show_name()
        self.whole.setVisible(self.selection.span is not None)
        self._update_band()
        self.empty.setVisible(not any(len(part.fleet.balls) for part in self._parts))
        span = self.selection.span or whole_run(now.head)
        self.time.refresh(now, self._parts)
        self.time.mark(span, now.head)
        most = max(200, int(2 * self.plot.width()))
        self.picture, self.composed = self._composer.picture(
            now, self._parts, span, most, self._look(scale)
        )
        self._set_ranges(span, scale, size)
        self.plot.show_picture(self.picture, now.update)
        self.show_hover()
        self.refreshed.emit()
        if not self.composed:
            self._shown = None
            self._later.start(AGAIN)

    def _look(self, scale: Scale) -> Look:
        parts = (self.theme.palette, self.selection, scale, self.strokes)
        return Look(
            *parts, self.names(self._parts), self.ratio or self.devicePixelRatioF(), self.thick
        )

    def _update_band(self) -> None:
        """Describe the band, if there is one."""
        others = sum(part.others for part in self._parts)
        text = self.tr("Band: middle 80% of the other %1 balls")
        if others == 1:
            text = self.tr("Band: the one other ball")
        self.band.setText(text.replace("%1", count(others)))
        self.band.setVisible(bool(others))

    def _set_ranges(self, span: tuple[float, float], scale: Scale, size: Extent) -> None:
        y = self._heights(span)
        lowest, highest = scale.position(np.array(self.limits(size)))
        inside = y[~((y < lowest) | (y > highest))]
        y = inside if len(inside) else y
        low, high = (float(y.min()), float(y.max())) if len(y) else (0.0, 1.0)
        if self.toggle.isChecked():
            low = max(low, high - DEPTH)
        self._range = settled(self._range, low, high)
        self.plot.set_ranges(span, self._range)

    def _heights(self, span: tuple[float, float]) -> Array:
        """Positions of the visible parts of all curves."""
        strokes = self.picture.strokes
        x = np.concatenate([np.empty(0), *(stroke.x for stroke in strokes)])
        y = np.concatenate([np.empty(0), *(stroke.y for stroke in strokes)])
        shown: Array = y[(x >= span[0]) & (x <= span[1]) & (y > DEEPEST) & (y < np.inf)]
        return shown

    # Pointing

    def show_hover(self) -> None:
        """Show the shared time cursor and the values there."""
        update = self.selection.hovered_update
        self.plot.hover_at(update)
        rows = () if update is None else self._rows(update)
        if update is None or not rows:
            self.read_out.hide()
            return
        title = self.tr("update %1").replace("%1", count(update)) + self.time.suffix(update)
        self.read_out.show_rows(title, rows, *room_of(self.plot, update))

    def _rows(self, update: int) -> tuple[Row, ...]:
        colors, ratio = self.theme.palette, self.devicePixelRatioF()
        pointed = self.selection.hovered_ball
        return rows_at(self.quantity, self._parts, update, pointed, colors, ratio)

    def _chunks(self) -> tuple[Chunk, ...]:
        """The chunks of a shown fleet, whose updates can be pointed at."""
        with_balls = [part.fleet.chunks for part in self._parts if len(part.fleet.balls)]
        return max(with_balls, key=len, default=())

    def _point(self, x: float, y: float) -> None:
        self.selection.hover_update(nearest_update(self._chunks(), round(x)))
        self.selection.hover_ball(self._ball_near(x, y))

    def _ball_near(self, x: float, y: float) -> int | None:
        """The ball whose curve passes the point, if one does."""
        update, pixel = self.selection.hovered_update, self.plot.pixel_of(x, y).y()
        found: tuple[float, int | None] = (NEAR, None)
        for part in self._parts if update is not None else ():
            for ball in part.balls:
                values = value_at(self.quantity, part.fleet.chunks, ball, update or 0)
                heights = () if values is None else self.plot.scale_y.position(values)
                for height in heights:
                    distance = abs(self.plot.pixel_of(x, float(height)).y() - pixel)
                    found = min(found, (distance, ball), key=lambda pair: pair[0])
        return found[1]

    def _click(self, x: float, y: float) -> None:
        self._before_click = self.selection.chosen, self.selection.ball
        self._point(x, y)
        ball = self.selection.hovered_ball
        self.selection.choose(frozenset() if ball is None else frozenset((ball,)))

    def _double_click(self) -> None:
        """Show this curve alone, or all: the first of the two clicks has chosen nothing."""
        self.selection.choose(*self._before_click)
        self.alone_wanted.emit(None)

    def _leave(self) -> None:
        self.selection.hover_update(None)
        self.selection.hover_ball(None)

    def _key(self, key: int) -> None:
        now, chunks = self.now, self._chunks()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.alone_wanted.emit(key == Qt.Key.Key_Up)
            return
        if now is None or not chunks:
            return
        hovered = self.selection.hovered_update
        if key == Qt.Key.Key_Escape:
            self.selection.hover_update(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if hovered is not None:
                self._send(GoTo(hovered))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            end = chunks[0].first if key == Qt.Key.Key_Home else chunks[-1].last
            self.selection.hover_update(end)
        elif hovered is None:
            self.selection.hover_update(nearest_update(chunks, now.update))
        else:
            direction = 1 if key == Qt.Key.Key_Right else -1
            self.selection.hover_update(neighbour(chunks, hovered, direction))
        speak(self.plot, self._spoken())

    def _spoken(self) -> str:
        """The values pointed at, or of the moment, for screen readers."""
        hovered, moment = self.selection.hovered_update, self.now.update if self.now else 0
        return spoken_values(self.quantity, self._parts, moment if hovered is None else hovered)

    def _zoom(self, factor: float, update: float) -> None:
        if self.now is None:
            return
        whole = whole_run(self.now.head)
        low, high = self.selection.span or whole
        low, high = update + (low - update) * factor, update + (high - update) * factor
        if high - low >= whole[1]:
            self.selection.show_span(None)
        elif high - low >= 4:
            self._show_span(low, high)

    def _drag(self, updates: float) -> None:
        if self.selection.span is not None:
            low, high = self.selection.span
            self._show_span(low + updates, high + updates)

    def _show_span(self, low: float, high: float) -> None:
        shift = max(0.0, -low)
        self.selection.show_span((low + shift, high + shift))

    def set_palette(self, palette: Palette) -> None:
        self.plot.set_look(palette)
        self.read_out.palette_ = palette
        self.request_refresh()

    def retranslate(self) -> None:
        self.time.retranslate()
        self.empty.setText(self.tr("No balls yet: click the surface to drop one"))
        self.toggle.setText(self.tr("log"))
        set_tip(self.toggle, self.tr("Logarithmic axis"))
        self.toggle.setAccessibleName(self.tr("Logarithmic axis"))
        self.whole.setText(self.tr("whole run"))
        set_tip(self.whole, self.tr("Show the whole run"))
        set_tip(self.plot, "")
        self.plot.setAccessibleDescription(
            self.tr(
                "Left and Right point at the updates one by one, Enter goes to that update, "
                "plus, minus and the wheel zoom. A double click or Up makes this curve the only "
                "one, a double click or Down brings the others back."
            )
        )

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setContentsMargins(px(50), 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(dressed(self.title, "caption"), 1)
        for button in (self.time.button, self._explanation.button, self.whole, self.toggle):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(fixed(dressed(button, "small"), height=HEAD))
        self.toggle.setCheckable(True)
        self.whole.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self.band.setContentsMargins(12, 0, 8, 0)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def present(self, thick: float) -> None:
        """Draw lines so many times as thick as usual, and show no buttons; 1: as usual."""
        self.thick = thick
        for button in (self._explanation.button, self.toggle):
            button.setVisible(thick == 1.0)
        self.time.present(thick != 1.0)
        self.request_refresh()

    def show_time(self, on: bool) -> None:
        """Show the numbers of the time axis, or leave them to another plot below."""
        self.plot.x_axis.show_numbers(on)

    def set_axis_width(self, width: int) -> None:
        """Set the room for the numbers on the left, the same for all curves."""
        self.plot.y_axis.setWidth(width)
        self._head.setContentsMargins(width + 4, 0, 8, 0)

    @property
    def time_height(self) -> int:
        """Pixels of its time axis."""
        return round(float(self.plot.x_axis.maximumHeight()))

    def _connect(self) -> None:
        self.toggle.clicked.connect(self._set_log)
        self.plot.pointed.connect(self._point)
        self.plot.clicked.connect(self._click)
        self.plot.left_alone.connect(self._leave)
        self.plot.zoomed.connect(self._zoom)
        self.plot.dragged.connect(self._drag)
        self.plot.double_clicked.connect(self._double_click)
        self.windowTitleChanged.connect(self._show_name)
        self.windowTitleChanged.connect(lambda: self._explanation.show_panel(self))
        self.whole.clicked.connect(lambda: self.selection.show_span(None))
        self.plot.key.connect(self._key)
        self.plot.painted.connect(self.set_paint_time)
        self.range_task.changed.connect(self.request_refresh)
        self.selection.update_hovered.connect(self._hovered)
        choice = self.selection
        signals = (choice.chosen_changed, choice.ball_hovered, choice.span_changed)
        for signal in (*signals, choice.time.changed):
            signal.connect(self.request_refresh)

    def _show_name(self) -> None:
        name = self.windowTitle()
        short = self.detail.replace("（", ",").replace("，", ",").partition(",")[0]
        self.title.set_texts(f"{name}  {self.detail}", f"{name}  {short}", name)

    def _hovered(self) -> None:
        if self.seen:
            self.show_hover()

    def set_in_front(self, on: bool) -> None:
        super().set_in_front(on)
        if not on:
            self.read_out.hide()

    def _set_log(self, on: bool) -> None:
        self._log = on
        self.request_refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.read_out.hide()
        super().hideEvent(event)

    def resizeEvent(self, event: object) -> None:
        del event
        self.request_refresh()
        self.empty.setGeometry(self.plot.geometry().adjusted(px(50), 0, -8, 0))

    def sizeHint(self) -> QSize:
        return QSize(300, px(HEAD) + LOWEST + self.time_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(HEAD) + px(40))
