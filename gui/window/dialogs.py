"""The window's dialogs and menus at a point, made when they are first opened."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog

from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.surfaces.base import Point, Surface
from gui.documents.resources import notices
from gui.widgets.notice import Severity
from gui.window.parts import Parts

if TYPE_CHECKING:
    from gui.dialogs.batch_timing.dialog import BatchTimingDialog
    from gui.dialogs.claims.dialog import ClaimsDialog
    from gui.dialogs.data.dialog import DataDialog
    from gui.dialogs.escape.dialog import EscapeDialog
    from gui.dialogs.film.dialog import FilmDialog
    from gui.dialogs.formula.dialog import FormulaDialog
    from gui.dialogs.gallery.cards import AnyCard
    from gui.dialogs.gallery.dialog import GalleryDialog
    from gui.dialogs.glossary.dialog import GlossaryDialog
    from gui.dialogs.picture.dialog import PictureDialog

NEW_FORMULA: Final = QT_TRANSLATE_NOOP("Dialogs", "New formula…")
ABOUT_FORMULA: Final = QT_TRANSLATE_NOOP(
    "Dialogs", "Type a loss of your own, with named parameters that become sliders."
)
OWN_DATA: Final = QT_TRANSLATE_NOOP("Dialogs", "Data of your own…")
ABOUT_DATA: Final = QT_TRANSLATE_NOOP(
    "Dialogs", "Choose a model and a table, from a CSV file or built in."
)


@final
class Dialogs(QObject):
    """Opens them. Their modules are imported then: the start of the program has no time for it."""

    lesson_wanted = Signal(int)  # its number

    def __init__(self, parts: Parts, scenarios: Sequence[Scenario]) -> None:
        super().__init__(parts.frame)
        self._parts, self._scenarios = parts, scenarios
        self._send, self._theme = parts.engine.send, parts.shell.theme
        self._gallery: GalleryDialog | None = None
        self._formula: FormulaDialog | None = None
        self._data: DataDialog | None = None
        self._glossary: GlossaryDialog | None = None
        self._picture: PictureDialog | None = None
        self._film: FilmDialog | None = None
        self._escape: EscapeDialog | None = None
        self._batch_timing: BatchTimingDialog | None = None
        self._claims: ClaimsDialog | None = None
        self._filmed: Scenario | None = None  # of the run that its film is of
        self.lessons: Callable[[], tuple[AnyCard, ...]] = tuple  # the cards of the course
        parts.selection.escape_wanted.connect(self.open_escape)

    def follow(self, surface: Surface) -> None:
        """Tell those that depend on it which surface the run is on. Called once a frame."""
        if self._formula is not None:
            self._formula.follow(surface)
        if self._picture is not None:
            self._picture.follow(surface)
        if self._film is not None and self._film.isVisible():
            self._film_this_run(self._film)
        if self._escape is not None and self._escape.isVisible():
            self._escape.follow(self._now)
        if self._batch_timing is not None and self._batch_timing.isVisible():
            self._batch_timing.follow(self._now)

    def _film_this_run(self, dialog: "FilmDialog") -> None:
        """Let an open dialog be about the run of now, where that is another: its film would have
        the name of this one."""
        from gui.window.export.sources import film_source

        if self._now.scenario is not self._filmed:
            source, self._filmed = film_source(self._parts), self._now.scenario
            if source is not None:
                dialog.take(source)

    def close_all(self) -> None:
        """Close them with the window, and end what they do in the background."""
        for dialog in self._parts.frame.findChildren(QDialog):
            dialog.close()

    def open_gallery(self, page: str) -> None:
        """Open the gallery at its page "scenarios", "surfaces" or "lessons"."""
        from gui.dialogs.gallery.dialog import GalleryDialog

        if self._gallery is None:
            self._gallery = GalleryDialog(
                self._send,
                tuple(self._scenarios),
                self._theme,
                self._parts.shell.languages,
                self._parts.frame,
                self._extra_cards,
                lambda: self.lessons(),
            )
        self._gallery.open_at(page, self._now.surface, self._now.scenario)

    def open_landscape(self, way: str) -> None:
        """Open one of the dialogs that lead to a landscape: "formula", "data" or the gallery."""
        ways = {"formula": self.open_formula, "data": self.open_data}
        ways.get(way, lambda: self.open_gallery("surfaces"))()

    def open_formula(self) -> None:
        """Open the formula editor."""
        from gui.dialogs.formula.dialog import FormulaDialog

        if self._formula is None:
            self._formula = FormulaDialog(self._send, self._theme, self._parts.frame)
        self._formula.open_on(self._now.surface)

    def open_data(self, file: Path | None = None) -> None:
        """Open the dialog of own data, with a table from `file`."""
        from gui.dialogs.data.dialog import DataDialog

        if self._data is None:
            self._data = DataDialog(self._send, self._theme, self._parts.frame)
        self._data.open_on(self._now.surface)
        if file is not None:
            self._data.open_file(file)

    def open_glossary(self, term: str = "") -> None:
        """Open the glossary, at the term with this key."""
        from gui.dialogs.glossary.dialog import GlossaryDialog
        from gui.documents.lesson_files import lessons

        if self._glossary is None:
            shell = self._parts.shell
            self._glossary = GlossaryDialog(
                shell.theme, shell.languages, self._parts.frame, lessons
            )
            self._glossary.lesson_wanted.connect(self.lesson_wanted)
        self._glossary.open_at(term)

    def open_picture(self) -> None:
        """Open the dialog of a picture of this moment."""
        from gui.dialogs.picture.dialog import PictureDialog
        from gui.window.export.sources import picture_sources

        if self._picture is None:
            sources = partial(picture_sources, self._parts)
            self._picture = PictureDialog(sources, self._theme, self._parts.frame)
            self._picture.saved.connect(self._parts.files.save_picture)
        self._picture.open_now()

    def open_film(self) -> None:
        """Open the dialog of a film of the run up to now."""
        from gui.dialogs.film.dialog import FilmDialog
        from gui.window.export.sources import film_source

        source = film_source(self._parts)
        if source is None:
            self._parts.notices.post(
                lambda: self.tr("Only the 3-D view can be filmed, and there is none here."),
                Severity.INFO,
            )
            return
        if self._film is None:
            can_mp4 = shutil.which("ffmpeg") is not None
            self._film = FilmDialog(can_mp4, self._parts.frame)
            self._film.saved.connect(self._save_film)
        self._filmed = self._now.scenario
        self._film.open_on(source)

    def open_escape(self, point: Point | None = None) -> None:
        """Open the dialog that compares ways out of a saddle: of that at `point`, if given."""
        from gui.dialogs.escape.dialog import EscapeDialog

        if self._escape is None:
            selection = self._parts.selection
            self._escape = EscapeDialog(self._theme, selection, self._parts.frame)
        self._escape.open_on(self._now, point)

    def open_batch_timing(self) -> None:
        """Open the dialog that times updates and epochs by the batch size."""
        from gui.dialogs.batch_timing.dialog import BatchTimingDialog

        if self._batch_timing is None:
            self._batch_timing = BatchTimingDialog(self._theme, self._parts.frame)
        self._batch_timing.open_on(self._now)

    def open_claims(self) -> None:
        """Open the dialog in which claims are tried."""
        from gui.dialogs.claims.dialog import ClaimsDialog

        if self._claims is None:
            self._claims = ClaimsDialog(self._send, self._parts.frame)
        self._claims.open_now()

    def _save_film(self, made_by: tuple[Any, ...], ending: str) -> None:
        """Make a film; the dialog makes way for the message that shows how far it is."""
        if self._parts.files.save_film(made_by, ending) and self._film is not None:
            self._film.accept()

    def show_menu(self, target: Point | int, place: QPoint) -> None:
        """Show what can be done with a ball or a point of the 3-D view."""
        from gui.panels.ball_menu import BallMenu

        ball = target if isinstance(target, int) else None
        point = None if isinstance(target, int) else target
        parts = self._parts
        menu = BallMenu(self._send, parts.selection, self._now, ball, point, parts.frame)
        menu.popup(place)

    def show_keys(self) -> None:
        """Show the window of keys and mouse."""
        from gui.window.help_windows import KeysWindow

        KeysWindow(self._parts.frame).show()

    def show_about(self) -> None:
        """Show the window about the program."""
        from gui.window.help_windows import AboutWindow

        AboutWindow(self._parts.viewport.renderer, notices(), self._parts.frame).show()

    @property
    def _now(self) -> Snapshot:
        return self._parts.engine.snapshot

    def _extra_cards(self) -> "tuple[AnyCard, ...]":
        """The gallery's cards for landscapes that are still to be made."""
        from gui.dialogs.gallery.cards import ActionCard
        from gui.style.icons import Icon

        return (
            ActionCard("Dialogs", NEW_FORMULA, ABOUT_FORMULA, Icon.PLOT, "new", self.open_formula),
            ActionCard("Dialogs", OWN_DATA, ABOUT_DATA, Icon.TABLE, "new", self.open_data),
        )
