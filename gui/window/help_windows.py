"""The windows of the Help menu."""

import platform
from abc import abstractmethod
from typing import Final, final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.marks import QT_TRANSLATE_NOOP
from gui.actions.actions import WITH_MORE, keys_of, name_of, translated
from gui.actions.mouse_shortcuts import SHORTCUTS
from gui.actions.table import rows
from gui.documents.resources import FOLDER
from gui.style.outside_text import outside
from gui.style.plain_text import Markup, MarkupPage, joined, markup, set_tip
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
    ("present", QT_TRANSLATE_NOOP("Help", "Presenting")),
    ("text", QT_TRANSLATE_NOOP("Help", "Size of text")),
    ("file", QT_TRANSLATE_NOOP("Help", "File")),
    ("", QT_TRANSLATE_NOOP("Help", "Choose")),
    ("help", QT_TRANSLATE_NOOP("Help", "Help")),
)


LICENCES: Final = FOLDER.parent / "licenses"
# The left column is as wide in all tables of a page.
ROW: Final = (
    "<tr><td width='160' style='padding: 2px 16px 2px 0'><b>{}</b></td>"
    "<td style='padding: 2px 0'>{}</td></tr>"
)


class HelpWindow(Retranslated, QDialog):
    """A page of text, written again when the language changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = MarkupPage()
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
        scene = [
            (_translated("Scene", keys), _translated("Scene", what)) for keys, what in SHORTCUTS
        ]
        other = [(keys, _translated("Help", what)) for keys, what in ELSEWHERE]
        parts = [_section(self.tr("In the 3-D view"), scene)]
        for menu, title in MENUS:
            lines = [
                (keys_of(spec), translated(WITH_MORE).format(name_of(spec), translated(spec.tip)))
                for spec in rows()
                if spec.menu == menu and spec.keys
            ]
            parts.append(_section(_translated("Help", title), lines))
        parts.append(_section(self.tr("Everywhere"), other))
        self._page.setAccessibleName(self.windowTitle())
        self._page.show_page(joined(markup(""), parts))


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
        set_tip(self._texts, self.tr("Open the folder with the full text of every licence"))
        system = f"{platform.platform()} · {QGuiApplication.platformName()}"
        rows = [*versions(), ("OpenGL", outside(self._renderer)), (self.tr("System"), system)]
        table = _section(self.tr("Versions"), list(rows))
        licences = self.tr("Licences")
        page = "<h2>Downhill · 下山</h2><p>{}</p>{}<h3>{}</h3>"
        self._page.setAccessibleName(self.windowTitle())
        self._page.show_page(markup(page, purpose, table, licences))
        self._page.add_markdown(self._notices.partition("\n")[2].strip())  # without its heading

    def _show_licences(self) -> None:
        from gui.system.open_external import open_outside

        if not open_outside(LICENCES):
            text = self.tr("The licence texts lie in {0}").format(outside(str(LICENCES)))
            self._page.add(markup("<p>{}</p>", text))


def _translated(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)


def _section(title: str, rows: list[tuple[str, str]]) -> Markup:
    lines = joined(markup(""), (markup(ROW, left, right) for left, right in rows))
    return markup("<h3>{}</h3><table>{}</table>", title, lines)
