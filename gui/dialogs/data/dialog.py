"""A loss from data: which model, which examples, and what can't be used of them."""

from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from engine.commands import ChangeSurface
from engine.surfaces.base import Surface
from engine.surfaces.data.models import OwnData
from engine.surfaces.examples import DataSurface
from gui.dialogs.data.builder import LossBuilder
from gui.dialogs.data.descriptions import details_of, meaning_of, name_of, origin_of
from gui.dialogs.data.draft import Source, most_rows, roles_of, shipped_sets, takes_tables
from gui.dialogs.data.layout import DataLayout
from gui.dialogs.data.opened_table import OpenedTable
from gui.dialogs.data.table_library import TableLibrary
from gui.dialogs.data.table_preview import Page, page_of, page_of_columns
from gui.state.send import Send
from gui.style.theme import Theme
from gui.text.error_text import translated
from gui.text.numbers import count, show

USUAL: Final = QSize(940, 720)
SMALLEST: Final = QSize(680, 400)
MARGIN: Final = 40  # px of the main window that stays to be seen around it


@final
class DataDialog(QDialog):
    """“Use it” begins a run on the loss and closes. Files stay at hand for the session.

    Opened while a loss of data is shown, it begins with that one's model, choices and examples.
    Rows that can't be used, or are too many, wait for a person's consent.
    """

    def __init__(self, send: Send, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self.shelf = TableLibrary(self)
        self.maker = LossBuilder(self.shelf, self)
        self.parts = DataLayout(theme, self)
        self._paged: object = None  # whose page the table shows
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.parts.models.addItems([kind.key for kind in self.maker.kinds])
        self.parts.models.setCurrentRow(0)
        self._connect()
        self.retranslate()

    @property
    def surface(self) -> Surface | None:
        """What “Use it” would use."""
        return self.maker.surface

    @property
    def busy(self) -> bool:
        """Whether a table is being read."""
        return self.shelf.busy or self.maker.counting

    def open_on(self, surface: Surface) -> None:
        """Show the chooser; `surface` is what the window shows."""
        if type(surface) in self.maker.kinds and surface != self.maker.taken:
            self.maker.take(surface)
        if not self.isVisible():
            self.resize(self._fitting())
        self.show()
        self.raise_()
        self.activateWindow()
        self.parts.models.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_file(self, file: Path, header: bool | None = None) -> None:
        """Read a table beside everything else, and choose it when it is there."""
        self.shelf.open(file, header)
        self._say_reading()

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self.setWindowTitle(self.tr("Loss from data"))
        for row, kind in enumerate(self.maker.kinds):
            self.parts.models.item(row).setText(QCoreApplication.translate("Surface", kind.title))
        self._show()

    # Events.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.open_file(Path(urls[0].toLocalFile()))

    # Choosing.

    def _connect(self) -> None:
        parts, maker, shelf = self.parts, self.maker, self.shelf
        parts.models.currentRowChanged.connect(self._choose_model)
        parts.source.activated.connect(self._choose_source)
        parts.open.clicked.connect(self._ask_file)
        parts.stop.clicked.connect(self._stop)
        parts.header.clicked.connect(self._read_again)
        parts.columns.chosen.connect(lambda: maker.choose_columns(parts.columns.names))
        parts.report.agreed.connect(self._show)
        parts.choices.wanted.connect(maker.choose_owner)
        parts.picture.finished.connect(self._say_facts)
        parts.close_button.clicked.connect(self.reject)
        parts.use.clicked.connect(self._use)
        maker.changed.connect(self._show)
        shelf.added.connect(self._take_table)
        shelf.failed.connect(self._tell_trouble)
        shelf.progressed.connect(lambda share: parts.bar.setValue(round(100 * share)))
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self)
        keys.activated.connect(self._ask_file)

    def _choose_model(self, row: int) -> None:
        if self.maker.kinds[row] is not self.maker.kind:
            self.maker.choose_kind(self.maker.kinds[row])

    def _choose_source(self, place: int) -> None:
        source = self.maker.sources()[place]
        if source is not None:
            self.maker.choose_source(source)

    def _use(self) -> None:
        if self.surface is not None:
            self.maker.taken = self.surface
            self._send(ChangeSurface(self.surface))
            self.accept()
            return
        self.parts.reveal(self.parts.report.waiting or self.parts.source)
        _alert(self.parts.problem)

    def _ask_file(self) -> None:
        if not takes_tables(self.maker.kind):
            return
        tables, others = self.tr("Tables"), self.tr("All files")
        endings = f"{tables} (*.csv *.tsv *.txt);;{others} (*)"
        title, folder = self.tr("Open a table"), str(self.shelf.folder)
        chosen, _ = QFileDialog.getOpenFileName(self, title, folder, endings)
        if chosen:
            self.open_file(Path(chosen))

    def _read_again(self, header: bool) -> None:
        opened = self.maker.source.opened
        if opened is not None and opened.file is not None:
            self.open_file(opened.file, header)

    def _take_table(self, opened: OpenedTable) -> None:
        """A file was read: choose it, with a model that takes tables."""
        if not takes_tables(self.maker.kind):
            self.maker.kind = next(kind for kind in self.maker.kinds if takes_tables(kind))
        self.maker.choose_source(Source(opened=opened))

    def _tell_trouble(self) -> None:
        self._show()
        _alert(self.parts.trouble)

    def _stop(self) -> None:
        self.shelf.cancel()
        self.maker.stop()
        self._say_reading()

    # Showing.

    def _show(self) -> None:
        """Show all that is chosen, and what comes of it."""
        maker, parts = self.maker, self.parts
        parts.models.setCurrentRow(maker.kinds.index(maker.kind))
        parts.choices.show_owner(maker.owner)
        parts.report.show_chosen(maker.chosen, most_rows(maker.kind))
        maker.make(agreed=parts.report.waiting is None)
        self._list_sources()
        self._show_table()
        shown = maker.surface if maker.surface is not None else maker.owner
        parts.formula.set_formula(shown.formula, shown.formula)
        if maker.surface is not None:
            parts.picture.show_surface(maker.surface)
        else:
            parts.picture.fade()
        self._say_reading()
        self._say_source()
        self._say_surface()

    def _list_sources(self) -> None:
        box, sources = self.parts.source, self.maker.sources()
        box.clear()
        for place, source in enumerate(sources):
            if source is None:
                box.insertSeparator(place)
            else:
                box.addItem(self._name(source))
        if self.maker.source in sources:
            box.setCurrentIndex(sources.index(self.maker.source))
        self.parts.open.setEnabled(takes_tables(self.maker.kind))

    def _name(self, source: Source) -> str:
        if source.opened is not None:
            return name_of(source.opened)
        if source.kept is not None:
            return self.tr("As it is now: %1").replace("%1", source.kept.title or "—")
        names = dict(shipped_sets(self.maker.kind))
        if source.shipped in names:
            return QCoreApplication.translate("Choice", names[source.shipped])
        return self.tr("Its own examples")

    def _show_table(self) -> None:
        """The table with what of it is used, or the examples that need no choosing."""
        maker, sheet, columns = self.maker, self.parts.sheet.sheet, self.parts.columns
        opened, surface = maker.source.opened, maker.surface
        if opened is None:
            columns.offer((), (), ())
            own = surface.columns if isinstance(surface, OwnData) else None
            if own != self._paged or own is None:
                sheet.show_page(page_of_columns(own) if own is not None else Page())
                self._paged = own
            return
        roles = roles_of(maker.kind)
        columns.offer(roles, opened.sheet.names, maker.names)
        if opened is not self._paged:
            sheet.show_page(page_of(opened))
            self._paged = opened
        used: dict[str, str] = {}
        for role, name in zip(roles, maker.names, strict=True):
            used[name] = f"{used[name]}, {role}" if name in used else role
        bad = maker.chosen.report.bad_lines if maker.chosen is not None else ()
        sheet.show_use(used, frozenset(bad))

    # Words.

    def _say_reading(self) -> None:
        """Say what is being read, or why it could not be."""
        words = ""
        if self.shelf.busy:
            words = self.tr("Reading “%1”…").replace("%1", self.shelf.file.name)
        elif self.maker.counting:
            words = self.tr("Reading the numbers of these columns…")
        self.parts.bar.setVisible(self.shelf.busy)
        self.parts.say_reading(words)
        trouble = self.shelf.trouble
        self.parts.say_trouble(
            translated(trouble.text, *trouble.values) if trouble is not None else ""
        )

    def _say_source(self) -> None:
        """Where the table comes from, and how it was read."""
        opened, parts = self.maker.source.opened, self.parts
        lines = [] if opened is None else [origin_of(opened), details_of(opened)]
        if not takes_tables(self.maker.kind):
            lines = [self.tr("This landscape has examples of its own; others take a table.")]
        parts.origin.setText("\n".join(line for line in lines if line))
        parts.origin.setVisible(bool(parts.origin.text()))
        parts.header.setVisible(opened is not None and opened.file is not None)
        parts.header.setChecked(opened is not None and opened.sheet.header)
        parts.columns_name.setVisible(opened is not None)

    def _say_surface(self) -> None:
        """What the model is, and why it can't be used yet."""
        self.parts.meaning.setText(meaning_of(self.maker.kind))
        words = ""
        error = self.maker.error
        if error is not None:
            words = translated(error.text, *error.values)
        elif self.parts.report.waiting is not None:
            words = self.tr("First choose what to do with these rows: tick the box.")
        self.parts.say_problem(words)
        self._say_facts()

    def _say_facts(self) -> None:
        surface, losses = self.surface, self.parts.picture.losses
        lines = []
        if isinstance(surface, DataSurface):
            text = self.tr("%1 examples") if surface.count > 1 else self.tr("1 example")
            lines.append(text.replace("%1", count(surface.count)))
        if losses is not None and surface == self.parts.picture.surface:
            text = self.tr("Loss in this window: %1 … %2")
            lines.append(text.replace("%1", show(losses[0])).replace("%2", show(losses[1])))
        self.parts.facts.setText("\n".join(lines))
        self.parts.picture.setAccessibleDescription(" ".join(lines))

    def _fitting(self) -> QSize:
        """The usual size, or as much of it as the main window has room for."""
        parent = self.parentWidget()
        room = parent.size() if parent is not None else QGuiApplication.primaryScreen().size()
        return USUAL.boundedTo(room - QSize(MARGIN, MARGIN)).expandedTo(SMALLEST)


def _alert(widget: QWidget) -> None:
    """Have a screen reader say it."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
