"""Starts the program: application, engine, window."""

import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Final, Never

from PySide6.QtCore import QTimer

from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers import CORE
from engine.player import Player
from engine.runner import Runner
from engine.scenario import FleetSetup, Scenario
from engine.session import Session
from engine.surfaces import BY_KEY as SURFACES
from gui.documents import file_messages, resources
from gui.documents.file_commands import LESSON
from gui.documents.reading import is_long
from gui.documents.session_slots import default_folder
from gui.startup.application import Application, make_application
from gui.startup.arguments import Arguments, speak, translated
from gui.startup.bootstrap import Bootstrap, has_display
from gui.startup.command_line import WRONG
from gui.startup.opengl_probe import Drawing
from gui.style.icons import Icons
from gui.style.outside_text import outside
from gui.style.theme import Theme, ThemeChoice
from gui.tasks.garbage import GarbageCollector
from gui.text.languages import Languages
from gui.window.viewport import open_scene

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

log = logging.getLogger(__name__)

NO_DISPLAY = QT_TRANSLATE_NOOP(
    "CommandLine", "There is no display to open a window on. “dev.py run” draws on a virtual one."
)
NO_LESSON = QT_TRANSLATE_NOOP("Message", "There is no lesson {0}.")
NO_STEP = QT_TRANSLATE_NOOP("Message", "Lesson {0} has {1} steps.")
NO_DRAWING = QT_TRANSLATE_NOOP("CommandLine", "tried with the graphics driver and without")
SIGNALS: Final = ("SIGHUP", "SIGINT", "SIGTERM")  # requests to end the program


def default_scenario() -> Scenario:
    """The book’s optimizers and no ball on the first surface: where no scenario can be read."""
    fleets = tuple(FleetSetup(kind(), color=color) for color, kind in enumerate(CORE))
    return Scenario(next(iter(SURFACES.values()))(), fleets)


def run(arguments: Arguments, start: Bootstrap, refusal: str) -> int:
    """Open the window and carry out the arguments; returns the exit code.

    `refusal` says, with a reason, that there can be no window.
    """
    if not has_display():
        application = speak([f"--lang={arguments.lang}"])
        print(translated(NO_DISPLAY), file=sys.stderr)
        del application
        return 2
    drawing = start.choose_drawing()

    def refuse(reason: str) -> Never:
        print(refusal.format(outside(reason)), file=sys.stderr, flush=True)
        start.finish()
        os._exit(WRONG)  # returning would let Qt abort the process

    app = make_application(refuse)
    asked: list[int] = []  # exit codes of signals: before the event loop `exit` has no effect

    def end(code: int) -> None:
        asked.append(code)
        app.exit(code)

    handle_signals(end)
    QTimer.singleShot(0, lambda: asked and app.exit(asked[0]))
    try:
        return _open(app, arguments, start, drawing)
    except DataError as error:
        print(file_messages.translated(error.text, *error.values), file=sys.stderr)
        return 2


def settle_memory(app: Application) -> None:
    """Collect garbage again, but exclude the objects made at the start: modules and widgets
    stay until the program ends, and examining them would delay a frame by 0.1 s. Of the 180,000
    only 2,000 are garbage by now."""
    gc.freeze()
    GarbageCollector(app)


def _open(app: Application, arguments: Arguments, start: Bootstrap, drawing: Drawing) -> int:
    from gui.window.main_window import MainWindow
    from gui.window.parts import Shell

    settings = start.settings
    languages = Languages(app)
    languages.choose(arguments.lang or settings.language)
    theme = Theme(app, ThemeChoice(arguments.theme) if arguments.theme else settings.theme)
    theme.set_text_scale(settings.text_size / 100)
    found = _read_scenario(arguments)
    scenario = resources.opening() or default_scenario()
    player = Player(resources.completed(found) if isinstance(found, Scenario) else scenario)
    if isinstance(found, Session):
        player.open(found.course)
    runner = Runner(player)
    runner.start()
    window = None
    try:
        shell = Shell(settings, languages, theme, Icons(theme), arguments.safe_mode)
        folder = None if arguments.apart else default_folder()
        make_scene = _no_scene if drawing is Drawing.NONE else open_scene
        window = MainWindow(runner, shell, resources.ScenarioLibrary(), folder, make_scene)
        window.docking.panels_made.connect(lambda: settle_memory(app))
        if arguments.demo:
            _begin_demo(window, arguments.lessons)
        else:
            _open_lesson(window, arguments)
            if arguments.present:
                _present(window, full_screen=arguments.size is None and not arguments.scripted)
            fresh = arguments.scenario is None and arguments.lesson is None
            window.start(arguments.size, fresh)
            _prepare_window(app, window, arguments, start, drawing, found)
        code = app.exec()
        window.autosave.leave_for_next_start()  # ended by the system, which is no crash
        window.close()
        app.processEvents()  # takes the window away
        return code
    finally:
        if window is not None:
            if window.activation is not None:
                window.activation.finish()
            window.finish_saving()
        runner.stop()


def _begin_demo(window: "MainWindow", lessons: bool) -> None:
    from gui.startup.demo import ScenarioDemo

    if lessons:
        from gui.startup.lesson_demo import LessonDemo

        LessonDemo(window).begin()
    else:
        ScenarioDemo(window, resources.ScenarioLibrary()).begin()


def _open_lesson(window: "MainWindow", arguments: Arguments) -> None:
    """Open the lesson of the command line as soon as there are panels. Raises DataError where
    there is no such lesson or step."""
    number, step = arguments.lesson, arguments.step
    if number is None:
        return
    from gui.documents.lesson_files import lessons

    found = next((each for each in lessons() if each.number == number), None)
    if found is None:
        raise DataError(NO_LESSON, str(number))
    if step is not None and step > len(found.steps):
        raise DataError(NO_STEP, str(number), str(len(found.steps)))
    place = None if step is None else step - 1
    window.docking.panels_made.connect(lambda: window.lessons.open_number(number, place))


def _present(window: "MainWindow", full_screen: bool) -> None:
    """Begin a presentation as soon as there are panels."""

    def begin() -> None:
        QTimer.singleShot(0, window, lambda: window.presenting.begin(full_screen))

    window.docking.panels_made.connect(begin)


def _prepare_window(
    app: Application,
    window: "MainWindow",
    arguments: Arguments,
    start: Bootstrap,
    drawing: Drawing,
    found: Scenario | Session | None,
) -> None:
    """Schedule what is done only after the window's first frame."""
    if arguments.scripted:
        if arguments.scenario is not None and found is None:
            lesson = arguments.scenario
            window.docking.panels_made.connect(lambda: window.files.open_any(lesson))
        from gui.startup.screenshot import Screenshot

        QTimer.singleShot(0, Screenshot(window, arguments).begin)
        return

    def begin() -> None:
        from gui.startup.activation import Activation  # slow to load: after the first frame
        from gui.startup.first_hints import FirstHints

        window.activation = Activation(
            window.parts, window.startup_notices, window.files.open_any, start, drawing
        )
        app.on_file(window.files.open_any)
        hints = FirstHints(window.parts, window.clock)
        if arguments.scenario is None and arguments.lesson is None:
            hints.begin()
        if arguments.scenario is not None and found is None:
            # Shows what is wrong with it, or reads a table.
            window.files.open_any(arguments.scenario)

    if arguments.first_frame:
        window.viewport.painted.connect(lambda: print(time.time(), flush=True))
        window.docking.panels_made.connect(app.quit)
    if arguments.scenario is not None and found is not None:
        window.files.adopt(arguments.scenario, found)
    window.docking.panels_made.connect(begin)


def _read_scenario(arguments: Arguments) -> Scenario | Session | None:
    """The contents of the file on the command line. For a script, DataError is raised; for a
    person, the window shows the error later, and reads a long file."""
    if arguments.scenario is None or (is_long(arguments.scenario) and not arguments.scripted):
        return None
    if arguments.scenario.suffix.lower() == LESSON and not arguments.headless:
        return None  # the window opens it
    try:
        return file_messages.read_file(arguments.scenario)
    except DataError:
        if arguments.scripted:
            raise
        return None


def _no_scene() -> Never:
    raise RuntimeError(translated(NO_DRAWING))


def handle_signals(end: Callable[[int], object]) -> None:
    """End in order, with an exit code, on signals of the system or a terminal; the next start
    resumes the session."""

    def handle(number: int, frame: FrameType | None) -> None:
        del frame
        end(128 + number)

    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, handle)
