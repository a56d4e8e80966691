"""The marks on the local quadratic where each optimizer's next update leads."""

from itertools import count

import numpy as np
import pytest

from engine import surfaces
from engine.optimizers import BY_KEY as RULES
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.layers import next_marks
from tests.gui.scene.looking import from_above, picture
from tests.gui.scene.runs import instant

START = (2.6, 2.2)
ON = frozenset(("quadratic",))


def three_rules():
    setups = (
        FleetSetup(RULES["gd"](lr=0.002), points=(START,)),
        FleetSetup(RULES["newton"](), color=1, points=((0.0, 0.0),)),
        FleetSetup(RULES["adam"](lr=0.1), color=5, points=(START,)),
    )
    return Simulation(Scenario(surfaces.BY_KEY["himmelblau"](), setups))


EDITS = count(1)  # each makes another picture


def shown(view, made, overlays=ON):
    view.refresh(instant(made, next(EDITS)), frozenset((0,)), overlays)
    picture(view)
    return view.layers.by_key["quadratic"].marks


def test_every_rule_has_a_mark_at_its_next_point_at_the_height_of_the_sheet(view):
    view.set_height_scale(False)
    marks = shown(view, made := three_rules())
    assert [each.fleet.optimizer.key for each in marks.shown] == ["gd", "newton", "adam"]
    assert [each.dropped for each in marks.shown] == [False, True, False]
    points = np.array([each.point for each in marks.shown])
    promised = np.array([each.promised for each in marks.shown])
    np.testing.assert_allclose(marks.centre, view.world.to_world(points, promised))
    made.step(1)
    assert points[0].tolist() == made.views()[0].position[0].tolist()


def test_pointing_at_a_mark_names_its_rule_and_both_losses(view):
    marks = shown(view, three_rules())
    projection: Projection = view.projection
    at = project(marks.centre, projection.size, projection.matrix)[:, :2].tolist()
    for each, (x, y) in zip(marks.shown, at, strict=True):
        target = view.layers.mark_at(x, y, projection)
        said = view.layers.said_of(target)
        assert said
        if target == tuple(each.point.tolist()):
            assert each.fleet.optimizer.title in said
            assert ("dropped here" in said) == each.dropped
    assert view.layers.mark_at(1.0, 1.0, projection) is None
    assert view.layers.said_of((0.5, 0.5)) == ""


def test_a_next_point_beyond_the_sheet_has_no_mark_and_the_note_counts_it(view):
    setup = FleetSetup(RULES["gd"](lr=0.5), points=((2.0, 4.0),))
    made = Simulation(Scenario(surfaces.BY_KEY["himmelblau"](), (setup,)))
    assert shown(view, made).shown == ()
    notes = [label.text for label in view.ball_presenter.arrow_presenter.note]
    assert "next points beyond the sheet: 1" in notes


@pytest.mark.parametrize("overlays", [frozenset(), frozenset(("curvature",))])
def test_without_the_sheet_nothing_is_marked_or_said(view, overlays):
    marks = shown(view, made := three_rules())
    point = tuple(marks.shown[0].point.tolist())
    shown(view, made, overlays)
    assert not marks.item.visible()
    assert view.layers.said_of(point) == ""


def test_the_marks_are_seen_in_the_colors_of_their_fleets(view):
    """From above, where the sheet is over the surface: Newton's, which is dropped, is hollow."""
    made = three_rules()
    shown(view, made, frozenset())
    from_above(view)
    without = picture(view)
    marks = shown(view, made)
    projection = view.projection
    seen = picture(view)
    at = project(marks.centre, projection.size, projection.matrix)[:, :2]
    for x, y in np.round(at).astype(int).tolist():
        part = (slice(y - 7, y + 8), slice(x - 7, x + 8))
        assert np.abs(seen[part] - without[part]).max() > 25


def test_updates_that_take_too_long_have_no_marks_and_the_note_says_so(view, monkeypatch):
    monkeypatch.setattr(next_marks, "PAUSED", -1.0)
    assert shown(view, three_rules()).shown == ()
    notes = [label.text for label in view.ball_presenter.arrow_presenter.note]
    assert "next points take too long here" in notes
