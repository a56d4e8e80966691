"""The available tables: those of the program, and the files opened in this session."""

from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine.data import datasets
from engine.data.reading import BY_THE_FILE, Reading
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from gui.dialogs.data.opened_table import OpenedTable, of_file, of_program
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import CANT_READ, translated, why

NOTHING_COPIED = QT_TRANSLATE_NOOP("Message", "The clipboard holds no text.")
NO_TABLE = QT_TRANSLATE_NOOP("Message", "it holds no table")


@final
class TableLibrary(QObject):
    """Reads files in the background; a file that is read again replaces its earlier table."""

    added = Signal(object)  # an OpenedTable
    failed = Signal()  # the reason is in `trouble`
    progressed = Signal(float)  # 0 to 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.tables: list[OpenedTable] = []
        self.file = Path()  # the file that is being read, or was read last
        self.reading = BY_THE_FILE  # how
        self.trouble: DataError | None = None  # the error of the last file
        self._pasted: Path | None = None  # files of tables that were pasted
        self._task = BackgroundTask(self)
        self._task.done.connect(self._add)
        self._task.failed.connect(self._fail)
        self._task.progressed.connect(self.progressed)
        for dataset in datasets.ALL:
            try:
                self.tables.append(of_program(dataset))
            except OSError as error:
                self.trouble = DataError(CANT_READ, dataset.file, why(error))

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._task.busy

    @property
    def folder(self) -> Path:
        """The folder of the last file."""
        named = self.file.name and self.file.parent != self._pasted
        return self.file.parent if named else Path.home()

    def open(self, file: Path, reading: Reading = BY_THE_FILE) -> None:
        """Read `file`; what `reading` leaves open is decided by the file."""
        self.trouble, self.file, self.reading = None, file, reading
        self._task.start(of_file, file, reading)

    def paste(self, text: str, name: str) -> None:
        """Read a table in the form of text, which is called `name` and a number from now on."""
        if not text.strip():
            self._fail(DataError(NOTHING_COPIED))
            return
        try:
            folder = self._pasted = self._pasted or self._make_folder()
            file = folder / f"{name} {1 + len(list(folder.iterdir()))}"
            file.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            self._fail(error)
        else:
            self.open(file)

    def cancel(self) -> None:
        """Stop reading."""
        self._task.cancel()

    def _make_folder(self) -> Path:
        """A folder for this object's life, or the program's. Raises OSError."""
        folder = mkdtemp(prefix="downhill-paste-")
        application = QCoreApplication.instance()
        assert application is not None
        for end in (self.destroyed, application.aboutToQuit):
            end.connect(lambda: rmtree(folder, ignore_errors=True))
        return Path(folder)

    def _add(self, opened: OpenedTable) -> None:
        self.tables = [one for one in self.tables if one.file != opened.file or one.file is None]
        self.tables.append(opened)
        self.added.emit(opened)

    def _fail(self, error: Exception) -> None:
        self.trouble = readable(error, self.file)
        self.failed.emit()


def readable(error: Exception, file: Path) -> DataError:
    """Any error of reading a table, with a text for the person."""
    if isinstance(error, DataError):
        return error
    reason = why(error) if isinstance(error, OSError) else translated(NO_TABLE)
    return DataError(CANT_READ, file.name, reason)
