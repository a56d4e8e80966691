"""The application object, with all settings that must precede or follow its creation."""

import ctypes
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Never, final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    Qt,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.style import fonts, spoken
from gui.style.icons import application_icon

log = logging.getLogger(__name__)

NAME: Final = "downhill"
DESKTOP: Final = "org.downhill.Downhill"  # the menu entry: Wayland desktops identify it by this


@final
class Application(QApplication):
    """Handles files that macOS sends as events, even before there is a window."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[Path] = []
        self._on_file: Callable[[Path], object] = self._waiting.append

    def on_file(self, handle: Callable[[Path], object]) -> None:
        """Call `handle` for each file sent, including those sent before this call."""
        self._on_file = handle
        for file in self._waiting:
            handle(file)
        self._waiting.clear()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if event.file():
                self._on_file(Path(event.file()))
            return True
        return super().event(event)


def make_application(refuse: Callable[[str], Never]) -> Application:
    """Make the application; the OpenGL driver must have been chosen before.

    Where that is impossible, as with a display that does not answer, `refuse` is called with the
    reason, and must end the process: Qt would abort it.
    """
    # The 3-D view is a native window; the widgets round it need none.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
    QCoreApplication.setApplicationName(NAME)
    QGuiApplication.setApplicationDisplayName("Downhill")
    QGuiApplication.setDesktopFileName(DESKTOP)
    with _refusing(refuse):
        app = Application([NAME])
    agree_on_opengl(app)
    fonts.install(app)
    spoken.install()
    app.setWindowIcon(application_icon())
    return app


@contextmanager
def _refusing(refuse: Callable[[str], Never]) -> Iterator[None]:
    """Hold Qt's messages back: together with a fatal one they are the reason."""
    held: list[str] = []

    def hold(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        del context
        held.append(text)
        if kind == QtMsgType.QtFatalMsg:
            refuse(held[0].splitlines()[0])

    before = qInstallMessageHandler(hold)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for text in held:
            log.warning("%s", text)


def agree_on_opengl(app: QGuiApplication) -> None:
    """Let PyOpenGL use the same interface as Qt: each chooses between EGL and GLX by itself.

    To be called before anything imports OpenGL.
    """
    if sys.platform.startswith("linux"):
        wayland = app.platformName().startswith("wayland")
        set_one = os.environ.get("QT_XCB_GL_INTEGRATION", "")
        egl = wayland or set_one == "xcb_egl" or (set_one != "xcb_glx" and not has_glx())
        os.environ["PYOPENGL_PLATFORM"] = "egl" if egl else "glx"


def has_glx() -> bool:
    """Whether the X server has GLX; without it, Qt uses EGL and reports nothing."""
    try:
        x = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x.XOpenDisplay.restype = ctypes.c_void_p
    display = x.XOpenDisplay(None)
    if not display:
        return True
    given = [ctypes.byref(ctypes.c_int()) for _ in range(3)]
    found = bool(x.XQueryExtension(ctypes.c_void_p(display), b"GLX", *given))
    x.XCloseDisplay(ctypes.c_void_p(display))
    return found
