"""The chart of a comparison: updates over δ."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.arrays import Array
from gui.dialogs.escape.comparison import KINDS, Comparison
from gui.plotting.curves import End, Picture, Stroke
from gui.plotting.plot_view import PlotView
from gui.plotting.scales import Linear, Log, Scale, settled
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.text_size import px
from gui.style.theme import Theme
from gui.widgets.segmented import Segmented

GLYPH: Final = 11  # px
ROOM: Final = 0.4, 0.8  # powers of ten left and right: the name of the axis has its place there
HEIGHT: Final = 140  # px, the least of the plot
BEYOND: Final = 1e6  # a position that is in no plot: its glyph has an arrow up
SCALES: Final[dict[str, Scale]] = {"log": Log(), "linear": Linear()}


@final
class EscapeChart(Retranslated, QWidget):
    """A curve for each competitor, with its glyph at each δ. One δ is marked."""

    row_wanted = Signal(int)  # the number of a δ that is pointed at

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Comparison | None = None
        self._row = -1
        self.kind, self.scale = Segmented(KINDS), Segmented(tuple(SCALES))
        self._names = [PlainLabel(), PlainLabel()]
        self.plot = PlotView(theme.palette)
        self.plot.x_axis.choose_ticks = Log().ticks
        self.plot.x_axis.set_name("δ")
        self.plot.setMinimumHeight(px(HEIGHT))
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._arrange()
        self._connect()
        self.retranslate()

    def show_comparison(self, shown: Comparison | None) -> None:
        """Show what came out; None: nothing."""
        self._shown, self._row = shown, -1
        self._draw()

    def mark(self, row: int) -> None:
        """Mark the δ with this number."""
        if self._shown is not None and row != self._row:
            self._row = row
            self.plot.hover_at(float(self._shown.powers[row]))

    def positions(self, competitor: int) -> Array:
        """Where a curve is drawn, by δ: NaN where it is broken."""
        assert self._shown is not None
        scale = SCALES[self.scale.current]
        return scale.position(self._shown.times(competitor, self.kind.current))

    def retranslate(self) -> None:
        self._names[0].setText(self.tr("Updates until"))
        self._names[1].setText(self.tr("Axis"))
        texts = {"passed": self.tr("first passage"), "settled": self.tr("settled")}
        tips = {
            "passed": self.tr("The first update after which the loss is below the level"),
            "settled": self.tr("The update from which the loss stays below the level"),
        }
        self.kind.set_texts(self.tr("Updates until"), texts, tips)
        axes = {"log": self.tr("logarithmic"), "linear": self.tr("linear")}
        tips = {
            "log": self.tr("Equal steps for equal ratios of updates"),
            "linear": self.tr(
                "Equal steps for equal numbers of updates: gradient descent’s "
                "curve is a straight line"
            ),
        }
        self.scale.set_texts(self.tr("Axis"), axes, tips)
        self.plot.setAccessibleName(self.tr("Chart of the updates over δ"))
        keys = self.tr("Left and Right mark one δ, here and in the table.")
        self.plot.setAccessibleDescription(keys)
        set_tip(self.plot, keys)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for label, control in zip(self._names, (self.kind, self.scale), strict=True):
            row.addWidget(label)
            row.addWidget(control)
            row.addSpacing(8)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.plot, 1)

    def _connect(self) -> None:
        for control in (self.kind, self.scale):
            control.chosen.connect(lambda: self._draw())
        self.plot.key.connect(self._move)
        self.plot.clicked.connect(lambda x, y: self._point(x))
        self.plot.pointed.connect(lambda x, y: self._point(x))
        self._theme.changed.connect(self._dress)

    def _dress(self, palette: Palette) -> None:
        self.plot.setMinimumHeight(px(HEIGHT))
        self.plot.set_look(palette)
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        self.plot.set_scale(SCALES[self.scale.current], zero=False)
        if shown is None:
            self.plot.show_picture(Picture(), np.nan)
            self.plot.hover_at(None)
            return
        drawn = [self._curve(shown, number) for number in range(len(shown.competitors))]
        strokes = tuple(stroke for stroke, _ in drawn)
        ends = tuple(end for _, some in drawn for end in some)
        self.plot.show_picture(Picture(strokes=strokes, ends=ends), np.nan)
        self.plot.set_ranges(*_ranges(shown, strokes))
        self.plot.hover_at(float(shown.powers[self._row]) if self._row >= 0 else None)

    def _curve(self, shown: Comparison, number: int) -> tuple[Stroke, tuple[End, ...]]:
        palette, color = self._theme.palette, shown.competitors[number].color
        x, y = np.array(shown.powers, float)[::-1], self.positions(number)[::-1]
        mark = glyph(palette, color, px(GLYPH), self.devicePixelRatioF())
        places = np.where(np.isnan(y), BEYOND, y).tolist()
        ends = tuple(End(at, to, mark) for at, to in zip(x.tolist(), places, strict=True))
        return Stroke(x, _drawable(y), palette.fleet_color(color)), ends

    def _move(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.window().close()
        if self._shown is None:
            return
        last = len(self._shown.powers) - 1
        steps = {Qt.Key.Key_Left: 1, Qt.Key.Key_Right: -1}  # the largest δ is the first one
        ends = {Qt.Key.Key_Home: last, Qt.Key.Key_End: 0}
        to = ends.get(Qt.Key(key), self._row + steps.get(Qt.Key(key), 0))
        self.row_wanted.emit(min(max(to, 0), last))

    def _point(self, x: float) -> None:
        if self._shown is not None:
            gaps = np.abs(np.array(self._shown.powers) - x)
            self.row_wanted.emit(int(gaps.argmin()))


def _drawable(y: Array) -> Array:
    """Without the logarithm of zero."""
    return np.where(y < -300, np.nan, y)


def _ranges(
    shown: Comparison, strokes: tuple[Stroke, ...]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Of x and y: all that is finite."""
    y = np.concatenate([stroke.y for stroke in strokes])
    finite = y[np.isfinite(y)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    return (min(shown.powers) - ROOM[0], max(shown.powers) + ROOM[1]), settled(None, low, high)
