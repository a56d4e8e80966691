"""A second start: its file is opened in the window that runs, wherever that can be."""

import os
import shlex
import signal
import sys
import time

import pytest

from gui.startup import instance_lock
from gui.startup.arguments import parse
from gui.system import paths
from tests.driven import MAIN, Driven, ready, waiting

pytestmark = pytest.mark.usefixtures("known_driver")


def second(*words, **environ):
    """A start that is to end by itself; returns its exit code."""
    with Driven(*words, program=MAIN, **environ) as started:
        return started.left()


def test_a_second_start_reaches_the_window_that_runs_unless_that_hangs(own_file, tmp_path):
    with Driven("--lang", "en") as one:
        one.until(ready)
        assert one.ask("minimize")["minimized"]
        assert second() == 0  # without a file it raises the window
        one.until(lambda seen: not seen["minimized"])
        assert second(tmp_path / "nowhere.downhill") == 0  # the window shows the error
        one.until(lambda seen: any("nowhere.downhill" in each for each in seen["notices"]))
        assert one.ask()["surface"] == "himmelblau"
        one.process.send_signal(signal.SIGSTOP)
        with Driven(own_file, program=waiting(0.5)) as two:
            assert two.until(ready)["surface"] == "matyas"
            assert two.end() == 0
        one.process.send_signal(signal.SIGCONT)
        assert one.ask()["surface"] == "himmelblau"  # the other start has given up waiting
        assert second(own_file) == 0
        seen = one.until(lambda seen: seen["surface"] == "matyas")
        assert seen["recent"] == [str(own_file)]
        assert one.end() == 0


def test_a_second_start_may_come_while_the_first_is_still_opening(own_file):
    patient = waiting(60)  # on a machine with other work opening takes longer than usual
    with Driven(program=patient) as one, Driven("--scenario", own_file, program=patient) as two:
        first, other = (one, two)
        end = time.monotonic() + 60
        while one.process.poll() is None and two.process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.05)
        if one.process.poll() is not None:  # the scheduler decides which is first
            first, other = two, one
        assert other.left() == 0
        assert first.until(ready)["surface"] in ("matyas", "himmelblau")
        first.end()


APART = ["--new-window", "--safe-mode", "--demo", "--selftest"]


@pytest.mark.parametrize("word", APART)
def test_some_starts_want_a_window_of_their_own(word):
    assert parse([]).joins
    assert not parse([word]).joins


@pytest.mark.full  # `--demo` is started so in `test_opening`
@pytest.mark.parametrize("word", APART[:2])
def test_a_start_that_wants_a_window_of_its_own_asks_no_other_window(word):
    held = instance_lock.try_lock()  # as by a window that does not answer
    with Driven(word, program=waiting(60)) as two:
        assert two.until(ready)["ready"]
        assert two.end() == 0
    held.release()


def test_no_socket_is_opened_in_another_persons_folder(tmp_path, monkeypatch):
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(open_to_all))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    found = paths.runtime()
    assert found == tmp_path / f"downhill-{os.getuid()}"
    assert found.stat().st_mode & 0o777 == 0o700
    found.chmod(0o777)  # as if made by another user
    assert paths.runtime() is None


def test_a_folder_with_a_users_number_must_be_theirs_alone(tmp_path, monkeypatch):
    """One made by another user under that number, or inherited through `su`, is not used."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    mine = instance_lock.try_lock()
    assert mine.file.parent == tmp_path / f"downhill-{os.getuid()}"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(mine.file.parent))
    monkeypatch.setattr("os.getuid", lambda: 4711)
    assert instance_lock.try_lock() is None  # made by us, not by user 4711
    assert (tmp_path / "downhill-4711").is_dir()
    mine.release()


def test_two_persons_have_a_window_each_on_one_screen(tmp_path, runtime_folder, own_file):
    homes = []
    for name in ("小明", "anna"):
        home = tmp_path / name
        folders = {key: str(home / key) for key in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        folders |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
        run = runtime_folder / name
        run.mkdir(0o700)
        homes.append({**folders, "XDG_RUNTIME_DIR": str(run)})
    his, hers = homes
    with Driven(**his) as one:
        one.until(ready)
        (hint,) = one.until(lambda seen: seen["notices"])["notices"]  # on a first start
        assert "drop a ball" in hint or "放下一个小球" in hint
        with Driven(**hers) as two:
            assert two.until(ready)["surface"] == "himmelblau"
            assert second(own_file, **hers) == 0
            two.until(lambda seen: seen["surface"] == "matyas")
            assert one.ask()["surface"] == "himmelblau"
            one.kill()  # its remains do not affect the other
            assert second(**hers) == 0
            assert two.end() == 0


def test_a_start_without_a_runtime_folder_opens_its_window(tmp_path, own_file):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR")
    environ = dict.fromkeys(names, str(blocked / "folder"))
    with Driven(own_file, HOME=str(blocked), **environ) as one:
        seen = one.until(ready)
        assert seen["surface"] == "matyas"
        assert not seen["works"]
        assert one.end() == 0


def test_a_full_disk_does_not_prevent_working(own_file):
    command = f'ulimit -f 0; exec {shlex.join([sys.executable, "-m", "tests.driven"])} "$@"'
    with Driven("sh", own_file, "--lang", "en", program=["sh", "-c", command]) as program:
        seen = program.until(ready)
        assert (seen["surface"], seen["scene"]) == ("matyas", True)
        program.ask("fail")  # nothing can be logged, which is no further failure
        program.until(lambda seen: "Something went wrong" in seen["notices"][-1])
        assert program.end() == 0
