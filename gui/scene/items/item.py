"""What every thing in the scene offers."""

from abc import abstractmethod

from pyqtgraph.opengl.GLGraphicsItem import GLGraphicsItem

from gui.scene.items.gl import Frame


class SceneItem(GLGraphicsItem):  # type: ignore[misc]  # pyqtgraph is not typed
    """A `GLGraphicsItem` that takes arrays and draws them in one or two calls.

    Setters only keep what they are given; it is sent to OpenGL by `draw`, when a context is
    current. `initializeGL` may come again after the window moved to another screen or dock.
    """

    def __init__(self) -> None:
        super().__init__()
        self.version = 0  # grows with every change of what is drawn

    def update(self) -> None:
        """Note a change. The view asks for the next frame itself, once for all changes."""
        self.version += 1

    @abstractmethod
    def initializeGL(self) -> None:
        """Make programs and buffers anew, and send everything with the next `draw`."""

    @abstractmethod
    def draw(self, frame: Frame) -> None:
        """Draw. The depth test is on and blending off when this is called, and must be after."""

    def paint(self) -> None:
        view = self.view()
        if view is not None:
            self.draw(view.frame)
