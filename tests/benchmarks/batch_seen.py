"""What a batch sees, at 30 batches a second: the real window's frames against those of a bare one,
in turns, within the limits of everyday work; and how many of the batches are shown.

python -m tests.benchmarks.batch_seen
"""

import sys
from dataclasses import replace
from typing import Final

from engine.commands import Pace
from gui.documents.resources import scenarios
from gui.scene.geometry.quadratic import Sheet
from gui.window.main_window import MainWindow
from tests.benchmarks.bare import Bare
from tests.benchmarks.program import SIZE, live, opened
from tests.benchmarks.table import Row, print_rows
from tests.benchmarks.window import EVERYDAY, Measure, against, rolling

RATE: Final = 30  # batches a second
FOLLOWED: Final = 0.95  # of the batches
WHAT: Final = f"what a batch sees, {RATE} batches a second"


def followed(window: MainWindow) -> float:
    """The share of the batches that the sheet has shown."""
    layer, seen = window.viewport.scene.layers.by_key["batch"], list[Sheet | None]()
    window.viewport.scene.frameSwapped.connect(lambda: seen.append(layer.sheet.sheet))
    first = window.engine.snapshot.update
    rolling(window)
    return len({id(sheet) for sheet in seen}) / (window.engine.snapshot.update - first)


def main() -> int:
    scenario = next(each for each in scenarios() if "batch" in each.view.overlays)
    with opened(replace(scenario, end=None)) as window:
        bare = Bare(SIZE)
        bare.show()
        window.engine.send(Pace(RATE))
        live(2.0)
        measure = Measure(WHAT, rolling, EVERYDAY[0].limits)
        print_rows(*against(window, bare, (measure,)))
        share = followed(window)
        bare.close()
        print_rows(Row("… batches that its sheet shows, of all", "", share, FOLLOWED, True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
