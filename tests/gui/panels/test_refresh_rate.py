"""When a panel shows the snapshots it gets."""

from time import perf_counter, sleep
from typing import final

from PySide6.QtCore import Qt

from gui.panels.balls.panel import BallsPanel
from gui.panels.panel import Panel
from tests.gui.panels.runs import go, player, shown


def test_a_panel_without_room_in_any_frame_is_refreshed_later(qtbot, qapp):
    """It gets its first snapshot while the others have taken all the time of the frame."""
    with shown(qtbot, qapp, BallsPanel) as table:
        now = go(player("adam"), 3)
        assert table.set_snapshot(now, room=False) == 0.0
        assert not table.model.rowCount()
        qtbot.waitUntil(lambda: table.model.rowCount() == 2)


@final
class Counted(Panel):
    """A panel whose first refresh takes long."""

    key, interval = "counted", 0.01
    about = term = ""
    area = Qt.DockWidgetArea.RightDockWidgetArea
    slow = 0.3  # seconds

    def refresh(self, now):
        sleep(self.slow)
        self.slow = 0.0

    def set_palette(self, palette):
        pass

    def retranslate(self):
        pass


def test_what_was_made_once_does_not_delay_the_next(qtbot, qapp):
    with shown(qtbot, qapp, Counted) as panel:
        run = player("adam")
        panel.set_snapshot(go(run, 1))
        assert panel.slow == 0.0
        assert panel.due - perf_counter() < 1.0  # not 0.3 s over its share of the time
