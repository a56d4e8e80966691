"""The file that installs itself, on machines of all kinds: what it does and says."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from installers import again, icons, linux_files
from installers.desktop_tools import DIALOGS, FULL, NOTIFIERS, Tools
from installers.identity import COMMAND, ID

from gui.text.versions import VERSION

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="for Linux")

PROGRAM = f"""\
#!/bin/sh
if [ "${{1:-}}" = --version ]; then echo "Downhill {VERSION}"; else : >"$HOME/opened"; fi
"""
HOMES = ("home", "家 of “$USER” & 50%")
OLD = "share/applications/old.desktop"


def built(folder, program=PROGRAM):
    """The .run of a small program instead of the frozen one."""
    onedir = folder / "onedir"
    (onedir / "_internal").mkdir(parents=True)
    (onedir / COMMAND).write_text(program, encoding="utf-8")
    (onedir / "_internal" / "a.txt").write_text("a")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(icons, "png", lambda size: b"picture of %d" % size)
        patch.setattr(linux_files, "BUILD", folder / "build")
        return linux_files.build_run(onedir, folder / f"{COMMAND}.run")


@pytest.fixture(scope="module")
def run_file(tmp_path_factory):
    return built(tmp_path_factory.mktemp("run"))


class Machine:
    """A home and a desktop, or none; what is called gives its exit code and all that it prints."""

    def __init__(self, folder, tools=(), home=HOMES[0], **environ):
        self.home = folder / home
        self.home.mkdir()
        self.tools = Tools(folder / "tools", *tools)
        self.environ = {"HOME": str(self.home), "PATH": self.tools.path, "LC_ALL": "C.UTF-8"}
        self.environ |= environ

    @property
    def opt(self):
        return self.home / ".local" / "opt"

    def call(self, *words, start=("sh",), **more):
        given = {name: text for name, text in {**self.environ, **more}.items() if text is not None}
        done = subprocess.run(
            [*start, *map(str, words)],
            env=given,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout

    def remove(self):
        return self.call(self.opt / COMMAND / "install.sh", "--uninstall", start=())

    def tree(self):
        """All files below the home with their digests; places are written as if it were ~."""
        for name in ("opened", "mimeinfo.cache"):
            for file in self.home.rglob(name):
                file.unlink()
        entry = self.home / ".local" / "share" / "applications" / f"{ID}.desktop"
        found = again.tree(self.home)
        if entry.exists():
            text = entry.read_text(encoding="utf-8").replace(str(self.home), "~")
            found[str(entry.relative_to(self.home))] = text
        return {name: str(text).replace(str(self.home), "~") for name, text in found.items()}


DISPLAYS = ({"DISPLAY": ":7"}, {"WAYLAND_DISPLAY": "wayland-0"}, {})


@pytest.mark.parametrize("tools", [(), FULL], ids=["bare", "full"])
@pytest.mark.parametrize("display", DISPLAYS, ids=["x11", "wayland", "none"])
def test_what_a_machine_has_changes_nothing_that_is_installed(run_file, tmp_path, tools, display):
    machine = Machine(tmp_path, tools, **display)
    code, said = machine.call(run_file)
    assert (code, len(said.splitlines())) == (0, 2), said
    # Where there is a screen, the program's own window says that it is done.
    assert (machine.home / "opened").exists() == bool(display)
    called = {call.split()[0] for call in machine.tools.calls()}
    shown = {"notify-send"} if tools and display else set()
    lists = {"update-desktop-database", "update-mime-database"} if tools else set()
    assert called == shown | lists  # no terminal, no xset, no dialog
    (tmp_path / "other").mkdir()
    plain = Machine(tmp_path / "other")
    assert plain.call(run_file, "--text")[0] == 0
    assert machine.tree() == plain.tree()
    machine.tools.calls()
    assert machine.remove() == (0, "Downhill was removed.\n")  # options are typed: no window
    assert {call.split()[0] for call in machine.tools.calls()} <= lists
    assert machine.tree() == {}


def test_in_a_terminal_it_is_said_there_and_no_window_opens(run_file, tmp_path):
    machine = Machine(tmp_path, FULL, DISPLAY=":7")
    ours, terminal = os.openpty()
    silent = subprocess.DEVNULL  # one of the three is enough: others may be a pipe or a file
    words = ["sh", str(run_file)]
    started = subprocess.Popen(
        words, env=machine.environ, stdin=silent, stdout=terminal, stderr=silent
    )
    os.close(terminal)
    assert started.wait(60) == 0
    said = os.read(ours, 4096).decode()
    os.close(ours)
    assert said.startswith("Installing")
    assert f"Downhill {VERSION} was installed" in said
    assert not (machine.home / "opened").exists()
    called = {call.split()[0] for call in machine.tools.calls()}
    assert called == {"update-desktop-database", "update-mime-database"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("working", [*NOTIFIERS, *DIALOGS])
def test_without_a_terminal_one_tool_says_why_it_is_not_installed(
    run_file, tmp_path, working, language
):
    machine = Machine(tmp_path, (working,), DISPLAY=":7", LC_ALL=None, LANG=f"{language}_XX.UTF-8")
    bad = "/dev/null/nowhere"
    code, said = machine.call(run_file, XDG_DATA_HOME=bad)
    assert code == 5
    (call,) = machine.tools.calls()
    assert call.startswith(working)
    assert bad in call
    assert bool(re.search("[一-鿿]", call)) == (language == "zh")
    assert said.strip() in call
    assert not (machine.home / "opened").exists()


@pytest.mark.parametrize("home", HOMES)
def test_it_is_started_as_a_program_too_and_on_an_odd_path(run_file, tmp_path, home):
    machine = Machine(tmp_path, home=home)
    moved = tmp_path / "下 载" / "$x 1.run"
    moved.parent.mkdir()
    shutil.copy(run_file, moved)
    assert machine.call(moved, start=(), PATH="", TMPDIR="/nowhere")[0] == 0
    program = machine.home / ".local" / "bin" / COMMAND
    assert machine.call(program, "--version", start=()) == (0, f"Downhill {VERSION}\n")
    assert machine.remove()[0] == 0
    assert machine.tree() == {}


def full_disk(folder):
    """A `tar` that ends as on a full disk, after `xz` has begun to write."""
    tool = folder / "tar"
    tool.write_text("#!/bin/sh\necho 'tar: x: Cannot write: No space left on device' >&2\nexit 2\n")
    tool.chmod(0o755)


def no_room(folder):
    tool = folder / "df"
    tool.write_text("#!/bin/sh\nprintf 'Filesystem x\\n/dev/x 9 8 1 99%% /\\n'\n")
    tool.chmod(0o755)


def test_on_a_full_disk_what_was_there_stays(run_file, tmp_path):
    for prepare, wanted in ((no_room, 4), (full_disk, 1)):
        place = tmp_path / prepare.__name__
        place.mkdir()
        machine = Machine(place)
        assert machine.call(run_file)[0] == 0
        before = machine.tree()
        prepare(place / "tools")
        code, said = machine.call(run_file)
        assert (code, len(said.splitlines())) == (wanted, 1), said
        assert machine.tree() == before


def shorter(data):
    return data[:-100]


def flipped(data):
    return data[:-200] + bytes([data[-200] ^ 1]) + data[-199:]


@pytest.mark.parametrize("change", [shorter, flipped])
def test_a_file_that_is_damaged_installs_nothing(run_file, tmp_path, change):
    other = tmp_path / "other.run"
    other.write_bytes(change(run_file.read_bytes()))
    machine = Machine(tmp_path)
    code, said = machine.call(other)
    assert (code, said) == (7, f"{other} is damaged: download it again.\n")
    assert machine.tree() == {}


def test_a_program_that_does_not_start_here_replaces_nothing(run_file, tmp_path):
    machine = Machine(tmp_path)
    assert machine.call(run_file)[0] == 0
    before = machine.tree()
    bad = "#!/bin/sh\necho 'libm.so.6: version `GLIBC_2.35 not found' >&2\nexit 1\n"
    code, said = machine.call(built(tmp_path / "bad", bad))
    assert code == 9
    assert said.count("\n") == 1
    assert "GLIBC_2.35" in said
    assert machine.tree() == before


def test_a_dialog_that_is_closed_by_its_corner_is_not_followed_by_another(run_file, tmp_path):
    machine = Machine(tmp_path, DIALOGS, DISPLAY=":7")
    zenity = tmp_path / "tools" / "zenity"
    zenity.write_text(zenity.read_text(encoding="utf-8").replace("exit 0", "exit 1"))
    assert machine.call(run_file, XDG_DATA_HOME="/dev/null/nowhere")[0] == 5
    assert [call.split()[0] for call in machine.tools.calls()] == ["zenity"]


def test_a_program_whose_window_does_not_open_says_why(tmp_path):
    bad = PROGRAM.replace(": >", "echo ImportError: libEGL.so.1 >&2; exit 1; : >")
    machine = Machine(tmp_path, ("notify-send",), DISPLAY=":7")
    code, said = machine.call(built(tmp_path / "bad", bad))
    done, failed = machine.tools.calls()
    assert code == 9
    assert VERSION in done
    assert "ended with an error: ImportError: libEGL.so.1" in failed
    assert said.splitlines()[-1] in failed


NOWHERE = (None, "", "relative", "/dev/null/x")


@pytest.mark.parametrize("home", NOWHERE)
def test_without_a_home_it_says_so(run_file, tmp_path, home):
    for place, display in (("text", None), ("window", ":7")):
        (tmp_path / place).mkdir()
        machine = Machine(tmp_path / place, ("notify-send",), DISPLAY=display)
        code, said = machine.call(run_file, HOME=home)
        assert (code, said.count("\n")) == (5, 1), said
        assert len(machine.tools.calls()) == bool(display)


def test_removing_what_is_not_there_touches_nothing(run_file, tmp_path):
    machine = Machine(tmp_path)
    other = machine.home / ".local" / "share" / "mime" / "other.cache"
    other.parent.mkdir(parents=True)
    other.touch()
    code, said = machine.call(run_file, "--uninstall")
    assert (code, said) == (0, f"Downhill is not installed in {machine.opt / COMMAND}.\n")
    assert other.exists()


def test_an_unknown_option_is_named(run_file, tmp_path):
    machine = Machine(tmp_path)
    code, said = machine.call(run_file, "--frobnicate")
    assert code == 2
    assert "--frobnicate" in said
    assert machine.tree() == {}


def test_two_at_once_do_not_meet(run_file, tmp_path):
    """The second is refused while the first, which is held up at its last test, goes on."""
    slow = '#!/bin/sh\n: >"$HOME/begun"\nwhile [ ! -e "$HOME/go" ]; do sleep 0.01; done\n'
    machine = Machine(tmp_path)
    file = built(tmp_path / "slow", slow)
    first = subprocess.Popen(["sh", str(file), "--text"], env=machine.environ, stdout=-3)
    try:
        while not (machine.home / "begun").exists():
            assert first.poll() is None
            time.sleep(0.01)
        code, said = machine.call(run_file)
        assert (code, said) == (6, "Downhill is already being installed.\n")
    finally:
        (machine.home / "go").touch()
        assert first.wait(30) == 0
    assert machine.call(run_file)[0] == 0


def test_one_that_is_stopped_says_so_and_leaves_nothing(tmp_path):
    slow = '#!/bin/sh\n: >"$HOME/begun"\nwhile [ ! -e "$HOME/go" ]; do sleep 0.01; done\n'
    machine = Machine(tmp_path)
    file = built(tmp_path / "slow", slow)
    words = ["sh", str(file), "--text"]
    first = subprocess.Popen(words, env=machine.environ, stdout=-3, stderr=-1, text=True)
    while not (machine.home / "begun").exists():
        time.sleep(0.01)
    first.send_signal(signal.SIGTERM)
    (machine.home / "go").touch()  # a shell waits for what it called
    _, said = first.communicate(timeout=30)
    assert (first.returncode, said) == (1, "Downhill: stopped before it was done.\n")
    for name in ("begun", "go"):
        (machine.home / name).unlink()
    assert machine.tree() == {}


def test_while_the_program_runs_it_is_neither_replaced_nor_removed(run_file, tmp_path):
    machine = Machine(tmp_path)
    assert machine.call(run_file)[0] == 0
    program = machine.opt / COMMAND / "program" / COMMAND
    shutil.copy("/bin/sleep", program)  # the running file is what counts, not its name
    before = machine.tree()
    link = tmp_path / "another name of the home"
    link.symlink_to(machine.home)
    running = subprocess.Popen([str(program), "60"])
    try:
        for home in (machine.home, link):
            for words in ((run_file,), (run_file, "--uninstall")):
                code, said = machine.call(*words, HOME=str(home))
                assert (code, said) == (3, "Downhill is running. Close it, then try again.\n")
    finally:
        running.kill()
        running.wait()
    assert machine.tree() == before


def test_an_older_version_is_replaced_with_all_its_files(run_file, tmp_path):
    """As 0.3 has installed it: what it lists goes, what others put there stays."""
    machine = Machine(tmp_path)
    old = machine.opt / COMMAND
    for file in (old / "program" / "gone", machine.home / ".local" / OLD):
        file.parent.mkdir(parents=True)
        file.touch()
    (old / "installed.txt").write_text(f"{OLD.removeprefix('share/')}\n")
    mine = machine.home / ".local" / "share" / "applications" / "mine.desktop"
    mine.touch()
    assert machine.call(run_file)[0] == 0
    assert not (machine.home / ".local" / OLD).exists()
    assert not (old / "program" / "gone").exists()
    assert machine.remove()[0] == 0
    assert [*machine.tree()] == [".local/share/applications/mine.desktop"]


def test_the_documented_exit_codes_are_those_used():
    text = linux_files.SCRIPT.read_text(encoding="utf-8")
    documented = re.search(r"Exit codes: ((?:.|\n)*?)\.\nset", text)[1]
    codes = re.findall(r"(\d) \w", documented)
    used = {"0", *re.findall(r"(?:fail|exit) (\d)", text)}
    assert codes == sorted(used)
