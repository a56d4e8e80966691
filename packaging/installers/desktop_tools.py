"""Tools of a desktop that may be installed or not, simulated: they must not change what is done."""

from pathlib import Path
from typing import Final, final

TERMINALS: Final = (
    *("xterm", "gnome-terminal", "konsole", "kgx", "ptyxis", "xfce4-terminal", "lxterminal"),
    *("x-terminal-emulator", "rxvt", "alacritty", "foot", "terminology"),
)
NOTIFIERS: Final = ("notify-send", "gdbus")
DIALOGS: Final = ("zenity", "kdialog", "xmessage")
OTHERS: Final = (
    *("xset", "xdg-open", "xdg-mime", "xdg-desktop-menu", "xdg-icon-resource"),
    *("update-desktop-database", "update-mime-database", "gtk-update-icon-cache"),
)
FULL: Final = (*TERMINALS, *NOTIFIERS, *DIALOGS, *OTHERS)
END: Final = "\x1e"  # of a call: its words may have several lines
MISSING: Final = 127  # the exit code of a shell for what it does not find


@final
class Tools:
    """All of these in a folder for the front of a path; each call is written down.

    Those that do not work are as good as absent, whatever this machine has.
    """

    def __init__(self, folder: Path, *working: str) -> None:
        self._folder = folder
        folder.mkdir(parents=True)
        for name in {*FULL, *working}:
            code = 0 if name in working else MISSING
            note = f'printf \'%s\\036\' "{name} $*" >>"${{0%/*}}/calls.txt"\n' if code == 0 else ""
            tool = folder / name
            tool.write_text(f"#!/bin/sh\n{note}exit {code}\n", encoding="utf-8")
            tool.chmod(0o755)

    @property
    def path(self) -> str:
        return f"{self._folder}:/usr/bin:/bin"

    def calls(self) -> list[str]:
        """What was called since the last time, with its arguments."""
        file = self._folder / "calls.txt"
        found = file.read_text(encoding="utf-8") if file.exists() else ""
        file.unlink(missing_ok=True)
        return found.split(END)[:-1]
