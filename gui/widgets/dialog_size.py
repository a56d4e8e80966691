"""The initial size of dialogs."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gui.style.text_size import text_scale

MARGIN: Final = 40  # px of the window that stay visible in each direction


def fitting(dialog: QWidget, usual: QSize) -> QSize:
    """The usual size for the present text, bounded by the size of the dialog's window."""
    parent = dialog.parentWidget()
    space = parent.size() if parent is not None else QGuiApplication.primaryScreen().size()
    return (
        (usual * text_scale())
        .boundedTo(space - QSize(MARGIN, MARGIN))
        .expandedTo(dialog.minimumSize())
    )
