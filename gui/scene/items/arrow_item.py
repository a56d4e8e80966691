"""Arrows: one quad each, on which the fragment shader draws the kind's shape."""

from typing import final

import numpy as np
import numpy.typing as npt

from gui.scene.geometry.arrows import KINDS, NONE, Arrows
from gui.scene.items import gl
from gui.scene.items.background_item import Color
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem

VERTEX = np.dtype(
    [
        ("base", np.float32, 3),
        ("tip", np.float32, 3),
        ("corner", np.float32, 2),
        ("kind", np.float32),
        ("tiny", np.float32),
    ]
)
THROUGH = 0.35  # opacity of what the surface hides
CORNERS = np.array([[0, -1], [1, -1], [1, 1], [0, 1]], np.float32)


@final
class ArrowItem(SceneItem):
    """All arrows in one draw call."""

    def __init__(self) -> None:
        super().__init__()
        self.vertices = _vertices(NONE)
        self._colors: tuple[Color, ...] = ((1.0, 1.0, 1.0),) * len(KINDS)
        self._rim: Color = (0.0, 0.0, 0.0)
        self._lift = 0.02
        self._thick = 1.0
        self._stale = True

    def set_arrows(self, arrows: Arrows, lift: float) -> None:
        """Show these; they are drawn `lift` nearer, so that their ball does not cover them."""
        self.vertices, self._lift, self._stale = _vertices(arrows), lift, True
        self.update()

    def set_colors(self, colors: tuple[Color, ...], rim: Color) -> None:
        """One colour for each of `KINDS`, and the thin rim round all of them."""
        self._colors, self._rim = colors, rim
        self.update()

    def set_thickness(self, thick: float) -> None:
        """Draw lines and heads so many times as thick as usual."""
        self._thick = thick
        self.update()

    def initializeGL(self) -> None:
        self._program = gl.Program("arrow")
        self._buffer, self._faces = gl.Buffer(), gl.Buffer(indices=True)
        self._stale = True

    def draw(self, frame: Frame) -> None:
        count = len(self.vertices) // 4
        if not count:
            return
        if self._stale:
            self._buffer.fill(self.vertices)
            first = 4 * np.arange(count, dtype=np.uint32)[:, None]
            self._faces.fill(first + np.array([0, 1, 2, 0, 2, 3], np.uint32))
            self._stale = False
        gl.blend()
        GL.glDepthMask(False)
        self._program.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=self._lift,
            u_size=frame.size,
            u_ratio=self._thick * frame.ratio,  # the shader measures in these
            u_rim=self._rim,
            **{f"u_colors[{number}]": color for number, color in enumerate(self._colors)},
        )
        self._buffer.bind()
        for name in ("base", "tip", "corner"):
            offset = VERTEX.fields[name][1]  # type: ignore[index]
            self._program.attribute(
                "a_" + name, 2 if name == "corner" else 3, VERTEX.itemsize, offset
            )
        self._program.attribute("a_kind", 1, VERTEX.itemsize, 32)
        self._program.attribute("a_tiny", 1, VERTEX.itemsize, 36)
        self._faces.bind()
        with gl.hidden():
            self._program.set("u_opacity", THROUGH)
            GL.glDrawElements(GL.GL_TRIANGLES, 6 * count, GL.GL_UNSIGNED_INT, None)
        GL.glDepthMask(False)
        self._program.set("u_opacity", 1.0)
        GL.glDrawElements(GL.GL_TRIANGLES, 6 * count, GL.GL_UNSIGNED_INT, None)
        self._program.end()
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)


def _vertices(arrows: Arrows) -> npt.NDArray[np.void]:
    out = np.empty((len(arrows.kind), 4), VERTEX)
    out["base"], out["tip"] = arrows.base[:, None], arrows.tip[:, None]
    out["corner"] = CORNERS
    out["kind"], out["tiny"] = arrows.kind[:, None], arrows.tiny[:, None]
    return out.reshape(-1)
