"""The program with its own Python, in one folder, by PyInstaller."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from installers import elf, icons, notices, tools
from installers.identity import BUILD, COMMAND, DIST
from shell import LINUX, ROOT, SetupError, say
from shell.environment import RUN

FOLDER: Final = DIST / COMMAND
PROGRAM: Final = FOLDER / COMMAND
SPEC: Final = ROOT / "packaging" / "downhill.spec"


def environ() -> dict[str, str]:
    """The same dates and the same order of sets every time: two builds are the same files."""
    return {
        **tools.environ(),
        "PYTHONNOUSERSITE": "1",
        "PYTHONHASHSEED": "1",
        "DOWNHILL_ICONS": str(icons.make()),
        "DOWNHILL_NOTICES": str(notices.collect(site())),
    }


def site() -> Path:
    """Where the environment keeps its packages."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([RUN.python, "-c", ask], check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


def build(folder: Path = FOLDER) -> Path:
    """Make it afresh in `folder`, which must be called like the program."""
    say("freezing the program")
    shutil.rmtree(folder, ignore_errors=True)
    options = ["--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(folder.parent), "--workpath", str(BUILD / "pyinstaller")]
    command = [str(RUN.python), "-m", "PyInstaller", *options, *places, str(SPEC)]
    if subprocess.call(command, cwd=ROOT, env=environ()):
        raise SetupError("PyInstaller could not freeze the program (see above)")
    if LINUX:
        _forget_places(folder)
    tools.dated(folder)
    return folder


def _forget_places(folder: Path) -> None:
    for file in folder.rglob("*.so*"):
        if file.is_file() and not file.is_symlink():
            elf.forget_places(file)


def size(folder: Path) -> int:
    """Bytes of all files below `folder`; links count for nothing."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files)
