"""The lesson that is being played: its step, what came true in it, and what was predicted."""

import logging
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Final, final

from PySide6.QtCore import QObject, Signal

from engine.commands import Edit
from engine.scenario import Scenario, Text
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.state.lesson_marks import LessonMarks
from gui.tasks.background_task import BackgroundTask

if TYPE_CHECKING:  # what plays lessons is slow to load: it waits until the first is opened
    from engine.lessons.judge import Judge
    from engine.lessons.lesson import Lesson, Step
    from engine.lessons.playing import Outcome

log = logging.getLogger(__name__)

INTERVAL: Final = 0.1  # least seconds from one judgement to the next
REST: Final = 20.0  # times as long as a judgement took nothing is judged after it
Answer = int | float | Point  # to a prediction: the index of a choice, a number, a point


@final
class CurrentLesson(QObject):
    """One lesson at most. It asks for what a step starts from, and watches the run from then on.

    Nothing in here is part of the run. What was predicted and what came true is kept for every
    step while the program runs.
    """

    step_changed = Signal()  # another step, lesson or none; the same step again
    progress_changed = Signal()  # what came true, what was predicted, or the numbers in texts
    set_up_wanted = Signal(object, object)  # a Scenario or None, and commands
    turn_wanted = Signal(int)  # to the next step, or (−1) the one before
    restore_wanted = Signal()
    end_wanted = Signal()
    dialog_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lesson: Lesson | None = None
        self.place = 0
        self.trouble = ""  # what is wrong with its file since it was read last
        self._scenarios: dict[str, Scenario] = {}
        self._values: dict[str, dict[str, float]] = {}  # by the name of the lesson
        self._answers: dict[tuple[str, int], Answer] = {}
        self._outcomes: dict[tuple[str, int], Outcome] = {}
        self._titled: Text | None = None  # the title of the step's scenario, kept by its runs
        self._judge: Judge | None = None  # None until the step has been set up
        self._awaited = 0  # entries of the log that show that it has
        self._judged: Snapshot | None = None
        self._playing = False  # whether the run is that of the step
        self._next = 0.0  # the instant before which nothing is judged
        self.marks = LessonMarks(self)
        self._task = BackgroundTask(self)
        self._task.done.connect(self._take_values)
        self._measured = ""  # the lesson whose numbers are being measured

    # What is shown.

    @property
    def step(self) -> "Step | None":
        return None if self.lesson is None else self.lesson.steps[self.place]

    @property
    def outcome(self) -> "Outcome":
        """What came true of the step's conditions."""
        from engine.lessons.playing import Outcome

        none = Outcome((None,) * (0 if self.step is None else len(self.step.conditions)))
        return self._outcomes.get(self._key, none)

    @property
    def answer(self) -> Answer | None:
        """What was predicted in the step."""
        return self._answers.get(self._key)

    @property
    def asks(self) -> bool:
        """Whether a prediction is still to be made: not once the phenomenon has happened."""
        step = self.step
        if step is None or step.prediction is None or self.answer is not None:
            return False
        return not (step.conditions and self.outcome.done)

    @property
    def done(self) -> bool:
        """Whether all that the step waits for came true, or was answered where nothing is run."""
        step = self.step
        if step is None or (not step.conditions and self.asks):
            return False
        return self.outcome.done

    @property
    def truth(self) -> Answer | None:
        """What turned out, once the step is done; None before, and where nothing is predicted."""
        if self.step is None or self.step.prediction is None or not self.done:
            return None
        from engine.lessons.playing import truth

        return truth(self.step.prediction, self.values)

    @property
    def marking(self) -> bool:
        """Whether the next click on the surface is a prediction."""
        prediction = None if self.step is None else self.step.prediction
        return self.asks and prediction is not None and prediction.key == "mark"

    @property
    def values(self) -> dict[str, float]:
        """The numbers of the lesson: as they are expected, until they have been measured."""
        if self.lesson is None:
            return {}
        expected = {each.name: each.value for each in self.lesson.numbers}
        return expected | self._values.get(self.lesson.name, {})

    def plays(self, now: Snapshot) -> bool:
        """Whether the run is that of the step, and not another one that was opened since."""
        return self._titled is None or now.scenario.title is self._titled

    # What happens.

    def begin(self, lesson: "Lesson", scenarios: dict[str, Scenario], place: int = 0) -> None:
        """Play a lesson from one of its steps, with nothing predicted yet. `scenarios` are those
        that steps may name."""
        for kept in (self._answers, self._outcomes):
            for key in [each for each in kept if each[0] == lesson.name]:
                del kept[key]
        self.lesson, self._scenarios, self.trouble = lesson, scenarios, ""
        self._measure(lesson)
        self.go_to(place)

    def reread(self, lesson: "Lesson") -> None:
        """Take the same lesson with other contents, after its file was changed. Where the step
        starts from the same, its run goes on."""
        before, self.place = self.step, min(self.place, len(lesson.steps) - 1)
        self._values.pop(lesson.name, None)
        old = () if self.lesson is None else self.lesson.steps
        for place, (one, other) in enumerate(zip(old, lesson.steps, strict=False)):
            if one.prediction != other.prediction:  # an answer to another question
                self._answers.pop((lesson.name, place), None)
        self.lesson, self.trouble = lesson, ""
        self._measure(lesson)
        step = lesson.steps[self.place]
        same = before is not None and (step.setup, step.overlays, step.conditions) == (
            before.setup,
            before.overlays,
            before.conditions,
        )
        if same:
            self.step_changed.emit()
        else:
            self.go_to(self.place)

    def show_trouble(self, text: str) -> None:
        """Say what is wrong with the changed file; the lesson stays as it was."""
        self.trouble = text
        self.progress_changed.emit()

    def end(self) -> None:
        """Play no lesson any more; the run stays."""
        self._task.cancel()
        self.lesson, self._judge, self._titled = None, None, None
        self.marks.clear()
        self.step_changed.emit()

    def go_to(self, place: int, goes_on: bool = False) -> None:
        """Set a step up, or the same one once more; one that `goes_on` with the run of the step
        before it, where it says so itself."""
        assert self.lesson is not None
        self.place = min(max(place, 0), len(self.lesson.steps) - 1)
        self._outcomes.pop(self._key, None)
        self.marks.clear()
        self._set_up(goes_on)
        self.step_changed.emit()

    def predict(self, answer: Answer) -> None:
        """Keep what is predicted: once, and before the phenomenon has happened."""
        if self.asks:
            self._answers[self._key] = answer
            self._show_marks()
            self.progress_changed.emit()

    def follow(self, now: Snapshot) -> None:
        """Judge the run of now. Called once a frame; a run at rest costs nothing."""
        step = self.step
        self._playing = self.plays(now)
        if step is None or now is self._judged or not self._playing:
            return
        judge = self._judge_of(now)
        moving = now.playing or now.goal is not None
        if judge is None or self.outcome.done or (moving and perf_counter() < self._next):
            return
        begun = judge.begun
        if (now.update, len(now.log)) == (begun.update, begun.edits):
            return  # nothing was done yet: what holds from the start has not happened
        from engine.lessons.playing import merged

        before, began = self.outcome, perf_counter()
        after = merged(before, judge.outcome(now))
        self._judged, ended = now, perf_counter()
        self._next = ended + max(INTERVAL, REST * (ended - began))
        if after != before:
            self._take_outcome(before, after)

    # Inside.

    def _judge_of(self, now: Snapshot) -> "Judge | None":
        """Of the step since it began; None while it is being set up."""
        from engine.lessons.judge import Judge
        from engine.lessons.playing import Begun

        assert self.step is not None
        if self._judge is None:
            if len(now.log) < self._awaited or now.goal is not None:
                return None
            self._judge = Judge(self.step, Begun(now.update, len(now.log)))
        begun = self._judge.begun
        if now.head < begun.update or len(now.log) < begun.edits:
            self._judge = Judge(self.step, Begun(0, 0))  # the run began again
        return self._judge

    def _take_outcome(self, before: "Outcome", after: "Outcome") -> None:
        from engine.lessons.conditions import Came

        self._outcomes[self._key] = after
        for old, new in zip(before.found, after.found, strict=True):
            if isinstance(new, Came) and not isinstance(old, Came) and new.point is not None:
                self.marks.flash(new.point)
        self._show_marks()
        self.progress_changed.emit()

    def _show_marks(self) -> None:
        from engine.lessons.conditions import Came

        came = [each.update for each in self.outcome.found if isinstance(each, Came)]
        places = [each if isinstance(each, tuple) else None for each in (self.answer, self.truth)]
        self.marks.show(places[0], places[1], max(came, default=None))

    @property
    def _key(self) -> tuple[str, int]:
        return ("" if self.lesson is None else self.lesson.name), self.place

    def _set_up(self, goes_on: bool) -> None:
        from engine.lessons.playing import start_of, started

        lesson, step = self.lesson, self.step
        assert lesson is not None
        assert step is not None
        self._judge = self._judged = None
        self._awaited = 0
        if goes_on and self._playing and started(step.setup, self._scenarios) is None:
            self.set_up_wanted.emit(None, step.setup.commands)
            return
        scenario, commands = start_of(lesson, self.place, self._scenarios)
        # By this very object the runs of the step are known.
        self._titled = replace(lesson.title)
        view = replace(scenario.view, overlays=step.overlays or scenario.view.overlays, panel="")
        none = Text()
        self._awaited = sum(isinstance(each, Edit) for each in commands)
        count = sum(len(each.points) for each in scenario.fleets)
        ball = 0 if count == 1 else scenario.ball  # what is about one ball is about that
        scenario = replace(scenario, title=self._titled, caption=none, invitation=none)
        self.set_up_wanted.emit(replace(scenario, view=view, ball=ball), commands)

    def _measure(self, lesson: "Lesson") -> None:
        from engine.lessons.playing import measured

        if lesson.name not in self._values and lesson.numbers:
            self._measured = lesson.name
            self._task.start(measured, lesson)

    def _take_values(self, values: dict[str, float]) -> None:
        self._values[self._measured] = values
        lesson = self.lesson  # or another one since
        for each in () if lesson is None or lesson.name != self._measured else lesson.numbers:
            if abs(values.get(each.name, each.value) - each.value) > each.tolerance:
                log.warning("%s: %s is %r", self._measured, each.name, values[each.name])
        self.progress_changed.emit()
