"""The end of drags whose release is lost."""

from typing import Final, final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractSlider

CHECK: Final = 100  # ms between two checks whether the button is still held
LEFT: Final = Qt.MouseButton.LeftButton
# A slider that is hidden, disabled or behind a dialog gets no release.
ENDING: Final = (QEvent.Type.Hide, QEvent.Type.EnabledChange, QEvent.Type.WindowBlocked)


@final
class DragGuard(QObject):
    """Ends a drag of `slider` when the button is not held any more, whatever became of its release.

    Qt itself waits for the release for ever: the slider counts as held, is not set to new values,
    and follows the pointer without a button.
    """

    def __init__(self, slider: QAbstractSlider) -> None:
        super().__init__(slider)
        self._slider = slider
        self._seen_held = False  # whether the application has seen the button held in this drag
        self._timer = QTimer(self, interval=CHECK)
        self._timer.timeout.connect(self._check)
        slider.setMouseTracking(True)  # moves without a button show that it was released
        slider.sliderPressed.connect(self._begin)
        slider.sliderReleased.connect(self._timer.stop)
        slider.installEventFilter(self)

    def end(self) -> None:
        """Let the slider go."""
        if self._slider.isSliderDown():
            self._slider.setSliderDown(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if not event.buttons() & LEFT:
                self.end()
                return True  # the slider would follow it
        elif event.type() in ENDING:
            self.end()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._seen_held = False
        self._timer.start()

    def _check(self) -> None:
        held = bool(QGuiApplication.mouseButtons() & LEFT)
        if self._seen_held and not held:
            self.end()
        self._seen_held |= held
