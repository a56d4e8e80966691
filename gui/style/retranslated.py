"""Widgets that set their texts again when the language changes."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # two bases that are both Qt classes would be built twice


class Retranslated(_Widget):
    """To be named before the Qt class that a widget is made from."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set every visible text. Called on creation and when the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
