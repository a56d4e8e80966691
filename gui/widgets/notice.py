"""Messages within the window, in place of modal message boxes."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.style.icons import Icon, Icons
from gui.style.plain_text import PlainLabel, set_tip
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, px
from gui.widgets.tool_button import ToolButton

Words = Callable[[], str]  # called again when the language changes
Remedy = tuple[Words, Callable[[], None]]  # a button's text, and what it does
STAY: Final = 6000  # ms that notes and successes are shown
READABLE: Final = 340  # px for the text, its icon and its cross next to several buttons
GAP: Final = 8  # px between two parts
LINE: Final = 28  # px, the minimum height of a message
MOST: Final = 3  # messages kept at a time


@final
class Severity(StrEnum):
    """The severity of a message; each has a colour and an icon."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


ICONS: Final = {
    Severity.INFO: (Icon.INFO, "info"),
    Severity.SUCCESS: (Icon.SUCCESS, "success"),
    Severity.WARNING: (Icon.WARNING, "warning"),
    Severity.ERROR: (Icon.ERROR, "danger"),
}


@final
class Notice(Retranslated, QFrame):
    """One message: icon, text, possibly buttons for remedies, and a button to close it."""

    closed = Signal()

    def __init__(
        self,
        icons: Icons,
        words: Words,
        severity: Severity = Severity.INFO,
        remedies: Sequence[Remedy] = (),
        parent: QWidget | None = None,
        lasting: bool = False,
    ) -> None:
        """A `lasting` one can't be closed: it stays as long as what it tells of."""
        super().__init__(parent)
        self.severity, self.lasting = severity, lasting
        self._words = words
        self.setProperty("severity", severity.value)
        dressed(self, "notice")
        self._sign = PlainLabel()
        icon, tint = ICONS[severity]
        self._icon = icons.get(icon, tint)
        self._text = PlainLabel(wrap=True)  # names of files
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._waiting = dressed(PlainLabel(), "second")
        self._leave = QTimer(self, singleShot=True, interval=STAY)
        self._leave.timeout.connect(self.dismiss)
        self._count = 0  # of the messages that wait behind it
        self._close = ToolButton(icons.get(Icon.CLOSE, "second"), size=14)
        self._close.clicked.connect(self.dismiss)
        self._close.setVisible(not lasting)
        self._remedies = [(self._button(apply), words) for words, apply in remedies]
        self._arrange()
        self.retranslate()

    def text(self) -> str:
        return self._text.text()

    def dismiss(self) -> None:
        """Remove the message."""
        self.closed.emit()
        self.deleteLater()

    def set_waiting(self, count: int) -> None:
        """Say how many messages wait behind this one."""
        self._count = count
        self._waiting.setVisible(count > 0)
        self._waiting.setText(self.tr("{0} more").format(count))
        set_tip(self._waiting, self.tr("Messages waiting behind this one: {0}").format(count))

    def retranslate(self) -> None:
        self.set_waiting(self._count)
        self._text.setText(self._words())
        self._close.set_texts(self.tr("Close"), "Esc")
        kinds = {
            Severity.INFO: self.tr("Note"),
            Severity.SUCCESS: self.tr("Done"),
            Severity.WARNING: self.tr("Warning"),
            Severity.ERROR: self.tr("Error"),
        }
        self._sign.setAccessibleName(kinds[self.severity])
        set_tip(self._sign, kinds[self.severity])
        self.setAccessibleName(f"{kinds[self.severity]}: {self.text()}")
        for button, words in self._remedies:
            button.setText(words())

    def showEvent(self, event: QShowEvent) -> None:
        """Notes and successes leave by themselves, but not while they wait unseen."""
        if self.severity in (Severity.INFO, Severity.SUCCESS) and not self._remedies:
            self._leave.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._leave.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.lasting:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 4, 4, 4)
        grid.setHorizontalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for one in (self._sign, self._waiting, self._close):  # aligned with the first line
            fixed(one, height=LINE)
        self._fit()
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._sign, 0, 0, top)
        grid.addWidget(self._text, 0, 1)
        grid.addWidget(self._waiting, 0, 3, top)
        grid.addWidget(self._close, 0, 4, top)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for button, _ in self._remedies:
            row.addWidget(button)
        self._buttons, self._below = row, False
        grid.addLayout(row, 0, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Several buttons stand below the text where they would leave too little room to it."""
        super().resizeEvent(event)
        grid = self.layout()
        assert isinstance(grid, QGridLayout)
        wanted = self._buttons.sizeHint().width() + min(px(READABLE), self._line_width())
        below = len(self._remedies) > 1 and wanted > event.size().width()
        if below != self._below:
            self._below = below
            grid.removeItem(self._buttons)
            place = (1, 1, 1, 4) if below else (0, 2, 1, 1)
            grid.addLayout(self._buttons, *place, Qt.AlignmentFlag.AlignLeft)

    def _line_width(self) -> int:
        """Pixels for the text in one line, its icon, the number of those that wait, its cross."""
        others = sum(
            GAP + part.sizeHint().width() for part in (self._sign, self._waiting, self._close)
        )
        line = self._text.fontMetrics().horizontalAdvance(self.text())
        return line + others + 4 * GAP  # to the buttons, and at the edges with the frame

    def _button(self, apply: Callable[[], None]) -> QPushButton:
        """A button that applies a remedy, and takes the message away."""
        button = QPushButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: apply())
        button.clicked.connect(self.dismiss)
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Give the sign and the first line the size that goes with the text."""
        self._text.setMinimumHeight(px(LINE))
        self._sign.setPixmap(self._icon.pixmap(QSize(px(18), px(18)), self.devicePixelRatioF()))


@final
class Notices(QWidget):
    """The newest message; a few older ones wait behind it. Hidden while there is none."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: list[Notice] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    @property
    def shown(self) -> tuple[Notice, ...]:
        """Oldest first; the last one is visible."""
        return tuple(self._shown)

    def post(
        self,
        words: Words,
        severity: Severity = Severity.INFO,
        *remedies: Remedy,
        lasting: bool = False,
    ) -> Notice:
        """Show a message. Notes and successes leave by themselves; warnings and errors stay."""
        self._dismiss_equal(words())
        notice = Notice(self._icons, words, severity, remedies, self, lasting)
        notice.closed.connect(lambda: self._remove(notice))
        self._shown.append(notice)
        self._column.addWidget(notice)
        while len(self._shown) > MOST:
            oldest = next((one for one in self._shown if not one.lasting), self._shown[0])
            oldest.dismiss()
        self._show_newest()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
        return notice

    def clear(self) -> None:
        for notice in self.shown:
            notice.dismiss()

    def _dismiss_equal(self, text: str) -> None:
        """Dismiss a shown message with the same text."""
        for notice in self.shown:
            if notice.text() == text:
                notice.dismiss()

    def _remove(self, notice: Notice) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._column.removeWidget(notice)
            notice.hide()
        self._show_newest()

    def _show_newest(self) -> None:
        for waiting in self._shown[:-1]:
            waiting.hide()
        if self._shown:
            self._shown[-1].set_waiting(len(self._shown) - 1)
            self._shown[-1].show()
        self.setVisible(bool(self._shown))
