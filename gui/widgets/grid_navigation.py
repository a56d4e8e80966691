"""Arrow keys among boxes in rows."""

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
    """The number of the box that a key moves to from box `place`; None without boxes.

    Left and right continue in the next row; up and down move to the box nearest to the same
    column. `page` is the height of the visible part.
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


def _across(direction: int, boxes: Sequence[QRect], place: int, distance: int) -> int:
    """The nearest box of the next row, or of the last row within `distance`."""
    start = boxes[place]
    tops = sorted({box.top() for box in boxes if direction * (box.top() - start.top()) > 0})
    if not tops:
        return place
    rows = tops if direction > 0 else tops[::-1]
    near = [top for top in rows if abs(top - start.top()) <= distance - start.height()]
    top = (near or rows[:1])[-1]
    row = [number for number, box in enumerate(boxes) if box.top() == top]
    return min(row, key=lambda number: abs(boxes[number].center().x() - start.center().x()))
