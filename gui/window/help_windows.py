"""The windows of the Help menu."""

import platform
from abc import abstractmethod
from html import escape
from typing import Final, final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from engine.marks import QT_TRANSLATE_NOOP
from gui.actions.actions import WITH_MORE, keys_of, name_of, translated
from gui.actions.mouse_shortcuts import SHORTCUTS
from gui.actions.table import rows
from gui.documents.resources import FOLDER
from gui.style.retranslated import Retranslated
from gui.text.versions import versions

# Keys that are no actions of the menus; texts are marked in the context "Help".
ELSEWHERE: Final[tuple[tuple[str, str], ...]] = (
    ("1 … 9", QT_TRANSLATE_NOOP("Help", "choose the fleet that a click drops")),
    ("Tab", QT_TRANSLATE_NOOP("Help", "go to the next control")),
)
MENUS: Final[tuple[tuple[str, str], ...]] = (
    ("run", QT_TRANSLATE_NOOP("Help", "Run")),
    ("edit", QT_TRANSLATE_NOOP("Help", "Edit")),
    ("view", QT_TRANSLATE_NOOP("Help", "View")),
    ("file", QT_TRANSLATE_NOOP("Help", "File")),
    ("", QT_TRANSLATE_NOOP("Help", "Choose")),
    ("help", QT_TRANSLATE_NOOP("Help", "Help")),
)


LICENCES: Final = FOLDER.parent / "licenses"
LEFT: Final = 160  # px, the same in all tables of a page


class HelpWindow(Retranslated, QDialog):
    """A page of text, written again when the language changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = QTextBrowser()
        self._page.setOpenExternalLinks(False)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self._page)
        column.addWidget(self._buttons)
        self.retranslate()

    @abstractmethod
    def retranslate(self) -> None:
        """Set the title and the page in the language of the moment."""


@final
class KeysWindow(HelpWindow):
    """What every key and every movement of the mouse does (F1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 640)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys and mouse"))
        scene = [(_said("Scene", keys), _said("Scene", what)) for keys, what in SHORTCUTS]
        other = [(keys, _said("Help", what)) for keys, what in ELSEWHERE]
        parts = [_section(self.tr("In the 3-D view"), scene)]
        for menu, title in MENUS:
            lines = [
                (keys_of(spec), translated(WITH_MORE).format(name_of(spec), translated(spec.tip)))
                for spec in rows()
                if spec.menu == menu and spec.keys
            ]
            parts.append(_section(_said("Help", title), lines))
        parts.append(_section(self.tr("Everywhere"), other))
        self._page.setHtml("".join(parts))


@final
class AboutWindow(HelpWindow):
    """Versions, renderer and licences."""

    def __init__(self, renderer: str, notices: str, parent: QWidget | None = None) -> None:
        self._renderer, self._notices = renderer, notices
        self._texts = QPushButton()
        self._texts.clicked.connect(self._show_licences)
        super().__init__(parent)
        if LICENCES.is_dir():  # an installed program brings them, a checkout does not
            self._buttons.addButton(self._texts, QDialogButtonBox.ButtonRole.ActionRole)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 560)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Downhill"))
        purpose = self.tr(
            "A laboratory for optimisation: drop balls on an error surface, and see why they move "
            "as they do."
        )
        self._texts.setText(self.tr("Show licence texts"))
        self._texts.setToolTip(self.tr("Open the folder with the full text of every licence"))
        system = f"{platform.platform()} · {QGuiApplication.platformName()}"
        rows = [*versions(), ("OpenGL", self._renderer), (self.tr("System"), system)]
        table = _section(self.tr("Versions"), list(rows))
        licences = self.tr("Licences")
        heading = f"<h3>{escape(licences)}</h3>"
        self._page.setHtml(f"<h2>Downhill · 下山</h2><p>{escape(purpose)}</p>{table}{heading}")
        end = QTextCursor(self._page.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        end.insertBlock()
        end.insertMarkdown(self._notices.partition("\n")[2].strip())  # without its own heading

    def _show_licences(self) -> None:
        from gui.system.open_external import open_outside

        if not open_outside(LICENCES):
            text = self.tr("The licence texts lie in {0}").format(LICENCES)
            self._page.append(f"<p>{escape(text)}</p>")


def _said(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='{LEFT}' style='padding: 2px 16px 2px 0'><b>{escape(left)}</b></td>"
        f"<td style='padding: 2px 0'>{escape(right)}</td></tr>"
        for left, right in rows
    )
    return f"<h3>{escape(title)}</h3><table>{lines}</table>"
