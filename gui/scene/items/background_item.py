"""The vertical colour gradient behind everything, and a veil of it over the surface."""

from typing import final

import numpy as np

from gui.scene.items import gl
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem

Color = tuple[float, float, float]


@final
class BackgroundItem(SceneItem):
    """Fills what the surface does not cover: drawn after it, at the greatest depth."""

    def __init__(self) -> None:
        super().__init__()
        self._colors: tuple[Color, Color] = ((1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
        self.opacity = 1.0

    def set_colors(self, top: Color, bottom: Color) -> None:
        self._colors = (top, bottom)
        self.update()

    def initializeGL(self) -> None:
        self._program = gl.Program("background")
        self._corners = gl.Buffer()
        self._corners.fill(np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]], np.float32))

    def draw(self, frame: Frame) -> None:
        GL.glDepthMask(False)
        top, bottom = self._colors[::-1] if frame.turned else self._colors
        self._program.begin(u_top=top, u_bottom=bottom, u_opacity=self.opacity)
        self._corners.bind()
        self._program.attribute("a_corner", 2, 8, 0)
        GL.glDrawArrays(GL.GL_TRIANGLE_STRIP, 0, 4)
        self._program.end()
        GL.glDepthMask(True)


@final
class VeilItem(SceneItem):
    """The same gradient over all that is drawn before: what is drawn after it is not hidden by
    that, where less than half of it is still seen."""

    def __init__(self) -> None:
        super().__init__()
        self._ground = BackgroundItem()  # not added to the view
        self._ground.opacity = 0.0

    @property
    def opacity(self) -> float:
        return self._ground.opacity

    def set_colors(self, top: Color, bottom: Color) -> None:
        self._ground.set_colors(top, bottom)
        self.update()

    def set_opacity(self, opacity: float) -> None:
        if opacity != self.opacity:
            self._ground.opacity = opacity
            self.update()

    def initializeGL(self) -> None:
        self._ground.initializeGL()

    def draw(self, frame: Frame) -> None:
        if not self.opacity:
            return
        gl.blend()
        GL.glDisable(GL.GL_DEPTH_TEST)
        self._ground.draw(frame)
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_BLEND)
        if self.opacity > 0.5:
            GL.glClear(GL.GL_DEPTH_BUFFER_BIT)
