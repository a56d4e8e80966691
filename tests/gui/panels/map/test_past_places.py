"""Where balls were at the update that is pointed at in a curve."""

import numpy as np
import pytest

from gui.panels.map.annotations import PAST
from gui.panels.map.panel import MapPanel
from tests.gui.panels.runs import go, nearest_color, player, show, shown


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, MapPanel) as panel:
        yield panel


def test_a_ring_shows_where_a_ball_was_at_the_update_that_is_pointed_at(qtbot, panel):
    run = player("adam", points=((-1.5, 1.5),))
    now = go(run, 60)
    show(panel, now)
    qtbot.waitUntil(lambda: panel.map.complete)
    rows = np.concatenate([chunk.rows for chunk in now.fleets[0].chunks])[:, 0]
    color = panel.theme.palette.fleet_color(0)
    for update in (0, 25, 40):
        x, y = panel.map.frame.pixels(rows[update]).tolist()
        panel.selection.hover_update(None)
        before = panel.map.grab().toImage()
        panel.selection.hover_update(update)
        seen = panel.map.grab().toImage()
        changed = [
            (column, row)
            for column in range(seen.width())
            for row in range(seen.height())
            if seen.pixel(column, row) != before.pixel(column, row)
        ]
        middle = np.mean(changed, axis=0)
        assert np.hypot(*(middle - (x, y))) < 1.5
        assert nearest_color(panel.map, x + PAST, y, color, 2) < 60
    panel.selection.hover_update(60)  # where it is now
    assert panel.map.grab().toImage() == before
