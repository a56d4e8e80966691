"""An older version of the program, for tests: it behaves the same, but its files differ."""

import shutil
import struct
from pathlib import Path
from typing import Final

from installers import frozen
from installers.identity import COMMAND
from shell import SetupError

NUMBER: Final = "0.1.0"
GONE: Final = Path("_internal", "resources", "gone.txt")  # a file that the next version lacks
COOKIE: Final = struct.Struct("!8sI76x")  # ends what PyInstaller appends to its loader
MARK: Final = b"MEI\x0c\x0b\x0a\x0b\x0e"
SHIFT: Final = 1 << 16  # bytes


def make(folder: Path, onedir: Path = frozen.FOLDER) -> Path:
    """Copy the frozen program to `folder`, as an older version of it would be."""
    shutil.copytree(onedir, folder, symlinks=True)
    program = folder / COMMAND
    program.write_bytes(shifted(program.read_bytes()))
    (folder / GONE).write_text(NUMBER)
    return folder


def shifted(program: bytes) -> bytes:
    """The same program, with every module at another place in the file."""
    end = program.rfind(MARK)
    if end < 0:
        raise SetupError("this is no program that PyInstaller has made")
    _, length = COOKIE.unpack_from(program, end)
    start = end + COOKIE.size - length
    return program[:start] + bytes(SHIFT) + program[start:]
