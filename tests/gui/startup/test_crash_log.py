"""Logs and crash reports: written where possible, without stopping the program elsewhere."""

import faulthandler
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from PySide6.QtCore import qInstallMessageHandler, qWarning

from gui.startup import crash_log
from gui.startup.crash_log import CrashLog, DelayedFileHandler
from gui.system import paths

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def crashes_of_tests_are_shown(request):
    """As pytest has set up; a crash log that ends stops it."""
    yield
    if (errors := request.config.stash.get(fault_handler_stderr_fd_key, None)) is not None:
        faulthandler.enable(errors)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "状态 state"


@pytest.fixture
def crash_log_of_test(folder, monkeypatch):
    monkeypatch.setattr("sys.excepthook", sys.__excepthook__)  # else pytest's hook is called too
    made = CrashLog(folder)
    handler = qInstallMessageHandler(None)
    made.begin()
    yield made
    made.end()
    qInstallMessageHandler(handler)


def text(folder):
    return (folder / crash_log.LOG).read_text(encoding="utf-8")


def crash(folder, *lines):
    """Run a process that has a crash log and does not end in order."""
    program = [
        "from pathlib import Path",
        "from gui.startup.crash_log import CrashLog",
        "import os",
    ]
    program += [f"j = CrashLog(Path({str(folder)!r})); j.begin()", *lines, "os._exit(1)"]
    subprocess.run([sys.executable, "-c", "\n".join(program)], cwd=ROOT, check=False)


def test_a_usual_run_writes_no_log(folder, crash_log_of_test):
    assert [file.name for file in folder.iterdir()] == [f"running-{os.getpid()}.txt"]
    crash_log_of_test.end()
    assert list(folder.iterdir()) == []


def test_warnings_are_logged(folder, crash_log_of_test):
    logging.getLogger("engine.player").warning("the 小球 rolls")
    assert "engine.player: the 小球 rolls" in text(folder)


@pytest.mark.no_qt_log
def test_messages_of_qt_are_logged(folder, crash_log_of_test, capsys):
    qWarning("a warning of Qt")
    assert "a warning of Qt" in text(folder)
    assert "a warning of Qt" in capsys.readouterr().err


def test_an_exception_in_a_thread_is_logged_and_reported(folder, crash_log_of_test, capsys):
    calls = []
    crash_log_of_test.failed = lambda: calls.append(1)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in text(folder)
    assert calls == [1]


def test_a_run_that_did_not_end_in_order_is_reported_once(folder):
    crash(folder)
    one, two = CrashLog(folder), CrashLog(folder)
    one.begin()
    one.end()
    assert (one.crashed, one.unseen) == (True, True)
    two.begin()
    two.end()
    assert not two.crashed
    assert len(list(folder.glob("crash-*.txt"))) == 1


def test_a_crash_after_the_first_frame_is_no_crash_of_the_start(folder):
    crash(folder, "j.first_frame('llvmpipe')")
    one = CrashLog(folder)
    one.begin()
    one.end()
    assert (one.crashed, one.unseen) == (True, False)


def test_a_program_that_still_runs_has_not_crashed(folder, crash_log_of_test):
    other = CrashLog(folder)
    other._open_mark = lambda: None  # in the same process it would be the same file
    other.begin()
    other.end()
    assert not other.crashed
    assert (folder / f"running-{os.getpid()}.txt").exists()


def test_only_the_newest_reports_are_kept(folder):
    folder.mkdir()
    for number in range(20):
        (folder / f"crash-20260101-0000{number:02}-1.txt").touch()
    one = CrashLog(folder)
    one.begin()
    one.end()
    names = sorted(file.name for file in folder.glob("crash-*"))
    assert len(names) == crash_log.REPORTS
    assert names[-1].startswith("crash-20260101-000019")


def test_a_log_does_not_grow_for_ever(folder, monkeypatch):
    monkeypatch.setattr(crash_log, "LARGEST", 1000)
    folder.mkdir()
    handler = DelayedFileHandler(folder / "x.log")
    for number in range(200):
        handler.emit(logging.makeLogRecord({"msg": f"line {number}", "levelno": 30}))
    handler.close()
    files = sorted(folder.iterdir())
    assert len(files) == 1 + crash_log.KEPT
    assert all(file.stat().st_size <= 1000 for file in files)
    assert "line 199" in (folder / "x.log").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has such a file")
def test_on_a_full_disk_a_record_is_lost_and_nothing_else(capsys):
    handler = DelayedFileHandler(Path("/dev/full"))
    handler.emit(logging.makeLogRecord({"msg": "lost", "levelno": 30}))
    handler.close()
    assert capsys.readouterr().err == ""


def test_without_a_folder_only_the_log_file_is_missing(tmp_path, capsys):
    (tmp_path / "file").touch()
    one = CrashLog(tmp_path / "file" / "state")
    handler = qInstallMessageHandler(None)
    one.begin()
    logging.getLogger("x").warning("printed on the terminal")
    one.first_frame("llvmpipe")
    one.end()
    qInstallMessageHandler(handler)
    assert not one.crashed
    assert "printed on the terminal" in capsys.readouterr().err


def test_logs_are_in_the_folder_that_the_system_defines(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert paths.logs() == tmp_path / "downhill"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")  # the specification: to be ignored
    assert paths.logs() == Path.home() / ".local" / "state" / "downhill"
    monkeypatch.setattr("sys.platform", "darwin")
    assert paths.logs() == Path.home() / "Library" / "Logs" / "Downhill"
    monkeypatch.setattr("sys.platform", "win32")
    assert paths.logs().parts[-2:] == ("downhill", "logs")


def test_a_mark_that_is_removed_meanwhile_is_no_crash(folder, monkeypatch):
    """Another program ends, or a third one starts, while this one collects reports."""
    folder.mkdir()
    gone = folder / "running-7.txt"
    assert crash_log.is_running(gone)  # after a crash the file would exist
    assert not gone.exists()
    gone.write_text("Downhill\n", encoding="utf-8")

    def remove(mark):
        mark.unlink()
        return False

    monkeypatch.setattr(crash_log, "is_running", remove)
    made = CrashLog(folder)
    made.begin()
    assert not made.crashed
    assert [file.name for file in folder.iterdir()] == [f"running-{os.getpid()}.txt"]
    made.end()


def test_a_program_that_is_just_ending_is_no_crash(folder, monkeypatch):
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)  # not removed yet
    one = CrashLog(folder)
    one.begin()
    one.end()
    monkeypatch.undo()
    two = CrashLog(folder)
    two.begin()
    assert not two.crashed
    two.end()
    assert list(folder.iterdir()) == []
