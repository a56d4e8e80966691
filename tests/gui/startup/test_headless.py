"""Runs without a window."""

import csv

from engine.commands import AddFleet, Drop, RemoveFleet, Walk
from engine.control import execute
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.session import write_session
from gui.startup import headless
from tests.engine.worlds import scenario


def test_fleets_that_were_removed_in_a_session_are_in_its_table(tmp_path, capsys):
    player = Player(scenario("gd", "momentum"))
    adam = BY_KEY["adam"](lr=0.01)
    edits = (AddFleet(adam), Drop((2,), ((0.1, 0.1),)), RemoveFleet(1), RemoveFleet(2))
    for edit in edits:
        execute(Walk(10), player)
        player.run_to_goal(float("inf"), lambda: 0.0)
        execute(edit, player)
    kept, out = tmp_path / "run.json", tmp_path / "run.csv"
    kept.write_text(write_session(player.snapshot()), encoding="utf-8")
    assert headless.run(kept, 60, out) == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    updates = {
        fleet: [int(row["update"]) for row in rows if row["fleet"] == fleet]
        for fleet in ("0", "1", "2")
    }
    assert {fleet: (min(made), max(made)) for fleet, made in updates.items()} == {
        "0": (0, 100),
        "1": (0, 30),
        "2": (20, 40),
    }
    assert "momentum" not in capsys.readouterr().out  # of the balls that are there
