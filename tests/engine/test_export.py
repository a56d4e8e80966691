"""A run as a table of numbers."""

import csv
import json
import math

import numpy as np
import pytest

from engine import export
from engine.commands import Drop, Move, Remove, Walk
from engine.control import obey
from engine.curvature import read
from engine.errors import DataError
from engine.player import Player
from tests.engine.worlds import scenario, trail


@pytest.fixture
def now():
    player = Player(scenario("gd", "adam"))
    for command in (Walk(300), Move(1, (0.5, 0.5)), Drop((0,), ((60.0, 60.0),)), Walk(30)):
        obey(command, player)
        while player.hurrying:
            player.hurry(math.inf, lambda: 0.0)
    return player.snapshot()


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_recorded_update_of_every_ball_is_a_row(now, tmp_path):
    export.write(now, tmp_path / "run.csv")
    rows = rows_of(tmp_path / "run.csv")
    mine = [row for row in rows if row["ball"] == "0"]
    wanted = trail(now.fleets[0], 0)
    np.testing.assert_array_equal([(float(r["w1"]), float(r["w2"])) for r in mine], wanted)
    losses = read(now.surface, wanted).loss
    np.testing.assert_array_equal([float(r["loss"]) for r in mine], losses)


def test_the_three_formats_say_the_same(now, tmp_path):
    for ending in ("csv", "json", "npz"):
        export.write(now, tmp_path / f"run.{ending}")
    rows = rows_of(tmp_path / "run.csv")
    told = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "run.npz") as arrays:
        for i, name in enumerate(export.COLUMNS):
            column = [row[name] for row in rows]
            listed = [row[i] for row in told["rows"]]
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
        obey(command, player)
        player.hurry(math.inf, lambda: 0.0)
    export.write(player.snapshot(), tmp_path / "run.csv")
    assert max(int(row["update"]) for row in rows_of(tmp_path / "run.csv")) == 15


def test_a_run_without_balls_is_an_empty_table(tmp_path):
    player = Player(scenario("gd"))
    obey(Remove((0, 1, 2)), player)
    for ending in ("csv", "json", "npz"):
        export.write(player.snapshot(), tmp_path / f"run.{ending}")
    assert rows_of(tmp_path / "run.csv") == []


def test_whoever_cancels_keeps_the_file_there_was(now, tmp_path):
    file = tmp_path / "run.csv"
    file.write_text("before")

    def refuse(share):
        if share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export.write(now, file, refuse)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_an_unknown_ending_is_refused(now, tmp_path):
    with pytest.raises(DataError):
        export.write(now, tmp_path / "run.xls")


def test_the_final_table_says_what_became_of_every_ball(now):
    rows = export.final_rows(now)
    assert [row["ball"] for row in rows] == [0, 1, 2, 6, 3, 4, 5]
    diverged = {row["ball"] for row in rows if row["status"] == "diverged"}
    assert diverged == {6}
    assert all(row["update"] == 330 for row in rows)
