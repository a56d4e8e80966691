"""Balls: thousands of lit spheres in one draw call, their shadows in another; more as points."""

from ctypes import c_void_p
from typing import Any, final

import numpy as np
from PySide6.QtGui import QFont

from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import FEW, NONE, POINT, VERTEX, Balls, parted
from gui.scene.items import gl
from gui.scene.items.axes_item import HALO, TextItem
from gui.scene.items.background_item import Color
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem

THROUGH = 0.5  # opacity of balls that the surface hides


@final
class BallItem(SceneItem):
    """All balls of all fleets, and the numbers next to those that hide others."""

    def __init__(self) -> None:
        super().__init__()
        self.badges = TextItem(HALO)  # not added to the view: drawn with the balls
        self._vertices, self._points = parted(NONE)
        self._radius = NONE.radius
        self._ring_color = (1.0, 1.0, 1.0)
        self._stale = True
        self._quads = 0

    def set_balls(self, balls: Balls) -> None:
        self._vertices, self._points = parted(balls)
        self._radius = balls.radius
        self._stale = True
        self.update()

    def set_badges(self, labels: tuple[Label, ...]) -> None:
        self.badges.set_labels(labels)
        self.update()

    def set_colors(self, ring: Color, halo: Color) -> None:
        """Set the colour of rings and numbers, and of the halo round the numbers."""
        self._ring_color = ring
        self.badges.set_colors(ring, ring, halo)
        self.update()

    def set_font(self, font: QFont) -> None:
        self.badges.set_font(font)
        self.update()

    def initializeGL(self) -> None:
        self._shadows = gl.Program("shadow")
        self._spheres, self._ringed = gl.Program("ball"), gl.Program("ball", "RINGED")
        self._dots, self._dot_buffer = gl.Program("point"), gl.Buffer()
        self._buffer, self._faces = gl.Buffer(), gl.Buffer(indices=True)
        self.badges.initializeGL()
        self._stale, self._quads = True, 0

    def draw(self, frame: Frame) -> None:
        count = len(self._vertices) // 4
        if not count and not len(self._points):
            return
        if self._stale:
            self._upload(count)
        gl.blend()
        if len(self._points):
            self._draw_points(frame)
        GL.glDepthMask(False)
        self._pass(self._shadows, frame, 0, count)
        GL.glDepthMask(True)
        plain = int(np.count_nonzero(self._vertices["look"][::4, 2] == 0.0))  # they come first
        with gl.hidden():
            if count <= FEW:
                self._pass(self._spheres, frame, 0, plain, THROUGH)
            self._pass(self._ringed, frame, plain, count, THROUGH)
        self._pass(self._spheres, frame, 0, plain)
        self._pass(self._ringed, frame, plain, count)
        GL.glDisable(GL.GL_BLEND)
        self.badges.draw(frame)

    def _upload(self, count: int) -> None:
        self._buffer.fill(self._vertices)
        self._dot_buffer.fill(self._points)
        if count > self._quads:
            self._quads = 2 * count
            first = 4 * np.arange(self._quads, dtype=np.uint32)[:, None]
            self._faces.fill(first + np.array([0, 1, 2, 0, 2, 3], np.uint32))
        self._stale = False

    def _draw_points(self, frame: Frame) -> None:
        GL.glEnable(GL.GL_POINT_SPRITE)
        GL.glEnable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        self._dots.begin(**self._uniforms(frame), u_radius=self._radius, u_ratio=frame.ratio)
        self._dot_buffer.bind()
        self._dots.attribute("a_centre", 3, POINT.itemsize, 0)
        self._dots.attribute("a_color", 4, POINT.itemsize, 12, GL.GL_UNSIGNED_BYTE)
        GL.glDrawArrays(GL.GL_POINTS, 0, len(self._points))
        self._dots.end()
        GL.glDisable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        GL.glDisable(GL.GL_POINT_SPRITE)

    def _uniforms(self, frame: Frame) -> dict[str, Any]:
        """What balls of either kind are drawn with."""
        return {
            "u_matrix": frame.matrix,
            "u_right": frame.right,
            "u_up": frame.up,
            "u_backward": frame.backward,
            "u_eye": frame.eye,
            "u_key": frame.key,
            "u_pixel": frame.pixel,
            "u_ring": self._ring_color,
        }

    def _pass(
        self, program: gl.Program, frame: Frame, first: int, end: int, opacity: float = 1.0
    ) -> None:
        """Draw the balls from `first` up to `end`."""
        if first == end:
            return
        program.begin(**self._uniforms(frame), u_shine=frame.shine, u_opacity=opacity)
        self._buffer.bind()
        for name in ("centre", "normal", "shadow", "turn", "corner", "look", "color"):
            kind, offset = VERTEX.fields[name][:2]  # type: ignore[index]
            size = kind.shape[0]
            small = kind.base == np.uint8
            program.attribute(
                "a_" + name,
                size,
                VERTEX.itemsize,
                offset,
                GL.GL_UNSIGNED_BYTE if small else GL.GL_FLOAT,
            )
        self._faces.bind()
        GL.glDrawElements(
            GL.GL_TRIANGLES, 6 * (end - first), GL.GL_UNSIGNED_INT, c_void_p(24 * first)
        )
        program.end()
