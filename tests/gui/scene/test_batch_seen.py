"""What a batch sees, in pictures of the real view: the sheet, arrows, dots and the note."""

from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from engine.analysis.batch_view import SHOWN
from engine.noise import Exact, MiniBatch
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from gui.sampling import batch_grid
from gui.sampling.height_scale import HEIGHT
from gui.scene.geometry.arrows import BAR, BatchKind
from gui.scene.geometry.batch import ARROWS
from gui.scene.geometry.interpolation import FASTEST, STEP
from gui.scene.layers import batch as batch_layer
from gui.state.batch_losses import BatchLosses
from tests.engine.test_data_own import own_of
from tests.gui.scene.looking import picture
from tests.gui.scene.runs import instant, race

SINE = surfaces.BY_KEY["sine_neuron"]()
ON = frozenset(("batch",))


def run(size=1.0, points=((4.0, 1.0),), surface=SINE):
    noise = Exact() if size is None else MiniBatch(size)
    fleet = FleetSetup(BY_KEY["gd"](lr=0.2), points=points)
    return Simulation(Scenario(surface, (fleet,), noise=noise))


def shown(view, made, chosen=(), edits=0, **options):
    view.refresh(instant(made, edits, **options), frozenset(chosen), ON)
    picture(view)
    return view.layers.by_key["batch"]


def frame(view):
    """Draw a frame that is not a finished picture."""
    view.invalidate()
    view.makeCurrent()
    view.paint_scene()


def notes(view):
    return [label.text for label in view.ball_presenter.arrow_presenter.note]


@pytest.mark.parametrize("size", [1.0, 7.0, 20.0])
@pytest.mark.parametrize("log", [False, True])
def test_the_sheet_has_the_heights_of_the_batchs_loss(view, size, log):
    made = run(size)
    view.refresh(instant(made))
    view.set_height_scale(log)
    layer, world = shown(view, made), view.world
    place = layer.sheet.sheet.position.reshape(-1, 3)
    chosen = np.broadcast_to(made.views()[0].batch_of(0), (len(place), int(size)))
    points = world.points(place[:, :2])
    loss = SINE.batch_value(points, chosen)
    fraction = world.scale.fraction(loss)
    drawn = (fraction > 0) & (fraction < 1)
    assert drawn.sum() > 100
    np.testing.assert_allclose(place[drawn, 2], HEIGHT * fraction[drawn], atol=1e-6)
    if size == 20.0:
        np.testing.assert_allclose(loss, SINE.value(points), rtol=1e-12)


@pytest.mark.parametrize("size", [1.0, 7.0, 20.0])
def test_arrows_are_as_long_as_their_gradients_and_the_batchs_dots_are_squares(view, size):
    layer = shown(view, made := run(size))
    fleet, value = made.views()[0], layer.scale.value
    examples = fleet.batch_of(0)
    drawn = layer.arrows.vertices[::4]
    kinds = drawn["kind"].astype(int).tolist()
    true = SINE.gradient(fleet.position)[0]
    mine = SINE.batch_gradient(fleet.position, examples[None])[0]
    for kind, vector in zip(ARROWS, (mine - true, true, mine), strict=True):
        (row,) = (drawn[k] for k, each in enumerate(kinds) if each == kind)
        long = np.linalg.norm(row["tip"] - row["base"]) / view.projection.pixel
        assert long == pytest.approx(BAR * np.linalg.norm(vector) / value, rel=1e-3, abs=1e-3)
        assert row["tiny"] == (BAR * np.linalg.norm(vector) / value < 2.0)
    assert kinds.count(BatchKind.USED) == size
    assert kinds.count(BatchKind.EXAMPLE) == 20 - size
    assert kinds[-3:] == list(ARROWS)  # over the dots


def test_all_of_it_is_seen_and_the_note_says_what_it_is(view):
    made = run(1.0)
    view.refresh(instant(made), overlays=frozenset())
    before = picture(view)
    layer = shown(view, made)
    assert (np.abs(picture(view) - before).max(axis=-1) > 20).sum() > 5000
    assert notes(view)[0] == "sheet: 1 of 20 examples"
    assert any(text.startswith("batch −g (all: this length = ") for text in notes(view))
    assert {entry.kind for entry in layer.entries if entry.kind} == set(BatchKind)
    view.refresh(instant(run(20.0, ((2.0, 0.5),)), edits=1), overlays=ON)
    picture(view)
    assert {"batch −g ≈ 0", "true −g ≈ 0"} <= set(notes(view))
    assert any(text.startswith("difference ≈ 0 (all: this length = ") for text in notes(view))


def test_of_many_examples_a_part_has_dots_and_the_note_says_which(view):
    kind = surfaces.BY_KEY["linear_regression"]
    surface = kind(own=own_of(kind, 1500))
    layer = shown(view, run(450.0, surface.starts[:1], surface), edits=1)
    assert len(layer.arrows.vertices) // 4 <= 3 + 2 * SHOWN
    assert {"an example’s (one in 10)", "in the batch (one in 3)"} <= set(notes(view))
    assert layer.sheet.sheet.position.shape == (17, 17, 3)


def test_the_scale_stays_for_a_run_and_does_not_depend_on_the_batch_size(view):
    values = set()
    for size in (1.0, 5.0, 20.0):
        made = run(size)
        for _ in range(3):
            values.add(shown(view, made).scale.value)
            made.step(4)
    assert len(values) == 1


def test_it_is_at_the_chosen_ball_or_the_only_one_and_else_the_note_says_what_to_do(view):
    pair, only = run(1.0, ((4.0, 1.0), (1.0, -1.0))), run(1.0)
    full, bowl = run(None), race("bowl")
    ask = "what the batch sees: choose one ball"
    none = "no batch here: choose a landscape of data and mini-batches"
    for edits, (made, chosen, note) in enumerate(
        (
            (pair, (), ask),
            (pair, (1,), None),
            (pair, (0, 1), ask),
            (only, (), None),
            (only, (7,), None),  # one that was removed meanwhile
            (full, (), none),
            (bowl, (), none),
        )
    ):
        layer = shown(view, made, chosen, edits)
        assert (layer.sheet.sheet is None) == (note is not None)
        assert (note is None) or notes(view) == [note]


def test_without_balls_there_is_nothing(view):
    layer = shown(view, run(points=()))
    assert layer.sheet.sheet is None
    assert notes(view) == []


def test_nothing_is_computed_while_it_is_off_or_nothing_has_changed(view, monkeypatch):
    counts, work = [], batch_grid.batch_losses
    monkeypatch.setattr(
        batch_grid, "batch_losses", lambda *args: (counts.append(1), work(*args))[1]
    )
    views, see = [], batch_layer.batch_view
    monkeypatch.setattr(batch_layer, "batch_view", lambda *args: (views.append(1), see(*args))[1])
    made = run()
    for overlays, expected in ((frozenset(), 0), (ON, 1), (ON, 1), (frozenset(), 1)):
        view.refresh(instant(made), overlays=overlays)
        picture(view)
        assert (len(counts), len(views)) == (expected, expected)
    made.step()
    view.refresh(instant(made), overlays=frozenset())
    picture(view)
    assert len(counts) == 1
    view.refresh(instant(made), overlays=ON)
    view.hide()
    view.refresh(instant(made), overlays=ON)
    assert len(counts) == 1
    view.show()
    view.camera_motion.set(view.camera_motion.camera.orbited(20.0, 0.0))
    picture(view)
    assert len(counts) == 2


def test_it_goes_from_one_batch_to_the_next_unless_motion_is_reduced(view, monkeypatch):
    time = [100.0]
    monkeypatch.setattr(batch_layer, "perf_counter", lambda: time[0])
    made = run()
    view.set_still(False)
    layer = shown(view, made, update=0)
    first = layer.sheet.sheet.position[..., 2]
    view.set_still(False)
    made.step()
    view.refresh(instant(made, playing=True, pace=4.0), overlays=ON)
    frame(view)
    assert layer.moving
    time[0] += STEP / 2
    frame(view)
    half = layer.sheet.sheet.position[..., 2]
    time[0] += STEP
    frame(view)
    last = layer.sheet.sheet.position[..., 2]
    assert not layer.moving
    np.testing.assert_allclose(half, (first + last) / 2, atol=1e-9)
    assert np.abs(last - first).max() > 0.1
    for still, pace in ((True, 4.0), (False, 2 * FASTEST)):
        view.set_still(still)
        made.step()
        view.refresh(instant(made, playing=True, pace=pace), overlays=ON)
        frame(view)
        assert not layer.moving


def test_a_large_batch_is_computed_in_slices_and_newer_ones_wait_for_it(qtbot):
    kind = surfaces.BY_KEY["linear_regression"]
    surface, every = kind(own=own_of(kind, 20_000)), np.arange(20_000)
    made = BatchLosses()
    assert made.of(surface, every) is None
    assert made.busy
    assert made.of(surface, every[:15_000]) is None  # does not begin again
    assert made.of(surface, every[:10_000]) is None
    changes = []
    made.changed.connect(lambda: changes.append(made.found))
    made.finish()
    assert not made.busy
    assert len(changes) == 2  # the first, and the newest
    for losses, examples in zip(changes, (every, every[:10_000]), strict=True):
        side = batch_grid.side(len(examples))
        assert losses.shape == (side, side)
        corner = np.array([surface.low])
        expected = surface.batch_value(corner, examples[None])
        np.testing.assert_array_equal(losses[0, :1], expected)
    made.of(surface, every)
    made.finish()
    shuffled = np.random.default_rng(0).permutation(20_000)
    assert made.of(surface, shuffled) is made.found  # of all examples in any order
    assert not made.busy
    assert made.of(SINE, np.arange(1)).shape == (batch_grid.MOST, batch_grid.MOST)
    assert not made.busy
    made.of(surface, every)
    made.cancel()
    assert not made.busy


def test_contour_lines_of_a_plane_are_straight_and_end_at_holes():
    rows, columns = np.indices((6, 6)).astype(float)
    plane = 2 * columns - rows
    lines = batch_grid.contour_lines(plane, np.array([0.5, 3.1, 99.0]))
    heights = 2 * lines[..., 0] - lines[..., 1]
    assert set(np.round(heights.ravel(), 9)) == {0.5, 3.1}
    plane[2, 2] = np.nan
    fewer = batch_grid.contour_lines(plane, np.array([0.5, 3.1]))
    assert len(fewer) < len(lines)
    assert np.isfinite(fewer).all()
    assert batch_grid.contour_lines(np.full((4, 4), np.nan), np.array([0.0])).shape == (0, 2, 2)


def test_a_ball_without_a_place_has_the_sheet_and_no_arrows(view):
    made = run(1.0)
    now = instant(made)
    (fleet,) = now.fleets
    lost = replace(fleet, position=np.array([[np.nan, 1.0]]))
    view.refresh(replace(now, fleets=(lost,)), overlays=ON)
    picture(view)
    layer = view.layers.by_key["batch"]
    assert layer.sheet.sheet is not None
    assert len(layer.arrows.vertices) == 0
    assert notes(view) == ["sheet: 1 of 20 examples"]
