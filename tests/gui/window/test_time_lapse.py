"""Eight hours of play: what the program holds does not grow."""

import pytest

from gui.documents import resources
from tests.gui.windows import opened
from tests.soak.time_lapse import CHANGES, Lapse, growth

MOST = 10.0  # MB in the second half


@pytest.mark.full
def test_memory_is_flat_in_the_second_half_of_eight_hours_of_play(qtbot, qapp):
    with opened(qtbot, qapp, resources.opening(), size=(1280, 800)) as window:
        curve = Lapse(window).curve(CHANGES)
    assert growth(curve) <= MOST, curve
