"""A loss from data: which model, which examples, and what can't be used of them."""

from dataclasses import fields
from pathlib import Path
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from engine.commands import ChangeSurface
from engine.data import datasets
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface
from engine.surfaces.data_models import OwnData
from engine.surfaces.examples import DataSurface
from gui.messages import CANT_READ, told, why
from gui.numbers import count
from gui.panels.base import Send
from gui.panels.data_draft import (
    Source,
    has_classes,
    kinds,
    most_rows,
    on_shipped,
    on_table,
    roles_of,
    shipped_sets,
    takes_tables,
)
from gui.panels.data_parts import DataParts
from gui.panels.data_preview import Page, page_of, page_of_columns
from gui.panels.data_tables import Chosen, Opened, of_file, of_program
from gui.panels.data_words import encoding_of, meaning_of, name_of, origin_of
from gui.panels.errand import Errand
from gui.theme import Theme

USUAL: Final = QSize(920, 700)
SMALLEST: Final = QSize(680, 400)
MARGIN: Final = 40  # px of the main window that stays to be seen around it
AT_ONCE: Final = 4000  # rows whose numbers are read while one waits
OWN: Final = QT_TRANSLATE_NOOP("DataChooser", "The landscape’s own examples")
UNREADABLE: Final = QT_TRANSLATE_NOOP("DataChooser", "This table could not be read.")
