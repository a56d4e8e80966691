"""The widget behind a canvas: it has the events, and the canvas the picture."""

import logging
from abc import abstractmethod
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import getCppPointer

from gui.scene.canvas import Canvas, Painter, open_canvas
from gui.scene.frame_watch import FrameWatch
from gui.scene.items.gl import SceneError

log = logging.getLogger(__name__)

SMALLEST: Final = (240, 180)  # logical pixels
MakeCanvas = Callable[[Painter, QWidget], Canvas]
RENEWALS: Final = 3  # contexts that may be lost without a frame between them


class CanvasHolder(QWidget):
    """Draws with OpenGL on either kind of canvas, and behaves as one widget."""

    frameSwapped = Signal()  # noqa: N815  Qt's name
    failed = Signal(str)  # once, with the reason

    def __init__(
        self, parent: QWidget | None = None, make_canvas: MakeCanvas = open_canvas
    ) -> None:
        super().__init__(parent)
        self._make_canvas = make_canvas
        self.has_failed = False
        self.setMouseTracking(True)
        self.setMinimumSize(*SMALLEST)
        self.frame_watch = FrameWatch(self)
        self.frameSwapped.connect(self.frame_watch.show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.renewals = 0  # since the last frame
        self.canvas = self._open_canvas()

    @abstractmethod
    def initialize_gl(self) -> None:
        """See `canvas.Painter`."""

    @abstractmethod
    def paint_gl(self) -> None:
        """See `canvas.Painter`."""

    def fail(self, error: Exception) -> None:
        """Nothing can be drawn any more. Called once or more often."""
        if not self.has_failed:
            self.has_failed = True
            log.error("the 3-D view failed", exc_info=error)
            # Not within a paint: a slot may change the window's layout.
            QTimer.singleShot(0, lambda: self.failed.emit(str(error)))

    def lose_context(self) -> None:
        """See `canvas.Painter`."""
        # Not within a paint, as the canvas that is painted is removed.
        QTimer.singleShot(0, self, self._renew_canvas)

    def update(self, *region: object) -> None:
        """Request a frame."""
        del region
        self.frame_watch.request()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.frame_watch.rest()  # each size has its own buffers, which takes long
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.frame_watch.rest()
        super().hideEvent(event)

    def _open_canvas(self) -> Canvas:
        canvas = self._make_canvas(self, self)
        canvas.frameSwapped.connect(self.frameSwapped)
        # Qt leaves widgets of this name out of what screen readers find: the view is one object.
        canvas.widget.setObjectName("qt_rubberband")
        column = self.layout()
        assert column is not None
        column.addWidget(canvas.widget)
        return canvas

    def _renew_canvas(self) -> None:
        """Go on with a new canvas: its context was lost, as when a driver was started again."""
        self.renewals += 1
        if self.renewals > RENEWALS or not self.canvas.renewable:
            self.fail(SceneError("the context was lost"))
            return
        old = self.canvas.widget
        old.hide()
        old.deleteLater()
        try:
            self.canvas = self._open_canvas()
        except SceneError as error:
            self.fail(error)

    def _is_on_screen(self, painter: QPainter) -> bool:
        handle, store = self.window().windowHandle(), self.window().backingStore()
        if handle is None or not handle.isExposed():
            return False  # and where a window is hidden, its store has no device to be asked for
        shown, painted = (
            getCppPointer(device)
            for device in (store.paintDevice(), painter.paintEngine().paintDevice())
        )
        return bool(shown == painted)
