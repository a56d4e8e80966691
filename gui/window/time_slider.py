"""The slider over the updates of a run."""

from typing import final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractSlider, QSlider, QStyle, QStyleOptionSlider

from engine.arrays import IntArray

PAGES = 20
MARK = 4  # px of height
SHADE = 0.45  # of a mark


@final
class TimeSlider(QSlider):
    """It is painted where its handle moves: at the end of a run it stays while both grow."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._setting = False  # whether only a part of a new place is set
        self._painted = QRect()  # the handle
        self._epochs: tuple[int, ...] = ()  # updates at which one begins
        self._marked: tuple[int, ...] = ()  # pixels from the left that were painted

    def show_place(self, update: int, head: int) -> None:
        """Set the range to the updates up to `head`, and the handle to `update`."""
        self._setting = True
        self.setRange(0, head)
        self.setPageStep(max(1, head // PAGES))
        self.setValue(update)
        self._setting = False
        self.sliderChange(QAbstractSlider.SliderChange.SliderValueChange)

    @property
    def marks(self) -> tuple[int, ...]:
        """Pixels from the left at which epochs are marked."""
        handle, most = self._part(QStyle.SubControl.SC_SliderHandle), self.maximum()
        start, span = handle.width() // 2, self.width() - handle.width()
        place = QStyle.sliderPositionFromValue
        return tuple(start + place(0, most, update, span) for update in self._epochs)

    def show_marks(self, updates: IntArray) -> None:
        """Mark updates (n,) under the groove."""
        self._epochs = tuple(updates.tolist())
        if (self._epochs or self._marked) and self.marks != self._marked:
            self.update()  # they move, too, when the run grows

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._marked = self.marks if self._epochs else ()
        if self._marked:
            color = self.palette().color(QPalette.ColorRole.WindowText)
            color.setAlphaF(SHADE)
            with QPainter(self) as painter:
                painter.setPen(color)
                for x in self._marked:
                    painter.drawLine(x, self.height() - MARK, x, self.height() - 1)

    def _part(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Called by Qt where something has changed: repaints the slider."""
        if self._setting:
            return
        handle = self._part(QStyle.SubControl.SC_SliderHandle)
        if handle != self._painted:
            self._painted = handle
            super().sliderChange(change)
