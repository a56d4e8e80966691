"""Lines in the two colours of the signs of eigenvalues."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from gui.scene.items import gl
from gui.scene.items.background_item import Color
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.line_program import LineProgram

LIFT: Final = 0.008  # world length towards the camera, so that the mesh does not cover them
PERIOD: Final = 4.2  # widths of a line: a dash and the gap after it
CORNER: Final = 16  # bytes
EDGE: Final = 0.9  # logical pixels of a rim on both sides
RIM: Final = 0.55  # opacity
THROUGH: Final = 0.35  # opacity behind the surface


@final
@dataclass(frozen=True, slots=True, eq=False)
class Strokes:
    """Lines of one sign, so many logical pixels wide.

    `lines` (m, 2, 4) has a position, and how many logical pixels it is along its line.
    """

    lines: Array
    sign: int
    width: float


@final
class SignedLinesItem(SceneItem):
    """Draws `Strokes` with rims; what the surface hides is drawn through it, faintly.

    `bare` lines have neither: of many, these would cover the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.strokes: tuple[Strokes, ...] = ()
        self._colors: dict[int, Color] = {1: (1.0, 1.0, 1.0), -1: (1.0, 1.0, 1.0)}
        self._rim: Color = (0.0, 0.0, 0.0)
        self._thick = 1.0
        self._bare = False
        self._stale = True

    def set_strokes(self, strokes: tuple[Strokes, ...], bare: bool = False) -> None:
        """Show these, in their order."""
        self.strokes, self._bare, self._stale = strokes, bare, True
        self.update()

    def set_colors(self, positive: Color, negative: Color, rim: Color) -> None:
        self._colors, self._rim = {1: positive, -1: negative}, rim
        self.update()

    def set_thickness(self, thick: float) -> None:
        """Draw lines so many times as thick as usual."""
        self._thick = thick
        self.update()

    def initializeGL(self) -> None:
        self._programs = {1: LineProgram(), -1: LineProgram(dashed=True)}
        self._buffer = gl.Buffer()
        self._stale = True

    def draw(self, frame: Frame) -> None:
        if not any(len(each.lines) for each in self.strokes):
            return
        if self._stale:
            lines = np.concatenate([each.lines for each in self.strokes])
            self._buffer.fill(np.ascontiguousarray(lines, np.float32))
            self._stale = False
        gl.blend()
        if not self._bare:
            with gl.hidden():
                self._draw_all(frame, THROUGH)
        GL.glDepthMask(False)
        if not self._bare:
            self._draw_all(frame, RIM, rim=True)
        self._draw_all(frame, 1.0)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _draw_all(self, frame: Frame, opacity: float, rim: bool = False) -> None:
        first = 0
        for each in self.strokes:
            color = self._rim if rim else self._colors[each.sign]
            width = self._thick * (each.width + (2 * EDGE if rim else 0.0))
            if len(each.lines):
                program = self._programs[each.sign]
                period = PERIOD * self._thick * each.width
                args = (frame, self._buffer, width, (*color, opacity), LIFT, CORNER, period)
                with program.drawing(*args):
                    GL.glDrawArrays(GL.GL_LINES, 2 * first, 2 * len(each.lines))
            first += len(each.lines)
