"""Where the arrow keys lead among things that stand in rows."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

Action = QAbstractItemView.CursorAction
ALONG: Final = {
    Action.MoveLeft: -1,
    Action.MovePrevious: -1,
    Action.MoveRight: 1,
    Action.MoveNext: 1,
}
ACROSS: Final = {
    Action.MoveUp: -1,
    Action.MoveDown: 1,
    Action.MovePageUp: -1,
    Action.MovePageDown: 1,
}
PAGES: Final = (Action.MovePageUp, Action.MovePageDown)


def moved(action: Action, boxes: Sequence[QRect], place: int | None, page: int) -> int | None:
    """The number of the box that a key leads to from box `place`; None where there is none.

    Left and right go on in the next row; up and down keep the column, or as near to it as the
    row has a box. `page` is the height of what is seen at once.
    """
    if not boxes:
        return None
    last = len(boxes) - 1
    if place is None or action == Action.MoveHome:
        return 0
    if action == Action.MoveEnd:
        return last
    if action in ALONG:
        return min(max(place + ALONG[action], 0), last)
    if action in ACROSS:
        return _across(ACROSS[action], boxes, place, page if action in PAGES else 0)
    return place


def _across(way: int, boxes: Sequence[QRect], place: int, far: int) -> int:
    """The nearest box of the next row that way, or of the last one no further off than `far`."""
    here = boxes[place]
    tops = sorted({box.top() for box in boxes if way * (box.top() - here.top()) > 0})
    if not tops:
        return place
    rows = tops if way > 0 else tops[::-1]
    near = [top for top in rows if abs(top - here.top()) <= far - here.height()]
    top = (near or rows[:1])[-1]
    row = [number for number, box in enumerate(boxes) if box.top() == top]
    return min(row, key=lambda number: abs(boxes[number].center().x() - here.center().x()))
