"""What the engine says, as messages in the window."""

from typing import final

from PySide6.QtCore import QObject

from engine.commands import Undo
from engine.snapshot import Message, Snapshot
from gui.state.send import Send
from gui.text.error_text import translated
from gui.widgets.notice import Notice, Notices, Severity


@final
class EngineMessages(QObject):
    """Shows each message of the engine once. One that offers to undo goes when that is past."""

    def __init__(self, notices: Notices, send: Send) -> None:
        super().__init__(notices)
        self._notices, self._send = notices, send
        self._shown = 0  # the number of the newest
        self._undoable: list[tuple[Notice, int]] = []  # and the edits that they offer to undo

    def refresh(self, now: Snapshot) -> None:
        """Show the newest message. Called once a frame."""
        for past in [each for each in self._undoable if each[1] != now.undo_number]:
            self._undoable.remove(past)
            if past[0] in self._notices.shown:
                past[0].dismiss()
        if now.message is not None and now.message.number != self._shown:
            self._shown = now.message.number
            self._show(now.message)

    def _show(self, message: Message) -> None:
        def words() -> str:
            return translated(message.text, *message.values)

        if message.undo is None:
            self._notices.post(words, Severity.WARNING)
            return
        remedy = (lambda: self.tr("Undo"), lambda: self._send(Undo()))
        self._undoable.append((self._notices.post(words, Severity.INFO, remedy), message.undo))
