"""Long files are read in a process of their own, with progress and cancellation."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QPushButton

from engine import session
from engine.errors import DataError
from engine.jobs import CancelledError, Progress
from engine.plain import PIECE
from engine.session import write_scenario
from gui.documents import reading
from gui.documents.reading import load, load_apart, packed, unpacked
from tests.gui.parts import part
from tests.gui.windows import race, scenario_file, until

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "versions").rglob("*.json"))
FILES += sorted((DATA / "scenarios").iterdir())


def progress():
    return Progress(0, [0.0, 0.0])


def test_what_is_sent_between_processes_is_what_was_read(tmp_path):
    long = tmp_path / "long.downhill"
    points = tuple((0.1 * k, -float(k)) for k in range(3 * PIECE + 1))
    long.write_text(write_scenario(race(gd=points, adam=((1.0, 2.0),))), encoding="utf-8")
    assert FILES
    for file in (*FILES, long):
        found, sent = load(file), unpacked(packed(file, progress()))
        assert sent == found
        assert type(sent) is type(found)
    assert type(sent.fleets[0].points) is tuple
    assert set(map(type, sent.fleets[0].points)) == {tuple}
    assert {type(value) for point in sent.fleets[0].points for value in point} == {float}


@pytest.fixture
def all_are_long(monkeypatch):
    monkeypatch.setattr(reading, "SMALL", 10)


@pytest.mark.usefixtures("all_are_long")
def test_a_long_file_is_opened_when_its_process_has_read_it(qtbot, window, tmp_path):
    file = scenario_file(tmp_path, write_scenario(race("saddle", gd=((0.1, 0.2),))))
    assert window.files.open(file)
    assert window.engine.snapshot.surface.key != "saddle"
    until(qtbot, window, lambda now: now.surface.key == "saddle")
    assert window.files.recent == (file,)
    window.shell.settings.put("files/recent", [])
    window.central.notices.clear()


@pytest.mark.usefixtures("all_are_long")
def test_reading_shows_its_progress_and_can_be_cancelled(qtbot, window, tmp_path, monkeypatch):
    ended = Event()

    def read(file, progress):
        try:
            while not ended.wait(0.01):
                progress(0.25)
        finally:
            ended.set()

    monkeypatch.setattr("gui.documents.file_commands.load_apart", read)
    before = window.engine.snapshot
    window.files.open(scenario_file(tmp_path, write_scenario(race("saddle"))))
    qtbot.waitUntil(lambda: len(window.central.notices.shown) == 1)
    (notice,) = window.central.notices.shown
    assert notice.text() == "Reading “given.json”: 25%"
    part(notice, QPushButton).click()
    qtbot.waitUntil(ended.is_set)
    assert window.engine.snapshot is before
    assert window.files.recent == ()


def test_a_process_that_reads_is_ended_when_it_is_cancelled(tmp_path):
    file = scenario_file(tmp_path, write_scenario(race("saddle")))
    cancelled = progress()
    cancelled.cancel()
    with pytest.raises(CancelledError):
        load_apart(file, cancelled)


def test_what_is_wrong_with_a_file_comes_out_of_the_process(tmp_path):
    with pytest.raises(DataError, match="format"):
        load_apart(scenario_file(tmp_path, '{"format": 99, "kind": "scenario"}'), progress())


def test_a_session_says_how_much_of_it_is_read():
    session_file = next(each for each in FILES if "session" in each.name)
    seen = []
    session.read(session_file.read_text("utf-8"), seen.append)
    assert seen == sorted(seen)
    assert 0 < seen[0] < 1
