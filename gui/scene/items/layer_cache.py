"""Pictures kept between frames, where the processor and not a chip computes the pixels.

While the camera stands still, the surface with its background and axes is the same in every
frame, and a crowd's trails only grow at their ends. Both are drawn once into a layer, colour
and depth, and copied from there: exact, and a hundred times cheaper than to shade again.
"""

from collections.abc import Callable
from typing import final

from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLFramebufferObjectFormat

from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.trail_item import TrailItem

WHOLE = GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT
HEAVY = 4000  # lines from which on trails are worth a layer of their own
STEPS = 8  # a layer of trails is drawn anew after this part of their length: they fade in steps


@final
class CachedLayer:
    """A picture with depth, of the size of the view."""

    def __init__(self) -> None:
        self._buffer: QOpenGLFramebufferObject | None = None
        self.key: object = None  # of what is drawn on it

    def fit(self, width: int, height: int, samples: int = 0) -> bool:
        """Have this size; False where OpenGL can't."""
        buffer = self._buffer
        if buffer is None or (buffer.width(), buffer.height()) != (width, height):
            wanted = QOpenGLFramebufferObjectFormat()
            wanted.setAttachment(QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
            wanted.setSamples(samples)
            self._buffer = buffer = QOpenGLFramebufferObject(width, height, wanted)
            self.key = None
        return buffer.isValid()

    def draw(self, target: int, paint: Callable[[], None]) -> None:
        """Paint on the layer; afterwards `target` is drawn on again."""
        assert self._buffer is not None
        self._buffer.bind()
        paint()
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)

    def copy_to(self, target: int, what: int = WHOLE) -> None:
        """Copy colours and depths to the framebuffer `target`."""
        assert self._buffer is not None
        width, height = self._buffer.width(), self._buffer.height()
        box = (0, 0, width, height)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self._buffer.handle())
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, target)
        GL.glBlitFramebuffer(*box, *box, what, GL.GL_NEAREST)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)

    @property
    def handle(self) -> int:
        assert self._buffer is not None
        return int(self._buffer.handle())


@final
class LayerCache:
    """Draws the still part of the scene and the trails, as far as possible from layers."""

    def __init__(self, still: tuple[SceneItem, ...], trails: TrailItem) -> None:
        self._still, self._trails = still, trails
        self._ground, self._lines = CachedLayer(), CachedLayer()
        self._seen: object = None  # what the last frame's still part was
        self._drawn = (0, 0)  # rows of the trails on their layer: first and end
        self.usable = True

    def forget(self) -> None:
        """The context is another: begin anew."""
        self._ground, self._lines = CachedLayer(), CachedLayer()

    def draw(self, frame: Frame, target: int) -> None:
        """Everything up to and with the trails, into the framebuffer `target`."""
        size = (round(frame.size[0]), round(frame.size[1]))
        key = (frame.matrix.tobytes(), size, *(item.version for item in self._still))
        moving, self._seen = key != self._seen, key
        if moving:  # a layer would be used once
            self._draw_all(frame)
            return
        self.usable = self.usable and self._ground.fit(*size) and self._lines.fit(*size)
        if not self.usable:
            self._draw_all(frame)
            return
        if key != self._ground.key:
            self._ground.draw(target, self._draw_still)
            self._ground.key, self._lines.key = key, None
        if self._trails.visible() and self._trails.count > HEAVY:
            self._draw_heavy(frame, target)
        else:
            self._ground.copy_to(target)
            self._draw_trails(frame)

    def _draw_all(self, frame: Frame) -> None:
        self._draw_still()
        self._draw_trails(frame)

    def _draw_still(self) -> None:
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT)
        for item in self._still:
            if item.visible():
                item.paint()

    def _draw_trails(self, frame: Frame) -> None:
        if self._trails.visible():
            self._trails.draw(frame)

    def _draw_heavy(self, frame: Frame, target: int) -> None:
        first, end = self._trails.kept_rows
        since = first - self._drawn[0]
        goes_on = self._lines.key == self._trails.identity and end >= self._drawn[1]
        if goes_on and 0 <= since <= (end - first) // STEPS:
            fresh = self._drawn[1] - 1
            self._lines.draw(target, lambda: self._trails.draw_from(frame, fresh, end))
            self._drawn = (self._drawn[0], end)
        else:
            self._ground.copy_to(self._lines.handle)
            self._lines.draw(target, lambda: self._trails.draw_kept(frame))
            self._lines.key, self._drawn = self._trails.identity, (first, end)
        self._lines.copy_to(target)
        self._trails.draw_tail(frame)
