"""Opening the steps of lessons, against opening their scenarios; and a lesson at rest."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from engine.commands import Load
from engine.lessons.lesson import Lesson
from engine.lessons.playing import start_of
from gui.documents.lesson_files import lessons, scenarios
from gui.window.main_window import MainWindow
from tests.benchmarks.program import live, opened
from tests.benchmarks.table import Row, print_rows

MORE = 150.0  # ms that a step may take beyond its scenario
NUMBERS = (2, 6)  # lessons whose steps are opened
REST = 10.0  # seconds
TURNS = 3


def shown(window: MainWindow, act: Callable[[], object], there: Callable[[], bool]) -> float:
    """Milliseconds from `act` until the window shows its result and has nothing more to paint."""
    began = perf_counter()
    act()
    live(10.0, lambda: there() and window.viewport.complete)
    return 1e3 * (perf_counter() - began)


def scenario_alone(window: MainWindow, lesson: Lesson, place: int) -> float:
    """That of the scenario which a step starts from, with the same overlays: the search for
    critical points takes its time in either."""
    scenario, _ = start_of(lesson, place, scenarios())
    shown_over = lesson.steps[place].overlays or scenario.view.overlays
    scenario = replace(scenario, view=replace(scenario.view, overlays=shown_over))
    return shown(
        window,
        lambda: window.engine.send(Load(scenario)),
        lambda: window.engine.snapshot.scenario.title is scenario.title,
    )


def step(window: MainWindow, lesson: Lesson, place: int) -> float:
    """That of the step; the lesson is ended after it."""
    found = shown(
        window,
        lambda: window.lessons.open(lesson, place),
        lambda: window.selection.lesson.plays(window.engine.snapshot),
    )
    window.lessons.end()
    return found


def steps(window: MainWindow) -> Row:
    """The longest difference between a step and its scenario: they take turns."""
    most = 0.0
    for lesson in (each for each in lessons() if each.number in NUMBERS):
        for place in range(len(lesson.steps)):
            pairs = [
                (step(window, lesson, place), scenario_alone(window, lesson, place))
                for _ in range(TURNS)
            ]
            with_lesson, without = (min(column) for column in zip(*pairs, strict=True))
            most = max(most, with_lesson - without)
    return Row("Opening a step, beyond its scenario", f"{most:.0f} ms", most, MORE, unit="ms")


def rest(window: MainWindow) -> Row:
    """Frames of a lesson that waits, after its numbers have been measured."""
    window.lessons.open_number(2, 2)
    live(5.0)
    frames = list[float]()
    window.viewport.painted.connect(lambda: frames.append(perf_counter()))
    live(REST)
    return Row("Frames of a lesson at rest in ten seconds", "", len(frames), 0, unit="frames")


def main() -> None:
    with opened(scenarios()["01-saddle"]) as window:
        print_rows(steps(window), rest(window))


if __name__ == "__main__":
    main()
