"""The Windows files of CPython: from an official archive where one is given, else from a wheel.

Neither PyPI nor Debian has CPython for Windows by itself. The wheels of panda3d carry the DLLs of
python.org, signed; the standard library, which is the same everywhere, is then the one of the
Python that runs the build, so that both must be of the same version to the last digit.
"""

import os
import re
import shutil
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

from installers import tools
from installers.identity import BUILD, EPOCH
from installers.windows_image import Portable
from shell import SetupError
from shell.environment import RUN

ARCHIVE: Final = "DOWNHILL_WINDOWS_PYTHON"  # the variable that names an official archive
COMPILER: Final = "x86_64-w64-mingw32-gcc"
WORK: Final = BUILD / "windows" / "work"

# Parts that the program does not use: the network, databases, Tk, and parts of Windows 10.
UNUSED: Final = re.compile(
    r"(api-ms|tcl|tk|_tkinter|_msi|libssl|libcrypto|_ssl|_hashlib|_?sqlite3|winsound|_test|_ctypes_test"
    r"|xxlimited|vcruntime)",
    re.IGNORECASE,
)
UNUSED_MODULES: Final = {
    *("__pycache__", "curses", "dbm", "distutils", "ensurepip", "idlelib", "lib-dynload"),
    *("lib2to3", "msilib", "pydoc_data", "site-packages", "sqlite3", "test", "tkinter"),
    *("turtledemo", "venv", "wsgiref", "turtle.py", "antigravity.py", "this.py"),
}
BUILT_HERE: Final = ("config-3", "_sysconfigdata", "_aix", "_osx", "crypt.py", "pty.py", "tty.py")

Version = tuple[int, int, int]


class Python(NamedTuple):
    """The Python that runs the build: it compiles everything to its own bytecode."""

    version: Version
    library: Path  # its standard library

    @property
    def tag(self) -> str:
        return "{}{}".format(*self.version)

    @property
    def dll(self) -> str:
        return f"python{self.tag}.dll"


def here() -> Python:
    output = tools.run(
        RUN.python,
        "-c",
        "import sys, sysconfig; print(*sys.version_info[:3], sysconfig.get_path('stdlib'))",
    ).strip()
    major, minor, micro, library = output.split(" ", 3)
    return Python((int(major), int(minor), int(micro)), Path(library))


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def version_of(dll: Path) -> Version:
    """3.11.7150.1013 in the file is 3.11.7: the third number also tells the kind of release."""
    found = Portable(dll).version
    if found is None:
        raise SetupError(f"{dll.name} does not say its version")
    return found[0], found[1], found[2] // 1000


def agree(dll: Version, python: Version, *, own_library: bool) -> None:
    """Check that DLL and standard library match. Raises SetupError with what is needed."""
    same = dll[:2] == python[:2] if own_library else dll == python
    if same:
        return
    have, want = dotted(dll), dotted(python)
    if own_library:
        short = dotted(dll[:2])
        raise SetupError(
            f"the archive in {ARCHIVE} holds Python {have}, but this build runs on {want}.\n"
            f"Run dev.py with a Python {short}, or give the archive of {want}."
        )
    raise SetupError(
        f"the Windows installer is made with Python {have}, of which CPython's Windows files are "
        f"at hand, but this build runs on {want}.\nRun dev.py with Python {have}, or get "
        f"python-{want}-embed-amd64.zip from python.org and name it in {ARCHIVE}."
    )


def lay(folder: Path, wheel: Path, python: Python) -> None:
    """Put CPython into `folder`: DLLs, modules, standard library and where it is looked for."""
    given = os.environ.get(ARCHIVE)
    if given and not Path(given).is_file():
        raise SetupError(f"{ARCHIVE} names {given}, which is no file")
    source, inner = (Path(given), "") if given else (wheel, "deploy_libs/")
    unpack(source, inner, folder)
    dll = folder / python.dll
    found = dll if dll.is_file() else next(folder.glob("python3?*.dll"), None)
    if found is None:
        raise SetupError(f"{source.name} holds no python3….dll")
    agree(version_of(found), python.version, own_library=bool(given))
    if not (folder / "python3.dll").exists():
        forward(dll, folder)
    library = folder / f"python{python.tag}.zip"
    if not library.exists():
        pack(python.library, library)
    paths = (library.name, "site.zip", ".", "lib", "app")
    (folder / f"python{python.tag}._pth").write_text("\n".join(paths) + "\n")


def unpack(source: Path, inner: str, folder: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            short = name.removeprefix(inner)
            wanted = re.fullmatch(r"[^/]+\.(dll|pyd)|python\d+\.zip", short, re.IGNORECASE)
            if name.startswith(inner) and wanted and not UNUSED.match(short):
                (folder / short).write_bytes(archive.read(name))


def definitions(names: list[str], dll: str) -> str:
    """The linker's definitions of python3.dll: a library that forwards every name."""
    stem = dll.removesuffix(".dll")
    lines = [f"  {name} = {stem}.{name}" for name in names if name.startswith(("Py", "_Py"))]
    return "\n".join(("LIBRARY python3.dll", "EXPORTS", *lines, ""))


def forward(dll: Path, folder: Path) -> None:
    """Make python3.dll, which Qt for Python is linked to because it suits every Python 3."""
    work = WORK / "python3"
    work.mkdir(parents=True, exist_ok=True)
    (work / "python3.def").write_text(definitions(Portable(dll).exports(), dll.name))
    entry = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"
    (work / "python3.c").write_text(entry)
    options = ("-shared", "-nostdlib", "-s", "-Wl,--no-insert-timestamp,-e,DllMainCRTStartup")
    # Linked under its bare name: mingw makes the preferred address of the library from this.
    tools.run(COMPILER, *options, "-o", "python3.dll", "python3.c", "python3.def", cwd=work)
    shutil.copyfile(work / "python3.dll", folder / "python3.dll")


def wanted_modules(library: Path) -> list[Path]:
    """The files of the standard library that are included, relative to it."""
    found = []
    for file in sorted(library.rglob("*.py")):
        parts = file.relative_to(library).parts
        if not UNUSED_MODULES.intersection(parts) and not parts[0].startswith(BUILT_HERE):
            found.append(Path(*parts))
    return found


def pack(library: Path, target: Path) -> None:
    """The standard library as bytecode in one file."""
    work = WORK / "stdlib"
    shutil.rmtree(work, ignore_errors=True)
    for name in wanted_modules(library):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library / name, work / name)
    compiled(work)
    zipped(work, target)


def compiled(folder: Path) -> None:
    """Every .py in `folder` becomes a .pyc in its place, the same bytes in every build."""
    options = ("-b", "-q", "-f", "-j1", "--invalidation-mode", "unchecked-hash")
    more = {"PYTHONHASHSEED": "0"}
    tools.run(RUN.python, "-m", "compileall", *options, "-s", folder, folder, more=more)
    for file in folder.rglob("*.py"):
        if not file.with_suffix(".pyc").exists():
            raise SetupError(f"{file} could not be compiled")
        file.unlink()


def zipped(folder: Path, target: Path) -> None:
    """Stored, not deflated: the installer compresses uncompressed files better."""
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), dated())
                archive.writestr(entry, file.read_bytes())


def dated() -> tuple[int, int, int, int, int, int]:
    from datetime import UTC, datetime

    day = datetime.fromtimestamp(EPOCH, UTC)
    return day.year, day.month, day.day, day.hour, day.minute, day.second
