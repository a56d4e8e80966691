"""A separate Wine, with a Windows user whose name is not in Latin letters."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from typing import Final, final

from installers import wine_gaps
from shell import SetupError

HOME: Final = PureWindowsPath(r"C:\users\学生 甲")
LOCAL: Final = HOME / "AppData" / "Local"
MENU: Final = HOME / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs"
FOLDERS: Final = {
    "AppData": HOME / "AppData" / "Roaming",
    "Desktop": HOME / "Desktop",
    "Local AppData": LOCAL,
    "Personal": HOME / "Documents",
    "Programs": MENU,
    "Start Menu": MENU.parent,
}
EXPLORER: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Explorer"
HEAD: Final = "Windows Registry Editor Version 5.00\r\n"

# Neither Mono nor a browser is needed, and no menu entries on the machine that tests.
OVERRIDES: Final = f"mscoree,mshtml,winemenubuilder.exe=;{wine_gaps.OVERRIDES}"
KEPT: Final = ("DISPLAY", "LIBGL_ALWAYS_SOFTWARE", "PATH", "XDG_RUNTIME_DIR")
PLACES: Final = ("wine64", "/usr/lib/wine/wine64", "wine")


def wine() -> str | None:
    """The program that runs Windows programs of 64 bits."""
    return next((found for name in PLACES if (found := shutil.which(name))), None)


@final
class Bottle:
    """A Wine prefix in `folder`; its programs are shown on the display of `environ`."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        found = wine()
        if found is None:
            raise SetupError("there is no Wine here")
        self._wine = found
        self._folder, self._prefix = folder, folder / "prefix"
        folder.mkdir(parents=True)
        self._environ = {name: environ[name] for name in KEPT if name in environ} | {
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "WINEPREFIX": str(self._prefix),
        }

    @property
    def program(self) -> str:
        """The program that runs Windows programs."""
        return self._wine

    @property
    def environ(self) -> dict[str, str]:
        """The variables that they are run with."""
        return dict(self._environ)

    def prepare(self, asking: Mapping[str, set[str]]) -> None:
        """Create it, with missing functions added and its user named."""
        self.call("wineboot", "-i")
        system = self.path(r"C:\windows\system32")
        if not system.is_dir():
            raise SetupError("Wine could not make itself at home")
        wine_gaps.fill(system, self._folder / "gaps", asking)
        self._environ["WINEDLLOVERRIDES"] = OVERRIDES
        for place in (*FOLDERS.values(), LOCAL / "Temp"):
            self.path(place).mkdir(parents=True, exist_ok=True)
        values = {name: str(place) for name, place in FOLDERS.items()}
        temporary = {name: str(LOCAL / "Temp") for name in ("TEMP", "TMP")}
        self.register(rf"{EXPLORER}\Shell Folders", values)
        self.register(rf"{EXPLORER}\User Shell Folders", values)
        self.register(r"HKEY_CURRENT_USER\Environment", temporary)

    def path(self, place: PureWindowsPath | str) -> Path:
        """A place on drive C as this system sees it."""
        inner = PureWindowsPath(place).relative_to("C:\\")
        return self._prefix.joinpath("drive_c", *inner.parts)

    def drive(self, letter: str, folder: Path) -> None:
        (self._prefix / "dosdevices" / f"{letter}:").symlink_to(folder)

    def call(self, *words: object, limit: float = 120.0) -> tuple[int, str]:
        """The exit code of a Windows program, and what it printed.

        It returns when all processes that it started have ended.
        """
        command = [self._wine, *map(str, words)]
        try:
            done = subprocess.run(
                command,
                env=self._environ,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise SetupError(f"{words[0]} did not end under Wine") from error
        return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")

    def succeed(self, *words: object, limit: float = 120.0) -> str:
        code, output = self.call(*words, limit=limit)
        if code:
            raise SetupError(f"under Wine, {words[0]} ended with {code}:\n{output[-2000:]}")
        return output

    def open(self, document: PureWindowsPath) -> None:
        """Open a document as a double-click does; returns while the program runs."""
        silent = subprocess.DEVNULL
        command = [self._wine, "start", str(document)]
        done = subprocess.run(
            command, env=self._environ, stdin=silent, stdout=silent, stderr=silent, check=False
        )
        if done.returncode:
            raise SetupError(f"Wine could not open {document.name} by its association")

    def windows(self) -> str:
        """The windows on the display."""
        words = ["xwininfo", "-root", "-tree"]
        done = subprocess.run(words, env=self._environ, capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace")

    def register(self, key: str, values: Mapping[str, str]) -> None:
        lines = [f"[{key}]", *(f'"{name}"="{escaped(text)}"' for name, text in values.items())]
        self.load("\r\n".join((HEAD, *lines, "")))

    def load(self, text: str) -> None:
        """Take a registry file's text in."""
        file = self._folder / "load.reg"
        file.write_bytes(text.encode("utf-16"))
        self.succeed("regedit", "/S", f"Z:{file}")

    def registered(self, key: str) -> str:
        """What is in the registry under a key; empty if it is not there."""
        file = self._folder / "saved.reg"
        file.unlink(missing_ok=True)
        self.call("regedit", "/E", f"Z:{file}", key)
        text = file.read_bytes().decode("utf-16") if file.exists() else ""
        return text if f"[{key}" in text else ""

    def close(self) -> None:
        """End every program in it."""
        if not self._prefix.is_dir():
            return
        near = Path(self._wine).resolve().parent
        names = (near / "wineserver64", near / "wineserver", shutil.which("wineserver") or "")
        server = next((str(name) for name in names if os.access(name, os.X_OK)), None)
        if server is not None:
            for option in ("-k", "-w"):
                subprocess.run([server, option], env=self._environ, check=False, timeout=60)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
