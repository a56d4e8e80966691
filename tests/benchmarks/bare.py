"""What a window of this shape costs at least: an empty OpenGL window with four plain panels."""

from time import perf_counter
from typing import final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QSurfaceFormat
from PySide6.QtOpenGL import QOpenGLWindow
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

DEPTH = 24
SIDES = (256, 300)  # pixels of width: the panels at the left and at the right
ALL_BUFFERS = 0x4000 | 0x0100  # of colour and depth


@final
class Plain(QWidget):
    """A panel of one colour, another one in each frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._hue = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self._hue = (self._hue + 1) % 360
        QPainter(self).fillRect(event.rect(), QColor.fromHsv(self._hue, 40, 230))


@final
class Canvas(QOpenGLWindow):
    """Clears itself."""

    def __init__(self) -> None:
        super().__init__()
        wanted = QSurfaceFormat.defaultFormat()
        wanted.setDepthBufferSize(DEPTH)
        self.setFormat(wanted)

    def paintGL(self) -> None:
        functions = self.context().functions()
        functions.glClearColor(0.2, 0.3, 0.4, 1.0)
        functions.glClear(ALL_BUFFERS)


@final
class Bare(QWidget):
    """Repaints everything in each frame while it runs, and keeps the time of each."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self.resize(*size)
        self._canvas = Canvas()
        self._panels = [Plain() for _ in range(4)]
        row = QHBoxLayout(self)
        row.addLayout(_column(self._panels[:2], SIDES[0]))
        row.addWidget(QWidget.createWindowContainer(self._canvas), 1)
        row.addLayout(_column(self._panels[2:], SIDES[1]))
        self.milliseconds: list[float] = []
        self._before: float | None = None
        self._running = False
        self._canvas.frameSwapped.connect(self._swapped)

    def start(self) -> None:
        self._running, self._before = True, None
        self._repaint()

    def stop(self) -> list[float]:
        """The times since the start."""
        self._running = False
        times, self.milliseconds = self.milliseconds, []
        return times

    def _swapped(self) -> None:
        if not self._running:
            return
        now = perf_counter()
        if self._before is not None:
            self.milliseconds.append(1e3 * (now - self._before))
        self._before = now
        QTimer.singleShot(0, self._repaint)

    def _repaint(self) -> None:
        self._canvas.update()
        for panel in self._panels:
            panel.update()


def _column(panels: list[Plain], width: int) -> QVBoxLayout:
    column = QVBoxLayout()
    for panel in panels:
        panel.setFixedWidth(width)
        column.addWidget(panel)
    return column
