"""Exporting a run in the background, with a notice that shows the progress and can cancel it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QElapsedTimer, QObject

from engine.errors import DataError
from engine.snapshot import Snapshot
from gui.documents.file_messages import CANT_WRITE, SAVED, translated, why
from gui.tasks.background_task import BackgroundTask
from gui.widgets.notice import Notice, Severity

Post = Callable[..., Notice]  # Notices.post
SHORT: Final = 100  # milliseconds; an export that is over by then shows no progress
LAST: Final = 2.0  # seconds that closing the window gives the export to remove its part


@final
class ExportTask(QObject):
    """Writes one run at a time."""

    def __init__(self, post: Post, parent: QObject) -> None:
        super().__init__(parent)
        self._post = post
        self._file = Path()
        self._percent = 0
        self._elapsed = QElapsedTimer()
        self._notice: Notice | None = None
        self._task = BackgroundTask(self)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._show_success)
        self._task.failed.connect(self._show_failure)

    def start(self, now: Snapshot, file: Path) -> None:
        """Write the recorded run of `now`; has no effect while another is being written."""
        if not self._task.busy:
            from engine.export import write  # slow to load, and seldom needed

            self._file, self._percent = file, -1
            self._elapsed.start()
            self._task.start(write, now, file)

    def cancel(self) -> None:
        """Stop writing; no file is left."""
        self._task.cancel()
        self._dismiss()

    def finish(self) -> None:
        """Stop writing; no file is left, or part of one."""
        self._task.stop(LAST)

    def _show_progress(self, share: float) -> None:
        percent = int(100 * share)
        if percent == self._percent or self._elapsed.elapsed() < SHORT:
            return
        self._percent = percent
        if self._notice is not None:
            self._notice.retranslate()
            return
        cancel = (lambda: self.tr("Cancel"), self.cancel)
        self._notice = self._post(self._progress_text, Severity.INFO, cancel)
        self._notice.closed.connect(self._forget_notice)

    def _show_success(self, result: object) -> None:
        del result
        self._dismiss()
        name = self._file.name
        self._post(lambda: translated(SAVED, name), Severity.SUCCESS)

    def _show_failure(self, error: Exception) -> None:
        self._dismiss()
        if isinstance(error, DataError):
            text, values = error.text, error.values
        else:
            text, values = CANT_WRITE, (self._file.name, why(error))
        self._post(lambda: translated(text, *values), Severity.ERROR)

    def _progress_text(self) -> str:
        return self.tr("Writing “{0}”: {1}%").format(self._file.name, self._percent)

    def _dismiss(self) -> None:
        if self._notice is not None:
            self._notice.dismiss()

    def _forget_notice(self) -> None:
        self._notice = None
