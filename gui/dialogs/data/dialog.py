"""The dialog for a loss from data: the model, the examples, and rows that can't be used."""

from dataclasses import replace
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QSize, Qt
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
from engine.data.reading import BY_THE_FILE, Reading
from engine.surfaces.base import Surface
from engine.surfaces.data.models import OwnData
from engine.surfaces.examples import DataSurface
from gui.dialogs.data.builder import LossBuilder
from gui.dialogs.data.descriptions import details_of, meaning_of, name_of, origin_of
from gui.dialogs.data.draft import (
    Source,
    most_rows,
    roles_of,
    shipped_of,
    shipped_sets,
    takes_tables,
)
from gui.dialogs.data.layout import DataLayout
from gui.dialogs.data.opened_table import OpenedTable
from gui.dialogs.data.table_library import NOTHING_COPIED, TableLibrary
from gui.dialogs.data.table_preview import Page, among, page_of, page_of_columns
from gui.state.send import Send
from gui.style.outside_text import outside
from gui.style.retranslated import Retranslated
from gui.style.theme import Theme
from gui.text.error_text import CANT_READ, translated
from gui.text.numbers import count, show
from gui.widgets.dialog_size import fitting

USUAL: Final = QSize(940, 720)
SMALLEST: Final = QSize(730, 400)


@final
class DataDialog(Retranslated, QDialog):
    """“Use it” begins a run on the loss and closes. Opened files stay available for the session.

    Opened while a loss of data is shown, it starts with that one's model, choices and examples.
    Rows that can't be used, or are too many, are only omitted with the person's consent.
    """

    def __init__(self, send: Send, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._send = send
        self.library = TableLibrary(self)
        self.builder = LossBuilder(self.library, self)
        self.parts = DataLayout(theme, self)
        self._shown_data: object = None  # the data in the table view
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.parts.models.addItems([kind.key for kind in self.builder.kinds])
        self.parts.models.setCurrentRow(0)
        self._connect()
        self.retranslate()

    @property
    def surface(self) -> Surface | None:
        """The surface that “Use it” would use."""
        return self.builder.surface

    @property
    def busy(self) -> bool:
        """Whether a table is being read."""
        return self.library.busy or self.builder.counting

    def open_on(self, surface: Surface) -> None:
        """Show the dialog; `surface` is the one in the main window."""
        if type(surface) in self.builder.kinds and surface != self.builder.loaded:
            self.builder.load(surface)
        if not self.isVisible():
            self.resize(fitting(self, USUAL))
        self.show()
        self.raise_()
        self.activateWindow()
        self.parts.models.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_file(self, file: Path, reading: Reading = BY_THE_FILE) -> None:
        """Read a table in the background, and choose it when it was read."""
        self.library.open(file, reading)
        self._update_reading()

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Loss from data"))
        for row, kind in enumerate(self.builder.kinds):
            self.parts.models.item(row).setText(QCoreApplication.translate("Surface", kind.title))
        self._show()

    # Events.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.acceptProposedAction()
            self.open_file(Path(urls[0].toLocalFile()))

    def done(self, result: int) -> None:
        """Closed: what is being read is read no further."""
        if self.busy:
            self._stop()
        super().done(result)

    # Choosing.

    def _connect(self) -> None:
        parts, builder, library = self.parts, self.builder, self.library
        parts.models.currentRowChanged.connect(self._choose_model)
        parts.source.activated.connect(self._choose_source)
        parts.open.clicked.connect(self._ask_file)
        parts.stop.clicked.connect(self._stop)
        parts.retry.clicked.connect(self._leave_table)
        parts.header.clicked.connect(lambda on: self._read_again(replace(self._asked, header=on)))
        parts.controls.chosen.connect(self._read_again)
        parts.positive.activated.connect(self._choose_class)
        parts.columns.chosen.connect(lambda: builder.choose_columns(parts.columns.names))
        parts.report.agreed.connect(self._show)
        parts.choices.wanted.connect(builder.choose_owner)
        parts.picture.finished.connect(self._update_facts)
        parts.close_button.clicked.connect(self.reject)
        parts.use.clicked.connect(self._use)
        builder.changed.connect(self._show)
        library.added.connect(self._choose_table)
        library.failed.connect(self._show_trouble)
        library.progressed.connect(lambda share: parts.bar.setValue(round(100 * share)))
        parts.paste.clicked.connect(self._paste)
        standard = QKeySequence.StandardKey
        for key, act in ((standard.Open, self._ask_file), (standard.Paste, self._paste)):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _choose_model(self, row: int) -> None:
        if self.builder.kinds[row] is not self.builder.kind:
            self.builder.choose_kind(self.builder.kinds[row])

    def _choose_source(self, place: int) -> None:
        source = self.builder.sources()[place]
        if source is not None:
            self.library.trouble = None
            self.builder.choose_source(source)

    def _leave_table(self) -> None:
        """Show built-in examples instead of a table, so that the reading of the file that could
        not be read can be chosen."""
        self.builder.choose_source(Source(shipped_of(self.builder.owner)))
        self.parts.controls.boxes["encoding"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self) -> None:
        if self.surface is not None:
            self.builder.loaded = self.surface
            self._send(ChangeSurface(self.surface))
            self.accept()

    def _ask_file(self) -> None:
        if not takes_tables(self.builder.kind):
            return
        tables, others = self.tr("Tables"), self.tr("All files")
        endings = f"{tables} (*.csv *.tsv *.txt);;{others} (*)"
        title, folder = self.tr("Open a table"), str(self.library.folder)
        chosen, _ = QFileDialog.getOpenFileName(self, title, folder, endings)
        if chosen:
            self.open_file(Path(chosen))

    def _paste(self) -> None:
        """Read the table that was copied, as in a spreadsheet; or the file."""
        if not takes_tables(self.builder.kind):
            return
        copied = QGuiApplication.clipboard().mimeData()
        files = [url.toLocalFile() for url in copied.urls() if url.isLocalFile()]
        if files:
            self.open_file(Path(files[0]))
            return
        self.library.paste(copied.text(), self.tr("Pasted table"))
        self._update_reading()

    @property
    def _asked(self) -> Reading:
        """The choices for the file whose reading is shown."""
        opened = self.builder.source.opened
        return self.library.reading if self._failed or opened is None else opened.reading

    @property
    def _failed(self) -> bool:
        """Whether the last file could not be read, perhaps can in another way, and no other file
        is shown, whose reading is chosen then."""
        opened, file = self.builder.source.opened, self.library.file
        other = opened is not None and opened.file not in (None, file)
        trouble = self.library.trouble
        found = trouble is not None and trouble.text != NOTHING_COPIED and file.name and not other
        return bool(found) and takes_tables(self.builder.kind)

    def _read_again(self, reading: Reading) -> None:
        """Read the file whose reading is shown in another way."""
        opened = self.builder.source.opened
        if self._failed:
            self.open_file(self.library.file, reading)
        elif opened is not None and opened.file is not None:
            self.open_file(opened.file, reading)

    def _choose_class(self, place: int) -> None:
        chosen = self.builder.chosen
        if chosen is not None:
            self.builder.choose_class(chosen.report.labels[place])

    def _choose_table(self, opened: OpenedTable) -> None:
        """Choose a table that was read, with a model that uses tables."""
        if not takes_tables(self.builder.kind):
            self.builder.kind = next(kind for kind in self.builder.kinds if takes_tables(kind))
        self.builder.replace_table(opened)

    def _show_trouble(self) -> None:
        self._show()
        _alert(self.parts.trouble)

    def _stop(self) -> None:
        self.library.cancel()
        self.builder.stop()
        self._update_reading()

    # Showing.

    def _show(self) -> None:
        """Show all choices, and the surface that they give."""
        with self.parts.at_once():
            self._show_parts()

    def _show_parts(self) -> None:
        builder, parts = self.builder, self.parts
        parts.models.setCurrentRow(builder.kinds.index(builder.kind))
        parts.choices.show_owner(builder.owner)
        parts.report.show_chosen(builder.chosen, most_rows(builder.kind))
        builder.make(agreed=parts.report.waiting is None)
        self._list_sources()
        self._show_table()
        shown = builder.surface if builder.surface is not None else builder.owner
        parts.formula.set_formula(shown.formula, shown.formula)
        if builder.surface is not None:
            parts.picture.show_surface(builder.surface)
        else:
            parts.picture.fade()
        self._update_reading()
        self._update_origin()
        self._update_notes()
        self._update_problem()

    def _list_sources(self) -> None:
        box, sources = self.parts.source, self.builder.sources()
        box.show_texts("" if source is None else self._name(source) for source in sources)
        if self.builder.source in sources:
            box.setCurrentIndex(sources.index(self.builder.source))
        self.parts.allow_open(takes_tables(self.builder.kind))

    def _name(self, source: Source) -> str:
        if source.opened is not None:
            return outside(name_of(source.opened))
        if source.kept is not None:
            return self.tr("As it is now: %1").replace("%1", outside(source.kept.title) or "—")
        names = dict(shipped_sets(self.builder.kind))
        if source.shipped in names:
            return QCoreApplication.translate("Choice", names[source.shipped])
        return self.tr("Its own examples")

    def _show_table(self) -> None:
        """Show the table with the columns in use, or the model's own examples."""
        builder, sheet, columns = self.builder, self.parts.sheet.sheet, self.parts.columns
        opened, surface = builder.source.opened, builder.surface
        if opened is None:
            columns.show_columns((), (), ())
            own = surface.columns if isinstance(surface, OwnData) else None
            if own != self._shown_data or own is None:
                sheet.show_page(page_of_columns(own) if own is not None else Page())
                self._shown_data = own
            return
        roles = roles_of(builder.kind)
        names = opened.sheet.names
        columns.show_columns(roles, names, builder.names, opened.sheet.whole_names)
        if opened is not self._shown_data:
            sheet.show_page(page_of(opened))
            self._shown_data = opened
        used: dict[str, str] = {}
        for role, name in zip(roles, builder.names, strict=True):
            used[name] = f"{used[name]}, {role}" if name in used else role
        bad = builder.chosen.report.bad_lines if builder.chosen is not None else ()
        sheet.show_use(used, among(sheet.page.lines, bad))

    # Texts.

    def _update_reading(self) -> None:
        """Show what is being read, or the error of the last file."""
        text = ""
        if self.library.busy:
            text = self.tr("Reading “%1”…").replace("%1", outside(self.library.file.name))
        elif self.builder.counting:
            text = self.tr("Reading the numbers of these columns…")
        self.parts.bar.setVisible(self.library.busy)
        self.parts.show_reading(text)
        nothing = self.library.trouble is not None and self.library.trouble.text == NOTHING_COPIED
        self.parts.show_trouble(self._trouble(), not (self._failed or nothing))

    def _trouble(self) -> str:
        """Why the last file could not be read, with its name; "" if it could."""
        trouble, name = self.library.trouble, self.library.file.name
        named = trouble is not None and trouble.text in (CANT_READ, NOTHING_COPIED)
        if trouble is None or not name or named:
            return translated(trouble.text, *trouble.values) if trouble is not None else ""
        return translated(CANT_READ, name, translated(trouble.text, *trouble.values))

    def _update_origin(self) -> None:
        """Show the source of the table, and how it was read."""
        opened, parts = self.builder.source.opened, self.parts
        lines = [] if opened is None else [origin_of(opened), details_of(opened)]
        if not takes_tables(self.builder.kind):
            lines = [self.tr("This landscape has examples of its own; others take a table.")]
        parts.origin.setText("\n".join(line for line in lines if line))
        parts.origin.setVisible(bool(parts.origin.text()))
        of_file = self._failed or (opened is not None and opened.file is not None)
        taken = BY_THE_FILE if self._failed or opened is None else opened.sheet.reading
        parts.controls.setVisible(of_file)
        parts.controls.show_reading(self._asked, taken)
        parts.header.setVisible(of_file)
        parts.header.setChecked(bool(taken.header or self._asked.header))
        parts.columns_name.setVisible(opened is not None)

    def _update_notes(self) -> None:
        """Show how the chosen columns were read, and the class that stands against the others."""
        chosen = self.builder.chosen
        notes = chosen.report.notes if chosen is not None else ()
        self.parts.show_notes("\n".join(translated(note.text, *note.values) for note in notes))
        labels = chosen.report.labels if chosen is not None else ()
        self.parts.show_classes(labels, chosen.report.positive if chosen is not None else "")

    def _update_problem(self) -> None:
        """Show the model's description, and why it can't be used yet."""
        self.parts.meaning.setText(meaning_of(self.builder.kind))
        text = ""
        error = self.builder.error
        if error is not None:
            text = translated(error.text, *error.values)
        elif self.parts.report.waiting is not None:
            text = self.tr("First choose what to do with these rows: tick the box.")
        self.parts.show_problem(text)
        unread = self.tr("The table is being read.") if self.surface is None else ""
        self.parts.allow_use(text or unread)
        self._update_facts()

    def _update_facts(self) -> None:
        surface, losses = self.surface, self.parts.picture.losses
        lines = []
        if isinstance(surface, DataSurface):
            text = self.tr("%1 examples") if surface.count > 1 else self.tr("1 example")
            lines.append(text.replace("%1", count(surface.count)))
        if losses is not None and surface == self.parts.picture.surface:
            text = self.tr("Loss at the points of a grid: %1 … %2")
            lines.append(text.replace("%1", show(losses[0])).replace("%2", show(losses[1])))
        self.parts.facts.setText("\n".join(lines))
        self.parts.picture.setAccessibleDescription(" ".join(lines))


def _alert(widget: QWidget) -> None:
    """Alert screen readers to the text of `widget`."""
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
