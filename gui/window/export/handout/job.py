"""Makes a handout in a process of its own: measures, runs and typesets hold Python's lock."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from engine.apart import apart
from engine.jobs import Progress
from engine.lessons.lesson import Lesson
from engine.scenario import Scenario

MADE: Final = 0.99  # of the progress, when the handout is made and not yet in its file
MEASURED: Final = 0.3  # of what is made, when the numbers are measured


@final
@dataclass(frozen=True, slots=True)
class HandoutOrder:
    """The lesson with the scenarios that its steps name, and the language of the handout."""

    lesson: Lesson
    scenarios: dict[str, Scenario]
    language: str


def write_handout(order: HandoutOrder, file: Path, progress: Progress) -> None:
    """Make the handout and write it as PDF. Called on a background thread; where it fails or is
    cancelled the file is as it was. Raises what `apart` raises, and OSError."""
    from gui.documents.writing import write_content

    write_content(apart(make_handout, order, progress=progress, share=MADE), file, progress)


def make_handout(order: HandoutOrder, progress: Progress) -> bytes:
    """The content of the PDF, made in this process."""
    from gui.window.export.own_application import own_application

    own_application(order.language)
    from engine.lessons.playing import measured
    from gui.window.export.handout.pages import Handout
    from gui.window.export.handout.paper import pdf
    from gui.window.export.handout.runs import shown

    lesson, count = order.lesson, len(order.lesson.steps)
    values = measured(lesson, lambda share: progress(MEASURED * share))
    runs = []
    for place in range(count):
        progress(MEASURED + (1 - MEASURED) * place / (count + 1))
        runs.append(shown(lesson, place, order.scenarios))
    progress(MEASURED + (1 - MEASURED) * count / (count + 1))
    handout = Handout(lesson, values, runs, order.language)
    return pdf(handout.title, handout.pieces(), handout.footer)
