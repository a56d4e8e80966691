"""The geometry of arrows and axes."""

from functools import cache

import numpy as np
import pytest

from engine import surfaces
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.typed import Typed
from gui.sampling import mesh
from gui.sampling.height_scale import world_of
from gui.scene.geometry.arrows import (
    COLORS,
    KINDS,
    LONGEST,
    USUAL,
    BatchKind,
    Kind,
    along_surface,
    lengths,
    scale_for,
)
from gui.scene.geometry.axes import axes_of
from gui.scene.geometry.batch import ARROWS
from gui.scene.geometry.body import box as block
from gui.scene.geometry.camera import ISO, PRESETS, fitted
from gui.scene.presenters.arrow_scales import ArrowScales
from gui.style.palette import ALL as PALETTES
from gui.style.palette import contrast
from gui.text.numbers import short
from tests.engine.worlds import default
from tests.gui.scene.looking import picture
from tests.gui.scene.runs import instant, race

ROUND = surfaces.BY_KEY["bowl"]
BOWL = default(ROUND)
SIZE = (1280.0, 800.0)


@cache  # surfaces and worlds are frozen
def world(kind=ROUND):
    surface = default(kind)
    return world_of(surface, mesh.sample(surface, 64).value)


@pytest.mark.parametrize("size", [1e-9, 0.03, 1.0, 777.0, 1e12])
def test_the_scale_is_a_round_number_that_the_longest_and_most_arrows_fit(size):
    for sizes, bars in (([size] + 9 * [size / 10], LONGEST), ([size, size], USUAL)):
        scale = scale_for(np.array(sizes), None)
        assert 0.39 * bars <= size / scale <= bars
        lead = scale / 10.0 ** np.floor(np.log10(scale) + 1e-9)
        assert min(abs(lead - r) for r in (1, 2, 5)) < 1e-6


@pytest.mark.parametrize("steep", [1e-300, 1e-170, 1.0, 1e160, 1e300])
def test_gradients_whose_squares_are_no_numbers_have_arrows(steep):
    surface = Typed(f"{steep!r}*(x + y)")
    fleet = FleetSetup(BY_KEY["gd"](0.1 / steep), points=((0.1, 0.2),))
    now = Player(Scenario(surface, (fleet,))).snapshot()
    scales = ArrowScales()
    for kind, vectors in (
        (Kind.GRADIENT, -surface.gradient(now.fleets[0].position)),
        (Kind.UPDATE, np.array([[-0.1, -0.1]])),
    ):
        bars = lengths(vectors) / scales.of(kind, now)
        assert 0.1 <= bars[0] <= LONGEST
        along = along_surface(now.fleets[0].position, vectors, surface, world())
        assert np.isfinite(along).all()


def test_a_scale_is_kept_while_the_arrows_of_a_changed_run_fit_it():
    assert scale_for(np.array([1.0]), 1.0) == 1.0
    assert scale_for(np.array([0.5]), 1.0) == 1.0
    assert scale_for(np.array([0.05]), 1.0) < 0.1
    assert scale_for(np.array([9.0]), 1.0) > 1.0
    for nothing in (np.nan, 0.0):
        assert scale_for(np.array([nothing]), 0.5) == 0.5


def test_arrows_are_tangent_to_the_surface():
    box = world()
    points = np.array([[1.0, 0.5], [-0.3, 1.2], [0.4, 0.0]])
    along = along_surface(points, np.array([[2.0, 0.0], [0.0, -0.5], [0.0, 0.0]]), BOWL, box)
    normals = box.normals(BOWL.value(points), BOWL.gradient(points))
    np.testing.assert_allclose(np.sum(along * normals, axis=-1), 0, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(along, axis=-1), 1.0)
    nothing = along_surface(points[:1], np.array([[np.nan, 1.0]]), BOWL, box)
    assert np.isnan(nothing).all()


def test_kinds_of_arrows_differ_in_colour_and_are_legible():
    for palette in PALETTES:
        colors = COLORS[palette.dark]
        assert set(colors) == set(KINDS)
        for together in (tuple(Kind), ARROWS):
            assert len({colors[kind] for kind in together}) == len(together)
        assert colors[BatchKind.USED] == colors[BatchKind.BATCH] != colors[BatchKind.EXAMPLE]
        for color in colors.values():
            assert contrast(color, palette.scene_bottom) > 4.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-1.5, "−1.5"), (1e6, "10⁶"), (2e-5, "2×10⁻⁵"), (-1e-7, "−10⁻⁷"), (1200, "1200")],
)
def test_numbers_are_short_and_have_a_real_minus(value, text):
    assert short(value) == text


@pytest.mark.parametrize("name", [name for name, _ in PRESETS])
@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda kind: kind.key)
def test_every_label_of_the_axes_is_within_the_view(kind, name):
    box = world(kind)
    camera = fitted(dict(PRESETS)[name], block(world(kind).half), *SIZE)
    axes = axes_of(box, ("w₁", "w₂", "loss"), camera, SIZE)
    texts = {label.text for label in axes.labels}
    assert {"w₁", "w₂"} <= texts
    assert ("loss" in texts) == (name != "top")
    for label in axes.labels:
        assert -2 <= label.x <= SIZE[0] + 2
        assert -2 <= label.y <= SIZE[1] + 2


def test_the_floors_axes_are_on_the_side_of_the_camera():
    for azimuth in (-150, -60, 30, 120):
        camera = ISO.orbited(azimuth - ISO.azimuth, 0)
        edges = axes_of(world(), ("a", "b", "c"), camera, SIZE).edges
        behind = edges[0].mean(axis=0)[:2] @ camera.backward[:2]
        assert behind > 0


@pytest.mark.parametrize(("size", "notes"), [((900, 640), 1), ((380, 370), 0), ((500, 200), 0)])
def test_in_a_small_view_the_note_of_the_arrows_is_left_out_and_the_arrows_stay(view, size, notes):
    """It would cover the surface."""
    made = race("bowl", "momentum", points=((-1.0, 0.5),), lr=0.05)
    made.step(4)
    view.resize(*size)
    view.refresh(instant(made), overlays=frozenset(("gradient",)))
    picture(view)
    assert len(view.ball_presenter.arrow_presenter.note) == notes
    assert len(view.ball_presenter.arrow_presenter.item.vertices) == 4
    assert len(view.ball_presenter.arrow_presenter.note_item.vertices) == 4 * notes
