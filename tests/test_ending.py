"""How the program ends, in order or not, and what the next start shows of it."""

import os
import signal
import sys
from pathlib import Path

import pytest

from gui.startup.run import handle_signals
from tests.driven import MAIN, Driven, ready
from tests.engine.work import until

pytestmark = pytest.mark.usefixtures("known_driver")

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def test_an_error_is_logged_and_reported_once_and_an_orderly_end_ends_all_and_leaves_nothing_else(
    settings_folder, runtime_folder, tmp_path
):
    """The error is one that nothing caught; the window closes while a table is being read."""
    table = tmp_path / "large.csv"
    table.write_bytes(b"x,y\n" + b"1.25,2.25\n" * 900_000)
    with Driven("--lang", "en") as program:
        program.until(ready)
        program.ask("fail")
        seen = program.until(lambda seen: seen["notices"])
        assert "Something went wrong inside" in seen["notices"][0]
        assert len(program.ask("fail")["notices"]) == 1
        started = set()
        if sys.platform == "linux":  # where /proc names the processes
            program.ask("file_event", str(table))
            program.until(lambda seen: readers(program))
            started = readers(program)
        assert program.end() == 0
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in started))
    log = (settings_folder / "downhill" / "downhill.log").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError: division by zero") == 2
    left = {file.name for file in settings_folder.rglob("*") if file.is_file()}
    assert left <= {"settings.ini", "downhill.log", "session-0.lock"}
    assert list((runtime_folder / "downhill").iterdir()) == []


def readers(program):
    """The processes that read for it."""
    tasks = Path(f"/proc/{program.process.pid}/task").glob("*/children")
    children = {child for task in tasks for child in task.read_text().split()}
    return {c for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()}


def test_after_a_crash_its_session_is_resumed_and_it_is_reported_once_with_a_button_for_its_report(
    settings_folder, runtime_folder, tmp_path
):
    with Driven() as program:
        program.until(ready)
        program.ask("send", "Remove", [0])
        program.ask("send", "Walk", 13)
        program.until(lambda seen: seen["update"] == 13)
        program.ask("keep")
        program.send_request("crash")
        assert program.left() == -signal.SIGSEGV
    assert list((runtime_folder / "downhill").glob("*.socket"))
    tools = tmp_path / "tools"
    path = f"{opener(tools)}:{os.environ['PATH']}"
    with Driven("--lang", "en", PATH=path, PYOPENGL_PLATFORM="glx") as program:
        seen = program.until(lambda seen: seen["ready"] and seen["notices"])
        assert seen["update"] == 13
        assert seen["notices"] == [
            "The last run ended unexpectedly and has been restored. "
            "The report stays on this computer; nothing is sent."
        ]
        assert seen["remedies"] == ["Show reports"]
        with Driven(program=MAIN) as second:  # the socket that was left does not matter
            assert second.left() == 0
        program.ask("remedy", "Show reports")
        program.end()
    check_report(settings_folder / "downhill", tools)
    with Driven("--lang", "en") as program:
        seen = program.until(lambda seen: seen["ready"] and seen["notices"])
        assert seen["notices"] == ["Your last session was kept."]  # and none of the crash
        program.end()


def opener(tools):
    """A folder with a program that notes what is to be opened, and with which variables."""
    tools.mkdir()
    made = tools / "xdg-open"
    made.write_text(f'#!/bin/sh\necho "$1" > {tools}/opened\nenv > {tools}/environ\n')
    made.chmod(0o755)
    return tools


def check_report(folder, tools):
    assert (tools / "opened").read_text().strip() == folder.as_uri()
    assert "PYOPENGL_PLATFORM" not in (tools / "environ").read_text()
    (report,) = folder.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "Segmentation fault" in text
    assert "gui/startup/run.py" in text


def test_a_driver_that_ends_the_program_before_its_first_frame_is_not_used_again(settings_folder):
    folder = settings_folder / "downhill"
    (folder / "running-1.txt").write_text("Downhill\n", encoding="utf-8")
    with Driven() as program:
        assert "processor" in program.until(ready)["notices"][0]
        program.end()
    settings = (folder / "settings.ini").read_text(encoding="utf-8")
    assert "drawing=software" in settings
    assert "stays=true" in settings


def test_each_signal_that_asks_the_program_to_end_ends_it_in_order():
    """Here without a window; in `test_opening` a whole program is sent one of them."""
    codes, before = [], {name: signal.getsignal(name) for name in ENDING}
    try:
        handle_signals(codes.append)
        for number in ENDING:
            signal.raise_signal(number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert codes == [128 + number for number in ENDING]
