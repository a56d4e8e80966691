"""The marks on the local quadratic where each optimizer's next update leads."""

import numpy as np
import pytest

from engine import surfaces
from engine.optimizers import BY_KEY as RULES
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from gui.sampling.lost_balls import Missing
from gui.scene.geometry.projection import Projection
from tests.gui.scene.looking import picture
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


def shown(view, made, chosen=0):
    view.refresh(instant(made), frozenset((chosen,)), ON)
    picture(view)
    return view.layers.by_key["quadratic"].marks


def test_every_rule_has_a_mark_at_its_next_point_at_the_height_of_the_sheet(view):
    view.set_height_scale(False)
    marks = shown(view, made := three_rules())
    assert [each.fleet.optimizer.key for each in marks.shown] == ["gd", "newton", "adam"]
    assert [each.dropped for each in marks.shown] == [False, True, False]
    points = np.array([each.point for each in marks.shown])
    promised = np.array([each.promised for each in marks.shown])
    np.testing.assert_allclose(marks._centre, view.world.to_world(points, promised))
    balls = marks.item
    assert not balls._stale  # they were drawn
    hollow = balls._vertices["look"][::4, 3] != float(Missing.NOTHING)
    assert sorted(hollow.tolist()) == [False, False, True]
    made.step(1)
    assert points[0].tolist() == made.views()[0].position[0].tolist()


def test_pointing_at_a_mark_names_its_rule_and_both_losses(view):
    marks = shown(view, three_rules())
    projection: Projection = view.projection
    matrix = projection.matrix
    for each, place in zip(marks.shown, marks._centre, strict=True):
        clip = matrix[:, :3] @ place + matrix[:, 3]
        x = (clip[0] / clip[3] + 1) * projection.size[0] / 2
        y = (1 - clip[1] / clip[3]) * projection.size[1] / 2
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
    view.refresh(instant(made), frozenset((0,)), overlays)
    picture(view)
    assert not marks.item.visible()
    assert view.layers.said_of(point) == ""
