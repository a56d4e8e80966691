"""The main window: puts the parts in their places and joins them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QDeadlineTimer, QKeyCombination, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar, QWidget

from engine.scenario import Scenario
from engine.snapshot import Snapshot
from gui.actions.actions import Actions
from gui.documents.autosave import Autosave
from gui.documents.file_commands import FileCommands
from gui.panels.panel import Panel
from gui.state.selection import Selection
from gui.state.spoken_changes import SpokenChanges
from gui.style.outside_text import outside
from gui.style.palette import Palette
from gui.style.plain_text import set_title
from gui.style.retranslated import Retranslated
from gui.tasks.frame_clock import FrameClock
from gui.text.titles import title_of
from gui.widgets.notice import Severity
from gui.window.action_handlers import ActionHandlers
from gui.window.central_widget import CentralWidget
from gui.window.dialogs import Dialogs
from gui.window.docking.columns import left_width, right_width
from gui.window.docking.docks import Docks
from gui.window.docking.folding import Folding
from gui.window.engine_messages import EngineMessages
from gui.window.focus_regions import FocusRegions
from gui.window.lessons.lessons import Lessons
from gui.window.menu_bar import MenuBar
from gui.window.parts import Engine, Finishable, Parts, Shell
from gui.window.plain_keys import PlainKeys
from gui.window.presentation.presenting import Presenting
from gui.window.presentation.text_sizes import TextSizes
from gui.window.run_notices import RunNotices, Verdict
from gui.window.startup_notices import StartupNotices
from gui.window.transport_bar import TransportBar
from gui.window.viewport import Viewport, open_scene

if TYPE_CHECKING:
    from gui.window.docking.swap import PlaceSwap

SMALLEST: Final = (1024, 640)
USUAL: Final = (1280, 800)
TITLE_BAR: Final = 40  # points
LONGEST_WAIT: Final = 1500  # milliseconds that the panels wait for the view's first frame
LAST: Final = 10_000  # milliseconds that saving may go on after the window has closed
DIGITS: Final = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)


@final
class MainWindow(Retranslated, QMainWindow):
    """Shows the newest snapshot once a frame, and turns what a person does into commands."""

    def __init__(
        self,
        engine: Engine,
        shell: Shell,
        scenarios: Sequence[Scenario],
        sessions: Path | None,
        make_scene: Callable[[], QWidget] = open_scene,
    ) -> None:
        super().__init__()
        self.engine, self.shell = engine, shell
        self.swap: PlaceSwap | None = None  # once there are panels
        self.activation: Finishable | None = None  # set once the window has been seen
        self.selection = Selection(self)
        self.actions_ = Actions(shell.icons, self)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.setAcceptDrops(True)
        self._make_widgets(sessions)
        self.docking = Docks(self, engine.send, self.selection, shell.theme, shell.icons)
        self.viewport = Viewport(
            engine.send, self.selection, shell.theme, self.docking.fallback_map, make_scene
        )
        self.central.set_view(self.viewport)
        self._plain_keys = PlainKeys(self, self.actions_, self._choose_fleet)
        self.focus_regions = FocusRegions(self._focus_roots)
        self.menus = MenuBar(self, self.actions_, self.files, shell.icons)
        self.parts = self._parts()
        self.dialogs = Dialogs(self.parts, scenarios)
        self.handlers = ActionHandlers(self.parts, self.dialogs)
        self.lessons = Lessons(self.parts, self.dialogs)
        self.startup_notices = StartupNotices(self.parts)
        sizes, self.folding = TextSizes(self.parts), Folding(self, self.docking, shell.theme)
        self.presenting = Presenting(self.parts, self.central, sizes, self.folding, scenarios)
        self._messages = EngineMessages(self.central.notices, engine.send)
        self.run_notices = RunNotices(self.central.notices, engine.send, self.selection)
        self._verdict = Verdict(self.selection, self)
        self.central.verdict = self._verdict.text
        self.spoken_changes = SpokenChanges(self, self.selection)
        self._connect()
        self.retranslate()
        if shell.settings.geometry:
            self.restoreGeometry(shell.settings.geometry)
        self.clock = FrameClock(lambda: engine.snapshot)
        self.clock.frame.connect(self.refresh)
        engine.published = self.clock.wake
        self.refresh(engine.snapshot)
        self.viewport.setFocus()

    def start(self, size: tuple[int, int] | None = None, fresh: bool = True) -> None:
        """Show the window; resume what a crash left, unless a file was given."""
        if size is not None:
            self.setMinimumSize(1, 1)  # it does not grow with its parts: columns are hidden
            self.resize(*size)
        else:
            self._fit()
        self._keep_room()
        self.viewport.painted.connect(self._make_panels)
        QTimer.singleShot(LONGEST_WAIT, self, self._make_panels)
        self.show()
        if self.shell.settings.trouble is not None:
            self.startup_notices.show_settings_trouble(self.shell.settings.trouble)
        if self.autosave.trouble:
            self.startup_notices.show_autosave_trouble()
        self.startup_notices.resume_left(fresh)

    def refresh(self, now: Snapshot) -> None:
        """Show `now` everywhere. Called once a frame."""
        self.selection.update(now)
        self.viewport.refresh(now)
        self.central.refresh(now)
        self.transport.refresh(now)
        self.handlers.refresh(now)
        self.files.refresh(now)
        self.autosave.refresh(now)
        self.lessons.refresh(now)
        self.docking.set_snapshot(now)
        self._messages.refresh(now)
        self.run_notices.refresh(now)
        self._verdict.refresh(now)
        self.presenting.refresh(now)
        self.spoken_changes.refresh(now)

    def open_glossary(self, term: str) -> None:
        """Open the glossary at a term: any part of the window can ask for it."""
        self.dialogs.open_glossary(term)

    def picture(self) -> QImage:
        """The window as it is, the 3-D view included."""
        return self.grab().toImage()

    def retranslate(self) -> None:
        """Set every text of the window itself in the current language."""
        self.actions_.retranslate()
        self.handlers.refresh(self.engine.snapshot)  # what is undone, why something is off
        self.menus.retranslate()
        self._transport_bar.setWindowTitle(self.tr("Playback"))
        self.central.set_language(self.shell.languages.current)
        self.presenting.refresh(self.engine.snapshot)
        self._update_title()

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys that no control wanted: play, step, switch, choose a fleet."""
        if not self._plain_keys.press(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Called by Qt for Tab, and where the focused control is hidden or disabled."""
        return self.isVisible() and self.focus_regions.step(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            self.files.open_any(Path(urls[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.startup_notices.stops_closing():
            event.ignore()
            return
        settings = self.shell.settings
        self.lessons.end()
        if self.presenting.places is None:
            self.folding.unfold()
            settings.geometry = bytes(self.saveGeometry().data())
        settings.state = self.presenting.places or self.docking.places() or settings.state
        settings.save()
        self.files.finish()
        self.dialogs.close_all()
        self.autosave.close()
        super().closeEvent(event)

    def finish_saving(self, milliseconds: int = LAST) -> bool:
        """Wait until everything that was made is saved, after closing; whether it is."""
        until = QDeadlineTimer(milliseconds)
        saved = self.files.wait(until)
        return self.autosave.wait(until) and saved

    # Inside.

    def _make_widgets(self, sessions: Path | None) -> None:
        shell, send = self.shell, self.engine.send
        self.central = CentralWidget(shell.theme, shell.icons, self.actions_)
        self.setCentralWidget(self.central)
        self.transport = TransportBar(send, self.actions_, shell.icons)
        self.files = FileCommands(
            self,
            send,
            self.engine,
            shell.settings,
            self.central.notices.post,
            self._newest,
            lambda: title_of(self._newest(), shell.languages.current),
        )
        self.autosave = Autosave(sessions, self)
        bar = self._transport_bar = QToolBar()
        bar.setObjectName("transport")
        bar.setMovable(False)
        bar.setStyleSheet("QToolBar { padding: 0; }")
        bar.addWidget(self.transport)
        bar.toggleViewAction().setEnabled(False)
        self.addToolBar(Qt.ToolBarArea.BottomToolBarArea, bar)

    def _focus_roots(self) -> list[QWidget]:
        """The regions in the order in which Tab and F6 visit them."""
        central, docks = self.central, self.docking.in_order()
        view = central.view or self.viewport
        return [view, self.transport, *central.regions, *docks, self.menus.tools]

    def _parts(self) -> Parts:
        return Parts(
            engine=self.engine,
            shell=self.shell,
            actions=self.actions_,
            selection=self.selection,
            files=self.files,
            autosave=self.autosave,
            viewport=self.viewport,
            docking=self.docking,
            menus=self.menus,
            notices=self.central.notices,
            frame=self,
        )

    def _newest(self) -> Snapshot:
        return self.engine.snapshot

    @property
    def panels(self) -> dict[str, Panel]:
        """The panels by key; none before the first frame."""
        return self.docking.panels

    @property
    def docks(self) -> dict[str, QDockWidget]:
        """Their docks by key."""
        return self.docking.docks

    def _fit(self) -> None:
        """Fit the window to the screen, which has few points where the scale factor is large.

        The frame has no size before it is shown, so that of common systems is used.
        """
        room = self.screen().availableSize() - QSize(0, TITLE_BAR)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.resize(self.size().boundedTo(room))

    def _keep_room(self) -> None:
        """Reserve the room of the panels, so that the view does not move when they are made.

        At most the room there is: it must not enlarge a small window.
        """
        room = max(0, self.width() - self.central.minimumSizeHint().width())
        left = min(left_width(), room)
        right = min(right_width(self.width()), room - left)
        self.central.setContentsMargins(left, 0, right, 0)

    def _make_panels(self) -> None:
        """Make the panels: the first frame has been painted, or can't be waited for."""
        if self.docking.ready:
            return
        self.central.setContentsMargins(0, 0, 0, 0)
        self.central.typeset()
        self.docking.make_panels(self.shell.settings.state)
        from gui.window.docking.swap import PlaceSwap

        self.swap = PlaceSwap(self.central, self.docking, self.viewport)
        self.actions_.enable("swap", self.swap.possible)
        self._show_in_middle(self.shell.settings.map_in_middle)
        self.menus.list_panels(self.docks)
        self.clock.tick()
        self.docking.set_snapshot(self.engine.snapshot)

    def _show_in_middle(self, map_: bool) -> None:
        """Show the map in the middle, or the surface."""
        if self.swap is not None and self.swap.possible:
            self.swap.set(map_)
            self.shell.settings.map_in_middle = map_
        self.actions_["swap"].setChecked(self.swap is not None and self.swap.on)

    def _connect(self) -> None:
        self.selection.chosen_changed.connect(self._refresh_selection)
        self.selection.time.choose(self.shell.settings.time_unit)
        self.selection.time.changed.connect(self.shell.settings.keep_time_unit)
        self.selection.step_wanted.connect(lambda: self.docking.reveal("step"))
        self.selection.cut.wanted.connect(lambda: self.docking.reveal("slice"))
        self._verdict.changed.connect(self.central.show_verdict)
        self.central.critical_at = self.selection.critical.at
        self.central.said_of = self.viewport.said_of
        self.selection.point_hovered.connect(
            lambda: self.central.read_point(self.selection.hovered_point)
        )
        self.viewport.range_changed.connect(self.central.show_range)
        self.central.reach.turned.connect(self.viewport.set_reach)
        self.viewport.failed.connect(self._show_scene_failure)
        self.viewport.slow.connect(self.startup_notices.show_slow_view)
        self.viewport.menu_wanted.connect(self.dialogs.show_menu)
        self.viewport.said.connect(self.central.say)
        self.actions_["swap"].toggled.connect(self._show_in_middle)
        self.docking.places_forgotten.connect(self.startup_notices.show_new_places)
        self.folding.folded.connect(self.startup_notices.show_folded)
        self.docking.wanted.connect(self.dialogs.open_landscape)
        self.files.renamed.connect(self._update_title)
        self.files.table_chosen.connect(self.dialogs.open_data)
        self.files.lesson_chosen.connect(self.lessons.open_file)
        self.files.saved.connect(self.autosave.saved_by_person)
        self.autosave.failed.connect(self.startup_notices.show_autosave_trouble)
        self.autosave.worked.connect(self.startup_notices.show_autosave_works)
        self.shell.theme.changed.connect(self._set_palette)
        self.actions_.on("next_region", lambda: self.focus_regions.jump(True))
        self.actions_.on("previous_region", lambda: self.focus_regions.jump(False))
        self.shell.settings.troubled.connect(self.startup_notices.show_settings_trouble)

    def _set_palette(self, palette: Palette) -> None:
        self.viewport.set_palette(palette)
        self._refresh_selection()

    def _refresh_selection(self) -> None:
        """Refresh what depends on the selection or the theme; the run is the same."""
        self.viewport.refresh(self.engine.snapshot)
        self.handlers.refresh(self.engine.snapshot)

    def _choose_fleet(self, pressed: QKeyCombination) -> bool:
        if pressed.key() not in DIGITS or pressed.keyboardModifiers():
            return False
        fleets = self.engine.snapshot.fleets
        place = int(pressed.key()) - int(Qt.Key.Key_1)
        if place < len(fleets):
            self.selection.choose_fleet(fleets[place].id)
        return True

    def _show_scene_failure(self, why: str) -> None:
        self.central.notices.post(
            lambda: self.tr(
                "The 3-D view needs OpenGL 2.1, which this computer does not provide ({0}). The "
                "contour map takes its place; everything else works."
            ).format(outside(why)),
            Severity.WARNING,
        )
        if self.swap is not None:
            self.swap.set(False)
        self._make_panels()
        self.actions_.enable("swap", False)
        self.docks["contour"].hide()

    def _update_title(self) -> None:
        name = outside(self.files.file.stem) if self.files.file is not None else ""
        # Where a title does not end with the program's name, Qt adds it.
        title = f"{name} — Downhill" if name else "下山 · Downhill"
        set_title(self, self.tr("{0} (safe mode)").format(title) if self.shell.safe else title)
