"""The panels around the view: made when the view has been painted, kept where a person put them."""

from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QWidget,
)

from engine.snapshot import Snapshot
from gui.panels.panel import Panel
from gui.state.overlays import Overlays
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.icons import Icons
from gui.style.theme import Theme
from gui.window.docking.columns import LEFT, RIGHT, Columns
from gui.window.docking.dock_title_bar import DockTitleBar
from gui.window.docking.lesson_dock import LESSON, LessonDock

if TYPE_CHECKING:
    from gui.panels.map.panel import MapPanel

LAYOUT: Final = 6  # to be raised when panels are added: older places are then forgotten
TAB: Final = "QTabBar::tab { padding: 7px 8px 6px 8px; }"  # three tabs must fit into a column
MOST_TABS: Final = 4  # that a column is made wide enough for; more of them are scrolled
DIRECTLY: Final = Qt.FindChildOption.FindDirectChildrenOnly
LENT: Final = 0.38  # of the width, for a panel that a scenario shows alone
ROOM: Final = 0.004  # seconds of a frame after which no further panel is begun
NORTH: Final = QTabWidget.TabPosition.North
# Panels that share one place, the first of them in front.
TABS: Final = (("fleets", "landscape"), ("curves", "why", "step", "balls", "slice"))


@final
class Dock(QDockWidget):
    """Hands the keys that its panel leaves over to the main window, also while it floats."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._window.focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isFloating():
            QCoreApplication.sendEvent(self._window, event)
        else:
            super().keyPressEvent(event)


@final
class Docks(QObject):
    """All panels of a window, by key, each in a dock.

    Plots, tables and what they import cost as much time as the rest of the start, so they are
    made by `make_panels`, after the first frame. Until then there are none.
    """

    panels_made = Signal()
    rearranging = Signal()  # columns are about to be shown and hidden for a lesson
    places_forgotten = Signal()  # those of a version with other panels
    wanted = Signal(str)  # a way to another landscape: "gallery", "formula" or "data"

    def __init__(
        self,
        window: QMainWindow,
        send: Send,
        selection: Selection,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._window, self._icons = window, icons
        self._send, self._selection, self._theme = send, selection, theme
        self.panels: dict[str, Panel] = {}
        self.docks: dict[str, QDockWidget] = {}
        self._columns = Columns(window)
        self._design, self._lent = b"", ""  # a panel that a scenario asks for
        self._bare = False  # whether one panel at most is shown, alone
        self._fronts: tuple[str, ...] = ()  # the panels that were seen before `lend`
        self._late: tuple[str, bool] | None = None  # what `lend` did meanwhile, for after it
        self._logarithmic: bool | None = None
        self._overlays: Overlays = frozenset()
        self._awaited = "", ""  # the panel and the section to be revealed
        self._in_lesson = False
        window.installEventFilter(self)

    @property
    def ready(self) -> bool:
        """Whether the panels have been made."""
        return bool(self.panels)

    def make_panels(self, places: bytes) -> None:
        """Make the panels and put them into their `places`, or where the design has them."""
        if self.ready:
            return
        from gui.window.panel_catalog import ALL

        for kind in ALL:
            panel = kind(self._send, self._selection, self._theme)
            self.panels[kind.key] = panel
            self.docks[kind.key] = self._dock(kind.key, panel)
        self._connect_panels()
        self._lesson_dock = LessonDock(self._window, self.docks)
        self._place(ALL)
        if places and not self._restore(places):
            self.places_forgotten.emit()
        self._dress_tabs()
        self.set_height_scale(self._logarithmic)
        self.show_overlays(self._overlays)
        awaited, self._awaited = self._awaited, ("", "")
        self.reveal(*awaited)
        self.panels_made.emit()
        if self._lent:
            self.reveal(self._lent)
        if self._in_lesson:
            self._lesson_dock.put(False)

    def _connect_panels(self) -> None:
        """Connect the panels' requests to the window's."""
        from gui.panels.landscape.panel import LandscapePanel

        panel = self.panels[LandscapePanel.key]
        assert isinstance(panel, LandscapePanel)
        panel.gallery_wanted.connect(lambda: self.wanted.emit("gallery"))
        panel.formula_wanted.connect(lambda: self.wanted.emit("formula"))
        panel.data_wanted.connect(lambda: self.wanted.emit("data"))

    def set_snapshot(self, now: Snapshot) -> None:
        """Show `now` in the visible panels that are due. Called once a frame.

        While the balls roll, panels that cost time are spread over the frames, so that none
        takes much longer than the others; at rest all show the same instant.
        """
        moving = now.playing or now.goal is not None
        spent = 0.0
        for panel in sorted(self.panels.values(), key=lambda panel: panel.due):
            spent += panel.set_snapshot(now, room=not moving or spent < ROOM)

    def places(self) -> bytes:
        """Where the docks are, for `make_panels` at the next start; empty before they are made."""
        return bytes(self._window.saveState(LAYOUT).data()) if self.ready else b""

    def reveal(self, key: str, section: str = "") -> None:
        """Show a panel in front of those that share its place, and a section of it; nothing where
        there is none of that key."""
        if self._bare and key:
            self._awaited = key, section  # until all panels are back
        elif self.ready and key in self.docks:
            self.docks[key].show()
            self.docks[key].raise_()
            self.panels[key].show_section(section)
        elif key:
            self._awaited = key, section  # until the panels are made

    def toggle(self, key: str) -> None:
        """Show a panel in front, or hide it where it is seen."""
        if self.ready and self.panels[key].seen:
            self.docks[key].hide()
        else:
            self.reveal(key)

    def lend(self, key: str, on: bool) -> None:
        """Show a panel in front for a scenario; after it, hide it again if it was hidden before.
        While one panel at most is shown alone, it is that one."""
        if on == (self._lent == key) or (on and self.ready and self.panels[key].seen):
            return
        self._lent = key if on else ""
        if self._bare:
            self._late = (key, on)
            self.show_alone(None)
        elif on:
            self._fronts = tuple(name for name, panel in self.panels.items() if panel.seen)
            self.reveal(key)
        elif self.ready:
            self.docks[key].hide()
            for name in self._fronts:
                self.docks[name].raise_()

    def show_lesson(self, on: bool) -> None:
        """Show the panel of the lesson in place of those of the left column, or these again."""
        if on == self._in_lesson:
            return
        self._in_lesson = on
        self.rearranging.emit()
        if self.ready and on:
            self._lesson_dock.put(self._bare)
        elif self.ready:
            self._lesson_dock.take_away(self._bare)
            self._columns.reset()

    def put_back(self, places: bytes) -> None:
        """Place the docks as they were when `places` was asked for."""
        self._bare = False
        self._window.restoreState(places, LAYOUT)
        late, self._late = self._late, None
        if self._lent:
            _bar(self.docks[self._lent]).show_bare(False)
        if late is not None and late[1]:
            self.reveal(late[0])
        elif late is not None:
            self.docks[late[0]].hide()
        if self._in_lesson:
            self._lesson_dock.put(False)
        else:
            self.docks[LESSON].hide()
        awaited, self._awaited = self._awaited, ("", "")
        self.reveal(*awaited)

    def fit_text(self) -> None:
        """Give the columns the widths that go with the text."""
        if self.ready:
            self._columns.reset()

    def show_alone(self, key: str | None, share: float = 0.0) -> None:
        """Show one panel without its bar, on the right with a share of the width; or none but the
        one that a scenario asks for."""
        self._bare = True
        if key is None and self._lent:
            key, share = self._lent, LENT
        for name, dock in self.docks.items():
            alone = name == key or (name == LESSON and self._in_lesson)
            _bar(dock).show_bare(alone or name == LESSON)
            if alone and dock.isFloating():
                dock.setFloating(False)
            dock.setVisible(alone)
        if key is not None:
            width = round(share * self._window.width())
            self._window.resizeDocks([self.docks[key]], [width], Qt.Orientation.Horizontal)

    def in_order(self) -> list[QDockWidget]:
        """From top to bottom, the left column first, and those that float last."""

        def place(dock: QDockWidget) -> tuple[bool, bool, int, int]:
            right = self._window.dockWidgetArea(dock) == RIGHT
            return dock.isFloating(), right, dock.y(), dock.x()

        return sorted(self.docks.values(), key=place)

    def reset(self) -> None:
        """Put every dock where the design has it."""
        if self.ready:
            self._restore(self._design)
            self._columns.reset()

    def _restore(self, places: bytes) -> bool:
        """Place the docks, where the design has them if `places` are of a version with others.

        Qt would leave the tab bars of before where they are.
        """
        for dock in self.docks.values():
            self._window.removeDockWidget(dock)
        for bar in self._window.findChildren(QTabBar, options=DIRECTLY):
            bar.hide()  # Qt shows those that it uses
        restored = self._window.restoreState(places, LAYOUT)
        return restored or (self._window.restoreState(self._design, LAYOUT) and False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt makes tab bars, and uses them for others, whenever a panel is put on another."""
        if event.type() == QEvent.Type.LayoutRequest and self.ready:
            self._dress_tabs()
            self._name_docks()
        return super().eventFilter(watched, event)

    def _dress_tabs(self) -> None:
        """Names in full: a column is at least as wide as its tabs need.

        Qt's tab bars between docks have no name to be read out: the View menu is the way, and
        Tab passes them by.
        """
        for bar in self._window.findChildren(QTabBar, options=DIRECTLY):
            scrolls = bar.count() > MOST_TABS
            # To set what is set already lays the window out again, which leads here: endlessly.
            if bar.focusPolicy() != Qt.FocusPolicy.NoFocus:
                bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if bar.elideMode() != Qt.TextElideMode.ElideNone:
                bar.setElideMode(Qt.TextElideMode.ElideNone)
            if bar.usesScrollButtons() != scrolls:
                bar.setUsesScrollButtons(scrolls)
            if bar.styleSheet() != TAB:
                bar.setStyleSheet(TAB)

    def _name_docks(self) -> None:
        """A panel whose tab has its name does not repeat it in the bar below."""
        for dock in self.docks.values():
            title = dock.titleBarWidget()
            assert isinstance(title, DockTitleBar)
            tabbed = not dock.isFloating() and bool(self._window.tabifiedDockWidgets(dock))
            title.show_name(not tabbed)

    def set_height_scale(self, logarithmic: bool | None) -> None:
        """Let the map's colours follow the scene's."""
        self._logarithmic = logarithmic
        if self.ready:
            self._contour().set_height_scale(logarithmic)

    def show_overlays(self, overlays: Overlays) -> None:
        """Let the map draw what the scene does."""
        self._overlays = overlays
        if self.ready:
            self._contour().show_overlays(overlays)

    def fallback_map(self) -> "MapPanel":
        """A contour map of its own, for the middle of a window without OpenGL."""
        from gui.panels.map.panel import MapPanel

        made = MapPanel(self._send, self._selection, self._theme)
        made.set_height_scale(self._logarithmic)
        made.show_overlays(self._overlays)
        return made

    def _contour(self) -> "MapPanel":
        from gui.panels.map.panel import MapPanel

        panel = self.panels[MapPanel.key]
        assert isinstance(panel, MapPanel)
        return panel

    def _dock(self, key: str, panel: Panel) -> QDockWidget:
        dock = Dock(self._window)
        dock.setObjectName(key)  # by which its place is remembered
        dock.setWidget(panel)
        title = DockTitleBar(dock, self._icons)
        dock.setTitleBarWidget(title)
        # A panel that is switched on must be visible, not behind the tab of another.
        dock.toggleViewAction().triggered.connect(dock.raise_)
        dock.setWindowTitle(panel.windowTitle())
        panel.windowTitleChanged.connect(lambda: self.name(key))
        dock.visibilityChanged.connect(lambda visible: self._set_in_front(panel, visible))
        dock.visibilityChanged.connect(lambda visible: self._keep_focus(dock, visible))
        return dock

    def house(self, key: str, widget: QWidget) -> None:
        """Show `widget` in the dock of this panel, which goes elsewhere or comes back."""
        self.docks[key].setWidget(widget)
        self.name(key)

    def name(self, key: str) -> None:
        """Give a dock the name of what it shows."""
        self.docks[key].setWindowTitle(self.docks[key].widget().windowTitle())

    def _set_in_front(self, panel: Panel, on: bool) -> None:
        if self.docks[panel.key].widget() is panel:
            panel.set_in_front(on)

    def _keep_focus(self, dock: QDockWidget, visible: bool) -> None:
        """Leave a panel that another one's tab has covered: its keys would act unseen."""
        focused = QApplication.focusWidget()
        if visible or focused is None or not dock.isAncestorOf(focused):
            return
        middle = self._window.centralWidget() if self._window.isVisible() else None
        if middle is not None:
            middle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, kinds: tuple[type[Panel], ...]) -> None:
        window = self._window
        window.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        for area in (LEFT, RIGHT):
            window.setTabPosition(area, NORTH)
        fronts = {key: front for front, *others in TABS for key in others}
        for kind in kinds:
            dock, front = self.docks[kind.key], fronts.get(kind.key)
            if front is None:
                window.addDockWidget(kind.area, dock)
            else:  # at once: all below each other they would enlarge a small window
                window.tabifyDockWidget(self.docks[front], dock)
            dock.setVisible(kind.opened)
        for front in fronts.values():
            self.docks[front].raise_()
        self._columns.follow(self.docks["fleets"], self.docks["contour"], self.docks["curves"])
        self._design = bytes(window.saveState(LAYOUT).data())


def _bar(dock: QDockWidget) -> DockTitleBar:
    title = dock.titleBarWidget()
    assert isinstance(title, DockTitleBar)
    return title
