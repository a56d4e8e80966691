"""The lit surface: a coarse mesh with fine shading."""

import math
from typing import final

import numpy as np
import numpy.typing as npt

from engine.surfaces.base import Surface
from gui.sampling import colormap, mesh
from gui.sampling.adaptive_mesh import AdaptiveMesh, Floats, Indices
from gui.sampling.contour_levels import Levels, levels
from gui.sampling.height_scale import HEIGHT, World
from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.line_program import LineProgram
from gui.scene.items.walls import Walls

SHARP, COARSE = 0.1, 0.5  # pixels that the shape of the surface is off, still and moving, at most
ZOOMS = 8  # meshes for each doubling of the zoom
SPARE = 4  # of these by which the one that is drawn may be finer: to find another takes 5 ms
NEAREST = 0.2  # world length from the camera; the surface is not drawn finer if it is nearer
RIM = 1.2  # logical pixels
RIM_LIFT = 0.004
RIM_COLOR = (0.06, 0.08, 0.11, 0.55)
SHADES = 1024  # of the colour map; four for each that 8 bits can tell apart
SHADE = ((SHADES - 1) / SHADES / HEIGHT, 0.5 / SHADES)  # turns a height into a place in the map
NONE: Indices = np.zeros((0, 3), np.uint32)


@final
class SurfaceItem(SceneItem):
    """A surface coloured by its loss, with contour lines drawn per pixel, on a block with walls.

    Of `count` vertices a side, those are drawn that its shape needs at the present zoom, fewer of
    them where it is `coarse`; slopes and heights for shading come from a texture. Where textures
    can't hold floats, `plain` is set, and all vertices of a finer mesh give them as well.
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.plain = False
        self.coarse = False  # for a moving camera
        self.shown: tuple[Surface, World, mesh.Field] | None = None  # what is drawn
        self._contours = 1.0
        self._stale = True
        self._mesh: AdaptiveMesh | None = None
        self._drawn: dict[bool, _Triangles] = {}  # by whether they are coarse

    def set_surface(self, surface: Surface, world: World, field: mesh.Field) -> None:
        """Show `surface`, sampled in `field`, in the box `world`."""
        self.shown, self._stale = (surface, world, field), True
        self.update()

    def set_contours(self, on: bool) -> None:
        if on != bool(self._contours):
            self._contours = float(on)
            self.update()

    def initializeGL(self) -> None:
        self.plain = self.plain or not gl.float_textures()
        if self.plain:
            self.count = mesh.MESH_PLAIN
        self._programs: dict[str, gl.Program] = {}
        self._program(holed=False)  # shader errors are raised here
        self._field, self._map = gl.Texture(), gl.Texture(smooth=False)
        self._map.fill(_shades())
        self._corners, self._slopes = gl.Buffer(), gl.Buffer()
        self._drawn = {coarse: _Triangles() for coarse in (False, True)}
        self._line, self._walls = LineProgram(), Walls()
        self._stale = True

    def draw(self, frame: Frame) -> None:
        if self.shown is None:
            return
        surface, world, field = self.shown
        if self._stale:
            self._upload(surface, world, field)
        self._field.bind(0)
        self._map.bind(1)
        program, lines = self._program(holed=field.hole is not None), _lines(levels(world.scale))
        program.begin(
            u_matrix=frame.matrix,
            u_field=0,
            u_half=world.half,
            u_texels=float(len(field.value)),
            u_lines=lines,
            u_lowest=lines[1],
            u_contours=self._contours,
            u_key=frame.key,
            u_shine=frame.shine,
            u_ratio=frame.ratio,
            u_map=1,
            u_shade=SHADE,
        )
        self._corners.bind()
        program.attribute("a_position", 3, 12, 0)
        if self.plain:
            self._slopes.bind()
            program.attribute("a_field", 4, 16, 0)
        count = self._bind_triangles(frame, world)
        GL.glDrawElements(GL.GL_TRIANGLES, count, GL.GL_UNSIGNED_INT, None)
        program.end()
        drawn = self._drawn[self.coarse]
        self._walls.draw(frame, SHADE, drawn.wall_buffer, drawn.walls.size)
        if field.hole is None or not _at_edge(field.hole):
            self._draw_rim(frame)

    def _bind_triangles(self, frame: Frame, world: World) -> int:
        """Bind the triangles that are within some part of a pixel; how many corners they have."""
        drawn, shape, zoom = self._drawn[self.coarse], self._mesh, 0
        if shape is not None:
            zoom = math.floor(ZOOMS * math.log2(frame.pixel / _rise(frame.eye, world.half)))
        if drawn.zoom is None or not zoom - SPARE <= drawn.zoom <= zoom:
            off = (COARSE if self.coarse else SHARP) * 2.0 ** (zoom / ZOOMS)
            indices = mesh.triangles(self.count) if shape is None else shape.triangles(off)
            drawn.fill(zoom, indices, self.count, self._walls.faces(indices))
        drawn.buffer.bind()
        return drawn.indices.size

    def _program(self, holed: bool) -> gl.Program:
        """The shaders; discarding pixels costs time, so only those for holes do it."""
        macros = f"{'PLAIN ' if self.plain else ''}{'HOLED' if holed else ''}"
        if macros not in self._programs:
            self._programs[macros] = gl.Program("surface", macros)
        return self._programs[macros]

    def _draw_rim(self, frame: Frame) -> None:
        """A fine line round the edge; it hides aliasing where nothing is multisampled."""
        gl.blend()
        GL.glDepthMask(False)
        drawn = self._drawn[self.coarse]
        with self._line.drawing(frame, self._corners, RIM, RIM_COLOR, RIM_LIFT):
            drawn.rim_buffer.bind()
            GL.glDrawElements(GL.GL_LINE_STRIP, drawn.rim.size, GL.GL_UNSIGNED_INT, None)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _upload(self, surface: Surface, world: World, field: mesh.Field) -> None:
        count = self.count
        if self.plain:
            self._slopes.fill(mesh.texture(mesh.sample(surface, count, world.start), world))
        else:
            self._field.fill(mesh.texture(field, world))
        vertices = mesh.vertices(surface, world, count)
        self._corners.fill(vertices)
        self._walls.set_mesh(vertices, count, mesh.holes(surface, world, count))
        square = vertices.reshape(count, count, 3)
        self._mesh = None if self.plain else AdaptiveMesh(np.ascontiguousarray(square[..., 2]))
        for drawn in self._drawn.values():
            drawn.zoom = None
        self._stale = False


@final
class _Triangles:
    """The triangles of one zoom in OpenGL's memory."""

    def __init__(self) -> None:
        self.zoom: int | None = None
        self.indices: Indices = NONE
        self.rim = self.walls = NONE
        self.buffer, self.rim_buffer, self.wall_buffer = (gl.Buffer(indices=True) for _ in range(3))

    def fill(self, zoom: int, indices: Indices, count: int, walls: Indices) -> None:
        self.zoom, self.indices, self.rim = zoom, indices, _rim(indices, count)
        self.walls = walls
        self.buffer.fill(indices)
        self.rim_buffer.fill(self.rim)
        self.wall_buffer.fill(walls)


def _rise(eye: Floats, half: tuple[float, float]) -> float:
    """How long, at distance 1, an upright unit in the box around the surface looks at most.

    From a height h above it and a horizontal distance d it is foreshortened by d / r, and seen from
    r = sqrt(d^2 + h^2).
    """
    low, high = (-half[0], -half[1], 0.0), (half[0], half[1], HEIGHT)
    near = np.abs(eye - np.clip(eye, low, high))
    far = np.abs(eye[:2]) + half
    height = float(near[2])
    least, most = float(np.hypot(*near[:2])), float(np.hypot(*far))
    away = max(min(max(height, least), most), 1e-9)  # where d / r^2 is greatest
    return away / max(NEAREST * away, away * away + height * height)


def _lines(chosen: Levels) -> tuple[float, float]:
    """Factor and offset that turn a height into the number of its contour line."""
    scale = chosen.scale
    per_height = (scale.top - scale.bottom) / HEIGHT / chosen.step
    return per_height, scale.bottom / chosen.step


def _shades() -> npt.NDArray[np.uint8]:
    """The colour map as one row of pixels (1, SHADES, 4)."""
    rgb = colormap.colors(np.linspace(0.0, 1.0, SHADES))
    return np.round(255 * np.append(rgb, np.ones((SHADES, 1)), axis=-1)).astype(np.uint8)[None]


def _rim(triangles: Indices, count: int) -> Indices:
    """The corners of these triangles at the mesh's edge, once round."""
    square = np.arange(count * count, dtype=np.uint32).reshape(count, count)
    sides = (square[0], square[1:, -1], square[-1, -2::-1], square[-2::-1, 0])
    used = np.zeros(count * count, bool)
    used[triangles.reshape(-1)] = True
    around = np.concatenate(sides)
    rim: Indices = around[used[around]]
    return rim


def _at_edge(hole: mesh.Holes) -> bool:
    """Whether a hole reaches the edge of the window: the rim would float above it."""
    sides = (hole[0], hole[-1], hole[:, 0], hole[:, -1])
    return any(side.any() for side in sides)
