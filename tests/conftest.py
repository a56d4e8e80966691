"""Shared fixtures: no thread is left running, and whole programs have their own folders."""

import gc
import os
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hypothesis
import pytest

from shell.display import virtual_display
from tests.merged_cases import collected

LINUX = sys.platform.startswith("linux")
if LINUX:
    # Before any test module imports OpenGL: PyOpenGL and Qt must use the same platform.
    os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
    os.environ.setdefault("PYOPENGL_PLATFORM", "glx")
DRAWN = LINUX and os.environ["QT_QPA_PLATFORM"] == "xcb"

# The same examples at every run, and no clock: what fails here fails everywhere.
plain = {"deadline": None, "derandomize": True, "database": None}
hypothesis.settings.register_profile("house", max_examples=40, **plain)
hypothesis.settings.register_profile("full", max_examples=100, **plain)
hypothesis.settings.load_profile("house")

NUMBERS = count()  # of the folders for settings

NO_DISPLAY = "this test opens a window and there is no display here: run `python3 dev.py test`"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the tests marked `full` as well")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--full"):
        hypothesis.settings.load_profile("full")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Exclude the modules and the tests, a million objects, from what is searched for garbage:
    they stay until the end, and each full search would take 0.4 s."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(
    collector: pytest.Collector, name: str, obj: object
) -> list[pytest.Item] | None:
    """The cases of a parametrised test are one test where processes share the tests."""
    shared = "PYTEST_XDIST_WORKER" in os.environ
    return [*collected(collector, name, obj)] or None if shared else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Whole programs first: while one process of the tests waits for them, another computes.
    # Then the modules that share a window.
    windowed = {item.path for item in items if uses(item, "shared_window")}
    items.sort(key=lambda item: (not uses(item, "own_places"), item.path not in windowed))
    if config.getoption("--full"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("full")]


def uses(item: pytest.Item, fixture: str) -> bool:
    return fixture in getattr(item, "fixturenames", ())


# The displays of the processes that share the tests. The process that starts these ends them:
# without its display a process would end before it has reported its last test.
DISPLAYS = pytest.StashKey[ExitStack]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give each process its own display: of two windows on one display only one has the focus."""
    if DRAWN:
        stack = node.config.stash.setdefault(DISPLAYS, ExitStack())
        own = stack.enter_context(virtual_display())
        names = own.keys() | os.environ.keys()
        other = {name: own.get(name) for name in names if own.get(name) != os.environ.get(name)}
        node.workerinput["environ"] = other


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash.setdefault(DISPLAYS, ExitStack()).close()


@pytest.fixture(scope="session")
def display(request: pytest.FixtureRequest) -> Iterator[None]:
    """A display to draw on. A test that lacks it fails, instead of being skipped unnoticed."""
    other = getattr(request.config, "workerinput", {}).get("environ")
    if other is not None:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in other.items():
                if value is None:
                    patch.delenv(name, raising=False)
                else:
                    patch.setenv(name, value)
            yield
        return
    if DRAWN and not os.environ.get("DISPLAY"):
        pytest.fail(NO_DISPLAY, pytrace=False)
    yield


@pytest.fixture
def settings_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder for this test's settings and autosaves, not the user's own. It is made by what
    writes to it: most of the thousands of tests that have one write nothing."""
    folder = tmp_path_factory.getbasetemp() / f"settings-{next(NUMBERS)}"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def runtime_folder() -> Iterator[Path]:
    """Where programs listen for later starts: a short path, as the name of a socket must be."""
    with TemporaryDirectory(prefix="downhill-") as folder:
        yield Path(folder)


@pytest.fixture
def own_places(
    display: None, settings_folder: Path, runtime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whole processes: no other windows run where they look for them."""
    from gui.system.environment import MESA

    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime_folder))
    for name in (*MESA, "QT_XCB_GL_INTEGRATION", "MESA_GL_VERSION_OVERRIDE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def known_driver(own_places: None, settings_folder: Path) -> None:
    """For programs that need not check whether OpenGL works, and give no hints: an earlier start
    did."""
    from gui.startup.opengl_probe import fingerprint

    file = settings_folder / "downhill" / "settings.ini"
    file.parent.mkdir(parents=True)
    known = f'asked="{fingerprint()}"\ndrawing=usual\nstays=false\n'
    file.write_text(f"[General]\nformat=1\nhints=\n\n[opengl]\n{known}", encoding="utf-8")


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A scenario, in a folder as a student in China may have it."""
    from engine.session import write_scenario
    from tests.gui.windows import race

    folder = tmp_path / "用户 小明" / "我的 files"
    folder.mkdir(parents=True)
    file = folder / "马鞍 saddle.downhill"
    file.write_text(write_scenario(race("matyas", gd=((0.1, 0.2),))), encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def no_engine_is_left() -> Iterator[None]:
    """Fail a test that leaves an engine running."""
    before = engines()
    yield
    running = [thread.name for thread in engines() if thread not in before]
    assert not running, f"left running: {', '.join(running)}"


def engines() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("engine")]
