"""What every control of ours offers."""

from abc import abstractmethod

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame


class Control(QFrame):
    """A widget that sets its own texts, again whenever the language changes."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set every visible text. Called on creation and when the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
