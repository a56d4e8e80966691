"""Smooth lines of one colour."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import final

from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame


@final
class LineProgram:
    """The shaders of lines; their pixels at the edges are covered in part."""

    def __init__(self) -> None:
        self._program = gl.Program("line")

    @contextmanager
    def drawing(
        self,
        frame: Frame,
        corners: gl.Buffer,
        width: float,
        color: tuple[float, ...],
        lift: float = 0.0,
    ) -> Iterator[None]:
        """Draw within: lines between `corners`, `width` logical pixels wide, of `color` with its
        opacity, and nearer to the eye by the world length `lift`."""
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
        self._program.attribute("a_position", 3, 12, 0)
        yield
        self._program.end()
        GL.glLineWidth(1.0)
