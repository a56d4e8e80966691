"""The wheels that the Windows installer is made from, fetched once and known by their hashes."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from installers import tools
from installers.identity import DOWNLOADS
from shell import ROOT, SetupError, say
from shell.environment import OFFLINE, RUN, digest

PINS: Final = ROOT / "packaging" / "windows" / "wheels.txt"
FOLDER: Final = DOWNLOADS / "windows"
PYTHON: Final = "panda3d"  # the wheel that carries CPython
PIN: Final = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+) --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)


class Pin(NamedTuple):
    name: str
    version: str
    sha256: str


def pins(text: str | None = None) -> tuple[Pin, ...]:
    found = PIN.findall(PINS.read_text(encoding="utf-8") if text is None else text)
    return tuple(Pin(*each) for each in found)


def cached() -> dict[str, Path]:
    """The files that are there, by their hashes."""
    return {digest(file): file for file in FOLDER.glob("*.whl")}


def fetch(tag: str) -> dict[str, Path]:
    """The wheel of each pin, by its name; `tag` is the Python they are for, such as 3.11."""
    wanted = pins()
    there = cached()
    if not all(pin.sha256 in there for pin in wanted):
        download(tag)
        there = cached()
    lacking = [pin.name for pin in wanted if pin.sha256 not in there]
    if lacking:
        raise SetupError(f"pip brought other files than {PINS.name} pins: {', '.join(lacking)}")
    return {pin.name: there[pin.sha256] for pin in wanted}


def download(tag: str) -> None:
    say("fetching the Windows wheels: 160 MB, once")
    FOLDER.mkdir(parents=True, exist_ok=True)
    target = ("--platform", "win_amd64", "--python-version", tag, "--only-binary=:all:")
    options = ("--no-deps", "--require-hashes", "--disable-pip-version-check", "-q", "-d", FOLDER)
    try:
        tools.run(RUN.python, "-m", "pip", "download", *target, *options, "-r", PINS)
    except SetupError as error:
        raise SetupError(
            f"{error}\n{PINS.name} pins the wheels for Python 3.11; for another one its hash of "
            f"numpy must be added.\n{OFFLINE}"
        ) from error
