"""Trails: which vertices and lines, and how they follow the run."""

import numpy as np
import pytest

from engine import surfaces
from gui.sampling import mesh
from gui.sampling.height_scale import MARGIN, world_of
from gui.scene.geometry.trails import Trails
from gui.scene.presenters.trail_history import plan, positions
from gui.scene.presenters.trail_presenter import TrailPresenter
from tests.gui.scene.runs import instant, many_balls, race

BOWL = surfaces.BY_KEY["bowl"]()
WORLD = world_of(BOWL, mesh.sample(BOWL, 64).value)


def trails(balls=1, pieces=1, rows=1000, grain=1e-3, surface=BOWL, world=WORLD):
    return Trails(surface, world, balls, pieces, rows, grain)


def lengths(made, lines):
    flat = made.position.reshape(-1, 3)
    return np.linalg.norm(flat[lines[:, 1]] - flat[lines[:, 0]], axis=-1)


def test_a_straight_slow_path_is_thinned_to_few_lines_of_the_same_length():
    made = trails()
    path = np.stack([np.linspace(-0.5, 0.5, 161), np.zeros(161)], -1)[:, None]
    made.append(path)
    lines = made.lines(0, made.count)
    assert len(lines) < 60
    assert lengths(made, lines).sum() == pytest.approx(
        lengths(made, made.plain(0, made.count)).sum(), rel=1e-3
    )


def test_thinned_lines_stay_within_the_grain():
    random = np.random.default_rng(0)
    made = trails(balls=5, grain=2e-3)
    made.append(0.3 * np.cumsum(random.normal(0, 0.01, (200, 5, 2)), axis=0))
    lines, flat = made.lines(0, made.count), made.position.reshape(-1, 3)
    longer = lines[lines[:, 1] - lines[:, 0] > 5]
    assert len(longer)
    for start, end in longer:
        a, b, inner = flat[start], flat[end], flat[start:end:5]
        share = np.clip((inner - a) @ (b - a) / max((b - a) @ (b - a), 1e-20), 0, 1)
        assert np.linalg.norm(inner - a - share[:, None] * (b - a), axis=-1).max() <= 2e-3 + 1e-6


def test_a_zigzag_keeps_all_its_corners():
    made = trails()
    path = np.stack([np.linspace(-0.5, 0.5, 65), 0.2 * (-1.0) ** np.arange(65)], -1)[:, None]
    made.append(path)
    assert len(made.lines(0, made.count)) == 64


def test_appending_in_any_grouping_gives_the_same_lines():
    path = np.random.default_rng(1).uniform(-1, 1, (100, 3, 2))
    whole, parts = trails(balls=3), trails(balls=3)
    whole.append(path)
    for part in np.split(path, [1, 7, 50, 51]):
        parts.append(part)
    np.testing.assert_array_equal(whole.position[:100], parts.position[:100])
    np.testing.assert_array_equal(whole.lines(0, 100), parts.lines(0, 100))


def test_a_long_update_follows_the_surface():
    made = trails(pieces=8)
    made.append(np.array([[[-1.5, 0.0]], [[1.5, 0.0]]]))
    inner = made.position[8:16, 0]
    np.testing.assert_allclose(inner[:, 2], WORLD.z(BOWL.value(WORLD.points(inner[:, :2]))), 1e-5)
    assert inner[:, 2].min() < 0.3 * inner[-1, 2]  # through the bowl, not across it


def test_a_trail_that_leaves_is_cut_at_the_windows_edge_and_nothing_is_nan():
    made = trails()
    made.append(np.array([[[1.0, 0.0]], [[50.0, 0.0]], [[np.inf, 0.0]], [[np.nan, np.nan]]]))
    lines = made.lines(0, made.count)
    assert len(lines) == 1
    end = made.position.reshape(-1, 3)[lines[0, 1]]
    assert WORLD.points(end[:2].astype(float))[0] == pytest.approx(2 + 4 * MARGIN, abs=1e-5)
    assert np.isfinite(made.position).all()


def test_keeping_the_newest_rows_keeps_their_lines():
    made = trails(balls=2)
    path = np.random.default_rng(2).uniform(-1, 1, (200, 2, 2))
    made.append(path)
    before = lengths(made, made.lines(100, 200)).sum()
    made.keep(100)
    assert 100 <= made.count < 164
    assert made.dropped == 200 - made.count
    first = made.count - 100
    assert lengths(made, made.lines(first, made.count)).sum() == pytest.approx(before, rel=1e-5)


def test_a_provisional_end_is_overwritten():
    made = trails()
    made.append(np.zeros((3, 1, 2)))
    assert made.tail(np.array([[0.5, 0.5]])) == 4
    made.append(np.array([[[0.25, 0.0]]]))
    np.testing.assert_allclose(WORLD.points(made.position[3, 0, :2].astype(float)), [0.25, 0.0])


def test_single_updates_have_dots_only_where_they_are_apart():
    made = trails(pieces=4)
    made.append(np.array([[[0.0, 0.0]], [[0.5, 0.0]], [[0.5001, 0.0]], [[1.0, 0.0]]]))
    np.testing.assert_array_equal(made.updates(0, made.count, 0.01), [7, 15])


@pytest.mark.parametrize("balls", [1, 3, 30, 64, 65, 1000, 10000])
def test_the_plan_is_long_enough_and_no_larger_than_it_may_be(balls):
    for update in (0, 199, 5000, 10**6):
        made = plan(balls, update)
        assert made.updates >= 128
        assert balls * made.pieces * made.updates <= max(2**18, 128 * balls)
        assert not made.whole or update // made.stride <= made.updates


def test_positions_are_read_from_the_recording_of_all_fleets():
    made = race("bowl", points=((-1.0, 0.5), (0.3, 0.2)), fleets=2, lr=0.1)
    made.step(600)  # over several chunks
    got = positions(instant(made), np.array([0, 1, 255, 256, 257, 600]))
    assert got.shape == (6, 4, 2)
    np.testing.assert_allclose(got[0], [[-1, 0.5], [0.3, 0.2]] * 2)
    np.testing.assert_array_equal(got[-1, :2], made.views()[0].position)


def test_a_moved_ball_has_no_trail_from_before_the_move():
    made = race("bowl", points=((-1.0, 0.5), (0.3, 0.2)), lr=0.1)
    made.step(3)
    made.move(0, np.array([1.0, 1.0]))
    made.step(2)
    got = positions(instant(made), np.arange(6))
    assert np.isnan(got[:3, 0]).all()
    np.testing.assert_allclose(got[3, 0], [1.0, 1.0])
    assert np.isfinite(got[:, 1]).all()


def follow(presenter, made, **at):
    now = instant(made, **at)
    trajectories = np.concatenate([fleet.trajectories for fleet in now.fleets])
    box = world_of(made.surface, mesh.sample(made.surface, 64).value)
    live = positions(now, np.array([now.update]))[0]
    presenter.settle(0.003, 0.6)
    presenter.follow(now, now.update, live, trajectories, box)
    return presenter.trails.position[presenter.first : presenter.end].copy()


@pytest.mark.parametrize("count", [1, 20, 300])
def test_following_frame_by_frame_gives_the_same_trail_as_one_call(count):
    made, presenter = many_balls(count), TrailPresenter()
    for steps in (1, 1, 5, 40, 1, 300, 2):
        made.step(steps)
        followed = follow(presenter, made)
    np.testing.assert_array_equal(followed[-50:], follow(TrailPresenter(), made)[-50:])


def test_trails_are_appended_to_and_not_rebuilt():
    made, presenter = many_balls(20), TrailPresenter()
    follow(presenter, made)
    kept = presenter.trails
    for _ in range(5):
        made.step(10)
        follow(presenter, made)
    assert presenter.trails is kept


def test_the_trail_ends_at_the_cursor_and_is_whole_again_at_the_head():
    made, presenter = many_balls(3), TrailPresenter()
    made.step(100)
    whole = follow(presenter, made)
    back = follow(presenter, made, update=40)
    np.testing.assert_array_equal(back, whole[: len(back)])
    assert len(back) < len(whole)
    np.testing.assert_array_equal(follow(presenter, made), whole)


def test_after_an_edit_in_the_past_the_new_trail_replaces_the_old_one():
    made, presenter = race("bowl", lr=0.1), TrailPresenter()
    made.step(10)
    start = made.capture()
    made.step(20)
    old = follow(presenter, made)
    made.restore(start)
    made.forget_after(made.update)
    fleet = made.fleets[0]
    made.turn(fleet.id, type(fleet.optimizer)(lr=0.01), fleet.schedule)
    made.step(20)
    new = follow(presenter, made, edits=1)
    assert len(new) == len(old)
    assert not np.array_equal(new, old)
    np.testing.assert_array_equal(new, follow(TrailPresenter(), made))


def test_a_long_run_of_few_balls_shows_its_beginning_too():
    made, presenter = race("bowl", lr=1e-4), TrailPresenter()
    made.step(9000)
    shown = follow(presenter, made)
    first = shown[presenter.trails.pieces - 1, 0, :2].astype(float)  # pieces lead up to updates
    np.testing.assert_allclose(WORLD.points(first), [-1.0, 0.5], atol=1e-4)
