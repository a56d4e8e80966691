"""Layers cached between frames, for software OpenGL.

While the camera does not move, the surface with its background and axes is the same in every
frame, and the trails of many balls only grow at their ends. Both are drawn once into a layer,
colour and depth, and copied from there: exact, and a hundred times faster than shading again.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import final

from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLFramebufferObjectFormat

from gui.scene.geometry.trail_spans import Span
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.trail_item import TrailItem

WHOLE = GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT
HEAVY = 4000  # lines above which trails get a layer of their own
STEPS = 8  # a layer of trails is redrawn after this part of what fades: they fade in steps


@final
class CachedLayer:
    """A framebuffer with colour and depth, of the size of the view."""

    def __init__(self) -> None:
        self._buffer: QOpenGLFramebufferObject | None = None
        self.key: object = None  # of what is drawn on it

    def fit(self, width: int, height: int, samples: int = 0) -> bool:
        """Set the size; False where OpenGL can't."""
        buffer = self._buffer
        if buffer is None or (buffer.width(), buffer.height()) != (width, height):
            form = QOpenGLFramebufferObjectFormat()
            form.setAttachment(QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
            form.setSamples(samples)
            self._buffer = buffer = QOpenGLFramebufferObject(width, height, form)
            self.key = None
        return buffer.isValid()

    def draw(self, target: int, paint: Callable[[], None]) -> None:
        """Paint on the layer, then bind `target` again."""
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
    """Draws the static part of the scene and the trails, from layers where possible."""

    def __init__(self, static: tuple[SceneItem, ...], trails: TrailItem) -> None:
        self._static, self._trails = static, trails
        self._ground, self._lines = CachedLayer(), CachedLayer()
        self._last: object = None  # the key of the last frame's static part
        self._drawn = Span()  # rows of the trails on their layer
        self.usable = True

    def reset(self) -> None:
        """Drop the layers, after the OpenGL context has changed."""
        self._ground, self._lines = CachedLayer(), CachedLayer()

    def draw(self, frame: Frame, target: int) -> None:
        """Everything up to and with the trails, into the framebuffer `target`."""
        size = (int(frame.size[0]), int(frame.size[1]))
        key = (frame.matrix.tobytes(), size, *(item.version for item in self._static))
        moving, self._last = key != self._last, key
        if moving:  # a layer would be used once only
            self._draw_all(frame)
            return
        self.usable = self.usable and self._ground.fit(*size) and self._lines.fit(*size)
        if not self.usable:
            self._draw_all(frame)
            return
        if key != self._ground.key:
            self._ground.draw(target, self._draw_static)
            self._ground.key, self._lines.key = key, None
        if self._trails.visible() and self._trails.count > HEAVY:
            self._draw_heavy(frame, target)
        else:
            self._ground.copy_to(target)
            self._draw_trails(frame)

    def _draw_all(self, frame: Frame) -> None:
        self._draw_static()
        self._draw_trails(frame)

    def _draw_static(self) -> None:
        GL.glClear(GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT)
        for item in self._static:
            if item.visible():
                item.paint()

    def _draw_trails(self, frame: Frame) -> None:
        if self._trails.visible():
            self._trails.draw(frame)

    def _draw_heavy(self, frame: Frame, target: int) -> None:
        now = self._trails.kept
        if self._lines.key == self._trails.identity and _continues(self._drawn, now):
            last = self._drawn.end - 1
            self._lines.draw(target, lambda: self._trails.draw_from(frame, last, now.end))
            self._drawn = replace(self._drawn, end=now.end)
        else:
            self._ground.copy_to(self._lines.handle)
            self._lines.draw(target, lambda: self._trails.draw_kept(frame))
            self._lines.key, self._drawn = self._trails.identity, now
        self._lines.copy_to(target)
        self._trails.draw_tail(frame)


def _continues(drawn: Span, now: Span) -> bool:
    """Whether trails that were drawn have only become longer, and hardly fainter."""
    few = max(2, (now.solid - now.first) // STEPS)
    begun = 0 <= now.first - drawn.first <= few and abs(now.solid - drawn.solid) <= few
    return begun and now.end >= drawn.end
