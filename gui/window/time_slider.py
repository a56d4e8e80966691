"""The slider over the updates of a run."""

from typing import final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractSlider, QSlider, QStyle, QStyleOptionSlider

PAGES = 20


@final
class TimeSlider(QSlider):
    """It is painted where its handle moves: at the end of a run it stays while both grow."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._setting = False  # whether only a part of a new place is set
        self._painted = QRect()  # the handle

    def show_place(self, update: int, head: int) -> None:
        """Set the range to the updates up to `head`, and the handle to `update`."""
        self._setting = True
        self.setRange(0, head)
        self.setPageStep(max(1, head // PAGES))
        self.setValue(update)
        self._setting = False
        self.sliderChange(QAbstractSlider.SliderChange.SliderValueChange)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Called by Qt where something has changed: repaints the slider."""
        if self._setting:
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        handle = self.style().subControlRect(control, option, part, self)
        if handle != self._painted:
            self._painted = handle
            super().sliderChange(change)
