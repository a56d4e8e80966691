"""Programs with windows: on the screen, or under a virtual display where there is none."""

import os
import select
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from shell import LINUX, ROOT, Environ, SetupError
from shell.environment import own_environ

SIZE = "1600x1000"
SCREEN = "-screen 0 {}x24 -dpi 96 +extension GLX -noreset -nolisten tcp"

# Settings of the desktop's style and scale. Tests and pictures must be the same everywhere.
DESKTOP = (
    "DESKTOP_SESSION",
    "GTK_MODULES",
    "QT_FONT_DPI",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_STYLE_OVERRIDE",
    "QT_XCB_GL_INTEGRATION",
    "SESSION_MANAGER",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
)


def missing() -> bool:
    return LINUX and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def call(command: Sequence[object], environ: Environ, folder: Path = ROOT) -> int:
    """Run a program to its end and give its exit code; it ends when we end."""
    child = subprocess.Popen([str(part) for part in command], env=environ, cwd=folder)
    try:
        for _ in range(3):  # Ctrl-C reaches the child as well: let it close itself
            try:
                code = child.wait()
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                continue
        return 130
    finally:
        end(child)


def call_virtually(command: Sequence[object], folder: Path = ROOT) -> int:
    """Call a program under a virtual display; on macOS and Windows, on the real one."""
    if not LINUX:
        return call(command, own_environ(), folder)
    with virtual_display() as environ:
        return call(command, environ, folder)


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def virtual_display(size: str = SIZE) -> Iterator[Environ]:
    """Start an X server without a screen; gives the environment variables to use it with."""
    with TemporaryDirectory(prefix="downhill-") as folder:
        log = Path(folder, "xvfb.log")
        read, write = os.pipe()
        server = start_xvfb(write, log, size)
        try:
            os.close(write)
            number = first_line(read)
            if not number.isdigit():
                errors = log.read_text(errors="replace").strip()
                raise SetupError(f"the virtual display did not start. Xvfb said:\n{errors}")
            yield virtual_environ(f":{number}", folder)
        finally:
            end(server)


def start_xvfb(write: int, log: Path, size: str) -> subprocess.Popen[bytes]:
    """Start the server; it finds a free display itself and writes its number to `write`."""
    # With util-linux, end it with this process: no server is left even when we are killed.
    tie = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    with open(log, "wb") as output:
        return subprocess.Popen(
            [*tie, "Xvfb", "-displayfd", str(write), *SCREEN.format(size).split()],
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the program; the server outlives it
        )


def first_line(read: int, seconds: float = 30.0) -> str:
    """What is written to a pipe first; empty if its writer dies or takes too long."""
    with os.fdopen(read, "rb", buffering=0) as pipe:
        answered, _, _ = select.select([pipe], [], [], seconds)
        return pipe.readline().decode("ascii", "replace").strip() if answered else ""


def virtual_environ(display: str, folder: str) -> Environ:
    environ = {name: value for name, value in own_environ().items() if name not in DESKTOP}
    return {
        **environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_SESSION_TYPE": "x11",
        "XDG_RUNTIME_DIR": folder,
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",  # no desktop portal chooses the theme
    }


def windowed_call(command: Sequence[object], virtual: bool) -> int:
    """Call from the caller's folder, so that relative file names among the arguments are valid."""
    here = Path.cwd()
    return call_virtually(command, here) if virtual else call(command, own_environ(), here)
