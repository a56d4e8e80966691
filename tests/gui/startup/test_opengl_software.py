"""Windows without an OpenGL driver, as far as other systems can test it: what is called."""

import os
import sys
from pathlib import Path
from types import ModuleType

import OpenGL.platform  # noqa: F401  (for this system, before the tests simulate Windows)
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
    set_ones = []
    attribute = Qt.ApplicationAttribute.AA_UseSoftwareOpenGL
    monkeypatch.setattr(QCoreApplication, "setAttribute", lambda one: set_ones.append(one))
    yield set_ones, attribute
    PlatformPlugin.registry[:] = registered
    sys.modules.pop("gui.startup.opengl_software", None)


def test_qt_and_pyopengl_use_the_same_library(windows):
    set_ones, attribute = windows
    opengl_probe.apply(Drawing.SOFTWARE)
    assert set_ones == [attribute]
    name = os.environ["PYOPENGL_PLATFORM"]
    platform = PlatformPlugin.by_name(name).load()
    assert f"loaded {Path(PySide6.__file__).parent / 'opengl32sw.dll'}" == platform().GL


def test_on_other_systems_mesa_is_set_to_work_without_a_driver(monkeypatch):
    for name in environment.MESA:
        monkeypatch.delenv(name, raising=False)
    opengl_probe.apply(Drawing.USUAL)
    assert "LIBGL_ALWAYS_SOFTWARE" not in os.environ
    opengl_probe.apply(Drawing.SOFTWARE)
    assert {name: os.environ[name] for name in environment.MESA} == environment.MESA
    for name in environment.MESA:
        monkeypatch.delenv(name)


def test_a_frozen_program_is_its_own_child(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert opengl_probe.command(Drawing.USUAL) == [sys.executable, "--glcheck", "usual"]
    monkeypatch.delattr("sys.frozen")
    assert opengl_probe.command(Drawing.SOFTWARE)[1:] == [
        str(opengl_probe.ROOT / "main.py"),
        "--glcheck",
        "software",
    ]


def test_a_child_that_runs_too_long_counts_as_failed(monkeypatch):
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(opengl_probe, "command", lambda drawing: sleeper)
    child = opengl_probe.start_child(Drawing.USUAL)
    assert not opengl_probe.works(child, timeout=0.2)
    assert child.poll() is not None


def test_a_child_that_qt_ends_counts_as_failed(monkeypatch):
    aborting = [sys.executable, "-c", "import os; os.abort()"]
    monkeypatch.setattr(opengl_probe, "command", lambda drawing: aborting)
    assert not opengl_probe.works(opengl_probe.start_child(Drawing.USUAL))
    monkeypatch.setattr(opengl_probe, "command", lambda drawing: ["no such program"])
    assert opengl_probe.start_child(Drawing.USUAL) is None
