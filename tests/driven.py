"""The program as it is started, controlled by its parent: for tests of whole processes.

Run as `python -m tests.driven [arguments of main.py]`. It answers each line of its standard input
by a line of JSON: the state of the window, after the request has been executed.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from select import select
from signal import SIGABRT

ROOT = Path(__file__).resolve().parents[1]
MAIN = [sys.executable, "main.py"]  # for a start that ends by itself
PATIENCE = 40  # seconds for an answer
SETTLE = 100  # milliseconds between a request and reading the state


class Driven:
    """The parent's side: a running program, and its state."""

    def __init__(self, *words, program=None, **environ):
        self.process = subprocess.Popen(
            [*(program or [sys.executable, "-m", "tests.driven"]), *map(str, words)],
            cwd=ROOT,
            env={**os.environ, **environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def send_request(self, *request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()

    def ask(self, request="look", *values):
        """Execute a request; returns the state of the window then."""
        self.send_request(request, *values)
        if not select([self.process.stdout], [], [], PATIENCE)[0]:
            self.process.send_signal(SIGABRT)  # it then prints where it hangs
            errors = self.process.communicate(timeout=20)[1]
            raise AssertionError(f"no answer to {request}: {errors}")
        line = self.process.stdout.readline()
        assert line, self.process.communicate(timeout=20)[1]
        return json.loads(line)

    def until(self, condition, seconds=PATIENCE):
        """Poll until the condition holds."""
        end = time.monotonic() + seconds
        while not condition(seen := self.ask()):
            assert time.monotonic() < end, seen
            time.sleep(0.05)
        return seen

    def end(self, request="close"):
        """End it in order; returns its exit code."""
        self.send_request(request)
        return self.left()

    def left(self):
        """Wait until it has ended by itself; returns its exit code."""
        code = self.process.wait(20)
        self._close()
        return code

    def kill(self):
        self.process.kill()
        self.process.wait(20)
        self._close()

    def _close(self):
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(BrokenPipeError):
                stream.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.kill()


def waiting(seconds):
    """A command that starts the program with another time limit for an answer."""
    starter = f"""
import sys
from gui.startup import instance_server
times = instance_server.TIMEOUT, instance_server.ENDING
assert instance_server.request_start.__defaults__ == times
instance_server.request_start.__defaults__ = ({seconds}, {seconds})
from tests import driven
sys.exit(driven.main())
"""
    return [sys.executable, "-c", starter]


def ready(seen):
    """Whether the window is shown and complete."""
    return seen["ready"]


def facts(window):
    from PySide6.QtWidgets import QApplication

    now = window.engine.snapshot
    notices = window.central.notices.shown
    screen = window.screen().availableGeometry()
    return {
        "title": window.windowTitle(),
        "notices": [notice.text() for notice in notices],
        "remedies": [button.text() for notice in notices for button in remedies(notice)],
        "scenario": now.scenario.title.inside("en"),
        "caption": window.central.caption.text(),
        "strip": window.central.reading.text(),
        "surface": now.surface.key,
        "update": now.update,
        "playing": now.playing,
        "scene": window.viewport.scene is not None,
        "renderer": window.viewport.renderer,
        "ready": window.docking.ready and window.activation is not None,
        "docks": sorted(key for key, dock in window.docks.items() if dock.isVisible()),
        "full": window.isFullScreen(),
        "minimized": window.isMinimized(),
        "menu": window.menus.bar.isVisible(),
        "cursor": QApplication.overrideCursor() is not None,
        "size": [window.width(), window.height()],
        "screen": [screen.width(), screen.height()],
        "file": str(window.files.file or ""),
        "recent": [str(each) for each in window.files.recent],
        "language": window.shell.languages.current,
        "integration": os.environ.get("QT_XCB_GL_INTEGRATION", ""),
        "works": window.autosave.works,
    }


def remedies(notice):
    """The buttons of a message."""
    from PySide6.QtWidgets import QPushButton

    return [button for button in notice.findChildren(QPushButton) if not button.isHidden()]


def execute(window, request, values):
    from PySide6.QtWidgets import QApplication

    handlers = {
        "look": lambda: None,
        "close": window.close,
        "quit": lambda: QApplication.exit(0),
        "hang": lambda: time.sleep(values[0]),
        "crash": lambda: os.kill(os.getpid(), 11),
        "minimize": window.showMinimized,
        "trigger": lambda: window.actions_[values[0]].trigger(),
        "remedy": lambda: remedy(window, *values),
        "fail": lambda: 1 / 0,
        "key": lambda: press(window),
        "picture": lambda: window.picture().save(values[0]),
        "send": lambda: send(window, *values),
        "file_event": lambda: file_event(values[0]),
        "export": lambda: window.files.export(Path(values[0])),
        "keep": lambda: keep(window),
    }
    handlers[request]()


def keep(window):
    from PySide6.QtCore import QDeadlineTimer

    window.autosave.save()
    window.autosave.wait(QDeadlineTimer(5000))


def remedy(window, text):
    shown = window.central.notices.shown
    (button,) = (each for notice in shown for each in remedies(notice) if each.text() == text)
    button.click()


def press(window):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)


def send(window, name, *values):
    from engine import commands

    window.engine.send(getattr(commands, name)(*values))


def file_event(file):
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QFileOpenEvent

    app = QCoreApplication.instance()
    QCoreApplication.sendEvent(app, QFileOpenEvent(file))


def listen():
    """Answer the lines of the standard input from within the event loop."""
    from PySide6.QtCore import QSocketNotifier, QTimer
    from PySide6.QtWidgets import QApplication

    (window,) = (w for w in QApplication.topLevelWidgets() if hasattr(w, "central"))
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def say():
        sys.stdout.write(json.dumps(facts(window)) + "\n")
        sys.stdout.flush()

    def read_line():
        line = sys.stdin.readline()
        if not line:
            QApplication.exit(99)
            return
        request, *values = json.loads(line)
        if request not in ("close", "quit"):
            QTimer.singleShot(SETTLE if request != "look" else 0, say)
        execute(window, request, values)

    notifier.activated.connect(read_line)
    return notifier


def main():
    from PySide6.QtWidgets import QApplication

    import main as entry

    begin = QApplication.exec

    def begin_driven(application):
        kept = listen()
        try:
            return begin()
        finally:
            del kept

    QApplication.exec = begin_driven
    return entry.main(sys.argv[1:])


if __name__ == "__main__":
    from gui.startup.command_line import leave

    leave(main())
