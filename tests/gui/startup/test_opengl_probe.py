"""When OpenGL is tried, in which ways, and what is stored. The children only give an answer."""

import sys

import pytest

from gui.documents.settings import Settings
from gui.startup import opengl_probe
from gui.startup.opengl_probe import DECISIVE, Drawing, OpenGLProbe, fingerprint

USUAL, SOFTWARE, NONE = Drawing


class Machine:
    """A machine whose OpenGL works in some ways, and what was tried on it since the last look."""

    def __init__(self, settings):
        self.settings = settings
        self.working = ()
        self._tried = []

    def command(self, drawing):
        self._tried.append(drawing)
        return [sys.executable, "-S", "-c", f"raise SystemExit({int(drawing not in self.working)})"]

    def start(self, *working, **circumstances):
        """A start of the program where these ways work: its result, and the ways it tried."""
        self.working = working
        result = OpenGLProbe(self.settings, **circumstances).result()
        tried, self._tried = self._tried, []
        return result, tried


@pytest.fixture
def machine(tmp_path, monkeypatch):
    made = Machine(Settings(tmp_path / "settings.ini"))
    monkeypatch.setattr(opengl_probe, "command", made.command)
    return made


def test_a_first_start_checks_opengl_and_a_later_one_does_not(machine):
    assert machine.start(USUAL, SOFTWARE) == (USUAL, [USUAL])
    assert machine.start() == (USUAL, [])


def test_after_a_crash_it_is_checked_again(machine):
    machine.start(USUAL)
    assert machine.start(SOFTWARE, crashed=True) == (SOFTWARE, [USUAL, SOFTWARE])


@pytest.mark.parametrize("name", DECISIVE)
def test_another_driver_is_checked_again(machine, monkeypatch, name):
    monkeypatch.delenv(name, raising=False)
    before = fingerprint()
    monkeypatch.setenv(name, "")  # which differs from none at all
    assert fingerprint() != before


def test_what_was_known_of_another_driver_is_not_used(machine, monkeypatch):
    machine.start(USUAL)
    monkeypatch.setenv("LIBGL_DRIVERS_PATH", "elsewhere")
    assert machine.start() == (NONE, [USUAL, SOFTWARE])


@pytest.mark.parametrize(("working", "drawing"), [((SOFTWARE,), SOFTWARE), ((), NONE)])
def test_a_driver_that_failed_is_tried_at_each_start_until_it_is_repaired(
    machine, working, drawing
):
    for _ in range(2):
        assert machine.start(*working) == (drawing, [USUAL, SOFTWARE])
    assert machine.start(USUAL, SOFTWARE) == (USUAL, [USUAL])
    assert machine.start() == (USUAL, [])


def test_a_driver_that_ended_the_program_before_its_first_frame_is_not_tried_again(machine):
    assert machine.start(USUAL, SOFTWARE, driver_failed=True) == (SOFTWARE, [SOFTWARE])
    for _ in range(2):
        assert machine.start(USUAL, SOFTWARE) == (SOFTWARE, [])


def test_safe_mode_tries_the_processor_alone_and_stores_nothing(machine):
    stored, machine.settings = machine.settings, None
    assert machine.start(USUAL, SOFTWARE, safe=True) == (SOFTWARE, [SOFTWARE])
    assert stored.text("opengl/drawing", "") == ""
