"""What the window's actions do."""

from bisect import bisect_right
from typing import final

from PySide6.QtCore import QCoreApplication, QObject

from engine.commands import Cancel, GoTo, Play, Redo, Remove, Restart, Undo, Walk
from engine.errors import DataError
from engine.scenario import Scenario, ViewState
from engine.snapshot import FleetView, Snapshot
from gui.state import overlays
from gui.state.drop_commands import duplicate, why_not_duplicate
from gui.style.theme import ThemeChoice
from gui.text.error_text import translated
from gui.text.titles import title_of
from gui.widgets.notice import Severity
from gui.window.dialogs import Dialogs
from gui.window.parts import Parts
from gui.window.startup_notices import show_reports
from gui.window.viewport import VIEWS


@final
class ActionHandlers(QObject):
    """Joins the actions to the engine, the view and the settings of one window."""

    def __init__(self, parts: Parts, dialogs: Dialogs) -> None:
        super().__init__(parts.frame)
        self._parts, self._dialogs = parts, dialogs
        self._send, self._actions = parts.engine.send, parts.actions
        self._selection = parts.selection
        self._viewed: Scenario | None = None
        self._scripted: tuple[object, ...] = ()  # what the menu's script was judged by
        self._no_script = ""  # why there is none
        self._join_run()
        self._join_edit()
        self._join_view()
        self._join_files()
        self._selection.chosen_changed.connect(lambda: self.refresh(self._now))
        self._selection.followed_changed.connect(lambda: self.refresh(self._now))

    def refresh(self, now: Snapshot) -> None:
        """Enable the actions that are possible now. Called once a frame."""
        actions = self._actions
        self._update_undo(now)
        actions.enable("back", now.update > 0)
        actions.enable("first", now.update > 0)
        actions.enable("last", now.update < now.head)
        chosen, followed = bool(self._selection.chosen), self._selection.followed is not None
        actions.enable("cancel", now.goal is not None or chosen or followed)
        for key in ("remove", "choose_none"):
            actions.enable(key, chosen)
        actions.enable("follow", chosen or followed)
        for key in ("next_ball", "previous_ball"):
            actions.enable(key, any(len(fleet.balls) for fleet in now.fleets))
        self._update_duplicate(now)
        self._update_script(now)
        actions["follow"].setChecked(followed)
        self._dialogs.follow(now.surface)
        if now.scenario is not self._viewed:
            self._viewed = now.scenario
            self._set_view(now.scenario.view)

    # Joining.

    def _join_run(self) -> None:
        on, send, dialogs = self._actions.on, self._send, self._dialogs
        on("play", lambda: send(Play(not self._now.playing)))
        on("forward", lambda: send(Walk(1)))
        on("back", lambda: send(Walk(-1)))
        on("restart", lambda: send(Restart()))
        on("first", lambda: send(GoTo(0)))
        on("last", lambda: send(GoTo(self._now.head)))
        on("cancel", self._cancel)
        on("scenarios", lambda: dialogs.open_gallery("scenarios"))
        on("landscapes", lambda: dialogs.open_gallery("surfaces"))
        on("escape", lambda: dialogs.open_escape())
        on("batch_timing", dialogs.open_batch_timing)
        on("claims", dialogs.open_claims)
        on("formula", dialogs.open_formula)
        on("data", lambda: dialogs.open_data())

    def _join_edit(self) -> None:
        on, send = self._actions.on, self._send
        on("undo", lambda: send(Undo()))
        on("redo", lambda: send(Redo()))
        on("choose_all", lambda: self._selection.choose(set(self._now.homes)))
        on("choose_none", lambda: self._selection.choose(frozenset()))
        on("next_ball", lambda: self._selection.next_ball(1))
        on("previous_ball", lambda: self._selection.next_ball(-1))
        on("remove", lambda: send(Remove(tuple(sorted(self._selection.chosen)))))
        on("duplicate", lambda: duplicate(send, self._now, self._selection.chosen))

    def _join_view(self) -> None:
        parts, on = self._parts, self._actions.on
        for key in (overlay.key for overlay in overlays.ALL):
            action = self._actions[key]
            action.setChecked(key in parts.viewport.overlays)
            action.toggled.connect(lambda shown, key=key: self._show_overlay(key, shown))
        for key in VIEWS:
            on(key, lambda key=key: parts.viewport.look(key))  # type: ignore[misc]
        on("slice", lambda: parts.docking.toggle("slice"))
        on("follow", self._toggle_follow)
        on("full_screen", self._toggle_full_screen)
        on("language", self._toggle_language)
        on("theme", self._toggle_theme)
        menus = parts.menus
        menus.language_wanted.connect(self._choose_language)
        menus.theme_wanted.connect(self._choose_theme)
        menus.scale_wanted.connect(self._choose_scale)
        menus.reset_wanted.connect(parts.docking.reset)
        menus.show_choices(parts.shell.languages.choice, parts.shell.theme.choice)

    def _join_files(self) -> None:
        parts, on, files = self._parts, self._actions.on, self._parts.files
        on("open", files.ask_open)
        on("save", files.save)
        on("save_as", files.save_as)
        on("save_scenario", files.save_scenario)
        on("save_picture", self._dialogs.open_picture)
        on("film", self._dialogs.open_film)
        on("script", self._save_script)
        on("export", files.ask_export)
        on("quit", parts.frame.close)
        on("keys", self._dialogs.show_keys)
        on("glossary", self._dialogs.open_glossary)
        on("about", self._dialogs.show_about)
        on("reports", lambda: show_reports(parts.notices))
        on("safe_mode", self._restart_safely)

    # Doing.

    @property
    def _now(self) -> Snapshot:
        return self._parts.engine.snapshot

    def _update_undo(self, now: Snapshot) -> None:
        for key, title in (("undo", now.undo_title), ("redo", now.redo_title)):
            self._actions.enable(key, title is not None)
            what = QCoreApplication.translate("Command", title) if title else ""
            self._actions.set_subject(key, what)

    def _update_duplicate(self, now: Snapshot) -> None:
        """Lost balls have no place for another one; the menu says so."""
        chosen = self._selection.chosen
        reason = why_not_duplicate(now, chosen) if chosen else ""
        self._actions.enable("duplicate", bool(chosen) and not reason)
        self._actions.set_subject("duplicate", reason)

    def _update_script(self, now: Snapshot) -> None:
        """Say why the chosen fleet has no script. Looked at again after an edit, where other edits
        are past, in another language, and at each update where the run was too long: the loss is
        traced for it."""
        if not self._parts.docking.ready:
            return
        from engine.script.torch_script import TOO_LONG, why_not  # slow: after the first frame

        past = bisect_right(now.log, now.update, key=lambda stamped: stamped.update)
        length = now.update if self._no_script == TOO_LONG else None
        language = self._parts.shell.languages.current
        looked = (now.edits, id(now.scenario), past, self._selection.fleet, language, length)
        if looked == self._scripted:
            return
        self._scripted = looked
        self._no_script = reason = why_not(now, self._chosen_fleet(now))
        self._actions.enable("script", not reason)
        self._actions.set_subject("script", translated(reason) if reason else "")

    def _save_script(self) -> None:
        from engine.script.torch_script import torch_script

        now = self._now
        title = title_of(now, self._parts.shell.languages.current)
        try:
            self._parts.files.save_script(torch_script(now, self._chosen_fleet(now), title))
        except DataError as error:  # the run has become too long since the menu looked
            text = error.text
            self._parts.notices.post(lambda: translated(text), Severity.INFO)

    def _chosen_fleet(self, now: Snapshot) -> FleetView | None:
        return next((each for each in now.fleets if each.id == self._selection.fleet), None)

    def _cancel(self) -> None:
        if self._now.goal is not None:
            self._send(Cancel())
        elif self._selection.followed is not None:
            self._selection.follow(None)
        else:
            self._selection.choose(frozenset())

    def _toggle_follow(self) -> None:
        selection = self._selection
        selection.follow(selection.ball if selection.followed is None else None)

    def _toggle_full_screen(self) -> None:
        frame = self._parts.frame
        if frame.isFullScreen():
            frame.showNormal()
        else:
            frame.showFullScreen()

    def _toggle_language(self) -> None:
        other = "en" if self._parts.shell.languages.current == "zh_CN" else "zh_CN"
        self._choose_language(other)

    def _choose_language(self, code: str) -> None:
        shell = self._parts.shell
        shell.languages.choose(code)
        shell.settings.language = code
        self._show_choices()

    def _toggle_theme(self) -> None:
        dark = self._parts.shell.theme.palette.dark
        self._choose_theme(ThemeChoice.LIGHT if dark else ThemeChoice.DARK)

    def _choose_theme(self, choice: ThemeChoice) -> None:
        shell = self._parts.shell
        shell.theme.choose(choice)
        shell.settings.theme = choice
        self._show_choices()

    def _show_choices(self) -> None:
        shell = self._parts.shell
        self._parts.menus.show_choices(shell.languages.choice, shell.theme.choice)

    def _choose_scale(self, logarithmic: bool | None) -> None:
        """Draw heights and colours so, in the scene and on the map alike."""
        self._parts.viewport.set_height_scale(logarithmic)
        self._parts.docking.set_height_scale(logarithmic)
        self._parts.menus.show_scale(logarithmic)

    def _show_overlay(self, key: str, on: bool) -> None:
        """Draw it or not, in the scene and on the map alike."""
        self._parts.viewport.show_overlay(key, on)
        self._parts.docking.show_overlays(self._parts.viewport.overlays)

    def _set_view(self, view: ViewState) -> None:
        """Set the camera, overlays and height scale of a scenario."""
        shown = overlays.of_scenario(view.overlays)
        for overlay in overlays.ALL:
            self._actions[overlay.key].setChecked(overlay.key in shown)
        self._parts.viewport.take_view(view)
        self._choose_scale(view.log_height)
        self._parts.docking.lend("slice", view.line is not None)
        panel, _, section = view.panel.partition(".")
        self._parts.docking.reveal(panel, section)

    def _restart_safely(self) -> None:
        from gui.system import relaunch

        if relaunch.safely(self._parts.shell.languages.current):
            self._parts.autosave.leave_for_next_start()
            self._parts.frame.close()
        else:
            self._parts.notices.post(
                lambda: self.tr("The program could not be started again."), Severity.ERROR
            )
