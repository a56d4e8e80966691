"""Downhill.exe and Downhill-console.exe, built by mingw-w64 with icon, version and manifest."""

from pathlib import Path
from typing import Final

from installers import icons, tools
from installers.identity import (
    CHINESE_NAME,
    COMMAND,
    ID,
    LICENSE,
    NAME,
    PUBLISHER,
    version,
)
from installers.windows_folder import WINDOWS
from installers.windows_python import COMPILER, WORK

RESOURCES: Final = "x86_64-w64-mingw32-windres"
WINDOWED: Final = f"{NAME}.exe"
CONSOLE: Final = f"{NAME}-console.exe"
OPTIONS: Final = (
    *("-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-std=c11", "-fno-ident"),
    *("-finput-charset=UTF-8", "-Wl,--no-insert-timestamp"),
    *("-Wl,--dynamicbase,--nxcompat,--high-entropy-va",),
)


def numbers(text: str) -> str:
    """1.2.3 as a Windows version: four numbers."""
    parts = [part for part in text.split(".") if part.isdecimal()]
    return ",".join([*parts, "0", "0", "0", "0"][:4])


def filled(template: str, file: str) -> str:
    """A template's text with its @WORDS@ replaced."""
    words = {
        "CHINESE_NAME": CHINESE_NAME,
        "DOTTED": numbers(version()).replace(",", "."),
        "FILE": file.removesuffix(".exe"),
        "ICON": f"{COMMAND}.ico",
        "ID": ID,
        "LICENSE": LICENSE,
        "MANIFEST": "launcher.manifest",
        "NAME": NAME,
        "NUMBERS": numbers(version()),
        "PUBLISHER": PUBLISHER,
        "VERSION": version(),
    }
    for word, text in words.items():
        template = template.replace(f"@{word}@", text)
    return template


def build(folder: Path, dll: str) -> None:
    """Put both launchers into `folder`; `dll` is CPython's."""
    WORK.mkdir(parents=True, exist_ok=True)
    picture = icons.FOLDER / f"{COMMAND}.ico"
    (WORK / picture.name).write_bytes(picture.read_bytes())
    write("launcher.manifest", WORK / "launcher.manifest", WINDOWED)
    source = (WINDOWS / "launcher.c").read_text(encoding="utf-8")
    (WORK / "launcher.c").write_text(source, encoding="utf-8")
    for file, kind in ((WINDOWED, ("-DWINDOWED", "-mwindows")), (CONSOLE, ("-mconsole",))):
        stem = file.removesuffix(".exe")
        write("launcher.rc", WORK / f"{stem}.rc", file)
        tools.run(RESOURCES, "-c", "65001", f"{stem}.rc", "-O", "coff", f"{stem}.o", cwd=WORK)
        words = (f'-DPYTHON_DLL="{dll}"', f'-DNAME="{NAME}"', '-DSTART="start"')
        # Built from within the folder, so that no name of this machine gets into the program.
        output = ("-o", folder / file, "launcher.c", f"{stem}.o", "-lshell32")
        tools.run(COMPILER, *OPTIONS, *words, *kind, *output, cwd=WORK)


def write(template: str, target: Path, file: str) -> None:
    text = (WINDOWS / template).read_text(encoding="utf-8")
    target.write_text(filled(text, file), encoding="utf-8")
