"""One frame of the scene against the same scene in pyqtgraph's own items.

1,000 balls with 200-point trails that all move, the surface and arrows, 1280 by 800. Both views
are drawn alternately in one process, so that other load of the machine affects both equally.
Run as `python -m tests.benchmarks.frame` from the project's folder, with a display.
"""

import os
import sys
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("PYOPENGL_PLATFORM", "glx")  # before PyOpenGL is imported

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from engine.arrays import Array
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.snapshot import Snapshot
from engine.surfaces import BY_KEY as SURFACES

SIZE = (1280, 800)
BALLS, TRAIL = 1000, 200
FRAMES = 60
GOAL = 0.6
# Rates at which each rule crosses the valley without diverging.
RATES = {"gd": 3e-4, "momentum": 1e-4, "nesterov": 1e-4, "rmsprop": 5e-3, "adam": 1e-2}


def simulation() -> Simulation:
    """Five fleets on the Rosenbrock valley, started all over it."""
    surface = SURFACES["rosenbrock"]()
    random = np.random.default_rng(7)
    starts = random.uniform(surface.low, surface.high, (BALLS, 2))
    parts = np.split(starts, len(RATES))
    fleets = tuple(
        FleetSetup(OPTIMIZERS[key](lr=rate), color=number, points=tuple(map(tuple, part)))
        for number, ((key, rate), part) in enumerate(zip(RATES.items(), parts, strict=True))
    )
    made = Simulation(Scenario(surface, fleets))
    made.step(TRAIL)
    return made


def snapshot(made: Simulation) -> Snapshot:
    views = made.views()
    nothing = Scenario(made.surface)
    return Snapshot(
        made.update, made.update, 0, True, 60.0, 60.0, None, made.surface, views, nothing
    )


Player = tuple[Callable[[float], None], Callable[[], None]]
"""Draws the next frame, turned by so many degrees since the last; closes the view."""


def ours(made: Simulation) -> Player:
    """Updates and draws the next frame in our view."""
    from gui.scene.view import SceneView
    from gui.state.overlays import defaults

    view = SceneView()
    view.resize(*SIZE)
    view.show()
    chosen = frozenset(range(0, BALLS, 25))
    overlays = defaults() | {"last_update"}

    def frame(turn: float) -> None:
        view.makeCurrent()
        if turn:
            view.eye.set(view.eye.camera.orbited(turn, 0.0))
        view.refresh(snapshot(made), chosen, overlays)
        view.paint_scene()

    return frame, view.close


def stock(made: Simulation) -> Player:
    """The same in pyqtgraph's items, with all possible preparation done in advance."""
    import pyqtgraph.opengl as gl
    from pyqtgraph import Vector

    from gui.sampling import mesh
    from gui.sampling.height_scale import HEIGHT, world_of
    from gui.scene.geometry.camera import FOV, ISO, fitted

    surface = made.surface
    field = mesh.sample(surface, 200)
    world = world_of(surface, field.value)
    camera = fitted(ISO, world.half, *SIZE)
    view = gl.GLViewWidget()
    view.resize(*SIZE)
    wide = 2 * np.degrees(np.arctan(np.tan(np.radians(FOV / 2)) * SIZE[0] / SIZE[1]))
    view.setCameraParams(
        center=Vector(*camera.centre),
        fov=wide,
        distance=camera.distance,
        elevation=camera.elevation,
        azimuth=camera.azimuth,
    )
    heights = world.z(field.value).T
    sides = [np.linspace(-half, half, 200) for half in world.half]
    shade = np.repeat((heights / HEIGHT)[..., None], 4, axis=-1)
    ground = gl.GLSurfacePlotItem(
        x=sides[0], y=sides[1], z=heights, colors=shade, shader="shaded", smooth=True
    )
    balls = gl.GLScatterPlotItem(size=9.0, pxMode=True, glOptions="translucent")
    trails = gl.GLLinePlotItem(mode="lines", width=2.0, glOptions="opaque")
    for item in (ground, trails, balls):
        view.addItem(item)
    view.show()

    history = np.concatenate([fleet.chunks[0].rows for fleet in made.views()], axis=1)
    path = _in_world(history, surface, world)
    age = np.linspace(0.35, 1.0, TRAIL - 1, dtype=np.float32)
    colors = np.ones((TRAIL - 1, BALLS, 2, 4), np.float32) * age[:, None, None, None]
    trails.setData(pos=np.zeros((colors.size // 4, 3)), color=colors.reshape(-1, 4))
    lines = np.empty((TRAIL - 1, BALLS, 2, 3), np.float32)
    rows = [path[-TRAIL:]]

    def frame(turn: float) -> None:
        view.makeCurrent()
        view.orbit(turn, 0.0)
        now = np.concatenate([fleet.position for fleet in made.views()])
        rows[0] = np.concatenate([rows[0][1:], _in_world(now[None], surface, world)])
        lines[:, :, 0], lines[:, :, 1] = rows[0][:-1], rows[0][1:]
        trails.setData(pos=lines.reshape(-1, 3))
        balls.setData(pos=rows[0][-1])
        view.paintGL()

    return frame, view.close


def _in_world(points: Array, surface, world):  # type: ignore[no-untyped-def]
    return world.to_world(points, surface.value(points)).astype(np.float32)


def race(made: Simulation, players: dict[str, Player], turn: float) -> dict[str, list[float]]:
    """Milliseconds of each frame, the views taking turns."""
    from OpenGL import GL

    times: dict[str, list[float]] = {name: [] for name in players}
    for number in range(FRAMES + 5):
        made.step()
        for name, (frame, _) in players.items():
            GL.glFinish()
            began = perf_counter()
            frame(turn)
            GL.glFinish()
            if number >= 5:  # the first frames upload constant data
                times[name].append(1e3 * (perf_counter() - began))
    return times


def report(what: str, times: dict[str, list[float]]) -> None:
    middle = {name: float(np.median(each)) for name, each in times.items()}
    for name, each in times.items():
        low, high = np.percentile(each, [10, 90])
        print(f"  {name:6} median {middle[name]:6.1f} ms   (10–90 %: {low:.1f}–{high:.1f})")
    ratio = middle["ours"] / middle["stock"]
    print(f"frame of the scene, {what}: ours / stock = {ratio:.2f}   (goal: at most {GOAL})")


def main() -> int:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(sys.argv[:1])
    made = simulation()
    players = {"ours": ours(made), "stock": stock(made)}
    for _ in range(10):
        application.processEvents()
    from OpenGL import GL

    print(GL.glGetString(GL.GL_RENDERER).decode())
    report("playing", race(made, players, 0.0))
    report("playing and turning", race(made, players, 0.4))
    for _, close in players.values():
        close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
