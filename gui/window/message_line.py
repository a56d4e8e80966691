"""The line above the 3-D view in which messages stand."""

from typing import Final, final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.style.stylesheet import dressed
from gui.style.text_size import px
from gui.widgets.notice import Notices

LEAST: Final = 40  # px of height for a message of one line
WIDEST: Final = 640  # px of a message


@final
class MessageLine(QWidget):
    """Room for one line of message, always kept: when one comes, the view must not move.

    The messages are placed by hand. A layout would have the whole window laid out again whenever
    the text of one changes, as its progress does many times a second.
    """

    def __init__(self, notices: Notices, side: int) -> None:
        super().__init__()
        self._notices, self._side = notices, side
        self._kept = True  # room for a line, also where there is no message
        notices.setParent(self)
        notices.hide()
        dressed(self, "message_line").setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(LEAST) if self._kept else 0)

    def keep_room(self, on: bool) -> None:
        """Keep room for a message always, or only while there is one."""
        self._kept = on
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width, layout = min(px(WIDEST), self.width() - 2 * self._side), self._notices.layout()
        least = px(LEAST)
        needed = least if self._kept else 0
        if layout is not None and not self._notices.isHidden():
            height = layout.totalHeightForWidth(width)
            needed = max(least, height)
            self._notices.setGeometry(self._side, (needed - height) // 2, width, height)
        if needed != self.height():
            self.setFixedHeight(needed)
