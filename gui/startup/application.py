"""The application object, with everything that must be set before or right after it."""

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.style import fonts
from gui.style.icons import application_icon

NAME: Final = "downhill"
DESKTOP: Final = "org.downhill.Downhill"  # the menu entry, which a Wayland desktop goes by


@final
class Application(QApplication):
    """macOS does not name a file on the command line: it sends it, even before there is a window.

    `on_file` gets such files; those that came before it was set, at once.
    """

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._waiting: list[Path] = []
        self._on_file: Callable[[Path], object] = self._waiting.append

    def on_file(self, take: Callable[[Path], object]) -> None:
        """Give files to `take` from now on."""
        self._on_file = take
        for file in self._waiting:
            take(file)
        self._waiting.clear()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if event.file():
                self._on_file(Path(event.file()))
            return True
        return super().event(event)


def make_application() -> Application:
    """Make the application; whoever draws must be settled by now."""
    # Thumbnails and further 3-D views share the shaders of the first.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName(NAME)
    QGuiApplication.setApplicationDisplayName("Downhill")
    QGuiApplication.setDesktopFileName(DESKTOP)
    app = Application([NAME])
    agree_on_opengl(app)
    fonts.install(app)
    app.setWindowIcon(application_icon())
    return app


def agree_on_opengl(app: QGuiApplication) -> None:
    """Let PyOpenGL use what Qt uses: they choose between EGL and GLX each on its own.

    To be called before anything imports OpenGL.
    """
    if sys.platform.startswith("linux"):
        wayland = app.platformName().startswith("wayland")
        wish = os.environ.get("QT_XCB_GL_INTEGRATION", "")
        egl = wayland or wish == "xcb_egl" or (wish != "xcb_glx" and not has_glx())
        os.environ["PYOPENGL_PLATFORM"] = "egl" if egl else "glx"


def has_glx() -> bool:
    """Whether the X server has GLX; where it lacks it, Qt takes EGL without a word."""
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
