"""A run as a table of numbers."""

import csv
import io
import json
import math
import tracemalloc
from functools import cache

import numpy as np
import pytest

from engine import export
from engine.analysis.curvature import read
from engine.apply import apply
from engine.commands import AddFleet, Drop, GoTo, Move, Redo, Remove, RemoveFleet, Turn, Undo, Walk
from engine.control import execute
from engine.errors import DataError
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.simulation import Simulation
from tests.engine.worlds import scenario, trail


def ask(player, *commands):
    for command in commands:
        execute(command, player)
        while player.seeking:
            player.run_to_goal(math.inf, lambda: 0.0)


@pytest.fixture
def now():
    player = Player(scenario("gd", "adam"))
    ask(player, Walk(300), Move(1, (0.5, 0.5)), Drop((0,), ((60.0, 60.0),)), Walk(30))
    return player.snapshot()


def write(now, file, *progress):
    with file.open("wb") as stream:
        export.write(now, stream, file.suffix, *progress)


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_recorded_update_of_every_ball_is_a_row(now, tmp_path):
    write(now, tmp_path / "run.csv")
    rows = rows_of(tmp_path / "run.csv")
    mine = [row for row in rows if row["ball"] == "0"]
    wanted = trail(now.fleets[0], 0)
    np.testing.assert_array_equal([(float(r["w1"]), float(r["w2"])) for r in mine], wanted)
    losses = read(now.surface, wanted).loss
    np.testing.assert_array_equal([float(r["loss"]) for r in mine], losses)


def test_the_three_formats_hold_the_same(now, tmp_path):
    for ending in ("csv", "json", "npz"):
        write(now, tmp_path / f"run.{ending}")
    rows = rows_of(tmp_path / "run.csv")
    exported = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "run.npz") as arrays:
        assert tuple(arrays.files) == export.COLUMNS
        for i, name in enumerate(export.COLUMNS):
            column = [row[name] for row in rows]
            listed = [row[i] for row in exported["rows"]]
            if name == "optimizer":
                assert column == listed == arrays[name].tolist()
                continue
            numbers = np.array(column, float)
            np.testing.assert_array_equal(arrays[name], numbers)
            finite = [value for value in listed if value is not None]
            np.testing.assert_array_equal(finite, numbers[np.isfinite(numbers)])


def test_rows_ahead_of_the_cursor_are_left_out(tmp_path):
    player = Player(scenario("gd"))
    for command in (Walk(20), Walk(-5)):
        execute(command, player)
        player.run_to_goal(math.inf, lambda: 0.0)
    write(player.snapshot(), tmp_path / "run.csv")
    assert max(int(row["update"]) for row in rows_of(tmp_path / "run.csv")) == 15


def test_a_run_without_balls_is_an_empty_table(tmp_path):
    player = Player(scenario("gd"))
    execute(Remove((0, 1, 2)), player)
    for ending in ("csv", "json", "npz"):
        write(player.snapshot(), tmp_path / f"run.{ending}")
    assert rows_of(tmp_path / "run.csv") == []


def test_an_export_can_be_cancelled_within_a_moment_however_many_balls(monkeypatch):
    monkeypatch.setattr(export, "POINTS", 7)
    player = Player(scenario("gd", points=tuple((0.1 * k, 0.2) for k in range(20))))
    ask(player, Walk(3))
    sizes = [part.length for part in export.parts(player.snapshot(), lambda share: None)]
    assert max(sizes) <= 7
    assert sum(sizes) == 4 * 20

    def refuse(share):
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export.write(player.snapshot(), io.BytesIO(), ".csv", refuse)


def test_the_size_of_the_blocks_changes_nothing(now, monkeypatch):
    texts = []
    for points in (3, 1 << 20):
        monkeypatch.setattr(export, "POINTS", points)
        stream = io.BytesIO()
        export.write(now, stream, ".csv")
        texts.append(stream.getvalue())
    assert texts[0] == texts[1]


def test_an_unknown_ending_is_refused(now, tmp_path):
    with pytest.raises(DataError):
        write(now, tmp_path / "run.xls")


def test_the_final_table_has_the_status_of_every_ball(now):
    rows = export.final_rows(now)
    assert [row["ball"] for row in rows] == [0, 1, 2, 6, 3, 4, 5]
    diverged = {row["ball"] for row in rows if row["status"].startswith("diverged")}
    assert diverged == {6}
    assert all(row["update"] == 330 for row in rows)


# -- fleets that were removed ---------------------------------------------------------------------

AT = {  # edits by the update that they are made at
    20: Drop((0,), ((0.4, 0.1),)),
    50: AddFleet(BY_KEY["nesterov"](lr=0.0005)),
    60: Drop((2,), ((-0.4, 0.2), (0.3, 0.3))),
    70: RemoveFleet(1),
    90: Turn(2, "lr", 0.0004),
    110: RemoveFleet(2),
    120: AddFleet(BY_KEY["adam"]()),
    130: Drop((3,), ((0.7, 0.7),)),
    300: RemoveFleet(0),
}
LAST = 320


def with_removals():
    """A run in which fleets come and go, edited by a person."""
    player = Player(scenario("gd", "momentum"))
    for update, edit in AT.items():
        ask(player, Walk(update - player.timeline.update), edit)
    ask(player, Walk(LAST - player.timeline.update))
    return player


def lived(until=LAST):
    """The position of every ball at every update, before and after edits."""
    return {row for row in whole_life() if row[0] <= until}


@cache
def whole_life():
    """The same of the whole run, recorded step by step."""
    simulation, seen = Simulation(scenario("gd", "momentum")), set()
    for update in range(LAST + 1):
        simulation.step(int(update > 0))
        for again in (False, True):
            if again and update in AT:
                apply(AT[update], simulation)
            for view in simulation.views():
                key = view.optimizer.key
                for ball, (x, y) in zip(view.balls.tolist(), view.position.tolist(), strict=True):
                    seen.add((update, view.id, key, ball, x, y))
    return frozenset(seen)


def table(player, tmp_path):
    """The rows of the table, as numbers, in their order."""
    write(player.snapshot(), tmp_path / "run.npz")
    with np.load(tmp_path / "run.npz") as arrays:
        return list(zip(*(arrays[name].tolist() for name in export.COLUMNS[:6]), strict=True))


def test_fleets_that_were_removed_are_in_the_table_in_their_places(tmp_path):
    rows = table(with_removals(), tmp_path)
    assert set(rows) == lived()
    fleets = [row[1] for row in rows]
    assert fleets == sorted(fleets)
    assert set(fleets) == {0, 1, 2, 3}


@pytest.mark.parametrize("place", [0, 40, 70, 71, 109, 110, 111, 300, 310])
def test_at_any_update_the_table_holds_the_run_until_then(place, tmp_path):
    player = with_removals()
    before = table(player, tmp_path)
    ask(player, GoTo(place))
    assert set(table(player, tmp_path)) == lived(place)
    ask(player, GoTo(LAST))
    assert table(player, tmp_path) == before


def test_undoing_a_removal_and_doing_it_again_keeps_the_table(tmp_path):
    player = with_removals()
    before = table(player, tmp_path)
    ask(player, Undo())  # fleet 0 remains
    assert {row[0] for row in table(player, tmp_path) if row[1] == 0} == set(range(LAST + 1))
    assert player.snapshot().removed_fleets[-1].id == 2
    ask(player, *[Undo()] * (len(AT) - 1))
    assert player.snapshot().removed_fleets == ()
    assert {row[1] for row in table(player, tmp_path)} == {0, 1}
    ask(player, *[Redo()] * len(AT))
    assert set(table(player, tmp_path)) == set(before) == lived()


def test_what_another_past_held_of_a_removed_fleet_is_not_in_the_table(tmp_path):
    player = with_removals()
    ask(player, GoTo(115), RemoveFleet(0), Walk(10))
    rows = table(player, tmp_path)
    assert set(rows) == lived(115)
    assert [each.id for each in player.snapshot().removed_fleets] == [1, 2, 0]


def test_the_final_table_is_of_the_balls_that_are_there():
    assert {row["fleet"] for row in export.final_rows(with_removals().snapshot())} == {3}


def test_a_removed_fleet_holds_no_unused_room():
    player = Player(scenario("gd"))
    ask(player, Walk(3))
    lasting = player.timeline.simulation.recorded_bytes
    assert lasting
    for number in range(1, 200):
        ask(player, AddFleet(BY_KEY["gd"]()), Drop((number,), ((0.1, 0.1),)), RemoveFleet(number))
    assert player.timeline.simulation.recorded_bytes < 2 * lasting


def test_arrays_are_written_without_holding_the_table_in_memory(tmp_path):
    points = tuple(map(tuple, np.random.default_rng(1).uniform(-1, 1, (500, 2))))
    player = Player(scenario("gd", points=points))
    ask(player, Walk(600))
    now = player.snapshot()
    tracemalloc.start()
    write(now, tmp_path / "run.npz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    with np.load(tmp_path / "run.npz") as arrays:
        whole = sum(arrays[name].nbytes for name in export.COLUMNS)
    assert peak < whole / 2
