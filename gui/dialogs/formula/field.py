"""The text field for a formula, with a mark at a syntax error."""

from typing import Final, final

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget  # noqa: TID251  ExtraSelection

from engine.formula.limits import LONGEST
from gui.style.text_size import sized_font
from gui.style.theme import Theme

SIZE: Final = 15  # px of its letters
MOST_LINES: Final = 4  # before it scrolls
FRAME: Final = 4  # px of border and padding on each side, as in the style sheet
MOST_PASTED: Final = 10 * LONGEST  # characters of a paste; a very long text would block it
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@final
class FormulaField(QPlainTextEdit):
    """One formula, wrapped if it is long. Enter emits `entered`; there are no line breaks in it."""

    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._span: tuple[int, int] | None = None
        self._set_font()
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda: self._fit())
        theme.changed.connect(self._show_again)
        self._fit()

    @property
    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace the formula. Undo (Ctrl+Z) restores the previous text."""
        if text != self.text:
            cursor = self._all()
            cursor.insertText(_one_line(text))
            self.setTextCursor(cursor)

    def mark(self, span: tuple[int, int] | None) -> None:
        """Underline the characters from `span[0]` up to `span[1]`; None removes the mark."""
        self._span = span
        self._paint_mark()

    @property
    def marked(self) -> str:
        """The characters that are underlined."""
        found = self.extraSelections()
        return found[0].cursor.selectedText() if found else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """A pasted formula may have several lines: join them."""
        self.textCursor().insertText(_one_line(source.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(360, self.height())

    def _fit(self) -> None:
        """Set the height for its lines; a long formula scrolls."""
        lines = self.document().firstBlock().layout().lineCount()
        shown = min(max(lines, 1), MOST_LINES)
        policy = Qt.ScrollBarPolicy
        over = policy.ScrollBarAsNeeded if lines > MOST_LINES else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(over)
        margin = 2 * (FRAME + round(self.document().documentMargin()))
        self.setFixedHeight(shown * QFontMetrics(self.font()).lineSpacing() + margin)

    def _set_font(self) -> None:
        font = sized_font(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont), SIZE)
        self.document().setDefaultFont(font)
        self.setFont(font)

    def _show_again(self) -> None:
        """In the colours and the size of the moment."""
        self._set_font()
        self._paint_mark()
        self._fit()

    def _all(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return cursor

    def _paint_mark(self) -> None:
        if self._span is None:
            self.setExtraSelections([])
            return
        # For an error at the end of the text, the last character is underlined.
        text, (start, end) = self.text, self._span
        end = min(max(end, start + 1), len(text))
        start = max(min(start, end - 1), 0)
        made = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        look, danger = QTextCharFormat(), QColor(self._theme.palette.danger)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(danger)
        danger.setAlphaF(0.18)
        look.setBackground(danger)
        made.cursor, made.format = cursor, look
        self.setExtraSelections([made])


def _one_line(text: str) -> str:
    return " ".join(text[:MOST_PASTED].split("\n")).replace("\r", " ").replace("\u2029", " ")


def _units(text: str) -> int:
    """The length of `text` in UTF-16, which Qt's cursors use."""
    return len(text.encode("utf-16-le")) // 2
