"""How the program ends, in order or not, and what the next start shows of it."""

import os
import signal

import pytest

from tests.driven import Driven, ready

pytestmark = pytest.mark.usefixtures("known_driver")


def test_an_orderly_end_leaves_nothing(settings_folder, runtime_folder):
    with Driven() as program:
        program.until(ready)
        assert program.end() == 0
    left = {file.name for file in settings_folder.rglob("*") if file.is_file()}
    assert left <= {"settings.ini", "downhill.log", "session-0.lock"}
    assert list((runtime_folder / "downhill").iterdir()) == []


def test_a_crash_is_reported_once_with_a_button_for_its_report(settings_folder, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    opener = tools / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tools}/opened\nenv > {tools}/environ\n')
    opener.chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    with Driven() as program:
        program.until(ready)
        program.send_request("crash")
        assert program.left() == -signal.SIGSEGV
    with Driven("--lang", "en", PATH=path, PYOPENGL_PLATFORM="glx") as program:
        seen = program.until(ready)
        assert "ended unexpectedly" in seen["notices"][0]
        assert seen["remedies"] == ["Show reports"]
        program.ask("remedy")
        program.end()
    folder = settings_folder / "downhill"
    assert (tools / "opened").read_text().strip() == folder.as_uri()
    assert "PYOPENGL_PLATFORM" not in (tools / "environ").read_text()
    (report,) = folder.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "Segmentation fault" in text
    assert "gui/startup/run.py" in text
    with Driven() as program:
        assert program.until(ready)["notices"] == []
        program.end()


def test_a_driver_that_ends_the_program_before_its_first_frame_is_not_asked_again(
    settings_folder,
):
    folder = settings_folder / "downhill"
    (folder / "running-1.txt").write_text("Downhill\n", encoding="utf-8")
    for _ in range(2):
        with Driven() as program:
            assert "processor" in program.until(ready)["notices"][0]
            program.end()


def test_a_program_that_is_asked_to_end_is_no_crash():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with Driven() as program:
            assert program.until(ready)["notices"] == []
            program.process.send_signal(number)
            assert program.left() == 128 + number
    with Driven() as program:
        assert program.until(ready)["notices"] == []
        program.end()


def test_a_session_that_the_system_ended_goes_on_and_is_no_crash():
    with Driven() as program:
        program.until(ready)
        program.ask("send", "Remove", [0])
        program.ask("send", "Walk", 7)
        program.until(lambda seen: seen["update"] == 7)
        program.process.send_signal(signal.SIGTERM)
        assert program.left() == 128 + signal.SIGTERM
    with Driven("--lang", "en") as program:
        seen = program.until(lambda seen: seen["update"] == 7 and seen["ready"])
        assert seen["notices"] == ["Your last session was restored."]
        program.end()


def test_an_uncaught_error_is_logged_and_reported_once(settings_folder):
    with Driven("--lang", "en") as program:
        program.until(ready)
        program.ask("fail")
        seen = program.until(lambda seen: seen["notices"])
        assert "Something went wrong inside" in seen["notices"][0]
        assert len(program.ask("fail")["notices"]) == 1
        assert program.end() == 0
    log = (settings_folder / "downhill" / "downhill.log").read_text(encoding="utf-8")
    assert log.count("ZeroDivisionError: division by zero") == 2
