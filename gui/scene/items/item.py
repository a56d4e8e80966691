"""The base class of the scene's items."""

from abc import abstractmethod

from pyqtgraph.opengl.GLGraphicsItem import GLGraphicsItem

from gui.scene.items.gl import Frame


class SceneItem(GLGraphicsItem):  # type: ignore[misc]  # pyqtgraph is not typed
    """A `GLGraphicsItem` that takes arrays and draws them in one or two calls.

    Setters only store their arguments; `draw` sends them to OpenGL, when a context is
    current. `initializeGL` is called again after the window moved to another screen or dock.
    """

    def __init__(self) -> None:
        super().__init__()
        self.version = 0  # grows with every change of what is drawn

    def update(self) -> None:
        """Record a change. The view requests the next frame itself, once for all changes."""
        self.version += 1

    @abstractmethod
    def initializeGL(self) -> None:
        """Create programs and buffers, and send everything with the next `draw`."""

    @abstractmethod
    def draw(self, frame: Frame) -> None:
        """Draw. The depth test is on and blending off when this is called, and must be after."""

    def paint(self) -> None:
        view = self.view()
        if view is not None:
            self.draw(view.frame)
