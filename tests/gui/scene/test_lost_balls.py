"""Balls that fell into a hole of the surface are drawn at their last positions."""

import numpy as np
import pytest

from engine.analysis.endings import endings
from engine.commands import Drop, Move, Turn
from engine.player import Player
from engine.scenario import Scenario
from engine.session import read, write_session
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.typed import Typed
from gui.panels.map.panel import MapPanel
from gui.sampling.lost_balls import LostBalls
from gui.scene.presenters.ball_badges import badges
from gui.style.palette import DARK
from tests.gui.panels.runs import show, shown
from tests.gui.scene.holes import FALL, SURFACE, falling, forwarded, ink, near, pixels_of, reached
from tests.gui.scene.looking import PLAIN, from_above, hidden_balls, picture


def words(view):
    found = badges(view.ball_presenter.placement.balls, view.projection, ink(view))
    return [label.text for label in found if label.strong]


def is_drawn_hollow_at(view, place, word="no value"):
    """Checks the balls, their texts, and the image: a rim, and no disc."""
    image, balls = picture(view), view.ball_presenter.placement.balls
    x, y = np.round(pixels_of(view, balls)[0]).astype(int)
    rim = near(image[y - 12 : y + 12, x - 12 : x + 12], DARK.fleet_color(0), 60)
    at_place = np.allclose(view.world.points(balls.centre[0, :2]), place, atol=1e-9)
    hollow = balls.hollow[0] and words(view) == [word] and hidden_balls(view) == 0
    return bool(hollow and at_place and 20 < rim.sum() < 140 and not rim[10:14, 10:14].any())


def is_drawn_full(view):
    image, balls = picture(view), view.ball_presenter.placement.balls
    x, y = np.round(pixels_of(view, balls)[0]).astype(int)
    disc = near(image[y - 3 : y + 3, x - 3 : x + 3], DARK.fleet_color(0), 180)  # with a highlight
    return bool(not balls.hollow[0] and words(view) == [] and disc.all())


def test_a_ball_that_fell_into_a_hole_stays_visible_at_its_last_position(view):
    player = falling()
    view.refresh(reached(player, 0), overlays=PLAIN)
    from_above(view)
    assert is_drawn_full(view)
    for update in (1, 2, 51):
        now = reached(player, update)
        assert np.isnan(now.fleets[0].position).any() == (update > 1)
        view.refresh(now, overlays=PLAIN)
        assert is_drawn_hollow_at(view, FALL), update
    view.refresh(forwarded(player, 9000), overlays=PLAIN)
    assert is_drawn_hollow_at(view, FALL)
    for update, seen in ((8000, True), (0, False), (2, True), (1, True), (0, False)):
        view.refresh(
            reached(player, update), overlays=PLAIN
        )  # scrubbed to before and after the fall
        assert is_drawn_hollow_at(view, FALL) is seen
        assert is_drawn_full(view) is not seen


def test_a_lost_ball_has_no_trail_to_be_written_at_every_frame(view):
    view.refresh(reached(falling(), 51), overlays=PLAIN)
    for _ in range(3):
        picture(view)
        assert (
            view.ball_presenter.trail_presenter.end
            == view.ball_presenter.trail_presenter.trails.count
        )


def test_after_another_setting_of_a_knob_it_is_at_its_last_position_of_that_run(view):
    """The same ball in the same run, which fell elsewhere before the cursor went back."""
    player = falling()
    view.refresh(reached(player, 9), overlays=PLAIN)
    from_above(view)
    assert is_drawn_hollow_at(view, FALL)
    reached(player, 0)
    player.edit(Turn(0, "lr", 3.0))
    view.refresh(reached(player, 9), overlays=PLAIN)
    assert is_drawn_hollow_at(view, (0.5 - 3 * (1 + np.log(0.5)), -0.6))


def test_it_is_drawn_although_no_frame_showed_its_fall(view):
    view.refresh(forwarded(falling(), 3000), overlays=PLAIN)
    from_above(view)
    assert is_drawn_hollow_at(view, FALL)


def test_it_is_drawn_when_its_session_is_opened_again(view):
    player = falling()
    kept = write_session(forwarded(player, 70))
    again = Player(Scenario(SURFACE))
    again.open(read(kept).course)
    again.run_to_goal(np.inf, lambda: 0.0)
    view.refresh(again.snapshot(), overlays=PLAIN)
    from_above(view)
    assert is_drawn_hollow_at(view, FALL)


def test_it_does_not_vanish_while_balls_glide_from_update_to_update(view):
    """At any time within a glide: a ball without a position does not move."""
    player = falling()
    view.refresh(reached(player, 1), overlays=PLAIN)
    from_above(view)
    view.set_still(False)
    for update in (2, 3, 2):
        view.refresh(reached(player, update), overlays=PLAIN)
        assert is_drawn_hollow_at(view, FALL)
        trails, end = (
            view.ball_presenter.trail_presenter.trails,
            view.ball_presenter.trail_presenter.end,
        )
        drawn = trails.position.reshape(-1, 3)[trails.plain(0, end).ravel(), :2]
        assert (view.world.points(drawn)[:, 0] > -1e-6).all()  # no trail leads into the hole


def test_moved_by_hand_it_is_full_again_and_after_undo_hollow(view):
    player = falling()
    view.refresh(reached(player, 5), overlays=PLAIN)
    from_above(view)
    player.edit(Move(0, (1.0, 1.0)))
    view.refresh(player.snapshot(), overlays=PLAIN)
    assert is_drawn_full(view)
    player.undo()
    player.run_to_goal(np.inf, lambda: 0.0)
    view.refresh(player.snapshot(), overlays=PLAIN)
    assert is_drawn_hollow_at(view, FALL)


def test_balls_of_another_run_are_not_confused_with_those_of_this(view):
    """Equal trajectories and equal counts of edits, but another last position."""
    view.refresh(reached(falling(), 9), overlays=PLAIN)
    from_above(view)
    assert is_drawn_hollow_at(view, FALL)
    view.refresh(reached(falling((0.5, -0.9)), 9), overlays=PLAIN)
    assert is_drawn_hollow_at(view, (FALL[0], 0.9))


@pytest.mark.parametrize("text", ["x^4 + y^4 + 0*log(x+9)", "x^4 + y^4"])
def test_a_ball_that_diverged_is_not_drawn_and_not_hollow(view, text):
    view.refresh(reached(falling((2.5, 2.0), surface=Typed(text)), 40), overlays=PLAIN)
    picture(view)
    assert hidden_balls(view) == 1
    assert not view.ball_presenter.placement.balls.hollow.any()


def test_a_ball_with_its_look_ahead_point_in_the_hole_is_hollow_at_its_last_position(view):
    player = falling((1.6, 2.4), "nesterov", lr=0.3)
    before, now = reached(player, 2), reached(player, 3)
    last = before.fleets[0].position
    assert np.isfinite(SURFACE.value(last)).all()
    assert np.isnan(now.fleets[0].position).any()
    view.refresh(now, overlays=PLAIN)
    picture(view)
    balls = view.ball_presenter.placement.balls
    assert balls.hollow.tolist() == [True]
    ground = view.world.to_world(last, SURFACE.value(last))
    np.testing.assert_allclose(balls.centre, ground + balls.radius * balls.normal, atol=1e-9)


def test_where_only_a_derivative_has_no_value_the_text_says_so(view):
    """At the tip of a cone there is a height, but no gradient."""
    player = falling((0.0, 0.0), surface=Typed("sqrt(x^2 + y^2)"))
    view.refresh(reached(player, 0), overlays=PLAIN)
    from_above(view)
    assert is_drawn_full(view)
    view.refresh(reached(player, 30), overlays=PLAIN)
    assert is_drawn_hollow_at(view, (0.0, 0.0), "no derivative")


def test_the_ending_of_a_lost_ball_is_looked_up_once(monkeypatch):
    """Otherwise a run of many balls would search its recording for all of them every frame."""
    looked_up = []

    def counted(chunks, trajectories):
        looked_up.extend(trajectories.tolist())
        return endings(chunks, trajectories)

    monkeypatch.setattr("gui.sampling.lost_balls.endings", counted)
    player, lost_balls = falling(points=((0.4, 0.0), (0.6, 0.0))), LostBalls()
    for update in (0, 1, 2, 3, 60, 1, 60, 0, 4):
        lost_balls.resolve(reached(player, update))
    assert sorted(looked_up) == [0, 1, 2]
    player.edit(Drop((0,), ((1.0, 1.0),)))
    lost_balls.resolve(player.snapshot())
    assert sorted(looked_up) == [0, 0, 1, 1, 2, 2]


def test_nothing_is_looked_up_where_the_surface_has_no_holes(monkeypatch):
    monkeypatch.setattr("gui.sampling.lost_balls.endings", None)
    for surface in (SURFACES["monkey_saddle"](), SURFACE):
        steady = falling((1.0, 1.0), surface=surface, lr=1e-3)
        now = reached(steady, 5)
        assert LostBalls().resolve(now).now is now
    wild = reached(falling((3.0, 1.0), surface=SURFACES["monkey_saddle"]()), 40)
    assert np.isnan(wild.fleets[0].position).any()
    assert LostBalls().resolve(wild).now is wild


def test_the_map_and_the_scene_call_the_same_balls_hollow(view, qtbot, qapp):
    """One that fell, one in the hole, one that rolls, and one with a look-ahead point in it."""
    points = ((-1.0, 0.5), (1.0, 1.0), (-1e-9, 0.0))
    with shown(qtbot, qapp, MapPanel) as panel:
        for key, lr in (("gd", 2.0), ("nesterov", 0.3), ("adam", 0.5)):
            run = falling((1.6, 2.4), key, lr=lr, points=points)
            for update in (0, 1, 3, 40):
                now = reached(run, update)
                show(panel, now)
                view.refresh(now, overlays=PLAIN)
                picture(view)
                seen = [bool(h) for h in view.ball_presenter.placement.balls.hollow]
                frame, on_map = panel.map.frame, []
                for centre in view.ball_presenter.placement.balls.centre:
                    at = view.world.points(centre[:2]) if np.isfinite(centre).all() else None
                    on_map.append(at is not None and panel.map.tip_at(*frame.pixel(at)) != "")
                assert seen == on_map, (key, update)
