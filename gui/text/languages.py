"""The languages of the program, which can be switched while it runs."""

import logging
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from gui.system.environment import RESOURCES

log = logging.getLogger(__name__)

FOLDER: Final = RESOURCES / "i18n"
SOURCE: Final = "en"  # the language of the texts in the source code
AVAILABLE: Final[tuple[str, ...]] = (SOURCE, "zh_CN")
# Each in its own language and never translated, so that its speakers can find it.
NAMES: Final[dict[str, str]] = {SOURCE: "English", "zh_CN": "简体中文"}


def matching(ui_languages: list[str]) -> str:
    """The language to show on a system that prefers `ui_languages`, best first.

    The first available one counts: zh-Hans-* (Qt writes zh-CN as zh-Hans-CN too) is Simplified
    Chinese; zh alone is as well; Traditional Chinese is skipped.
    """
    for language in ui_languages:
        parts = language.replace("_", "-").split("-")
        if parts[0] == "en":
            return SOURCE
        if parts[0] == "zh" and not {"Hant", "TW", "HK", "MO"} & set(parts):
            return "zh_CN"
    return SOURCE


def of_system() -> str:
    """The system's language, or the available one that it prefers."""
    return matching(QLocale.system().uiLanguages())


def locale_of(language: str) -> QLocale:
    """By which Qt writes dates and names types of files, in the language.

    Numbers are formatted by `gui.text.numbers` in both: as both locales have it, with a point for
    decimals in every country and without signs between groups of digits.
    """
    locale = QLocale.c() if language == SOURCE else QLocale(language)
    options = QLocale.NumberOption
    locale.setNumberOptions(options.OmitGroupSeparator | options.RejectGroupSeparator)
    return locale


def shown() -> str:
    """The language shown, for texts that are in no translation: Qt's default locale follows it."""
    return matching([QLocale().name()])


@final
class Languages(QObject):
    """Installs the translations of the program and of Qt's own dialogs.

    Qt sends a `LanguageChange` event to every widget; `changed` is for other objects.
    """

    changed = Signal(str)

    def __init__(self, app: QCoreApplication, folder: Path = FOLDER) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._choice = ""
        self._current = SOURCE
        self._installed: list[QTranslator] = []

    @property
    def current(self) -> str:
        """The language shown: one of `AVAILABLE`."""
        return self._current

    @property
    def choice(self) -> str:
        """The choice: one of `AVAILABLE`, or "" to follow the system."""
        return self._choice

    def choose(self, choice: str = "") -> None:
        """Show a language; "" or an unknown one follows the system."""
        self._choice = choice if choice in AVAILABLE else ""
        language = self._choice or of_system()
        QLocale.setDefault(locale_of(language))
        if language == self._current and (self._installed or language == SOURCE):
            return
        self._current = language
        self._replace(() if language == SOURCE else self._files(language))
        self.changed.emit(language)

    def _files(self, language: str) -> tuple[Path, ...]:
        """Qt's texts first, the program's last: Qt searches the last one installed first."""
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
