"""For any sequence of commands, the log determines every bit of the run."""

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from engine import recording, timeline
from engine.commands import (
    AddFleet,
    Cancel,
    ChangeNoise,
    ChangeSurface,
    Drop,
    FastForward,
    GoTo,
    Kick,
    Load,
    Move,
    Play,
    Redo,
    Remove,
    RemoveFleet,
    Reschedule,
    Restart,
    Turn,
    TurnSurface,
    Undo,
    Walk,
)
from engine.control import execute
from engine.noise import Exact, Gaussian
from engine.optimizers import BY_KEY
from engine.player import Player
from engine.schedules.waves import Cosine
from engine.surfaces.rosenbrock import Rosenbrock
from engine.timeline import Course
from tests.engine.worlds import bits, played, scenario

SCENARIOS = (scenario("momentum", "adam"), scenario("gd"))
EDITS = (
    Drop((0, 1), ((0.2, 0.1),)),
    Drop((0,), ((-0.4, 0.3), (1.0, 1.0))),
    Drop((0, 0), ((0.5, 0.5),)),
    Move(1, (0.6, 0.6)),
    Move(1, (0.7, 0.6), grouped=True),
    Move(2, (0.1, 0.1), grouped=True),
    Kick(1, (0.05, -0.05)),
    Remove((0, 2)),
    Turn(0, "lr", 0.0004),
    Turn(0, "lr", 0.0005, grouped=True),
    Turn(0, "lr", -1.0),
    TurnSurface("b", 20.0),
    Reschedule(0, Cosine(50.0)),
    ChangeNoise(Gaussian(0.5)),
    ChangeNoise(Exact()),
    AddFleet(BY_KEY["nesterov"]()),
    RemoveFleet(1),
    Remove((99,)),
)
BUDGET = 6_000


@pytest.fixture(autouse=True, scope="module")
def everything_small():
    """Chunks, kept instants and the record are so small that all their limits are met."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"SPACING": 8, "MOST_INSTANTS": 6, "NEWEST": 2, "BATCH": 3}.items():
            patch.setattr(timeline, name, value)
        for name, value in {"ROWS": 4, "MOST_ROWS": 6, "RECENT": 2}.items():
            patch.setattr(recording, name, value)
        yield


def rows_of(simulation):
    """Every recorded position, by fleet, ball and update; two where an edit was made."""
    rows = defaultdict(set)
    for view in (*simulation.views(), *simulation.removed_fleets()):
        for chunk in view.chunks:
            for update, row in zip(chunk.updates.tolist(), chunk.rows, strict=True):
                for ball, point in zip(chunk.balls.tolist(), row.tolist(), strict=True):
                    rows[view.id, ball, update].add(tuple(point))
    return rows


class Person(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.player = Player(SCENARIOS[0], BUDGET)
        self.past, self.future = [], []  # what Undo and Redo must bring back

    @property
    def run(self):
        return self.player.timeline.scenario, self.player.timeline.log

    @rule(edit=st.sampled_from(EDITS))
    def edits(self, edit):
        self.player.stay()
        self.player.timeline.arrive()
        before, named = self.run, self.player.snapshot().undo_title
        logged = len(before[1][: self.player.timeline._applied])
        execute(edit, self.player)
        after = self.run[1]
        if len(after) == logged + 1 and after[-1].edit == edit:
            joined = edit.continues and named == edit.title and not self.future and self.gesture
            self.past.extend([] if joined else [before])
            self.future.clear()
            self.gesture = True
        else:
            assert self.run == before

    gesture = False

    @rule(begin=st.sampled_from([*map(Load, SCENARIOS), Restart(), ChangeSurface(Rosenbrock())]))
    def begins_again(self, begin):
        self.past.append(self.run)
        self.future.clear()
        self.gesture = False
        execute(begin, self.player)
        assert self.run[1] == ()
        assert self.player.timeline.update == self.player.timeline.simulation.head == 0

    @rule()
    def opens_what_was_kept(self):
        world, entries = self.run
        joined = [
            later.edit.continues and later.edit.title == before.edit.title
            for before, later in pairwise(entries)
        ]
        kept = Course(replace(world), entries, self.player.place)
        self.past = [
            (kept.scenario, entries[:place])
            for place in range(len(entries))
            if place == 0 or not joined[place - 1]
        ]
        self.future.clear()
        self.gesture = False
        execute(kept, self.player)
        assert (self.run, self.player.place) == ((kept.scenario, entries), kept.update)

    @rule(back=st.booleans())
    def takes_back_or_makes_again(self, back):
        source, target = (self.past, self.future) if back else (self.future, self.past)
        before = self.run
        execute(Undo() if back else Redo(), self.player)
        if source:
            target.append(before)
            assert self.run == source.pop()
            self.gesture = False
        else:
            assert self.run == before

    @rule(count=st.integers(-20, 30))
    def walks(self, count):
        place = self.player.place
        execute(Walk(count), self.player)
        assert self.player.timeline.goal == max(0, place + count)

    @rule(update=st.integers(0, 150))
    def goes(self, update):
        execute(GoTo(update), self.player)

    @rule(count=st.integers(1, 60))
    def forwards(self, count):
        execute(FastForward(count), self.player)

    @rule()
    def cancels(self):
        execute(Cancel(), self.player)
        assert self.player.timeline.goal == self.player.timeline.update

    @rule(on=st.booleans())
    def plays(self, on):
        execute(Play(on), self.player)

    @precondition(lambda self: not self.player.seeking)
    @rule(count=st.integers(1, 9))
    def a_frame_is_played(self, count):
        before = self.player.timeline.update
        assert self.player.play_on(count, float("inf"), lambda: 0.0) == count
        assert self.player.timeline.update == before + count

    @precondition(lambda self: self.player.seeking)
    @rule()
    def a_slice_of_the_way_is_gone(self):
        self.player.run_to_goal(0.0, lambda: 0.0)

    @rule()
    def the_rest_of_the_way_is_gone(self):
        goal = self.player.timeline.goal
        while self.player.seeking:
            self.player.run_to_goal(float("inf"), lambda: 0.0)
        assert self.player.timeline.update == goal
        assert (
            self.player.snapshot().message is None or "{0}" in self.player.snapshot().message.text
        )

    @rule()
    def every_bit_is_that_of_a_fresh_replay(self):
        mine = self.player.timeline
        mine.stop()
        mine.arrive()
        self.player.seeking = False
        assert bits(mine) == bits(played(Course(mine.scenario, mine.log, mine.update)))

    @rule()
    def every_recorded_row_is_where_a_ball_was(self):
        self.player.run_to_goal(0.0, lambda: 0.0)  # as the runner does before it shows anything
        mine = self.player.timeline
        ahead = played(Course(mine.scenario, mine.log, mine.simulation.head))
        true = rows_of(ahead.simulation)
        for key, points in rows_of(mine.simulation).items():
            assert points <= true[key]

    @invariant()
    def the_record_is_in_order_and_ends_at_the_head(self):
        simulation = self.player.timeline.simulation
        assert simulation.update <= simulation.head
        for view in simulation.views():
            firsts = [chunk.first for chunk in view.chunks]
            lasts = [chunk.last for chunk in view.chunks]
            assert firsts == sorted(firsts)
            assert all(last <= first for last, first in zip(lasts, firsts[1:], strict=False))
            assert all(not chunk.rows.flags.writeable for chunk in view.chunks)
            if simulation.update == simulation.head and self.player.timeline.arrived:
                assert lasts[-1] == simulation.head
                assert view.chunks[-1].balls.tolist() == view.balls.tolist()
                assert view.chunks[-1].rows[-1].tobytes() == view.position.tobytes()

    @invariant()
    def the_budget_is_counted_and_kept(self):
        simulation = self.player.timeline.simulation
        for track in simulation._tracks.values():
            assert track._closed_bytes == sum(chunk.rows.nbytes for chunk in track._closed)
        short = all(len(track._closed) <= 2 for track in simulation._tracks.values())
        assert simulation.recorded_bytes <= BUDGET or short


Person.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestPerson = Person.TestCase
