"""What the scene is drawn on: a native window, or a widget where a platform can't embed one.

A `QOpenGLWidget` lets Qt compose the whole main window by OpenGL at every repaint, which takes half
of a frame in software. A native window is shown by the system itself, and the rest of the main
window stays as it is.
"""

import os
from typing import Final, Protocol, final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QOffscreenSurface,
    QOpenGLContext,
    QResizeEvent,
    QSurfaceFormat,
)
from PySide6.QtOpenGL import (
    QOpenGLFramebufferObject,
    QOpenGLFramebufferObjectFormat,
    QOpenGLWindow,
)
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from gui.scene.items.gl import SceneError

CHOICE: Final = "DOWNHILL_VIEW"  # of this variable, "window" or "widget" overrides `NATIVE`
# Platforms where the window works. On Windows one without input is layered, and shows no OpenGL.
NATIVE: Final = ("xcb", "wayland")
PAINTING: Final = (QEvent.Type.UpdateRequest, QEvent.Type.Expose, QEvent.Type.Paint)
DEPTH, STENCIL = 24, 8  # bits; a window has neither by default


class Painter(Protocol):
    """Draws on a canvas."""

    def initialize_gl(self) -> None:
        """Prepare a new context, which is current."""

    def paint_gl(self) -> None:
        """Draw into the canvas's `target`. The context is current."""

    def lose_context(self) -> None:
        """The context is gone, with all that is in it. Called instead of `paint_gl`."""


class Canvas(Protocol):
    """What `SceneView` needs of the two kinds."""

    frameSwapped: SignalInstance  # noqa: N815  Qt's name
    first_row_on_top: bool  # in memory; framebuffers have the lowest there
    renewable: bool  # whether another one can take its place after a loss of its context

    @property
    def widget(self) -> QWidget:
        """What stands in the layout. It takes no input."""

    @property
    def target(self) -> int:
        """The framebuffer that a frame is drawn into."""

    def update(self) -> None: ...
    def makeCurrent(self) -> None: ...  # noqa: N802  Qt's names
    def doneCurrent(self) -> None: ...  # noqa: N802
    def isValid(self) -> bool: ...  # noqa: N802
    def context(self) -> QOpenGLContext: ...

    @property
    def ratio(self) -> float:
        """Device pixels to a logical one, of the frame that is being drawn."""

    def picture(self, ratio: float | None = None) -> QImage:
        """A frame drawn now, with the screen's pixels or `ratio` to a logical one; null where
        OpenGL can't draw so many."""


def open_canvas(painter: Painter, parent: QWidget) -> Canvas:
    """The best canvas of this platform.

    Raises `SceneError` where there is no OpenGL: Qt would end the process instead.
    """
    chosen = os.environ.get(CHOICE)
    if chosen == "widget" or (chosen != "window" and not _bears_window()):
        return WidgetCanvas(painter, parent)
    _require_opengl()
    return WindowCanvas(painter, parent)


@final
class WidgetCanvas(QOpenGLWidget):
    """A widget that Qt composes with the others."""

    first_row_on_top = False  # it draws into a framebuffer
    renewable = False  # the context that Qt composes the window in is lost as well

    def __init__(self, painter: Painter, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = painter
        self._resizing = False
        self._buffer: _Buffer | None = None  # while a picture is taken
        _refuse_input(self)

    @property
    def widget(self) -> QWidget:
        return self

    @property
    def target(self) -> int:
        return int(self.defaultFramebufferObject() if self._buffer is None else self._buffer.handle)

    @property
    def ratio(self) -> float:
        return self.devicePixelRatioF() if self._buffer is None else self._buffer.ratio

    def initializeGL(self) -> None:
        self._painter.initialize_gl()

    def paintGL(self) -> None:
        current: QOpenGLContext | None = QOpenGLContext.currentContext()  # wrong in the hints
        if current is None:
            self._painter.lose_context()
        elif not self._resizing:
            self._painter.paint_gl()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Qt paints once within this call and again right after it: skip the first.
        self._resizing = True
        super().resizeEvent(event)
        self._resizing = False

    def picture(self, ratio: float | None = None) -> QImage:
        if ratio is None or not self.isValid():
            return self.grabFramebuffer()
        self.makeCurrent()
        self._buffer = _Buffer(self.size(), ratio)
        try:
            return self._buffer.drawn(self._painter)
        finally:
            self._buffer = None
            self.doneCurrent()


@final
class WindowCanvas(QOpenGLWindow):
    """A native window in a container. Input goes through it to the widget behind."""

    first_row_on_top = True
    renewable = True

    def __init__(self, painter: Painter, parent: QWidget) -> None:
        super().__init__()
        self._painter = painter
        self._buffer: _Buffer | None = None  # while a picture is taken
        form = QSurfaceFormat(self.format())
        form.setDepthBufferSize(DEPTH)
        form.setStencilBufferSize(STENCIL)
        form.setOption(QSurfaceFormat.FormatOption.ResetNotification)  # else no loss is noticed
        self.setFormat(form)
        flags = Qt.WindowType.WindowTransparentForInput | Qt.WindowType.WindowDoesNotAcceptFocus
        self.setFlags(self.flags() | flags)
        self.resize(parent.size().expandedTo(QSize(1, 1)))  # a window begins without a size
        self.widget = QWidget.createWindowContainer(self, parent)
        _refuse_input(self.widget)

    @property
    def target(self) -> int:
        buffer = self._buffer
        return int(self.defaultFramebufferObject() if buffer is None else buffer.handle)

    @property
    def ratio(self) -> float:
        buffer = self._buffer
        return float(self.widget.devicePixelRatioF() if buffer is None else buffer.ratio)

    def initializeGL(self) -> None:
        self._painter.initialize_gl()

    def paintGL(self) -> None:
        self._painter.paint_gl()

    def event(self, event: QEvent) -> bool:
        # Qt paints without asking whether it could make its context current, and crashes.
        if event.type() in PAINTING and not self.can_paint():
            self._painter.lose_context()
            return True
        return bool(super().event(event))

    def picture(self, ratio: float | None = None) -> QImage:
        # The window's own buffers are undefined after a swap.
        if not self.isValid() or not self.can_paint():
            return QImage()
        self._buffer = _Buffer(self.widget.size(), ratio or float(self.devicePixelRatio()))
        try:
            return self._buffer.drawn(self._painter)
        finally:
            self._buffer = None
            self.doneCurrent()

    def can_paint(self) -> bool:
        """Whether a driver has not lost the context, which Qt makes with the first frame."""
        context: QOpenGLContext | None = self.context()  # None is missing in the hints
        return context is None or bool(context.makeCurrent(self))


@final
class OffscreenCanvas(QObject):
    """No widget and no window: for pictures alone, as large as the widget behind it."""

    frameSwapped = Signal()  # noqa: N815  Qt's name
    first_row_on_top = False
    renewable = False

    def __init__(self, painter: Painter, parent: QWidget) -> None:
        super().__init__(parent)
        self.widget, self._behind, self._painter = QWidget(parent), parent, painter
        self._context, self._surface = _offscreen_context()
        self._begun = False
        self._buffer: _Buffer | None = None

    @property
    def target(self) -> int:
        return self._buffer.handle if self._buffer is not None else 0

    @property
    def ratio(self) -> float:
        return self._buffer.ratio if self._buffer is not None else 1.0

    def update(self) -> None:
        """Nothing is shown."""

    def makeCurrent(self) -> None:  # noqa: N802  Qt's names
        self._context.makeCurrent(self._surface)

    def doneCurrent(self) -> None:  # noqa: N802
        self._context.doneCurrent()

    def isValid(self) -> bool:  # noqa: N802
        return self._context.isValid()

    def context(self) -> QOpenGLContext:
        return self._context

    def picture(self, ratio: float | None = None) -> QImage:
        self.makeCurrent()
        if not self._begun:
            self._painter.initialize_gl()
            self._begun = True
        self._buffer = _Buffer(self._behind.size(), ratio or 1.0)
        try:
            return self._buffer.drawn(self._painter)
        finally:
            self._buffer = None


@final
class _Buffer:
    """What a picture is drawn on, in the place of what is shown. A context is current."""

    def __init__(self, size: QSize, ratio: float) -> None:
        form = QOpenGLFramebufferObjectFormat()
        form.setAttachment(QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
        width, height = (int(side * ratio + 0.5) for side in (size.width(), size.height()))
        self.ratio, self._buffer = ratio, QOpenGLFramebufferObject(width, height, form)

    @property
    def handle(self) -> int:
        return int(self._buffer.handle())

    def drawn(self, painter: Painter) -> QImage:
        """The picture; null where OpenGL has no room for it."""
        if not self._buffer.isValid() or not self._buffer.bind():
            return QImage()
        painter.paint_gl()
        image: QImage = self._buffer.toImage()
        image.setDevicePixelRatio(self.ratio)
        return image


def _refuse_input(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _bears_window() -> bool:
    """Whether the platform is one of `NATIVE`, and not X11 within Wayland: there tooltips were not
    seen over the window, and it was not always where its widget was after a change of size."""
    platform = QGuiApplication.platformName()
    within = os.environ.get("XDG_SESSION_TYPE") == "wayland" or "WAYLAND_DISPLAY" in os.environ
    return platform.startswith(NATIVE) and not (platform == "xcb" and within)


def _require_opengl() -> None:
    context, _ = _offscreen_context()
    context.doneCurrent()


def _offscreen_context() -> tuple[QOpenGLContext, QOffscreenSurface]:
    """A context, which is current, and what it is current on. Raises `SceneError`."""
    context, surface = QOpenGLContext(), QOffscreenSurface()
    if not context.create():
        raise SceneError("no context")
    surface.setFormat(context.format())
    surface.create()
    if not context.makeCurrent(surface):
        raise SceneError("a context that can't be used")
    return context, surface
