"""Starts the program: application, engine, window."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers import CORE
from engine.player import Player
from engine.runner import Runner
from engine.scenario import FleetSetup, Scenario
from engine.session import Session
from engine.surfaces import BY_KEY as SURFACES
from gui import fonts, messages, resources
from gui.command_line import Arguments, speak, told
from gui.icons import Icons, application_icon
from gui.keeper import default_folder
from gui.language import Languages
from gui.settings import Settings
from gui.theme import Theme, ThemeChoice

log = logging.getLogger(__name__)

NAME: Final = "downhill"
NO_DISPLAY = QT_TRANSLATE_NOOP(
    "CommandLine", "There is no display to open a window on. “dev.py run” draws on a virtual one."
)


def make_application() -> QApplication:
    """The application object, with everything that must be set before or right after it."""
    # Thumbnails and further 3-D views share the shaders of the first.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QCoreApplication.setApplicationName(NAME)
    QGuiApplication.setApplicationDisplayName("Downhill")
    QGuiApplication.setDesktopFileName(NAME)
    app = QApplication([NAME])
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
        egl_on_x = os.environ.get("QT_XCB_GL_INTEGRATION", "") == "xcb_egl"
        os.environ["PYOPENGL_PLATFORM"] = "egl" if wayland or egl_on_x else "glx"


def default_scenario() -> Scenario:
    """The book’s optimizers and no ball on the first surface: where no scenario can be read."""
    fleets = tuple(FleetSetup(kind(), color=color) for color, kind in enumerate(CORE))
    return Scenario(next(iter(SURFACES.values()))(), fleets)


def has_display() -> bool:
    """Whether there is a screen to open a window on, as far as can be told without trying."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(asked: Arguments) -> int:
    """Open the window and do what was asked; returns the exit code."""
    if not has_display():
        voice = speak([f"--lang={asked.lang}"])
        print(told(NO_DISPLAY), file=sys.stderr)
        del voice
        return 2
    app = make_application()
    with scratch() if asked.scripted else nullcontext() as folder:
        settings = Settings(folder / "settings.ini" if folder is not None else None)
        try:
            return _open(app, asked, settings)
        except DataError as error:
            print(messages.told(error.text, *error.values), file=sys.stderr)
            return 2


def settle_memory() -> None:
    """Collect garbage again, but never look again through what the start has made: modules and
    widgets live as long as the program, and going through them would cost a frame."""
    gc.collect()
    gc.freeze()
    gc.enable()


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the settings of a window that only a program looks at.

    What a script asks for must look the same everywhere, and leave nothing behind.
    """
    from tempfile import TemporaryDirectory  # slow to load, and a person never needs it

    with TemporaryDirectory() as name:
        yield Path(name)


def _open(app: QApplication, asked: Arguments, settings: Settings) -> int:
    from gui.window import MainWindow, Shell

    languages = Languages(app)
    languages.choose(asked.lang or settings.language)
    theme = Theme(app, ThemeChoice(asked.theme) if asked.theme else settings.theme)
    found = _asked_for(asked.scenario)
    start = resources.opening() or default_scenario()
    player = Player(resources.completed(found) if isinstance(found, Scenario) else start)
    if isinstance(found, Session):
        player.open(found.course)
    runner = Runner(player)
    runner.start()
    try:
        shell = Shell(settings, languages, theme, Icons(theme))
        folder = None if asked.scripted else default_folder()
        window = MainWindow(runner, shell, resources.Gallery(), folder)
        window.around.furnished.connect(settle_memory)
        window.start(asked.size, fresh=asked.scenario is None)
        if asked.scripted:
            from gui.shots import Shot

            QTimer.singleShot(0, Shot(window, asked).begin)
        return app.exec()
    finally:
        runner.stop()


def _asked_for(file: Path | None) -> Scenario | Session | None:
    return messages.read_file(file) if file is not None else None
