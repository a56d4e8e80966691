"""A scenario's cut: from the front one looks into the block, from elsewhere it is whole."""

from dataclasses import replace

import numpy as np
import pytest

from engine import surfaces
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario, ViewState
from engine.simulation import Simulation
from gui.sampling.height_scale import FLOOR
from gui.scene.geometry.camera import ISO, TOP
from gui.scene.geometry.picking import project
from tests.gui.scene.looking import PLAIN, picture
from tests.gui.scene.runs import instant

SURFACE = surfaces.BY_KEY["wells"]()
PIT = (1.5, 0.0)
CUT = -0.05
FRONT, BEHIND = replace(ISO, azimuth=-80.0, elevation=30.0), replace(ISO, azimuth=100.0)


@pytest.fixture
def cut_view(view):
    fleet = FleetSetup(BY_KEY["gd"](), points=(PIT,))
    scenario = Scenario(SURFACE, (fleet,), view=ViewState(cut=CUT))
    view.refresh(replace(instant(Simulation(scenario)), scenario=scenario), overlays=PLAIN)
    view.camera_motion.go(FRONT)
    view.refiner.finish()
    picture(view)
    return view


def pixel(view, place):
    x, y, _ = project(np.array(place), view.projection.size, view.projection.matrix)
    return float(x), float(y)


def test_from_the_front_nothing_before_the_cut_is_drawn_or_hit(cut_view):
    world = cut_view.world
    assert world.front == pytest.approx(float(world.plane(np.array([0.0, CUT]))[1]))
    mesh = cut_view.ground
    assert mesh.shown[1].cut == CUT
    edge = (0.0, world.front, 0.5 * FLOOR)  # on the wall at the cut
    assert cut_view.point_at(*pixel(cut_view, edge)) is None
    assert cut_view.point_at(*cut_view.pixel_of((0.0, 1.0)))[1] == pytest.approx(1.0, abs=1e-6)
    before = cut_view.pixel_of((-2.5, -1.5))  # in the air, where the surface would be
    hit = cut_view.point_at(*before)
    assert hit is None or hit[1] >= CUT - 1e-9


def test_a_ball_in_a_pit_is_seen_from_the_front_only_through_the_cut(cut_view):
    x, y = cut_view.pixel_of(PIT)
    picked = np.s_[round(y) - 12 : round(y) + 6, round(x) - 6 : round(x) + 7]
    cut = picture(cut_view)[picked]
    now = cut_view.ball_presenter.now
    uncut = replace(now, scenario=replace(now.scenario, view=ViewState()), edits=7)
    cut_view.refresh(uncut, overlays=PLAIN)
    cut_view.refiner.finish()
    whole = picture(cut_view)[picked]
    orange = np.array([230, 159, 0])
    near = [(np.abs(seen - orange).sum(axis=-1) < 110).sum() for seen in (cut, whole)]
    assert near[0] > 12
    assert near[1] < near[0] / 3


@pytest.mark.parametrize("camera", [BEHIND, TOP], ids=["behind", "above"])
def test_from_elsewhere_the_block_is_whole(cut_view, camera):
    cut_view.camera_motion.go(camera)
    picture(cut_view)
    assert cut_view.world.cut is None
    assert cut_view.world.front == -cut_view.world.half[1]
    cut_view.camera_motion.go(FRONT)
    picture(cut_view)
    assert cut_view.world.cut == CUT


def test_another_surface_is_not_cut(cut_view):
    now = replace(cut_view.ball_presenter.now, surface=surfaces.BY_KEY["bowl"](), edits=5)
    cut_view.refresh(now, overlays=PLAIN)
    assert cut_view.world.cut is None


def test_a_surface_whose_knob_is_turned_stays_cut(cut_view):
    moved = replace(SURFACE, shift=0.2)
    cut_view.refresh(replace(cut_view.ball_presenter.now, surface=moved, edits=5), overlays=PLAIN)
    picture(cut_view)
    assert cut_view.world.cut == CUT
