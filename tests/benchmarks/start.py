"""From before the process exists to the first painted frame: the program, and a bare window.

The bare one is an empty `GLViewWidget` of pyqtgraph in a main window of the same size. Each start
is a new process, without earlier settings except that OpenGL works here, which only the very first
start checks. They run in turns.
"""

import os
import subprocess
import sys
import time
from typing import Any

STARTS = 15
LIMIT = 1.25
CHILDREN = ("program", "bare")


def stop_at_first_frame(view: Any) -> None:
    """Print the time of the first frame, and end without cleaning up."""

    def painted() -> None:
        print(time.time(), flush=True)
        os._exit(0)

    view.frameSwapped.connect(painted)


def program() -> None:
    """`main.py` without arguments. Its window is found when its event loop begins."""
    from PySide6.QtWidgets import QApplication

    import main as entry

    begin = QApplication.exec

    def begin_watched(application: QApplication) -> int:
        del application
        views = [w for w in QApplication.allWidgets() if hasattr(w, "paint_scene")]
        stop_at_first_frame(views[0])
        return begin()

    QApplication.exec = begin_watched
    entry.main([])


def bare() -> None:
    from pyqtgraph.opengl import GLViewWidget
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window, view = QMainWindow(), GLViewWidget()
    window.setCentralWidget(view)
    window.resize(1280, 800)
    stop_at_first_frame(view)
    window.show()
    application.exec()


def prepare() -> None:
    """Save the result of a first start."""
    from gui.documents.settings import Settings
    from gui.startup.opengl_probe import Drawing, remember

    settings = Settings()
    remember(settings, Drawing.USUAL)
    settings.save()


FOLDERS = (
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "APPDATA",
    "LOCALAPPDATA",
)


def environment(home: str, bytecode: str) -> dict[str, str]:
    """The usual environment: no earlier settings, and modules compiled once, not at every start.

    Some machines disable Python's bytecode. Packages are compiled when they are installed, so that
    would compare a program that is compiled at every start with one that never is.
    """
    own = dict.fromkeys(FOLDERS, home)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **own, "PYTHONPYCACHEPREFIX": bytecode}


def seconds(child: str, home: str, bytecode: str) -> float:
    began = time.time()
    return float(started(child, home, bytecode).split()[-1]) - began


def started(child: str, home: str, bytecode: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.start", child],
        env=environment(home, bytecode),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def main() -> int:
    from shutil import copytree
    from statistics import median
    from tempfile import TemporaryDirectory

    from tests.benchmarks.table import Row, print_rows

    taken: dict[str, list[float]] = {child: [] for child in CHILDREN}
    with TemporaryDirectory() as bytecode, TemporaryDirectory() as known:
        started("prepare", known, bytecode)
        for number in range(STARTS + 1):
            for child, each in taken.items():
                with TemporaryDirectory() as home:
                    copytree(known, home, dirs_exist_ok=True)
                    spent = seconds(child, home, bytecode)
                if number:  # the first fills the caches of disk and bytecode
                    each.append(spent)
    for child, each in taken.items():
        print(f"{child:8} {' '.join(f'{1e3 * one:.0f}' for one in sorted(each))} ms")
    ours, peer = (median(taken[child]) for child in CHILDREN)
    print_rows(
        Row(
            "Start to first frame, against a bare window with an empty GLViewWidget",
            f"{1e3 * ours:.0f} / {1e3 * peer:.0f} ms",
            ours / peer,
            LIMIT,
        )
    )
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["program"]:
        program()
    elif sys.argv[1:2] == ["bare"]:
        bare()
    elif sys.argv[1:2] == ["prepare"]:
        prepare()
    else:
        sys.exit(main())
