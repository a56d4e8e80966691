"""Links and folders are opened by other programs, in the environment that these expect."""

import pytest

from gui.system import open_external

URL = "https://example.org/?q=1&r=小球"


@pytest.fixture
def opener(tmp_path, monkeypatch):
    """A program in place of the system's that records how it was called."""
    folder = tmp_path / "a place with spaces"
    folder.mkdir()
    program = folder / "xdg-open"
    program.write_text('#!/bin/sh\ncd "$(dirname "$0")"\necho "$1" > opened\nenv > environ\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def environ(opener):
    lines = (opener / "environ").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def test_a_link_is_passed_on_encoded(opener):
    assert open_external.open_outside(URL)
    opened = (opener / "opened").read_text().strip()
    assert opened == "https://example.org/?q=1&r=%E5%B0%8F%E7%90%83"


def test_a_folder_is_passed_on_as_a_link(opener, tmp_path):
    folder = tmp_path / "日志 logs"
    assert open_external.open_outside(folder)
    assert (opener / "opened").read_text().strip() == folder.as_uri()


def test_other_programs_do_not_get_a_frozen_programs_libraries(opener, monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/downhill/_internal")
    monkeypatch.setenv("LD_PRELOAD", "ours.so")
    monkeypatch.setenv("LD_PRELOAD_ORIG", "theirs.so")
    monkeypatch.setenv("LIBGL_ALWAYS_SOFTWARE", "1")
    monkeypatch.setenv("PYOPENGL_PLATFORM", "glx")
    assert open_external.clean_environment().get("LD_PRELOAD") == "theirs.so"
    monkeypatch.delenv("LD_PRELOAD_ORIG")
    assert open_external.open_outside(URL)
    own = {"LD_LIBRARY_PATH", "LD_PRELOAD", "LIBGL_ALWAYS_SOFTWARE", "PYOPENGL_PLATFORM"}
    assert own & set(environ(opener)) == set()


def test_run_from_source_a_persons_own_libraries_stay(monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "theirs")
    assert open_external.clean_environment()["LD_LIBRARY_PATH"] == "theirs"


@pytest.mark.filterwarnings("ignore:Exception ignored")  # the child is not awaited
def test_success_and_failure_are_returned(opener, monkeypatch):
    (opener / "xdg-open").write_text("#!/bin/sh\nexit 3\n")  # no program for it
    assert not open_external.open_outside(URL)
    monkeypatch.setattr(open_external, "TIMEOUT", 0.05)
    (opener / "xdg-open").write_text("#!/bin/sh\nsleep 0.3\n")  # still running
    assert open_external.open_outside(URL)
    (opener / "xdg-open").write_text("no program\n")
    (opener / "xdg-open").chmod(0o755)
    assert not open_external.open_outside(URL)
