"""Asks a child process whether OpenGL works here: where GLX can't start, Qt ends the process.

What it answered is remembered, since it takes a third of a second: it is asked at the first start,
after a crash, where it did not work the last time, and on another machine, screen or version.
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
PATIENCE: Final = 20.0  # seconds; a cold disk under an antivirus program takes its time
# What decides which driver draws. A home may be shared by all machines of a lab.
DECISIVE: Final = (
    "COMPUTERNAME", "DISPLAY", "DRI_PRIME", "GALLIUM_DRIVER", "LIBGL_ALWAYS_SOFTWARE",
    "LIBGL_DRIVERS_PATH", "MESA_GL_VERSION_OVERRIDE", "MESA_LOADER_DRIVER_OVERRIDE",
    "QT_OPENGL", "QT_QPA_PLATFORM", "QT_XCB_GL_INTEGRATION", "SESSIONNAME", "SSH_CONNECTION",
    "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "__GLX_VENDOR_LIBRARY_NAME",
)  # fmt: skip


@final
class Drawing(StrEnum):
    """Who draws the 3-D view."""

    USUAL = "usual"  # whatever driver the system has
    SOFTWARE = "software"  # the processor
    NONE = "none"  # nobody: the contour map takes its place


def fingerprint() -> str:
    """What is the same wherever the same driver draws."""
    found = [f"{name}={os.environ[name]}" for name in DECISIVE if name in os.environ]
    if sys.platform != "win32":
        found.append(os.uname().nodename)
    return " ".join((VERSION, sys.platform, *found))


@final
class OpenGLProbe:
    """One question to a child process. It is asked at once; `settle` waits for the answer.

    Between the two the program loads what it needs, so that a first start loses little time.
    With `safe`, only the processor is asked for; with `distrust`, so it is, and this is
    remembered, as the usual driver has ended the program before its first frame.
    """

    def __init__(
        self,
        settings: Settings | None,
        crashed: bool = False,
        distrust: bool = False,
        safe: bool = False,
    ) -> None:
        self._settings, self._stays = settings, distrust
        self._known = None if crashed or settings is None else _remembered(settings)
        kept = settings is not None and settings.flag("opengl/stays", False)
        self._stays |= self._known is Drawing.SOFTWARE and kept
        if self._known is not Drawing.USUAL and not self._stays:
            self._known = None  # it may work by now
        self._wish = Drawing.SOFTWARE if safe or self._stays else Drawing.USUAL
        self._child = None if self._known is not None else begun(self._wish)

    @property
    def known(self) -> bool:
        """Whether nothing need be asked."""
        return self._known is not None

    def settle(self) -> Drawing:
        """Who is to draw; to be called before there is an application, and made so."""
        drawing = self._known or self._asked()
        if self._settings is not None and self._known is None:
            remember(self._settings, drawing, self._stays)
        return drawing

    def _asked(self) -> Drawing:
        if works(self._child):
            return self._wish
        if self._wish is Drawing.USUAL and works(begun(Drawing.SOFTWARE)):
            return Drawing.SOFTWARE
        return Drawing.NONE


def remember(settings: Settings, drawing: Drawing, stays: bool = False) -> None:
    """Keep what was found here; with `stays`, the usual driver is not tried again."""
    settings.put("opengl/asked", fingerprint())
    settings.put("opengl/drawing", drawing.value)
    settings.put("opengl/stays", stays)


def apply(drawing: Drawing) -> None:
    """Let this process draw that way. To be called before the application is made."""
    if drawing is Drawing.NONE and sys.platform.startswith("linux"):
        os.environ["QT_XCB_GL_INTEGRATION"] = "none"  # Qt must not even try: it would end us
    if drawing is not Drawing.SOFTWARE:
        return
    if sys.platform == "win32":
        _use_qts_own()
    else:
        os.environ.update(MESA)


def command(wish: Drawing) -> list[str]:
    """What starts the child: the program itself where it is frozen."""
    program = [] if getattr(sys, "frozen", False) else [str(ROOT / "main.py")]
    return [sys.executable, *program, ARGUMENT, wish.value]


def begun(wish: Drawing) -> "subprocess.Popen[bytes] | None":
    """The child, or None where none can be started."""
    if wish is Drawing.SOFTWARE and sys.platform == "darwin":
        return None  # macOS has its own
    import subprocess  # slow to load, and a usual start asks nothing

    quiet = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    nothing = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command(wish), stdin=nothing, stdout=nothing, stderr=nothing, creationflags=quiet
        )
    except OSError:
        return None


def works(child: "subprocess.Popen[bytes] | None", patience: float = PATIENCE) -> bool:
    """Whether the child found OpenGL: any other end, or none, says no."""
    if child is None:
        return False
    import subprocess

    try:
        return child.wait(patience) == 0
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        return False


def answer(words: list[str]) -> int:
    """What the child does: prints one line; the exit code is 0 where OpenGL works."""
    from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext

    apply(Drawing(words[0]) if words and words[0] in set(Drawing) else Drawing.USUAL)
    app = QGuiApplication([])
    context, surface = QOpenGLContext(), QOffscreenSurface()
    surface.create()
    made = context.create() and context.makeCurrent(surface)
    version = context.format().version() if made else (0, 0)
    good = made and not context.isOpenGLES() and version >= LEAST
    if sys.stdout is not None:
        said = f"OpenGL {version[0]}.{version[1]} {app.platformName()}"
        sys.stdout.write(f"glcheck: {'yes' if good else 'no'}, {said}\n")
    return 0 if good else 1


def _remembered(settings: Settings) -> Drawing | None:
    if settings.text("opengl/asked", "") != fingerprint():
        return None
    found: Mapping[str, Drawing] = {each.value: each for each in Drawing}
    return found.get(settings.text("opengl/drawing", ""))


def _use_qts_own() -> None:
    """Windows: Qt brings Mesa as opengl32sw.dll; PyOpenGL must call the same."""
    from OpenGL.plugins import PlatformPlugin
    from PySide6.QtCore import QCoreApplication, Qt

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
    PlatformPlugin("opengl32sw", "gui.startup.opengl_software.SoftwarePlatform")
    os.environ["PYOPENGL_PLATFORM"] = "opengl32sw"
