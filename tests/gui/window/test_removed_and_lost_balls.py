"""Removed balls are gone from every view at once; lost ones are offered what can be done."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolTip

from engine.commands import Drop, FastForward, GoTo, Load, Remove, RemoveFleet, Turn, Undo
from engine.control import execute
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from gui.panels.ball_menu import BallMenu
from gui.panels.balls.panel import BallsPanel
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.map.panel import MapPanel
from gui.panels.slice.panel import SlicePanel
from gui.state.drop_commands import duplicate, why_not_duplicate
from gui.state.selection import Selection
from gui.window import panel_catalog
from tests.gui.panels.runs import show, shown
from tests.gui.parts import part
from tests.gui.scene.conftest import view
from tests.gui.scene.looking import picture
from tests.gui.windows import opened, optimizer, until

__all__ = ["view"]
POINTS = ((1.0, 0.5), (-0.5, 0.25), (0.25, -1.5))


def race():
    keys = ("gd", "adam", "momentum")
    fleets = tuple(
        FleetSetup(optimizer(key, lr=0.05), color=color, points=POINTS)
        for color, key in enumerate(keys)
    )
    return Scenario(Bowl(), fleets)


def done(*asked):
    """A run after commands; numbers are updates to go to."""
    player = Player(race())
    for command in asked:
        if isinstance(command, int):
            player.timeline.seek(command)
        else:
            execute(command, player)
        player.timeline.arrive()
        player.seeking = False
    return player


# Each way to remove balls after they have moved, and a run in which they never moved.
WAYS = {
    "balls": ((80, Remove((1, 4))), (Remove((1, 4)), 80)),
    "a fleet": ((80, RemoveFleet(1)), (RemoveFleet(1), 80)),
    "all": ((80, Remove(tuple(range(9)))), (Remove(tuple(range(9))), 80)),
    "an undone drop": ((Drop((0,), ((1.5, 1.5),)), 80, Undo()), (80,)),
    "a new run": ((80, Load(race())), (Load(race()),)),
}
# Their axes and columns do not shrink at once, so both runs begin alike there.
STEADY = ("curves", "balls")
every_way = pytest.mark.parametrize("way", WAYS)


def pixels(widget):
    image = widget.grab().toImage()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).astype(int)


@every_way
@pytest.mark.parametrize("kind", panel_catalog.ALL, ids=lambda kind: kind.key)
def test_a_panel_shows_nothing_of_what_was_removed(qtbot, qapp, kind, way):
    after, never = WAYS[way]
    before = done(*after[:-1]).snapshot()  # what is removed next is there
    seen = []
    for asked in (after, never):
        selection = Selection()
        with shown(qtbot, qapp, kind, (420, 300), selection=selection) as panel:
            if asked is after or kind.key in STEADY:
                show(panel, before)
                selection.choose({0, 1})
            now = done(*asked).snapshot()
            show(panel, now)
            selection.choose({0})
            show(panel, now)
            if isinstance(panel, MapPanel):
                qtbot.waitUntil(lambda: panel.map.complete)
            if isinstance(panel, SlicePanel):
                panel.finish()
            qapp.processEvents()
            seen.append(pixels(panel))
    assert np.abs(seen[0] - seen[1]).max() == 0


@every_way
def test_the_scene_shows_nothing_of_what_was_removed(view, way):
    after, never = WAYS[way]
    seen = []
    for asked in (after, never):
        view.refresh(done(*asked[:1]).snapshot())
        view.refresh(done(*asked).snapshot())
        seen.append(picture(view))
    assert np.abs(seen[0] - seen[1]).max() < 10


# Lost balls.


def lost():
    """A run whose ball 1 has no position any more, and ball 0 has."""
    fleet = FleetSetup(optimizer("gd", lr=3.0), points=((0.0, 0.0), (1.0, 1.0)))
    player = Player(Scenario(Bowl(), (fleet,)))
    player.timeline.seek(1200)
    player.timeline.arrive()
    now = player.snapshot()
    assert np.isnan(now.fleets[0].position[1]).all()
    return player


def test_duplicating_leaves_lost_balls_out_and_is_one_edit_for_each_fleet(sent):
    now = done(5).snapshot()
    assert duplicate(sent.append, now, frozenset({0, 2, 4, 99}))
    expected = [tuple(map(tuple, now.fleets[0].position[[0, 2]].tolist()))]
    expected.append((tuple(now.fleets[1].position[1].tolist()),))
    assert sent == [Drop((fleet,), points) for fleet, points in enumerate(expected)]
    sent.clear()
    assert not duplicate(sent.append, lost().snapshot(), frozenset({1}))
    assert sent == []
    assert duplicate(sent.append, lost().snapshot(), frozenset({0, 1}))
    assert sent == [Drop((0,), ((0.0, 0.0),))]


def test_the_menu_of_a_lost_ball_says_why_it_can_not_be_duplicated(qtbot, qapp, sent):
    now = lost().snapshot()
    for ball, reason in ((0, ""), (1, "no position any more")):
        with shown(qtbot, qapp, FleetsPanel) as panel:
            menu = BallMenu(sent.append, panel.selection, now, ball, None, panel)
            follow, another = menu.actions()[1:3]
            assert follow.isEnabled() is (reason == "")
            assert another.isEnabled() is (reason == "")
            assert another.text() == (f"Duplicate: {reason}" if reason else "Duplicate")
            menu.actions()[3].trigger()
            assert sent[-1] == Remove((ball,))
            assert why_not_duplicate(now, frozenset({ball})) == reason


def test_the_key_in_the_table_says_it_too(qtbot, qapp):
    with shown(qtbot, qapp, BallsPanel, (600, 200)) as panel:
        show(panel, lost().snapshot())
        panel.selection.choose({1})
        panel.view.setCurrentIndex(panel.model.index(1, 0))
        QTest.keyClick(panel.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert panel.sent == []
        assert QToolTip.text() == "no position any more"
        QToolTip.hideText()
        panel.selection.choose({0})
        QTest.keyClick(panel.view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert panel.sent == [Drop((0,), ((0.0, 0.0),))]


def test_the_window_offers_for_lost_and_removed_balls_what_can_be_done(qtbot, qapp):
    fleet = FleetSetup(optimizer("gd", lr=3.0), points=((0.0, 0.0), (1.0, 1.0)))
    with opened(qtbot, qapp, Scenario(Bowl(), (fleet,))) as window:
        actions = window.actions_
        window.engine.send(GoTo(0))
        window.engine.send(FastForward(1200))
        until(qtbot, window, lambda now: now.update == 1200 and now.goal is None)
        for chosen, possible in (({1}, False), ({0}, True), ({0, 1}, True)):
            window.selection.choose(chosen)
            assert actions["duplicate"].isEnabled() is possible
            assert ("no position any more" in actions["duplicate"].text()) is not possible
            assert actions["remove"].isEnabled()
        window.selection.choose({1})
        actions["remove"].trigger()
        now = until(qtbot, window, lambda now: len(now.fleets[0].balls) == 1)
        assert window.selection.chosen == frozenset()
        assert not actions["duplicate"].isEnabled()
        assert now.message is None


def test_a_dropped_future_is_said_with_an_undo_that_goes_when_it_is_past(qtbot, qapp):
    with opened(qtbot, qapp, race()) as window:
        send, notices = window.engine.send, window.central.notices
        send(FastForward(40))
        until(qtbot, window, lambda now: now.update == 40 and now.goal is None)
        send(GoTo(10))
        until(qtbot, window, lambda now: now.update == 10 and now.goal is None)
        send(Turn(0, "lr", 0.01))
        until(qtbot, window, lambda now: now.head == 10)
        (notice,) = notices.shown
        assert notice.text() == "The run beyond update 10 was dropped."
        part(notice, QPushButton, "Undo").click()
        now = until(qtbot, window, lambda now: now.head == 40)
        assert (now.update, now.log) == (10, ())
        send(GoTo(40))
        until(qtbot, window, lambda now: now.update == 40 and now.goal is None)
        send(GoTo(20))
        send(Turn(0, "lr", 0.01))
        until(qtbot, window, lambda now: now.head == 20 and now.log)
        assert len(notices.shown) == 1
        send(Drop((0,), ((0.5, 0.5),)))
        until(qtbot, window, lambda now: len(now.log) == 2)
        assert notices.shown == ()  # undoing would now take back something else
