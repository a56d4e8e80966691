"""Smooth lines of one colour."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, final

from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame

DASH: Final = 0.6  # of the length of a dash with the gap after it


@final
class LineProgram:
    """The shaders of lines; their pixels at the edges are covered in part.

    Each corner is a position (3 floats). Of `dashed` ones it has a fourth float: how many logical
    pixels it is along its line.
    """

    def __init__(self, dashed: bool = False) -> None:
        self._program = gl.Program("line", "DASHED" if dashed else "")
        self._dashed = dashed

    @contextmanager
    def drawing(
        self,
        frame: Frame,
        corners: gl.Buffer,
        width: float,
        color: tuple[float, ...],
        lift: float = 0.0,
        stride: int = 12,
        period: float = 0.0,
    ) -> Iterator[None]:
        """Draw within: lines between `corners`, `width` logical pixels wide, of `color` with its
        opacity, and nearer to the eye by the world length `lift`; a corner is `stride` bytes.

        A dash with the gap after it is `period` logical pixels long.
        """
        GL.glLineWidth(width * frame.ratio + 1.0)
        self._program.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=lift,
            u_size=frame.size,
            u_width=width * frame.ratio,
            u_color=color,
        )
        corners.bind()
        self._program.attribute("a_position", 3, stride, 0)
        if self._dashed:
            self._program.set("u_dash", (DASH * period, period))
            self._program.set("u_scale", frame.ratio)
            self._program.attribute("a_along", 1, stride, 12)
        yield
        self._program.end()
        GL.glLineWidth(1.0)
