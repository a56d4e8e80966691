"""The values at a point, below the contour map."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF

from gui.panels.map.point_label import PointLabel
from gui.plotting.axis import caption_font


@pytest.mark.parametrize("width", [180, 227, 359, 360, 540, 660, 900])
def test_values_of_any_size_never_overlap(qtbot, theme, width):
    label = PointLabel(theme.palette)
    qtbot.addWidget(label)
    label.resize(width, label.heightForWidth(width))
    names = ("w₁", "w₂", "L", "‖g‖", "λ₁", "λ₂")
    metrics = QFontMetricsF(caption_font(label.font()))
    for value in (-3.474e-23, 1.5, -123456.0, 9.99e300, np.nan):
        label.show_values(tuple((name, value) for name in names))
        places = label.texts()
        assert len(places) == len(names)
        for box, _, digits in places:
            needed = metrics.horizontalAdvance("‖g‖ ") + metrics.horizontalAdvance(digits)
            assert needed <= box.width()
            assert box.bottom() <= label.height()
        if width >= 227 and value == -3.474e-23:
            assert "." in places[0][2]


@pytest.mark.parametrize("width", [180, 227, 340, 540, 900])
def test_it_tells_whose_values_these_are_where_there_is_room(qtbot, theme, width):
    label = PointLabel(theme.palette)
    qtbot.addWidget(label)
    label.resize(width, label.heightForWidth(width))
    names, metrics = ("w₁", "w₂", "L", "‖g‖", "λ₁", "λ₂"), QFontMetricsF(caption_font(label.font()))
    for value in (0.5, -3.474e-23):
        label.show_values(tuple((name, value) for name in names), "at the pointer")
        assert label.accessibleDescription().startswith("at the pointer\nw₁ = ")
        place = label.owner_box()
        assert place is not None or width < 900 or value < 0
        for box, _, digits in label.texts() if place is not None else ():
            end = box.left() + metrics.horizontalAdvance("‖g‖ ") + metrics.horizontalAdvance(digits)
            assert end < place.left() or box.left() > place.right() or box.top() >= place.bottom()
    label.show_values(())
    assert label.owner_box() is None
