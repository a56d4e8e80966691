"""One frame of the scene against the same scene in pyqtgraph's own items.

1,000 balls with 200-point trails that all move, the surface and arrows, 1280 by 800. Both views
are drawn alternately in one process, so that other load of the machine affects both equally.
"""

import os
import sys
from time import perf_counter
from typing import NamedTuple, Protocol, final

os.environ.setdefault("PYOPENGL_PLATFORM", "glx")  # before PyOpenGL is imported

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from tests.benchmarks.frame_run import BALLS, SIZE, Run
from tests.benchmarks.table import Row, print_rows

FRAMES, UNMEASURED = 60, 5  # the first frames upload constant data
BLOCKS, BLOCK = 16, 15  # of frames, every second one with an overlay


class Race(NamedTuple):
    """What happens from frame to frame, and how long ours may take in pyqtgraph's time."""

    what: str
    updates: int
    turn: float  # degrees
    limit: float


# Overlays, which balls are chosen with them, and the share of a frame that they may add.
OVERLAYS = (("curvature", frozenset[int](), 0.15), ("quadratic", frozenset((0,)), 0.2))
RACES = (
    Race("playing, camera still", 1, 0.0, 0.25),
    Race("playing and turning", 1, 0.4, 0.5),
    Race("turning while paused", 0, 0.4, 0.4),
)


class Drawn(Protocol):
    """A view of a run."""

    def frame(self, turn: float) -> None: ...


@final
class Ours:
    """Draws the newest state of a run in our view."""

    def __init__(self, run: Run) -> None:
        from gui.scene.view import SceneView
        from gui.state.overlays import defaults

        self._run = run
        self.view = SceneView()
        self.view.resize(*SIZE)
        self.view.show()
        self.chosen = frozenset(range(0, BALLS, 25))
        self.overlays = defaults() | {"last_update"}

    def frame(self, turn: float) -> None:
        """Draw the next frame, turned by so many degrees since the last."""
        self.view.makeCurrent()
        if turn:
            motion = self.view.camera_motion
            motion.set(motion.camera.orbited(turn, 0.0))
        self.view.refresh(self._run.now, self.chosen, self.overlays)
        self.view.paint_scene()


def milliseconds(race: Race, run: Run, views: dict[str, Drawn]) -> dict[str, list[float]]:
    """Those of each frame, the views taking turns."""
    from OpenGL import GL

    times: dict[str, list[float]] = {name: [] for name in views}
    for number in range(FRAMES + UNMEASURED):
        if race.updates:
            run.advance(race.updates)
        for name, view in views.items():
            GL.glFinish()
            began = perf_counter()
            view.frame(race.turn)
            GL.glFinish()
            if number >= UNMEASURED:
                times[name].append(1e3 * (perf_counter() - began))
    return times


def row(race: Race, times: dict[str, list[float]]) -> Row:
    for name, each in times.items():
        low, middle, high = np.percentile(each, [10, 50, 90])
        print(f"  {name:6} median {middle:6.1f} ms   (10 and 90 %: {low:.1f}, {high:.1f})")
    ours, stock = (float(np.median(times[name])) for name in ("ours", "stock"))
    return Row(
        f"One frame of the scene, {race.what}, against pyqtgraph's own",
        f"{ours:.1f} / {stock:.1f} ms",
        ours / stock,
        race.limit,
    )


def added(ours: Ours, run: Run, overlay: str, chosen: frozenset[int], limit: float) -> Row:
    """How much longer a frame takes with an overlay: frames with it and without, in turns."""
    from OpenGL import GL

    before, ours.chosen = (ours.chosen, ours.overlays), chosen
    blocks = []
    for block in range(BLOCKS):
        ours.overlays = before[1] | {overlay} if block % 2 else before[1]
        times = []
        for _ in range(BLOCK):
            run.advance(1)
            GL.glFinish()
            began = perf_counter()
            ours.frame(0.0)
            GL.glFinish()
            times.append(1e3 * (perf_counter() - began))
        blocks.append(float(np.median(times[UNMEASURED:])))
    ours.chosen, ours.overlays = before
    # Of neighbours: the speed of a processor changes from second to second.
    share = float(
        np.median([on / off - 1.0 for off, on in zip(blocks[::2], blocks[1::2], strict=True)])
    )
    off = float(np.median(blocks[::2]))
    what = f"What the overlay “{overlay}” adds to a frame while playing"
    return Row(what, f"{share * off:.1f} / {off:.1f} ms", share, limit)


def main() -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    from tests.benchmarks.frame_stock import Stock

    run = Run()
    ours, stock = Ours(run), Stock(run)
    for _ in range(10):
        application.processEvents()
    for race in RACES:
        print_rows(row(race, milliseconds(race, run, {"ours": ours, "stock": stock})))
    for overlay, chosen, limit in OVERLAYS:
        print_rows(added(ours, run, overlay, chosen, limit))
    ours.view.close()
    stock.view.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
