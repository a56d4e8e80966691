"""What goes with a window once it has been seen: other starts, and what is to be said."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from engine.marks import QT_TRANSLATE_NOOP
from gui.startup.bootstrap import Bootstrap
from gui.startup.instance_server import InstanceServer, StartRequest
from gui.startup.opengl_probe import Drawing
from gui.system import paths
from gui.system.open_external import open_outside
from gui.widgets.notice import Severity

if TYPE_CHECKING:
    from gui.window.main_window import MainWindow

PLACE: Final = QT_TRANSLATE_NOOP("Activation", "Logs and crash reports lie in {0}")
MINIMIZED: Final = Qt.WindowState.WindowMinimized


@final
class Activation(QObject):
    """Lets later starts into the window, and says what was special about this one."""

    _failed = Signal()  # by whatever thread; said by the window's

    def __init__(self, window: "MainWindow", start: Bootstrap, drawing: Drawing) -> None:
        super().__init__(window)
        self._window, self._journal = window, start.journal
        self._told = False
        self._failed.connect(self._tell_failure, Qt.ConnectionType.QueuedConnection)
        self._door = self._opened(start)
        if self._journal is not None:
            self._journal.first_frame(window.viewport.renderer)
            self._journal.failed = self._failed.emit
        self._greet(drawing)

    def finish(self) -> None:
        """Let nobody in any more."""
        if self._journal is not None:
            self._journal.failed = None
        if self._door is not None:
            self._door.close()

    def _opened(self, start: Bootstrap) -> InstanceServer | None:
        if start.claim is None or start.claim.lock is None:
            return None
        door = InstanceServer(start.claim, self)
        door.knocked.connect(self._let_in, Qt.ConnectionType.QueuedConnection)
        return door

    def _let_in(self, visit: StartRequest) -> None:
        if not visit.take():  # the window hung for so long that another one was opened
            return
        window = self._window
        if visit.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = visit.token  # Qt shows it to the compositor
        window.setWindowState(window.windowState() & ~MINIMIZED)
        window.show()
        window.raise_()
        window.activateWindow()
        if visit.file is not None:
            window.open_file(visit.file)

    def _greet(self, drawing: Drawing) -> None:
        post, reports = self._window.central.notices.post, (self._reports, self._show)
        if self._window.shell.safe:
            post(self._safe, Severity.WARNING)
        elif drawing is Drawing.SOFTWARE:
            post(self._software)
        if self._journal is not None and self._journal.crashed:
            post(self._crash, Severity.WARNING, reports)

    def _tell_failure(self) -> None:
        if not self._told:  # once: the next failure may come with the next frame
            self._told = True
            reports = (self._reports, self._show)
            self._window.central.notices.post(self._failure, Severity.ERROR, reports)

    def _show(self) -> None:
        show_reports(self._window)

    # What is said.

    def _reports(self) -> str:
        return self.tr("Show reports")

    def _safe(self) -> str:
        return self.tr(
            "Safe mode: the processor draws, with default settings; the last session is not "
            "resumed, and your own settings stay as they are."
        )

    def _software(self) -> str:
        return self.tr(
            "The graphics driver provides no working OpenGL, so the processor draws: everything "
            "works, only slower."
        )

    def _crash(self) -> str:
        return self.tr(
            "Downhill ended unexpectedly the last time. The report stays on this computer; "
            "nothing is sent."
        )

    def _failure(self) -> str:
        return self.tr(
            "Something went wrong inside the program, which keeps running. The report stays on "
            "this computer; nothing is sent."
        )


def show_reports(window: "MainWindow", folder: Path | None = None) -> None:
    """Open the folder of logs and crash reports, or say where it lies."""
    place = folder or paths.logs()
    try:
        place.mkdir(parents=True, exist_ok=True)
        opened = open_outside(place)
    except OSError:
        opened = False
    if not opened:
        window.central.notices.post(
            lambda: QCoreApplication.translate("Activation", PLACE).format(place), Severity.WARNING
        )
