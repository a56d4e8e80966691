"""What screen readers find of widgets that paint themselves: their kind, value, and news."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

PAINTED: Final = "painted"  # a property: the kind of what a widget paints, one of `KINDS`
KINDS: Final = {
    "graphic": QAccessible.Role.Graphic,
    "chart": QAccessible.Role.Chart,
    "equation": QAccessible.Role.Equation,
}


def paints(widget: QWidget, kind: str, value: Callable[[], str]) -> None:
    """Let screen readers find one object of this kind, whose translated value is asked for."""
    widget.setProperty(PAINTED, kind)
    widget.setProperty("value", value)
    if QAccessible.isActive():  # a screen reader may have asked before
        found = QAccessible.queryAccessibleInterface(widget)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(found))


def speak(widget: QWidget, text: str) -> None:
    """Let a screen reader speak a translated text, after what it is speaking."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def install() -> None:
    """Describe the widgets that paint themselves; once for an application."""
    QAccessible.installFactory(_interface)


@final
class _Painted(QAccessibleWidget):
    """The description of one of them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, KINDS[widget.property(PAINTED)])
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return str(self._widget.property("value")())
        return super().text(kind)


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    del key
    if isinstance(thing, QWidget) and thing.property(PAINTED):
        return _Painted(thing)
    return None
