"""Widgets that set their texts again when the language changes."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # with two Qt base classes, both would be constructed


class Retranslated(_Widget):
    """A mixin, to be listed before the Qt base class of a widget."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set every visible text. Called on creation and when the language changes."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
