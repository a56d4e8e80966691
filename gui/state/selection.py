"""What is chosen and pointed at: one model for all panels and the scene."""

from bisect import bisect_right
from typing import final

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.arrays import IntArray
from engine.scenario import Scenario
from engine.snapshot import FleetView, Homes, Snapshot
from engine.surfaces.base import Point
from gui.state.critical_search import CriticalSearch
from gui.state.current_lesson import CurrentLesson
from gui.state.shown_cut import ShownCut
from gui.state.time_unit import TimeUnit
from gui.typeset.notation import Notations


@final
class Selection(QObject):
    """A ball chosen in one view is highlighted in all; so is a time pointed at in one plot.

    One ball leads: the only chosen one, or the last of several. Its fleet is the chosen one, and
    where a fleet is chosen, one of its balls leads. So whatever shows a single ball or fleet shows
    the same, wherever it was chosen.

    Nothing in here is part of the run: it is neither recorded nor undone. Balls and fleets are
    stored by their ids, so sorting and filtering do not change a choice.
    """

    chosen_changed = Signal()
    fleet_changed = Signal()
    ball_hovered = Signal()
    update_hovered = Signal()
    point_hovered = Signal()
    followed_changed = Signal()
    span_changed = Signal()
    step_wanted = Signal()  # to see the next update of the ball in numbers
    place_wanted = Signal(object)  # (w1, w2), to be seen in the middle
    escape_wanted = Signal(object)  # (w1, w2) of a saddle, to compare ways away from it
    term_wanted = Signal(str)  # the key of a term of the glossary

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: frozenset[int] = frozenset()
        self._ball: int | None = None
        self._fleet: int | None = None
        self._hovered_ball: int | None = None
        self._hovered_update: int | None = None
        self._hovered_point: Point | None = None
        self._followed: int | None = None
        self._span: tuple[float, float] | None = None
        self._settled: tuple[FleetView, ...] = ()
        self._scenario: Scenario | None = None  # of the run that was shown last
        self._dropping: int | None = None  # a ball beyond this number is one that is being dropped
        self.notations = Notations(self)
        self.critical = CriticalSearch(self)  # the points that are marked
        self.time = TimeUnit(self)  # what time axes count
        self.lesson = CurrentLesson(self)
        self.cut = ShownCut(self)  # the line along which the surface is cut

    @property
    def chosen(self) -> frozenset[int]:
        """Ids of the chosen balls."""
        return self._chosen

    @property
    def ball(self) -> int | None:
        """The chosen ball that leads; None where no ball is chosen."""
        return self._ball

    @property
    def fleet(self) -> int | None:
        """Id of the chosen fleet: what a click drops. None where there is no fleet."""
        return self._fleet

    @property
    def hovered_ball(self) -> int | None:
        return self._hovered_ball

    @property
    def hovered_update(self) -> int | None:
        """The time cursor that all plots share."""
        return self._hovered_update

    @property
    def hovered_point(self) -> Point | None:
        """Where on the surface the pointer is."""
        return self._hovered_point

    @property
    def followed(self) -> int | None:
        """The ball that the camera follows."""
        return self._followed

    @property
    def span(self) -> tuple[float, float] | None:
        """The updates that all plots show; None is the whole run."""
        return self._span

    @property
    def run(self) -> Scenario | None:
        """What the run that is shown began with: another object for another run."""
        return self._scenario

    def exists(self, ball: int) -> bool:
        """Whether the run that is shown has this ball."""
        return ball in Homes(self._settled)

    def choose(self, balls: frozenset[int] | set[int], lead: int | None = None) -> None:
        """Choose these balls and no others. Unless one is said to `lead`, it is the only one that
        was not chosen before, else the one that led, else the first."""
        before, self._chosen = self._chosen, frozenset(balls)
        ball = self._ball
        if lead is None:
            lead = self._leading(before)
        self._ball = lead
        home = Homes(self._settled).get(lead) if lead is not None else None
        if home is not None:
            self._set_fleet(home[0].id)
        if self._chosen == before and lead == ball:
            return
        if lead is not None and self._followed is not None:
            self.follow(lead)
        self.chosen_changed.emit()

    def toggle(self, ball: int) -> None:
        """Add a ball to the choice, or take it out."""
        self.choose(self._chosen ^ {ball})

    def choose_fleet(self, fleet: int | None) -> None:
        """Choose a fleet, and its first ball unless one of its balls leads."""
        self._set_fleet(fleet)
        balls = next((each.balls for each in self._settled if each.id == fleet), None)
        if balls is not None and (self._ball is None or not _has(balls, self._ball)):
            self.choose(frozenset(balls[:1].tolist()))

    def next_ball(self, direction: int) -> None:
        """Choose the ball after the one that leads, through all fleets and round again, or (−1)
        the one before it."""
        balls = [fleet.balls for fleet in self._settled]
        starts = np.cumsum([0, *map(len, balls)]).tolist()
        place = 0 if direction > 0 else -1
        for start, ids in zip(starts, balls, strict=False):
            if self._ball is not None and _has(ids, self._ball):
                place = start + int(np.searchsorted(ids, self._ball)) + direction
        if starts[-1]:
            place %= starts[-1]
            home = bisect_right(starts, place) - 1
            self.choose({int(balls[home][place - starts[home]])})

    def expect_drop(self) -> None:
        """Choose the ball of this fleet that is being dropped, as soon as it is there."""
        last = [int(each.balls[-1]) for each in self._settled if len(each.balls)]
        self._dropping = max(last, default=-1)

    def show_step(self) -> None:
        """Ask for the next update of the ball in numbers."""
        self.step_wanted.emit()

    def hover_ball(self, ball: int | None) -> None:
        if ball != self._hovered_ball:
            self._hovered_ball = ball
            self.ball_hovered.emit()

    def hover_update(self, update: int | None) -> None:
        if update != self._hovered_update:
            self._hovered_update = update
            self.update_hovered.emit()

    def hover_point(self, point: Point | None) -> None:
        if point != self._hovered_point:
            self._hovered_point = point
            self.point_hovered.emit()

    def follow(self, ball: int | None) -> None:
        if ball != self._followed:
            self._followed = ball
            self.followed_changed.emit()

    def show_span(self, span: tuple[float, float] | None) -> None:
        if span != self._span:
            self._span = span
            self.span_changed.emit()

    def update(self, now: Snapshot) -> None:
        """Deselect balls and fleets that no longer exist; choose what a scenario begins with.

        Returns at once while no balls change.
        """
        run, self._scenario = self._scenario, now.scenario
        if run is now.scenario and same_balls(now.fleets, self._settled):
            return
        before, self._settled = self._settled, now.fleets
        if run is not now.scenario:
            self._dropping = None
        if run is None or (run is not now.scenario and now.made == 0):
            self._open(now, first=run is None)
        elif run is not now.scenario and _alike(before, now.fleets):
            self._carry_over(before)
        elif run is not now.scenario:
            self._open(now)
        self._settle_balls(now)
        self._choose_dropped()
        fleets = [fleet.id for fleet in now.fleets]
        if self._fleet not in fleets:
            self._set_fleet(fleets[0] if fleets else None)

    def _open(self, now: Snapshot, first: bool = False) -> None:
        """Choose the ball that the caption of a scenario speaks of.

        Where it speaks of none, nothing is chosen, unless that was done before the `first` run.
        """
        ball = now.scenario.ball
        if not first:
            self.follow(None)
        if ball is not None and ball in now.homes:
            self.choose({ball})
        elif not first:
            self.choose(frozenset())
            self._set_fleet(now.fleets[0].id if now.fleets else None)

    def _carry_over(self, before: tuple[FleetView, ...]) -> None:
        """Choose the same in a run that began again: balls have new numbers, in the same order."""
        chosen, lead, fleet = self._chosen, self._ball, self._fleet
        wanted, found = np.fromiter(chosen, np.int64, len(chosen)), list[int]()
        heir = None
        for old, new in zip(before, self._settled, strict=True):
            places = np.flatnonzero(np.isin(old.balls, wanted))
            found += new.balls[places[places < len(new.balls)]].tolist()
            if old.id == fleet:
                self._set_fleet(new.id)
            if lead is not None and _has(old.balls, lead):
                place = int(np.searchsorted(old.balls, lead))
                heir = int(new.balls[place]) if place < len(new.balls) else None
        self.choose(frozenset(found), heir)

    def _choose_dropped(self) -> None:
        dropping, found = self._dropping, [each for each in self._settled if each.id == self._fleet]
        for ball in found[0].balls[-1:].tolist() if found and dropping is not None else ():
            if dropping is not None and ball > dropping:
                self._dropping = None
                self.choose({ball})

    def _set_fleet(self, fleet: int | None) -> None:
        if fleet != self._fleet:
            self._fleet = fleet
            self.fleet_changed.emit()

    def _leading(self, before: frozenset[int]) -> int | None:
        """Which of the chosen balls leads, where others were chosen before."""
        new = self._chosen - before
        if len(new) == 1:
            return next(iter(new))
        return self._ball if self._ball in self._chosen else min(self._chosen, default=None)

    def _settle_balls(self, now: Snapshot) -> None:
        stored = {*self._chosen, self._hovered_ball, self._followed} - {None}
        if stored:
            existing = set(now.homes)
            if self._hovered_ball not in existing:
                self.hover_ball(None)
            if self._followed not in existing:
                self.follow(None)
            self.choose(self._chosen & existing)


def _has(balls: IntArray, ball: int) -> bool:
    """Whether a ball is among these, which ascend."""
    place = int(np.searchsorted(balls, ball))
    return place < len(balls) and int(balls[place]) == ball


def _alike(one: tuple[FleetView, ...], other: tuple[FleetView, ...]) -> bool:
    """Whether these fleets have the same kinds of optimizers, as those of a run begun again."""
    kinds = [[type(fleet.optimizer) for fleet in fleets] for fleets in (one, other)]
    return kinds[0] == kinds[1]


def same_balls(one: tuple[FleetView, ...], other: tuple[FleetView, ...]) -> bool:
    """Whether the same fleets have the same balls.

    Arrays of ids are replaced, never changed, when balls are added or removed, so comparing
    identities is enough.
    """
    return len(one) == len(other) and all(
        a.id == b.id and a.balls is b.balls for a, b in zip(one, other, strict=True)
    )
