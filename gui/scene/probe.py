"""Asks OpenGL, before the first view exists, who will draw."""

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext

from gui.scene import gl
from gui.scene.renderer import Renderer


def probe() -> Renderer:
    """What draws on this machine; an empty `Renderer` where OpenGL can't be had."""
    shared = QOpenGLContext.globalShareContext()
    context = shared if shared is not None else QOpenGLContext()
    if shared is None and not context.create():
        return Renderer()
    surface = QOffscreenSurface()
    surface.setFormat(context.format())
    surface.create()
    if not context.makeCurrent(surface):
        return Renderer()
    try:
        return gl.renderer()
    except gl.SceneError:
        return Renderer()
    finally:
        context.doneCurrent()
        surface.destroy()
