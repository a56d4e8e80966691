"""Open windows in a bare system while it is upgraded, shared, or cleaned up."""

import math
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final, NamedTuple, final

from installers import older, tools
from installers.identity import COMMAND, ENDING, MIME, NAME, version
from installers.linux_layout import HOME as PROGRAM
from shell import SetupError

PROGRAMS: Final = {"xwininfo": "x11-utils"}
INSTALL: Final = ("apt-get", "install", "-y", "-q", "--no-install-recommends")
LESSONS: Final = PROGRAM / "_internal" / "resources" / "scenarios"
USUAL, OTHER = "05-rosenbrock-race.json", "13-cross-entropy.json"  # they share no landscape
DESKTOP: Final = ("shared-mime-info", "desktop-file-utils", "libglib2.0-bin")
PATIENCE: Final = 60.0  # seconds
ENDED: Final = 128 + signal.SIGTERM  # the exit code of a window that was asked to close
DAMAGE: Final = ("CRITICAL", "Traceback")


class Person(NamedTuple):
    """An account without rights."""

    name: str
    home: str

    def arrive(self, root: Path) -> None:
        words = ("useradd", "--badname", "--home-dir", self.home, "--create-home", self.name)
        inside(root, *words)


FIRST: Final = Person("小明", "/home/小 明")  # with spaces and Chinese characters
SECOND: Final = Person("小红", "/home/小 红")


def within(
    root: Path, *words: tools.Word, person: Person | None = None, more: Mapping[str, str] | None
) -> list[str]:
    """The command that runs a program in the root, without our own environment."""
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    clean["DEBIAN_FRONTEND"] = "noninteractive"
    become: tuple[str, ...] = ()
    if person is not None:
        clean |= {"HOME": person.home}
        become = ("setpriv", "--reuid", person.name, "--regid", person.name, "--clear-groups")
    given = [f"{name}={value}" for name, value in {**clean, **(more or {})}.items()]
    return ["chroot", str(root), "env", "-i", *given, *become, *map(str, words)]


def inside(
    root: Path,
    *words: tools.Word,
    person: Person | None = None,
    more: Mapping[str, str] | None = None,
) -> str:
    """Run it to its end; returns what it printed. Raises SetupError where it fails."""
    return tools.run(*within(root, *words, person=person, more=more))


@final
class Window:
    """The program as a person opens it on `display`; to be used within `opened`."""

    def __init__(
        self,
        root: Path,
        person: Person,
        display: Mapping[str, str],
        *words: str,
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._root, self._person = root, person
        self._shown = {name: display[name] for name in ("DISPLAY", "LIBGL_ALWAYS_SOFTWARE")}
        self._shown |= more or {}
        self._starts = self._log().count(f" {NAME} {version()}")
        command = within(root, COMMAND, *words, person=person, more=self._shown)
        silent = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent)

    def await_frame(self) -> None:
        self.until(lambda: self._log().count(f" {NAME} {version()}") > self._starts, "open")

    def end(self) -> None:
        """Kill it, if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def open(self, name: str, lesson: str = USUAL, by: tuple[str, ...] = (COMMAND,)) -> None:
        """A file of the person's own is opened, by a second start or else; the window takes it."""
        shutil.copyfile(self._root / LESSONS / lesson, self.home / name)
        words = (*by, f"{self._person.home}/{name}")
        inside(self._root, *words, person=self._person, more=self._shown)
        self.until(lambda: self.remembers(name), f"take {name}")

    @property
    def home(self) -> Path:
        return self._root / self._person.home[1:]

    def remembers(self, name: str) -> bool:
        """Whether a file is among the recent ones."""
        settings = self.home / ".config" / COMMAND / "settings.ini"
        return settings.exists() and name in settings.read_text("utf-8", "replace")

    def until(self, good: Callable[[], bool], bad: str) -> None:
        latest = monotonic() + PATIENCE
        while not good():
            if self._process.poll() is not None or monotonic() > latest:
                output = self._log()[-2000:]
                raise SetupError(f"the window of {self._person.name} did not {bad}:\n{output}")
            sleep(0.2)

    def close(self) -> None:
        """Close it as the desktop does at logout. Raises SetupError where errors were logged."""
        self._process.send_signal(signal.SIGTERM)
        code, log = self._process.wait(30), self._log()
        if code not in (0, ENDED) or any(word in log for word in DAMAGE):
            raise SetupError(f"the window ended with {code}; its log:\n{log[-2000:]}")

    def _log(self) -> str:
        file = self.home / ".local" / "state" / COMMAND / f"{COMMAND}.log"
        return file.read_text("utf-8", "replace") if file.exists() else ""


@contextmanager
def opened(*windows: Window) -> Iterator[None]:
    """Wait until all of them are shown; kill them afterwards."""
    try:
        for window in windows:
            window.await_frame()
        yield
    finally:
        for window in windows:
            window.end()


def upgraded(root: Path, package: Path, display: Mapping[str, str]) -> str:
    """Upgrade from the older version, which is installed and open, to `package`."""
    gone, own = (root / PROGRAM / name for name in (older.GONE, "own.txt"))
    if not gone.exists():
        raise SetupError("the older version is not the one that was to be there")
    own.write_text("of the administrator")
    window = Window(root, FIRST, display)
    with opened(window):
        window.open(f"before{ENDING}")
        inside(root, *INSTALL, f"/tmp/{package.name}")
        # The window now loads what it has not needed before, out of a file that was replaced.
        window.open(f"after{ENDING}", OTHER)
        window.close()
    found = inside(root, "dpkg-query", "-W", "-f", "${Version}", COMMAND)
    if found != version() or gone.exists():
        raise SetupError(f"after the upgrade there is {found}, and the old file: {gone.exists()}")
    if not own.exists():
        raise SetupError("the upgrade took away what is not the package's")
    own.unlink()
    window = Window(root, FIRST, display)
    with opened(window):
        kept = all(window.remembers(name + ENDING) for name in ("before", "after"))
        window.close()
    if not kept or not all(
        (window.home / (name + ENDING)).exists() for name in ("before", "after")
    ):
        raise SetupError("the upgrade took away what is the person's")
    return (
        f"upgraded from {older.NUMBER} while its window was open, which went on opening files; "
        "old files gone, settings and own files kept"
    )


def associated(root: Path, display: Mapping[str, str]) -> str:
    """A double-click: starts the program that the desktop's own library finds for a file."""
    inside(root, *INSTALL, *DESKTOP)
    window = Window(root, FIRST, display)
    with opened(window):
        window.open(f"双击 double{ENDING}", by=("gio", "open"))
        window.close()
    file = f"{FIRST.home}/双击 double{ENDING}"
    output = inside(root, "gio", "info", "-a", "standard::content-type", file, person=FIRST)
    if MIME not in output:
        raise SetupError(f"the desktop takes {ENDING} files for something else:\n{output}")
    return f"{ENDING} files are known to the desktop and opened by double-click (gio open)"


def shared(root: Path, display: Mapping[str, str]) -> str:
    """Two people on one screen, as after `su`: each has a window, and files go to one's own."""
    tools.need(PROGRAMS)
    SECOND.arrive(root)
    place = root / "tmp" / "runtime-of-the-first"
    place.mkdir(mode=0o700)
    inside(root, "chown", FIRST.name, f"/tmp/{place.name}")
    inherited = {"XDG_RUNTIME_DIR": f"/tmp/{place.name}"}
    for number, more in enumerate(({}, inherited)):
        first, second = (Window(root, one, display, more=more) for one in (FIRST, SECOND))
        with opened(first, second):
            for window, name in ((first, f"one{number}"), (second, f"two{number}")):
                window.open(name + ENDING)
            if first.remembers(f"two{number}") or second.remembers(f"one{number}"):
                raise SetupError("a file was opened in the window of somebody else")
            if (count := windows(display)) != 2:
                raise SetupError(f"two people have {count} windows")
            first.close()
            second.open(f"later{number}{ENDING}")
            second.close()
    return "two people at once on one screen: a window, a log and files for each"


def windows(display: Mapping[str, str]) -> int:
    """How many windows of the program are shown."""
    return windows_in(tools.run("xwininfo", "-root", "-tree", more=display))


def windows_in(tree: str) -> int:
    """How many there are in what xwininfo says; the view within one is no window of its own."""
    count, within = 0, math.inf  # the depth of the last one that was counted
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip())
        if line.strip() and depth <= within:
            within = math.inf
        if f'("{COMMAND}" "{COMMAND}")' in line and within == math.inf:
            count, within = count + 1, depth
    return count


def removed(root: Path, display: Mapping[str, str]) -> str:
    """Purged while a window is open: only tests that it can still be closed."""
    brought = [root / name[1:] for name in inside(root, "dpkg", "-L", COMMAND).splitlines()]
    window = Window(root, FIRST, display)
    with opened(window):
        inside(root, "apt-get", "purge", "-y", "-q", COMMAND)
        sleep(1.0)
        window.close()
    left = [file for file in brought if file.is_symlink() or file.is_file()]
    if left or (root / PROGRAM).exists():
        raise SetupError(f"removed, but still there: {', '.join(map(str, left))}")
    mine = window.home / f"after{ENDING}"
    if not mine.exists() or not window.remembers(mine.name):
        raise SetupError("removing the package took away what is the person's")
    return (
        f"purged while its window was open, which could still be closed: of {len(brought)} paths "
        "nothing is left, settings and own files kept"
    )
