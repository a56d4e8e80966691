"""Smooth edges without multisampling: the mean of pictures that are shifted within a pixel."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, final

import numpy as np

from gui.scene.items import gl
from gui.scene.items.framebuffer import Framebuffer
from gui.scene.items.gl import GL, Frame

SAMPLES: Final = 9  # the first is not shifted: its depths are those of everything else
SHOWN: Final = (4, SAMPLES)  # numbers of samples whose mean the buffer gets: converting takes time


@final
class Smoothing:
    """Adds up samples of a buffer's colours; the buffer gets their mean now and then.

    With 8 bits, sums would be rounded at every sample: by three steps of grey in the end.
    """

    def __init__(self) -> None:
        self.count = 0
        self._sample, self._sum = Framebuffer(), Framebuffer()
        self._program: gl.Program | None = None

    def begin(self, buffer: Framebuffer) -> None:
        """The buffer has its first sample."""
        self.count = 1

    def add(
        self,
        frame: Frame,
        buffer: Framebuffer,
        target: int,
        paint: Callable[[Frame, Framebuffer], None],
    ) -> bool:
        """Add one sample, which `paint` draws on a buffer; then bind `target` again.

        Returns whether `buffer` is another now.
        """
        if self.count == 1:
            exact = GL.GL_RGBA16F if gl.float_textures() else GL.GL_RGBA8
            self._sample.fit_as(buffer)
            self._sum.fit(*buffer.size, form=exact)
            buffer.copy_to(self._sum.handle, GL.GL_COLOR_BUFFER_BIT)
        shifted = _shifted(frame, self.count)
        paint(shifted, self._sample)
        self.count += 1
        self._sum.draw(target, self._blend)
        shown = self.count in SHOWN
        if shown:
            self._sum.copy_to(buffer.handle, GL.GL_COLOR_BUFFER_BIT)
        GL.glBindFramebuffer(GL.GL_FRAMEBUFFER, target)
        return shown

    def release(self) -> None:
        """Give the memory back, when all samples have been added."""
        self._sample, self._sum = Framebuffer(), Framebuffer()

    def _blend(self) -> None:
        """The new sample over the mean of those before, in its share."""
        if self._program is None:
            self._program, self._corners = gl.Program("sample"), gl.Buffer()
            self._corners.fill(np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32))
        GL.glDisable(GL.GL_DEPTH_TEST)
        gl.blend()
        self._sample.bind_texture()
        self._program.begin(u_sample=0, u_share=1.0 / self.count)
        self._corners.bind()
        self._program.attribute("a_corner", 2, 8, 0)
        GL.glDrawArrays(GL.GL_TRIANGLE_STRIP, 0, 4)
        self._program.end()
        GL.glBindTexture(GL.GL_TEXTURE_2D, 0)
        GL.glDisable(GL.GL_BLEND)
        GL.glEnable(GL.GL_DEPTH_TEST)


def _shifted(frame: Frame, number: int) -> Frame:
    """The frame, shifted by less than half a pixel on each side."""
    matrix = frame.matrix.copy()  # transposed: its columns give the corner's x, y, z and w
    for axis, base in enumerate((2, 3)):
        matrix[:, axis] += 2 * (_halton(number, base) - 0.5) / frame.size[axis] * matrix[:, 3]
    return replace(frame, matrix=matrix)


def _halton(number: int, base: int) -> float:
    """The digits of `number` in `base`, mirrored at the point: evenly spread over 0 to 1."""
    share, unit = 0.0, 1.0
    while number:
        unit /= base
        number, digit = divmod(number, base)
        share += unit * digit
    return share
