"""The developer shell: environments that are always whole, displays that always end."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
from shell import SetupError, commands, display, environment, system, translations
from shell.environment import Environment

ROOT = Path(dev.ROOT)
TABLE = tomllib.loads((ROOT / "packaging/shell/linux.toml").read_text(encoding="utf-8"))
BY_PROGRAM = {manager["program"]: manager for manager in TABLE["manager"]}

on_linux = pytest.mark.skipif(not display.LINUX, reason="only Linux has Xvfb")


# -- which Python ----------------------------------------------------------------------------


def test_an_old_python_can_read_dev_py():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_unsuitable_python_says_what_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert dev.main(["run"]) == 2
    assert "this is Python 3.9; Downhill needs 3.11 to 3.14" in capsys.readouterr().err


def test_an_unsuitable_python_starts_a_suitable_one(monkeypatch):
    handed = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "python3.12" else None)
    monkeypatch.setattr(subprocess, "call", lambda command: handed.append(command) or 7)
    assert dev.main(["run", "--lang", "en"]) == 7
    assert handed == [["python3.12", str(ROOT / "dev.py"), "run", "--lang", "en"]]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["--help"], 0), (["rnu"], 2)])
def test_without_a_command_it_lists_the_commands(arguments, code, capsys, monkeypatch):
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert dev.main(arguments) == code
    shown = capsys.readouterr().out
    assert all(f"dev.py {name} " in shown for name in commands.ALL)


# -- environments ----------------------------------------------------------------------------


@pytest.fixture
def done(monkeypatch):
    """The calls that would make an environment; nothing is made."""
    done: list[str] = []

    def create(folder: Path) -> None:
        done.append("create")
        shutil.rmtree(folder, ignore_errors=True)
        python = Environment(folder, ()).python
        python.parent.mkdir(parents=True)
        python.touch()

    monkeypatch.setattr(environment, "create", create)
    monkeypatch.setattr(environment, "install", lambda python, file: done.append(file.name))
    return done


@pytest.fixture
def small(tmp_path) -> Environment:
    first = tmp_path / "requirements.txt"
    first.write_text("numpy==2.4.6\n")
    return Environment(tmp_path / ".venv", (first,))


@pytest.fixture
def large(small, tmp_path) -> Environment:
    second = tmp_path / "requirements-dev.txt"
    second.write_text("pytest==9.2.0\n")
    return Environment(small.folder, (*small.files, second))


def test_an_environment_is_made_once(small, done):
    small.make()
    small.make()
    assert done == ["create", "requirements.txt"]


def test_more_requirements_are_added_to_what_is_there(small, large, done):
    small.make()
    large.make()
    small.make()
    large.make()
    assert done == ["create", "requirements.txt", "requirements-dev.txt"]


def test_changed_requirements_make_it_again(small, large, done):
    large.make()
    small.files[0].write_text("numpy==2.4.7\n")
    assert not small.ready()
    large.make()
    assert done == ["create", "requirements-dev.txt"] * 2


def test_what_was_interrupted_is_made_again(small, large, done, monkeypatch):
    small.make()

    def interrupted(python: Path, requirements: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            large.make()
    assert not small.ready()  # pip may have left an incomplete package
    small.make()
    assert done == ["create", "requirements.txt"] * 2


def test_a_copy_elsewhere_is_not_ready(small, done, tmp_path):
    small.make()
    shutil.copytree(small.folder, tmp_path / "copy" / ".venv")
    assert not small._replace(folder=tmp_path / "copy" / ".venv").ready()


def test_an_environment_whose_python_is_gone_is_made_again(small, done):
    small.make()
    small.python.unlink()
    small.make()
    assert done == ["create", "requirements.txt"] * 2


def test_another_python_makes_its_own(small, done, monkeypatch):
    small.make()
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not small.ready()


def test_a_damaged_stamp_counts_as_none(small, done):
    small.make()
    small.stamp.write_bytes(b"\xff\xfe\x00")
    assert not small.ready()


def test_a_place_that_cannot_be_written_is_reported(small, done, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    nowhere = small._replace(folder=tmp_path / "file" / ".venv")
    with pytest.raises(SetupError, match="cannot be made"):
        nowhere.make()


def test_when_pip_fails_the_message_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 1)
    with pytest.raises(SetupError, match="offline"):
        environment.install(Path("python"), tmp_path / "requirements.txt")


def test_variables_of_another_python_are_removed(monkeypatch):
    for name in environment.ALIEN:
        monkeypatch.setenv(name, "x")
    assert not environment.own_environ().keys() & set(environment.ALIEN)


# -- the system ------------------------------------------------------------------------------

CURSOR = {"libxcb-cursor.so.0": TABLE["library"]["libxcb-cursor.so.0"]}


@pytest.mark.parametrize(
    ("program", "last"),
    [
        ("apt-get", "libxcb-cursor0"),
        ("dnf", "libxcb-cursor.so.0()(64bit)"),
        ("zypper", "libxcb-cursor.so.0()(64bit)"),
        ("pacman", "xcb-util-cursor"),
    ],
)
def test_each_package_manager_is_called_with_its_own_arguments(program, last):
    steps = system.installation(BY_PROGRAM[program], CURSOR)
    assert steps[-1][0] == program
    assert steps[-1][-1] == last


def test_every_library_has_a_package_everywhere():
    rows = {**TABLE["library"], **TABLE["virtual"]}
    assert rows
    assert [name for name, row in rows.items() if row.keys() != {"apt", "pacman"}] == []


def test_what_is_absent_is_found_out():
    table = {"library": {"libno-such.so.1": {}}, "virtual": {"/usr/bin/no-such": {}}}
    assert {"libno-such.so.1"} == system.absent(table, virtual=False).keys() - {"ensurepip"}
    assert {*table["library"], *table["virtual"]} <= system.absent(table, virtual=True).keys()


def test_without_rights_one_command_is_printed(monkeypatch):
    monkeypatch.setattr(system, "root_rights", lambda: None)
    steps = system.installation(BY_PROGRAM["apt-get"], CURSOR)
    command = (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libxcb-cursor0"
    )
    with pytest.raises(SetupError) as raised:
        system.bring(steps)
    assert command in str(raised.value).splitlines()


# -- displays and processes ------------------------------------------------------------------


@on_linux
def test_a_virtual_display_is_there_and_then_gone(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    started = []
    start = display.start_xvfb
    monkeypatch.setattr(
        display, "start_xvfb", lambda *args: started.append(start(*args)) or started[0]
    )
    with display.virtual_display() as environ:
        assert environ["DISPLAY"].removeprefix(":").isdigit()
        assert environ["DISPLAY"] != os.environ.get("DISPLAY")
        assert "WAYLAND_DISPLAY" not in environ
        assert started[0].poll() is None
    assert started[0].poll() is not None


@on_linux
def test_a_display_that_does_not_start_is_reported(monkeypatch):
    monkeypatch.setattr(display, "SCREEN", "-no-such-option")
    with pytest.raises(SetupError, match="no-such-option"), display.virtual_display():
        pass


def test_exit_codes_come_through():
    environ = environment.own_environ()
    assert display.call([sys.executable, "-c", "raise SystemExit(7)"], environ) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_killed_program_is_reported_as_shells_do():
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    killed = display.call([sys.executable, "-c", code], environment.own_environ())
    assert killed == 128 + signal.SIGKILL


def test_a_program_does_not_outlive_its_caller():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    display.end(process)
    assert process.poll() is not None


# -- commands --------------------------------------------------------------------------------


@pytest.fixture
def calls(monkeypatch):
    """The calls that would be made; nothing is set up or started."""
    calls: list[tuple[list[str], bool]] = []

    def windowed_call(command, virtual):
        calls.append(([str(part) for part in command[2:]], virtual))
        return 0

    monkeypatch.setattr(system, "need", lambda virtual=False: None)
    monkeypatch.setattr(Environment, "make", lambda self: None)
    monkeypatch.setattr(display, "windowed_call", windowed_call)
    return calls


def test_with_a_display_the_arguments_go_to_the_program(calls, monkeypatch):
    monkeypatch.setattr(display, "missing", lambda: False)
    assert commands.run(["--lang", "zh_CN"]) == 0
    assert calls == [(["--lang", "zh_CN"], False)]


def test_without_a_display_a_picture_is_taken(calls, monkeypatch, capsys):
    monkeypatch.setattr(display, "missing", lambda: True)
    assert commands.run([]) == 0
    taken = ["--screenshot", "downhill.png", "--steps", "120", "--size", "1280x800"]
    assert calls == [(taken, True)]
    assert "downhill.png" in capsys.readouterr().err


def test_without_a_display_explicit_arguments_are_kept(calls, monkeypatch):
    monkeypatch.setattr(display, "missing", lambda: True)
    commands.run(["--steps=9"])
    commands.run(["--screenshot", "mine.png"])
    commands.run(["--selftest"])
    commands.run(["--headless", "--out", "run.csv"])
    assert calls == [
        (["--steps=9", "--screenshot", "downhill.png", "--size", "1280x800"], True),
        (["--screenshot", "mine.png"], True),
        (["--selftest"], True),
        (["--headless", "--out", "run.csv"], False),
    ]


@pytest.mark.parametrize(
    ("arguments", "shared"),
    [([], True), (["--full"], True), (["-q", "-x"], True), (["-k", "adam"], False)]
    + [([each], False) for each in ("tests/engine", "--pdb", "--cov", "-n0")],
)
def test_processes_share_the_tests_where_all_are_asked_for(calls, monkeypatch, arguments, shared):
    called = []
    monkeypatch.setattr(display, "call_virtually", lambda command: called.append(command) or 0)
    monkeypatch.setattr(commands, "workers", lambda: 3)
    assert commands.test(arguments) == 0
    options = ["-n", "3", "--dist", "worksteal"] if shared else []
    if shared and "--full" not in arguments:  # `lint` asks these
        options += [f"--ignore={path}" for path in commands.HOUSE]
    assert called[0][1:] == ["-m", "pytest", *options, *arguments]
    assert [check for name, check in commands.CHECKS if name == "house rules"] == [
        ("pytest", "-q", *commands.HOUSE)
    ]


def test_there_is_a_process_more_than_processors_but_not_too_many(monkeypatch):
    monkeypatch.setattr(commands, "LINUX", False)
    for processors, processes in ((None, 2), (1, 2), (2, 3), (64, 8)):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        assert commands.workers() == processes


def test_benchmarks_continue_where_torch_cannot_be_installed(monkeypatch, capsys):
    made, called = [], []

    def make(self):
        made.append(self.folder.name)
        if self == environment.BENCH:
            raise SetupError("pip could not install requirements-bench.txt")

    monkeypatch.setattr(system, "need", lambda virtual=False: None)
    monkeypatch.setattr(Environment, "make", make)
    monkeypatch.setattr(display, "call_virtually", lambda command: called.append(command) or 0)
    assert commands.bench([]) == 0
    assert made == [".venv-bench", ".venv"]
    assert called[0][1:] == ["-m", "tests.benchmarks", "--no-torch"]
    assert "left out" in capsys.readouterr().err


def test_a_failed_check_fails_lint_and_the_others_still_run(monkeypatch, capsys):
    run = []
    monkeypatch.setattr(system, "need", lambda virtual=False: None)
    monkeypatch.setattr(Environment, "make", lambda self: None)
    monkeypatch.setattr(
        commands, "failing", lambda name, check: run.append(name) or name == "types"
    )
    assert commands.lint([]) == 1
    assert run == [name for name, _ in commands.CHECKS]
    assert "to mend: types" in capsys.readouterr().err


def test_texts_without_a_translation_are_found(tmp_path):
    path = tmp_path / "some.ts"
    path.write_text(
        "<TS><context><name>Panel</name>"
        "<message><source>Loss</source><translation>损失</translation></message>"
        '<message><source>Ball</source><translation type="unfinished"></translation></message>'
        "</context></TS>",
        encoding="utf-8",
    )
    assert translations.unfinished(path) == ["Ball"]
