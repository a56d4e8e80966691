"""The platforms of the trial: each gives a screen, and how a program is started on it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from installers import windows_folder
from installers.windows_image import Portable
from installers.wine_bottle import Bottle

from shell.display import SIZE, end, virtual_display
from tests.platforms import checks
from tests.platforms.checks import Check
from tests.platforms.screen import Screen

ROOT: Final = Path(__file__).resolve().parents[2]
MODULE: Final = (sys.executable, "-m", "tests.platforms.subject")
WINE_START: Final = """\
import sys
from tests.platforms.subject import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
WESTON_INI: Final = """\
[core]
idle-time=0
[shell]
panel-position=none
locking=false
animation=none
startup-animation=none
"""
LATEST: Final = 30.0  # seconds for a server to come up


class Place(NamedTuple):
    """Where the program runs, and how it is started there."""

    environ: dict[str, str]
    screen: Screen | None
    command: Sequence[str] = MODULE
    outside: Callable[[Path], str] = str  # a file's name as the program knows it


@contextmanager
def x11(size: str = SIZE, **more: str) -> Iterator[Place]:
    """An X server with a window manager."""
    with virtual_display(size) as environ:
        silent = subprocess.DEVNULL
        manager = subprocess.Popen(["openbox"], env=environ, stdout=silent, stderr=silent)
        try:
            time.sleep(1)
            yield Place({**environ, **more}, Screen(environ["DISPLAY"]))
        finally:
            end(manager)


@contextmanager
def offscreen() -> Iterator[Place]:
    with virtual_display() as environ:
        yield Place({**environ, "QT_QPA_PLATFORM": "offscreen"}, None)


@contextmanager
def weston(size: str = SIZE, within: bool = False, scales: Sequence[int] = (1,)) -> Iterator[Place]:
    """A Wayland compositor in windows on an X server, one for each of its screens; `within` it,
    an X server of its own (XWayland)."""
    with virtual_display(size) as environ, TemporaryDirectory(prefix="downhill-") as folder:
        os.chmod(folder, 0o700)
        screen = Screen(environ["DISPLAY"])
        width, height = screen.size
        parts = [
            f"[output]\nname=X{number}\nmode={width // len(scales)}x{height}\nscale={scale}\n"
            for number, scale in enumerate(scales, 1)
        ]
        ini, log = Path(folder, "weston.ini"), Path(folder, "weston.log")
        ini.write_text(WESTON_INI + "".join(parts))
        own = {**environ, "XDG_RUNTIME_DIR": folder}
        words = ["--backend=x11-backend.so", "--socket=wl-trial", f"--config={ini}"]
        words += [f"--output-count={len(scales)}", f"--log={log}"]
        words += ["--xwayland"] if within else []
        server = subprocess.Popen(["weston", *words], env=own, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: Path(folder, "wl-trial").exists(), log)
            shown = {"WAYLAND_DISPLAY": "wl-trial", "XDG_SESSION_TYPE": "wayland"}
            if within:
                mark = "xserver listening on display "
                wait_for(lambda: mark in log.read_text(), log)
                number = log.read_text().split(mark)[1].split()[0]
                shown |= {"DISPLAY": number, "QT_QPA_PLATFORM": "xcb"}
            else:
                shown |= {"QT_QPA_PLATFORM": "wayland"}
            yield Place({**own, **shown}, screen)
        finally:
            end(server)


@contextmanager
def wine() -> Iterator[Place]:
    """The Windows program under Wine, with the sources of today in it."""
    with x11() as shown, TemporaryDirectory(prefix="downhill-") as work:
        folder = Path(work, "program")
        shutil.copytree(windows_folder.FOLDER, folder)
        app = folder / "program" / "app"
        for name in ("engine", "gui", "resources", "tests/platforms", "tests/benchmarks"):
            shutil.rmtree(app / name, ignore_errors=True)
            shutil.copytree(ROOT / name, app / name, ignore=shutil.ignore_patterns("__pycache__"))
        (app / "start.py").write_text(WINE_START)
        bottle = Bottle(Path(work, "bottle"), shown.environ)
        try:
            core = folder / "program" / "lib" / "PySide6" / "Qt6Core.dll"
            bottle.prepare({"icuuc.dll": set(Portable(core).asks("icuuc.dll"))})
            yield Place(
                bottle.environ,
                shown.screen,
                (bottle.program, str(folder / "Downhill-console.exe")),
                lambda file: str(PureWindowsPath(f"Z:{file}")),
            )
        finally:
            bottle.close()


def wait_for(good: Callable[[], bool], log: Path) -> None:
    latest = time.monotonic() + LATEST
    while not good():
        if time.monotonic() > latest:
            raise RuntimeError(f"a server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


class Platform(NamedTuple):
    """A column of the table."""

    open: Callable[..., AbstractContextManager[Place]]
    checks: dict[str, Check] = checks.SCENE
    scaled: bool = False
    loses: bool = False


ALL: Final = {
    "X11": Platform(x11, scaled=True, loses=True),
    "X11, widget": Platform(partial(x11, DOWNHILL_VIEW="widget")),
    "XWayland": Platform(partial(weston, within=True)),
    "weston": Platform(weston, scaled=True, loses=True),
    "Wine": Platform(wine),
    "no OpenGL": Platform(partial(x11, QT_XCB_GL_INTEGRATION="none"), checks.MAP),
    "offscreen": Platform(offscreen, checks.BLIND),
}
