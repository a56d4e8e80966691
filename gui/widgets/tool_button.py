"""A button with an icon, a tool tip and an accessible name."""

from typing import Final, final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionEvent, QIcon, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from gui.style.plain_text import set_tip
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
