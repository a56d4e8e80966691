"""Work on a file in the background, with a notice that shows the progress and can cancel it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

from PySide6.QtCore import QElapsedTimer, QObject

from engine.errors import DataError
from gui.documents.file_messages import translated
from gui.tasks.background_task import BackgroundTask
from gui.widgets.notice import Notice, Severity

if TYPE_CHECKING:
    from engine.jobs import Work

Post = Callable[..., Notice]  # Notices.post
SHORT: Final = 100  # milliseconds; work that is over by then shows no progress


@final
class FileTask(QObject):
    """Works on one file at a time.

    `words` says what is done to it, and how much of it; `failure` gives the text of an error.
    """

    def __init__(
        self,
        post: Post,
        words: str,
        failure: Callable[[Path, Exception], DataError],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._post, self._words, self._failure = post, words, failure
        self._file = Path()
        self._then: Callable[[Any], None] = lambda result: None
        self._failed: Callable[[Exception], None] = lambda error: None
        self._percent = 0
        self._elapsed = QElapsedTimer()
        self._notice: Notice | None = None
        self._task = BackgroundTask(self)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._finish)
        self._task.failed.connect(self._fail)

    @property
    def busy(self) -> bool:
        return self._task.busy

    def start(
        self,
        file: Path,
        then: Callable[[Any], None],
        work: "Work",
        *arguments: Any,
        failed: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        """Begin `work`, as jobs do: with its arguments and, last, a `Progress`. `then` is called
        with its result, or `failed`. What was begun before is cancelled."""
        self.cancel()
        self._file, self._percent = file, -1
        self._then, self._failed = then, failed
        self._elapsed.start()
        self._task.start(work, *arguments)

    def cancel(self) -> None:
        """Stop, and drop the result."""
        self._task.cancel()
        self._dismiss()

    def wait(self, seconds: float) -> bool:
        """Wait until the work has ended, cancelled or not; whether it has."""
        return self._task.wait(seconds)

    def _show_progress(self, share: float) -> None:
        percent = int(100 * share)
        if percent == self._percent or self._elapsed.elapsed() < SHORT:
            return
        self._percent = percent
        if self._notice is not None:
            self._notice.retranslate()
            return
        cancel = (lambda: self.tr("Cancel"), self.cancel)
        self._notice = self._post(self._progress_text, Severity.INFO, cancel, lasting=True)
        self._notice.closed.connect(self._forget_notice)

    def _finish(self, result: object) -> None:
        self._dismiss()
        # What is done with a result may hold a whole run in memory: it is not kept.
        then, self._then = self._then, lambda result: None
        then(result)

    def _fail(self, error: Exception) -> None:
        self._dismiss()
        found = self._failure(self._file, error)
        self._post(lambda: translated(found.text, *found.values), Severity.ERROR)
        self._failed(error)

    def _progress_text(self) -> str:
        return translated(self._words, self._file.name, str(max(0, self._percent)))

    def _dismiss(self) -> None:
        if self._notice is not None:
            self._notice.dismiss()

    def _forget_notice(self) -> None:
        self._notice = None
