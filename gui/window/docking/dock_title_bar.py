"""The thin bar over a panel: its name, and buttons to explain, to float and to hide it."""

from typing import Final, final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QWidget

from gui.panels.explanation import Explanation, about
from gui.panels.panel import Panel
from gui.style.icons import Icon, Icons
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, px
from gui.widgets.tool_button import ToolButton

HEIGHT: Final = 26
UNNAMED: Final = 26  # px of height without a name
ICON: Final = 12
BUTTON: Final = 24  # px: not hard to hit
SIDES: Final = (12, 4)


@final
class DockTitleBar(Retranslated, QWidget):
    """Replaces Qt's bar, which is twice as high. A drag or a double click works as on Qt's."""

    def __init__(self, dock: QDockWidget, icons: Icons) -> None:
        super().__init__(dock)
        self._dock, self._bare = dock, False
        self._name = dressed(PlainLabel(), "dock")
        self._explanation = Explanation(icons)
        self._float = ToolButton(icons.get(Icon.FLOAT, "second"), size=ICON)
        self._close = ToolButton(icons.get(Icon.CLOSE, "second"), size=ICON)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDES[0], 2, SIDES[1], 0)
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addStretch(1)
        for button in (self._explanation.button, self._float, self._close):
            row.addWidget(fixed(button, width=BUTTON, height=BUTTON))
        dressed(self, "panel")
        self._float.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self._close.clicked.connect(dock.close)
        dock.windowTitleChanged.connect(self.retranslate)
        self.retranslate()

    def sizeHint(self) -> QSize:
        if self._bare:
            return QSize(0, 0)
        height = px(UNNAMED if self._name.isHidden() else HEIGHT)
        return QSize(max(120, super().sizeHint().width()), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def show_name(self, on: bool) -> None:
        """Show the panel's name, or leave that to its tab."""
        if on == self._name.isHidden():
            self._name.setVisible(on)
            self.updateGeometry()

    def show_bare(self, on: bool) -> None:
        """Take no room, or as usual."""
        self._bare = on
        self.setHidden(on)
        self.updateGeometry()

    def retranslate(self) -> None:
        """Set every text in the language of the moment."""
        name, panel = self._dock.windowTitle(), self._panel
        self._name.setText(name)
        self._explanation.button.setVisible(panel is not None)
        set_tip(self._name, about(panel) if panel is not None else "")
        if panel is not None:
            self._explanation.show_panel(panel)
        self._float.set_texts(self.tr("Float “%1”, or put it back").replace("%1", name))
        hide = self.tr("Hide “%1”; the View menu brings it back")
        self._close.set_texts(hide.replace("%1", name))

    @property
    def _panel(self) -> Panel | None:
        """The panel in the dock, if it is one: the view can stand there, too."""
        panel = self._dock.widget()
        return panel if isinstance(panel, Panel) else None
