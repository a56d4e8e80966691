"""Framebuffers of the size of the view."""

from collections.abc import Callable
from typing import final

from PySide6.QtOpenGL import QOpenGLFramebufferObject, QOpenGLFramebufferObjectFormat

from gui.scene.items.gl import GL

WHOLE = GL.GL_COLOR_BUFFER_BIT | GL.GL_DEPTH_BUFFER_BIT | GL.GL_STENCIL_BUFFER_BIT


@final
class Framebuffer:
    """A framebuffer with colour and depth, of the size of the view."""

    def __init__(self) -> None:
        self._buffer: QOpenGLFramebufferObject | None = None
        self.key: object = None  # of what is drawn on it
        self._as_window = False

    def fit(self, width: int, height: int, samples: int = 0, form: int = GL.GL_RGBA8) -> bool:
        """Set the size; False where OpenGL can't."""
        buffer = self._buffer
        if buffer is None or (buffer.width(), buffer.height()) != (width, height):
            wanted = QOpenGLFramebufferObjectFormat()
            wanted.setAttachment(QOpenGLFramebufferObject.Attachment.CombinedDepthStencil)
            wanted.setSamples(samples)
            wanted.setInternalTextureFormat(int(form))
            self._buffer = buffer = QOpenGLFramebufferObject(width, height, wanted)
            self.key = None
        return buffer.isValid()

    def fit_window(self, width: int, height: int) -> bool:
        """Set the size, and store colours as windows do: blue first, so that they are copied
        without being converted. False where OpenGL can't."""
        before = self._buffer
        valid = self.fit(width, height)
        self._as_window = True
        if valid and self._buffer is not before:
            self.bind_texture()
            form = (GL.GL_RGBA, width, height, 0, GL.GL_BGRA, GL.GL_UNSIGNED_BYTE)
            GL.glTexImage2D(GL.GL_TEXTURE_2D, 0, *form, None)
            GL.glBindTexture(GL.GL_TEXTURE_2D, 0)
        return valid

    def fit_as(self, other: "Framebuffer") -> bool:
        """Have the size of another buffer, and store colours as it does."""
        return (self.fit_window if other._as_window else self.fit)(*other.size)

    def draw(self, target: int, paint: Callable[[], None]) -> None:
        """Paint on the buffer, then bind `target` again."""
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, self.handle)
        paint()
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)

    def copy_to(self, target: int, what: int = WHOLE, turned: bool = False) -> None:
        """Copy colours and depths to the framebuffer `target`; `turned` upside down."""
        width, height = self.size
        goal = (0, height, width, 0) if turned else (0, 0, width, height)
        GL.glBindFramebuffer(GL.GL_READ_FRAMEBUFFER, self.handle)
        GL.glBindFramebuffer(GL.GL_DRAW_FRAMEBUFFER, target)
        GL.glBlitFramebuffer(0, 0, width, height, *goal, what, GL.GL_NEAREST)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)

    @property
    def size(self) -> tuple[int, int]:
        assert self._buffer is not None
        return self._buffer.width(), self._buffer.height()

    @property
    def handle(self) -> int:
        assert self._buffer is not None
        return int(self._buffer.handle())

    def bind_texture(self) -> None:
        """Bind its colours as a texture."""
        assert self._buffer is not None
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._buffer.texture())
