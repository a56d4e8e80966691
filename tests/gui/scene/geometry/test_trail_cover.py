"""How much of the surface trails cover."""

import numpy as np

from gui.scene.geometry.trail_cover import SHARE, TrailCover
from gui.scene.geometry.trail_spans import NEWEST, OLD, span

HALF = (1.0, 0.6)
WIDTH = 0.02


def walk(rows=400, balls=30, seed=3):
    random = np.random.default_rng(seed)
    steps = random.normal(0, 0.02, (rows, balls, 3))
    steps[0] = random.uniform(-0.5, 0.5, (balls, 3))
    return np.cumsum(steps, axis=0).clip(-0.59, 0.59).astype(np.float32)


def covered(path, first, width):
    """The share of the map that is within half a `width` of these lines, from row `first` on."""
    sides = [np.arange(-half + width / 4, half, width / 2) for half in HALF]
    grid = np.stack(np.meshgrid(*sides), axis=-1)
    near = np.zeros(grid.shape[:2], bool)
    for share in np.linspace(0, 1, 12):
        points = (path[first:-1] + share * np.diff(path[first:], axis=0))[..., :2].reshape(-1, 2)
        cells = np.round((points - [sides[0][0], sides[1][0]]) / (width / 2)).astype(int)
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                x = np.clip(cells[:, 0] + dx, 0, grid.shape[1] - 1)
                y = np.clip(cells[:, 1] + dy, 0, grid.shape[0] - 1)
                close = np.hypot(*(grid[y, x] - points).T) <= width / 2
                near[y[close], x[close]] = True
    return near.mean()


def cover_of(path, *cuts):
    made = TrailCover(HALF, WIDTH)
    for first, end in zip((0, *cuts), (*cuts, len(path)), strict=True):
        start = max(0, first - 1)
        joined = np.ones((end - start - 1, path.shape[1]), bool)
        made.add(start + 1, path[start:end], joined)
    return made


def test_the_newest_rows_that_cover_a_sixth_are_found():
    path = walk()
    oldest = cover_of(path).oldest(1.0)
    assert 0 < oldest < len(path)
    # A line passes more cells of a grid than its own area would fill, by half at most.
    assert 0.6 * SHARE < covered(path, oldest, WIDTH) <= SHARE


def test_what_is_added_in_parts_is_the_same_as_at_once():
    path = walk()
    assert cover_of(path, 1, 7, 200, 201).oldest(1.0) == cover_of(path).oldest(1.0)


def test_trails_that_lie_on_each_other_count_once():
    path = np.repeat(walk(balls=1), 500, axis=1)
    assert cover_of(path).oldest(1.0) == 0


def test_from_a_low_camera_less_is_drawn():
    path = walk()
    assert cover_of(path).oldest(0.3) > cover_of(path).oldest(1.0)


def test_the_newest_updates_are_full_and_what_is_cut_off_fades_into_nothing():
    assert span(0, 90, NEWEST, False).solid == 0
    whole = span(0, 1000, NEWEST, False)
    assert (whole.first, whole.solid, whole.old) == (0, 1000 - NEWEST, OLD)
    assert span(0, NEWEST + 1, NEWEST, False).old > 0.99  # it begins to fade without a jump
    cut = span(940, 1000, NEWEST, True)
    assert cut.old == 0
    assert cut.first < cut.solid < cut.end
