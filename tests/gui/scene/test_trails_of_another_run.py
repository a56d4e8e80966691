"""Trails of a run that starts where the one before it did."""

import numpy as np

from tests.gui.scene.looking import PLAIN, picture
from tests.gui.scene.runs import instant, race


def advanced(made, updates, edits):
    made.step(updates)
    return instant(made, edits)


def test_another_run_from_the_same_place_draws_none_of_the_former_ones_trail(view):
    first, second = race(lr=0.3), race(lr=0.05)
    view.refresh(instant(first), overlays=PLAIN)
    view.refresh(advanced(first, 20, 0), overlays=PLAIN)
    picture(view)
    view.refresh(instant(second, 1), overlays=PLAIN)  # at update 0 both are alike
    picture(view)
    view.refresh(advanced(second, 12, 1), overlays=PLAIN)
    picture(view)
    shown = view.ball_presenter.trail_presenter
    drawn = shown.trails.position[: shown.end].copy()
    shown.clear()
    view.refresh(instant(second, 2), overlays=PLAIN)
    picture(view)
    np.testing.assert_array_equal(drawn, shown.trails.position[: shown.end])
