"""What the window's actions do."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QCoreApplication, QObject, QPoint

from engine.commands import Cancel, GoTo, Play, Redo, Remove, Restart, Undo, Walk
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario, ViewState
from engine.session import Session
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.documents.resources import notices
from gui.documents.settings import Trouble
from gui.state.drop_commands import duplicate
from gui.style.theme import ThemeChoice
from gui.widgets.notice import Severity
from gui.window.central_widget import OVERLAYS

if TYPE_CHECKING:
    from gui.dialogs.data.dialog import DataDialog
    from gui.dialogs.formula.dialog import FormulaDialog
    from gui.dialogs.gallery.cards import AnyCard
    from gui.dialogs.gallery.dialog import GalleryDialog
    from gui.window.main_window import MainWindow

VIEWS: Final = {"view_iso": "iso", "view_top": "top", "view_front": "front", "view_side": "side"}
NEW_FORMULA: Final = QT_TRANSLATE_NOOP("ActionHandlers", "New formula…")
ABOUT_FORMULA: Final = QT_TRANSLATE_NOOP(
    "ActionHandlers", "Type a loss of your own, with named parameters that become sliders."
)
OWN_DATA: Final = QT_TRANSLATE_NOOP("ActionHandlers", "Data of your own…")
ABOUT_DATA: Final = QT_TRANSLATE_NOOP(
    "ActionHandlers", "Choose a model and a table, from a CSV file or built in."
)
FIRST_OVERLAYS: Final = frozenset(("trails", "contours", "gradient", "axes"))


@final
class ActionHandlers(QObject):
    """Joins the actions to the engine, the view and the settings of one window."""

    def __init__(self, window: "MainWindow", scenarios: Sequence[Scenario]) -> None:
        super().__init__(window)
        self._window, self._scenarios = window, scenarios
        self._send, self._actions = window.engine.send, window.actions_
        self._selection = window.selection
        self.told = 0  # number of the engine's message that was shown last
        self._viewed: Scenario | None = None
        self._gallery: GalleryDialog | None = None
        self._formula: FormulaDialog | None = None
        self._data: DataDialog | None = None
        self._join_run()
        self._join_edit()
        self._join_view()
        self._join_files()
        self._selection.chosen_changed.connect(lambda: self.refresh(window.engine.snapshot))
        window.viewport.menu_wanted.connect(self.show_menu)
        window.docking.wanted.connect(self._open_landscape)

    def refresh(self, now: Snapshot) -> None:
        """Let the actions be what can be done now. Called once a frame."""
        actions = self._actions
        self._say_undo(now)
        actions["back"].setEnabled(now.update > 0)
        actions["first"].setEnabled(now.update > 0)
        actions["last"].setEnabled(now.update < now.head)
        actions["cancel"].setEnabled(now.goal is not None or bool(self._selection.chosen))
        for key in ("duplicate", "remove", "choose_none", "follow"):
            actions[key].setEnabled(bool(self._selection.chosen))
        actions["follow"].setChecked(self._selection.followed is not None)
        if self._formula is not None:
            self._formula.follow(now.surface)
        if now.scenario is not self._viewed:
            self._viewed = now.scenario
            self._take_view(now.scenario.view)

    def tell_settings_trouble(self, trouble: Trouble) -> None:
        """Say what is wrong with the settings file."""
        self._window.central.notices.post(lambda: self._trouble_text(trouble), Severity.WARNING)

    def _trouble_text(self, trouble: Trouble) -> str:
        texts = {
            Trouble.DAMAGED: self.tr(
                "The settings file was damaged. A copy lies beside it; what could be read is used."
            ),
            Trouble.NEWER: self.tr(
                "The settings file comes from a newer Downhill. It is read as far as possible and "
                "stays as it is; what you set here is kept beside it."
            ),
            Trouble.UNREADABLE: self.tr(
                "The settings file can’t be read, so there are only the usual settings, and none "
                "can be kept. Everything else works."
            ),
            Trouble.READ_ONLY: self.tr(
                "Settings can’t be kept: their folder can’t be written. Everything else works."
            ),
        }
        return texts[trouble]

    def offer_left_behind(self, left: Session, at_once: bool, meant: bool) -> None:
        """Go on with a session that a crash left, or (`meant`) its window; or offer to."""
        files, post = self._window.files, self._window.central.notices.post
        if at_once:
            files.resume(left)
            post(lambda: self._goes_on(meant))
            return
        remedy = (lambda: self.tr("Go on with it"), lambda: files.resume(left))
        severity = Severity.INFO if meant else Severity.WARNING
        post(lambda: self._was_left(meant), severity, remedy)

    def _goes_on(self, meant: bool) -> str:
        if meant:
            return self.tr("Your last session was restored.")
        return self.tr("The last run ended unexpectedly and has been restored.")

    def _was_left(self, meant: bool) -> str:
        if meant:
            return self.tr("Your last session was kept.")
        return self.tr("The last run ended unexpectedly.")

    def show_menu(self, target: Point | int, place: QPoint) -> None:
        """What can be done with a ball or a point of the 3-D view."""
        ball = target if isinstance(target, int) else None
        point = None if isinstance(target, int) else target
        from gui.panels.ball_menu import BallMenu

        menu = BallMenu(self._send, self._selection, self._now, ball, point, self._window)
        menu.popup(place)

    # Joining.

    def _join_run(self) -> None:
        on, send = self._actions.on, self._send
        on("play", lambda: send(Play(not self._now.playing)))
        on("forward", lambda: send(Walk(1)))
        on("back", lambda: send(Walk(-1)))
        on("restart", lambda: send(Restart()))
        on("first", lambda: send(GoTo(0)))
        on("last", lambda: send(GoTo(self._now.head)))
        on("cancel", self._cancel)
        on("scenarios", lambda: self._open_gallery("scenarios"))
        on("landscapes", lambda: self._open_gallery("surfaces"))
        on("formula", self._open_formula)
        on("data", self._open_data)

    def _join_edit(self) -> None:
        on, send = self._actions.on, self._send
        on("undo", lambda: send(Undo()))
        on("redo", lambda: send(Redo()))
        on("choose_all", lambda: self._selection.choose(set(self._now.homes)))
        on("choose_none", lambda: self._selection.choose(frozenset()))
        on("remove", lambda: send(Remove(tuple(sorted(self._selection.chosen)))))
        on("duplicate", lambda: duplicate(send, self._now, self._selection.chosen))

    def _join_view(self) -> None:
        window, on = self._window, self._actions.on
        for key in OVERLAYS:
            action = self._actions[key]
            action.setChecked(key in FIRST_OVERLAYS)
            action.toggled.connect(lambda shown, key=key: window.viewport.show_overlay(key, shown))
            window.viewport.show_overlay(key, action.isChecked())
        for key, preset in VIEWS.items():
            on(key, lambda preset=preset: window.viewport.look(preset))  # type: ignore[misc]
        on("follow", self._toggle_follow)
        on("full_screen", self._toggle_full_screen)
        on("language", self._toggle_language)
        on("theme", self._toggle_theme)
        menus = window.menus
        menus.language_wanted.connect(self._choose_language)
        menus.theme_wanted.connect(self._choose_theme)
        menus.scale_wanted.connect(self._choose_scale)
        menus.reset_wanted.connect(window.docking.reset)
        menus.show_choices(window.shell.languages.wish, window.shell.theme.choice)

    def _join_files(self) -> None:
        window, on, files = self._window, self._actions.on, self._window.files
        on("open", files.ask_open)
        on("save", files.save)
        on("save_as", files.save_as)
        on("save_scenario", files.save_scenario)
        on("save_picture", lambda: files.save_picture(window.viewport.picture()))
        on("export", files.ask_export)
        on("quit", window.close)
        on("keys", self._show_keys)
        on("about", self._show_about)
        on("reports", self._show_reports)
        on("safe_mode", self._restart_safely)

    # Doing.

    @property
    def _now(self) -> Snapshot:
        return self._window.engine.snapshot

    def _say_undo(self, now: Snapshot) -> None:
        for key, title in (("undo", now.undo_title), ("redo", now.redo_title)):
            action = self._actions[key]
            action.setEnabled(title is not None)
            what = QCoreApplication.translate("Command", title) if title else ""
            self._actions.say(key, what)

    def _cancel(self) -> None:
        if self._now.goal is not None:
            self._send(Cancel())
        else:
            self._selection.choose(frozenset())

    def _toggle_follow(self) -> None:
        chosen = sorted(self._selection.chosen)
        followed = self._selection.followed
        self._selection.follow(chosen[0] if chosen and followed is None else None)

    def _toggle_full_screen(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _toggle_language(self) -> None:
        other = "en" if self._window.shell.languages.current == "zh_CN" else "zh_CN"
        self._choose_language(other)

    def _choose_language(self, code: str) -> None:
        shell = self._window.shell
        shell.languages.choose(code)
        shell.settings.language = code
        self._show_choices()

    def _toggle_theme(self) -> None:
        dark = self._window.shell.theme.palette.dark
        self._choose_theme(ThemeChoice.LIGHT if dark else ThemeChoice.DARK)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        shell = self._window.shell
        shell.theme.choose(choice)
        shell.settings.theme = choice
        self._show_choices()

    def _show_choices(self) -> None:
        shell = self._window.shell
        self._window.menus.show_choices(shell.languages.wish, shell.theme.choice)

    def _choose_scale(self, logarithmic: bool | None) -> None:
        """Draw heights and colours so, in the scene and on the map alike."""
        self._window.viewport.set_height_scale(logarithmic)
        self._window.docking.set_height_scale(logarithmic)
        self._window.menus.show_scale(logarithmic)

    def _take_view(self, view: ViewState) -> None:
        """A scenario may point: show what it wants shown."""
        for key in OVERLAYS:
            self._actions[key].setChecked(key in view.overlays or key == "axes")
        self._window.viewport.take_view(view)
        self._choose_scale(view.log_height)

    # Windows are imported when they are first wanted: the start has no time for them.

    def _show_keys(self) -> None:
        from gui.window.help_windows import KeysWindow

        KeysWindow(self._window).show()

    def _show_about(self) -> None:
        from gui.window.help_windows import AboutWindow

        AboutWindow(self._window.viewport.renderer, notices(), self._window).show()

    def _open_gallery(self, page: str) -> None:
        from gui.dialogs.gallery.dialog import GalleryDialog

        if self._gallery is None:
            shell = self._window.shell
            self._gallery = GalleryDialog(
                self._send,
                tuple(self._scenarios),
                shell.theme,
                shell.languages,
                self._window,
                self._extra_cards,
            )
        self._gallery.open_at(page, self._now.surface)

    def _show_reports(self) -> None:
        from gui.startup.activation import show_reports

        show_reports(self._window)

    def _restart_safely(self) -> None:
        from gui.system import relaunch

        if relaunch.safely(self._window.shell.languages.current):
            self._window.autosave.leave()
            self._window.close()
        else:
            self._window.central.notices.post(
                lambda: self.tr("The program could not be started again."), Severity.ERROR
            )

    def _open_landscape(self, way: str) -> None:
        """By one of the ways that the landscape's panel offers."""
        ways = {"formula": self._open_formula, "data": self._open_data}
        ways.get(way, lambda: self._open_gallery("surfaces"))()

    def _open_formula(self) -> None:
        from gui.dialogs.formula.dialog import FormulaDialog

        if self._formula is None:
            self._formula = FormulaDialog(self._send, self._window.shell.theme, self._window)
        self._formula.open_on(self._now.surface)

    def open_data(self, file: Path) -> None:
        """Make a loss from a person's own table."""
        self._open_data().open_file(file)

    def _open_data(self) -> "DataDialog":
        from gui.dialogs.data.dialog import DataDialog

        if self._data is None:
            self._data = DataDialog(self._send, self._window.shell.theme, self._window)
        self._data.open_on(self._now.surface)
        return self._data

    def _extra_cards(self) -> "tuple[AnyCard, ...]":
        """The gallery's ways to landscapes that are not there yet."""
        from gui.dialogs.gallery.cards import ActionCard
        from gui.style.icons import Icon

        return (
            ActionCard(
                "ActionHandlers", NEW_FORMULA, ABOUT_FORMULA, Icon.PLOT, "own", self._open_formula
            ),
            ActionCard("ActionHandlers", OWN_DATA, ABOUT_DATA, Icon.TABLE, "data", self._open_data),
        )
