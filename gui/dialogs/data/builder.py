"""The choices in the data dialog, and the surface that they give."""

from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal

from engine.data.selection import select
from engine.errors import DataError
from engine.surfaces.base import Surface
from engine.surfaces.data.models import OwnData
from gui.dialogs.data.draft import (
    Source,
    has_classes,
    kinds,
    on_table,
    roles_of,
    shipped_of,
    sources_of,
    takes_tables,
    without_table,
)
from gui.dialogs.data.opened_table import ChosenColumns, OpenedTable, chosen_columns
from gui.dialogs.data.table_library import TableLibrary, readable
from gui.tasks.background_task import BackgroundTask

AT_ONCE: Final = 4000  # rows whose numbers are read without a background task
SHOWN: Final = 20  # milliseconds


@final
class LossBuilder(QObject):
    """A model, its choices and its examples; a table stays chosen when the model changes."""

    changed = Signal()  # a choice has changed, or the numbers of a long table were read

    def __init__(self, library: TableLibrary, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self.kinds = kinds()
        self.kind = self.kinds[0]
        self._owners: dict[type[Surface], Surface] = {}
        self.source = Source(shipped_of(self.owner))
        self.loaded: Surface | None = None  # the surface that was loaded or used last
        # The columns chosen for a model's roles, by table, to restore them later.
        self._names: dict[tuple[object, tuple[str, ...], bool], tuple[str, ...]] = {}
        self.chosen: ChosenColumns | None = None
        self.error: DataError | None = None
        self.surface: Surface | None = None
        self._positive: dict[tuple[object, str], str] = {}  # classes, by table and column
        self._counting = BackgroundTask(self)
        # The window shows a new table first: the thread would delay it.
        self._later = QTimer(self, singleShot=True, interval=SHOWN)
        self._later.timeout.connect(self._count)
        self._counting.done.connect(self._set_chosen)
        self._counting.failed.connect(self._set_error)

    @property
    def counting(self) -> bool:
        """Whether the numbers of a long table are being read."""
        return self._counting.busy or self._later.isActive()

    @property
    def owner(self) -> Surface:
        """The model with its choices, on its built-in examples."""
        if self.kind not in self._owners:
            self._owners[self.kind] = self.kind()
        return self._owners[self.kind]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in the model's roles; none if no table is chosen."""
        opened = self.source.opened
        if opened is None:
            return ()
        roles, classes = roles_of(self.kind), has_classes(self.kind)
        known = self._names.get((opened, roles, classes))
        return known or opened.first_choice(len(roles), classes)

    def sources(self) -> list[Source | None]:
        """The sources of examples; None separates the groups."""
        kept = self.loaded.own if isinstance(self.loaded, OwnData) else None
        found: list[Source | None] = [*sources_of(self.kind, kept)]
        if takes_tables(self.kind):
            tables = self._library.tables
            for files in (True, False):
                group = [Source(opened=one) for one in tables if (one.file is not None) == files]
                found += [None, *group] if group else []
        return found

    def load(self, surface: Surface) -> None:
        """Start from the loss in the main window."""
        self.loaded, self.kind = surface, type(surface)
        self._owners[self.kind] = without_table(surface, Source())
        own = surface.own if isinstance(surface, OwnData) else None
        self.choose_source(Source(shipped_of(surface)) if own is None else Source(kept=own))

    def choose_kind(self, kind: type[Surface]) -> None:
        self.kind = kind
        if self.source not in self.sources() or self.source.shipped:
            self.source = Source(shipped_of(self.owner))
        self.choose_source(self.source)

    def choose_owner(self, owner: Surface) -> None:
        """Set the same model with another choice."""
        self._owners[self.kind] = owner
        self.changed.emit()

    def choose_source(self, source: Source) -> None:
        self.source = source
        if source.shipped:
            self._owners[self.kind] = without_table(self.owner, source)
        self.choose_columns(self.names)

    def choose_columns(self, names: tuple[str, ...]) -> None:
        """Read the numbers of these columns: at once, or in the background if there are many."""
        self._counting.cancel()
        self._later.stop()
        self.chosen = self.error = None
        opened, classes = self.source.opened, has_classes(self.kind)
        if opened is None:
            self.changed.emit()
            return
        self._names[opened, roles_of(self.kind), classes] = names
        positive = self._positive.get((opened, names[-1]), "")
        if opened.sheet.count > AT_ONCE:
            self._later.start()
            self.changed.emit()
            return
        try:
            report = select(opened.sheet, names, classes, positive)
            self._set_chosen(ChosenColumns(opened, names, report))
        except DataError as error:
            self._set_error(error)

    def choose_class(self, label: str) -> None:
        """Choose the class that stands against all others in the target column."""
        if self.source.opened is not None:
            self._positive[self.source.opened, self.names[-1]] = label
            self.choose_columns(self.names)

    def replace_table(self, opened: OpenedTable) -> None:
        """Choose a table that was read, in the columns that the file's last one was used in."""
        before, key = self.source.opened, (roles_of(self.kind), has_classes(self.kind))
        if before is not None and before.file == opened.file and (before, *key) in self._names:
            names = self._names[before, *key]
            if set(names) <= set(opened.sheet.names):
                self._names[opened, *key] = names
        tables = self._library.tables  # those that were replaced may be large
        self._names = {of: kept for of, kept in self._names.items() if of[0] in tables}
        self._positive = {of: kept for of, kept in self._positive.items() if of[0] in tables}
        self.choose_source(Source(opened=opened))

    def stop(self) -> None:
        """Cancel reading, and choose the model's built-in examples."""
        if self.counting:
            self.choose_source(Source(shipped_of(self.owner)))

    def make(self, agreed: bool) -> None:
        """Make the surface, if the choices are valid; `agreed` is the consent to omit rows."""
        self.surface = None
        try:
            if self.source.opened is None:
                self.surface = without_table(self.owner, self.source)
            elif self.chosen is not None and isinstance(self.owner, OwnData):
                self.error = None
                self.surface = on_table(self.owner, self.chosen) if agreed else None
        except DataError as error:
            self.error = error

    def _count(self) -> None:
        """Read the numbers of the chosen columns in the background."""
        opened, names, classes = self.source.opened, self.names, has_classes(self.kind)
        if opened is not None:
            positive = self._positive.get((opened, names[-1]), "")
            self._counting.start(chosen_columns, opened, names, classes, positive)

    def _set_chosen(self, chosen: ChosenColumns) -> None:
        self.chosen = chosen
        self.changed.emit()

    def _set_error(self, error: Exception) -> None:
        self.error = readable(error, self._library.file)
        self.changed.emit()
