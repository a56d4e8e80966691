"""Long files are read in a process of their own, with progress and cancellation."""

import pickletools
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QPushButton

from engine import session
from engine.commands import Drop, Turn
from engine.data.columns import Columns
from engine.errors import DataError
from engine.jobs import CancelledError, Progress
from engine.plain import PIECE
from engine.player import Player
from engine.scenario import MOST_FLEETS, FleetSetup, Scenario
from engine.session import write_scenario
from engine.stamped import Stamped
from engine.surfaces import BY_KEY as SURFACES
from gui.documents import reading
from gui.documents.reading import load, load_apart, packed, unpacked
from tests.gui.parts import part
from tests.gui.windows import race, scenario_file, until

DATA = Path(__file__).parents[2] / "data"
MOST_OPERATIONS = 20_000  # of unpickling, in one go: some 2 ms

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
        found, sent = load(file), unpacked(packed(file, progress()), progress())
        assert sent == found
        assert type(sent) is type(found)
    assert type(sent.fleets[0].points) is tuple
    assert set(map(type, sent.fleets[0].points)) == {tuple}
    assert {type(value) for point in sent.fleets[0].points for value in point} == {float}


COLUMN = tuple(0.5 * k for k in range(12 * PIECE))
LINE = SURFACES["linear_regression"](own=Columns(("x", "y"), (COLUMN, COLUMN[::-1])))


def dropped(balls, drops):
    return [Drop((0,), tuple((0.1 * k, -float(k)) for k in range(balls)))] * drops


@pytest.mark.parametrize(
    ("scenario", "edits"),
    [
        pytest.param(race(), [Turn(0, "lr", 1e-6 * k) for k in range(4 * PIECE)], id="edits"),
        pytest.param(race(), dropped(9, PIECE), id="drops"),
        pytest.param(race(), dropped(PIECE, 10), id="long drops"),
        pytest.param(race(), dropped(5 * PIECE, 1), id="a very long drop"),
        pytest.param(race(gd=dropped(PIECE, 1)[0].points), [], id="balls"),
        pytest.param(
            Scenario(
                race().surface,
                (FleetSetup(race().fleets[0].optimizer, points=((0.5, 0.1),) * 40),) * MOST_FLEETS,
            ),
            [],
            id="fleets",
        ),
        pytest.param(Scenario(LINE), [], id="table"),
    ],
)
def test_nothing_is_unpickled_that_takes_long(tmp_path, scenario, edits):
    """Unpickling holds Python's lock, except in Python functions: each piece must be short."""
    now = replace(
        Player(scenario).snapshot(), log=tuple(Stamped(k, e) for k, e in enumerate(edits))
    )
    file = tmp_path / "long.downhill"
    file.write_text(session.write_session(now), encoding="utf-8")
    pieces = packed(file, progress())
    assert max(sum(1 for _ in pickletools.genops(piece)) for piece in pieces) <= MOST_OPERATIONS
    assert unpacked(pieces, progress()) == load(file)


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
