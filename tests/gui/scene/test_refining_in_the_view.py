"""Surfaces whose losses take long: an interpolation at once, then the full sampling in slices."""

from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QObject, QTimer

from engine import surfaces
from engine.data.columns import Columns
from engine.surfaces.data.logistic import LogisticRegression
from gui.sampling import budget, mesh
from gui.sampling.budget import whole_side
from gui.sampling.height_scale import world_of
from gui.sampling.mesh_interpolation import Sampled, to_draw
from gui.scene.refiner import Refiner
from gui.tasks.time_slices import SlicedTask, slice_queue
from tests.engine.worlds import default
from tests.gui.parts import part
from tests.gui.scene.looking import picture
from tests.gui.scene.runs import instant, race


@cache
def heavy(rows=2000, seed=0):
    """A logistic regression on the largest number of own rows."""
    random = np.random.default_rng(seed)
    first, second = random.normal(size=(2, rows))
    answers = (first - second + random.normal(size=rows) > 0.3).astype(float)
    columns = (tuple(column.tolist()) for column in (first, second, answers))
    return LogisticRegression(own=Columns(("u", "v", "t"), tuple(columns)))


def run(generator):
    """How many slices a generator had, and what it returned."""
    slices = 0
    while True:
        try:
            next(generator)
        except StopIteration as end:
            return slices, end.value
        slices += 1


def assert_same(one, other):
    np.testing.assert_array_equal(one.value, other.value)
    np.testing.assert_array_equal(one.gradient, other.gradient)
    assert (one.hole is None) == (other.hole is None)
    if one.hole is not None:
        np.testing.assert_array_equal(one.hole, other.hole)


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_slices_give_the_same_bits_as_one_call(kind):
    surface = default(kind)
    count = min(whole_side(surface, mesh.TEXTURE), 137)
    slices, field = run(mesh.sampling(surface, count))
    assert slices > 1
    assert_same(field, mesh.sample(surface, count))


def test_slices_of_a_formula_with_a_hole_give_the_same_as_one_call():
    surface = surfaces.typed.Typed("log(x) + 1/y")
    _, field = run(mesh.sampling(surface, 101))
    assert field.hole is not None
    assert_same(field, mesh.sample(surface, 101))


@pytest.mark.parametrize("rows", [20, 333, 2000])
def test_no_slice_and_no_first_picture_sums_over_more_than_fits_into_a_frame(monkeypatch, rows):
    surface, terms = heavy(rows), []

    def value(self, points):
        terms.append(points[..., 0].size * rows)
        return points[..., 0]

    monkeypatch.setattr(LogisticRegression, "value", value)
    mesh.sample_first(surface)
    run(mesh.sampling(surface, whole_side(surface, mesh.TEXTURE)))
    first, *slices = terms
    assert first <= budget.TERMS_FIRST
    assert max(slices) <= budget.TERMS_SLICE
    assert sum(slices) == whole_side(surface, mesh.TEXTURE) ** 2 * rows


@pytest.mark.parametrize("key", ["ellipse", "saddle", "booth", "matyas"])
def test_the_interpolation_is_exact_on_a_quadratic(key):
    surface = surfaces.BY_KEY[key]()
    interpolated = mesh.widened(surface, mesh.sample(surface, 7), 40)
    exact = mesh.sample(surface, 40)
    np.testing.assert_allclose(interpolated.value, exact.value, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(interpolated.gradient, exact.gradient, rtol=1e-9, atol=1e-9)


def test_the_interpolation_is_close_and_exact_at_its_points():
    surface = heavy()
    interpolated = mesh.sample_first(surface)
    exact = mesh.sample(surface, mesh.TEXTURE_FIRST)
    high = exact.value.max() - exact.value.min()
    assert np.abs(interpolated.value - exact.value).max() < 0.01 * high
    few = mesh.sample(surface, 12)
    wide = mesh.widened(surface, few, 12 + 11 * 4)
    np.testing.assert_allclose(wide.value[::5, ::5], few.value, rtol=1e-12)
    np.testing.assert_allclose(wide.gradient[::5, ::5], few.gradient, rtol=1e-9, atol=1e-12)


def test_the_mesh_of_a_costly_surface_is_interpolated_from_its_samples():
    surface = heavy()
    field = mesh.sample(surface, 91)
    read = to_draw(surface, field)
    assert isinstance(read, Sampled)
    world = world_of(surface, field.value)
    ours, true = (mesh.vertices(each, world, 96) for each in (read, surface))
    np.testing.assert_allclose(ours, true, atol=2e-3)
    points = mesh.grid(surface, 37)
    slopes = read.gradient(points) - surface.gradient(points)
    assert np.abs(slopes).max() < 0.02 * np.abs(surface.gradient(points)).max()


@pytest.mark.parametrize("key", ["rosenbrock", "pokemon", "easom"])
def test_the_mesh_of_any_other_surface_is_exact(key):
    surface = surfaces.BY_KEY[key]()
    assert to_draw(surface, mesh.sample(surface, 16)) is surface


def test_refining_ends_with_the_field_and_a_change_in_between_cancels_it(qtbot):
    parent = QObject()
    refiner, fields = Refiner(parent), []
    refiner.refined.connect(fields.append)
    refiner.take(heavy())
    refiner.begin()
    part(refiner, SlicedTask).step()
    assert refiner.busy
    other = surfaces.BY_KEY["bowl"]()
    refiner.take(other)  # in the middle of the first
    assert not part(refiner, SlicedTask).busy
    refiner.start()
    qtbot.waitUntil(lambda: not refiner.busy)
    (field,) = fields
    assert_same(field, mesh.sample(other, mesh.TEXTURE))
    refiner.start()  # there is nothing to do
    assert not part(refiner, QTimer).isActive()
    assert not slice_queue().waiting


def test_the_view_ends_with_the_field_of_one_call(view, qtbot):
    shown = heavy()
    rescaled = []
    view.rescaled.connect(lambda: rescaled.append(view.world))
    view.show_surface(shown)
    first = view.world
    picture(view)
    assert view.refiner.busy
    qtbot.waitUntil(lambda: not view.refiner.busy, timeout=20_000)
    once = mesh.sample(shown, whole_side(shown, mesh.TEXTURE))
    surface, world, field = view.ground.shown
    assert_same(field, once)
    assert view.world == world == world_of(shown, once.value)
    assert rescaled == ([world] if world != first else [])
    fine = picture(view)
    view.ground.set_surface(shown, world, once)  # every loss of the mesh terms for
    assert np.abs(picture(view) - fine).mean() < 0.5


def test_a_surface_shown_in_between_is_the_one_that_is_refined(view, qtbot):
    view.show_surface(heavy())
    picture(view)
    view.refiner.begin()
    part(view.refiner, SlicedTask).step()
    view.refresh(instant(race("rastrigin", points=()), edits=3))
    picture(view)
    qtbot.waitUntil(lambda: not view.refiner.busy, timeout=20_000)
    surface, world, field = view.ground.shown
    assert surface == view.projection.surface == surfaces.BY_KEY["rastrigin"]()
    assert_same(field, mesh.sample(surface, mesh.TEXTURE))


def test_the_range_is_updated_where_the_interpolation_missed_the_highest_loss(view, monkeypatch):
    monkeypatch.setattr(budget, "TERMS_FIRST", 1)
    monkeypatch.setattr(budget, "LEAST_FIRST", 4)
    surface, rescaled = surfaces.BY_KEY["himmelblau"](), []
    view.rescaled.connect(lambda: rescaled.append(view.world))
    view.show_surface(surface, False)
    first = view.world
    view.refiner.finish()
    assert rescaled == [view.world]
    assert view.world == world_of(surface, mesh.sample(surface).value, False) != first
    assert view.projection.world == view.world
