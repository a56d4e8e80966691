"""What all tests share: an application like the real one, and nothing left behind."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget

LINUX = sys.platform.startswith("linux")
if LINUX:
    # Before any test module imports OpenGL: PyOpenGL and Qt must choose the same way to it.
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    os.environ.setdefault("PYOPENGL_PLATFORM", "glx")
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"

# As the program does, and before the application is made: pyqtgraph keeps its shader programs
# for all views, so these must share what they hold.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

# The same examples at every run, and no clock: what fails here fails everywhere.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")

NO_DISPLAY = "this test opens a window and there is no display here: run `python3 dev.py test`"


@pytest.fixture(scope="session")
def display() -> None:
    """A display to draw on. A test that lacks it fails: it is not to be skipped unseen."""
    drawn = os.environ.get("QT_QPA_PLATFORM") == "xcb"
    if LINUX and drawn and not os.environ.get("DISPLAY"):
        pytest.fail(NO_DISPLAY, pytrace=False)


@pytest.fixture(scope="session")
def qapp(display: None, qapp: QApplication) -> QApplication:
    """The application, made as `main.py` makes it."""
    return qapp


@pytest.fixture(autouse=True)
def settings_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which this test's settings and autosaves lie, not the reader's own."""
    folder = tmp_path / "settings"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder))
    QStandardPaths.setTestModeEnabled(not LINUX)  # elsewhere no variable moves these folders
    return folder


@pytest.fixture
def own_places(
    display: None, settings_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whole processes: nobody else's windows run where they look for them."""
    from gui.startup.opengl_probe import MESA

    folder = tmp_path / "runtime"
    folder.mkdir(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    for name in (*MESA, "QT_XCB_GL_INTEGRATION", "MESA_GL_VERSION_OVERRIDE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A scenario on Himmelblau's surface, in a folder as a student in China may have it."""
    from engine.session import write_scenario
    from tests.gui.windows import race

    folder = tmp_path / "用户 小明" / "我的 files"
    folder.mkdir(parents=True)
    file = folder / "马鞍 saddle.downhill"
    file.write_text(write_scenario(race("himmelblau", gd=((0.1, 0.2),))), encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Fail a test that leaves a window open or an engine running."""
    windows_before, engines_before = set(open_windows()), set(engines())
    yield
    if set(open_windows()) - windows_before:
        gc.collect()  # a window that only a reference cycle holds was not forgotten
    windows = [window for window in open_windows() if window not in windows_before]
    running = [thread.name for thread in engines() if thread not in engines_before]
    told = [f"{type(window).__name__} “{window.windowTitle()}”" for window in windows]
    for window in windows:  # only the test at fault is to fail
        window.close()
        window.deleteLater()
    assert not told, f"left open: {', '.join(told)}"
    assert not running, f"left running: {', '.join(running)}"


def engines() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("engine")]


def open_windows() -> list[QWidget]:
    """Every window that is to be seen, and every hidden dialog or main window without a parent."""
    if not isinstance(QApplication.instance(), QApplication):
        return []
    QToolTip.hideText()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    return [window for window in QApplication.topLevelWidgets() if counts(window)]


def counts(window: QWidget) -> bool:
    if window.isVisible():
        return not window.inherits("QTipLabel")  # fades out by itself
    return isinstance(window, QDialog | QMainWindow) and window.parent() is None
