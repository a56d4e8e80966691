"""Lines in pixels: breaks, signs, dashes, and dense curves as columns."""

import numpy as np
import pytest

from gui.plotting.polyline import (
    DASH,
    SPACE,
    above,
    below,
    columns,
    dashed_columns,
    dashes,
    dense,
    of_one_sign,
    runs,
    within,
)

NAN = float("nan")


def test_a_curve_is_split_at_its_nans():
    x, y = np.arange(7.0), np.array([NAN, 1, 2, NAN, NAN, 5, 6])
    assert [part[0].tolist() for part in runs(x, y)] == [[1, 2], [5, 6]]
    assert runs(x, np.full(7, NAN)) == []
    assert [part[1].tolist() for part in runs(x[1:3], y[1:3])] == [[1, 2]]


def test_the_parts_of_either_sign_meet_where_the_curve_crosses_zero():
    x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, -3.0, -1.0])
    up_x, up = of_one_sign(x, y, positive=True)
    down_x, down = of_one_sign(x, y, positive=False)
    assert up[np.isfinite(up)].tolist() == [1, 0]
    assert down[np.isfinite(down)].tolist() == [0, -3, -1]
    assert up_x[np.isfinite(up)].tolist() == [0, 0.25]
    assert down_x[np.isfinite(down)].tolist() == [0.25, 1, 2]


def test_a_curve_of_one_sign_is_unchanged():
    x, y = np.arange(3.0), np.array([1.0, NAN, 2.0])
    kept = of_one_sign(x, y, positive=True)[1]
    np.testing.assert_array_equal(kept, y)
    assert np.isnan(of_one_sign(x, y, positive=False)[1]).all()


@pytest.mark.parametrize("slope", [0.0, 1.0, -3.0])
def test_dashes_have_their_length_along_the_line(slope):
    x = np.linspace(0, 100, 50)
    segments = dashes(x, slope * x)
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]).sum()
    whole = 100 * np.hypot(1, slope)
    assert length / whole == pytest.approx(DASH / (DASH + SPACE), abs=0.03)


def test_a_single_point_has_no_dashes():
    assert dashes(np.array([1.0]), np.array([2.0])).shape == (0, 4)


def test_a_very_long_line_is_dashed_along_x():
    x = np.linspace(0, 100, 1000)
    segments = dashes(x, 1e4 * np.sin(x * 50))
    assert len(segments) < 1500


def test_columns_cover_every_point_and_are_connected():
    x = np.sort(np.random.default_rng(0).uniform(10, 60, 900))
    y = 100 + 40 * np.sin(x) + np.random.default_rng(1).normal(0, 5, 900)
    assert dense(x[-1] - x[0], len(x))
    assert not dense(99.0, 100)
    bars = columns(x, y, 2.0, np.zeros(len(x), int))
    assert bars[:, 0].tolist() == list(range(10, 60))
    for px, py in zip(x, y, strict=True):
        left, top, _, height = bars[int(np.floor(px)) - 10]
        assert left <= px <= left + 1
        assert top <= py <= top + height
    tops, bottoms = bars[:, 1], bars[:, 1] + bars[:, 3]
    assert (tops[1:] <= bottoms[:-1]).all()
    assert (bottoms[1:] >= tops[:-1]).all()


def test_bars_are_cut_at_zero_without_gaps():
    bars = np.array([[0.0, 10, 1, 20], [1.0, 10, 1, 5], [2.0, 22, 1, 5]])
    up, down = above(bars, 20.0), below(bars, 20.0)
    assert up[:, [0, 1, 3]].tolist() == [[0, 10, 10], [1, 10, 5]]
    assert down[:, [0, 1, 3]].tolist() == [[0, 20, 10], [2, 22, 5]]


def test_dashed_columns_leave_spaces():
    bars = columns(np.linspace(0, 90, 500), np.zeros(500), 1.0, np.zeros(500, int))
    assert len(dashed_columns(bars)) / len(bars) == pytest.approx(DASH / (DASH + SPACE), abs=0.05)


LOW, HIGH = np.array([0.0, 0.0]), np.array([10.0, 20.0])


def test_a_path_is_cut_off_where_it_leaves_the_box():
    (part,) = within(np.array([[5.0, 5.0], [15.0, 15.0], [15.0, 30.0]]), LOW, HIGH)
    assert part.tolist() == [[5, 5], [10, 10]]
    parts = within(np.array([[-10.0, 1.0], [20.0, 1.0], [20.0, 9.0], [-10.0, 9.0]]), LOW, HIGH)
    assert [part.tolist() for part in parts] == [[[0, 1], [10, 1]], [[10, 9], [0, 9]]]
    assert within(np.array([[-1.0, 5.0], [-1.0, 9.0]]), LOW, HIGH) == []


def test_a_path_inside_the_box_stays_one_line():
    path = np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 2.0], [3.0, 19.0]])
    (part,) = within(path, LOW, HIGH)
    assert part.tolist() == path.tolist()
    (part,) = within(np.array([[1.0, 1.0], [2.0, 2.0], [2.0, 4.0], [2.0, 40.0]]), LOW, HIGH)
    assert part.tolist() == [[1, 1], [2, 2], [2, 4], [2, 20]]


def test_nans_and_overflows_break_a_path_without_changing_its_directions():
    inf = float("inf")
    path = np.array([[1.0, 1.0], [NAN, NAN], [5.0, 1.0], [5.0, 1e9], [-inf, inf], [3.0, 3.0]])
    parts = within(path, LOW, HIGH)
    assert parts[0].tolist() == [[5, 1], [5, 20]]
    assert all(np.isfinite(part).all() for part in parts)
    assert within(np.empty((0, 2)), LOW, HIGH) == []
