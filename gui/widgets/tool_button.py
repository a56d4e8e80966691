"""A button that shows an icon and says in words what it does."""

from typing import Final, final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from gui.text.mnemonics import bare, shortcut_in

SIZE: Final = 20  # px of the icon; with padding and edge the button is 30


def hint(name: str, keys: str, more: str = "") -> str:
    """A tool tip: what the control does, its key, and a second line if there is more to say."""
    first = f"{name} ({keys})" if keys else name
    return f"{first}\n{more}" if more else first


@final
class ToolButton(QToolButton):
    """Icon, tool tip with the key, and the accessible name, from one call of `say`.

    Made with an action it follows that: icon, checked, enabled and texts, in every language.
    """

    def __init__(
        self,
        icon: QIcon | None = None,
        action: QAction | None = None,
        size: int = SIZE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIconSize(QSize(size, size))
        # Tab must reach it; and a click must not steal the keys of the scene.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon is not None:
            self.setIcon(icon)
        if action is not None:
            self.setDefaultAction(action)
            self._follow()

    def say(self, name: str, keys: str = "", more: str = "") -> None:
        """Set name and tip, in the language of the moment; `keys` as in QKeySequence."""
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(hint(name, native, more))
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)

    def event(self, event: QEvent) -> bool:
        # Qt sets the action's own tip again on every change; ours shall stand.
        handled = super().event(event)
        if event.type() == QEvent.Type.ActionChanged:
            self._follow()
        return handled

    def _follow(self) -> None:
        action: QAction | None = self.defaultAction()  # None is missing in Qt's type hints
        if action is None:
            return
        text = action.text()
        keys = shortcut_in(text) or action.shortcut().toString()
        self.say(bare(text), keys, action.statusTip())
