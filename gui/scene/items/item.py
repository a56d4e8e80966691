"""The base class of the scene's items."""

from abc import ABC, abstractmethod

from gui.scene.items.gl import Frame


class SceneItem(ABC):
    """Takes arrays and draws them in one or two calls.

    Setters only store their arguments; `draw` sends them to OpenGL, when a context is
    current. `initializeGL` is called again after the window moved to another screen or dock.
    """

    def __init__(self) -> None:
        self.version = 0  # grows with every change of what is drawn
        self._visible = True

    def update(self) -> None:
        """Record a change. The view requests the next frame itself, once for all changes."""
        self.version += 1

    def visible(self) -> bool:
        """Whether it is to be drawn."""
        return self._visible

    def setVisible(self, visible: bool) -> None:  # noqa: N802  as widgets have it
        """Draw it, or leave it out."""
        self._visible = visible
        self.update()

    @abstractmethod
    def initializeGL(self) -> None:
        """Create programs and buffers, and send everything with the next `draw`."""

    @abstractmethod
    def draw(self, frame: Frame) -> None:
        """Draw. The depth test is on and blending off when this is called, and must be after."""
