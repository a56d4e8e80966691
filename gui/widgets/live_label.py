"""A text that changes with every frame."""

from typing import final

from PySide6.QtWidgets import QLabel, QWidget


@final
class LiveLabel(QLabel):
    """A label that grows with its texts and never shrinks.

    Every text of an ordinary label makes Qt lay the whole window out anew, in every frame; one
    of a fixed size does not. Nor does what stands beside it jump about.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(least, self.fontMetrics().height())

    def show_text(self, text: str) -> None:
        """Show `text`, translated."""
        if text == self.text():
            return
        self.setText(text)
        wanted = self.sizeHint().expandedTo(self.minimumSize())
        if wanted != self.minimumSize():
            self.setFixedSize(wanted)
