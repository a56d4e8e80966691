"""The surface cut along a line: the loss as a function of one number."""

from time import perf_counter
from typing import ClassVar, Final, final

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.analysis.slices import Line, Span
from engine.commands import Drop
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import FleetView, Snapshot
from engine.surfaces.base import Point, Surface
from gui.panels.panel import Panel
from gui.panels.slice.confinement import Confinement
from gui.panels.slice.controls import BallControls, LineChoice
from gui.panels.slice.curve_task import SliceCurve, slicing
from gui.panels.slice.lines import A_BALL, KINDS, LOCAL, Place, line_of
from gui.panels.slice.picture import balls_on, picture_of
from gui.panels.slice.pointer import Pointer
from gui.panels.slice.words import said_of_ball, said_of_place
from gui.plotting.curves import Picture
from gui.plotting.plot_view import PlotView
from gui.plotting.scales import linear_ticks, settled
from gui.state.drop_commands import position_of
from gui.state.selection import Selection
from gui.state.send import Send
from gui.state.shown_cut import Cut
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.spoken import paints, speak
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.tasks.time_slices import SlicedTask
from gui.text.axis_names import axis_names, symbol_of
from gui.text.error_text import translated
from gui.text.numbers import count, show

FRAME: Final = 33  # milliseconds from one update of the confined ball to the next
SPEED: Final = 40  # updates after which it makes one more in a frame
BUDGET: Final = 0.004  # seconds that a frame may take for them
AT_ONCE: Final = 400  # of them where nothing is to move
LINES: Final = 3  # of what is read
LOWEST: Final = 64  # px of the plot's height


@final
class SlicePanel(Panel):
    """The curve over the line, its minima and maxima, and the balls on it.

    While it is seen, map and scene show the line.
    """

    key: ClassVar[str] = "slice"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The loss along a line through the surface: see where it has minima and maxima, and "
        "point at one to learn what it is in the plane, where it may be a saddle point.",
    )
    term: ClassVar[str] = "local-minimum"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    opened: ClassVar[bool] = False
    interval: ClassVar[float] = 0.1

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.choice, self.balls = LineChoice(), BallControls()
        self.through = dressed(PlainLabel(wrap=True), "second")
        self.plot = PlotView(theme.palette)
        self.reading = dressed(PlainLabel(wrap=True), "caption")
        self.pointer = Pointer(self.plot)
        self.kind = "w1"
        self.curve: SliceCurve | None = None  # what is shown
        self.confinement: Confinement | None = None
        self._anchor: Point | None = None  # the point that was asked for
        self._lifted: Line | None = None  # the line that a ball was set free from
        self._alone = False  # whether the rest of the surface is hidden
        self._dropping = False  # whether that ball is still to come
        self._run: tuple[object, ...] = ()  # in this one, on this kind of surface
        self._reason = ""  # why there is no line
        self._wanted: tuple[Surface, Line, Span | None] | None = None
        self._task = SlicedTask(self)
        self._task.finished.connect(self._take)
        self._clock = QTimer(self, interval=FRAME)
        self._clock.timeout.connect(self._advance)
        self._arrange()
        self._connect()
        self.retranslate()

    # What is shown.

    def refresh(self, now: Snapshot) -> None:
        run = (now.scenario, type(now.surface))
        if run != self._run:
            self._run, self._anchor, self._lifted = run, None, None
            self._confine(on=False)
            self._alone = now.scenario.view.line in KINDS and now.surface == now.scenario.surface
            self.kind = now.scenario.view.line or self.kind if self._alone else self.kind
            self.pointer.reset()
        place = Place(now, self._place(now), self._ball(now), self.selection.chosen)
        self._offer(place)
        line = self._line(place)
        if self.confinement is not None and self.confinement.surface != now.surface:
            self._confine(on=False)
        self._want(now.surface, line)
        self._compose()

    @property
    def busy(self) -> bool:
        """Whether a curve is being worked out."""
        return self._task.busy

    @property
    def complete(self) -> bool:
        return self.visibleRegion().isEmpty() or (super().complete and not self.busy)

    def finish(self) -> None:
        """Do the work that is going on now."""
        self._task.finish()

    def set_in_front(self, on: bool) -> None:
        super().set_in_front(on)
        if on:
            self.request_refresh()
        else:
            self._withdraw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._withdraw()

    def set_palette(self, palette: Palette) -> None:
        self.plot.set_look(palette)
        self.request_refresh()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Slice"))
        self.plot.setAccessibleName(self.tr("Loss along the line"))
        set_tip(self.plot, self.tr("Point at the curve to read it; the wheel zooms"))
        self.plot.setAccessibleDescription(
            self.tr(
                "Left and Right point at places of the line, Up and Down at the next minimum or "
                "maximum, Home and End at its ends; plus, minus and the wheel zoom, Esc leaves."
            )
        )
        set_tip(self.reading, self.tr("What is pointed at; else what is on the line"))
        self.request_refresh()

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    # The line.

    def show_section(self, key: str) -> None:
        """Cut along the line of this kind."""
        if key in KINDS and key != self.kind:
            self.choose(key)

    def choose(self, kind: str) -> None:
        """Cut along another line; a ball that is confined is set free."""
        self.kind, self._lifted = kind, None
        self._confine(on=False)
        self.pointer.reset()
        self.request_refresh()

    def cut_at(self, point: Point) -> None:
        """Cut through this point, until another ball is chosen."""
        self._anchor, self._lifted = point, None
        self._confine(on=False)
        self.pointer.reset()
        if self.kind not in LOCAL:
            self.kind = "w1"
        self.request_refresh()

    def _line(self, place: Place) -> Line | None:
        if self.confinement is not None:
            return self.confinement.line
        self._reason = ""
        if self._lifted is not None:
            return self._lifted
        try:
            return line_of(self.kind, place)
        except DataError as error:
            self._reason = translated(error.text)
            return None

    def _offer(self, place: Place) -> None:
        """Say which lines there are, and why there are no others."""
        reasons = {}
        for kind in KINDS:
            try:
                line_of(kind, place)
            except DataError as error:
                reasons[kind] = translated(error.text)
        self.choice.show_reasons(reasons, axis_names(place.now.surface))
        self.choice.show_kind(self.kind, self._alone)

    def _ball(self, now: Snapshot) -> tuple[FleetView, int] | None:
        """The chosen ball that has a position."""
        ball = self.selection.ball
        return now.homes.get(ball) if ball is not None and position_of(now, ball) else None

    def _place(self, now: Snapshot) -> Point:
        ball, surface = self.selection.ball, now.surface
        if self._anchor is not None:
            return self._anchor
        found = position_of(now, ball) if ball is not None else None
        middle = (np.array(surface.low) + np.array(surface.high)) / 2
        return found or (float(middle[0]), float(middle[1]))

    def _want(self, surface: Surface, line: Line | None) -> None:
        """Work the curve out, unless it is known; of a line that moves always to the end."""
        wanted = None if line is None else (surface, line, self.pointer.span)
        if wanted == self._wanted:
            return
        if wanted is None:
            self._wanted = self.curve = self.pointer.curve = None
            self._task.cancel()
        elif not self._task.busy or self._wanted is None or self._wanted[0] != surface:
            self._wanted = wanted
            self._task.start(slicing(*wanted))

    def _take(self, curve: SliceCurve | None) -> None:
        self.curve = self.pointer.curve = curve
        self._compose()
        self.request_refresh()  # the line may have moved meanwhile

    # The picture.

    def _compose(self) -> None:
        now, curve = self.now, self.curve
        self._show_texts()
        # Room for three lines: the plot is not to move whenever something is pointed at.
        self.reading.setMinimumHeight(LINES * self.reading.fontMetrics().lineSpacing())
        if now is None or curve is None or curve.surface != now.surface:
            self.plot.show_picture(Picture(), np.nan)
            self.selection.cut.show(None)
            return
        ratio = self.devicePixelRatioF()
        picture = picture_of(curve, now, self.confinement, self.theme.palette, ratio)
        heights = curve.loss[np.isfinite(curve.loss)]
        low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 1.0)
        self.plot.x_axis.set_name(self._name)
        self.plot.set_ranges(curve.span, settled(None, low, high, 0.1))
        self.plot.show_picture(picture, np.nan)
        self._show_cut(curve)

    def _show_cut(self, curve: SliceCurve) -> None:
        """Let map and scene show the line."""
        confined, before = self.confinement, self.selection.cut.cut
        point = confined.point if confined is not None and not confined.lost else None
        points = curve.points
        shown = Cut(points, point, self._alone)
        if self.seen and not (before is not None and before.is_like(shown)):
            self.selection.cut.show(shown)

    def _withdraw(self) -> None:
        """The panel is out of sight: nothing is worked out, and no line is shown."""
        self._task.cancel()
        self._wanted = None
        self._confine(on=False)
        self.selection.cut.show(None)

    @property
    def _name(self) -> str:
        """What the place along the line is called."""
        names = axis_names(self.now.surface) if self.now is not None else ("w₁", "w₂")
        return {"w1": symbol_of(names[0]), "w2": symbol_of(names[1])}.get(self.kind, "t")

    def _show_texts(self) -> None:
        now = self.now
        if now is None:
            return
        no_ball = "" if self._ball(now) is not None else translated(A_BALL)
        if self.curve is None:
            no_ball = no_ball or self._reason
        confined = self.confinement
        self.balls.show_state(confined is not None, no_ball, confined is not None and confined.lost)
        point = self._place(now)
        words = self.tr("Through (%1, %2)").replace("%1", show(point[0]))
        self.through.setText(words.replace("%2", show(point[1])))
        self.through.setVisible(self.kind in LOCAL and confined is None)
        self.reading.setText(self._said())

    def _said(self) -> str:
        """What is pointed at, else where the confined ball is, else what is on the line."""
        curve, now = self.curve, self.now
        if curve is None or now is None:
            outside = self._wanted is not None and not self._task.busy
            return self.tr("The line is outside the window.") if outside else self._reason
        if self.pointer.t is not None:
            return said_of_place(curve, self._name, self.pointer.t)
        if self.confinement is not None:
            return said_of_ball(self.confinement, curve, self._name)
        words = self.tr("Minima and maxima along the line: %1. Balls on it: %2 of %3.")
        counts = (len(curve.extremes), len(balls_on(curve, now)), len(now.homes))
        for place, number in enumerate(counts, start=1):
            words = words.replace(f"%{place}", count(number))
        return words

    # Pointing.

    def _moved(self) -> None:
        """Show what is pointed at here, and where that is in the other views."""
        curve, t = self.curve, self.pointer.t
        self.reading.setText(self._said())
        point = None
        if t is not None and curve is not None:
            x, y = curve.line.points(np.array(t)).tolist()
            point = (x, y)
        self.selection.hover_point(point)

    # The confined ball.

    def _confine(self, on: bool) -> None:
        now, curve = self.now, self.curve
        ball = self._ball(now) if now is not None else None
        if on and ball is not None and curve is not None:
            self.confinement = Confinement(curve.surface, curve.line, *ball)
            self._clock.start()
        else:
            self.confinement = None
            self._clock.stop()

    def _toggle(self, on: bool) -> None:
        self._confine(on)
        self.request_refresh()

    def _advance(self) -> None:
        """Make some updates: more in a frame the longer it takes."""
        confined = self.confinement
        if confined is None:
            return
        still = self.theme.motion() == 0
        until = perf_counter() + BUDGET
        for _ in range(AT_ONCE if still else 1 + confined.update // SPEED):
            confined.advance()
            if perf_counter() > until:
                break
        if confined.ended:
            self._clock.stop()
        self._compose()

    def _show_alone(self, on: bool) -> None:
        self._alone = on
        self._compose()

    def _lift(self, aside: float) -> None:
        """Drop a ball of the same fleet where the confined one is, free in the plane."""
        confined = self.confinement
        if confined is None or confined.lost:
            return
        self.selection.choose_fleet(confined.fleet)
        self.selection.expect_drop()
        self._lifted, self._anchor, self._dropping = confined.line, confined.point, True
        self._alone = False
        self._send(Drop((confined.fleet,), (confined.lifted(aside),)))
        self._toggle(on=False)

    # Inside.

    def _forget_anchor(self) -> None:
        """Another ball is chosen. The one that was set free leaves a line that stays."""
        if not self._dropping:
            self._anchor = self._lifted = None
        self._dropping = False
        self.request_refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 8)
        column.setSpacing(4)
        for part in (self.choice, self.through, self.plot, self.reading, self.balls):
            column.addWidget(part, 1 if part is self.plot else 0)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.plot.setMinimumHeight(LOWEST)
        self.plot.x_axis.choose_ticks = linear_ticks
        paints(self.plot, "chart", self._said)

    def _connect(self) -> None:
        self.choice.chosen.connect(self.choose)
        self.choice.alone.clicked.connect(self._show_alone)
        self.balls.confined.connect(self._toggle)
        self.balls.lifted.connect(self._lift)
        self.plot.painted.connect(self.set_paint_time)
        self.pointer.moved.connect(self._moved)
        self.pointer.pressed.connect(lambda: speak(self.plot, self._said()))
        self.pointer.zoomed.connect(self.request_refresh)
        self.selection.chosen_changed.connect(self._forget_anchor)
        self.selection.cut.wanted.connect(self.cut_at)
