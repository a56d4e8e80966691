"""The widget behind a canvas: it has the events, and the canvas the picture."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import getCppPointer

from gui.scene.canvas import open_canvas

SMALLEST: Final = (240, 180)  # logical pixels


class CanvasHolder(QWidget):
    """Draws with OpenGL on either kind of canvas, and behaves as one widget."""

    frameSwapped = Signal()  # noqa: N815  Qt's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setMinimumSize(*SMALLEST)
        self.canvas = open_canvas(self, self)
        self.canvas.frameSwapped.connect(self.frameSwapped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas.widget)

    @abstractmethod
    def initialize_gl(self) -> None:
        """See `canvas.Painter`."""

    @abstractmethod
    def paint_gl(self) -> None:
        """See `canvas.Painter`."""

    def update(self, *region: object) -> None:
        """Request a frame."""
        del region
        self.canvas.update()

    def makeCurrent(self) -> None:  # noqa: N802  Qt's name
        self.canvas.makeCurrent()

    def doneCurrent(self) -> None:  # noqa: N802
        self.canvas.doneCurrent()

    def grabFramebuffer(self) -> QImage:  # noqa: N802
        """The picture of a frame drawn now, in device pixels."""
        return self.canvas.picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene where a picture of the widgets is taken: on screen the canvas has it."""
        del event
        painter = QPainter(self)
        if not self._is_on_screen(painter):
            painter.drawImage(self.rect(), self.grabFramebuffer())
        painter.end()

    def _is_on_screen(self, painter: QPainter) -> bool:
        handle, store = self.window().windowHandle(), self.window().backingStore()
        if handle is None or not handle.isExposed():
            return False  # and where a window is hidden, its store has no device to be asked for
        shown, painted = (
            getCppPointer(device)
            for device in (store.paintDevice(), painter.paintEngine().paintDevice())
        )
        return bool(shown == painted)
