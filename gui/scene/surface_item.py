"""The lit surface: a coarse mesh, shaded finely."""

from typing import final

import numpy as np
from OpenGL import GL

from engine.surfaces.base import Surface
from gui.scene import colormap, gl, mesh
from gui.scene.gl import Frame
from gui.scene.height import HEIGHT, World
from gui.scene.item import SceneItem
from gui.scene.levels import Levels, levels

RIM = 1.2  # logical pixels
RIM_LIFT = 0.004
RIM_COLOR = (0.06, 0.08, 0.11, 0.55)


@final
class SurfaceItem(SceneItem):
    """A surface coloured by its loss, with contour lines drawn per pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.count = mesh.MESH
        self._texture = np.zeros((2, 2, 4), np.float32)
        self._vertices = np.zeros((0, 3), np.float32)
        self._half = (1.0, 1.0)
        self._lines = (1.0, 0.0)
        self._stale = True
        self._indices = 0

    def set_surface(self, surface: Surface, world: World, field: mesh.Field) -> None:
        """Show `surface`, sampled in `field`, in the box `world`."""
        self._texture = mesh.texture(field, world)
        self._vertices = mesh.vertices(surface, world, self.count)
        self._half = world.half
        self._lines = _lines(levels(world.scale))
        self._stale = True
        self.update()

    def initializeGL(self) -> None:
        self._program = gl.Program("surface")
        self._field = gl.Texture()
        self._corners, self._faces = gl.Buffer(), gl.Buffer(indices=True)
        self._line, self._rim = gl.Program("line"), gl.Buffer()
        self._stale = True

    def draw(self, frame: Frame) -> None:
        if not len(self._vertices):
            return
        if self._stale:
            self._upload()
        self._field.bind(0)
        self._program.begin(
            u_matrix=frame.matrix,
            u_field=0,
            u_half=self._half,
            u_texels=float(len(self._texture)),
            u_height=HEIGHT,
            u_lines=self._lines,
            u_key=frame.key,
            u_shine=_halfway(frame),
            u_ratio=frame.ratio,
            **{f"u_color{power}": tuple(row) for power, row in enumerate(colormap.COEFFICIENTS)},
        )
        self._corners.bind()
        self._program.attribute("a_position", 3, 12, 0)
        self._faces.bind()
        GL.glDrawElements(GL.GL_TRIANGLES, self._indices, GL.GL_UNSIGNED_INT, None)
        self._program.end()
        self._draw_rim(frame)

    def _draw_rim(self, frame: Frame) -> None:
        """A fine line round the edge; it hides the edge's stairs where nothing is multisampled."""
        gl.blend()
        GL.glDepthMask(False)
        GL.glLineWidth(RIM * frame.ratio + 1.0)
        self._line.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=RIM_LIFT,
            u_size=frame.size,
            u_width=RIM * frame.ratio,
            u_color=RIM_COLOR,
        )
        self._rim.bind()
        self._line.attribute("a_position", 3, 12, 0)
        GL.glDrawArrays(GL.GL_LINE_STRIP, 0, 4 * self.count - 3)
        self._line.end()
        GL.glLineWidth(1.0)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _upload(self) -> None:
        self._field.fill(self._texture)
        self._corners.fill(self._vertices)
        faces = mesh.triangles(self.count)
        self._indices = faces.size
        self._faces.fill(faces)
        square = self._vertices.reshape(self.count, self.count, 3)
        self._rim.fill(np.concatenate([*_sides(square)]))
        self._stale = False


def _lines(chosen: Levels) -> tuple[float, float]:
    """Factor and offset that turn a height into the number of its contour line."""
    scale = chosen.scale
    per_height = (scale.top - scale.bottom) / HEIGHT / chosen.step
    return per_height, scale.bottom / chosen.step


def _sides(square: mesh.Floats) -> tuple[mesh.Floats, ...]:
    """The mesh's edge, once round, as one line."""
    return square[0], square[1:, -1], square[-1, -2::-1], square[-2::-1, 0]


def _halfway(frame: Frame) -> tuple[float, ...]:
    """Between the key light and the eye: where a slope that faces it glints."""
    between = frame.key + frame.backward
    return tuple(float(part) for part in between / np.linalg.norm(between))
