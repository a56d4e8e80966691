"""Saves the session while it runs, and leaves it for the next start."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QDeadlineTimer, QElapsedTimer, QObject, QTimer, Signal

from engine.scenario import Scenario
from engine.session import Session
from engine.snapshot import Snapshot
from gui.documents import session_slots
from gui.documents.session_slots import Left, Slot
from gui.documents.writing import write_session
from gui.tasks.background_task import BackgroundTask
from gui.text.error_text import why

if TYPE_CHECKING:
    from engine.jobs import Progress

log = logging.getLogger(__name__)

EVERY: Final = 5000  # milliseconds from a change until it is saved
REST: Final = 10  # times as long as the last writing took, there is none: it slows the window down


@final
class Autosave(QObject):
    """Writes the newest session every few seconds in the background, wholly or not at all.

    A session with edits that no one has saved is left for the next start when the window ends, and
    so is one of a crash: the next start finds it in `left`. It stays there until it is resumed.
    """

    failed = Signal()  # sessions can't be saved any more: see `trouble`
    worked = Signal()  # they can be again

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._slot: Slot | None = None
        self._left: Slot | None = None
        self._now: Snapshot | None = None
        self._writing: tuple[int, int] | None = None  # the edits and the update
        self._written: tuple[int, int] | None = None
        self._saved_edits: int | None = None  # of the session that the person saved last
        self._given_up: Scenario | None = None  # of the run before a resumed one
        self._resumed: Scenario | None = None  # of the session that was left
        self._holds_unsaved = False  # whether the slot's file has edits that no one has saved
        self.trouble = ""  # why sessions can't be saved at present; empty if they can
        self._elapsed, self._rest = QElapsedTimer(), QDeadlineTimer(0)
        self._task = BackgroundTask(self)
        self._leaving: list[BackgroundTask] = []  # one for each slot that is given up
        self._task.done.connect(self._finish_writing)
        self._task.failed.connect(self._fail)
        if folder is not None:
            self._take_slots(folder)
        self._timer = QTimer(self, singleShot=True)  # runs only where there is something to save
        self._timer.timeout.connect(self.save_when_rested)

    @property
    def left(self) -> Left | None:
        """How the session that is offered was left; None where there is none."""
        return None if self._left is None else self._left.left

    @property
    def left_file(self) -> Path:
        """The file of that session."""
        assert self._left is not None
        return self._left.file

    @property
    def works(self) -> bool:
        """Whether sessions are saved at all, and can be at present."""
        return self._folder is not None and not self.trouble

    @property
    def would_lose(self) -> bool:
        """Whether there is something unsaved that can't be kept if the window closes now."""
        return self._folder is not None and bool(self.trouble) and self._unsaved

    def adopt_left(self, session: Session) -> None:
        """The session that was left is resumed: from now on it is this window's own."""
        self._resumed = session.course.scenario
        if self._left is None:
            return
        if self._has_slot():
            self._leave(Left.CLOSED, self._now if self._unsaved else None)
        # Its last snapshots may still come, until the engine has opened the other one.
        self._given_up = self._now.scenario if self._now is not None else None
        self._slot, self._left = self._left, None
        self._slot.mark(Left.CRASHED)  # what a crash from now on would be
        self._holds_unsaved = True

    def set_damaged_aside(self) -> None:
        """The session that was left can't be read."""
        if self._left is not None:
            self._left.set_damaged_aside()
            self._left.lock.unlock()
            self._left = None

    def refresh(self, now: Snapshot) -> None:
        """Set the newest snapshot. Where another run was opened, the one before is left: what was
        made in it is not lost by closing the window after that."""
        before, self._now = self._now, now
        opened = before is not None and now.scenario is not before.scenario and now.made == 0
        if opened and self._is_unsaved(before) and self._has_slot():
            self._leave(Left.CLOSED, before)
        if now.scenario is not self._given_up:
            self._given_up = None
        self._await_saving()

    def saved_by_person(self, now: Snapshot) -> None:
        """The session was saved in a file of the person's."""
        self._saved_edits, self._holds_unsaved = now.edits, False

    def save_when_rested(self) -> None:
        """Save, unless the last time was long and a moment ago."""
        if self._rest.hasExpired():
            self.save()
        self._await_saving()

    def save(self) -> None:
        """Write the newest snapshot, if it has edits that no one has saved."""
        now = self._now
        if now is None or not self._to_write or self._task.busy or not self._has_slot():
            return
        if self._slot is None:
            return
        self._writing = (now.edits, now.update)
        self._elapsed.start()
        self._task.start(write_session, now, self._slot.file)

    def close(self) -> None:
        """The person closes the window: leave what no one has saved for the next start."""
        self._end(Left.CLOSED)

    def leave_for_next_start(self) -> None:
        """The system ends the window, or it starts again: the next start resumes the session."""
        self._end(Left.ENDED)

    def wait(self, until: QDeadlineTimer) -> bool:
        """Wait until the session is left, after the window has closed; whether it is."""
        tasks = (self._task, *self._leaving)
        return all(task.wait(until.remainingTime() / 1000) for task in tasks)

    def _await_saving(self) -> None:
        """Look again in a few seconds where something is not written yet."""
        if self._folder is not None and not self._timer.isActive() and self._to_write:
            self._timer.start(EVERY)

    @property
    def _to_write(self) -> bool:
        now = self._now
        return now is not None and self._unsaved and (now.edits, now.update) != self._written

    @property
    def _unsaved(self) -> bool:
        return self._is_unsaved(self._now)

    def _is_unsaved(self, now: Snapshot | None) -> bool:
        if now is None or now.edits == self._saved_edits or now.scenario is self._given_up:
            return False
        return now.made > 0 or now.scenario is self._resumed

    def _has_slot(self) -> bool:
        """Whether there is a slot to save in; one is taken where there is none yet."""
        if self._slot is None and self._folder is not None:
            self._take_slots(self._folder)
        return self._slot is not None

    def _take_slots(self, folder: Path) -> None:
        try:
            self._left = self._left or session_slots.take_left(folder)
            self._slot = session_slots.take_empty(folder)
        except OSError as error:
            self._fail(error)

    def _end(self, left: Left) -> None:
        now = self._now
        ended = left is Left.ENDED and now is not None and now.edits > 0
        unsaved = now if self._unsaved or ended else None
        if self._slot is not None or (unsaved is not None and self._has_slot()):
            self._leave(left, unsaved)
        self._folder = None  # the end: nothing is saved any more
        if self._left is not None:
            self._left.lock.unlock()
            self._left = None

    def _leave(self, left: Left, unsaved: Snapshot | None) -> None:
        """Give up the slot; what no one has saved stays in it."""
        slot, held = self._slot, self._holds_unsaved
        self._slot, self._holds_unsaved, self._written = None, False, None
        self._task.cancel()
        if slot is None:
            return
        if unsaved is None and not held:
            slot.clear()
            slot.lock.unlock()
            return
        for task in self._leaving:
            if not task.busy:
                task.deleteLater()
        self._leaving = [task for task in self._leaving if task.busy]
        self._leaving.append(BackgroundTask(self))
        self._leaving[-1].failed.connect(self._fail)
        self._leaving[-1].start(_leave, unsaved, slot, left)

    def _finish_writing(self, result: object) -> None:
        del result
        self._written = self._writing
        if self._written is not None:  # the person may have saved the same edits meanwhile
            self._holds_unsaved = self._written[0] != self._saved_edits
        self._rest = QDeadlineTimer(REST * self._elapsed.elapsed())
        if self.trouble:
            self.trouble = ""
            self.worked.emit()

    def _fail(self, error: Exception) -> None:
        log.warning("the session could not be saved: %s", error)
        if not self.trouble:
            self.trouble = why(error)
            self.failed.emit()


def _leave(now: Snapshot | None, slot: Slot, left: Left, progress: "Progress") -> None:
    """Write the session, if it is newer than the file, and record how it was left."""
    try:
        if now is not None:
            write_session(now, slot.file, progress)
        slot.mark(left)
    finally:
        slot.lock.unlock()
