"""Draws one frame, by hardware and by software OpenGL."""

import math
from typing import final

import numpy as np

from engine.arrays import Array
from gui.scene.geometry.camera import Camera
from gui.scene.items.crosshair_item import CrosshairItem
from gui.scene.items.framebuffer import Framebuffer
from gui.scene.items.framebuffer_cache import FramebufferCache
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.layers.layer import SceneParts

SAMPLES = 4
WAIT = 40  # milliseconds without a change after which a picture is finished


def frame_of(camera: Camera, size: tuple[float, float], ratio: float) -> Frame:
    """The frame of a view of `size` logical pixels, `ratio` device pixels each."""
    # The key light is at the upper left of the camera and turns with it.
    toward = np.array([camera.backward[0], camera.backward[1], 0.0])
    key = _unit(-0.55 * camera.right + 0.35 * toward + np.array([0.0, 0.0, 0.72]))
    vectors = (camera.right, camera.up, camera.backward, camera.eye)
    right, up, backward, eye = (np.asarray(vector, np.float32) for vector in vectors)
    matrix = camera.projection_matrix(*size) @ camera.view_matrix()
    return Frame(
        matrix=np.ascontiguousarray(matrix.T, np.float32),
        right=right,
        up=up,
        backward=backward,
        eye=eye,
        key=np.asarray(key, np.float32),
        shine=np.asarray(_unit(key + camera.backward), np.float32),
        size=_pixels(size, ratio),
        ratio=ratio,
        pixel=camera.pixel(*size) / camera.distance,
    )


def _unit(vector: Array) -> Array:
    return vector / np.linalg.norm(vector)


def _pixels(size: tuple[float, float], ratio: float) -> tuple[float, float]:
    """The device pixels of the framebuffer: Qt rounds halves up, Python's `round` to even."""
    width, height = (math.floor(side * ratio + 0.5) for side in size)
    return float(width), float(height)


@final
class FrameRenderer:
    """Draws all items, in their order, into a framebuffer."""

    def __init__(
        self, parts: SceneParts, under: tuple[SceneItem, ...], extra: tuple[SceneItem, ...]
    ) -> None:
        ground, axes, balls, *_ = parts
        self._on_top = axes.texts
        arrows = balls.arrow_presenter
        self.crosshair = CrosshairItem()
        drawn = (balls.balls, arrows.item, arrows.note_item)
        self._moving: tuple[SceneItem, ...] = (*under, *drawn, *extra, self.crosshair)
        self._solid: tuple[SceneItem, ...] = (
            ground,
            axes.background,
            axes.axes,
            balls.trails,
            *self._moving,
        )
        self.cache = FramebufferCache(ground, axes.background, (axes.axes,), balls.trails)
        self._versions: tuple[int, ...] = ()  # of the items, in the last frame
        self._multisampled = Framebuffer()
        self.whole = False  # the next frame is the finished picture at once
        self.unfinished = False
        self.wait = WAIT  # milliseconds until another frame should be drawn, if `unfinished`

    @property
    def items(self) -> tuple[SceneItem, ...]:
        return (*self._solid, self._on_top)

    def reset(self) -> None:
        """Drop all buffers, after the OpenGL context has changed."""
        self.cache.reset()
        self._multisampled = Framebuffer()

    def draw(self, frame: Frame, target: int, software: bool) -> None:
        """Draw a frame; `unfinished` then tells whether the same once more would be better."""
        # Qt's own is cut off to whole pixels: at a fractional ratio a line would stay black.
        GL.glViewport(0, 0, int(frame.size[0]), int(frame.size[1]))
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glDepthFunc(GL.GL_LEQUAL)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)
        GL.glDisable(GL.GL_CULL_FACE)
        if software:
            # No multisampling; what does not move is cached, and smoothed when there is time.
            versions = tuple(item.version for item in self.items)
            idle, self._versions = versions == self._versions, versions
            self.cache.draw(frame, target, idle, self.whole)
            self.wait = 0 if idle and not self.cache.moving else WAIT
            _draw(self._moving, frame)
        else:
            self._draw_multisampled(frame, target)
        self.unfinished, self.whole = software and self.cache.unfinished, False
        _draw((self._on_top,), frame)  # texts are antialiased already

    def _draw_multisampled(self, frame: Frame, target: int) -> None:
        size = (int(frame.size[0]), int(frame.size[1]))
        if self._multisampled.fit(*size, SAMPLES):
            self._multisampled.draw(target, lambda: self._draw_solid(frame))
            self._multisampled.copy_to(target, GL.GL_COLOR_BUFFER_BIT)
        else:
            self._draw_solid(frame)

    def _draw_solid(self, frame: Frame) -> None:
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
        _draw(self._solid, frame)


def _draw(items: tuple[SceneItem, ...], frame: Frame) -> None:
    for item in items:
        if item.visible():
            item.draw(frame)
