"""What lies under the view: the colour bar and the switches in a row, and a reading below."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, final

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from gui.state.sheet_reach import REACH as SHEET
from gui.style.focus_tip import FocusTip
from gui.style.icons import Icon, Icons
from gui.style.plain_text import PlainLabel
from gui.style.retranslated import Retranslated
from gui.style.stylesheet import dressed
from gui.style.text_size import fixed, text_scale
from gui.widgets.live_label import LiveLabel
from gui.widgets.slider import GestureSlider
from gui.widgets.tool_button import ToolButton
from gui.window.presentation.legend import FleetLegend

ICON: Final = 18  # px
BETWEEN: Final = 2  # px between two switches
REACH: Final = 6  # switches that are seen at once, at least
APART: Final = 8  # px between two groups of them
SIDE: Final = 12  # px left and right
SPACING: Final = 12  # px between the colour bar and the switches
REACH_WIDTH: Final = 92  # px of the slider of the reach
FIGURES: Final = 38  # px of its value
SHARE: Final = 0.45  # of the width, up to which a legend is short
PAGE: Final = 10  # per cent


@final
class Switches(Retranslated, QWidget):
    """Buttons in one row, in groups; those that find no room stand in a menu at its end.

    They are placed by hand: a layout would be worked out again while it shares out its room.
    """

    def __init__(self, icons: Icons, *groups: Sequence[QAction]) -> None:
        super().__init__()
        self._actions = [action for group in groups for action in group]
        self._buttons = [ToolButton(None, action, ICON, self) for action in self._actions]
        self._begins = set(accumulate(len(group) for group in groups[:-1]))  # of further groups
        self._more = ToolButton(icons.get(Icon.MORE), None, ICON, self)
        self._more.clicked.connect(self._open)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Room for all of them."""
        return QSize(self._ends()[-1], self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self._more.sizeHint()

    @property
    def first(self) -> int:
        """Pixels for the first group, or as many of it as must be in reach, and for the menu."""
        shown = min(REACH, *self._begins, len(self._buttons))
        return self._ends()[shown - 1] + BETWEEN + self._more.sizeHint().width()

    def retranslate(self) -> None:
        self._more.set_texts(self.tr("More switches"), "", self.tr("Those that have no room here"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share(event.size())

    def _ends(self) -> list[int]:
        """Where the first one ends, the second, …, from the left."""
        gaps = (APART if place in self._begins else 0 for place in range(len(self._buttons)))
        widths = (
            gap + one.sizeHint().width() for gap, one in zip(gaps, self._buttons, strict=True)
        )
        return list(accumulate(widths, lambda end, width: end + BETWEEN + width))

    def _share(self, room: QSize) -> None:
        """Show as many as there is room for, and offer the others in the menu."""
        ends, more = self._ends(), self._more.sizeHint()
        shown = len(ends)
        if ends[-1] > room.width():
            shown = sum(end + BETWEEN + more.width() <= room.width() for end in ends)
        top = (room.height() - more.height()) // 2
        for place, (button, end) in enumerate(zip(self._buttons, ends, strict=True)):
            size = button.sizeHint()
            button.setGeometry(QRect(QPoint(end - size.width(), top), size))
            button.setVisible(place < shown)
        left = ends[shown - 1] + BETWEEN if shown else 0
        self._more.setGeometry(QRect(QPoint(left, top), more))
        self._more.setVisible(shown < len(ends))
        self._menu.clear()
        self._menu.addActions(self._actions[shown:])

    def _open(self) -> None:
        above = self._menu.sizeHint().height()
        self._menu.popup(self._more.mapToGlobal(QPoint(0, -above)))


@final
class ReachSlider(Retranslated, QWidget):
    """How far the local quadratic reaches from its ball, in per cent of half the window's longer
    side: a small slider."""

    turned = Signal(float)  # the new reach, as a share

    def __init__(self) -> None:
        super().__init__()
        self._name = dressed(PlainLabel(), "second")
        self._slider = fixed(GestureSlider(), width=REACH_WIDTH)
        self._slider.setRange(round(100 * SHEET.low), round(100 * SHEET.high))
        self._slider.setPageStep(PAGE)
        self._value = dressed(LiveLabel(FIGURES), "second")
        self._tip = FocusTip(self._slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self._name, self._slider, self._value):
            row.addWidget(part)
        self._slider.moved.connect(lambda place, _: self._turn(place))
        self._slider.reset.connect(lambda _: self._turn(round(100 * SHEET.default)))
        self._show(round(100 * SHEET.default))
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(self.tr("reach"))
        self._slider.setAccessibleName(self.tr("Reach of the local quadratic"))
        tip = self.tr(
            "How far the sheet reaches from its ball; 100% is half the longer side of the landscape"
        )
        keys = self.tr("Arrow keys: fine. Page keys: coarse. Double-click or Delete: default.")
        self._tip.set_text(f"{tip}\n{keys}", "")
        self._show(self._slider.value())

    def _turn(self, place: int) -> None:
        self._show(place)
        self.turned.emit(place / 100)

    def _show(self, place: int) -> None:
        text = self.tr("%1%").replace("%1", str(place))
        self._slider.show_place(place)
        self._value.show_text(text)
        self._tip.set_value(text)


@final
class ViewBar(QWidget):
    """Asks for as much room as bar and switches want side by side, and does with less."""

    def __init__(
        self,
        bar: QWidget,
        switches: Switches,
        legend: FleetLegend,
        reading: QWidget,
        *aside: QWidget,
    ) -> None:
        super().__init__()
        self._bar, self._switches, self._legend = bar, switches, legend
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = self._column = QVBoxLayout(dressed(self, "strip"))
        column.setContentsMargins(SIDE, 4, SIDE, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        row.addWidget(bar, 1)
        row.addWidget(switches)
        column.addLayout(row)
        below = self._below = QHBoxLayout()
        below.setSpacing(SPACING)
        below.addWidget(reading, 1)
        for part in aside:
            below.addWidget(part)
        column.addLayout(below)
        column.insertWidget(1, legend)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_legend()
        return done

    def _place_legend(self) -> None:
        """A short legend stands in the row of the reading, a long one above it."""
        legend = self._legend
        short = legend.whole <= SHARE * self.width()
        if short != (self._below.indexOf(legend) >= 0):
            (self._column if short else self._below).removeWidget(legend)
            (self._below if short else self._column).insertWidget(1, legend)

    def minimumSizeHint(self) -> QSize:
        """What panels leave to it; only where the screen is small is there less."""
        least = super().minimumSizeHint()
        if self._switches.isHidden():
            return least
        # Of larger switches fewer need to be in reach at once.
        switches = round(self._switches.first / text_scale())
        wide = self._bar.minimumWidth() + SPACING + switches
        return QSize(wide + 2 * SIDE, least.height())
