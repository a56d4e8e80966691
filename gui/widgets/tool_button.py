"""A button with an icon, a tool tip and an accessible name; one for what finds no room in a row."""

from collections.abc import Sequence
from typing import Final, final

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QActionEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.style.icons import Icon, Icons
from gui.style.plain_text import set_tip
from gui.style.retranslated import Retranslated
from gui.style.text_size import fixed
from gui.text.mnemonics import bare, shortcut_in

SIZE: Final = 20  # px of the icon; with padding and border the button is 30


def hint(name: str, keys: str, more: str = "") -> str:
    """A tool tip: what the control does, its key, and possibly a second line."""
    first = f"{name} ({keys})" if keys else name
    return f"{first}\n{more}" if more else first


@final
class ToolButton(QToolButton):
    """`set_texts` sets the tool tip, the key in it, and the accessible name.

    With an action, icon, checked and enabled state and texts follow that, in every language.
    """

    def __init__(
        self,
        icon: QIcon | None = None,
        action: QAction | None = None,
        size: int = SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        fixed(self, icon=size)
        # Tab must reach it, but a click must not take the keyboard focus from the scene.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon is not None:
            self.setIcon(icon)
        if action is not None:
            self.setDefaultAction(action)
            self._update_texts()

    def set_texts(self, name: str, keys: str = "", more: str = "") -> None:
        """Set name and tip, in the current language; `keys` as in QKeySequence."""
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        set_tip(self, hint(name, native, more))
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)

    def actionEvent(self, event: QActionEvent) -> None:
        # Qt sets the action's own tip again on every change: replace it.
        super().actionEvent(event)
        if event.type() == QEvent.Type.ActionChanged:
            self._update_texts()

    def _update_texts(self) -> None:
        action: QAction | None = self.defaultAction()  # None is missing in Qt's type hints
        if action is None:
            return
        text = action.text()
        keys = shortcut_in(text) or action.shortcut().toString()
        self.set_texts(bare(text), keys, action.statusTip())


@final
class Overflow(Retranslated, QWidget):
    """Opens what finds no room in a row as a menu. Its owner shows it only where there is such."""

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
