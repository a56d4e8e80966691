"""Lets screen readers speak of the chosen ball."""

from typing import Final, final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from engine.snapshot import Snapshot
from gui.state.selection import Selection
from gui.style.spoken import speak
from gui.text.spoken_ball import joined, spoken_ball

PAUSE: Final = 1000  # milliseconds from one to the next while the run plays


@final
class SpokenChanges:
    """Speaks when the chosen ball, its loss or its status changes; of the same ball without its
    name."""

    def __init__(self, window: QWidget, selection: Selection) -> None:
        self._window, self._selection = window, selection
        self._now: Snapshot | None = None
        self._ball: int | None = None
        self._state = ""  # that was spoken last
        self._pausing = QTimer(window, singleShot=True, interval=PAUSE)
        self._pausing.timeout.connect(self._speak)
        selection.chosen_changed.connect(self._speak)

    def refresh(self, now: Snapshot) -> None:
        """Take the newest snapshot. Called once a frame."""
        self._now = now
        if not self._pausing.isActive():
            self._speak()

    def _speak(self) -> None:
        now, ball = self._now, self._selection.ball
        if now is None or not QAccessible.isActive() or (ball is None and self._ball is None):
            return
        name, state = spoken_ball(now, ball)
        same = ball == self._ball
        if same and state == self._state:
            return
        self._ball, self._state = ball, state
        if now.playing:
            self._pausing.start()
        speak(self._window, joined("" if same else name, state))
