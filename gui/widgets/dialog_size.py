"""How large a dialog opens."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

MARGIN: Final = 40  # px of the window that stays to be seen around it


def fitting(dialog: QWidget, usual: QSize) -> QSize:
    """The usual size, or as much of it as the window under the dialog has room for."""
    parent = dialog.parentWidget()
    room = parent.size() if parent is not None else QGuiApplication.primaryScreen().size()
    return usual.boundedTo(room - QSize(MARGIN, MARGIN)).expandedTo(dialog.minimumSize())
