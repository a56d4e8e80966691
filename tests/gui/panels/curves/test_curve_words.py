"""Texts next to the balls in plots are legible, however close they are."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from gui.plotting.curves_item import Word, legible
from gui.style.fonts import text_font

AREA = QRectF(0, 0, 240, 48)
LOST = "where the loss has no value"


def at(x, y, text=LOST):
    return Word(QRectF(x - 6, y - 6, 12, 12), text)


@pytest.fixture
def metrics(qapp):
    return QFontMetricsF(text_font(11))


@pytest.mark.parametrize("gap", [0, 1, 7, 20, 60])
@pytest.mark.parametrize("y", [6, 24, 42])
def test_no_word_is_written_over_another(metrics, gap, y):
    placed = legible([at(12 + gap * n, y) for n in range(4)], AREA, metrics)
    rects = [place for _, place in placed]
    assert rects
    assert all(AREA.left() <= one.left() and one.right() <= AREA.right() for one in rects)
    for n, one in enumerate(rects):
        assert not any(one.intersects(other) for other in rects[:n])


def test_two_that_are_close_are_both_placed(metrics):
    assert len(legible([at(12, 24), at(40, 24)], AREA, metrics)) == 2


def test_a_single_word_is_next_to_its_ball_and_within_the_plot(metrics):
    for x in (12, 120, 236):
        ((text, place),) = legible([at(x, 24, "diverged ↑")], AREA, metrics)
        assert text == "diverged ↑"
        assert place.center().y() == 24
        assert AREA.contains(place)
        assert not place.intersects(QRectF(x - 6, 18, 12, 12))
