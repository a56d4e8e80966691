"""The top row: the menus, the ways to another landscape, and tools."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
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
from gui.style.icons import Icons
from gui.style.outside_text import outside, shortened
from gui.style.plain_text import menu_text, set_tip
from gui.style.text_size import PERCENTS, fixed, px
from gui.style.theme import ThemeChoice
from gui.text.languages import AVAILABLE, NAMES
from gui.widgets.tool_button import SIZE, Overflow, ToolButton

MENUS: Final = ("file", "edit", "run", "view", "help")
# After which actions a menu has a line.
LINES: Final = frozenset(
    {
        "data",
        "open",
        "save_scenario",
        "handout",
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
LESSON: Final = "lesson"
HEIGHT: Final = 44  # px
# Tools that there is no room for, the first to go first.
FIRST_TO_GO: Final = ("save_picture", "save", "open", "redo", "undo", "language", "theme")
NEXT: Final = 16  # px around a name, at most
LONGEST: Final = 60  # characters of a file's name
WAYS: Final = ("landscapes", "scenarios", "lessons")
SCALES: Final[dict[str, bool | None]] = {"auto": None, "linear": False, "log": True}


@final
class MenuBar(QObject):
    """Makes the menus from the table of actions, and keeps their texts."""

    language_wanted = Signal(str)  # "" to follow the system
    theme_wanted = Signal(object)  # a ThemeChoice
    text_size_wanted = Signal(int)  # per cent
    scale_wanted = Signal(object)  # True, False, or None for the surface's own
    reset_wanted = Signal()

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        files: FileCommands,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._files = window, actions, files
        self._icons = icons
        self._docks: Mapping[str, QDockWidget] = {}
        self.bar = QMenuBar()
        self._menus = {name: self.bar.addMenu("") for name in MENUS}
        for name, menu in self._menus.items():
            self._fill(name, menu)
        self._scales = self._choices(tuple(SCALES))
        self._themes = self._choices(tuple(ThemeChoice))
        self._languages = self._choices(("", *AVAILABLE))
        self._sizes = self._choices(tuple(map(str, PERCENTS)))
        self._recent = self._insert("file", "save")
        self._panels = self._menus["view"].addMenu("")
        self._scale = self._submenu(self._scales)
        self._theme = self._submenu(self._themes)
        self._language = self._submenu(self._languages)
        self._text_size = self._submenu(self._sizes)
        self._text_size.addSeparator()
        self._present = self._submenu({})
        for name, submenu in (("text", self._text_size), ("present", self._present)):
            self._fill(name, submenu)
        self._reset = self._menus["view"].addAction("")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._share)
        self.tools = self._tool_row()
        self._connect()

    def show_choices(self, language: str, theme: ThemeChoice) -> None:
        """Tick what is in force."""
        self._languages[language].setChecked(True)
        self._themes[theme].setChecked(True)

    @property
    def text_sizes(self) -> list[QAction]:
        """The choices of the size of text."""
        return list(self._sizes.values())

    def show_text_size(self, percent: int) -> None:
        """Tick the size of text in force."""
        self._sizes[str(percent)].setChecked(True)

    def show_scale(self, logarithmic: bool | None) -> None:
        """Tick the height scale in force."""
        key = next(key for key, meant in SCALES.items() if meant is logarithmic)
        self._scales[key].setChecked(True)

    def allow_reset(self, on: bool) -> None:
        """Let panels be put back, or not: after presenting they come back by themselves."""
        self._reset.setEnabled(on)

    def list_panels(self, docks: Mapping[str, QDockWidget]) -> None:
        """Let the View menu show and hide the panels, now that there are some."""
        self._docks = docks
        for key, dock in docks.items():
            if key != LESSON:  # which comes and goes with the lesson
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
        self._text_size.setTitle(self.tr("Text si&ze"))
        self._present.setTitle(self.tr("Present&ing"))
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
        for percent, action in self._sizes.items():
            action.setText(self.tr("%1%").replace("%1", percent))
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
        fixed(bar, height=HEIGHT, icon=SIZE)
        row = bar.layout()
        assert row is not None
        row.setContentsMargins(0, 0, 0, 0)  # with Qt's own the buttons are cut off below
        if self.bar.isNativeMenuBar():  # at the top of the screen, as on macOS
            self._window.setMenuBar(self.bar)
        else:
            self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            bar.addWidget(self.bar)
            bar.addSeparator()
        self._named = [ToolButton(action=self._actions[key]) for key in WAYS]
        for button in self._named:
            bar.addWidget(button)
        bar.addSeparator()
        self._tools: dict[str, tuple[ToolButton, QAction]] = {}
        for key in ("undo", "redo", "open", "save", "save_picture"):
            self._add_tool(bar, key)
        self._more = Overflow(self._icons)
        self._more_shown = bar.addWidget(self._more)
        self._more_shown.setVisible(False)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        for key in ("language", "theme", "present", "keys"):
            self._add_tool(bar, key)
        bar.toggleViewAction().setEnabled(False)
        self._window.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        bar.installEventFilter(self)
        return bar

    def _add_tool(self, bar: QToolBar, key: str) -> None:
        button = ToolButton(action=self._actions[key])
        self._tools[key] = (button, bar.addWidget(button))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._soon.start()  # when all buttons have the sizes that go with the text
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        """Show the names of the ways to landscapes, scenarios and lessons, where there is room;
        where there is none for all tools, offer some in a menu, which other menus have as well."""
        styles, gap = Qt.ToolButtonStyle, _spacing(self.tools)
        named = self._named[0].toolButtonStyle() == styles.ToolButtonTextBesideIcon
        widths = {key: tool.sizeHint().width() + gap for key, (tool, _) in self._tools.items()}
        hidden = [key for key, (_, shown) in self._tools.items() if not shown.isVisible()]
        more = self._more.sizeHint().width() + gap
        names = sum(map(_name_width, self._named))
        whole = self.tools.sizeHint().width() + sum(widths[key] for key in hidden)
        whole -= (names if named else 0) + (more if hidden else 0)
        left = self.tools.width() - whole
        if named != (names <= left):
            style = styles.ToolButtonIconOnly if named else styles.ToolButtonTextBesideIcon
            for button in self._named:
                button.setToolButtonStyle(style)
        fewer, left = list[str](), left if left >= 0 else left - more
        for key in FIRST_TO_GO:
            if left < 0:
                fewer.append(key)
                left += widths[key]
        if set(fewer) != set(hidden):
            for key, (_, shown) in self._tools.items():
                shown.setVisible(key not in fewer)
            self._more_shown.setVisible(bool(fewer))
            self._more.offer([self._actions[key] for key in self._tools if key in fewer])

    def _connect(self) -> None:
        self._recent.aboutToShow.connect(self._list_recent)
        self._reset.triggered.connect(self.reset_wanted)
        for code, action in self._languages.items():
            action.triggered.connect(lambda _, code=code: self.language_wanted.emit(code))
        for theme, action in self._themes.items():
            action.triggered.connect(lambda _, theme=theme: self.theme_wanted.emit(theme))
        for percent, action in self._sizes.items():
            wanted_size = int(percent)
            action.triggered.connect(lambda _, size=wanted_size: self.text_size_wanted.emit(size))
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
        action.triggered.connect(lambda: self._files.open_any(file))


def _spacing(bar: QToolBar) -> int:
    """Pixels between two of its buttons."""
    row = bar.layout()
    return max(row.spacing(), 0) if row is not None else 0


def _name_width(button: ToolButton) -> int:
    """Pixels that a button needs besides its icon for its name, with some room around it."""
    return button.fontMetrics().horizontalAdvance(button.text()) + px(NEXT)
