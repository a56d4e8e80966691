"""A translucent sheet through the surface."""

from typing import Final, final

import numpy as np

from gui.sampling.height_scale import FLOOR, HEIGHT, OVER
from gui.sampling.mesh import triangles
from gui.scene.geometry.quadratic import Sheet
from gui.scene.items import gl
from gui.scene.items.background_item import Color
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.line_program import LineProgram

CORNER: Final = 24  # bytes: a position and a normal
LIFT: Final = 0.003  # world length towards the camera: where it is the surface, it is seen on it
FILL: Final = (1.0, 1.0, 1.0, 0.36)
LINE, BORDER = 0.5, 0.9  # opacities
THROUGH: Final = 0.3  # opacity of the border behind the surface
FINE, WIDTH = 0.6, 1.4  # logical pixels of its fine lines and of its border


@final
class SheetItem(SceneItem):
    """Draws a `Sheet` after the surface, by the same depths: where the two meet is seen."""

    def __init__(self, fill: tuple[float, ...] = FILL) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self._fill, self._count = fill, 0  # points a side of the faces that were sent
        self._color: Color = (1.0, 1.0, 1.0)
        self._thick = 1.0
        self._stale = True

    def set_sheet(self, sheet: Sheet | None) -> None:
        if sheet is None and self.sheet is None:
            return
        self.sheet, self._stale = sheet, True
        self.update()

    def set_color(self, color: Color) -> None:
        """That of its lines and its border."""
        self._color = color
        self.update()

    def set_thickness(self, thick: float) -> None:
        """Draw the border so many times as thick as usual."""
        self._thick = thick
        self.update()

    def initializeGL(self) -> None:
        self._program, self._line = gl.Program("sheet"), LineProgram()
        self._buffer, self._lines, self._faces = gl.Buffer(), gl.Buffer(), gl.Buffer(indices=True)
        self._bounds = (0, 0)  # of its border and its fine lines among all lines
        self._stale, self._count = True, 0

    def draw(self, frame: Frame) -> None:
        if self.sheet is None:
            return
        if self._stale:
            self._send(self.sheet)
        gl.blend()
        with gl.hidden():
            self._draw_lines(frame, WIDTH, THROUGH, 0, self._bounds[0])
        GL.glDepthMask(False)
        self._draw_faces(frame)
        self._draw_lines(frame, FINE, LINE, *self._bounds)
        self._draw_lines(frame, WIDTH, BORDER, 0, self._bounds[0])
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _send(self, sheet: Sheet) -> None:
        if len(sheet.position) != self._count:
            self._count = len(sheet.position)
            self._faces.fill(triangles(self._count))
        corners = np.concatenate([sheet.position, sheet.normal], axis=-1)
        self._buffer.fill(np.ascontiguousarray(corners, np.float32))
        border, grid = sheet.border, sheet.grid
        self._lines.fill(np.ascontiguousarray(np.concatenate([border, grid]), np.float32))
        self._bounds = (len(border), len(border) + len(grid))
        self._stale = False

    def _draw_faces(self, frame: Frame) -> None:
        self._program.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=LIFT,
            u_key=frame.key,
            u_range=(FLOOR, HEIGHT * OVER),
            u_color=self._fill,
        )
        self._buffer.bind()
        self._program.attribute("a_position", 3, CORNER, 0)
        self._program.attribute("a_normal", 3, CORNER, 12)
        self._faces.bind()
        GL.glDrawElements(GL.GL_TRIANGLES, 6 * (self._count - 1) ** 2, GL.GL_UNSIGNED_INT, None)
        self._program.end()

    def _draw_lines(self, frame: Frame, width: float, opacity: float, first: int, end: int) -> None:
        color, width = (*self._color, opacity), self._thick * width
        with self._line.drawing(frame, self._lines, width, color, LIFT):
            GL.glDrawArrays(GL.GL_LINES, 2 * first, 2 * (end - first))
