"""What an update leaves as it was is neither laid out, set nor painted again, in a real window."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from engine.commands import Drop, Reschedule, Turn, TurnSurface, Walk
from engine.schedules import BY_KEY as SCHEDULES
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.landscape.panel import LandscapePanel
from gui.style.plain_text import PlainLabel
from gui.window.time_slider import TimeSlider
from tests.gui.windows import balls, until

DECAY = SCHEDULES["exponential"]()
PANELS = (FleetsPanel, LandscapePanel)


class Events(QObject):
    """Counts events of one sort by the class of the widget."""

    def __init__(self, kind):
        super().__init__()
        self.kind, self.counts = kind, Counter()

    def eventFilter(self, watched, event):
        if event.type() == self.kind and isinstance(watched, QWidget):
            self.counts[type(watched).__name__] += 1
        return False


@pytest.fixture
def rolling(qtbot, window):
    """The window with a ball, some updates after it was dropped."""
    window.engine.send(Drop((0,), ((0.5, 0.5),)))
    window.engine.send(Walk(30))
    until(qtbot, window, lambda now: balls(now) and now.update == 30)
    qtbot.wait(250)
    return window


def walked(qtbot, window, updates=3):
    """One update after the other, each shown in every panel."""
    for _ in range(updates):
        goal = window.engine.snapshot.update + 1
        window.engine.send(Walk(1))
        now = until(qtbot, window, lambda now, goal=goal: now.update == goal)
        for panel in window.panels.values():
            panel.set_snapshot(now)
    QApplication.processEvents()


def test_an_update_lays_nothing_out(qtbot, qapp, rolling):
    events = Events(QEvent.Type.LayoutRequest)
    qapp.installEventFilter(events)
    walked(qtbot, rolling)
    qapp.removeEventFilter(events)
    assert events.counts == {}


def test_no_text_of_settings_is_set_by_an_update(qtbot, monkeypatch, rolling):
    labels = []
    monkeypatch.setattr(PlainLabel, "setText", lambda self, text: labels.append(self))
    for kind in PANELS:
        rolling.docks[kind.key].raise_()
        QApplication.processEvents()
        labels.clear()
        walked(qtbot, rolling)
        assert not [each for each in labels if rolling.panels[kind.key].isAncestorOf(each)]


@pytest.fixture
def refreshes(monkeypatch):
    """The panels of settings, in the order in which they were refreshed."""
    found = []
    for kind in PANELS:
        real = kind.refresh
        monkeypatch.setattr(
            kind, "refresh", lambda self, now, real=real: (found.append(self.key), real(self, now))
        )
    return found


CHANGES = {
    "a knob": (FleetsPanel, Turn(0, "lr", 0.03)),
    "a ball": (FleetsPanel, Drop((0,), ((0.1, 0.2),))),
    "a schedule": (FleetsPanel, Reschedule(0, DECAY)),
    "the shape": (LandscapePanel, TurnSurface("h", 0.8)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_is_shown_at_once(qtbot, rolling, refreshes, name):
    kind, command = CHANGES[name]
    rolling.docks[kind.key].raise_()
    QApplication.processEvents()
    refreshes.clear()
    before = rolling.engine.snapshot
    rolling.engine.send(command)
    until(qtbot, rolling, lambda now: now.edits > before.edits)
    qtbot.waitUntil(lambda: kind.key in refreshes)


def test_the_marker_of_a_schedule_follows_every_update(qtbot, rolling, refreshes):
    rolling.engine.send(Reschedule(0, DECAY))
    until(qtbot, rolling, lambda now: type(now.fleets[0].schedule) is type(DECAY))
    refreshes.clear()
    walked(qtbot, rolling, 1)
    qtbot.waitUntil(lambda: FleetsPanel.key in refreshes)


def test_the_slider_is_painted_where_its_handle_moves(qtbot, qapp):
    slider, events = TimeSlider(), Events(QEvent.Type.Paint)
    qtbot.addWidget(slider)
    with qtbot.waitExposed(slider):
        slider.show()
    slider.show_place(30, 30)
    QApplication.processEvents()
    qapp.installEventFilter(events)
    for place, painted in (((31, 31), 0), ((10, 31), 1), ((10, 31), 1), ((31, 31), 2)):
        slider.show_place(*place)
        QApplication.processEvents()
        assert (slider.value(), slider.maximum()) == place
        assert events.counts["TimeSlider"] == painted
    qapp.removeEventFilter(events)
