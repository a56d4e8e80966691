"""The base class of panels."""

from abc import abstractmethod
from math import inf
from time import perf_counter
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from engine.snapshot import Snapshot
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.palette import Palette
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme

ONCE = 0.01  # seconds that a refresh is taken to cost, whatever the first one took
REST = 20  # milliseconds to wait for another snapshot after a refresh is due


class Panel(Retranslated, QWidget):
    """A view of the latest snapshot.

    A panel gets `send` and nothing else of the engine, so a test can pass `list.append`. The
    window calls `set_snapshot` once a frame; the panel calls its own `refresh` at most once an
    `interval`, and never while it is hidden. It measures the time of refreshing and painting: on a
    slow machine, or with much to draw, it refreshes less often, so that the scene stays smooth.
    """

    key: ClassVar[str]  # its key in the settings
    area: ClassVar[Qt.DockWidgetArea]  # the first area of its dock
    share: ClassVar[float] = 0.12  # of the GUI thread's time that it may take at most
    about: ClassVar[str]  # what it shows and what to look for, marked in the context "PanelAbout"
    term: ClassVar[str]  # the key of its term in the glossary
    opened: ClassVar[bool] = True  # whether it is shown at first
    interval: ClassVar[float] = 0.0  # least seconds from one refresh to the next; 0: at once

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self.selection, self.theme = send, selection, theme
        self.now: Snapshot | None = None  # the newest snapshot
        self._requested = False  # whether a refresh follows the user's input
        self._began = -inf  # the instant of the last refresh
        self._refreshing = self._painting = 0.0  # seconds of the last refresh and the last painting
        self._shown: Snapshot | None = None
        self._sources: tuple[object, ...] | None = None  # of what is shown, see `sources`
        self._in_front = True  # of its tabs
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._refresh_now)
        theme.changed.connect(self.set_palette)
        dressed(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @abstractmethod
    def refresh(self, now: Snapshot) -> None:
        """Show `now`, on the GUI thread."""

    def sources(self, now: Snapshot) -> tuple[object, ...] | None:
        """All parts of `now` that are shown, of a panel that shows few: as long as they are the
        same objects (or whole numbers) it is not refreshed. None: every snapshot is shown."""
        del now
        return None

    @abstractmethod
    def set_palette(self, palette: Palette) -> None:
        """Set the colours of a theme. Called on creation and when the theme changes."""

    def set_snapshot(self, now: Snapshot, room: bool = True) -> float:
        """Set the newest snapshot, and show it if it is due and the frame has `room`.

        Returns the seconds that it took plus those that painting is expected to take.
        """
        self.now = now
        if now is self._shown or not self.seen:
            return 0.0
        if self._shows(now):
            self._shown = now
            return 0.0
        wait = self.due - perf_counter()
        if wait <= 0 and room:
            return self._refresh_now()
        # Otherwise the last snapshot before a pause would never be shown.
        self._later.start(int(max(0.0, wait) * 1000) + REST)
        return 0.0

    @property
    def seen(self) -> bool:
        """Whether it is shown and not behind the tab of another."""
        return self.isVisible() and self._in_front

    def set_in_front(self, on: bool) -> None:
        """Qt does not hide a panel that is behind another one's tab."""
        self._in_front = on
        self._refresh_now()

    @property
    def due(self) -> float:
        """The instant from which a new snapshot may be shown."""
        if not self.interval:
            return -inf
        if self._requested:
            return self._began + self.interval
        return self._began + max(self.interval, (self._refreshing + self._painting) / self.share)

    @property
    def complete(self) -> bool:
        """Whether the newest snapshot is completely shown, or the panel is not visible."""
        return self.visibleRegion().isEmpty() or self._shown is self.now

    def show_section(self, key: str) -> None:
        """Show one of its sections; those that have none, and other keys, change nothing."""
        del key

    def set_paint_time(self, seconds: float) -> None:
        """Set the seconds that painting took; called by the widget that paints."""
        self._painting = seconds

    def request_refresh(self) -> None:
        """Show the newest snapshot again, as something else that is shown has changed."""
        self._shown, self._sources, self._requested = None, None, True
        if self.now is not None:
            self.set_snapshot(self.now)

    def _refresh_now(self) -> float:
        now = self.now
        if now is None or now is self._shown or not self.seen:
            return 0.0
        self._later.stop()
        self._shown, self._began, self._requested = now, perf_counter(), False
        if not self._shows(now):
            self.refresh(now)
            self._sources = self.sources(now)
        spent = perf_counter() - self._began
        # What is made once, such as the picture of a formula, is not what the next one will cost.
        self._refreshing = min(spent, max(2 * self._refreshing, ONCE))
        return spent + self._painting

    def _shows(self, now: Snapshot) -> bool:
        """Whether all that would be shown of `now` is shown already."""
        if self._sources is None:
            return False
        sources = self.sources(now)
        return sources is not None and _same(sources, self._sources)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_now()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.request_refresh()


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    """Whether the parts are the same: they are replaced, never changed."""
    return len(one) == len(other) and all(
        a is b or (isinstance(a, int) and a == b) for a, b in zip(one, other, strict=True)
    )
