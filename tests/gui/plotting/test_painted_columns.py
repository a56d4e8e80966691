"""Curves that grow are painted where they have changed, to the same pixels as all of them."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from gui.plotting.curves import Ribbon, Stroke
from gui.plotting.painted_columns import PaintedColumns

AREA = QRectF(46.0, 8.0, 250.0, 100.0)


def transform(updates=400, low=-2.0, high=3.0):
    """From updates and positions to the pixels of `AREA`."""
    across, up = AREA.width() / updates, -AREA.height() / (high - low)
    return QTransform(across, 0, 0, up, AREA.left(), AREA.top() - high * up)


def walks(seed, updates, count, step):
    """Some wandering curves, one of them broken, one of them diverging."""
    made = np.random.default_rng(seed).normal(0, step, (updates, count)).cumsum(axis=0)
    made[updates // 3 : updates // 3 + 4, 0] = np.nan
    made[2 * updates // 3 :, 1] = 1e9
    return made


def curves(values, updates, every=1):
    """What a plot shows of the first `updates`: bands, plain curves and two-coloured ones."""
    x, y = np.arange(0.0, updates, every), values[:updates:every]
    band = Ribbon(x, y[:, 2] - 0.3, y[:, 2] + 0.4, "#E69F00")
    signed = [Stroke(x, y[:, k], "#0072B2", 1.5, 0.4, "#D55E00") for k in (0, 3)]
    return [band, Stroke(x, y[:, 0], "#56B4E9", 1.0, 0.9), *signed, Stroke(x, y[:, 1], "#009E73")]


def pixels(columns):
    image = columns.image
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).copy()


def whole(shown, to_pixels, ratio):
    made = PaintedColumns()
    made.update(shown, to_pixels, AREA, ratio)
    return pixels(made)


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@pytest.mark.parametrize(("updates", "every"), [(120, 3), (400, 1), (4000, 1)])
def test_curves_that_grow_look_as_if_all_were_painted(ratio, updates, every):
    values, grown = walks(updates, updates, 4, 0.15), PaintedColumns()
    to_pixels, painted = transform(updates), []
    for count in [*range(1, updates, updates // 25), updates]:
        shown = curves(values, count, every)
        grown.update(shown, to_pixels, AREA, ratio)
        painted.append(AREA.right() - grown.start)
        far = np.abs(pixels(grown).astype(int) - whole(shown, to_pixels, ratio)).max()
        assert far <= 1, count
    assert np.median(painted) < AREA.width()  # not all of it each time


def test_nothing_is_painted_where_nothing_has_changed():
    values, made = walks(1, 400, 4, 0.1), PaintedColumns()
    for _ in range(2):
        made.update(curves(values, 300), transform(), AREA, 1.0)
    assert made.start >= AREA.right()


def test_an_update_more_is_a_few_columns():
    values, made = walks(2, 400, 4, 0.1), PaintedColumns()
    made.update(curves(values, 200), transform(), AREA, 1.0)
    made.update(curves(values, 201), transform(), AREA, 1.0)
    assert AREA.left() + 200 * AREA.width() / 400 - made.start < 12


def test_a_change_in_the_past_is_painted_from_there_on():
    """Fewer updates, another value, and one that is missing."""
    values = walks(3, 400, 4, 0.1)
    other, missing = values.copy(), values.copy()
    other[150, 2], missing[60:63, 3] = 1.0, np.nan
    made = PaintedColumns()
    for shown in (
        curves(values, 400),
        curves(values, 250),
        curves(other, 250),
        curves(missing, 250),
        curves(values, 0),
        curves(values, 1),
    ):
        made.update(shown, transform(), AREA, 1.0)
        far = np.abs(pixels(made).astype(int) - whole(shown, transform(), 1.0)).max()
        assert far <= 1


@pytest.mark.parametrize("what", ["scale", "colour", "number", "ratio"])
def test_another_scale_or_look_is_painted_whole(what):
    values, made = walks(4, 400, 4, 0.1), PaintedColumns()
    shown, ratio, to_pixels = curves(values, 300), 1.0, transform()
    made.update(shown, to_pixels, AREA, ratio)
    if what == "scale":
        to_pixels = transform(500)
    elif what == "colour":
        shown[-1] = Stroke(shown[-1].x, shown[-1].y, "#CC79A7")
    elif what == "number":
        shown = shown[:-1]
    else:
        ratio = 2.0
    made.update(shown, to_pixels, AREA, ratio)
    assert made.start == AREA.left()
    assert np.array_equal(pixels(made), whole(shown, to_pixels, ratio))
