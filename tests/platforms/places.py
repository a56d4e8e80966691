"""The platforms of the trial: each gives a screen, and the environment of a program on it."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from shell.display import end, virtual_display
from tests.platforms.screen import Screen

WESTON_INI: Final = """\
[core]
idle-time=0
[shell]
panel-position=none
locking=false
animation=none
startup-animation=none
"""
SIZE: Final = (1280, 800)
LATEST: Final = 30.0  # seconds for a server to come up


class Place(NamedTuple):
    """Where the program runs."""

    environ: dict[str, str]
    screen: Screen | None


Open = Callable[[], AbstractContextManager[Place]]


@contextmanager
def x11(more: Mapping[str, str] | None = None) -> Iterator[Place]:
    """An X server with a window manager."""
    with virtual_display() as environ:
        manager = subprocess.Popen(["openbox"], env=environ, stderr=subprocess.DEVNULL)
        try:
            time.sleep(1)
            screen = Screen(environ["DISPLAY"])
            yield Place({**environ, **(more or {})}, screen)
        finally:
            end(manager)


@contextmanager
def offscreen() -> Iterator[Place]:
    with virtual_display() as environ:
        yield Place({**environ, "QT_QPA_PLATFORM": "offscreen"}, None)


@contextmanager
def weston(within: bool = False) -> Iterator[Place]:
    """A Wayland compositor in a window that fills an X server's screen; `within` it, an X server
    of its own (XWayland)."""
    with virtual_display() as environ, TemporaryDirectory(prefix="downhill-") as folder:
        os.chmod(folder, 0o700)
        ini, log = Path(folder, "weston.ini"), Path(folder, "weston.log")
        ini.write_text(WESTON_INI)
        own = {**environ, "XDG_RUNTIME_DIR": folder}
        screen = Screen(environ["DISPLAY"])
        words = ["--backend=x11-backend.so", "--socket=wl-trial", f"--config={ini}"]
        words += ["--width={}".format(screen.size[0]), "--height={}".format(screen.size[1])]
        words += [f"--log={log}", *(["--xwayland"] if within else [])]
        server = subprocess.Popen(["weston", *words], env=own, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: Path(folder, "wl-trial").exists(), log)
            shown = {"WAYLAND_DISPLAY": "wl-trial", "XDG_SESSION_TYPE": "wayland"}
            if within:
                wait_for(lambda: "xserver listening on display" in log.read_text(), log)
                number = log.read_text().split("xserver listening on display ")[1].split()[0]
                shown |= {"DISPLAY": number, "QT_QPA_PLATFORM": "xcb"}
            else:
                shown |= {"QT_QPA_PLATFORM": "wayland"}
            yield Place({**own, **shown}, screen)
        finally:
            end(server)


def wait_for(good: Callable[[], bool], log: Path) -> None:
    latest = time.monotonic() + LATEST
    while not good():
        if time.monotonic() > latest:
            raise RuntimeError(f"a server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)
