"""Windows without an OpenGL driver, as far as it can be seen elsewhere: what is called."""

import os
import sys
from pathlib import Path
from types import ModuleType

import OpenGL.platform  # noqa: F401  (as it is here, before this pretends to be Windows)
import PySide6
import pytest
from OpenGL.plugins import PlatformPlugin
from PySide6.QtCore import QCoreApplication, Qt

from gui import preflight
from gui.preflight import Drawing


@pytest.fixture
def windows(monkeypatch):
    """The parts of Windows that PyOpenGL's module for it needs to be loaded."""
    base = ModuleType("OpenGL.platform.win32")
    base.Win32Platform = type("Win32Platform", (), {"GL": "opengl32"})
    monkeypatch.setitem(sys.modules, "OpenGL.platform.win32", base)
    monkeypatch.setattr("ctypes.WinDLL", lambda path: f"loaded {path}", raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PYOPENGL_PLATFORM", "")
    registered = list(PlatformPlugin.registry)
    asked = []
    attribute = Qt.ApplicationAttribute.AA_UseSoftwareOpenGL
    monkeypatch.setattr(QCoreApplication, "setAttribute", lambda one: asked.append(one))
    yield asked, attribute
    PlatformPlugin.registry[:] = registered
    sys.modules.pop("gui.software_gl", None)


def test_qt_and_pyopengl_are_pointed_at_the_same_library(windows):
    asked, attribute = windows
    preflight.apply(Drawing.SOFTWARE)
    assert asked == [attribute]
    name = os.environ["PYOPENGL_PLATFORM"]
    platform = PlatformPlugin.by_name(name).load()
    assert f"loaded {Path(PySide6.__file__).parent / 'opengl32sw.dll'}" == platform().GL


def test_elsewhere_mesa_is_told_to_do_without_a_driver(monkeypatch):
    for name in preflight.MESA:
        monkeypatch.delenv(name, raising=False)
    preflight.apply(Drawing.USUAL)
    assert "LIBGL_ALWAYS_SOFTWARE" not in os.environ
    preflight.apply(Drawing.SOFTWARE)
    assert {name: os.environ[name] for name in preflight.MESA} == preflight.MESA
    for name in preflight.MESA:
        monkeypatch.delenv(name)


def test_frozen_the_program_asks_itself(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert preflight.command(Drawing.USUAL) == [sys.executable, "--glcheck", "usual"]
    monkeypatch.delattr("sys.frozen")
    assert preflight.command(Drawing.SOFTWARE)[1:] == [
        str(preflight.ROOT / "main.py"),
        "--glcheck",
        "software",
    ]


def test_a_child_that_says_nothing_in_time_says_no(monkeypatch):
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(preflight, "command", lambda wish: sleeper)
    child = preflight.begun(Drawing.USUAL)
    assert not preflight.works(child, patience=0.2)
    assert child.poll() is not None


def test_a_child_that_qt_ends_says_no(monkeypatch):
    aborting = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(preflight, "command", lambda wish: aborting)
    assert not preflight.works(preflight.begun(Drawing.USUAL))
    monkeypatch.setattr(preflight, "command", lambda wish: ["no such program"])
    assert preflight.begun(Drawing.USUAL) is None
