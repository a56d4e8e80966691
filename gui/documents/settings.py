"""The stored settings. The only module that uses QSettings."""

import logging
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple, final
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from gui.style.text_size import PERCENTS, USUAL
from gui.style.theme import ThemeChoice
from gui.system.bounded_read import content_of

log = logging.getLogger(__name__)

FORMAT: Final = 1
RECENT: Final = 10  # recent files
LARGEST: Final = 1 << 22  # bytes of a settings file; a larger one is some other file
BYTES: Final = "bytes:"  # before the bytes of a path that are no text
KEY: Final = re.compile(r"[A-Za-z0-9_./-]+")  # valid keys, as opposed to those read from binaries
NUMBER: Final = re.compile(r"[0-9]{1,9}")  # valid format numbers


@final
class Trouble(StrEnum):
    """Why settings could not be read or stored; the window shows a text about it."""

    DAMAGED = "damaged"
    NEWER = "newer"
    READ_ONLY = "read_only"
    UNREADABLE = "unreadable"


@final
class ReadSettings(NamedTuple):
    """The contents of a settings file: its trouble, and all values that could be read."""

    trouble: Trouble | None
    values: dict[str, object]


def default_path() -> Path:
    """The settings file in this system's folder for them."""
    location = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(location)) / "downhill" / "settings.ini"


@final
class Settings(QObject):
    """Typed settings in an INI file; file errors never raise.

    A value of the wrong type reads as its default. A damaged file is renamed to `.bak`, and the
    values that can be read are used. A file of a newer format is read as far as possible and
    never written: another file, for this format, is written instead. A file that can't be read
    or renamed stays as it is, and nothing is stored. `trouble` is the problem at opening;
    `troubled` is emitted when storing fails later.
    """

    troubled = Signal(object)  # a Trouble

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path or default_path()
        self.trouble, values = _read(self.path)
        self._fallback: dict[str, object] = {}  # for keys that the file lacks
        if self.trouble is Trouble.NEWER:
            self._fallback, values = values, self._use_older_file()
        if self.trouble is Trouble.DAMAGED and not self._back_up():
            self.trouble = Trouble.READ_ONLY
        self._store: QSettings | None = None  # None where values are stored for this run only
        if self.trouble in (Trouble.READ_ONLY, Trouble.UNREADABLE):
            self._fallback |= values
            return
        self._store = QSettings(str(self.path), QSettings.Format.IniFormat, self)
        self._store.setAtomicSyncRequired(False)  # else a read-only folder loses every change
        if self.trouble is Trouble.DAMAGED:
            for key, value in values.items():
                self._store.setValue(key, value)

    # The settings, each with its type and default.

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
    def text_size(self) -> int:
        """The size of text in per cent."""
        stored = self.number("text_size", USUAL, PERCENTS[0], PERCENTS[-1])
        return min(PERCENTS, key=lambda percent: abs(percent - stored))

    @text_size.setter
    def text_size(self, value: int) -> None:
        self.put("text_size", value)

    @property
    def geometry(self) -> bytes:
        """The window's geometry from `saveGeometry`; empty if never stored."""
        return self.data("window/geometry")

    @geometry.setter
    def geometry(self, value: bytes) -> None:
        self.put("window/geometry", value)

    @property
    def state(self) -> bytes:
        """Docks and tool bars from `saveState`; empty if never stored."""
        return self.data("window/state")

    @state.setter
    def state(self, value: bytes) -> None:
        self.put("window/state", value)

    @property
    def map_in_middle(self) -> bool:
        """Whether map and surface have changed places."""
        return self.flag("window/map_in_middle", False)

    @map_in_middle.setter
    def map_in_middle(self, value: bool) -> None:
        self.put("window/map_in_middle", value)

    @property
    def time_unit(self) -> str:
        """What time axes count; "" if never chosen."""
        return self.text("window/time_unit", "")

    def keep_time_unit(self, value: str) -> None:
        self.put("window/time_unit", value)

    @property
    def speed(self) -> float:
        """Updates per second."""
        return self.number("playback/speed", 30.0, 0.1, 1e6)

    @speed.setter
    def speed(self, value: float) -> None:
        self.put("playback/speed", value)

    @property
    def hints(self) -> tuple[str, ...] | None:
        """The first hints that are still to be shown; None before the first start."""
        kept = self.text("hints", "?")
        return None if kept == "?" else tuple(filter(None, kept.split(" ")))

    @hints.setter
    def hints(self, value: tuple[str, ...]) -> None:
        self.put("hints", " ".join(value))

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened or saved last, newest first; some may no longer exist."""
        return tuple(map(_path, self.texts("files/recent")[:RECENT]))

    def used(self, file: Path) -> None:
        """Make `file` the first of the recent ones."""
        first = os.path.abspath(file)
        rest = [str(path) for path in self.recent if str(path) != first]
        self.put("files/recent", list(map(_stored, [first, *rest][:RECENT])))

    # By key: for overlays, panels and others that store a switch.

    def text(self, key: str, default: str) -> str:
        value = self._raw(key)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool) -> bool:
        known = {"true": True, "false": False}
        return known.get(str(self._raw(key)).lower(), default)

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number within low…high, or the default if it is no number or outside."""
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
        """Store `value`; written to disk by `save`, or by Qt later."""
        stored = QByteArray(value) if isinstance(value, bytes) else value
        if self._store is None:
            self._fallback[key] = stored
        else:
            self._store.setValue(key, stored)

    def save(self) -> bool:
        """Write everything to disk now; False, and `troubled`, where that can't be done."""
        if self._store is None:
            return False  # `trouble` has been set since the start
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
        return self._fallback.get(key)

    def _use_older_file(self) -> dict[str, object]:
        """Use a file of this format. The newer one is reported only until that file exists."""
        self.path = self.path.with_name(f"{self.path.stem}-{FORMAT}{self.path.suffix}")
        trouble, values = _read(self.path)
        if trouble is not None:
            self.trouble = Trouble.DAMAGED if trouble is Trouble.NEWER else trouble
        elif self.path.exists():
            self.trouble = None
        return values

    def _back_up(self) -> bool:
        """Rename the file, which needs no time and no space; whether that succeeded.

        A symbolic link stays: the file that it points to is renamed in its folder.
        """
        try:
            file = self.path.resolve()
            file.replace(file.with_name(f"{file.name}.bak"))
        except OSError as error:
            log.warning("the damaged settings could not be renamed: %s", error)
            return False
        return True


def _stored(path: str) -> str:
    """A path as a text that can be stored, also where its bytes are no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return BYTES + quote_from_bytes(os.fsencode(path))
    return path


def _path(text: str) -> Path:
    coded = text.removeprefix(BYTES)
    return Path(text if coded == text else os.fsdecode(unquote_to_bytes(coded)))


def _read(path: Path) -> ReadSettings:
    """Read the file, and check whether it is valid."""
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
