"""A small picture of a surface that is still being made up, painted when there is time."""

from collections.abc import Iterator
from time import perf_counter
from typing import Final, final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.surfaces.base import Surface
from gui.panels.gallery_picture import Relief, reliefs
from gui.panels.gallery_thumbnail import AZIMUTH
from gui.theme import Theme

WIDTH, HEIGHT = 260, 162  # px
RADIUS: Final = 6.0
TURN: Final = 0.008  # seconds of work between two looks at the event queue


@final
class SurfacePicture(QWidget):
    """Shows the newest surface it was given; until that is painted, the one before.

    It is painted in slices, so whoever types is never held up.
    """

    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._relief: Relief | None = None
        self._image = QImage()
        self._slices: Iterator[Relief | None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def busy(self) -> bool:
        """Whether a picture is being painted."""
        return self._slices is not None

    @property
    def surface(self) -> Surface | None:
        """What the picture shows by now."""
        return self._relief.surface if self._relief is not None else None

    def show_surface(self, surface: Surface | None) -> None:
        """Paint `surface` next; None takes the picture away."""
        self._slices = None
        self._timer.stop()
        if surface is None:
            self._relief, self._image = None, QImage()
            self.update()
            return
        self._slices = reliefs(surface, AZIMUTH, WIDTH, HEIGHT, self.devicePixelRatioF())
        self._timer.start()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        ground = QLinearGradient(QPointF(0, 0), QPointF(0, HEIGHT))
        ground.setColorAt(0, QColor(palette.scene_top))
        ground.setColorAt(1, QColor(palette.scene_bottom))
        painter.fillPath(path, ground)
        if not self._image.isNull():
            painter.drawImage(box, self._image)
        painter.setPen(QColor(palette.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()

    def _work(self) -> None:
        end = perf_counter() + TURN
        while perf_counter() < end:
            slices, self._slices = self._slices, None  # what raises is not tried again
            made = next(slices) if slices is not None else None
            if made is not None or slices is None:
                self._timer.stop()
                self._take(made)
                return
            self._slices = slices

    def _take(self, relief: Relief | None) -> None:
        if relief is None:
            return
        down, across, _ = relief.pixels.shape
        self._relief = relief  # keeps the pixels alive
        self._image = QImage(
            relief.pixels.data,
            across,
            down,
            across * 4,
            QImage.Format.Format_RGBA8888_Premultiplied,
        )
        self.update()
        self.finished.emit()
