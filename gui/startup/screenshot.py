"""Windows that a script evaluates: `--screenshot` and `--selftest`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QBuffer, QByteArray, QDeadlineTimer, QObject, QTimer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from engine import trial
from engine.commands import FastForward
from engine.jobs import Progress
from engine.processes import Processes
from engine.snapshot import Message
from gui.dialogs.film.order import FilmOrder
from gui.documents.file_messages import CANT_WRITE, NO_PICTURE, translated, why
from gui.documents.lesson_files import lessons
from gui.startup.arguments import Arguments
from gui.startup.command_line import WRONG
from gui.startup.headless import table
from gui.system.write_file import write_whole
from gui.tasks.time_slices import slice_queue
from gui.text.versions import versions

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

SETTLE: Final = 700  # milliseconds for panels, formulas and thumbnails to be drawn
POLL: Final = 20  # milliseconds between two checks whether the run and the picture are complete
TIMEOUT: Final = 30_000  # milliseconds after which an incomplete picture is taken
ENOUGH: Final = 200  # different colours that a lit surface has at the least; a blank view has 1
BLANK: Final = 3  # the exit code of a self-test that found no surface in the picture
FILM: Final = FilmOrder(0, 1, "webp", 1, 2, (160, 120))
NO_PROCESSES: Final = 4  # the exit code of a self-test whose processes did not work
NO_LESSONS: Final = 5  # and of one that found no lesson


@final
class Screenshot(QObject):
    """Waits for the run, takes the picture, prints the results, and ends the program."""

    def __init__(self, window: "MainWindow", arguments: Arguments) -> None:
        super().__init__(window)
        self._window, self._arguments = window, arguments
        self._until: int | None = None
        self._message: Message | None = None  # the newest message before the updates
        self._failed = False
        self._poll_timer = QTimer(self)
        self._poll_timer.setInterval(POLL)
        self._poll_timer.timeout.connect(self._poll)

    def begin(self) -> None:
        """Make the updates given on the command line."""
        self._poll_timer.start()

    def _poll(self) -> None:
        now = self._window.engine.snapshot
        if not self._window.docking.ready or now.goal is not None:
            return  # a session is replayed up to its saved update first
        if self._until is None:
            steps = self._arguments.steps or 0
            self._until, self._message = now.update + steps, now.message
            if steps:
                self._window.engine.send(FastForward(steps))
        elif now.update >= self._until or now.message != self._message:
            self._poll_timer.stop()
            self._failed = now.update < self._until
            QTimer.singleShot(SETTLE, lambda: self._wait(QDeadlineTimer(TIMEOUT)))

    def _wait(self, deadline: QDeadlineTimer) -> None:
        """Take the picture when all of it is final."""
        self._window.clock.tick()
        draft = self._arguments.screenshot is not None and not self.complete()
        if draft and not deadline.hasExpired():
            self._paint_unseen()
            QTimer.singleShot(POLL, lambda: self._wait(deadline))
        else:
            self._take()

    def _paint_unseen(self) -> None:
        """Paint a window that the system does not ask to be painted: it is hidden, minimised,
        behind others or off the screen, and what follows the first painting would never begin."""
        handle = self._window.windowHandle()
        if handle is None or not handle.isExposed():
            self._window.picture()

    def complete(self) -> bool:
        """Whether everything visible is painted, and no sliced work is waiting."""
        window = self._window
        painted = window.viewport.complete and all(p.complete for p in window.panels.values())
        return painted and not slice_queue().waiting

    def _take(self) -> None:
        code = self._print_failure() if self._failed else 0
        if self._window.viewport.scene is None:
            for notice in self._window.central.notices.shown:
                print(notice.text(), file=sys.stderr)
        if self._arguments.screenshot is not None:
            code = self._save() or code
        if self._arguments.selftest:
            code = code or self._test()
        self._window.close()
        QApplication.exit(code)

    def _print_failure(self) -> int:
        """Print why the run stopped early. The picture shows its last state."""
        message = self._window.engine.snapshot.message
        if message is not None:
            print(translated(message.text, *message.values), file=sys.stderr)
        return WRONG

    def _save(self) -> int:
        file = self._arguments.screenshot
        assert file is not None
        buffer, kind = QBuffer(), file.suffix.lstrip(".") or "png"
        if not QImageWriter(buffer, QByteArray(kind.encode())).write(self._window.picture()):
            print(translated(CANT_WRITE, file.name, translated(NO_PICTURE, kind)), file=sys.stderr)
            return WRONG
        error = write_whole(file, bytes(buffer.data().data()))
        if error is not None:
            print(translated(CANT_WRITE, file.name, why(error)), file=sys.stderr)
            return WRONG
        print(table(self._window.engine.snapshot))
        return 0

    def _test(self) -> int:
        for name, version in versions():
            print(f"{name} {version}")
        print(f"OpenGL {self._window.viewport.renderer}")
        works = works_on_processes()
        print(f"a map on a process of its own: {'done' if works else 'failed'}")
        films = makes_film(self._window)
        print(f"a film from a process of its own: {'done' if films else 'failed'}")
        seen = colors(self._window.viewport.picture())
        print(f"colours in the view: {seen}")
        # The contour map, shown in the place of a scene that failed, is no surface.
        if seen < ENOUGH or self._window.viewport.scene is None:
            return BLANK
        if not lessons():
            print("the lessons are missing", file=sys.stderr)
            return NO_LESSONS
        return 0 if works and films else NO_PROCESSES


def works_on_processes() -> bool:
    """Whether a job can be run on another process, monitored and cancelled."""
    try:
        trial.run(Processes())
    except Exception as error:
        print(f"a map on a process of its own: {error!r}", file=sys.stderr)
        return False
    return True


def makes_film(window: "MainWindow") -> bool:
    """Whether the view can be filmed by another process, which needs OpenGL and Pillow there."""
    from gui.window.export.sources import film_source

    source = film_source(window.parts)
    if source is None:
        return False
    try:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "film.webp"
            source.write(source.shot, FILM, file, Progress(0, [0.0, 0.0]))
            return file.stat().st_size > 0
    except Exception as error:
        print(f"a film from a process of its own: {error!r}", file=sys.stderr)
        return False


def colors(image: QImage) -> int:
    """How many different colours a picture has; 0 for an empty one."""
    if image.isNull():
        return 0
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(pixels.constBits())
    return len({data[i : i + 3] for i in range(0, len(data), 4)})
