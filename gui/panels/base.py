"""What every panel offers."""

from abc import abstractmethod
from collections.abc import Callable
from time import perf_counter
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from engine.commands import Command
from engine.snapshot import Snapshot
from gui.palette import Palette
from gui.panels.selection import Selection
from gui.style import dressed
from gui.theme import Theme

Send = Callable[[Command], None]
REST = 20  # milliseconds after a slot's end in which the next snapshot may still come


class Panel(QWidget):
    """A view of the latest snapshot.

    A panel is handed `send` and nothing else of the engine, so a test can pass `list.append`. The
    window calls `offer` once a frame; the panel calls its own `refresh` as often as it is worth,
    and not at all while it is hidden.
    """

    key: ClassVar[str]  # by which settings know it
    area: ClassVar[Qt.DockWidgetArea]  # where its dock stands at first
    shown: ClassVar[bool] = True  # at first
    interval: ClassVar[float] = 0.0  # least seconds from one refresh to the next

    detail_changed = Signal(str)  # what it shows at the moment, for the bar over it

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._send, self.selection, self.theme = send, selection, theme
        self.now: Snapshot | None = None  # the newest snapshot offered
        self.detail = ""
        self._shown: Snapshot | None = None
        self._slot = -1
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

    def offer(self, now: Snapshot) -> None:
        """Take note of the newest snapshot, and show it when it is time."""
        self.now = now
        self.selection.settle(now)
        if now is self._shown or not self.isVisible():
            return
        # Time is cut into slots that are the same for all panels, so that they repaint in the
        # same frame: every repaint makes Qt put the whole window together again.
        if self.interval == 0 or self._slot_now() != self._slot:
            self._catch_up()
        else:
            # The last snapshot before a pause would otherwise never be shown.
            self._later.start(int(self.interval * 1000) + REST)

    def again(self) -> None:
        """Show the newest snapshot once more: something else that is shown has changed."""
        self._shown = None
        if self.now is not None:
            self.offer(self.now)

    def tell_detail(self, text: str) -> None:
        """Say beside the title what is shown, such as a unit; `text` is translated."""
        if text != self.detail:
            self.detail = text
            self.detail_changed.emit(text)

    def _catch_up(self) -> None:
        now = self.now
        if now is not None and now is not self._shown and self.isVisible():
            self._slot = self._slot_now()
            self._later.stop()
            self._shown = now
            self.refresh(now)

    def _slot_now(self) -> int:
        return int(perf_counter() / self.interval) if self.interval else 0

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.again()
        super().changeEvent(event)
