"""Handles further starts of the program, and shows notices, after the window's first frame."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QObject, Qt, Signal

from gui.startup.bootstrap import Bootstrap
from gui.startup.instance_server import InstanceServer, StartRequest
from gui.startup.opengl_probe import Drawing
from gui.window.parts import Parts
from gui.window.startup_notices import StartupNotices

MINIMIZED: Final = Qt.WindowState.WindowMinimized


@final
class Activation(QObject):
    """Raises the window when the program is started again, and shows notices about this start."""

    _failed = Signal()  # emitted on any thread; shown on the window's

    def __init__(
        self,
        parts: Parts,
        notices: StartupNotices,
        open_file: Callable[[Path], None],
        start: Bootstrap,
        drawing: Drawing,
    ) -> None:
        super().__init__(parts.frame)
        self._frame, self._notices, self._open_file = parts.frame, notices, open_file
        self._crash_log = start.crash_log
        self._failure_shown = False
        self._failed.connect(self._show_failure, Qt.ConnectionType.QueuedConnection)
        self._server = self._listen(start)
        if self._crash_log is not None:
            self._crash_log.first_frame(parts.viewport.renderer)
            self._crash_log.failed = self._failed.emit
        self._show_notices(drawing, parts.shell.safe)

    def finish(self) -> None:
        """Accept no further starts."""
        if self._crash_log is not None:
            self._crash_log.failed = None
        if self._server is not None:
            self._server.close()

    def _listen(self, start: Bootstrap) -> InstanceServer | None:
        if start.instance_lock is None or start.instance_lock.lock is None:
            return None
        server = InstanceServer(start.instance_lock, self)
        server.start_requested.connect(self._activate, Qt.ConnectionType.QueuedConnection)
        return server

    def _activate(self, request: StartRequest) -> None:
        if not request.accept():  # the window hung for so long that another one was opened
            return
        frame = self._frame
        if request.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token  # Qt shows it to the compositor
        frame.setWindowState(frame.windowState() & ~MINIMIZED)
        frame.show()
        frame.raise_()
        frame.activateWindow()
        if request.file is not None:
            self._open_file(request.file)

    def _show_notices(self, drawing: Drawing, safe: bool) -> None:
        if safe:
            self._notices.show_safe_mode()
        elif drawing is Drawing.SOFTWARE:
            self._notices.show_software_rendering()
        if self._crash_log is not None and self._crash_log.crashed:
            self._notices.show_crash()

    def _show_failure(self) -> None:
        if not self._failure_shown:  # once: the next failure may come with the next frame
            self._failure_shown = True
            self._notices.show_failure()
