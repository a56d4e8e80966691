"""A window that is looked at by a program: `--screenshot` and `--selftest`."""

import sys
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from engine import trial
from engine.commands import FastForward
from engine.processes import Processes
from engine.snapshot import Message
from gui.documents.file_messages import CANT_WRITE, translated
from gui.startup.arguments import WRONG, Arguments
from gui.startup.headless import table
from gui.tasks.time_slices import turns
from gui.text.versions import versions

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

SETTLE: Final = 700  # milliseconds for panels, formulas and thumbnails to be drawn
LOOK: Final = 20  # milliseconds between two looks whether run and picture are where they should be
PATIENCE: Final = 30_000  # milliseconds after which a picture is taken as far as it is painted
ENOUGH: Final = 200  # different colours that a lit surface has at the least; a blank view has 1
BLANK: Final = 3  # the exit code of a self-test that saw no surface
ALONE: Final = 4  # the exit code of a self-test whose processes did not work


@final
class Screenshot(QObject):
    """Waits for the run, takes the picture, says what there is to say, and ends the program."""

    def __init__(self, window: "MainWindow", asked: Arguments) -> None:
        super().__init__(window)
        self._window, self._asked = window, asked
        self._until: int | None = None
        self._heard: Message | None = None  # the newest message before the run went on
        self._failed = False
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK)
        self._watch.timeout.connect(self._look)

    def begin(self) -> None:
        """Make the updates that were asked for."""
        self._watch.start()

    def _look(self) -> None:
        now = self._window.engine.snapshot
        if not self._window.docking.ready or now.goal is not None:
            return  # a session is replayed up to where it was kept, before it goes on
        if self._until is None:
            steps = self._asked.steps or 0
            self._until, self._heard = now.update + steps, now.message
            if steps:
                self._window.engine.send(FastForward(steps))
        elif now.update >= self._until or now.message != self._heard:
            self._watch.stop()
            self._failed = now.update < self._until
            QTimer.singleShot(SETTLE, lambda: self._await(QDeadlineTimer(PATIENCE)))

    def _await(self, late: QDeadlineTimer) -> None:
        """Take the picture when there is nothing in it that is only a draft."""
        self._window.clock.tick()
        drafted = self._asked.screenshot is not None and not self.complete()
        if drafted and not late.hasExpired():
            QTimer.singleShot(LOOK, lambda: self._await(late))
        else:
            self._take()

    def complete(self) -> bool:
        """Whether all that can be seen is painted, and nothing is computed that will be."""
        window = self._window
        painted = window.viewport.complete and all(p.complete for p in window.panels.values())
        return painted and not turns().waiting

    def _take(self) -> None:
        code = self._complain() if self._failed else 0
        if self._asked.screenshot is not None:
            code = self._save() or code
        if self._asked.selftest:
            code = code or self._judge()
        self._window.close()
        QApplication.exit(code)

    def _complain(self) -> int:
        """The run stopped on the way: say why. The picture shows how far it came."""
        message = self._window.engine.snapshot.message
        if message is not None:
            print(translated(message.text, *message.values), file=sys.stderr)
        return WRONG

    def _save(self) -> int:
        file = self._asked.screenshot
        assert file is not None
        if not self._window.picture().save(str(file)):
            print(translated(CANT_WRITE, file.name, str(file.parent)), file=sys.stderr)
            return WRONG
        print(table(self._window.engine.snapshot))
        return 0

    def _judge(self) -> int:
        for name, version in versions():
            print(f"{name} {version}")
        print(f"OpenGL {self._window.viewport.renderer}")
        works = works_on_processes()
        print(f"a map on a process of its own: {'done' if works else 'failed'}")
        seen = colors(self._window.viewport.picture())
        print(f"colours in the view: {seen}")
        # The contour map, which takes the place of a scene that failed, is no surface.
        if seen < ENOUGH or self._window.viewport.scene is None:
            return BLANK
        return 0 if works else ALONE


def works_on_processes() -> bool:
    """Whether a job can be given to another process, followed and cancelled."""
    try:
        trial.run(Processes())
    except Exception as error:
        print(f"a map on a process of its own: {error!r}", file=sys.stderr)
        return False
    return True


def colors(image: QImage) -> int:
    """How many different colours a picture has; none where there is no picture at all."""
    if image.isNull():
        return 0
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(pixels.constBits())
    return len({data[i : i + 3] for i in range(0, len(data), 4)})
