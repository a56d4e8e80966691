"""The thin bar over a panel: its name, and buttons to float and to hide it."""

from typing import Final, final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QWidget

from gui.icons import Icon, Icons
from gui.style import dressed
from gui.widgets.tool_button import ToolButton

HEIGHT: Final = 26
ICON: Final = 12


@final
class DockTitle(QWidget):
    """Replaces Qt's bar, which is twice as high. A drag or a double click works as on Qt's."""

    def __init__(self, dock: QDockWidget, icons: Icons) -> None:
        super().__init__(dock)
        self._dock = dock
        self._name = dressed(QLabel(), "caption")
        self._float = ToolButton(icons.get(Icon.FLOAT, "second"), size=ICON)
        self._close = ToolButton(icons.get(Icon.CLOSE, "second"), size=ICON)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 0)
        row.setSpacing(0)
        row.addWidget(self._name, 1)
        for button in (self._float, self._close):
            button.setFixedSize(22, 22)
            row.addWidget(button)
        dressed(self, "panel")
        self._float.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self._close.clicked.connect(dock.close)
        dock.windowTitleChanged.connect(self._name.setText)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        self._name.setText(self._dock.windowTitle())
        self._float.say(self.tr("Float, or put back"))
        self._close.say(self.tr("Hide; the View menu brings it back"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
