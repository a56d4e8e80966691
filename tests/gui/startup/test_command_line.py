"""Every end of the command line is one sentence and an exit code, never a traceback."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from engine.session import write_scenario
from gui.startup.command_line import CLOSED, INTERRUPTED, WRONG, Output, ended
from tests.driven import ROOT
from tests.gui.windows import race

MAIN = [sys.executable, str(ROOT / "main.py")]
LINUX = sys.platform.startswith("linux")


def run(*words, stdout=subprocess.PIPE, **environ):
    """The exit code, the output and the lines of errors of the program."""
    done = subprocess.run(
        [*MAIN, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANG": "C.UTF-8", **environ},
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr.decode().splitlines()


@pytest.mark.skipif(not LINUX, reason="only Linux has such a file")
def test_output_that_finds_no_room_ends_with_the_reason():
    with open("/dev/full", "wb") as full:
        code, _, lines = run("--help", stdout=full)
    assert (code, lines) == (WRONG, ["The output can’t be written: the disk is full"])


def test_output_that_is_not_read_ends_so(tmp_path):
    file = tmp_path / "given.json"
    file.write_text(write_scenario(race(gd=((0.5, 0.5),))), encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    try:
        words = ["--headless", "--scenario", file, "--steps", 3, "--out", tmp_path / "run.csv"]
        code, _, lines = run(*words, stdout=write)
    finally:
        os.close(write)
    assert (code, len(lines)) == (CLOSED, 1)
    assert (tmp_path / "run.csv").exists()


def test_a_terminal_of_ascii_gets_ascii():
    code, output, lines = run("--lang=zh_CN", "--help", PYTHONIOENCODING="ascii")
    assert (code, lines) == (0, [])
    output.decode("ascii")
    assert b"usage:" in output
    assert output.count(b"?") == 0


@pytest.mark.skipif(not LINUX, reason="displays of X11")
@pytest.mark.parametrize("wrong", [{"DISPLAY": ":7777"}, {"QT_QPA_PLATFORM": "nonsense"}])
def test_without_the_display_that_is_named_there_is_no_window(
    wrong, settings_folder, runtime_folder
):
    code, _, lines = run(
        "--lang=en", "--screenshot", "seen.png", XDG_RUNTIME_DIR=str(runtime_folder), **wrong
    )
    assert (code, len(lines)) == (WRONG, 1)
    assert lines[0].startswith("The window can’t be opened: ")
    assert next(iter(wrong.values())) in lines[0]


# In this process.


def test_an_interruption_is_said(monkeypatch, tmp_path):
    def main(words):
        raise KeyboardInterrupt

    with (tmp_path / "errors").open("w", encoding="utf-8") as errors:
        monkeypatch.setattr(sys, "stderr", errors)
        assert ended(main, ["--lang=en"]) == INTERRUPTED
    assert (tmp_path / "errors").read_text(encoding="utf-8") == "Interrupted.\n"


@pytest.mark.parametrize("code", [0, 2])
def test_the_end_by_an_option_keeps_its_code(monkeypatch, code):
    def main(words):
        raise SystemExit(code)

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert ended(main, []) == code


def test_a_windowed_program_without_streams_ends_in_order(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert ended(lambda words: 3, []) == 3


def test_after_an_error_nothing_more_is_written(tmp_path):
    with (tmp_path / "output").open("w", encoding="utf-8") as file:
        tries = []

        def write(text):
            tries.append(text)
            raise BrokenPipeError

        output = Output(SimpleNamespace(write=write, fileno=file.fileno))
        assert output.write("abc") == 3
        output.write("def")
    assert tries == ["abc"]
    assert isinstance(output.error, BrokenPipeError)
