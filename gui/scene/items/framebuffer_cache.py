"""Framebuffers cached between frames, for software OpenGL.

While the camera does not move, the surface with its background and axes is the same in every
frame, and the trails of many balls only grow at their ends. Both are drawn once into a buffer,
colour and depth, and copied from there: a hundred times faster than shading again. While nothing
else has to be drawn, the buffer is made smooth.

The first row of a window's picture is the highest, that of a framebuffer the lowest. For a window
the buffers are therefore drawn upside down: row by row they are then as the window's own, and
copying them is a copy of memory. Otherwise it would take as long as drawing a plain picture.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import final

from gui.scene.geometry.trail_spans import Span
from gui.scene.items.background_item import BackgroundItem
from gui.scene.items.framebuffer import Framebuffer
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.smoothing import SAMPLES, Smoothing
from gui.scene.items.surface_item import SurfaceItem
from gui.scene.items.trail_item import TrailItem

HEAVY = 16_000  # vertices above which trails get a buffer of their own
STEPS = 8  # a buffer of trails is redrawn after this part of what fades: they fade in steps
BUSY = 40  # one in so many frames that had to be drawn adds a sample, too


@final
class FramebufferCache:
    """Draws the static part of the scene and the trails, from buffers where possible.

    `draw` draws coarsely while the camera moves, and a little smoother with every frame after
    it has stopped. `unfinished` is whether another frame would be smoother or finer.
    """

    def __init__(
        self,
        ground: SurfaceItem,
        background: BackgroundItem,
        static: tuple[SceneItem, ...],
        trails: TrailItem,
    ) -> None:
        self._surface, self._background, self._trails = ground, background, trails
        self._static = (ground, *static)
        self._empty, self._ground, self._lines = Framebuffer(), Framebuffer(), Framebuffer()
        self._smoothing = Smoothing()
        self._last: object = None  # the key of the last frame's static part
        self._drawn = Span()  # rows of the trails on their buffer
        self._busy = 0  # frames since the last sample
        self.moving = False  # whether the last frame was coarse
        self.usable = True
        self.turned = False  # whether the buffers are drawn upside down, for a window
        self.samples = SAMPLES  # 1: not smoothed

    def reset(self) -> None:
        """Drop the buffers, after the OpenGL context has changed."""
        self._empty, self._ground, self._lines = Framebuffer(), Framebuffer(), Framebuffer()
        self._smoothing = Smoothing()

    @property
    def unfinished(self) -> bool:
        return self.moving or (self.usable and self._smoothing.count < self.samples)

    def draw(self, frame: Frame, target: int, idle: bool, whole: bool) -> None:
        """Everything up to and with the trails, into the framebuffer `target`.

        `idle` is whether nothing has changed since the last frame; `whole` asks for the finished
        picture at once.
        """
        size = (int(frame.size[0]), int(frame.size[1]))
        versions = tuple(item.version for item in (self._background, *self._static))
        key = (frame.matrix.tobytes(), size, versions)
        moving, self._last = key != self._last and not whole, key
        self._surface.coarse = self._trails.coarse = self.moving = moving
        self.usable = self.usable and all(self._fit(buffer, size) for buffer in self._buffers)
        if moving or not self.usable:  # a buffer would be used once only
            self._draw_static(frame, target)
            self._draw_trails(frame)
            return
        self._update_ground(frame, target, key, idle, whole)
        if self._trails.visible() and self._trails.count > HEAVY:
            self._draw_heavy(frame, target)
        else:
            self._ground.copy_to(target, turned=self.turned)
            self._draw_trails(frame)

    def _update_ground(
        self, frame: Frame, target: int, key: object, idle: bool, whole: bool
    ) -> None:
        if key != self._ground.key:
            self._draw_static_on(frame, self._ground)
            self._ground.key, self._lines.key = key, None
            self._smoothing.begin(self._ground)
            self._busy = 0
        elif idle or self._busy >= BUSY:
            self._smooth(frame, target)
        self._busy += 1
        while whole and self._smoothing.count < self.samples:
            self._smooth(frame, target)

    def _smooth(self, frame: Frame, target: int) -> None:
        if self._smoothing.count >= self.samples:
            return
        if self._smoothing.add(frame, self._ground, target, self._draw_static_on):
            self._lines.key = None
        self._busy = 0
        if self._smoothing.count >= self.samples:
            self._smoothing.release()

    @property
    def _buffers(self) -> tuple[Framebuffer, ...]:
        return self._empty, self._ground, self._lines

    def _fit(self, buffer: Framebuffer, size: tuple[int, int]) -> bool:
        return buffer.fit_window(*size) if self.turned else buffer.fit(*size)

    def _draw_static_on(self, frame: Frame, buffer: Framebuffer) -> None:
        """The static part of a frame, as it stands on buffers."""
        self._update_empty(frame)
        with self._drawing_on(buffer, frame) as drawn:
            GL.glClear(GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT)
            self._empty.copy_to(buffer.handle, GL.GL_COLOR_BUFFER_BIT)
            self._draw_items(drawn)

    def _draw_static(self, frame: Frame, target: int) -> None:
        """The static part of a frame, straight into the framebuffer `target`."""
        if self.usable:
            self._update_empty(frame)
            self._empty.copy_to(target, GL.GL_COLOR_BUFFER_BIT, self.turned)
        else:
            GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
            self._background.draw(frame)
        # Not before: after a change of size a window gets its new buffers when it is bound again.
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT)
        self._draw_items(frame)

    def _draw_items(self, frame: Frame) -> None:
        for item in self._static:
            if item.visible():
                item.draw(frame)

    def _update_empty(self, frame: Frame) -> None:
        """The empty picture depends on nothing but the size and the theme."""
        if self._empty.key != self._background.version:
            self._empty.key = self._background.version
            with self._drawing_on(self._empty, frame) as drawn:
                GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
                self._background.draw(drawn)

    @contextmanager
    def _drawing_on(self, buffer: Framebuffer, frame: Frame) -> Iterator[Frame]:
        """Bind a buffer; gives the frame to draw on it with."""
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, buffer.handle)
        if self.turned:  # what was seen from the front still is
            GL.glFrontFace(GL.GL_CW)
        yield frame.upside_down() if self.turned else frame
        GL.glFrontFace(GL.GL_CCW)

    def _draw_trails(self, frame: Frame) -> None:
        if self._trails.visible():
            self._trails.draw(frame)

    def _draw_heavy(self, frame: Frame, target: int) -> None:
        now = self._trails.kept
        if self._lines.key == self._trails.identity and _continues(self._drawn, now):
            last = self._drawn.end - 1
            with self._drawing_on(self._lines, frame) as drawn:
                self._trails.draw_from(drawn, last, now.end)
            self._drawn = replace(self._drawn, end=now.end)
        else:
            self._ground.copy_to(self._lines.handle)
            with self._drawing_on(self._lines, frame) as drawn:
                self._trails.draw_kept(drawn)
            self._lines.key, self._drawn = self._trails.identity, now
        self._lines.copy_to(target, turned=self.turned)
        self._trails.draw_tail(frame)


def _continues(drawn: Span, now: Span) -> bool:
    """Whether trails that were drawn have only become longer, and hardly fainter."""
    few = max(2, (now.solid - now.first) // STEPS)
    begun = 0 <= now.first - drawn.first <= few and abs(now.solid - drawn.solid) <= few
    return begun and now.end >= drawn.end
