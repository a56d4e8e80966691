"""The program's fonts: the system's UI font, and a font of our own for characters it lacks."""

import logging
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FAMILY: Final = "Downhill Sans SC"
TEXT: Final = 13  # px
CAPTION: Final = 11
TITLE: Final = 15
# Qt's names for an arbitrary installed font, on systems that define no UI font.
UNNAMED: Final = frozenset({"", "Sans", "Sans Serif", "sans-serif"})


def load(folder: Path = FOLDER) -> bool:
    """Add our font to Qt's database; False where its files are missing."""
    found = [
        QFontDatabase.addApplicationFont(str(file)) >= 0 for file in sorted(folder.glob("*.otf"))
    ]
    if not found or not all(found):
        log.warning("the font in %s could not be loaded", folder)
    return any(found)


def families(system: str) -> list[str]:
    """The order in which fonts are searched for a character."""
    return [FAMILY] if system in UNNAMED else [system, FAMILY]


def text_font(pixels: int = TEXT) -> QFont:
    """The font of text, with digits of equal width, so that changing numbers do not jitter."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies(families(font.family()))
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def install(app: QApplication) -> None:
    """Load our font and set the program's font. Call once, before the first window."""
    load()
    app.setFont(text_font())
