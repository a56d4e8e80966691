"""The mouse, event by event: also what no system sends in order, such as a lost release."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def mouse(widget, kind, at, button, buttons):
    """An event at a point of the widget; `buttons` are those that are down after it."""
    away = widget.mapToGlobal(at)
    no_key = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QMouseEvent(kind, at, away, button, buttons, no_key))


def press(widget, at):
    mouse(widget, QEvent.Type.MouseButtonPress, at, LEFT, LEFT)


def move(widget, at, buttons=LEFT):
    mouse(widget, QEvent.Type.MouseMove, at, NONE, buttons)


def release(widget, at):
    mouse(widget, QEvent.Type.MouseButtonRelease, at, LEFT, NONE)
