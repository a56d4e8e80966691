"""The files that are installed with the program, and starts without them."""

from dataclasses import replace

import pytest

from gui.documents import resources
from tests.engine.test_scenario_captions import every_scenario


def owner(scenario):
    """The optimizer, schedule and start of the ball that is chosen at first."""
    fleets = [(fleet, point) for fleet in scenario.fleets for point in fleet.points]
    fleet, point = fleets[scenario.ball]
    return fleet.optimizer, fleet.schedule, point


@every_scenario
@pytest.mark.parametrize("reverse", [False, True])
def test_the_ball_chosen_at_first_stays_the_same_however_its_fleets_are_put_in_order(
    scenario, reverse
):
    if reverse:
        fleets = scenario.fleets[::-1]
        begins = [sum(len(each.points) for each in fleets[:k]) for k in range(len(fleets))]
        scenario = replace(scenario, fleets=fleets, ball=begins[-1])
    assert owner(resources.completed(scenario)) == owner(scenario)
    assert resources.completed(replace(scenario, ball=None)).ball is None


def test_a_gallery_that_can_not_be_read_is_tried_again(monkeypatch, tmp_path):
    gallery, folder = resources.ScenarioLibrary(), resources.FOLDER
    monkeypatch.setattr(resources, "FOLDER", tmp_path)
    assert list(gallery) == []
    assert len(gallery) == 0
    monkeypatch.setattr(resources, "FOLDER", folder)
    assert list(gallery) == list(resources.scenarios())


def test_a_gallery_is_read_once_and_stays(monkeypatch, tmp_path):
    gallery = resources.ScenarioLibrary()
    first = gallery[0]
    monkeypatch.setattr(resources, "FOLDER", tmp_path)  # the program has been removed
    assert gallery[0] is first
    assert len(gallery) > 10
