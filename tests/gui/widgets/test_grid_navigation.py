"""Arrow keys among boxes in rows, some of which are short."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

from gui.widgets.grid_navigation import moved

KEYS = QAbstractItemView.CursorAction
# Two rows of three, a heading's gap, a row of one, and a row of two; 100 px apart.
BOXES = [
    QRect(100 * column, top, 90, 90)
    for top, columns in ((0, 3), (100, 3), (240, 1), (340, 2))
    for column in range(columns)
]


@pytest.mark.parametrize(
    ("action", "place", "found"),
    [
        (KEYS.MoveRight, 2, 3),
        (KEYS.MoveLeft, 3, 2),
        (KEYS.MoveNext, 5, 6),
        (KEYS.MovePrevious, 0, 0),
        (KEYS.MoveRight, 8, 8),
        (KEYS.MoveDown, 1, 4),
        (KEYS.MoveDown, 5, 6),  # the next row has only one
        (KEYS.MoveDown, 6, 7),
        (KEYS.MoveDown, 7, 7),
        (KEYS.MoveUp, 8, 6),
        (KEYS.MoveUp, 6, 3),
        (KEYS.MoveUp, 1, 1),
        (KEYS.MoveHome, 5, 0),
        (KEYS.MoveEnd, 0, 8),
        (KEYS.MovePageDown, 2, 5),  # 240 px hold two rows of 100
        (KEYS.MovePageUp, 8, 6),
    ],
)
def test_a_key_moves_to_the_nearest_box(action, place, found):
    assert moved(action, BOXES, place, 240) == found


def test_a_page_is_at_least_one_row():
    assert moved(KEYS.MovePageDown, BOXES, 0, 50) == 3


def test_without_a_place_any_key_moves_to_the_first_box():
    assert moved(KEYS.MoveDown, BOXES, None, 240) == 0
    assert moved(KEYS.MoveDown, [], None, 240) is None
