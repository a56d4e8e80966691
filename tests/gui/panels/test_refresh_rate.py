"""When a panel shows what it is offered."""

from gui.panels.balls.panel import BallsPanel
from tests.gui.panels.runs import go, player, shown


def test_a_panel_that_never_had_room_shows_what_it_was_offered_all_the_same(qtbot, qapp):
    """It is offered its first snapshot while the others have taken all the time of the frame."""
    with shown(qtbot, qapp, BallsPanel) as table:
        now = go(player("adam"), 3)
        assert table.offer(now, room=False) == 0.0
        assert not table.model.rowCount()
        qtbot.waitUntil(lambda: table.model.rowCount() == 2)
