"""The top row: the menus, the ways to another landscape, and tools."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QDockWidget,
    QMainWindow,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from gui.actions.actions import Actions
from gui.documents.file_commands import FileCommands
from gui.style.outside_text import outside, shortened
from gui.style.plain_text import menu_text, set_tip
from gui.style.theme import ThemeChoice
from gui.text.languages import AVAILABLE, NAMES
from gui.widgets.tool_button import ToolButton

MENUS: Final = ("file", "edit", "run", "view", "help")
# After which actions a menu has a line.
LINES: Final = frozenset(
    {
        "data",
        "open",
        "save_scenario",
        "script",
        "redo",
        "choose_none",
        "last",
        "slower",
        "axes",
        "follow",
        "first_hints",
        "safe_mode",
    }
)
HEIGHT: Final = 44  # px
LONGEST: Final = 60  # characters of a file's name
SCALES: Final[dict[str, bool | None]] = {"auto": None, "linear": False, "log": True}


@final
class MenuBar(QObject):
    """Makes the menus from the table of actions, and keeps their texts."""

    language_wanted = Signal(str)  # "" to follow the system
    theme_wanted = Signal(object)  # a ThemeChoice
    scale_wanted = Signal(object)  # True, False, or None for the surface's own
    reset_wanted = Signal()

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        files: FileCommands,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._files = window, actions, files
        self._docks: Mapping[str, QDockWidget] = {}
        self.bar = QMenuBar()
        self._menus = {name: self.bar.addMenu("") for name in MENUS}
        for name, menu in self._menus.items():
            self._fill(name, menu)
        self._scales = self._choices(tuple(SCALES))
        self._themes = self._choices(tuple(ThemeChoice))
        self._languages = self._choices(("", *AVAILABLE))
        self._recent = self._insert("file", "save")
        self._panels = self._menus["view"].addMenu("")
        self._scale = self._submenu(self._scales)
        self._theme = self._submenu(self._themes)
        self._language = self._submenu(self._languages)
        self._reset = self._menus["view"].addAction("")
        self.tools = self._tool_row()
        self._connect()

    def show_choices(self, language: str, theme: ThemeChoice) -> None:
        """Tick what is in force."""
        self._languages[language].setChecked(True)
        self._themes[theme].setChecked(True)

    def show_scale(self, logarithmic: bool | None) -> None:
        """Tick the height scale in force."""
        key = next(key for key, meant in SCALES.items() if meant is logarithmic)
        self._scales[key].setChecked(True)

    def list_panels(self, docks: Mapping[str, QDockWidget]) -> None:
        """Let the View menu show and hide the panels, now that there are some."""
        self._docks = docks
        for dock in docks.values():
            self._panels.addAction(dock.toggleViewAction())
        self._say_choices()

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        names = (
            self.tr("&File"),
            self.tr("&Edit"),
            self.tr("&Run"),
            self.tr("&View"),
            self.tr("&Help"),
        )
        for menu, name in zip(self._menus.values(), names, strict=True):
            menu.setTitle(name)
        self._recent.setTitle(self.tr("Open &recent"))
        self._panels.setTitle(self.tr("&Panels"))
        self._scale.setTitle(self.tr("&Height scale"))
        self._theme.setTitle(self.tr("Loo&k"))
        self._language.setTitle("语言 · Language")
        self._reset.setText(self.tr("Put panels &back in place"))
        self.tools.setWindowTitle(self.tr("Tools"))
        self._say_choices()

    def _say_choices(self) -> None:
        scales = (self.tr("As the landscape has it"), self.tr("Linear"), self.tr("Logarithmic"))
        for action, text in zip(self._scales.values(), scales, strict=True):
            action.setText(text)
        themes = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"))
        for action, text in zip(self._themes.values(), themes, strict=True):
            action.setText(text)
        for code, action in self._languages.items():
            action.setText(NAMES.get(code, self.tr("As the system")))
        for key, dock in self._docks.items():
            dock.toggleViewAction().setText(dock.windowTitle() or key)

    def _fill(self, name: str, menu: QMenu) -> None:
        menu.setToolTipsVisible(True)
        for action in self._actions.of_menu(name):
            menu.addAction(action)
            if action.objectName() in LINES:
                menu.addSeparator()

    def _insert(self, menu: str, before: str) -> QMenu:
        made = QMenu(self._window)
        self._menus[menu].insertMenu(self._actions[before], made)
        return made

    def _choices(self, keys: tuple[str, ...]) -> dict[str, QAction]:
        group = QActionGroup(self)
        made = {}
        for key in keys:
            action = QAction(self)
            action.setCheckable(True)
            group.addAction(action)
            made[key] = action
        return made

    def _submenu(self, choices: Mapping[str, QAction]) -> QMenu:
        menu = self._menus["view"].addMenu("")
        menu.addActions(list(choices.values()))
        return menu

    def _tool_row(self) -> QToolBar:
        bar = QToolBar(self._window)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setFixedHeight(HEIGHT)
        row = bar.layout()
        assert row is not None
        row.setContentsMargins(0, 0, 0, 0)  # with Qt's own the buttons are cut off below
        if self.bar.isNativeMenuBar():  # at the top of the screen, as on macOS
            self._window.setMenuBar(self.bar)
        else:
            self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            bar.addWidget(self.bar)
            bar.addSeparator()
        for key in ("landscapes", "scenarios"):
            button = ToolButton(action=self._actions[key])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            bar.addWidget(button)
        bar.addSeparator()
        for key in ("undo", "redo", "open", "save", "save_picture"):
            bar.addWidget(ToolButton(action=self._actions[key]))
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        for key in ("language", "theme", "keys"):
            bar.addWidget(ToolButton(action=self._actions[key]))
        bar.toggleViewAction().setEnabled(False)
        self._window.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        return bar

    def _connect(self) -> None:
        self._recent.aboutToShow.connect(self._list_recent)
        self._reset.triggered.connect(self.reset_wanted)
        for code, action in self._languages.items():
            action.triggered.connect(lambda _, code=code: self.language_wanted.emit(code))
        for theme, action in self._themes.items():
            action.triggered.connect(lambda _, theme=theme: self.theme_wanted.emit(theme))
        for key, action in self._scales.items():
            wanted = SCALES[key]
            action.triggered.connect(lambda _, wanted=wanted: self.scale_wanted.emit(wanted))

    def _list_recent(self) -> None:
        self._recent.clear()
        for file in self._files.recent:
            self._add_recent(file)
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("No files yet")).setEnabled(False)

    def _add_recent(self, file: Path) -> None:
        action = self._recent.addAction(menu_text(shortened(outside(file.name), LONGEST)))
        set_tip(action, outside(str(file)))
        action.triggered.connect(lambda: self._files.open(file))
