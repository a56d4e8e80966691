"""What every panel offers."""

from abc import abstractmethod
from math import inf
from time import perf_counter
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from engine.snapshot import Snapshot
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.palette import Palette
from gui.style.stylesheet import dressed
from gui.style.theme import Theme

REST = 20  # milliseconds after a turn is due in which the next snapshot may still come
SHARE = 0.12  # of the GUI thread's time that one panel may take while snapshots keep coming


class Panel(QWidget):
    """A view of the latest snapshot.

    A panel is handed `send` and nothing else of the engine, so a test can pass `list.append`. The
    window calls `offer` once a frame; the panel calls its own `refresh` as often as it is worth,
    and not at all while it is hidden. What refreshing and painting cost it measures itself: on a
    slow machine, or with much to draw, it takes its turns less often, and the scene goes on.
    """

    key: ClassVar[str]  # by which settings know it
    area: ClassVar[Qt.DockWidgetArea]  # where its dock stands at first
    shown: ClassVar[bool] = True  # at first
    interval: ClassVar[float] = 0.0  # least seconds from one refresh to the next; 0: at once

    detail_changed = Signal(str)  # what it shows at the moment, for the bar over it

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self.selection, self.theme = send, selection, theme
        self.now: Snapshot | None = None  # the newest snapshot offered
        self.detail = ""
        self._asked = False  # whether a person waits for it
        self._began = -inf  # the instant of the last refresh
        self._refreshing = self._painting = 0.0  # seconds that either took last
        self._shown: Snapshot | None = None
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._catch_up)
        theme.changed.connect(self.set_palette)
        dressed(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @abstractmethod
    def refresh(self, now: Snapshot) -> None:
        """Show `now`, on the GUI thread."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set every visible text. Called on creation and when the language changes."""

    @abstractmethod
    def set_palette(self, palette: Palette) -> None:
        """Take the colours of another theme. Called on creation and when the theme changes."""

    def offer(self, now: Snapshot, room: bool = True) -> float:
        """Take note of the newest snapshot, and show it when it is time and there is `room`.

        Returns the seconds that it has taken and that painting is expected to take.
        """
        self.now = now
        self.selection.settle(now)
        if now is self._shown or not self.isVisible():
            return 0.0
        wait = self.due - perf_counter()
        if wait <= 0 and room:
            return self._catch_up()
        # The last snapshot before a pause would otherwise never be shown.
        self._later.start(int(max(0.0, wait) * 1000) + REST)
        return 0.0

    @property
    def due(self) -> float:
        """The instant from which on a new snapshot is worth showing."""
        if not self.interval:
            return -inf
        if self._asked:
            return self._began + self.interval
        return self._began + max(self.interval, (self._refreshing + self._painting) / SHARE)

    @property
    def complete(self) -> bool:
        """Whether the newest snapshot is shown to the end, or nobody can see it."""
        return self.visibleRegion().isEmpty() or self._shown is self.now

    def took(self, seconds: float) -> None:
        """Note what painting took. To be called by what the panel draws with."""
        self._painting = seconds

    def again(self) -> None:
        """Show the newest snapshot once more: something else that is shown has changed."""
        self._shown, self._asked = None, True  # whoever did something waits for what it does
        if self.now is not None:
            self.offer(self.now)

    def tell_detail(self, text: str) -> None:
        """Say beside the title what is shown, such as a unit; `text` is translated."""
        if text != self.detail:
            self.detail = text
            self.detail_changed.emit(text)

    def _catch_up(self) -> float:
        now = self.now
        if now is None or now is self._shown or not self.isVisible():
            return 0.0
        self._later.stop()
        self._shown, self._began, self._asked = now, perf_counter(), False
        self.refresh(now)
        self._refreshing = perf_counter() - self._began
        return self._refreshing + self._painting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.again()
        super().changeEvent(event)
