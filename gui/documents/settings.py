"""What is remembered between two starts. The only module that uses QSettings."""

import logging
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, final

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from gui.style.theme import ThemeChoice
from gui.system.bounded_read import content_of

log = logging.getLogger(__name__)

FORMAT: Final = 1
RECENT: Final = 10  # files remembered
LARGEST: Final = 1 << 22  # bytes of a settings file: what is larger is something else
KEY: Final = re.compile(r"[A-Za-z0-9_./-]+")  # ours look so; what binary files give does not
NUMBER: Final = re.compile(r"[0-9]{1,9}")  # no program of ours will ever write a longer one


@final
class Trouble(StrEnum):
    """Why settings could not be read or kept; the window says it in the program's language."""

    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read_only"
    UNREADABLE = "unreadable"


@final
class ReadSettings(NamedTuple):
    """A settings file as it was found: what is wrong with it, and all that could be read."""

    trouble: Trouble | None
    values: dict[str, object]


def default_path() -> Path:
    """The settings file in the folder where this system keeps them."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / "downhill" / "settings.ini"


@final
class Settings(QObject):
    """Typed settings in an INI file; nothing here ever raises for what a file or a disk does.

    A value of the wrong type reads as its default. A damaged file is renamed to `.bak`, and what
    can be read of it is used. A file of a newer format is read as far as that goes and
    never written: it has a neighbour for this format. A file that can't be read or put aside
    stays as it is, and nothing is kept. `trouble` says what went wrong while opening, and
    `troubled` is emitted when keeping fails later.
    """

    troubled = Signal(object)  # a Trouble

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or default_path()
        self.trouble, values = _found(self.path)
        self._behind: dict[str, object] = {}  # read where the file has nothing
        if self.trouble is Trouble.NEWER:
            self._behind, values = values, self._use_neighbour()
        if self.trouble is Trouble.DAMAGED and not self._put_aside():
            self.trouble = Trouble.READ_ONLY
        self._store: QSettings | None = None  # none where what is put is only for this run
        if self.trouble in (Trouble.READ_ONLY, Trouble.UNREADABLE):
            self._behind |= values
            return
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat, self)
        self._store.setAtomicSyncRequired(False)  # else a read-only folder loses every change
        if self.trouble is Trouble.DAMAGED:
            for key, value in values.items():
                self._store.setValue(key, value)

    # What is remembered, each with its type and default.

    @property
    def language(self) -> str:
        """A language's code, or "" to follow the system."""
        return self.text("language", "")

    @language.setter
    def language(self, value: str) -> None:
        self.put("language", value)

    @property
    def theme(self) -> ThemeChoice:
        try:
            return ThemeChoice(self.text("theme", ThemeChoice.SYSTEM))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self.put("theme", value.value)

    @property
    def geometry(self) -> bytes:
        """The window's place, as `saveGeometry` gives it; empty if never kept."""
        return self.data("window/geometry")

    @geometry.setter
    def geometry(self, value: bytes) -> None:
        self.put("window/geometry", value)

    @property
    def state(self) -> bytes:
        """Docks and tool bars, as `saveState` gives them; empty if never kept."""
        return self.data("window/state")

    @state.setter
    def state(self, value: bytes) -> None:
        self.put("window/state", value)

    @property
    def speed(self) -> float:
        """Updates a second."""
        return self.number("playback/speed", 30.0, 0.1, 1e6)

    @speed.setter
    def speed(self, value: float) -> None:
        self.put("playback/speed", value)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, newest first; some may be gone by now."""
        return tuple(Path(text) for text in self.texts("files/recent")[:RECENT])

    def used(self, file: Path) -> None:
        """Put `file` at the head of the recent ones."""
        first = os.path.abspath(file)
        rest = [str(path) for path in self.recent if str(path) != first]
        self.put("files/recent", [first, *rest][:RECENT])

    def forget_recent(self) -> None:
        self.put("files/recent", [])

    # By key: overlays, panels and whatever else keeps a switch.

    def text(self, key: str, default: str) -> str:
        value = self._raw(key)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool) -> bool:
        known = {"true": True, "false": False}
        return known.get(str(self._raw(key)).lower(), default)

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number within low…high, or the default where it is none or outside."""
        try:
            value = float(str(self._raw(key)))
        except ValueError:
            return default
        return value if low <= value <= high else default

    def data(self, key: str) -> bytes:
        value = self._raw(key)
        return bytes(value.data()) if isinstance(value, QByteArray) else b""

    def texts(self, key: str) -> list[str]:
        value = self._raw(key)
        if isinstance(value, str):  # QSettings writes a list of one as a plain value
            return [value] if value else []
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def put(self, key: str, value: str | float | bool | bytes | list[str]) -> None:
        """Remember `value`; written to disk by `keep` or when Qt finds time."""
        kept = QByteArray(value) if isinstance(value, bytes) else value
        if self._store is None:
            self._behind[key] = kept
        else:
            self._store.setValue(key, kept)

    def keep(self) -> bool:
        """Write everything to disk now; False, and `troubled`, where that can't be done."""
        if self._store is None:
            return False  # `trouble` has said so from the start
        self._store.setValue("format", FORMAT)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            log.warning("no folder for settings: %s", error)
        self._store.sync()
        if self._store.status() == QSettings.Status.NoError:
            return True
        self.trouble = Trouble.READ_ONLY
        self.troubled.emit(self.trouble)
        return False

    def _raw(self, key: str) -> object:
        if self._store is not None and self._store.contains(key):
            return self._store.value(key)
        return self._behind.get(key)

    def _use_neighbour(self) -> dict[str, object]:
        """Go on in a file of this format. That there is a newer one is said only once: after
        that the neighbour is there."""
        self.path = self.path.with_name(f"{self.path.stem}-{FORMAT}{self.path.suffix}")
        trouble, values = _found(self.path)
        if trouble is not None:
            self.trouble = Trouble.DAMAGED if trouble is Trouble.NEWER else trouble
        elif self.path.exists():
            self.trouble = None
        return values

    def _put_aside(self) -> bool:
        """Rename the file, which takes no time and no room, whatever it is; whether that went.

        A link stays, and is written through: what it points to gets another name in its folder.
        """
        try:
            file = self.path.resolve()
            file.replace(file.with_name(f"{file.name}.bak"))
        except OSError as error:
            log.warning("settings could not be put aside: %s", error)
            return False
        return True


def _found(path: Path) -> ReadSettings:
    """See what the file holds, and whether it can be trusted."""
    try:
        content = content_of(path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return ReadSettings(None, {})
    except OSError as error:
        log.warning("settings can't be read: %s", error)
        return ReadSettings(Trouble.UNREADABLE, {})
    if content is None:
        return ReadSettings(Trouble.DAMAGED, {})
    store = QSettings(str(path), QSettings.Format.IniFormat)
    keys = store.allKeys()
    values = {key: store.value(key) for key in keys if KEY.fullmatch(key)}
    version = str(values.pop("format", FORMAT))
    if store.status() != QSettings.Status.NoError or not NUMBER.fullmatch(version):
        return ReadSettings(Trouble.DAMAGED, values)
    if int(version) > FORMAT:
        return ReadSettings(Trouble.NEWER, values)
    return ReadSettings(None if all(map(KEY.fullmatch, keys)) else Trouble.DAMAGED, values)
