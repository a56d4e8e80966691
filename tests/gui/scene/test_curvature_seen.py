"""The crosses of curvature and the sheet of the local quadratic, in pictures of the real view."""

import numpy as np
import pytest

from engine.surfaces import BY_KEY
from gui.sampling import curvature_arms
from gui.scene.geometry.quadratic import COUNT
from gui.scene.layers import curvature as curvature_layer
from gui.scene.layers import quadratic as quadratic_layer
from gui.style.palette import DARK, LIGHT
from tests.gui.scene.looking import from_above, picture
from tests.gui.scene.runs import instant, many_balls, race

# Surface, point, and the chosen sign of the eigenvalues λ1 ≤ λ2 there.
PLACES = (
    ("bowl", (0.4, 0.3), (1, 1)),
    ("saddle", (0.2, 0.1), (-1, 1)),
    ("himmelblau", (0.1, 2.9), (-1, 1)),
    ("himmelblau", (-0.27, -0.92), (-1, -1)),
)
BEGIN, END = 15, 26  # pixels from the middle of a ball, where every arm of these is


def along(view, point, axis):
    """A unit step in pixels on the screen, seen from above, along an axis of the parameters."""
    ends = [view.pixel_of(tuple(np.array(point) + side * 1e-4 * axis)) for side in (-1.0, 1.0)]
    step = np.subtract(*ends[::-1])
    return step / np.linalg.norm(step)


def changed(view, now, chosen, overlay, before=frozenset()):
    """How much each pixel differs with an overlay, (h, w)."""
    shots = []
    for on in (before, before | {overlay}):
        view.refresh(now, chosen, on)
        shots.append(picture(view))
    return np.abs(shots[1] - shots[0]).max(axis=-1)


def at(differs, middle, step, distances):
    """The change at each place on a ray."""
    rows = []
    for distance in distances:
        x, y = np.round(np.array(middle) + distance * step).astype(int)
        rows.append(differs[y, x])
    return np.array(rows)


@pytest.mark.parametrize(("key", "point", "signs"), PLACES)
def test_crosses_point_along_the_eigenvectors_and_are_dashed_where_they_curve_down(
    view, key, point, signs
):
    now = instant(race(key, points=(point,)))
    view.refresh(now, overlays=frozenset())
    from_above(view)
    differs = changed(view, now, frozenset(), "curvature")
    middle = view.pixel_of(point)
    _, vectors = np.linalg.eigh(BY_KEY[key]().hessian(np.array(point)))
    ways = [side * along(view, point, axis) for axis in vectors.T for side in (1.0, -1.0)]
    for number, way in enumerate(ways):
        found = at(differs, middle, way, np.arange(BEGIN, END, 0.5)) > 20
        assert found.any()
        assert found.all() == (signs[number // 2] > 0)
    between = (ways[0] + ways[2]) / np.linalg.norm(ways[0] + ways[2])
    assert not (at(differs, middle, between, np.arange(BEGIN, END, 0.5)) > 20).any()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_signs_have_their_own_two_colors(view, palette):
    view.set_palette(palette)
    now = instant(race("saddle", points=((0.2, 0.1),)))
    view.refresh(now, overlays=frozenset(("curvature",)))
    from_above(view)
    seen = picture(view)
    for color in (palette.positive, palette.negative):
        rgb = [int(color[k : k + 2], 16) for k in (1, 3, 5)]
        assert (np.abs(seen[: int(0.9 * len(seen))] - rgb).max(axis=-1) < 12).sum() > 10


def test_one_chosen_ball_has_parabolas_and_no_other_has_a_cross(view):
    now = instant(race("himmelblau", points=((0.1, 2.9), (3.0, 2.0))))
    layer = view.layers.by_key["curvature"]
    counts = []
    for chosen in ((), (0,), (0, 1)):
        view.refresh(now, frozenset(chosen), frozenset(("curvature",)))
        picture(view)
        counts.append([len(each.lines) > 0 for each in layer.item.strokes])
    assert counts == [[True, True], [True, True, True, True], [True, True]]


def test_the_note_has_a_length_of_each_sign_and_says_by_which_scale(view):
    texts = []
    for key in ("himmelblau", "rosenbrock"):
        view.refresh(instant(race(key, points=((0.1, 0.2),))), overlays=frozenset(("curvature",)))
        picture(view)
        texts.append([label.text for label in view.ball_presenter.arrow_presenter.note])
    assert texts[0] == ["curvature λ = 100", "λ = −100 (length ∝ √|λ|)"]
    assert texts[1] == ["curvature λ = 10000", "λ = −100 (length by log |λ|)"]


def test_of_very_many_balls_a_part_has_crosses_and_the_note_says_which(view):
    made = many_balls(3 * curvature_arms.MOST)
    view.refresh(instant(made), overlays=frozenset(("curvature",)))
    picture(view)
    layer = view.layers.by_key["curvature"]
    lines = sum(len(each.lines) for each in layer.item.strokes)
    assert curvature_arms.MOST < lines <= 2 * curvature_arms.MOST
    assert "one ball in 3" in view.ball_presenter.arrow_presenter.note[0].text


def test_the_sheet_is_at_the_chosen_ball_or_the_only_one_and_else_the_note_asks_for_one(view):
    pair = race("himmelblau", points=((0.1, 2.9), (3.0, 2.0)))
    only = race("himmelblau", points=((0.1, 2.9),))
    layer = view.layers.by_key["quadratic"]
    for edits, (made, chosen, middle) in enumerate(
        ((pair, (), None), (pair, (0,), 0), (pair, (1,), 1), (pair, (0, 1), None), (only, (), 0))
    ):
        view.refresh(instant(made, edits), frozenset(chosen), frozenset(("quadratic",)))
        picture(view)
        notes = [label.text for label in view.ball_presenter.arrow_presenter.note]
        if middle is None:
            assert layer.item.sheet is None
            assert notes == ["local quadratic: choose one ball"]
        else:
            place = layer.item.sheet.position[COUNT // 2, COUNT // 2, :2]
            point = view.ball_presenter.points[middle]
            np.testing.assert_allclose(place, view.world.plane(point), atol=1e-9)
            assert notes == []


def test_where_a_derivative_has_no_value_the_note_says_so(view):
    now = instant(race("bowl", points=((0.5, 0.5),)))
    broken = curvature_arms.crosses(now.surface, np.array([[np.nan, 0.5]]))
    for module, key in ((curvature_layer, "curvature"), (quadratic_layer, "quadratic")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "crosses", lambda *args: broken)
            view.refresh(now, overlays=frozenset((key,)))
            picture(view)
        (note,) = view.ball_presenter.arrow_presenter.note
        assert note.text.startswith("no ")


def test_a_sheet_is_seen_on_the_surface_it_coincides_with_and_hidden_below_it(view):
    """On the bowl all of it is seen; of Himmelblau's function some is behind the surface."""
    for key, point, least, most in (
        ("bowl", (0.0, 0.0), 0.97, 1.0),
        ("himmelblau", (1.0, 1.0), 0.05, 0.9),
    ):
        now = instant(race(key, points=(point,)))
        view.refresh(now, overlays=frozenset())
        view.set_height_scale(False)
        from_above(view)
        differs = changed(view, now, frozenset(), "quadratic")
        place = view.world.plane(np.array(point))
        share = np.random.default_rng(1).uniform(-0.3, 0.3, (400, 2))
        away = share[np.linalg.norm(share, axis=-1) > 0.06]
        pixels = [view.pixel_of(tuple(view.world.points(place + off))) for off in away]
        seen = np.array([differs[round(y), round(x)] > 8 for x, y in pixels])
        assert least <= seen.mean() <= most


def test_a_larger_reach_shows_a_larger_sheet(view):
    now = instant(race("bowl", points=((0.0, 0.0),)))
    sizes = []
    for reach in (0.1, 0.3, 0.6):
        view.set_reach(reach)
        sizes.append((changed(view, now, frozenset(), "quadratic") > 8).sum())
    assert 0 < 4 * sizes[0] < sizes[1] < sizes[2] / 2


def test_nothing_is_computed_while_the_overlay_is_off_or_nothing_has_changed(view, monkeypatch):
    counts = []
    for module in (curvature_layer, quadratic_layer):
        original = module.crosses
        monkeypatch.setattr(
            module, "crosses", lambda *args, of=original: (counts.append(1), of(*args))[1]
        )
    made = race("bowl", points=((-1.0, 0.5),))
    on = frozenset(("curvature", "quadratic"))
    for overlays, expected in ((frozenset(), 0), (on, 2), (on, 2), (frozenset(), 2), (on, 2)):
        view.refresh(instant(made), overlays=overlays)
        picture(view)
        assert len(counts) == expected
    view.camera_motion.set(view.camera_motion.camera.orbited(20.0, 0.0))
    picture(view)
    assert len(counts) == 2
    made.step()
    view.refresh(instant(made), overlays=on)
    picture(view)
    assert len(counts) == 4
