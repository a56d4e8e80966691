"""Files: what is written is read back, and damaged files are refused with a message."""

import json
import math
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import optimizers, schedules, session, surfaces
from engine.commands import (
    ChangeNoise,
    ChangeSurface,
    Drop,
    Kick,
    Move,
    Reschedule,
    Turn,
    TurnSurface,
    Undo,
    Walk,
)
from engine.control import execute
from engine.data.columns import Columns
from engine.errors import TOO_LARGE, DataError
from engine.knobs import knobs
from engine.noise import MiniBatch
from engine.plain import from_plain, to_plain
from engine.player import Player
from engine.scenario import MOST_BALLS, FleetSetup, PointClaim, Scenario, Text, ViewState
from engine.schedules.composed import Warmup
from engine.schedules.waves import Cosine
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.data.network import TwoWeightsOnData
from engine.surfaces.wells import Wells
from tests.engine.worlds import bits, played, scenario

DATA = Path(__file__).parents[1] / "data"
VERSIONS = sorted(folder for folder in (DATA / "versions").iterdir() if folder.is_dir())


def a_run():
    player = Player(scenario("momentum", "adam"))
    for command in (
        Walk(12),
        Drop((0,), ((0.1, 0.2),)),
        Turn(1, "lr", 0.0123),
        Reschedule(0, Warmup(3.0, Cosine(40.0, 0.1))),
        Move(2, (1e-300, -0.1)),
        TurnSurface("b", 7.5),
        Walk(300),
    ):
        execute(command, player)
        while player.seeking:
            player.run_to_goal(math.inf, lambda: 0.0)
    return player


def reopened(course):
    """The snapshot once a saved course has been replayed."""
    player = Player(scenario("gd"))
    player.open(course)
    while player.seeking:
        player.run_to_goal(math.inf, lambda: 0.0)
    return player.snapshot()


def test_a_session_is_continued_to_the_last_bit():
    player = a_run()
    now = player.snapshot()
    read = session.read(session.write_session(now))
    assert isinstance(read, session.Session)
    again = played(read.course)
    assert bits(again) == bits(player.timeline)
    assert session.agrees(read.reached, reopened(read.course))


def test_a_session_that_replays_otherwise_is_noticed():
    now = a_run().snapshot()
    read = session.read(session.write_session(now))
    moved = tuple((x + 1e-16, y) for x, y in read.reached.points)
    assert not session.agrees(session.Reached(read.reached.balls, moved), now)


@pytest.mark.parametrize("kind", surfaces.ALL, ids=lambda k: k.key)
def test_every_surface_is_read_back(kind):
    assert session.read(session.write_scenario(Scenario(kind()))) == Scenario(kind())


@pytest.mark.parametrize("kind", optimizers.ALL, ids=lambda k: k.key)
def test_every_optimizer_is_read_back(kind):
    odd = {name: (knob.low + knob.high) / 3 for name, knob in knobs(kind)}
    odd = {name: value for name, value in odd.items() if dict(knobs(kind))[name].allows(value)}
    before = Scenario(surfaces.ALL[0](), (FleetSetup(kind(**odd), points=((0.1, 1 / 3),)),))
    assert session.read(session.write_scenario(before)) == before


@pytest.mark.parametrize("kind", schedules.ALL, ids=lambda k: k.key)
def test_every_schedule_is_read_back(kind):
    before = Scenario(surfaces.ALL[0](), (FleetSetup(optimizers.ALL[0](), kind()),))
    assert session.read(session.write_scenario(before)) == before


@given(st.floats(), st.floats(), st.text())
def test_any_number_and_any_text_survives(x, y, text):
    claim = PointClaim((x, y), "saddle")
    read = from_plain(PointClaim, json.loads(json.dumps(to_plain(claim), allow_nan=False)))
    assert repr(read) == repr(claim)
    assert from_plain(Text, to_plain(Text(text))) == Text(text)


GOOD = json.loads(session.write_session(a_run().snapshot()))


def with_fleet(**changes):
    """The scenario with something else about its first fleet."""
    first, *others = GOOD["scenario"]["fleets"]
    return {**GOOD["scenario"], "fleets": [{**first, **changes}, *others]}


def nested(depth):
    """A warm-up in front of a warm-up in front of …"""
    schedule = {"key": "constant"}
    for _ in range(depth):
        schedule = {"key": "warmup", "then": schedule}
    return schedule


def damaged(**changes):
    return json.dumps({**GOOD, **changes})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        '"scenario"',
        "null",
        "{}",
        damaged(format="1"),
        damaged(format=0),
        damaged(format=99),
        damaged(kind="picture"),
        damaged(scenario=None),
        damaged(scenario={**GOOD["scenario"], "surface": {"key": "no such"}}),
        damaged(scenario={**GOOD["scenario"], "surface": {"key": ["x"]}}),
        damaged(scenario={**GOOD["scenario"], "surface": {"key": "rosenbrock", "b": -1}}),
        damaged(scenario={**GOOD["scenario"], "surface": {"key": "rosenbrock", "b": "nan"}}),
        damaged(scenario={**GOOD["scenario"], "colour": 1}),
        damaged(scenario={**GOOD["scenario"], "fleets": {}}),
        damaged(scenario={**GOOD["scenario"], "fleets": [{"points": []}]}),
        damaged(log=[{"update": 1, "edit": {"key": "play"}}]),
        damaged(log=[{"update": 1, "edit": {"key": "drop", "fleets": [0], "points": [[1]]}}]),
        damaged(log=[{"edit": {"key": "remove", "balls": [0]}}]),
        damaged(log=[1]),
        damaged(log=[*GOOD["log"][::-1], {**GOOD["log"][0], "update": 0}]),
        damaged(update=-1),
        damaged(update=1.5),
        damaged(update=2**60),
        damaged(reached={"balls": "all"}),
        damaged(surprise=1),
        damaged(log=[{**GOOD["log"][0], "update": -1}, *GOOD["log"][1:]]),
        damaged(scenario={**GOOD["scenario"], "pace": 0}),
        damaged(scenario={**GOOD["scenario"], "pace": "nan"}),
        damaged(scenario={**GOOD["scenario"], "view": {"azimuth": "inf"}}),
        damaged(scenario=with_fleet(color=-1)),
        damaged(scenario=with_fleet(points=[[0.0, "nan"]])),
        damaged(scenario=with_fleet(points=[[0.0, 0.0]] * 200_001)),
        damaged(scenario={**GOOD["scenario"], "fleets": GOOD["scenario"]["fleets"] * 129}),
        damaged(scenario=with_fleet(schedule=nested(30))),
        damaged(scenario=with_fleet(schedule=nested(400))),
        damaged(log=None),
    ],
)
def test_a_damaged_file_is_refused_with_a_message(text):
    with pytest.raises(DataError) as caught:
        session.read(text)
    assert caught.value.text
    assert str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=9))
def test_any_value_in_a_field_raises_at_most_a_data_error(value):
    for field in ("surface", "fleets", "title", "view", "seed", "pace", "claims"):
        try:
            from_plain(Scenario, {"surface": {"key": "rosenbrock"}, field: to_plain(value)})
        except DataError:
            continue


def test_a_file_with_a_byte_order_mark_opens():
    text = "\ufeff" + session.write_scenario(scenario("gd"))
    assert session.read(text) == scenario("gd")


@pytest.mark.parametrize("count", [10_000, pytest.param(MOST_BALLS, marks=pytest.mark.full)])
def test_as_many_balls_as_there_may_be_are_read_back(count):
    player = Player(scenario("gd", points=()))
    execute(Drop((0,), ((0.1, 0.2),) * count), player)
    now = player.snapshot()
    read = session.read(session.write_session(now))
    assert read.course.log == now.log
    assert session.agrees(read.reached, now)


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_sessions_of_every_version_can_be_continued(folder):
    """Where mathematical functions round otherwise than on the machine that saved it, replay
    differs in the last digits: so these files hold runs of nothing but arithmetic."""
    read = session.read((folder / "session.json").read_text(encoding="utf-8"))
    assert isinstance(read, session.Session)
    assert len(read.reached.balls) > len(read.course.scenario.fleets)
    assert len(read.course.log) > 5
    assert session.agrees(read.reached, reopened(read.course))


@pytest.mark.parametrize("folder", VERSIONS, ids=lambda folder: folder.name)
def test_scenarios_of_every_version_are_read_with_all_their_values(folder):
    text = (folder / "scenario.json").read_text(encoding="utf-8")
    read = session.read(text)
    assert isinstance(read, Scenario)
    assert read.fleets[0].points == ((-1.5, 1e-10), (0.1, 1 / 3))
    again = json.loads(session.write_scenario(read))
    kept = json.loads(text)
    assert at(again, *paths(kept)) == at(kept, *paths(kept))


def paths(data, *before):
    """The path to every number and text of a file."""
    if not isinstance(data, dict | list) or not data:
        return [before]
    inner = data.items() if isinstance(data, dict) else enumerate(data)
    return [path for name, value in inner for path in paths(value, *before, name)]


def at(data, *ways):
    """The value there; later versions may write more."""
    return [reduce(getitem, way, data) for way in ways]


# What versions up to 0.3 know of a scenario and of its view; they refuse anything else.
KNOWN = {
    *("format", "kind", "surface", "fleets", "seed", "pace", "noise", "title", "caption"),
    *("claims", "view"),
}
KNOWN_VIEW = {"azimuth", "elevation", "log_height", "overlays"}


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({}, 1),
        ({"invitation": Text("Press play.", "")}, 2),
        ({"ball": 0}, 3),
        ({"end": 9}, 3),
        ({"view": ViewState(cut=0.5)}, 3),
        ({"view": ViewState(panel="step.rates")}, 4),
        ({"surface": Wells()}, 1),
        ({"surface": Wells(shift=0.2)}, 5),
        ({"surface": LinearRegression(), "noise": MiniBatch(3.0)}, 1),
        ({"surface": LinearRegression(), "noise": MiniBatch(3.0, shuffle_each_epoch=False)}, 4),
    ],
)
def test_a_file_has_the_format_of_the_oldest_version_that_can_read_it(changes, number):
    fleet = FleetSetup(optimizers.BY_KEY["gd"](), points=((0.5, 0.5),))
    kept = replace(scenario(), fleets=(fleet,), **changes)
    data = json.loads(session.write_scenario(kept))
    assert data["format"] == number
    known = data.keys() <= KNOWN and data["view"].keys() <= KNOWN_VIEW
    known &= data["noise"].keys() <= {"key", "size"} and "shift" not in data["surface"]
    assert known == (number == 1)
    assert session.read(json.dumps(data)) == kept


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_without_an_invitation_a_caption_is_shown_unchanged_and_none_is_written(language):
    text = '{"format": 1, "kind": "scenario", "surface": {"key": "saddle"}, "caption": {"en": %s}}'
    kept = session.read(text % '" Press play. It rolls."')
    assert kept.words(language) == " Press play. It rolls."
    assert "invitation" not in session.write_scenario(kept)


@pytest.mark.parametrize(
    ("invitation", "words"),
    [
        (Text("Press play.", "按播放键，"), ("Press play. It rolls.", "按播放键，它滚。")),
        (Text("Press play at η."), ("Press play at η. It rolls.", "Press play at η. 它滚。")),
        (Text(), ("It rolls.", "它滚。")),
    ],
)
def test_an_invitation_is_read_back_and_stands_before_the_caption(invitation, words):
    kept = replace(scenario(), invitation=invitation, caption=Text("It rolls.", "它滚。"))
    assert (kept.words("en"), kept.words("zh_CN")) == words
    assert session.read(session.write_scenario(kept)) == kept


def test_a_session_with_a_kick_is_of_a_format_that_older_versions_do_not_claim_to_read():
    player = a_run()
    before = session.write_session(player.snapshot())
    execute(Kick(2, (0.25, -1e-9)), player)
    kicked = session.write_session(player.snapshot())
    assert [json.loads(text)["format"] for text in (before, kicked)] == [1, 4]
    read = session.read(kicked)
    assert read.course.log[-1].edit == Kick(2, (0.25, -1e-9))
    assert session.agrees(read.reached, reopened(read.course))


def test_a_session_in_which_the_wells_were_shifted_is_of_the_newest_format():
    player = Player(scenario("gd", surface=Wells()))
    execute(TurnSurface("sharp", 0.2), player)
    before = session.write_session(player.snapshot())
    execute(TurnSurface("shift", 0.2), player)
    shifted = session.write_session(player.snapshot())
    assert [json.loads(text)["format"] for text in (before, shifted)] == [1, session.FORMAT]
    assert session.read(shifted).course.log[-1].edit == TurnSurface("shift", 0.2)


def test_a_session_in_which_batches_got_a_fixed_order_is_of_that_format_and_undone_of_the_first():
    player = Player(scenario("gd", surface=LinearRegression()))
    execute(ChangeNoise(MiniBatch(3.0, shuffle_each_epoch=False)), player)
    player.timeline.arrive()
    text = session.write_session(player.snapshot())
    assert json.loads(text)["format"] == 4
    assert session.read(text).course.log[-1].edit == player.snapshot().log[-1].edit
    execute(Undo(), player)
    player.timeline.arrive()
    assert json.loads(session.write_session(player.snapshot()))["format"] == 1


def test_there_are_files_of_the_first_versions():
    assert {"0.1.0", "0.2.0", "0.3.0"} <= {folder.name for folder in VERSIONS}


@pytest.mark.parametrize(
    "changes",
    [
        [ChangeSurface(LinearRegression(features=kind)) for kind in ("centred", "raw") * 3],
        [ChangeSurface(TwoWeightsOnData()), *(TurnSurface("noise", 0.1 * k) for k in range(6))],
        [ChangeNoise(MiniBatch(float(size))) for size in range(1, 6)],
        [Turn(0, "lr", 0.001), Drop((0,), ((0.0, 0.0),)), Undo(), Undo()],
    ],
    ids=["choices", "knobs", "batches", "undone"],
)
def test_a_session_holds_a_persons_table_once_whatever_was_turned(changes):
    own = Columns(("x", "y"), ((0.123456789, 1.0, 2.0), (1.0, 3.0, 5.5)))
    player = Player(scenario("gd", surface=LinearRegression(own=own)))
    for change in changes:
        if isinstance(change, ChangeSurface):
            change = replace(change, surface=replace(change.surface, own=own))
        execute(change, player)
        player.timeline.arrive()
    text = session.write_session(player.snapshot())
    assert text.count("0.123456789") == 1
    assert session.read(text).course.scenario.surface.own == own


def test_a_file_of_enormous_length_is_not_even_parsed():
    with pytest.raises(DataError) as caught:
        session.read(" " * (session.LARGEST + 1))
    assert caught.value.text == TOO_LARGE


def test_a_scenario_with_a_line_is_of_format_4_and_others_do_not_name_it():
    plain = Scenario(surfaces.BY_KEY["ring"]())
    assert '"line"' not in session.write_scenario(plain)
    lined = replace(plain, view=ViewState(line="w1"))
    assert '"format": 4' in session.write_scenario(lined)
    assert session.read(session.write_scenario(lined)) == lined
    odd = session.write_scenario(lined).replace('"w1"', "7")
    with pytest.raises(DataError):
        session.read(odd)
