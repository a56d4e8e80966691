"""The package tested in bare Debian systems: what they lack must be in `Depends`.

Needs root (a chroot), debootstrap and a mirror. A root is made once and cached as an archive.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers import debian, frozen, linux_layout, linux_trials, older, root_windows, tools
from installers.identity import BUILD, COMMAND
from installers.root_windows import FIRST, INSTALL, inside
from shell import ROOT, SetupError, say
from shell.display import virtual_display

SUITES: Final = {"bookworm": "12", "trixie": "13"}
PROGRAMS: Final = {"debootstrap": "debootstrap", "chroot": "coreutils", "mount": "mount"}
FOLDER: Final = BUILD / "roots"
DISPLAY: Final = ("xvfb", "xauth", "libgl1-mesa-dri", "procps")
MOUNTED: Final = ("proc", "dev", "dev/shm")  # the last one for locks between processes
STEPS: Final = 100
SCENARIO: Final = ROOT / "resources" / "scenarios" / "05-rosenbrock-race.json"
PICTURES: Final = ROOT / "docs" / "images"


def possible() -> bool:
    """Whether we have the rights for a chroot."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def trial(package: Path, run: Path, numbers: Path) -> tuple[str, ...]:
    """Install, use and remove `package` in every suite; `numbers` is a run from source to equal.

    Before that, what installs itself for one user is tried there: `run`.

    Returns what was tested. Raises SetupError where a test fails.
    """
    tools.need(PROGRAMS)
    with TemporaryDirectory(prefix="older-", dir=BUILD) as place:
        before = Path(place, f"{COMMAND}_{older.NUMBER}_amd64.deb")
        onedir = older.make(Path(place, COMMAND), frozen.FOLDER)
        debian.build(onedir, target=before, number=older.NUMBER)
        files = (before, package, run)
        return tuple(word for suite in SUITES for word in _in_suite(suite, files, numbers))


def _in_suite(suite: str, files: tuple[Path, Path, Path], numbers: Path) -> tuple[str, ...]:
    """`files` are the older package, the one that is tested, and the one for any Linux."""
    before, package, run = files
    say(f"trying {package.name} in a bare Debian {SUITES[suite]}")
    with system(suite) as root, virtual_display() as display:
        for file in (before, package):
            shutil.copy(file, root / "tmp" / file.name)
        shutil.copy(SCENARIO, root / "tmp" / "race.downhill")
        FIRST.arrive(root)
        inside(root, "apt-get", "update", "-q")
        words = [linux_trials.in_bare(root, run)]
        inside(root, *INSTALL, f"/tmp/{before.name}")
        _check_libraries(root)
        inside(root, *INSTALL, *DISPLAY)
        words += [root_windows.upgraded(root, package, display)]
        words += [_self_test(root), _run(root, numbers), _picture(root, suite)]
        words += [_read_only(root), _other_sizes(root), root_windows.shared(root, display)]
        words += [root_windows.associated(root, display), root_windows.removed(root, display)]
    return tuple(f"Debian {SUITES[suite]}: {word}" for word in words)


SHOWN: Final = ("timeout", "120", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 +extension GLX")


def as_user(root: Path, *words: tools.Word, more: dict[str, str] | None = None) -> str:
    """As a person without rights, whose name and home are Chinese."""
    given = {"XDG_RUNTIME_DIR": "/tmp/runtime", **(more or {})}
    return inside(root, *words, person=FIRST, more=given)


def _check_libraries(root: Path) -> None:
    """Every library that was packed must find all that it needs."""
    search = (
        f"find /{linux_layout.HOME} -name '*.so*' -type f -exec sh -c "
        f'\'LD_LIBRARY_PATH=/{linux_layout.HOME}/_internal ldd "$1" 2>/dev/null'
        ' | grep "not found" | sed "s|^|$1: |"\' - {} \\; | sort -u'
    )
    missing = [line for line in inside(root, "sh", "-c", search).splitlines() if line]
    if missing:
        raise SetupError("libraries lack what they need:\n" + "\n".join(missing[:20]))


def _self_test(root: Path) -> str:
    output = as_user(root, *SHOWN, COMMAND, "--selftest").splitlines()
    colors = int(output[-1].rsplit(" ", 1)[-1])
    return f"installed, self-test ({colors} colours in the 3-D view)"


def _run(root: Path, numbers: Path) -> str:
    out = f"{FIRST.home}/结果 1.csv"
    steps = ("--steps", str(STEPS), "--out", out)
    as_user(root, COMMAND, "--headless", "--scenario", "/tmp/race.downhill", *steps)
    if (root / out[1:]).read_bytes() != numbers.read_bytes():
        raise SetupError("a run of the installed program gives other numbers than from source")
    return f"{STEPS} updates without a window: the same numbers as from source"


def _picture(root: Path, suite: str) -> str:
    file = f"{FIRST.home}/window.png"
    words = ("--scenario", "/tmp/race.downhill", "--screenshot", file, "--steps", str(STEPS))
    as_user(root, *SHOWN, COMMAND, *words, "--size", "1280x800", "--lang", "zh_CN")
    PICTURES.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / file[1:], PICTURES / f"installed-debian-{SUITES[suite]}.png")
    return "a picture of the window"


def _read_only(root: Path) -> str:
    home = root / FIRST.home[1:]
    owner = home.stat()
    os.chown(home, 0, 0)
    home.chmod(0o555)
    try:
        as_user(root, *SHOWN, COMMAND, "--selftest")
    finally:
        os.chown(home, owner.st_uid, owner.st_gid)
        home.chmod(0o755)
    return "self-test with a home that can't be written"


def _other_sizes(root: Path) -> str:
    for factor in ("1.5", "2"):
        as_user(root, *SHOWN, COMMAND, "--selftest", more={"QT_SCALE_FACTOR": factor})
    return "self-test at 150 % and 200 %"


@contextmanager
def system(suite: str) -> Iterator[Path]:
    """A fresh root of `suite` with /proc and /dev, removed afterwards."""
    archive = _archive(suite)
    root = FOLDER / suite
    _discard(root)
    root.mkdir(parents=True)
    tools.run("tar", "-xpf", archive, "-C", root)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    runtime = root / "tmp" / "runtime"
    runtime.mkdir(mode=0o777)
    runtime.chmod(0o777)
    try:
        for name in MOUNTED:
            tools.run("mount", "--bind", f"/{name}", root / name)
        yield root
    finally:
        _discard(root)


def _discard(root: Path) -> None:
    """Unmount first: what is mounted must never be deleted."""
    for name in reversed(MOUNTED):
        if os.path.ismount(root / name):
            tools.run("umount", "--lazy", root / name)  # a process may still hold it
    if not any(os.path.ismount(root / name) for name in MOUNTED):
        shutil.rmtree(root, ignore_errors=True)


def _archive(suite: str) -> Path:
    archive = FOLDER / f"{suite}.tar"
    if not archive.exists():
        say(f"making a bare Debian {SUITES[suite]}; this is done once")
        fresh = FOLDER / f"{suite}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        tools.run("debootstrap", "--variant=minbase", suite, fresh)
        tools.run("tar", "-cpf", f"{archive}.part", "-C", fresh, ".")
        Path(f"{archive}.part").replace(archive)
        shutil.rmtree(fresh)
    return archive
