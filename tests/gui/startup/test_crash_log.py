"""Logs and crash reports: written where they can be, and never in the way."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from gui.startup import crash_log
from gui.startup.crash_log import CrashLog, DelayedFileHandler
from gui.system import paths

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "状态 state"


@pytest.fixture
def kept(folder, monkeypatch):
    monkeypatch.setattr("sys.excepthook", sys.__excepthook__)  # else the test's own hears it too
    made = CrashLog(folder)
    handler = qInstallMessageHandler(None)
    made.begin()
    yield made
    made.end()
    qInstallMessageHandler(handler)


def text(folder):
    return (folder / crash_log.LOG).read_text(encoding="utf-8")


def died(folder, *lines):
    """A process that kept a journal, and ended otherwise than it should."""
    program = [
        "from pathlib import Path",
        "from gui.startup.crash_log import CrashLog",
        "import os",
    ]
    program += [f"j = CrashLog(Path({str(folder)!r})); j.begin()", *lines, "os._exit(1)"]
    subprocess.run([sys.executable, "-c", "\n".join(program)], cwd=ROOT, check=False)


def test_a_usual_run_writes_no_log(folder, kept):
    assert [file.name for file in folder.iterdir()] == [f"running-{os.getpid()}.txt"]
    kept.end()
    assert list(folder.iterdir()) == []


def test_warnings_are_kept(folder, kept):
    logging.getLogger("engine.player").warning("the 小球 rolls")
    assert "engine.player: the 小球 rolls" in text(folder)


@pytest.mark.no_qt_log
def test_what_qt_says_is_kept(folder, kept, capsys):
    qWarning("the pixels are wet")
    assert "the pixels are wet" in text(folder)
    assert "the pixels are wet" in capsys.readouterr().err


def test_what_fails_in_a_thread_is_kept_and_told(folder, kept, capsys):
    told = []
    kept.failed = lambda: told.append(1)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in text(folder)
    assert told == [1]


def test_a_run_that_did_not_end_as_it_should_is_noticed_once(folder):
    died(folder)
    one, two = CrashLog(folder), CrashLog(folder)
    one.begin()
    one.end()
    assert (one.crashed, one.unseen) == (True, True)
    two.begin()
    two.end()
    assert not two.crashed
    assert len(list(folder.glob("crash-*.txt"))) == 1


def test_a_crash_after_the_first_frame_is_none_of_the_start(folder):
    died(folder, "j.first_frame('llvmpipe')")
    one = CrashLog(folder)
    one.begin()
    one.end()
    assert (one.crashed, one.unseen) == (True, False)


def test_a_run_that_goes_on_has_not_crashed(folder, kept):
    other = CrashLog(folder)
    other._leave_mark = lambda: None  # of the same process it would be the same file
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
def test_a_full_disk_costs_the_line_and_nothing_else(capsys):
    handler = DelayedFileHandler(Path("/dev/full"))
    handler.emit(logging.makeLogRecord({"msg": "lost", "levelno": 30}))
    handler.close()
    assert capsys.readouterr().err == ""


def test_a_folder_that_can_not_be_made_costs_the_journal_only(tmp_path, capsys):
    (tmp_path / "file").touch()
    one = CrashLog(tmp_path / "file" / "state")
    handler = qInstallMessageHandler(None)
    one.begin()
    logging.getLogger("x").warning("said on the terminal all the same")
    one.first_frame("llvmpipe")
    one.end()
    qInstallMessageHandler(handler)
    assert not one.crashed
    assert "said on the terminal" in capsys.readouterr().err


def test_logs_lie_where_the_system_wants_them(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert paths.logs() == tmp_path / "downhill"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")  # the specification: to be ignored
    assert paths.logs() == Path.home() / ".local" / "state" / "downhill"
    monkeypatch.setattr("sys.platform", "darwin")
    assert paths.logs() == Path.home() / "Library" / "Logs" / "Downhill"
    monkeypatch.setattr("sys.platform", "win32")
    assert paths.logs().parts[-2:] == ("downhill", "logs")


def test_a_mark_that_is_taken_away_meanwhile_is_nobodys_crash(folder, monkeypatch):
    """One program ends, or another one starts, while this one looks at what was left."""
    folder.mkdir()
    gone = folder / "running-7.txt"
    assert crash_log.is_alive(gone)  # that of a crash would be there
    assert not gone.exists()
    gone.write_text("Downhill\n", encoding="utf-8")

    def taken(mark):
        mark.unlink()
        return False

    monkeypatch.setattr(crash_log, "is_alive", taken)
    made = CrashLog(folder)
    made.begin()
    assert not made.crashed
    assert [file.name for file in folder.iterdir()] == [f"running-{os.getpid()}.txt"]
    made.end()


def test_a_program_that_is_just_ending_is_no_crash(folder, monkeypatch):
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)  # not yet
    one = CrashLog(folder)
    one.begin()
    one.end()
    monkeypatch.undo()
    two = CrashLog(folder)
    two.begin()
    assert not two.crashed
    two.end()
    assert list(folder.iterdir()) == []
