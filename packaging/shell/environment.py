"""Virtual environments made from the pinned requirements, and made again when these change."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from shell import ROOT, Environ, SetupError, say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Variables of another Python, pip or Qt that would affect ours.
ALIEN = (
    "PYTHONDONTWRITEBYTECODE",  # each start of the program would compile all of its modules: 0.5 s
    "PYTHONHOME",
    "PYTHONPATH",
    "__PYVENV_LAUNCHER__",
    "VIRTUAL_ENV",
    "PIP_TARGET",
    "PIP_PREFIX",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
OFFLINE = """\
If this machine is offline, connect it and give the same command again. Behind a proxy, set
HTTPS_PROXY. Where there is no network at all, copy the wheels into a folder and set
PIP_FIND_LINKS to that folder and PIP_NO_INDEX=1."""


class Environment(NamedTuple):
    """A virtual environment, and the requirement files it is made from, each including the last.

    Its stamp lists what was installed, and exists only while nothing is being changed: an
    environment that is incomplete, copied or moved has no stamp, or one that does not match.
    """

    folder: Path
    files: tuple[Path, ...]

    @property
    def tools(self) -> Path:
        return self.folder / ("Scripts" if sys.platform == "win32" else "bin")

    @property
    def python(self) -> Path:
        return self.tools / ("python.exe" if sys.platform == "win32" else "python")

    @property
    def stamp(self) -> Path:
        return self.folder / "downhill-stamp.txt"

    def wanted(self) -> list[str]:
        """What the stamp must say: the Python, the place, and the content of each file."""
        made = "Python {}.{} in {}".format(*sys.version_info[:2], self.folder)
        return [
            made,
            *(f"{hashlib.sha256(f.read_bytes()).hexdigest()} {f.name}" for f in self.files),
        ]

    def stamped(self) -> list[str]:
        try:
            return self.stamp.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []

    def ready(self) -> bool:
        return self.python.exists() and set(self.wanted()) <= set(self.stamped())

    def make(self) -> None:
        """Make it ready: from nothing, or by one call of pip where only files are to be added."""
        if self.ready():
            return
        try:
            with only_one():
                if not self.ready():  # another dev.py may have made it while we waited
                    self._make_now()
        except OSError as error:
            raise SetupError(f"{self.folder} cannot be made: {error}") from error

    def _make_now(self) -> None:
        before = set(self.stamped())
        grows = self.python.exists() and before and before <= set(self.wanted())
        self.stamp.unlink(missing_ok=True)
        if not grows:
            create(self.folder)
        install(self.python, self.files[-1])
        # Written to another file and moved, so that the stamp is complete or absent.
        fresh = self.stamp.with_suffix(".new")
        fresh.write_text("\n".join(self.wanted()) + "\n", encoding="utf-8")
        os.replace(fresh, self.stamp)


RUN = Environment(ROOT / ".venv", (ROOT / "requirements.txt",))
DEV = Environment(ROOT / ".venv", (*RUN.files, ROOT / "requirements-dev.txt"))
BENCH = Environment(ROOT / ".venv-bench", (*DEV.files, ROOT / "requirements-bench.txt"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def create(folder: Path) -> None:
    """Make an empty environment in `folder`, whatever was there."""
    say(f"making {folder}")
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    # The base interpreter, if this one is the environment's own, which is about to be emptied.
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([base, "-m", "venv", "--clear", str(folder)], env=own_environ()):
        raise SetupError(
            f"{base} could not make a virtual environment in {folder} (see above).\n"
            "Is the folder yours to write, and is there room on the disk?"
        )


def install(python: Path, requirements: Path) -> None:
    say(f"installing {requirements.name}: a minute or two, once")
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Wheels only: a pin without one for this machine fails at once, not after a failed build.
    wheels = ["--only-binary=:all:", "-r", str(requirements)]
    if not sys.stderr.isatty():
        wheels.append("--quiet")  # a progress bar is for people
    if subprocess.call([*pip, *wheels], env=own_environ(), stdout=sys.stderr):
        raise SetupError(f"pip could not install {requirements.name} (see above).\n{OFFLINE}")


def own_environ() -> Environ:
    """The environment variables for our own Python."""
    environ = {name: value for name, value in os.environ.items() if name not in ALIEN}
    return {**environ, "PYTHONNOUSERSITE": "1", "PIP_USER": "0"}


@contextmanager
def only_one() -> Iterator[None]:
    """Let one dev.py at a time change an environment; the lock ends with its process."""
    with open(__file__, "rb") as lock:  # this file exists, even if read-only
        if sys.platform == "win32":
            lock.seek(1 << 30)  # far beyond its end, so that reading is not blocked
            with suppress(OSError):
                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            with suppress(OSError):  # some network disks have no locks
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield
