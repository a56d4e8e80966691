"""The program's own window, which evaluates the lines of its standard input in its event loop.

Run as `python -m tests.platforms.subject [WIDTH HEIGHT]`, by `tests.platforms.trial`.
"""

import json
import sys
from threading import Thread
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened, race
from tests.platforms import extras, input_events, window_state

ANSWER: Final = "answer: "
BALLS: Final = 12


class Lines(QObject):
    """The lines of the standard input; on Windows they can only be read by a thread."""

    came = Signal(str)

    def listen(self) -> None:
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line)


class Subject(QObject):
    """Answers each line by the value of its expression, as JSON."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.closed = False
        self._frames = window_state.Frames(window)
        window.installEventFilter(self)
        self._lines = Lines()
        # Not within the signal: an answer may open a menu, which has a loop of its own.
        self._lines.came.connect(lambda line: QTimer.singleShot(0, lambda: self._answer(line)))
        self._lines.listen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.closed |= event.type() == QEvent.Type.Close
        return False

    def _answer(self, line: str) -> None:
        window = self._window
        view = window.viewport.scene or window.viewport.panel
        names = {
            "extras": extras.Extras(window, view),
            "mouse": input_events,
            "state": lambda: window_state.of(window, view, self._frames),
            "view": view,
            "window": window,
        }
        try:
            text = json.dumps({"value": eval(line, names)}, default=str)
        except Exception as error:
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        print(ANSWER + text, flush=True)


def main(words: list[str]) -> int:
    with opened(race(BALLS)) as window:
        window.setMinimumSize(0, 0)
        if words:
            window.resize(*map(int, words))
        subject = Subject(window)
        live(1e6, lambda: subject.closed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
