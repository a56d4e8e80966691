"""A formula that is being typed, typeset: never slower than the person who types."""

from typing import Final, final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QScrollArea, QWidget

from gui.style.theme import Theme
from gui.tasks.background_task import BackgroundTask
from gui.typeset import math_label
from gui.typeset.math_label import MathLabel

SIZE: Final = 18.0  # px of its letters
SMALLEST: Final = 0.62  # times that size: a longer formula is scrolled, not drawn smaller
LEAST: Final = 56  # px, so that the rest does not jump while a fraction comes and goes
PAD: Final = 8  # px over and under it
SHORT: Final = 160  # characters of LaTeX that are set at once; longer ones are set beside
FADED: Final = 0.4


@final
class FormulaPreview(QScrollArea):
    """Shows the last formula that could be read; faded while what is typed can't be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted = ("", "")
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
        self.setFixedHeight(LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def faded(self) -> bool:
        """Whether it is older than what is typed."""
        return self._fading.isEnabled()

    @property
    def busy(self) -> bool:
        return self._task.busy

    def show_formula(self, latex: str, plain: str) -> None:
        """Show `latex`; `plain` is the same as it was typed, for screen readers."""
        self._fading.setEnabled(False)
        if (latex, plain) == self._wanted:
            return
        self._wanted = latex, plain
        color = self._theme.palette.text
        if len(latex) <= SHORT:
            self._task.cancel()
            self._show()
        else:  # what is set once is remembered, so showing it takes no time then
            self._task.start(lambda progress: math_label.svg(latex, color, SIZE))

    def fade(self) -> None:
        """What is typed now can't be read."""
        self._fading.setEnabled(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _show(self) -> None:
        self.formula.set_formula(*self._wanted)
        self._fit()

    def _fit(self) -> None:
        wanted = self.formula.sizeHint()
        self.formula.setMinimumWidth(round(wanted.width() * SMALLEST))
        self.setFixedHeight(max(wanted.height() + 2 * PAD + self._bar(), LEAST))

    def _bar(self) -> int:
        """Room for the bar that scrolls sideways, where there is one."""
        wide = self.formula.minimumWidth() > self.viewport().width()
        return self.horizontalScrollBar().sizeHint().height() if wide else 0
