"""Fixtures of the tests of windows: an application like the real one, and no window left open."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from engine.commands import Command
from gui.style import fonts
from gui.style.theme import Theme, ThemeChoice
from gui.tasks.garbage import collect_due
from gui.text.languages import Languages
from gui.window.main_window import MainWindow
from shell import LINUX

os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"

# As the program does, and before the application is made.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)


@pytest.fixture(scope="session")
def qapp(display: None, qapp: QApplication) -> QApplication:
    """The application, made as `main.py` makes it."""
    return qapp


@pytest.fixture(scope="session", autouse=True)
def collected_by_one_thread() -> None:
    """As in the program: garbage is collected on the window's thread alone."""
    gc.disable()


@pytest.fixture(autouse=True)
def garbage_is_collected() -> Iterator[None]:
    yield
    collect_due()


@pytest.fixture(autouse=True)
def own_settings(settings_folder: Path) -> None:
    """No window reads or writes the user's own settings."""
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(settings_folder))
    QStandardPaths.setTestModeEnabled(not LINUX)  # elsewhere no variable moves these folders


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Fail a test that leaves a window open."""
    before = set(open_windows())
    yield
    if set(open_windows()) - before:
        gc.collect()  # windows held only by reference cycles don't count
    windows = [window for window in open_windows() if window not in before]
    left = [f"{type(window).__name__} “{window.windowTitle()}”" for window in windows]
    for window in windows:  # only the test at fault is to fail
        window.close()
        window.deleteLater()
    assert not left, f"left open: {', '.join(left)}"


def open_windows() -> list[QWidget]:
    """Every visible window, and every hidden dialog or main window without a parent."""
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


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def sent() -> list[Command]:
    """The commands sent to the engine: pass `sent.append`."""
    return []


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """English alone."""
    made = Languages(qapp, Path("nowhere"))
    yield made
    made.choose("en")
    made.deleteLater()


@pytest.fixture
def all_languages(qapp: QApplication) -> Iterator[Languages]:
    """The program's languages with all their texts."""
    made = Languages(qapp)
    yield made
    made.choose("en")
    made.deleteLater()


# The window that tests share while it is open, and the modules with a test that uses it.
OPEN = pytest.StashKey[tuple[ExitStack, MainWindow, dict[str, object]]]()
MODULES = pytest.StashKey[set[Path]]()


@pytest.fixture(scope="module")
def program_font(qapp: QApplication) -> Iterator[None]:
    """The program's own font, whose size can be changed and set back exactly."""
    before = qapp.font()
    fonts.install(qapp)
    yield
    qapp.setFont(before)


@pytest.fixture(scope="module")
def shared_window(
    qapp: QApplication, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[MainWindow, dict[str, object]]:
    """A window for all tests of this module and of those that follow, and its state at first.

    `pytest_runtest_teardown` closes it before a module that has no use for it.
    """
    from tests.gui.shared_window import settled
    from tests.gui.windows import opened

    stash = request.config.stash
    if OPEN not in stash:
        settings, qtbot = tmp_path_factory.mktemp("settings") / "settings.ini", QtBot(request)
        stack = ExitStack()
        made = stack.enter_context(opened(qtbot, qapp, settings=settings))
        stash[OPEN] = stack, made, settled(qtbot, made)
    return stash[OPEN][1:]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Close the window that tests share before a module that does not use it; and where it has
    dialogs before any other module, as they keep what was done in them."""
    yield
    opened = item.config.stash.get(OPEN, None)
    if opened is None or (nextitem is not None and nextitem.path == item.path):
        return
    stack, window, _ = opened
    if nextitem is None or nextitem.path not in window_modules(item) or window.findChild(QDialog):
        del item.config.stash[OPEN]
        stack.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # not with the process


def window_modules(item: pytest.Item) -> set[Path]:
    """The modules with a test that uses the shared window."""
    stash = item.session.stash
    if MODULES not in stash:
        stash[MODULES] = {
            each.path
            for each in item.session.items
            if "shared_window" in getattr(each, "fixturenames", ())
        }
    return stash[MODULES]


@pytest.fixture
def window(
    qtbot: QtBot,
    shared_window: tuple[MainWindow, dict[str, object]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """The shared window, as it was opened; whatever a test does to it is taken back."""
    from tests.gui.shared_window import set_back

    made, first = shared_window
    yield made
    monkeypatch.undo()
    set_back(qtbot, made, first)
