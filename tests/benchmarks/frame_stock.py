"""The scene of `frame` in pyqtgraph's own items, with all possible preparation done before."""

from typing import final

import numpy as np
import pyqtgraph.opengl as gl
from numpy.typing import NDArray
from pyqtgraph import Vector

from engine.arrays import Array
from gui.sampling import mesh
from gui.sampling.height_scale import HEIGHT, world_of
from gui.scene.geometry.body import box
from gui.scene.geometry.camera import FOV, ISO, fitted
from tests.benchmarks.frame_run import BALLS, SIZE, TRAIL, Run

GRID = 200  # points along a side of the surface


@final
class Stock:
    """Draws the newest state of a run; nothing is staged while there is no newer one."""

    def __init__(self, run: Run) -> None:
        self._run, self._shown = run, run.now
        surface = run.now.surface
        field = mesh.sample(surface, GRID)
        self._world = world_of(surface, field.value)
        self.view = _view(self._world.half)
        self._balls = gl.GLScatterPlotItem(size=9.0, pxMode=True, glOptions="translucent")
        self._trails = gl.GLLinePlotItem(mode="lines", width=2.0, glOptions="opaque")
        for item in (self._ground(self._world.z(field.value).T), self._trails, self._balls):
            self.view.addItem(item)
        history = np.concatenate([fleet.chunks[0].rows for fleet in run.now.fleets], axis=1)
        self._rows = self._in_world(history)[-TRAIL:]
        age = np.linspace(0.35, 1.0, TRAIL - 1, dtype=np.float32)
        colors = np.ones((TRAIL - 1, BALLS, 2, 4), np.float32) * age[:, None, None, None]
        self._lines = np.empty((TRAIL - 1, BALLS, 2, 3), np.float32)
        self._trails.setData(color=colors.reshape(-1, 4))
        self._stage()
        self.view.show()

    def frame(self, turn: float) -> None:
        """Draw the next frame, turned by so many degrees since the last."""
        self.view.makeCurrent()
        if turn:
            self.view.orbit(turn, 0.0)
        if self._run.now is not self._shown:
            self._shown = self._run.now
            now = np.concatenate([fleet.position for fleet in self._shown.fleets])
            self._rows = np.concatenate([self._rows[1:], self._in_world(now[None])])
            self._stage()
        self.view.paintGL()

    def _stage(self) -> None:
        self._lines[:, :, 0], self._lines[:, :, 1] = self._rows[:-1], self._rows[1:]
        self._trails.setData(pos=self._lines.reshape(-1, 3))
        self._balls.setData(pos=self._rows[-1])

    def _ground(self, heights: Array) -> gl.GLSurfacePlotItem:
        sides = [np.linspace(-half, half, GRID) for half in self._world.half]
        shade = np.repeat((heights / HEIGHT)[..., None], 4, axis=-1)
        return gl.GLSurfacePlotItem(
            x=sides[0], y=sides[1], z=heights, colors=shade, shader="shaded", smooth=True
        )

    def _in_world(self, points: Array) -> NDArray[np.float32]:
        value = self._run.now.surface.value(points)
        return self._world.to_world(points, value).astype(np.float32)


def _view(half: tuple[float, float]) -> gl.GLViewWidget:
    """An empty view with our camera."""
    camera = fitted(ISO, box(half), *SIZE)
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
    return view
