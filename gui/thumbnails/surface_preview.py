"""A small picture of a surface that is still being made up, painted beside everything else."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.surfaces.base import Surface
from gui.sampling.lit_image import Relief, reliefs
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.thumbnails.thumbnail import AZIMUTH

WIDTH, HEIGHT = 260, 162  # px
RADIUS: Final = 6.0
FADED: Final = 0.4


@final
class SurfacePreview(QWidget):
    """Shows the newest surface it was given; until that is painted, the one before.

    A loss of thousands of examples may take a second, so nothing of it is computed here.
    """

    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._relief: Relief | None = None
        self._image = QImage()
        self._faded = False
        self._task = BackgroundTask(self)
        self._task.done.connect(self._take)
        self.setFixedSize(WIDTH, HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def busy(self) -> bool:
        """Whether a picture is being painted."""
        return self._task.busy

    @property
    def surface(self) -> Surface | None:
        """What the picture shows by now."""
        return self._relief.surface if self._relief is not None else None

    @property
    def losses(self) -> tuple[float, float] | None:
        """The lowest and the highest loss in the picture."""
        if self._relief is None:
            return None
        scale = self._relief.pose.world.scale
        return scale.low, scale.high

    @property
    def faded(self) -> bool:
        """Whether the picture is older than what is asked for."""
        return self._faded

    def fade(self) -> None:
        """What is asked for has no picture: the last one stays, faded."""
        self._set_faded(True)

    def show_surface(self, surface: Surface | None) -> None:
        """Paint `surface` next; None takes the picture away."""
        self._set_faded(False)
        if surface is not None and surface == self.surface:
            self._task.cancel()
            return
        if surface is None:
            self._task.cancel()
            self._relief, self._image = None, QImage()
        else:
            ratio = self.devicePixelRatioF()
            self._task.start(lambda progress: _painted(surface, ratio, progress))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, RADIUS, RADIUS)
        ground = QLinearGradient(QPointF(0, 0), QPointF(0, HEIGHT))
        ground.setColorAt(0, QColor(palette.scene_top))
        ground.setColorAt(1, QColor(palette.scene_bottom))
        painter.fillPath(path, ground)
        if not self._image.isNull():
            painter.setOpacity(FADED if self._faded else 1.0)
            painter.drawImage(box, self._image)
            painter.setOpacity(1.0)
        painter.setPen(QColor(palette.hairline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()

    def _set_faded(self, faded: bool) -> None:
        self._faded = faded
        self.update()

    def _take(self, relief: Relief) -> None:
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


def _painted(surface: Surface, ratio: float, told: Callable[[float], None]) -> Relief:
    """The picture; gives up between two slices when nobody wants it any more."""
    for made in reliefs(surface, AZIMUTH, WIDTH, HEIGHT, ratio):
        told(0.0)
        if made is not None:
            return made
    raise AssertionError
