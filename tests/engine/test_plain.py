"""Data that is not trusted."""

import re
from pathlib import Path

import numpy as np
import pytest

from engine import session, surfaces
from engine.errors import DataError
from engine.plain import DEEPEST, LONGEST, from_plain, to_plain
from engine.scenario import PointClaim, Scenario, Text
from engine.schedules import Schedule
from engine.surfaces.base import Surface


def test_what_is_not_data_is_not_written():
    with pytest.raises(TypeError):
        to_plain(object())


@pytest.mark.parametrize("number", [10**400, True, "1", None, [1]])
def test_what_is_no_number_is_refused_where_one_is_due(number):
    with pytest.raises(DataError) as caught:
        from_plain(PointClaim, {"point": [number, 0.0], "kind": "saddle"})
    assert "point[0]" in str(caught.value)


def test_a_word_outside_the_list_is_refused():
    with pytest.raises(DataError):
        from_plain(PointClaim, {"point": [0, 0], "kind": "hill"})


def test_a_list_that_is_too_long_is_refused_before_it_is_read():
    data = {"surface": {"key": "rosenbrock"}, "claims": [None] * (LONGEST + 1)}
    with pytest.raises(DataError):
        from_plain(Scenario, data)


@pytest.mark.parametrize("data", [None, 3, [], {"key": 1}, {}])
def test_a_member_of_a_family_needs_an_object_with_a_known_key(data):
    with pytest.raises(DataError):
        from_plain(Surface, data)


def test_texts_fall_back_to_the_other_language():
    assert Text("one", "一").inside("zh_CN") == "一"
    assert Text("one", "一").inside("en") == "one"
    assert Text("one").inside("zh_CN") == "one"
    assert Text("", "一").inside("en") == "一"


def test_what_belongs_together_is_not_broken():
    text = Text("If η = 0.19 < 2/κ, 100 updates do. At 5 it stops.", "η ≈ 0.19 时，要 100 次更新")
    assert text.inside("en") == "If η~=~0.19~<~2/κ, 100~updates do. At 5 it stops.".replace(
        "~", "\N{NO-BREAK SPACE}"
    )
    assert text.inside("zh_CN") == "η~≈~0.19 时，要 100~次更新".replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(("depth", "fits"), [(DEEPEST, True), (DEEPEST + 1, False), (300, False)])
def test_what_is_nested_too_deep_is_refused_before_the_stack_is_full(depth, fits):
    data = {"key": "constant"}
    for _ in range(depth):
        data = {"key": "warmup", "then": data}
    if fits:
        assert to_plain(from_plain(Schedule, data)) != data  # the spans have come to it
        return
    with pytest.raises(DataError):
        from_plain(Schedule, data)


@pytest.mark.parametrize("value", [1.5, float("inf"), float("-inf"), float("nan")])
@pytest.mark.parametrize("kind", [float, np.float64, np.float32])
def test_numbers_of_every_make_are_written_alike(kind, value):
    assert repr(to_plain(kind(value))) == repr(to_plain(value))


@pytest.mark.parametrize("seed", [0, -1, 2**53 - 1, 1 - 2**53])
def test_a_seed_is_read_as_it_was_written(seed):
    scenario = Scenario(surfaces.BY_KEY["bowl"](), seed=seed)
    assert session.read(session.write_scenario(scenario)) == scenario


@pytest.mark.parametrize("seed", [2**53, -(2**53), 2**70, 2**1000])
def test_a_seed_that_could_not_be_read_again_is_not_accepted(seed):
    with pytest.raises(DataError, match="seed"):
        Scenario(surfaces.BY_KEY["bowl"](), seed=seed)


FILES = sorted((Path(__file__).parents[2] / "resources" / "scenarios").glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_line_of_a_caption_ends_within_a_relation(file):
    scenario = session.read(file.read_text(encoding="utf-8"))
    for language in ("en", "zh_CN"):
        for text in (scenario.title.inside(language), scenario.words(language)):
            assert not re.search(r" [=≈≠<>≤≥∈∝]|[=≈≠<>≤≥∈∝] |\d [次倍]", text)
