"""The Windows installer, made on Linux: wheels, CPython's DLLs, our launcher, NSIS.

Nothing of it needs Windows or Wine; `installers.wine` then tests it. It is signed where the
variables DOWNHILL_SIGN_CERTIFICATE and DOWNHILL_SIGN_KEY name a certificate and its key.
"""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Final

from installers import (
    again,
    icons,
    tools,
    windows_folder,
    windows_launcher,
    windows_python,
    windows_script,
)
from installers.identity import BUILD, COMMAND, DIST, NAME, version
from installers.windows_folder import WINDOWS
from installers.windows_python import WORK
from installers.windows_wheels import fetch
from shell import SetupError, say

# The programs that are called, each with the Debian package that holds it.
PACKAGES: Final = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "osslsigncode": "osslsigncode",
}
CERTIFICATE, KEY = "DOWNHILL_SIGN_CERTIFICATE", "DOWNHILL_SIGN_KEY"
TIME_SERVER: Final = "DOWNHILL_SIGN_TIME_SERVER"
SIDE: Final = (328, 628)  # the picture on the last page, in pixels at 200 %
QUICK: Final = "DOWNHILL_QUICK"  # pack with zlib: 15 % larger, in a fifth of the time


def available() -> bool:
    """Whether this system can build it: Debian or a relative, where the tools are packaged."""
    missing = [tool for tool in PACKAGES if shutil.which(tool) is None]
    return sys.platform.startswith("linux") and (not missing or shutil.which("apt-get") is not None)


def setup_file() -> Path:
    return DIST / f"{NAME}-{version()}-setup.exe"


def build() -> Path:
    """Make the installer in dist/. Raises SetupError where something is missing or wrong."""
    folder, files, dll = lay()
    size = sum((folder / file).stat().st_size for file in files)
    say(f"{folder.name} for Windows: {len(files)} files, {size / 1e6:.1f} MB installed")
    return make_setup(folder, files, dll, setup_file())


def lay() -> tuple[Path, list[Path], str]:
    """The folder that is installed, made again; its files, and the name of CPython's library."""
    tools.need(PACKAGES)
    icons.make()
    python = windows_python.here()
    wheels = fetch("{}.{}".format(*python.version))
    folder = windows_folder.assemble(wheels, python)
    windows_launcher.build(folder, python.dll)
    lacking = windows_folder.unmet(folder)
    if lacking:
        raise SetupError("Windows would not find these libraries:\n    " + "\n    ".join(lacking))
    for program in (windows_launcher.WINDOWED, windows_launcher.CONSOLE):
        sign(folder / program)
    return folder, windows_folder.shipped(folder), python.dll


def built_again() -> tuple[str, ...]:
    """Build folder and installer again and compare; signed ones differ, as they hold the time."""
    if certified():
        return ()
    folder, dll = windows_folder.FOLDER, windows_python.here().dll
    laid = again.unchanged(folder, lambda _: lay()[0])
    files = windows_folder.shipped(folder)
    made = again.same(setup_file(), lambda file: make_setup(folder, files, dll, file))
    return laid, made


def make_setup(
    folder: Path, files: list[Path], dll: str, target: Path, number: str | None = None
) -> Path:
    """Pack `files` of `folder` into an installer that says it is of version `number`."""
    tools.dated(folder)
    work = WORK / target.stem
    values = windows_script.definitions(folder, files, dll, number)
    picture = icons.FOLDER / f"{COMMAND}.ico"
    side = icons.bitmap(WINDOWS / "side.svg", icons.FOLDER / "side.bmp", *SIDE)
    tools.dated(side)  # it is unpacked in between, and the installer stores its date
    given = {"ICON": str(picture), "SIDE": str(side), "OUT": str(target)}
    windows_script.write(work, folder, files, {**values, **given})
    target.parent.mkdir(parents=True, exist_ok=True)
    quick = ("-DQUICK",) if os.environ.get(QUICK) or number is not None else ()
    signer = sign_command()
    signed = (f"-DSIGN={signer}",) if signer else ()
    # Warnings are errors: a text without a translation is one.
    options = ("-NOCD", "-WX", "-V2", "-INPUTCHARSET", "UTF8", f"-DWORK={work}", *quick, *signed)
    tools.run("makensis", *options, WINDOWS / "downhill.nsi", more={"TZ": "UTC"})
    sign(target)
    return target


def sign_command() -> str:
    """The command by which makensis signs the uninstaller; empty without a key."""
    if not certified():
        return ""
    script = BUILD / "windows" / "sign.sh"
    words = shlex.join(sign_words())
    move = 'mv -f "$1.signed" "$1"'
    script.write_text(f'#!/bin/sh\n{words} -in "$1" -out "$1.signed" >/dev/null && {move}\n')
    script.chmod(0o755)
    return f'"{script}"'


def certified() -> bool:
    given = [name for name in (CERTIFICATE, KEY) if os.environ.get(name)]
    if len(given) == 1:
        raise SetupError(f"{CERTIFICATE} and {KEY} go together")
    return bool(given)


def sign_words() -> list[str]:
    words = ["osslsigncode", "sign", "-h", "sha256", "-n", NAME]
    words += ["-certs", os.environ[CERTIFICATE], "-key", os.environ[KEY]]
    server = os.environ.get(TIME_SERVER)
    return [*words, "-ts", server] if server else words


def sign(file: Path) -> None:
    """Sign a program where there is a certificate; else leave it as it is."""
    if certified():
        fresh = file.with_suffix(".signed")
        tools.run(*sign_words(), "-in", file, "-out", fresh)
        fresh.replace(file)
