"""How long films and pictures take, how large they are, and what the window does meanwhile.

python -m tests.benchmarks.taken_along
"""

import resource
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from engine.commands import FastForward
from engine.jobs import Progress
from gui.dialogs.film.order import FilmOrder
from gui.documents.resources import scenarios
from gui.style.palette import LIGHT
from gui.window.export.sources import film_source, picture_sources
from gui.window.main_window import MainWindow
from tests.benchmarks.gaps import Ticks, milliseconds
from tests.benchmarks.program import live, opened
from tests.benchmarks.table import Row, print_rows

RACE: Final = 4  # of the scenarios
UPDATES: Final = 400
SECONDS: Final = 60.0  # that a film of 10 s at 960 × 600 may take
FILMS: Final = (  # a kind, frames a second, whether the camera turns, MB at most
    ("gif", 10, False, 8.0),
    ("gif", 10, True, 20.0),
    ("webp", 25, False, 12.0),
    ("webp", 25, True, 12.0),
)
OFF: Final = 1.5  # times that an estimate may be off
PICTURE: Final = 4.0  # seconds that the scene may take at 4×


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def processor() -> float:
    """Seconds of processor time that ended processes have taken."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def measure_films(window: MainWindow, ticks: Ticks, folder: Path) -> None:
    for kind, rate, turning, most in FILMS:
        order = FilmOrder(0, UPDATES, kind, 10, rate, (960, 600), turning)
        source = film_source(window.parts)
        if source is None:
            raise RuntimeError("there is no 3-D view to film")
        name = f"{kind.upper()} of 10 s, {rate} frames/s, {'turning' if turning else 'still'}"
        estimated = source.estimate(source.shot, order, Progress(0, [0.0, 0.0])) / 1e6
        file, filming = folder / f"{kind}{turning}", window.files.filming
        live(0.5)
        ticks.longest()
        before = processor()
        filming.start(file, str, source.write, source.shot, order, file)
        taken = seconds(lambda task=filming: live(600.0, lambda: not task.busy))  # type: ignore[misc]
        gap, size = ticks.longest(), file.stat().st_size / 1e6
        live(2.0)  # until what has ended is counted
        cost = f"960 × 600, {processor() - before:.0f} s of processor time"
        print_rows(
            Row(f"A film, {name}, takes", cost, taken, SECONDS, unit="s"),
            Row("… and has", f"{estimated:.2f} MB estimated", size, most, unit="MB"),
            Row("… which is off by", "", max(estimated / size, size / estimated), OFF),
        )
        milliseconds("… the longest gap between two ticks meanwhile", gap)


def measure_pictures(window: MainWindow) -> None:
    sources = picture_sources(window.parts)
    draw = sources.scene
    if draw is None:
        raise RuntimeError("there is no 3-D view to take a picture of")
    for ratio in (1.0, 2.0, 4.0):
        taken = seconds(lambda ratio=ratio: draw(ratio, LIGHT, False))  # type: ignore[misc]
        size = sources.scene_size() * ratio
        measured = f"{size.width()} × {size.height()}"
        print_rows(Row(f"A picture of the scene at {ratio:g}×", measured, taken, PICTURE, unit="s"))


def main() -> None:
    scenario = list(scenarios())[RACE]
    with TemporaryDirectory() as scratch, opened(scenario) as window:
        ticks = Ticks()
        window.engine.send(FastForward(UPDATES))
        live(60.0, lambda: window.engine.snapshot.update == UPDATES)
        live(1.0)
        measure_films(window, ticks, Path(scratch))
        measure_pictures(window)


if __name__ == "__main__":
    main()
