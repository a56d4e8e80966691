"""The program's own window, which evaluates requests of its controller in its event loop.

Run as `python -m tests.platforms.subject PORT WIDTH HEIGHT` by `trial.Trial`, which listens
at that port of this machine: under Wine the standard input is none.
"""

import json
import socket
import sys
from threading import Thread
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened, race
from tests.platforms import extras, window_state

BALLS: Final = 12


class Lines(QObject):
    """Lines of the controller, and to it."""

    came = Signal(str)

    def __init__(self, port: int) -> None:
        super().__init__()
        connection = socket.create_connection(("127.0.0.1", port))
        self._requests = connection.makefile("r", encoding="utf-8")
        self._answers = connection.makefile("w", encoding="utf-8")

    def listen(self) -> None:
        Thread(target=self._read, daemon=True).start()

    def send(self, line: str) -> None:
        self._answers.write(line + "\n")
        self._answers.flush()

    def _read(self) -> None:
        for line in self._requests:
            self.came.emit(line)


class Subject(QObject):
    """Answers each line by the value of its expression, as JSON."""

    def __init__(self, window: MainWindow, port: int) -> None:
        super().__init__(window)
        self._window = window
        self.closed = False
        self._frames = window_state.Frames(window)
        window.installEventFilter(self)
        self._lines = Lines(port)
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
            "state": lambda: window_state.of(window, view, self._frames),
            "view": view,
            "window": window,
        }
        try:
            text = json.dumps({"value": eval(line, names)}, default=str)
        except Exception as error:
            text = json.dumps({"error": f"{type(error).__name__}: {error}"})
        self._lines.send(text)


def main(words: list[str]) -> int:
    with opened(race(BALLS)) as window:
        window.setMinimumSize(0, 0)
        port, *size = map(int, words)
        window.resize(*size)
        subject = Subject(window, port)
        live(1e6, lambda: subject.closed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
