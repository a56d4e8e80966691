"""A slider that reports where a gesture begins."""

from typing import Final, final

from PySide6.QtCore import QElapsedTimer, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.widgets.drag_guard import DragGuard

PAUSE: Final = 500  # ms without the wheel after which its next turn is a new gesture
RESET_KEYS: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@final
class GestureSlider(QSlider):
    """A horizontal slider: drag, click anywhere, arrows for fine steps, page keys for coarse ones.

    `moved` is emitted for a person's moves only: the new place, and False for the first move of a
    gesture (a drag, a held key, a turn of the wheel) or True for the moves that continue it.
    """

    moved = Signal(int, bool)
    reset = Signal(bool)  # double click, or Delete; True where it ends a gesture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._begins = True
        self._wheel = QElapsedTimer()
        DragGuard(self)
        self.valueChanged.connect(self._emit_moved)

    def show_place(self, place: int) -> None:
        """Move the handle without emitting a signal."""
        blocked = self.blockSignals(True)
        self.setValue(place)
        self.blockSignals(blocked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begins = True
        if event.button() == Qt.MouseButton.LeftButton and not self._handle().contains(
            event.position().toPoint()
        ):
            self._jump(event.position().toPoint().x())
        super().mousePressEvent(event)  # the handle is under the pointer now and can be dragged

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.reset.emit(not self._begins)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in RESET_KEYS:
            self.reset.emit(False)
            return
        if not event.isAutoRepeat():
            self._begins = True
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():  # scrolling a list must not change knobs under the pointer
            event.ignore()
            return
        if not self._wheel.isValid() or self._wheel.restart() > PAUSE:
            self._begins = True
            self._wheel.start()
        super().wheelEvent(event)

    def _emit_moved(self, place: int) -> None:
        grouped, self._begins = not self._begins, False
        self.moved.emit(place, grouped)

    def _handle(self) -> QRect:
        return self._part(QStyle.SubControl.SC_SliderHandle)

    def _part(self, part: QStyle.SubControl) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider = QStyle.ComplexControl.CC_Slider
        return self.style().subControlRect(slider, option, part, self)

    def _jump(self, x: int) -> None:
        groove, handle = self._part(QStyle.SubControl.SC_SliderGroove), self._handle()
        span = groove.width() - handle.width()
        start = groove.left() + handle.width() // 2
        place = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), x - start, span)
        self.setValue(place)
