"""A segmented control: a few exclusive choices in a row."""

from collections.abc import Mapping, Sequence
from typing import final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gui.style.plain_text import set_tip
from gui.style.stylesheet import dressed

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@final
class Segmented(QFrame):
    """Exclusive buttons in one frame; arrow keys move from one to the next.

    Choices are identified by keys; the owner sets their texts, again when the language changes.
    """

    chosen = Signal(str)  # by a person; `choose` does not emit it

    def __init__(
        self,
        keys: Sequence[str],
        icons: Mapping[str, QIcon] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        dressed(self, "segments")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons = {key: self._button(key, (icons or {}).get(key)) for key in keys}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
        self.choose(keys[0])

    @property
    def current(self) -> str:
        """The key of the selected choice."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all choices, from left to right."""
        return tuple(self._buttons)

    def button(self, key: str) -> QToolButton:
        """The button of a choice. Raises KeyError."""
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Select a choice without emitting a signal. Raises KeyError."""
        self._buttons[key].setChecked(True)
        for one, button in self._buttons.items():  # Tab moves to the selected one
            policies = Qt.FocusPolicy
            button.setFocusPolicy(policies.TabFocus if one == key else policies.NoFocus)

    def set_texts(
        self, name: str, texts: Mapping[str, str], tips: Mapping[str, str] | None = None
    ) -> None:
        """Set the accessible name, and the text (and tip) of each choice."""
        self.setAccessibleName(name)
        for key, button in self._buttons.items():
            if button.icon().isNull():
                button.setText(texts[key])
            button.setAccessibleName(texts[key])
            set_tip(button, (tips or {}).get(key, texts[key]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        key = keys[(keys.index(self.current) + step) % len(keys)]
        self._pick(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, key: str, icon: QIcon | None) -> QToolButton:
        button = dressed(QToolButton(), "segment")
        button.setCheckable(True)
        # Never narrower than its text.
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if icon is not None:
            button.setIcon(icon)
        button.clicked.connect(lambda: self._pick(key))
        return button

    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)
