"""What makensis reads besides downhill.nsi: the names, and every file by its name.

Each file is installed and removed by its own line. So the uninstaller takes away what the
installer installed and nothing else: a person's own files in these folders stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from installers.identity import (
    CHINESE_NAME,
    COMMAND,
    ENDING,
    ID,
    LESSON,
    LESSON_MIME,
    MIME,
    NAME,
    PUBLISHER,
    version,
)
from installers.windows_launcher import numbers


def quoted(text: str) -> str:
    """A string as NSIS takes it, with nothing in it that it would replace."""
    return '"' + text.replace("$", "$$").replace('"', '$\\"') + '"'


def windows_path(path: PurePosixPath) -> str:
    return str(path).replace("/", "\\")


def definitions(
    folder: Path, files: Iterable[Path], dll: str, number: str | None = None
) -> dict[str, str]:
    """The values that the script gets from outside."""
    size = sum((folder / file).stat().st_size for file in files)
    number = number or version()
    return {
        "NAME": NAME,
        "CHINESE_NAME": CHINESE_NAME,
        "COMMAND": COMMAND,
        "ID": ID,
        "ENDING": ENDING,
        "MIME": MIME,
        "LESSON": LESSON,
        "LESSON_MIME": LESSON_MIME,
        "PUBLISHER": PUBLISHER,
        "VERSION": number,
        "NUMBERS": numbers(number).replace(",", "."),
        "PYTHON_DLL": dll,
        "SIZE_KB": str(-(-size // 1024)),
        "SIZE_MB": str(-(-size // 1024**2)),
    }


def defined(values: Mapping[str, str]) -> str:
    return "".join(f"!define {name} {quoted(text)}\n" for name, text in values.items())


def folders(files: Iterable[Path]) -> list[PurePosixPath]:
    """Every folder that contains one of the files, the deepest first."""
    found = {parent for file in files for parent in PurePosixPath(file.as_posix()).parents}
    found.discard(PurePosixPath("."))
    return sorted(found, key=lambda path: (-len(path.parts), path))


def installed(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """The lines that install, folder by folder."""
    last = None
    for file in files:
        path = PurePosixPath(file.as_posix())
        if path.parent != last:
            last = path.parent
            inner = "" if str(last) == "." else "\\" + windows_path(last)
            yield f'SetOutPath "$INSTDIR{inner}"'
        yield f"File {quoted(str(folder / file))}"


def removed(files: Iterable[Path]) -> Iterator[str]:
    """The lines that uninstall: each file, then each folder that is empty by then."""
    files = list(files)
    for file in files:
        yield f'Delete "$INSTDIR\\{windows_path(PurePosixPath(file.as_posix()))}"'
    for path in folders(files):
        yield f'RMDir "$INSTDIR\\{windows_path(path)}"'


def write(target: Path, folder: Path, files: list[Path], values: Mapping[str, str]) -> None:
    """Write the three files that downhill.nsi includes."""
    target.mkdir(parents=True, exist_ok=True)
    texts = {
        "names.nsh": defined(values),
        "install.nsh": "\n".join(installed(folder, files)) + "\n",
        "uninstall.nsh": "\n".join(removed(files)) + "\n",
    }
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8")
