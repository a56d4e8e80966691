"""The columns left and right of the view: how wide they are, and how high the map is."""

from typing import Final, final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.style.text_size import px

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
LEFT_WIDTH: Final = 240  # px at 100 %, as all of these
SHARE: Final = 0.27  # of the window's width that the right column has
NARROWEST: Final = 300  # px of the right column
PLOTS, AROUND = 270, 142  # px of height of three plots inside their axes, and around them
MAP_SHARES: Final = (0.33, 0.4)  # of the column's height that the map has at least and at most
SLACK: Final = 3  # px within which a size is the one that was set


def left_width() -> int:
    """Pixels of the left column."""
    return px(LEFT_WIDTH)


def right_width(window: int) -> int:
    """Pixels of the right column in a window of this width."""
    return max(px(NARROWEST), round(SHARE * window))


def map_height(column: int, wanted: int) -> int:
    """Pixels of the map in a column of this height; `wanted` fits its shape."""
    least, most = (round(share * column) for share in MAP_SHARES)
    return min(wanted, max(least, min(most, column - PLOTS - px(AROUND))))


@final
class Columns(QObject):
    """Keeps the design's sizes as the window grows, until a person has moved a border."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._left: QDockWidget | None = None
        self._map: QDockWidget | None = None
        self._below: QDockWidget | None = None
        self._set_width = self._set_height = -1  # what was set last
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._share)
        window.installEventFilter(self)

    def follow(self, left: QDockWidget, above: QDockWidget, below: QDockWidget) -> None:
        """Size these docks from now on: the left column, the map, and what is below the map."""
        self._left, self._map, self._below = left, above, below
        self.reset()

    def reset(self) -> None:
        """Set the design's sizes again, whatever a person has set."""
        self._set_width = self._set_height = -1
        if self._left is not None:
            self._window.resizeDocks([self._left], [left_width()], Qt.Orientation.Horizontal)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._map is not None:
            self._soon.start()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        above, below = self._map, self._below
        if above is None or below is None or above.isFloating() or not above.isVisible():
            return
        if self._window.dockWidgetArea(above) != RIGHT:
            return
        if self._set_width < 0 or abs(above.width() - self._set_width) <= SLACK:
            width = right_width(self._window.width())
            self._window.resizeDocks([above], [width], Qt.Orientation.Horizontal)
            self._set_width = width
        if below.isFloating() or self._window.dockWidgetArea(below) != RIGHT:
            return
        # Those behind a tab keep the size that they had in front.
        tabs = [below, *self._window.tabifiedDockWidgets(below)]
        front = next((dock for dock in tabs if not dock.visibleRegion().isEmpty()), None)
        if front is None:
            return
        if self._set_height < 0 or abs(above.height() - self._set_height) <= SLACK:
            # Before all of it has been laid out, docks have sizes of their own.
            middle = self._window.centralWidget()
            assert middle is not None
            column = min(above.height() + front.height(), middle.height())
            panel = above.widget()
            bar, shape = above.height() - panel.height(), panel.heightForWidth(self._set_width)
            wanted = bar + (shape if shape > 0 else self._set_width)
            height = map_height(column, wanted)
            docks, heights = [above, front], [height, column - height]
            self._window.resizeDocks(docks, heights, Qt.Orientation.Vertical)
            self._set_height = height
