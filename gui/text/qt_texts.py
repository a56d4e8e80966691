"""Texts of Qt's own dialogs that Qt's Chinese translation lacks; ours adds them.

They are only marked here, in Qt's contexts, for the tool that collects the texts.
"""

from typing import Final

from engine.marks import QT_TRANSLATE_NOOP

MISSING: Final[tuple[tuple[str, str], ...]] = (
    ("QFileDialog", QT_TRANSLATE_NOOP("QFileDialog", "&Look in:")),
    ("QFileDialog", QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:")),
    (
        "QAbstractFileIconProvider",
        QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Alias"),
    ),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File Folder")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown")),
    ("QMessageBox", QT_TRANSLATE_NOOP("QMessageBox", "OK")),
    ("QMessageBox", QT_TRANSLATE_NOOP("QMessageBox", "Help")),
    ("QColorDialog", QT_TRANSLATE_NOOP("QColorDialog", "Pick Screen Color")),
    ("QStandardPaths", QT_TRANSLATE_NOOP("QStandardPaths", "Downloads")),
    ("QStandardPaths", QT_TRANSLATE_NOOP("QStandardPaths", "Public")),
    ("QStandardPaths", QT_TRANSLATE_NOOP("QStandardPaths", "Templates")),
)
