"""A label whose text changes with every frame."""

from typing import final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from gui.style.plain_text import PlainLabel
from gui.style.text_size import px


@final
class LiveLabel(PlainLabel):
    """A label that grows with its texts and never shrinks.

    Each new text of an ordinary label makes Qt repeat the layout of the whole window; one of a
    fixed size does not, and the widgets next to it do not move.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._least = least
        self._begin()

    def show_text(self, text: str) -> None:
        """Show `text`, translated."""
        if text != self.text():
            self.setText(text)
            self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._begin()
            self._grow()

    def _begin(self) -> None:
        self.setFixedSize(px(self._least), self.fontMetrics().height())

    def _grow(self) -> None:
        size = self.sizeHint().expandedTo(self.minimumSize())
        if size != self.minimumSize():
            self.setFixedSize(size)
