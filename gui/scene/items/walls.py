"""The sides of the block that a surface lies on: from the edges of its mesh down to the floor."""

from typing import Final, final

import numpy as np
import numpy.typing as npt

from gui.sampling.adaptive_mesh import Floats, Indices
from gui.sampling.height_scale import FLOOR, Mask
from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame

VERTEX: Final = np.dtype([("position", np.float32, 3), ("normal", np.float32, 3)])
NORMALS: Final = np.array([(0, -1, 0), (1, 0, 0), (0, 1, 0), (-1, 0, 0)], np.float32)


@final
class Walls:
    """Four strips of vertices, two for each of the mesh's vertices at an edge.

    A wall has the colours of the losses that are as high as it, darker than the surface.
    """

    def __init__(self) -> None:
        self._program, self._buffer = gl.Program("wall"), gl.Buffer()
        self._sides: Indices = np.zeros((4, 0), np.uint32)
        self._solid: Mask = np.zeros((4, 0), bool)

    def set_mesh(self, vertices: Floats, count: int, hole: Mask) -> None:
        """Take a mesh (count * count, 3); `hole` (count, count) is where it has no surface."""
        self._sides = sides(count)
        self._solid = ~hole.reshape(-1)[self._sides]
        self._buffer.fill(_vertices(vertices[self._sides]))

    def faces(self, triangles: Indices) -> Indices:
        """The triangles (m, 3) of walls below the corners of these triangles at the mesh's edge."""
        if not self._sides.size:
            return np.zeros((0, 3), np.uint32)
        used = np.zeros(int(self._sides.max()) + 1, bool)
        used[triangles.reshape(-1)] = True
        found = [
            self._strip(side, np.flatnonzero(used[corners]))
            for side, corners in enumerate(self._sides)
        ]
        return np.ascontiguousarray(np.concatenate(found), np.uint32)

    def draw(self, frame: Frame, shade: tuple[float, float], faces: gl.Buffer, count: int) -> None:
        """Draw `count` indices of `faces`; sides that face away from the camera are left out.

        `shade` turns a height into a place in the colour map, which is bound as texture 1.
        """
        GL.glEnable(GL.GL_CULL_FACE)
        self._program.begin(
            u_matrix=frame.matrix, u_key=frame.key, u_map=1, u_shade=shade, u_floor=FLOOR
        )
        self._buffer.bind()
        self._program.attribute("a_position", 3, VERTEX.itemsize, 0)
        self._program.attribute("a_normal", 3, VERTEX.itemsize, 12)
        faces.bind()
        GL.glDrawElements(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None)
        self._program.end()
        GL.glDisable(GL.GL_CULL_FACE)

    def _strip(self, side: int, places: npt.NDArray[np.intp]) -> Indices:
        a, b = places[:-1], places[1:]
        whole = self._solid[side, a] & self._solid[side, b]
        a, b = (2 * (each[whole] + side * self._sides.shape[1]) for each in (a, b))
        faces = np.stack([a + 1, b + 1, b, a + 1, b, a], axis=-1)  # lower vertices have odd numbers
        return faces.reshape(-1, 3).astype(np.uint32)


def sides(count: int) -> Indices:
    """The mesh's vertices along its four edges (4, count), counter-clockwise from above."""
    square = np.arange(count * count, dtype=np.uint32).reshape(count, count)
    return np.stack([square[0], square[:, -1], square[-1, ::-1], square[::-1, 0]])


def _vertices(edges: Floats) -> npt.NDArray[np.void]:
    """Upper and lower vertices in turns for edges (4, n, 3): (8 n,)."""
    out = np.empty((*edges.shape[:2], 2), VERTEX)
    out["position"] = edges[:, :, None]
    out["position"][:, :, 1, 2] = FLOOR
    out["normal"] = NORMALS[:, None, None]
    return out.reshape(-1)
