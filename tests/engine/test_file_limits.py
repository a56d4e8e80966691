"""Every text and number of a file has a limit, what opens can be saved, and messages stay short."""

import json
from pathlib import Path

import pytest

from engine import session
from engine.errors import MOST_FILLED, DataError, cut, quoted
from engine.plain import MOST_CHARACTERS, PIECE
from engine.session import Session
from gui.documents.resources import completed

FILES = sorted((Path(__file__).parents[1] / "data" / "scenarios").iterdir())
GIVEN = {
    "format": 1,
    "kind": "scenario",
    "surface": {"key": "bowl"},
    "fleets": [{"optimizer": {"key": "gd", "lr": 0.05}, "points": [[1, 1]]}],
}


def changed(**entries):
    return json.dumps({**GIVEN, **entries})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_opens_can_be_saved_and_opened_again(file):
    found = session.read(file.read_text("utf-8"))
    scenario = found.course.scenario if isinstance(found, Session) else found
    text = session.write_scenario(scenario)
    assert session.read(text.encode().decode()) == scenario


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_read_is_accepted_by_the_window_too(file):
    found = session.read(file.read_text("utf-8"))
    if not isinstance(found, Session):
        assert session.read(session.write_scenario(completed(found))) == completed(found)


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "a\\ud83d b"])
def test_halves_of_characters_are_replaced(half):
    text = changed(title={"en": "@"}).replace("@", half)
    title = session.read(text).title.en
    assert "\N{REPLACEMENT CHARACTER}" in title
    title.encode()


def test_whole_characters_beyond_the_basic_plane_stay():
    assert session.read(changed(title={"en": "𝑤₁ 😀"})).title.en == "𝑤₁ 😀"


def test_a_text_may_be_long_but_not_of_any_length():
    longest = "长" * MOST_CHARACTERS
    assert session.read(changed(caption={"zh_CN": longest})).caption.zh_CN == longest
    with pytest.raises(DataError, match="characters"):
        session.read(changed(caption={"zh_CN": longest + "x"}))


@pytest.mark.parametrize("number", [True, False, 1.0, "1", None, [1], -1, 0])
def test_only_a_whole_number_is_a_format(number):
    with pytest.raises(DataError):
        session.read(changed(format=number))


@pytest.mark.parametrize(
    "entries",
    [
        {"format": 10**4000},
        {"seed": 10**4000},
        {"pace": -(10**4000)},
        {"kind": "k" * 100_000},
        {"k" * 100_000: 1},
        {"surface": {"key": "k" * 100_000}},
        {"surface": {"key": "bowl", "h": [0.5] * 10_000}},
        {"view": {"log_height": "x" * 100_000}},
        {"fleets": [{"optimizer": {"key": "gd", "k" * 100_000: 1}}]},
        {"claims": [{"point": [0, 0], "kind": ["x"] * 10_000}]},
    ],
    ids=lambda entries: next(iter(entries))[:20],
)
def test_a_message_quotes_no_more_than_a_line(entries):
    with pytest.raises(DataError) as error:
        session.read(changed(**entries))
    assert len(str(error.value)) < 300


def test_whatever_fills_a_message_is_cut():
    error = DataError("“{0}” is wrong", "x" * 1_000_000)
    assert len(str(error)) < MOST_FILLED + 20


def test_what_is_cut_keeps_its_ends():
    assert cut("abcdefghij", 5) == "ab…ij"
    assert cut("abcde", 5) == "abcde"
    assert quoted([1, 2]) == "[…]"
    assert quoted({"a": 1}) == "{…}"
    assert quoted(3.5) == "3.5"


@pytest.mark.parametrize("count", [0, 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_pieces_of_any_length_join_to_the_same_data(count):
    points = [[0.1 * k, -k] for k in range(count)]
    given = changed(fleets=[{"optimizer": {"key": "adam"}, "points": points}, *GIVEN["fleets"]])
    scenario = session.read(given)
    text = session.write_scenario(scenario)
    assert session.read(text) == scenario
    assert json.loads(text)["fleets"][0]["points"] == points
    longest = max(map(len, session.scenario_pieces(scenario)))
    assert longest < 60 * PIECE
