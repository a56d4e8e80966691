"""Trails: all lines of all balls in one draw call, all dots in another."""

from typing import final

import numpy as np
import numpy.typing as npt

from gui.scene.geometry.trails import Trails
from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem

WIDTH = 2.0  # logical pixels
DOT = 5.0
CASE = 0.9  # of a darker edge between a trail and the ground; for few balls only
CASED = 64
LIFT = 0.008  # world length towards the camera, so that the mesh does not cover them
OLD = 0.35  # opacity at the far end
OLD_DOT = 0.6
CONSTANT = np.dtype([("row", np.float32), ("color", np.uint8, 4)])


@final
class TrailItem(SceneItem):
    """Draws a `Trails`; only newly appended rows are sent to OpenGL."""

    def __init__(self) -> None:
        super().__init__()
        self._trails: Trails | None = None
        self._sent: Trails | None = None
        self._colors = np.zeros((0, 3), np.uint8)
        self._lines = np.zeros((0, 2), np.uint32)
        self._dots = np.zeros(0, np.uint32)
        self._rows = (0, 0)
        self._colored = 0

    def set_trails(
        self,
        trails: Trails | None,
        colors: npt.NDArray[np.uint8],
        span: tuple[int, int],
        dots: npt.NDArray[np.uint32],
    ) -> None:
        """Show the rows `span` (first, end) in these colours (n, 3), and these dots."""
        if not np.array_equal(colors, self._colors):
            self._sent = None
            self._colored += 1
        self._trails, self._colors, self._dots = trails, colors, dots
        self._rows = span
        self._lines = self._lines[:0]
        if trails is not None:
            self._lines = trails.lines(span[0], min(span[1], trails.count))
        self.update()

    def initializeGL(self) -> None:
        self._line, self._dot = gl.Program("trail"), gl.Program("dot")
        self._positions, self._normals, self._row_colors = gl.Buffer(), gl.Buffer(), gl.Buffer()
        self._pairs, self._singles = gl.Buffer(indices=True), gl.Buffer(indices=True)
        self._sent = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def identity(self) -> tuple[object, ...]:
        """A value that changes when previously drawn lines become invalid."""
        return id(self._trails), self._colored

    @property
    def kept_rows(self) -> tuple[int, int]:
        """First and end of the final rows, counted from the trails' very first row."""
        if self._trails is None:
            return 0, 0
        end = min(self._rows[1], self._trails.count)
        return self._rows[0] + self._trails.dropped, end + self._trails.dropped

    def draw(self, frame: Frame) -> None:
        self.draw_kept(frame)
        self.draw_tail(frame)
        if self._trails is not None and len(self._dots):
            self._draw_dots(frame)

    def draw_kept(self, frame: Frame) -> None:
        """All lines except a provisional end."""
        self._draw_lines(frame, self._lines)

    def draw_from(self, frame: Frame, first: int, end: int) -> None:
        """Only the lines between these rows, counted from the trails' very first row."""
        if self._trails is not None:
            dropped = self._trails.dropped
            self._draw_lines(frame, self._trails.plain(first - dropped, end - dropped))

    def draw_tail(self, frame: Frame) -> None:
        """Only the provisional lines to the current places of gliding balls."""
        if self._trails is not None and self._rows[1] > self._trails.count:
            self._draw_lines(frame, self._trails.plain(self._trails.count - 1, self._rows[1]))

    def _draw_lines(self, frame: Frame, lines: npt.NDArray[np.uint32]) -> None:
        if self._trails is None or not len(lines):
            return
        self._upload(self._trails)
        case = CASE if self._trails.balls <= CASED else 0.0
        gl.blend()
        GL.glDepthMask(False)
        GL.glLineWidth((WIDTH + 2 * case) * frame.ratio + 1.0)
        self._begin(self._line, frame, WIDTH)
        self._line.set("u_case", case * frame.ratio)
        self._pairs.fill(lines)
        self._pairs.bind()
        GL.glDrawElements(GL.GL_LINES, lines.size, GL.GL_UNSIGNED_INT, None)
        self._line.end()
        GL.glLineWidth(1.0)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _draw_dots(self, frame: Frame) -> None:
        gl.blend()
        GL.glDepthMask(False)
        GL.glEnable(GL.GL_POINT_SPRITE)
        GL.glEnable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        self._begin(self._dot, frame, DOT)
        self._singles.fill(self._dots)
        self._singles.bind()
        GL.glDrawElements(GL.GL_POINTS, self._dots.size, GL.GL_UNSIGNED_INT, None)
        self._dot.end()
        GL.glDisable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        GL.glDisable(GL.GL_POINT_SPRITE)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _begin(self, program: gl.Program, frame: Frame, width: float) -> None:
        program.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=LIFT,
            u_span=(float(self._rows[0]), float(max(self._rows[1] - 1, self._rows[0] + 1))),
            u_old=OLD if program is self._line else OLD_DOT,
            u_size=frame.size,
            u_width=width * frame.ratio,
        )
        self._positions.bind()
        program.attribute("a_position", 3, 12, 0)
        self._normals.bind()
        program.attribute("a_normal", 4, 4, 0, GL.GL_BYTE)
        self._row_colors.bind()
        program.attribute("a_row", 1, CONSTANT.itemsize, 0)
        program.attribute("a_color", 4, CONSTANT.itemsize, 4, GL.GL_UNSIGNED_BYTE)

    def _upload(self, trails: Trails) -> None:
        """Send the rows that were written since the last call."""
        if self._sent is not trails:
            self._positions.reserve(trails.position.nbytes)
            self._normals.reserve(trails.normal.nbytes)
            self._row_colors.fill(self._constants(trails))
            trails.written = 0
            self._sent = trails
        if trails.written < self._rows[1]:
            rows = slice(trails.written, self._rows[1])
            self._positions.write(trails.written * trails.balls * 12, trails.position[rows])
            self._normals.write(trails.written * trails.balls * 4, trails.normal[rows])
            trails.written = min(self._rows[1], trails.count)

    def _constants(self, trails: Trails) -> npt.NDArray[np.void]:
        """The constant attributes of a vertex: its row and its ball's colour."""
        out = np.empty((trails.capacity, trails.balls), CONSTANT)
        out["row"] = np.arange(trails.capacity, dtype=np.float32)[:, None]
        out["color"][..., :3] = self._colors
        out["color"][..., 3] = 255
        return out
