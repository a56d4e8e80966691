"""What the layouts of the dialogs that make a loss have in common."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.theme import Theme
from gui.thumbnails.surface_preview import SurfacePreview
from gui.widgets.hairline import HairLine
from gui.widgets.scroll import fill

EDGE: Final = 16  # px
GAP: Final = 8


class LossLayout(Retranslated, QFrame):
    """The contents of a dialog: controls that scroll, above buttons that are always visible."""

    _scroll: QScrollArea

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.problem = dressed(PlainLabel(wrap=True), "problem")
        self.picture = SurfacePreview(theme)
        self.facts = dressed(PlainLabel(wrap=True), "caption")
        self.close_button = QPushButton(autoDefault=False)
        self.use = QPushButton(default=True)
        self._use_tip = self._use_not = ""

    @abstractmethod
    def _contents(self) -> QLayout:
        """Make what is above the buttons, and in it `_scroll`."""

    def reveal(self, part: QWidget) -> None:
        """Move the focus to a control that scrolls, and scroll to it."""
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(part)

    def _arrange(self, dialog: QDialog, note: PlainLabel) -> None:
        """Lay out everything, with `note` at the left of the buttons."""
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, GAP, EDGE, GAP + 4)
        row.setSpacing(GAP)
        row.addWidget(note, 1)
        row.addWidget(self.close_button)
        row.addWidget(self.use)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._contents(), 1)
        whole.addWidget(HairLine())
        whole.addLayout(row)
        fill(dialog, self)

    def _name_use(self, text: str, tip: str) -> None:
        """Set the texts of the button that uses the loss."""
        self._use_tip = tip
        self.use.setText(text)
        self.allow_use(self._use_not)

    def allow_use(self, why_not: str) -> None:
        """Let the loss be used; or not, with the reason in the tip of the button."""
        self._use_not = why_not
        self.use.setEnabled(not why_not)
        set_tip(self.use, why_not or self._use_tip)

    def _show_problem(self, text: str, explained: QWidget) -> None:
        """Show what is wrong, also to screen readers as a description of `explained`."""
        self.problem.setText(text)
        self.problem.setAccessibleName(text)
        explained.setAccessibleDescription(text)
