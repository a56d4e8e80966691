"""The chart of timings: seconds over the batch size, both on logarithmic axes."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine.analysis.batch_timing import Timing
from engine.arrays import Array
from gui.plotting.curves import End, Picture, Stroke
from gui.plotting.plot_view import PlotView
from gui.plotting.scales import Log, settled
from gui.style.glyph_cache import glyph
from gui.style.palette import Palette
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.style.theme import Theme

GLYPH: Final = 11  # px
HEIGHT: Final = 160  # px, the least of the plot
EPOCH, UPDATE = 0, 1  # colours of fleets
ROOM: Final = 0.15, 0.25  # of the axis left and right
LOG: Final = Log()


@final
class TimingChart(Retranslated, QWidget):
    """Two curves: of an update and of an epoch. One size is marked."""

    row_wanted = Signal(int)  # the number of a size that is pointed at

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._row = theme, -1
        self._shown: tuple[Timing, ...] = ()
        self._name = dressed(PlainLabel(), "caption")
        self.plot = PlotView(theme.palette)
        self.plot.x_axis.choose_ticks = LOG.ticks
        self.plot.x_axis.set_name("B")
        self.plot.set_scale(LOG, zero=False)
        self.plot.setMinimumHeight(px(HEIGHT))
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._name)
        column.addWidget(self.plot, 1)
        self.plot.key.connect(self._move)
        self.plot.clicked.connect(lambda x, y: self._point(x))
        self.plot.pointed.connect(lambda x, y: self._point(x))
        theme.changed.connect(self._dress)
        self.retranslate()

    def show_timings(self, shown: tuple[Timing, ...]) -> None:
        """Show what was measured; nothing where it is empty."""
        self._shown, self._row = shown, -1
        self._draw()

    def mark(self, row: int) -> None:
        """Mark the size with this number."""
        if row != self._row and row < len(self._shown):
            self._row = row
            self.plot.hover_at(float(self._sizes[row]))

    def retranslate(self) -> None:
        self._name.setText(self.tr("Seconds, over the batch size B; both axes logarithmic"))
        self.plot.setAccessibleName(self.tr("Chart of the times over the batch size"))
        keys = self.tr("Left and Right mark one size, here and in the table.")
        self.plot.setAccessibleDescription(keys)
        set_tip(self.plot, keys)
        self._draw()

    @property
    def _sizes(self) -> Array:
        return np.log10([each.size for each in self._shown])

    def _dress(self, palette: Palette) -> None:
        self.plot.setMinimumHeight(px(HEIGHT))
        self.plot.set_look(palette)
        self._draw()

    def _draw(self) -> None:
        if not self._shown:
            self.plot.show_picture(Picture(), np.nan)
            self.plot.hover_at(None)
            return
        x = self._sizes
        epochs = LOG.position(np.array([each.epoch for each in self._shown]))
        updates = LOG.position(np.array([each.update for each in self._shown]))
        curves = ((EPOCH, epochs, self.tr("epoch")), (UPDATE, updates, self.tr("update")))
        strokes, ends = [], list[End]()
        for color, y, word in curves:
            strokes.append(Stroke(x, y, self._theme.palette.fleet_color(color)))
            mark = glyph(self._theme.palette, color, px(GLYPH), self.devicePixelRatioF())
            # Where all examples are one batch, an update is an epoch: the name stands before that.
            named = 0 if len(x) > 1 else -1
            for place, (at, to) in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
                ends.append(End(at, to, mark, word if place == named else ""))
        self.plot.show_picture(Picture(strokes=tuple(strokes), ends=tuple(ends)), np.nan)
        low, high = float(min(epochs.min(), updates.min())), float(max(epochs.max(), updates.max()))
        wide = max(float(x[-1]), 1.0)
        self.plot.set_ranges(
            (-ROOM[0] * wide, float(x[-1]) + ROOM[1] * wide), settled(None, low, high)
        )
        self.plot.hover_at(float(x[self._row]) if self._row >= 0 else None)

    def _move(self, key: int) -> None:
        if key == Qt.Key.Key_Escape:
            self.window().close()
        if not self._shown:
            return
        last = len(self._shown) - 1
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        to = ends.get(Qt.Key(key), self._row + steps.get(Qt.Key(key), 0))
        self.row_wanted.emit(min(max(to, 0), last))

    def _point(self, x: float) -> None:
        if self._shown:
            self.row_wanted.emit(int(np.abs(self._sizes - x).argmin()))
