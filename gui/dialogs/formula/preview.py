"""The formula in the editor, typeset without delaying the typing."""

from typing import Final, final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QScrollArea, QWidget

from gui.style.text_size import px, text_scale
from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.typeset import math_label
from gui.typeset.math_label import MathLabel

SIZE: Final = 18.0  # px of its letters
SMALLEST: Final = 0.62  # times that size: a longer formula is scrolled, not drawn smaller
LEAST: Final = 56  # px, so that a fraction does not move the controls below
PAD: Final = 8  # px above and below it
SHORT: Final = 160  # characters of LaTeX typeset at once; longer ones in the background
FADED: Final = 0.4


@final
class FormulaPreview(QScrollArea):
    """Shows the last valid formula, faded while the current text is invalid."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current = ("", "")
        self._task = BackgroundTask(self)
        self._task.done.connect(lambda _: self._show())
        self.formula = MathLabel(theme, size=SIZE)
        self._fading = QGraphicsOpacityEffect(self.formula)
        self._fading.setOpacity(FADED)
        self._fading.setEnabled(False)
        self.formula.setGraphicsEffect(self._fading)
        self.setWidget(self.formula)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(px(LEAST))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def faded(self) -> bool:
        """Whether the formula shown is older than the text."""
        return self._fading.isEnabled()

    @property
    def busy(self) -> bool:
        return self._task.busy

    def show_formula(self, latex: str, plain: str) -> None:
        """Show `latex`; `plain` is the same formula as typed, for screen readers."""
        self._fading.setEnabled(False)
        if (latex, plain) == self._current:
            return
        self._current = latex, plain
        color = self._theme.palette.text
        if len(latex) <= SHORT:
            self._task.cancel()
            self._show()
        else:  # the result is cached, so showing it takes no time then
            size = SIZE * text_scale()
            self._task.start(lambda progress: math_label.svg(latex, color, size))

    def fade(self) -> None:
        """Show that the current text is invalid."""
        self._fading.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _show(self) -> None:
        self.formula.set_formula(*self._current)
        self._fit()

    def _fit(self) -> None:
        size = self.formula.sizeHint()
        self.formula.setMinimumWidth(round(size.width() * SMALLEST))
        self.setFixedHeight(max(size.height() + 2 * PAD + self._bar_height(), px(LEAST)))

    def _bar_height(self) -> int:
        """The height of the horizontal scroll bar; 0 if it is hidden."""
        wide = self.formula.minimumWidth() > self.viewport().width()
        return self.horizontalScrollBar().sizeHint().height() if wide else 0
