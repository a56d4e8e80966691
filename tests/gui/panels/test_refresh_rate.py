"""When a panel shows the snapshots it gets."""

from gui.panels.balls.panel import BallsPanel
from tests.gui.panels.runs import go, player, shown


def test_a_panel_without_room_in_any_frame_is_refreshed_later(qtbot, qapp):
    """It gets its first snapshot while the others have taken all the time of the frame."""
    with shown(qtbot, qapp, BallsPanel) as table:
        now = go(player("adam"), 3)
        assert table.set_snapshot(now, room=False) == 0.0
        assert not table.model.rowCount()
        qtbot.waitUntil(lambda: table.model.rowCount() == 2)
