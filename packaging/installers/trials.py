"""The frozen program tested on this machine: its self-test under each kind of display."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from installers import tools
from shell import LINUX, SetupError, say
from shell.display import end, virtual_display

WESTON: Final = {"weston": "weston"}
SOCKET: Final = "wl-downhill"
LATEST: Final = 30.0  # seconds for a display server to come up


def of_program(program: Path) -> tuple[str, ...]:
    """The self-test of `program` in each environment; raises SetupError where it fails."""
    say(f"trying {program}")
    with virtual_display() as display:
        words = [f"self-test under X11 ({self_test(program, display)} colours)"]
        if not LINUX:
            return tuple(words)
        mixed = {**display, "XDG_SESSION_TYPE": "wayland", "QT_QPA_PLATFORM": "xcb"}
        words.append(f"self-test on X11 in a Wayland session ({self_test(program, mixed)} colours)")
    tools.need(WESTON)
    with wayland() as display:
        words.append(f"self-test under Wayland ({self_test(program, display)} colours)")
    return tuple(words)


def self_test(program: Path, environ: Mapping[str, str]) -> int:
    """The number of colours in the program's 3-D view."""
    done = subprocess.run(
        [program, "--selftest"],
        env=dict(environ),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        output = (done.stdout + done.stderr)[-2000:]
        raise SetupError(f"{program} --selftest ended with {done.returncode}:\n{output}")
    return int(done.stdout.split()[-1])


@contextmanager
def wayland() -> Iterator[dict[str, str]]:
    """A Wayland compositor without a screen; gives the environment to use it with."""
    with TemporaryDirectory(prefix="downhill-") as folder:
        os.chmod(folder, 0o700)
        kept = ("PATH", "LANG", "LC_ALL")
        environ = {name: os.environ[name] for name in kept if name in os.environ}
        environ |= {"HOME": folder, "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8"}
        screen = ("--width=1280", "--height=800", "--idle-time=0")
        server = ("--backend=headless-backend.so", "--use-gl", f"--socket={SOCKET}")
        log = Path(folder, "weston.log")
        command = ["weston", *server, *screen, f"--log={log}"]
        process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL)
        try:
            _await(Path(folder, SOCKET), process, log)
            shown = {"WAYLAND_DISPLAY": SOCKET, "XDG_SESSION_TYPE": "wayland"}
            yield {**environ, **shown}
        finally:
            end(process)


def _await(socket: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    latest = time.monotonic() + LATEST
    while not socket.exists():
        if process.poll() is not None or time.monotonic() > latest:
            output = log.read_text(errors="replace") if log.exists() else ""
            raise SetupError(f"the Wayland compositor did not start:\n{output[-2000:]}")
        time.sleep(0.05)
