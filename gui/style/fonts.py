"""The program's type: the system's UI font, with our own behind it for whatever it lacks."""

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
# What Qt calls the font of a system that names none: whatever happens to be installed.
UNNAMED: Final = frozenset({"", "Sans", "Sans Serif", "sans-serif"})


def load(folder: Path = FOLDER) -> bool:
    """Make our font known to Qt; False where its files are missing."""
    found = [
        QFontDatabase.addApplicationFont(str(file)) >= 0 for file in sorted(folder.glob("*.otf"))
    ]
    if not found or not all(found):
        log.warning("the font in %s could not be loaded", folder)
    return any(found)


def families(system: str) -> list[str]:
    """In which order fonts are asked for a character."""
    return [FAMILY] if system in UNNAMED else [system, FAMILY]


def text_font(pixels: int = TEXT) -> QFont:
    """The font of text; its figures all have one width, so live numbers do not jitter."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setFamilies(families(font.family()))
    font.setPixelSize(pixels)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def install(app: QApplication) -> None:
    """Load our font and give the program its type. Call once, before the first window."""
    load()
    app.setFont(text_font())
