"""What becomes of the run and of the chosen ball: the lines above and below the surface."""

from typing import Final, final

from PySide6.QtCore import QObject, QTimer, Signal

from engine.analysis.departures import REST
from engine.commands import GoTo, Play
from engine.snapshot import Over, Snapshot
from gui.state.selection import Selection
from gui.state.send import Send
from gui.text.numbers import count
from gui.text.status_text import verdict
from gui.widgets.notice import Notice, Notices, Severity

INTERVAL: Final = 100  # milliseconds between two verdicts


@final
class RunNotices(QObject):
    """Says that playing stopped by itself and why, and how following a ball ends."""

    def __init__(self, notices: Notices, send: Send, selection: Selection) -> None:
        super().__init__(notices)
        self._notices, self._send, self._selection = notices, send, selection
        self.silent = False  # where there is no pointer to press a button
        self._over: Over | None = None  # what was said last
        self._now: Snapshot | None = None
        self._ended: Notice | None = None
        self._following: Notice | None = None
        selection.followed_changed.connect(self._show_following)

    def refresh(self, now: Snapshot) -> None:
        """Say once why playing stopped, until anything goes on. Called once a frame."""
        self._now = now
        if now.over is self._over:
            return
        self._over = now.over
        self._dismiss(self._ended)
        self._ended = None
        if now.over is not None and not self.silent:
            self._ended = self._post_end(now.over, now.update)

    def _post_end(self, over: Over, update: int) -> Notice:
        again = (lambda: self.tr("Start again"), self._start_again)
        whole = (lambda: self.tr("Show the whole way"), self._show_whole)
        further = (lambda: self.tr("Go on"), lambda: self._send(Play()))
        return self._notices.post(
            lambda: self._words(over, update), Severity.INFO, again, whole, further
        )

    def _words(self, over: Over, update: int) -> str:
        ends = over.outcomes
        if ends is None:
            return self.tr("This scenario ends here, at update {0}.").format(count(update))
        left, resting, lost = ends
        if left and not resting and not lost:
            return self.tr("Every ball has left the window.")
        if resting and not left and not lost:
            words = self.tr("Every ball rests: none has moved in the last {0} updates.")
            return words.format(count(REST))
        if lost and not left and not resting:
            return self.tr("Every ball is lost: none has a position any more.")
        words = self.tr("No ball moves in the window any more. Left: {0}, at rest: {1}, lost: {2}.")
        return words.format(*map(count, ends))

    def _start_again(self) -> None:
        self._send(GoTo(0))
        self._send(Play())

    def _show_whole(self) -> None:
        """Show the whole trail of every ball, and the whole run in the curves."""
        if self._now is not None:
            self._selection.follow(None)
            self._selection.choose(set(self._now.homes), self._selection.ball)
            self._selection.show_span(None)

    def _show_following(self) -> None:
        self._dismiss(self._following)
        self._following, ball = None, self._selection.followed
        if ball is not None:
            self._following = self._notices.post(
                lambda: self.tr(
                    "Ball {0} stays in the middle. Any drag of the view, or Esc, ends that."
                ).format(ball)
            )

    def _dismiss(self, notice: Notice | None) -> None:
        """Take back a message that is no longer true, if it is still there."""
        if notice is not None and notice in self._notices.shown:
            notice.dismiss()


@final
class Verdict(QObject):
    """What has become of the chosen ball, at most ten times a second."""

    changed = Signal()

    def __init__(self, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._selection = selection
        self._now: Snapshot | None = None
        self._shown: Snapshot | None = None
        self._later = QTimer(self, singleShot=True, interval=INTERVAL)
        self._later.timeout.connect(self._show)
        selection.chosen_changed.connect(self.changed)
        selection.lesson.progress_changed.connect(self.changed)
        selection.lesson.step_changed.connect(self.changed)

    def text(self) -> str:
        """The verdict, in the current language; "" where no ball is chosen, and while a lesson
        asks what will happen."""
        if self._selection.lesson.asks:
            return ""
        return verdict(self._now, self._selection.ball) if self._now is not None else ""

    def refresh(self, now: Snapshot) -> None:
        """Take the newest snapshot. Called once a frame."""
        self._now = now
        if not self._later.isActive():
            self._show()

    def _show(self) -> None:
        if self._shown is not self._now:
            self._shown = self._now
            self._later.start()
            if self._selection.ball is not None:
                self.changed.emit()
