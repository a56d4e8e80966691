"""Keys without Ctrl: a focused control has those that it uses, and the window all others."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from gui.actions.actions import Actions
from gui.widgets.slider import RESET_KEYS, GestureSlider

ESCAPE: Final = Qt.Key.Key_Escape
SIDEWAYS: Final = frozenset((Qt.Key.Key_Left, Qt.Key.Key_Right))
ENDS: Final = frozenset((Qt.Key.Key_Home, Qt.Key.Key_End))
PAGES: Final = frozenset((Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
# Whatever they leave over is handed to the window by Qt.
TAKING_ALL: Final = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QMenuBar)
# The keys that Qt's controls use, among those of the window's actions. They accept many more
# without any use: a list searches its texts for ] and scrolls sideways, which changes nothing.
# Controls of our own accept a ShortcutOverride for theirs.
USED: Final[tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...]] = (
    (QAbstractSlider, SIDEWAYS | ENDS | PAGES),
    (GestureSlider, frozenset(RESET_KEYS)),
    (QAbstractButton, frozenset((Qt.Key.Key_Space,))),
    (QComboBox, ENDS | PAGES | {Qt.Key.Key_Space}),
    (QAbstractItemView, ENDS | PAGES | {Qt.Key.Key_Delete}),
    (QTableView, SIDEWAYS),
)


@final
class PlainKeys(QObject):
    """Triggers the actions of plain keys, whichever control of the window has the focus.

    It watches the focused control alone: to watch all events would slow the program down.
    """

    def __init__(
        self, window: QWidget, actions: Actions, choose_fleet: Callable[[QKeyCombination], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._actions, self._choose_fleet = window, actions, choose_fleet
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)

    def press(self, event: QKeyEvent) -> bool:
        """Trigger the action of a key; whether there is one."""
        pressed = _without_keypad(event)
        action = self._actions.of_key(pressed)
        if action is None:
            return self._choose_fleet(pressed)
        if action.isEnabled():
            action.trigger()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        assert isinstance(watched, QWidget)
        # Esc goes through all parents first: each may have something to cancel.
        return event.key() != ESCAPE and not uses(watched, event) and self.press(event)

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and self._is_within(now.window()):
            now.installEventFilter(self)

    def _is_within(self, window: QWidget) -> bool:
        """Whether it is the main window, or a panel that floats."""
        floats = isinstance(window, QDockWidget) and window.parentWidget() is self._window
        return window is self._window or floats


def uses(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether a control does something of its own when this key is pressed."""
    if isinstance(widget, TAKING_ALL):
        return True
    pressed = _without_keypad(event)
    if not pressed.keyboardModifiers():
        if isinstance(widget, QAbstractButton) and widget.group() and pressed.key() in SIDEWAYS:
            return True
        if any(isinstance(widget, kind) and pressed.key() in keys for kind, keys in USED):
            return True
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    asked.ignore()
    QCoreApplication.sendEvent(widget, asked)
    return asked.isAccepted()


def _without_keypad(event: QKeyEvent) -> QKeyCombination:
    """The key pressed: on a Mac all arrows count as keys of the keypad."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeyCombination(held, Qt.Key(event.key()))
