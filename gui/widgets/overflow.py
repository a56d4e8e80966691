"""A button for what finds no room in a row: it opens the rest as a menu."""

from collections.abc import Sequence
from typing import final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from gui.style.icons import Icon, Icons
from gui.style.retranslated import Retranslated
from gui.widgets.tool_button import ToolButton


@final
class Overflow(Retranslated, QWidget):
    """Is shown by its owner only where it has something to offer."""

    def __init__(self, icons: Icons, upwards: bool = False) -> None:
        super().__init__()
        self._upwards = upwards
        self.button = ToolButton(icons.get(Icon.MORE))
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        self.retranslate()

    def offer(self, actions: Sequence[QAction]) -> None:
        """List these actions from now on."""
        if list(actions) != self.menu.actions():
            self.menu.clear()
            self.menu.addActions(list(actions))

    def retranslate(self) -> None:
        self.button.set_texts(self.tr("More"), "", self.tr("What has no room here"))

    def _open(self) -> None:
        above = self.menu.sizeHint().height() if self._upwards else -self.height()
        self.menu.popup(self.mapToGlobal(QPoint(0, -above)))
