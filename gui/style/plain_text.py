"""Labels, tool tips, menus and titles that show text as it stands, and the one way to mark-up.

Qt takes a text that looks like HTML for HTML, in labels and tool tips alike, and fetches what it
names; in menus and titles single characters have a meaning. No other module uses these parts of
Qt: see `banned-api` in pyproject.toml and tests/test_house.py.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtGui import Qt as GuiQt  # the same namespace: only this one can judge a text
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStylePainter,
    QTextBrowser,
    QToolTip,
    QWidget,
)

from gui.style.outside_text import WIDE, breakable, clean, width_of

SCROLLING: Final = (
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Space,
)
LEAST: Final = 48  # px of an elided label, however long its text
PAD: Final = 2  # px on either side of the text in a box of choices


@final
@dataclass(frozen=True, slots=True)
class Markup:
    """HTML: the program's own tags, and text in which nothing is a tag."""

    html: str


def markup(template: str, *values: str | Markup) -> Markup:
    """The program's own HTML in `template`, with `values` in its {}: texts are escaped."""
    return Markup(template.format(*map(_html, values)))


def joined(separator: Markup, parts: Iterable[Markup]) -> Markup:
    """All `parts`, with `separator` between them."""
    return Markup(separator.html.join(part.html for part in parts))


def fill(document: QTextDocument, page: Markup) -> None:
    """Replace what is in a document, which is shown or printed elsewhere."""
    document.setHtml(page.html)


def _html(value: str | Markup) -> str:
    return value.html if isinstance(value, Markup) else escape(value)


# Labels.


class PlainLabel(QLabel):
    """A label that shows every text as it stands; with `wrap`, words of any length have room."""

    def __init__(self, text: str = "", parent: QWidget | None = None, wrap: bool = False) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText, wordWrap=wrap)
        self._text = ""
        self._given: str | None = None  # the text as it was set; None where that was HTML
        self.setText(text)

    def text(self) -> str:
        """The text that was set."""
        return self._text

    def setText(self, text: str) -> None:
        if text == self._given:
            return  # what is shown at every frame mostly stays the same
        self._given = text
        self._text = clean(text, lines=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        super().setText(breakable(self._text) if self.wordWrap() else self._text)

    def set_markup(self, text: Markup) -> None:
        """Show HTML of the program."""
        self._text, self._given = text.html, None
        self.setTextFormat(Qt.TextFormat.RichText)
        super().setText(text.html)

    def clear(self) -> None:
        self.setText("")


@final
class ElidedLabel(PlainLabel):
    """One line; what has no room is left out in the middle, and the tool tip has the whole.

    It never needs more than `LEAST` px, so it pushes nothing out. Screen readers get the whole. A
    tool tip that is set replaces that of the text, which it must hold.
    """

    @property
    def elided(self) -> bool:
        """Whether some of the text has no room."""
        return self._shown() != self.text()

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), LEAST), whole.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self.elided and not self.toolTip():
            show_tip(event.globalPos(), self.text(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        style, box = self.style(), self.contentsRect()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        flags = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        role = self.foregroundRole()
        style.drawItemText(
            painter, box, flags, option.palette, self.isEnabled(), self._shown(), role
        )
        painter.end()

    def _shown(self) -> str:
        middle = Qt.TextElideMode.ElideMiddle
        return self.fontMetrics().elidedText(self.text(), middle, self.contentsRect().width())


@final
class FittingLabel(PlainLabel):
    """One line that shows the longest of its texts that has room; it asks for none itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._texts: tuple[str, ...] = ("",)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_texts(self, *texts: str) -> None:
        """Set the texts, from the whole one to the shortest."""
        if texts != self._texts:
            self._texts = texts
            self.setAccessibleName(texts[0])
            set_tip(self, texts[0])
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        self.setText(next(fitting, ""))


@final
class ElidedBox(QComboBox):
    """A choice among texts from outside, which leaves out their middle where it has no room.

    The tool tip has the whole of the chosen one, after its own words. It stays as narrow as its
    layout makes it.
    """

    def __init__(self, letters: int) -> None:
        super().__init__()
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def show_texts(self, texts: Iterable[str]) -> None:
        """Replace what can be chosen; "" stands for a line between groups."""
        self.clear()
        for place, text in enumerate(texts):
            if text:
                self.addItem(clean(text))
                self.setItemData(place, tooltip(text), Qt.ItemDataRole.ToolTipRole)
            else:
                self.insertSeparator(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            show_tip(event.globalPos(), f"{self.toolTip()}\n{self.currentText()}".strip(), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        middle, room = Qt.TextElideMode.ElideMiddle, field.width() - 2 * PAD
        option.currentText = self.fontMetrics().elidedText(self.currentText(), middle, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


# Tool tips.


def tooltip(text: str) -> str:
    """`text` for a tool tip or a ToolTipRole: wrapped, and every sign in it as it stands."""
    shown = clean(text, lines=True)
    short = all(width_of(line) <= WIDE for line in shown.split("\n"))
    if short and not GuiQt.mightBeRichText(shown):
        return shown
    lines = escape(breakable(shown)).replace("\n", "<br>")
    return f'<p style="white-space: pre-wrap">{lines}</p>'


def set_tip(thing: QWidget | QAction, text: str) -> None:
    """Set the tool tip."""
    thing.setToolTip(tooltip(text))


def set_status_tip(action: QAction, text: str) -> None:
    """Set the explanation that buttons of the action add to their tips."""
    action.setStatusTip(clean(text, lines=True))


def show_tip(at: QPoint, text: str, widget: QWidget, area: QRect | None = None) -> None:
    """Show a tool tip at once, at a place of the screen; it stays within `area` of `widget`."""
    QToolTip.showText(at, tooltip(text), widget, QRect() if area is None else area)


# Menus, titles and pages.


def menu_text(text: str) -> str:
    """`text` for a menu, where & would mark a key and a tab would begin a shortcut."""
    return clean(text).replace("&", "&&")


def set_title(window: QWidget, text: str) -> None:
    """Set a window's title, where [*] would stand for changes that are not saved."""
    window.setWindowTitle(clean(text).replace("[*]", "[*][*]"))


@final
class MarkupPage(QTextBrowser):
    """A page of the program's own HTML; it opens nothing by itself.

    One that `grows` is as high as its text, and has no scroll bars of its own.
    """

    def __init__(self, grows: bool = False) -> None:
        super().__init__()
        self.setOpenExternalLinks(False)
        self._grows = grows
        if grows:
            self.setProperty("role", "text")
            for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
                set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.document().setDocumentMargin(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the text needs, where the page grows."""
        if self._grows:
            height = math.ceil(self.document().size().height())
            self.setFixedHeight(height + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # One that grows has nothing to scroll: these keys are for what it lies in.
        if self._grows and event.key() in SCROLLING:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_page(self, page: Markup) -> None:
        """Replace what is shown."""
        self.setHtml(page.html)
        self.fit()

    def add(self, part: Markup) -> None:
        """Show more, below."""
        self.append(part.html)

    def add_markdown(self, text: str) -> None:
        """Show a Markdown file of the program, below."""
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        end.insertBlock()
        end.insertMarkdown(text)
