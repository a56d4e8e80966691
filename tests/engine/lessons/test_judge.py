"""A run that is judged again and again: as if looked through once, and each part looked at once."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.arrays import Array
from engine.commands import Drop, Kick, Turn
from engine.lessons import conditions as c
from engine.lessons.judge import Judge
from engine.lessons.lesson import Step
from engine.lessons.playing import Begun, Outcome, judged, merged
from engine.lessons.stretches import stretches
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario, Text
from engine.surfaces import BY_KEY as SURFACES

TWO = SURFACES["two_weights"]()
STARTS = ((1.1, -0.9), (1.01, -0.99), (0.5, 0.4), (0.0, 0.0))
STEP = Step(
    Text(),
    Text(),
    conditions=(
        c.Loss(value=0.01),
        c.Loss(value=0.01, balls=3),
        c.Loss(value=0.9, relation="above", ball=1),
        c.Slope(value=0.1, loss_above=0.5),
        c.Crossed(axis="w2", balls=2),
        c.Near(point=(1.0, 1.0), distance=0.2, ball=2),
        c.Left(),
        c.Flips(count=1),
        c.Updates(count=40),
        c.Dropped(),
        c.Loss(value=-1.0, within=30),
    ),
)


def playing(starts: tuple[tuple[float, float], ...] = STARTS) -> Player:
    return Player(Scenario(TWO, (FleetSetup(BY_KEY["gd"](lr=0.05), points=starts),)))


def forth(player: Player, count: int) -> None:
    player.timeline.go_on(count)
    player.timeline.arrive()


def back(player: Player, update: int) -> None:
    player.timeline.seek(update)
    player.timeline.arrive()


ACTS: tuple[Callable[[Player], None], ...] = (
    lambda player: forth(player, 7),
    lambda player: player.timeline.edit(Drop((0,), ((-0.5, 0.7),))),
    lambda player: forth(player, 13),
    lambda player: player.timeline.edit(Turn(0, "lr", 0.1)),
    lambda player: forth(player, 1),
    lambda player: forth(player, 60),
)


def test_judged_bit_by_bit_it_is_as_judged_once() -> None:
    player, begun = playing(), Begun(0, 0)
    judge, outcome = Judge(STEP, begun), Outcome((None,) * len(STEP.conditions))
    for act in ACTS:
        act(player)
        outcome = merged(outcome, judge.outcome(player.snapshot()))
    assert outcome == judged(STEP, player.snapshot(), begun)
    assert sum(isinstance(each, c.Came) for each in outcome.found) > 6


@pytest.mark.parametrize("later", [3, 30])
def test_what_an_edit_in_the_past_made_undone_is_not_counted(later: int) -> None:
    """Balls go down, the run goes back, and other ones are let down: each counts once."""
    player, begun = playing(), Begun(0, 0)
    judge = Judge(STEP, begun)
    forth(player, 60)
    judge.outcome(player.snapshot())
    back(player, 2)
    player.timeline.edit(Kick(0, (-2.0, 0.3)))
    forth(player, later)  # judged only after some updates, as while it plays
    now = player.snapshot()
    assert judge.outcome(now) == judged(STEP, now, begun)


def test_a_past_before_the_step_does_not_count() -> None:
    player = playing()
    forth(player, 50)
    begun = Begun(50, 0)
    step = Step(Text(), Text(), conditions=(c.Loss(value=0.9, relation="above", ball=0),))
    back(player, 5)
    assert judged(step, player.snapshot(), begun).found == (None,)
    assert Judge(step, begun).outcome(player.snapshot()).found == (None,)


def test_what_was_looked_at_is_not_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    player, asked = playing(STARTS * 25), list[int]()
    step = Step(Text(), Text(), conditions=(c.Loss(value=-1.0),))
    judge, value = Judge(step, Begun(0, 0)), type(TWO).value

    def counted(surface: object, points: Array) -> Array:
        asked.append(np.size(points) // 2)
        return np.asarray(value(surface, points))  # type: ignore[arg-type]

    forth(player, 400)
    judge.outcome(player.snapshot())
    forth(player, 3)
    now = player.snapshot()
    monkeypatch.setattr(type(TWO), "value", counted)
    judge.outcome(now)
    assert sum(asked) == 100 * 4  # the update of the last time, and three


def test_another_run_of_the_step_is_looked_through_from_its_start() -> None:
    """As after “Restart” with other knobs: the same log, and as many updates."""
    judge = Judge(STEP, Begun(0, 0))
    for starts in (STARTS, ((0.0, 0.0), (0.1, -0.1))):
        player = playing(starts)
        forth(player, 50)
        now = player.snapshot()
        assert judge.outcome(now) == judged(STEP, now, Begun(0, 0))


def test_a_place_that_is_thinned_out_of_the_record_is_known_while_it_is_the_present() -> None:
    fleets = (FleetSetup(BY_KEY["gd"](lr=0.05), points=STARTS),)
    player = Player(Scenario(TWO, fleets), budget=1 << 14)
    forth(player, 20_000)
    back(player, 1001)
    now = player.snapshot()
    assert not any(1001 in chunk.updates for chunk in now.fleets[0].chunks)
    (found,) = stretches(now, 1, 1001, 1001)
    assert found.updates.tolist() == [1001]
    assert np.array_equal(found.points[0, 0], now.fleets[0].position[1])
