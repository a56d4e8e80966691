"""Tries OpenGL in a child process: where GLX can't start, Qt ends the process.

The result is stored, since the probe takes a third of a second: it runs at the first start,
after a crash, after a failed probe, and on another machine, screen or version.
"""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final, final

from gui.documents.settings import Settings
from gui.system.environment import MESA, ROOT
from gui.text.versions import VERSION

if TYPE_CHECKING:
    import subprocess

ARGUMENT: Final = "--glcheck"
LEAST: Final = (2, 1)
TIMEOUT: Final = 20.0  # seconds; a cold disk with an antivirus program is slow
# Variables that decide which driver is used. Several machines may share a home folder.
DECISIVE: Final = (
    "COMPUTERNAME", "DISPLAY", "DRI_PRIME", "GALLIUM_DRIVER", "LIBGL_ALWAYS_SOFTWARE",
    "LIBGL_DRIVERS_PATH", "MESA_GL_VERSION_OVERRIDE", "MESA_LOADER_DRIVER_OVERRIDE",
    "QT_OPENGL", "QT_QPA_PLATFORM", "QT_XCB_GL_INTEGRATION", "SESSIONNAME", "SSH_CONNECTION",
    "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "__GLX_VENDOR_LIBRARY_NAME",
)  # fmt: skip


@final
class Drawing(StrEnum):
    """How the 3-D view is drawn."""

    USUAL = "usual"  # by the system's driver
    SOFTWARE = "software"  # by the processor
    NONE = "none"  # not at all: the contour map is shown in its place


def fingerprint() -> str:
    """A text that is the same wherever the same driver is used."""
    found = [f"{name}={os.environ[name]}" for name in DECISIVE if name in os.environ]
    if sys.platform != "win32":
        found.append(os.uname().nodename)
    return " ".join((VERSION, sys.platform, *found))


@final
class OpenGLProbe:
    """One child process, started at once if it is needed; `result` waits for it.

    In the meantime the program loads modules, so that a first start loses little time.
    With `safe`, only software rendering is tried; with `driver_failed` too, and this is
    stored, as the usual driver has ended the program before its first frame.
    """

    def __init__(
        self,
        settings: Settings | None,
        crashed: bool = False,
        driver_failed: bool = False,
        safe: bool = False,
    ) -> None:
        self._settings, self._stays = settings, driver_failed
        self._known = None if crashed or settings is None else _stored(settings)
        stored = settings is not None and settings.flag("opengl/stays", False)
        self._stays |= self._known is Drawing.SOFTWARE and stored
        if self._known is not Drawing.USUAL and not self._stays:
            self._known = None  # it may work by now
        self._tried = Drawing.SOFTWARE if safe or self._stays else Drawing.USUAL
        self._child = None if self._known is not None else start_child(self._tried)

    @property
    def known(self) -> bool:
        """Whether a stored result is used."""
        return self._known is not None

    def result(self) -> Drawing:
        """How to draw; `apply` it before there is an application."""
        drawing = self._known or self._wait()
        if self._settings is not None and self._known is None:
            remember(self._settings, drawing, self._stays)
        return drawing

    def _wait(self) -> Drawing:
        if works(self._child):
            return self._tried
        if self._tried is Drawing.USUAL and works(start_child(Drawing.SOFTWARE)):
            return Drawing.SOFTWARE
        return Drawing.NONE


def remember(settings: Settings, drawing: Drawing, stays: bool = False) -> None:
    """Store a result; with `stays`, the usual driver is not tried again."""
    settings.put("opengl/asked", fingerprint())
    settings.put("opengl/drawing", drawing.value)
    settings.put("opengl/stays", stays)


def apply(drawing: Drawing) -> None:
    """Let this process draw that way. To be called before the application is made."""
    if drawing is Drawing.NONE and sys.platform.startswith("linux"):
        os.environ["QT_XCB_GL_INTEGRATION"] = "none"  # else Qt tries, and ends the process
    if drawing is not Drawing.SOFTWARE:
        return
    if sys.platform == "win32":
        _use_mesa_of_qt()
    else:
        os.environ.update(MESA)


def command(drawing: Drawing) -> list[str]:
    """The command that starts the child: the program itself where it is frozen."""
    program = [] if getattr(sys, "frozen", False) else [str(ROOT / "main.py")]
    return [sys.executable, *program, ARGUMENT, drawing.value]


def start_child(drawing: Drawing) -> "subprocess.Popen[bytes] | None":
    """The child, or None where none can be started."""
    if drawing is Drawing.SOFTWARE and sys.platform == "darwin":
        return None  # macOS has a software renderer of its own
    import subprocess  # slow to load, and a usual start needs no child

    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    nothing = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command(drawing), stdin=nothing, stdout=nothing, stderr=nothing, creationflags=quiet
        )
    except OSError:
        return None


def works(child: "subprocess.Popen[bytes] | None", timeout: float = TIMEOUT) -> bool:
    """Whether the child found OpenGL; False if it failed, crashed or ran too long."""
    if child is None:
        return False
    import subprocess

    try:
        return child.wait(timeout) == 0
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False


def answer(words: list[str]) -> int:
    """The child's part: prints one line; the exit code is 0 where OpenGL works."""
    from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

    apply(Drawing(words[0]) if words and words[0] in set(Drawing) else Drawing.USUAL)
    app = QGuiApplication([])
    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    made = context.create() and context.makeCurrent(surface)
    version = context.format().version() if made else (0, 0)
    good = made and not context.isOpenGLES() and version >= LEAST
    if sys.stdout is not None:
        found = f"OpenGL {version[0]}.{version[1]} {app.platformName()}"
        sys.stdout.write(f"glcheck: {'yes' if good else 'no'}, {found}\n")
    return 0 if good else 1


def _stored(settings: Settings) -> Drawing | None:
    if settings.text("opengl/asked", "") != fingerprint():
        return None
    found: Mapping[str, Drawing] = {each.value: each for each in Drawing}
    return found.get(settings.text("opengl/drawing", ""))


def _use_mesa_of_qt() -> None:
    """Windows: Qt includes Mesa as opengl32sw.dll; PyOpenGL must call the same library."""
    from OpenGL.plugins import PlatformPlugin
    from PySide6.QtCore import QCoreApplication, Qt

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    PlatformPlugin("opengl32sw", "gui.startup.opengl_software.SoftwarePlatform")
    os.environ["PYOPENGL_PLATFORM"] = "opengl32sw"
