"""The crosshair that keys move over the surface."""

from typing import Final, final

import numpy as np

from engine.arrays import Array
from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.line_program import LineProgram

LIFT: Final = 0.008  # world length towards the camera, so that the mesh does not cover it
# Widths in logical pixels and colours: white, readable on every colour by its dark edge.
STROKES: Final = ((3.6, (0.0, 0.0, 0.0, 0.55)), (1.6, (1.0, 1.0, 1.0, 1.0)))
HIDDEN: Final = 0.35  # opacity behind the surface


@final
class CrosshairItem(SceneItem):
    """Lines over the surface; where that hides them they are drawn through it, faintly."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Array = np.zeros((0, 2, 3))
        self._stale = True

    def set_lines(self, lines: Array) -> None:
        """Show these (n, 2, 3), in world units."""
        if not np.array_equal(lines, self._lines):
            self._lines, self._stale = lines, True
            self.update()

    def initializeGL(self) -> None:
        self._program, self._buffer = LineProgram(), gl.Buffer()
        self._stale = True

    def draw(self, frame: Frame) -> None:
        if not len(self._lines):
            return
        if self._stale:
            self._buffer.fill(np.ascontiguousarray(self._lines, np.float32))
            self._stale = False
        gl.blend()
        GL.glDepthMask(False)
        for compare, share in ((GL.GL_GREATER, HIDDEN), (GL.GL_LEQUAL, 1.0)):
            GL.glDepthFunc(compare)
            for width, color in STROKES:
                self._draw_stroke(frame, width, (*color[:3], share * color[3]))
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _draw_stroke(self, frame: Frame, width: float, color: tuple[float, ...]) -> None:
        with self._program.drawing(frame, self._buffer, width, color, LIFT):
            GL.glDrawArrays(GL.GL_LINES, 0, 2 * len(self._lines))
