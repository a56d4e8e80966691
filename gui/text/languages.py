"""The program's languages: chosen or the system's, switched while the program runs."""

import logging
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from gui.system.environment import RESOURCES

log = logging.getLogger(__name__)

FOLDER: Final = RESOURCES / "i18n"
SOURCE: Final = "en"  # the language that the source is written in
AVAILABLE: Final[tuple[str, ...]] = (SOURCE, "zh_CN")
# Each in its own words, never translated: whoever needs a language can find it.
NAMES: Final[dict[str, str]] = {SOURCE: "English", "zh_CN": "简体中文"}


def matching(ui_languages: list[str]) -> str:
    """The language to show to somebody whose system prefers `ui_languages`, best first.

    The first one that we have counts: zh-Hans-anything (Qt writes zh-CN as zh-Hans-CN too) is
    Simplified Chinese; zh alone is as well; Traditional Chinese falls through to the next wish.
    """
    for wish in ui_languages:
        parts = wish.replace("_", "-").split("-")
        if parts[0] == "en":
            return SOURCE
        if parts[0] == "zh" and not {"Hant", "TW", "HK", "MO"} & set(parts):
            return "zh_CN"
    return SOURCE


def of_system() -> str:
    """The language that the system asks for, of those available."""
    return matching(QLocale.system().uiLanguages())


@final
class Languages(QObject):
    """Installs the translations of the program and of Qt's own dialogs.

    Qt tells every widget by a `LanguageChange` event; `changed` is for whatever is no widget.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication, folder: Path = FOLDER) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._wish = ""
        self._current = SOURCE
        self._installed: list[QTranslator] = []

    @property
    def current(self) -> str:
        """The language shown: one of `AVAILABLE`."""
        return self._current

    @property
    def wish(self) -> str:
        """What was chosen: one of `AVAILABLE`, or "" to follow the system."""
        return self._wish

    def choose(self, wish: str = "") -> None:
        """Show `wish` from now on; "" or an unknown language follows the system."""
        self._wish = wish if wish in AVAILABLE else ""
        language = self._wish or of_system()
        # Numbers and dates are typeset by ourselves in both languages; the C locale keeps the
        # decimal point a point, whatever the country.
        QLocale.setDefault(QLocale.c())
        if language == self._current and (self._installed or language == SOURCE):
            return
        self._current = language
        self._replace(() if language == SOURCE else self._files(language))
        self.changed.emit(language)

    def _files(self, language: str) -> tuple[Path, ...]:
        """Qt's own texts first, ours last: the last one installed is asked first."""
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        return qt / f"qtbase_{language}.qm", self._folder / f"downhill_{language}.qm"

    def _replace(self, files: tuple[Path, ...]) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed = [made for file in files if (made := self._load(file)) is not None]
        for translator in self._installed:
            self._app.installTranslator(translator)

    def _load(self, file: Path) -> QTranslator | None:
        translator = QTranslator(self)
        if translator.load(str(file)):
            return translator
        log.warning("no translation in %s: its texts stay English", file)
        translator.deleteLater()
        return None
