"""Judges the run of a step again and again, looking only at what was recorded since."""

from typing import Final, final

from engine.lessons.conditions import Came, Condition, Missed, OfBall
from engine.lessons.lesson import Step
from engine.lessons.playing import Begun, Outcome
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.stamped import Log, in_common, stamp_of


@final
class Judge:
    """Says of one snapshot after another what came true since the step began.

    A long run of many balls takes seconds to look through, so that what was found of each ball is
    kept; after an undo or on the way back, only what lies before the present.
    """

    def __init__(self, step: Step, begun: Begun) -> None:
        self.begun: Final = begun
        self._conditions = step.conditions
        self._found: tuple[dict[int, Came], ...] = tuple({} for _ in step.conditions)
        self._scenario: Scenario | None = None  # of the run that was looked at
        self._log: Log = ()
        self._until = begun.update  # what was recorded before it has been looked at

    def outcome(self, now: Snapshot) -> Outcome:
        """What came true until `now`, and since the last time."""
        self._forget(now)
        pairs = zip(self._conditions, self._found, strict=True)
        found = tuple(self._judged(condition, known, now) for condition, known in pairs)
        self._scenario, self._log = now.scenario, now.log
        self._until = max(now.update, self.begun.update)
        return Outcome(found)

    def _judged(
        self, condition: Condition, known: dict[int, Came], now: Snapshot
    ) -> Came | Missed | None:
        since = self.begun.update
        if not isinstance(condition, OfBall):
            return condition.judged(now, since, self.begun.edits)
        known, start = (known, self._until) if condition.lasting else ({}, since)
        last = since + condition.within
        if condition.of(known) is None and self._until <= last:
            condition.look(now, start, min(now.update, last), known)
        return condition.decided(condition.of(known), now, since)

    def _forget(self, now: Snapshot) -> None:
        """Leave out what lies beyond the present, or beyond an edit that is not made any more."""
        if now.scenario is not self._scenario:  # the run began again, after edits
            self._found = tuple({} for _ in self._found)
            self._until = self.begun.update
        shared = in_common(self._log, now.log)
        parted = min(stamp_of(self._log, shared), stamp_of(now.log, shared))
        until = max(min(self._until, now.update, parted), self.begun.update)
        if until < self._until:
            self._found = tuple(
                {ball: came for ball, came in each.items() if came.update <= until}
                for each in self._found
            )
        self._until = until
