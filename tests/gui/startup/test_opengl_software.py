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

from gui.startup import opengl_probe
from gui.startup.opengl_probe import Drawing
from gui.system import environment


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
    sys.modules.pop("gui.startup.opengl_software", None)


def test_qt_and_pyopengl_are_pointed_at_the_same_library(windows):
    asked, attribute = windows
    opengl_probe.apply(Drawing.SOFTWARE)
    assert asked == [attribute]
    name = os.environ["PYOPENGL_PLATFORM"]
    platform = PlatformPlugin.by_name(name).load()
    assert f"loaded {Path(PySide6.__file__).parent / 'opengl32sw.dll'}" == platform().GL


def test_elsewhere_mesa_is_told_to_do_without_a_driver(monkeypatch):
    for name in environment.MESA:
        monkeypatch.delenv(name, raising=False)
    opengl_probe.apply(Drawing.USUAL)
    assert "LIBGL_ALWAYS_SOFTWARE" not in os.environ
    opengl_probe.apply(Drawing.SOFTWARE)
    assert {name: os.environ[name] for name in environment.MESA} == environment.MESA
    for name in environment.MESA:
        monkeypatch.delenv(name)


def test_frozen_the_program_asks_itself(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert opengl_probe.command(Drawing.USUAL) == [sys.executable, "--glcheck", "usual"]
    monkeypatch.delattr("sys.frozen")
    assert opengl_probe.command(Drawing.SOFTWARE)[1:] == [
        str(opengl_probe.ROOT / "main.py"),
        "--glcheck",
        "software",
    ]


def test_a_child_that_says_nothing_in_time_says_no(monkeypatch):
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(opengl_probe, "command", lambda wish: sleeper)
    child = opengl_probe.begun(Drawing.USUAL)
    assert not opengl_probe.works(child, patience=0.2)
    assert child.poll() is not None


def test_a_child_that_qt_ends_says_no(monkeypatch):
    aborting = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(opengl_probe, "command", lambda wish: aborting)
    assert not opengl_probe.works(opengl_probe.begun(Drawing.USUAL))
    monkeypatch.setattr(opengl_probe, "command", lambda wish: ["no such program"])
    assert opengl_probe.begun(Drawing.USUAL) is None
