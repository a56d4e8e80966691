"""The program's folder on Windows, assembled on Linux: every file that the installer installs.

    Downhill.exe, Downhill-console.exe      the launchers
    program/                                CPython, with the standard library in one file
    program/site.zip                        packages without libraries of their own
    program/lib/                            Qt for Python, NumPy and the others, trimmed
    program/app/                            Downhill itself: bytecode and resources
    licenses/                               the texts of every licence

No source is installed but bytecode: few and small files install faster than seven thousand.
"""

import ast
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from installers import notices
from installers.identity import BUILD
from installers.trim import PILLOW_PARTS
from installers.windows_image import Portable
from installers.windows_python import WORK, Python, compiled, lay, zipped
from installers.windows_wheels import PYTHON
from shell import ROOT, SetupError

FOLDER: Final = BUILD / "windows" / "Downhill"
WINDOWS: Final = ROOT / "packaging" / "windows"

# Modules that pyqtgraph imports in addition to the program's; and those for Linux only.
QT_BESIDES: Final = {"QtOpenGL", "QtOpenGLWidgets"}
QT_LINUX: Final = {"QtDBus"}
QT_PLUGINS: Final = (
    *("platforms/qwindows.dll", "platforms/qoffscreen.dll", "styles/*.dll"),
    *("imageformats/qjpeg.dll", "imageformats/qsvg.dll", "imageformats/qico.dll"),
    *("imageformats/qgif.dll", "iconengines/*.dll"),
)
QT_TEXTS: Final = ("qtbase_zh_CN.qm",)
SOFTWARE_OPENGL: Final = "opengl32sw.dll"  # Mesa: where Windows has no usable driver
RUN_TIME: Final = re.compile(r"(vcruntime140|msvcp140)(_\d)?\.dll", re.IGNORECASE)

# Of Windows 10 and later; icuuc.dll is there since 1703. Names that begin with api-ms- are too.
SYSTEM: Final = """
    advapi32 authz bcrypt comctl32 comdlg32 crypt32 d2d1 d3d11 d3d12 d3d9 dcomp dnsapi dwmapi dwrite
    dxgi gdi32 icuuc imagehlp imm32 iphlpapi kernel32 mpr mscms msimg32 msvcrt netapi32 ntdll ole32
    oleaut32 opengl32 propsys psapi rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase
    uiautomationcore urlmon user32 userenv uxtheme version winhttp winmm winspool.drv wintrust
    ws2_32 wtsapi32
"""
ZIPPED: Final = ("OpenGL", "colorama")  # read nothing by the name of a file
DROPPED: Final = (
    *("pyqtgraph/examples", "pyqtgraph/jupyter", "OpenGL/DLLS", "OpenGL/Tk", "OpenGL/GLUT"),
    *("numpy/f2py", "numpy/_core/include", "numpy/_core/lib", "numpy/distutils", "numpy/doc"),
    *(f"PIL/{name}.*" for name in PILLOW_PARTS),
    *("shiboken6/include", "shiboken6/lib", "**/tests", "**/*.pyi", "**/*.lib", "**/*.exe"),
    *("numpy/_core/_*_tests.*.pyd", "numpy/_core/_simd.*.pyd", "numpy/_pyinstaller"),
    *("shiboken6/msvcp140*.dll", "shiboken6/vc*140*.dll", "shiboken6/concrt140.dll"),
)
APPLICATION: Final = ("engine", "gui", "resources")
NOT_SHIPPED: Final = ("__pycache__", "*.ts", "*.qm.new")


def assemble(wheels: Mapping[str, Path], python: Python) -> Path:
    """Make the folder again, without launchers. Raises SetupError where something is missing."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    program = FOLDER / "program"
    library = program / "lib"
    library.mkdir(parents=True)
    lay(program, wheels[PYTHON], python)
    for name, wheel in wheels.items():
        if name != PYTHON:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(library)
    gather_licences(library)
    trim_metadata(library)
    trim_qt(library / "PySide6")
    drop(library)
    move_run_time(library, program)
    compiled(library)
    zip_pure(library, program / "site.zip")
    lay_application(program / "app")
    return FOLDER


def trim_metadata(library: Path) -> None:
    """Keep the version, which About shows."""
    for folder in library.glob("*.dist-info"):
        for file in sorted(folder.rglob("*"), reverse=True):
            if file.is_dir():
                file.rmdir()
            elif file.name != "METADATA" or file.parent != folder:
                file.unlink()


def imported_from_qt(sources: Iterable[Path]) -> set[str]:
    """The modules of PySide6 that these files name."""
    found: set[str] = set()
    for file in sources:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                found.add(str(node.module).split(".")[1])
            elif isinstance(node, ast.Import):
                parts = [alias.name.split(".") for alias in node.names]
                found.update(p[1] for p in parts if p[0] == "PySide6" and len(p) > 1)
    return {name for name in found if name.startswith("Qt")}


def qt_modules() -> set[str]:
    sources = [ROOT / "main.py", *(p for f in ("engine", "gui") for p in (ROOT / f).rglob("*.py"))]
    return (imported_from_qt(sources) | QT_BESIDES) - QT_LINUX


def trim_qt(folder: Path) -> None:
    """Keep the modules that are imported, some plugins, and the libraries these need."""
    modules = [folder / f"{name}.pyd" for name in sorted(qt_modules())]
    plugins = [file for name in QT_PLUGINS for file in sorted(folder.glob(f"plugins/{name}"))]
    kept = {*modules, *plugins, folder / SOFTWARE_OPENGL}
    kept |= closure(kept, {file.name.lower(): file for file in folder.glob("*.dll")})
    kept |= {folder / "translations" / name for name in QT_TEXTS}
    kept |= set(folder.glob("*.py"))
    lacking = sorted(file.name for file in kept if not file.is_file())
    if lacking:
        raise SetupError(f"Qt for Python lacks {', '.join(lacking)}")
    for file in sorted(folder.rglob("*"), reverse=True):
        if file.is_dir():
            if not any(file.iterdir()):
                file.rmdir()
        elif file not in kept:
            file.unlink()


def closure(files: Iterable[Path], near: Mapping[str, Path]) -> set[Path]:
    """The libraries out of `near` that the files need, directly or indirectly."""
    found: set[Path] = set()
    waiting = list(files)
    while waiting:
        for name in Portable(waiting.pop()).libraries():
            library = near.get(name.lower())
            if library is not None and library not in found:
                found.add(library)
                waiting.append(library)
    return found


def drop(library: Path) -> None:
    for pattern in DROPPED:
        for found in list(library.glob(pattern)):
            if found.is_dir():
                shutil.rmtree(found)
            elif found.exists():
                found.unlink()


def move_run_time(library: Path, program: Path) -> None:
    """Keep Microsoft's run time once, next to python3….dll, where the launcher looks for it."""
    for file in (library / "PySide6").glob("*.dll"):
        if RUN_TIME.fullmatch(file.name):
            file.replace(program / file.name.lower())


def zip_pure(library: Path, target: Path) -> None:
    work = WORK / "site"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for name in ZIPPED:
        (library / name).rename(work / name)
    zipped(work, target)


def lay_application(app: Path) -> None:
    """Downhill itself, as bytecode with its resources."""
    app.mkdir()
    for name in APPLICATION:
        shutil.copytree(ROOT / name, app / name, ignore=shutil.ignore_patterns(*NOT_SHIPPED))
    shutil.copyfile(ROOT / "main.py", app / "main.py")
    shutil.copyfile(WINDOWS / "start.py", app / "start.py")
    compiled(app)


def gather_licences(library: Path) -> None:
    """Every licence text: ours, those in the wheels, and those that the wheels leave out."""
    target = FOLDER / "licenses"
    shutil.copytree(notices.collect(library, notices.PACKAGES), target)
    for file in sorted((WINDOWS / "licenses").glob("*.txt")):
        shutil.copyfile(file, target / file.name)


def unmet(folder: Path) -> list[str]:
    """The libraries that something in `folder` needs, and neither we nor Windows 10 have.

    Python looks for them next to the importing file, in folders that packages register, and in
    `program`, which the launcher names.
    """
    program = folder / "program"
    named = (program, *(program / "lib" / name for name in ("PySide6", "shiboken6", "numpy.libs")))
    there = {file.name.lower() for place in named for file in place.glob("*.dll")}
    lacking = set()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".dll", ".pyd", ".exe"}:
            near = {each.name.lower() for each in file.parent.glob("*.dll")}
            names = {name.lower() for name in Portable(file).libraries()} - there - near
            lacking |= {f"{name} for {file.name}" for name in names if not of_windows(name)}
    return sorted(lacking)


def of_windows(name: str) -> bool:
    known = name.removesuffix(".dll") in SYSTEM.split()
    return known or name.startswith(("api-ms-win-", "ext-ms-win-"))


def shipped(folder: Path) -> list[Path]:
    """Every file of the folder, relative to it, in the order it is installed."""
    files = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return sorted(files, key=lambda path: path.as_posix())
