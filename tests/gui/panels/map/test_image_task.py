"""The map and the plots on surfaces whose losses take long: drafts at once, exact ones later."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from engine import surfaces
from engine.analysis.quantities import ALL, EIGENVALUES, LOSS
from engine.surfaces.data.logistic import LogisticRegression
from engine.surfaces.typed import Typed
from gui.panels.curves import composer
from gui.panels.curves.gradient import GradientCurve
from gui.panels.curves.loss import LossCurve
from gui.panels.curves.range_task import RangeTask
from gui.panels.map import image as map_image
from gui.panels.map import image_task, widget
from gui.panels.map.frame import MapFrame, middle_of
from gui.panels.map.image import MapLook, map_world, painted, picture, window_losses
from gui.panels.map.panel import MapPanel
from gui.sampling import budget, mesh, value_range
from gui.sampling.budget import LEAST_FIRST, whole_side
from gui.sampling.height_scale import world_of
from gui.style.palette import channels
from gui.tasks.time_slices import SlicedTask, slice_queue
from tests.engine.worlds import default
from tests.gui.panels.runs import go, player, show, shown
from tests.gui.parts import part
from tests.gui.scene.test_refining_in_the_view import heavy, run

GROUND = (0.1, 0.2, 0.3)


def look_at(surface, size=(70, 50), ratio=1.0):
    """A frame a little larger than a surface's window, and the look of its picture."""
    world = whole_world(surface)
    frame = MapFrame(world, 3.0, 2.0, *map(float, size), middle_of(world), 0.8)
    return frame, MapLook(surface, GROUND, ratio)


def whole_world(surface, log=None):
    """The box for all losses of the map's grid, computed in one call."""
    with np.errstate(all="ignore"):
        values = surface.value(mesh.grid(surface, whole_side(surface, map_image.SAMPLED)))
        return world_of(surface, values, log)


def in_one_call(monkeypatch):
    for name in ("POINTS_SLICE", "TERMS_SLICE"):
        monkeypatch.setattr(budget, name, 10**12)
    monkeypatch.setattr(map_image, "PIXELS", 10**9)


@pytest.fixture
def terms_summed(monkeypatch):
    """How many terms each evaluation of a logistic regression has summed."""
    terms = []

    def counted(name):
        true = getattr(LogisticRegression, name)

        def one(self, points):
            terms.append(points[..., 0].size * self.count)
            return true(self, points)

        monkeypatch.setattr(LogisticRegression, name, one)

    for name in ("value", "gradient", "hessian"):
        counted(name)
    return terms


@pytest.mark.parametrize(
    ("kind", "ratio"),
    [
        *((kind, 1.0) for kind in surfaces.ALL),
        (surfaces.ALL[0], 1.5),
        *(pytest.param(kind, 1.5, marks=pytest.mark.full) for kind in surfaces.ALL[1:]),
    ],
)
def test_a_picture_in_slices_is_the_picture_of_one_call(monkeypatch, kind, ratio):
    frame, look = look_at(default(kind), ratio=ratio)
    monkeypatch.setattr(budget, "POINTS_SLICE", 61)
    monkeypatch.setattr(map_image, "PIXELS", 500)
    sliced = picture(frame, look)
    in_one_call(monkeypatch)
    assert len([made for made in painted(frame, look) if made is not None]) == 1
    np.testing.assert_array_equal(sliced, picture(frame, look))


@pytest.mark.parametrize("surface", [heavy(), Typed("log(x) + 1/y")], ids=["data", "hole"])
def test_the_height_scale_found_in_slices_is_the_one_of_all_losses(surface):
    slices, losses = run(window_losses(surface))
    assert slices > 1
    assert map_world(surface, losses, None) == whole_world(surface)
    assert map_world(surface, losses, True) == whole_world(surface, True)


@pytest.mark.parametrize("rows", [20, 333, 2000])
def test_no_slice_of_the_map_sums_over_more_than_fits_into_a_frame(terms_summed, rows):
    surface = heavy(rows)
    frame, look = look_at(surface)
    terms_summed.clear()
    map_image.rough_field(surface)
    assert max(terms_summed) <= max(budget.TERMS_DRAFT, LEAST_FIRST**2 * rows)
    terms_summed.clear()
    run(window_losses(surface))
    list(painted(frame, look))
    assert max(terms_summed) <= budget.TERMS_SLICE
    assert sum(terms_summed) == (whole_side(surface, map_image.SAMPLED) ** 2 + 52 * 70) * rows


def test_a_new_surface_of_many_rows_computes_little_before_events_are_processed(
    qtbot, qapp, terms_summed
):
    surface = heavy()
    assert surface.minima
    with shown(qtbot, qapp, MapPanel) as panel:
        show(panel, player("gd", surface=Typed("x^2+y^2")).snapshot())
        qtbot.waitUntil(lambda: panel.map.complete)
        now = player("gd", surface=surface).snapshot()
        terms_summed.clear()
        panel.map.show_snapshot(now, None)
        panel.map.grab()
        assert 0 < sum(terms_summed) <= 4 * budget.TERMS_DRAFT
        frame = panel.map.frame
        panel.map.set_frame(frame.zoomed(2.0, 150, 100))
        panel.map.set_frame(frame)
        assert sum(terms_summed) <= 4 * budget.TERMS_DRAFT
        assert not panel.map.complete


def test_the_map_of_many_rows_ends_with_the_picture_of_one_call(qtbot, qapp, monkeypatch):
    surface = heavy()
    with shown(qtbot, qapp, MapPanel, (160, 130)) as panel:
        show(panel, player("gd", surface=surface).snapshot())
        assert not panel.map.complete
        qtbot.waitUntil(lambda: panel.map.complete, timeout=60_000)
        frame, image = part(panel.map, image_task.MapImageTask).shown
        assert frame == panel.map.frame
        assert frame.world == whole_world(surface)
        look = MapLook(surface, channels(panel.theme.palette.panel), panel.map.devicePixelRatioF())
        in_one_call(monkeypatch)
        np.testing.assert_array_equal(pixels_of(image), picture(frame, look))


def pixels_of(image):
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)


def test_a_draft_is_close_to_the_picture_and_blank_where_nothing_is_known(qtbot):
    surface, parent = heavy(), QObject()
    made = image_task.MapImageTask(parent)
    world = made.set_surface(surface, None)
    frame = MapFrame(world, 0.0, 0.0, 90.0, 60.0, middle_of(world), 0.8)
    made.paint(frame, GROUND, 1.0)
    drawn, image = made.shown
    draft = pixels_of(image)[..., :3].astype(int)
    assert drawn == frame
    truth = picture(frame, MapLook(surface, GROUND, 1.0))[..., :3].astype(int)
    points = np.array([[frame.point(x + 0.5, y + 0.5) for x in range(90)] for y in range(60)])
    inside = world.inside(points, 0.0)
    assert 0.3 < inside.mean() < 0.9
    assert np.median(np.abs(draft - truth)[inside]) <= 6
    assert np.abs(draft[~inside] - np.array(GROUND) * 255).max() < 1


def test_a_surface_set_in_between_is_the_one_that_is_painted(qtbot):
    parent, boxes = QObject(), []
    made = image_task.MapImageTask(parent)
    made.rescaled.connect(boxes.append)
    world = made.set_surface(heavy(), None)
    made.paint(MapFrame(world, 0.0, 0.0, 90.0, 60.0, middle_of(world)), GROUND, 1.0)
    next(each for each in made.findChildren(SlicedTask) if each.busy).step()
    assert not made.complete
    bowl = surfaces.BY_KEY["bowl"]()
    made.set_surface(bowl, None)
    assert made.shown is None  # the first one's draft would be false
    qtbot.waitUntil(lambda: not slice_queue().waiting)
    assert boxes == [whole_world(bowl)]


@pytest.mark.parametrize("quantity", ALL, ids=lambda quantity: quantity.key)
@pytest.mark.parametrize(
    "surface", [heavy(), Typed("log(x) + 1/y"), surfaces.BY_KEY["himmelblau"]()],
    ids=["data", "hole", "himmelblau"],
)  # fmt: skip
def test_an_extent_is_the_same_in_slices_as_in_one_call(monkeypatch, quantity, surface):
    whole = value_range.extent(quantity, surface)
    monkeypatch.setattr(budget, "POINTS_SLICE", 100)
    slices, sliced = run(value_range.extending(quantity, surface))
    assert slices > 1
    assert sliced == whole


@pytest.mark.parametrize("quantity", ALL, ids=lambda quantity: quantity.key)
def test_the_ranges_of_a_plot_compute_little_at_once_and_end_exact(qtbot, terms_summed, quantity):
    surface, parent, changes = heavy(), QObject(), []
    assert surface.minima
    sizing = RangeTask(quantity, parent)
    sizing.changed.connect(lambda: changes.append(sizing.of(surface)))
    terms_summed.clear()
    rough = sizing.of(surface)
    assert 0 < sum(terms_summed) <= 1.2 * LEAST_FIRST**2 * surface.count
    assert sizing.busy
    terms_summed.clear()
    qtbot.waitUntil(lambda: not sizing.busy)
    assert max(terms_summed) <= budget.TERMS_SLICE
    exact = value_range.extent(quantity, surface)
    assert sizing.of(surface) == exact
    assert changes == ([exact] if exact != rough else [])


def test_the_ranges_of_a_cheap_surface_are_exact_at_once(qtbot):
    parent = QObject()
    sizing = RangeTask(EIGENVALUES, parent)
    sizing.of(heavy())
    surface = surfaces.BY_KEY["rosenbrock"]()
    assert sizing.of(surface) == value_range.extent(EIGENVALUES, surface)
    assert not sizing.busy


def test_a_plot_is_drawn_again_when_its_ranges_are_known_exactly(qtbot, qapp, monkeypatch):
    monkeypatch.setattr(budget, "TERMS_DRAFT", 1)
    surface = Typed("(x^2+y^2)^4 + x")
    assert value_range.extent(LOSS, surface, LEAST_FIRST) != value_range.extent(LOSS, surface)
    with shown(qtbot, qapp, GradientCurve) as panel:
        seen = []
        monkeypatch.setattr(panel, "prefers_log", lambda size: seen.append(size) or True)
        panel.set_snapshot(player("gd", surface=surface).snapshot())
        qtbot.waitUntil(lambda: not part(panel, RangeTask).busy)
        qtbot.waitUntil(lambda: seen[-1] == value_range.extent(panel.quantity, surface))
        assert seen[0] == value_range.extent(panel.quantity, surface, LEAST_FIRST)


def test_the_map_is_complete_when_its_trails_are(qtbot, qapp, monkeypatch):
    run = player("gd", surface=surfaces.BY_KEY["bowl"]())
    with shown(qtbot, qapp, MapPanel) as panel:
        monkeypatch.setattr(widget, "TRAIL_SECONDS", -1.0)
        panel.set_snapshot(go(run, 300))
        qtbot.waitUntil(lambda: part(panel.map, image_task.MapImageTask).complete)
        panel.map.grab()
        assert not panel.complete
        monkeypatch.setattr(widget, "TRAIL_SECONDS", 1e9)
        panel.map.grab()
        assert panel.complete
        panel.map.show_snapshot(go(run, 301), None)
        assert not panel.complete  # until it is painted
        panel.hide()
        assert panel.complete  # as it is not visible


def test_a_plot_is_complete_when_its_curves_are(qtbot, qapp, monkeypatch):
    with shown(qtbot, qapp, LossCurve) as panel:
        monkeypatch.setattr(composer, "BUDGET", -1.0)
        panel.set_snapshot(go(player("gd"), 5000))
        assert not panel.complete
        monkeypatch.setattr(composer, "BUDGET", 1e9)
        qtbot.waitUntil(lambda: panel.complete)
        assert panel.picture.strokes
