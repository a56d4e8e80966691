"""The parts of a window that its actions, dialogs and notices work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, final

from PySide6.QtWidgets import QMainWindow

from engine.commands import Command
from engine.snapshot import Snapshot
from engine.timeline import Course
from gui.actions.actions import Actions
from gui.documents.autosave import Autosave
from gui.documents.file_commands import FileCommands
from gui.documents.settings import Settings
from gui.state.selection import Selection
from gui.style.icons import Icons
from gui.style.theme import Theme
from gui.text.languages import Languages
from gui.widgets.notice import Notices
from gui.window.docking.docks import Docks
from gui.window.menu_bar import MenuBar
from gui.window.viewport import Viewport


class Engine(Protocol):
    """What the window needs of the object that runs the simulation."""

    published: Callable[[], None]  # called, on any thread, after each new snapshot

    @property
    def snapshot(self) -> Snapshot: ...
    def send(self, command: Command) -> None: ...
    def open(self, course: Course) -> None: ...


class Finishable(Protocol):
    """What the start of the program has attached to the window, to be finished at its end."""

    def finish(self) -> None: ...


@final
@dataclass(frozen=True, slots=True)
class Shell:
    """What is made once and shared by all parts of the window."""

    settings: Settings
    languages: Languages
    theme: Theme
    icons: Icons
    safe: bool = False  # in safe mode: default settings, and nothing is saved


@final
@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one window, made by it and given to its actions, dialogs and notices."""

    engine: Engine
    shell: Shell
    actions: Actions
    selection: Selection
    files: FileCommands
    autosave: Autosave
    viewport: Viewport
    docking: Docks
    menus: MenuBar
    notices: Notices
    frame: QMainWindow  # parent of dialogs; shown, closed and made full screen
