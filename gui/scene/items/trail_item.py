"""Trails: all lines of all balls in one draw call, all dots in another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import final

import numpy as np
import numpy.typing as npt

from gui.sampling.height_scale import Mask
from gui.scene.geometry.trail_spans import Span
from gui.scene.geometry.trails import NO_LINES, Indices, Trails
from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem

DOT = 2.0  # times the width of a line
LIFT = 0.008  # world length towards the camera, so that the mesh does not cover them
OLD_DOT = 0.6  # opacity of the oldest dots, at least
THROUGH = 0.4  # opacity of lines that the surface hides
FAINT = 64  # opacity, of 255, of all trails but the chosen balls'
CONSTANT = np.dtype([("row", np.float32), ("color", np.uint8, 4)])

Bytes = npt.NDArray[np.uint8]


@final
@dataclass(frozen=True, slots=True, eq=False)
class TrailSet:
    """Trails of all balls: `span` of most, and `whole` of those that are `chosen`."""

    trails: Trails
    colors: Bytes  # (n, 3)
    chosen: Mask  # (n,)
    span: Span
    whole: Span
    dots: Indices
    width: float  # logical pixels
    case: float  # of a darker edge on both sides


@final
class _Lines:
    """Indices in OpenGL's memory, sent when they have changed."""

    def __init__(self) -> None:
        self._buffer = gl.Buffer(indices=True)
        self._sent: Indices | None = None

    def bind(self, lines: Indices) -> None:
        if lines is self._sent:
            self._buffer.bind()
        else:
            self._buffer.fill(lines)
            self._sent = lines


@final
class TrailItem(SceneItem):
    """Draws a `TrailSet`; only newly appended rows are sent to OpenGL."""

    def __init__(self) -> None:
        super().__init__()
        self.coarse = False  # fewer lines, as the camera moves
        self._set: TrailSet | None = None
        self._sent: Trails | None = None
        self._painted: tuple[Bytes, Mask] = (np.zeros((0, 3), np.uint8), np.zeros(0, bool))
        self._parts: dict[bool, _Parts] = {}
        self._colored = 0

    def set_trails(self, shown: TrailSet | None) -> None:
        if shown is not None:
            painted = (shown.colors, shown.chosen)
            same = all(map(np.array_equal, painted, self._painted))
            if not same:
                self._sent, self._painted, self._parts = None, painted, {}
                self._colored += 1
        self._set = shown
        self.update()

    def initializeGL(self) -> None:
        self._line, self._dot = gl.Program("trail"), gl.Program("dot")
        self._positions, self._normals, self._row_colors = gl.Buffer(), gl.Buffer(), gl.Buffer()
        self._few, self._singles = gl.Buffer(indices=True), _Lines()
        self._pairs = {coarse: (_Lines(), _Lines()) for coarse in (False, True)}
        self._sent = None

    @property
    def count(self) -> int:
        """How many vertices there are; there are about a quarter as many lines."""
        shown = self._set
        return 0 if shown is None else (shown.span.end - shown.span.first) * shown.trails.balls

    @property
    def identity(self) -> tuple[object, ...]:
        """A value that changes when previously drawn lines become invalid."""
        return (id(self._set.trails) if self._set is not None else None), self._colored

    @property
    def kept(self) -> Span:
        """The final rows, counted from the trails' very first row."""
        shown = self._set
        if shown is None:
            return Span()
        end = min(shown.span.end, shown.trails.count)
        return replace(shown.span, end=end).moved(shown.trails.dropped)

    def draw(self, frame: Frame) -> None:
        self.draw_kept(frame)
        self.draw_tail(frame)
        if self._set is not None and len(self._set.dots):
            self._draw_dots(frame, self._set)

    def draw_kept(self, frame: Frame) -> None:
        """All lines except a provisional end."""
        if self._set is not None:
            for (lines, span), pairs in zip(self._split(), self._pairs[self.coarse], strict=False):
                self._draw_lines(frame, self._set, lines, span, partial(pairs.bind, lines))

    def draw_from(self, frame: Frame, first: int, end: int) -> None:
        """Only the lines between these rows, counted from the trails' very first row."""
        if self._set is not None:
            dropped = self._set.trails.dropped
            self._draw_few(frame, self._set, first - dropped, end - dropped)

    def draw_tail(self, frame: Frame) -> None:
        """Only the provisional lines to the current places of gliding balls."""
        if self._set is not None and self._set.span.end > self._set.trails.count:
            self._draw_few(frame, self._set, self._set.trails.count - 1, self._set.span.end)

    def _split(self) -> list[tuple[Indices, Span]]:
        """The lines of most balls and those of the chosen ones, each with their span."""
        shown = self._set
        assert shown is not None
        cut = shown.whole.first < shown.span.first and shown.chosen.any()
        span = shown.whole if cut else shown.span
        lines = shown.trails.lines(span.first, min(span.end, shown.trails.count), self.coarse)
        if not cut:
            return [(lines, shown.span)]
        parts = self._parts.setdefault(self.coarse, _Parts())
        others, chosen = parts.of(lines, shown)
        return [(others, shown.span), (chosen, shown.whole)]

    def _draw_few(self, frame: Frame, shown: TrailSet, first: int, end: int) -> None:
        lines = shown.trails.plain(first, end)
        self._draw_lines(frame, shown, lines, shown.span, partial(self._few.fill, lines))

    def _draw_lines(
        self,
        frame: Frame,
        shown: TrailSet,
        lines: Indices,
        span: Span,
        bind: Callable[[], None],
    ) -> None:
        if not len(lines):
            return
        self._upload(shown)
        gl.blend()
        GL.glDepthMask(False)
        GL.glLineWidth((shown.width + 2 * shown.case) * frame.ratio + 1.0)
        self._begin(self._line, frame, shown.width, span, span.old)
        self._line.set("u_case", shown.case * frame.ratio)
        bind()
        if shown.case:  # of many balls, hidden lines would cover what hides them
            self._line.set("u_opacity", THROUGH)
            with gl.hidden():
                GL.glDrawElements(GL.GL_LINES, lines.size, GL.GL_UNSIGNED_INT, None)
            GL.glDepthMask(False)
        self._line.set("u_opacity", 1.0)
        GL.glDrawElements(GL.GL_LINES, lines.size, GL.GL_UNSIGNED_INT, None)
        self._line.end()
        GL.glLineWidth(1.0)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _draw_dots(self, frame: Frame, shown: TrailSet) -> None:
        self._upload(shown)
        gl.blend()
        GL.glDepthMask(False)
        GL.glEnable(GL.GL_POINT_SPRITE)
        GL.glEnable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        self._begin(self._dot, frame, DOT * shown.width, shown.span, max(OLD_DOT, shown.span.old))
        self._singles.bind(shown.dots)
        GL.glDrawElements(GL.GL_POINTS, shown.dots.size, GL.GL_UNSIGNED_INT, None)
        self._dot.end()
        GL.glDisable(GL.GL_VERTEX_PROGRAM_POINT_SIZE)
        GL.glDisable(GL.GL_POINT_SPRITE)
        GL.glDepthMask(True)
        GL.glDisable(GL.GL_BLEND)

    def _begin(
        self, program: gl.Program, frame: Frame, width: float, span: Span, old: float
    ) -> None:
        program.begin(
            u_matrix=frame.matrix,
            u_eye=frame.eye,
            u_lift=LIFT,
            u_span=(float(span.first), float(max(span.solid, span.first + 1))),
            u_old=float(old),
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

    def _upload(self, shown: TrailSet) -> None:
        """Send the rows that were written since the last call."""
        trails, end = shown.trails, shown.span.end
        if self._sent is not trails:
            self._positions.reserve(trails.position.nbytes)
            self._normals.reserve(trails.normal.nbytes)
            self._row_colors.fill(_constants(shown))
            trails.written = 0
            self._sent = trails
        if trails.written < end:
            rows = slice(trails.written, end)
            self._positions.write(trails.written * trails.balls * 12, trails.position[rows])
            self._normals.write(trails.written * trails.balls * 4, trails.normal[rows])
            trails.written = min(end, trails.count)


@final
class _Parts:
    """Lines parted into those of the chosen balls and the others, until they change."""

    def __init__(self) -> None:
        self._of: tuple[Indices, Span] | None = None
        self._parts: tuple[Indices, Indices] = (NO_LINES, NO_LINES)

    def of(self, lines: Indices, shown: TrailSet) -> tuple[Indices, Indices]:
        if self._of is None or self._of[0] is not lines or self._of[1] != shown.span:
            chosen = shown.chosen[lines[:, 0] % shown.trails.balls]
            recent = lines[:, 1] >= shown.span.first * shown.trails.balls
            self._parts = (lines[~chosen & recent], lines[chosen])
            self._of = (lines, shown.span)
        return self._parts


def _constants(shown: TrailSet) -> npt.NDArray[np.void]:
    """The constant attributes of a vertex: its row, and its ball's colour and opacity."""
    trails = shown.trails
    out = np.empty((trails.capacity, trails.balls), CONSTANT)
    out["row"] = np.arange(trails.capacity, dtype=np.float32)[:, None]
    out["color"][..., :3] = shown.colors
    faint = shown.chosen.any() & ~shown.chosen
    out["color"][..., 3] = np.where(faint, FAINT, 255)
    return out
