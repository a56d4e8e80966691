"""The base class of layers: each draws one overlay."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple, final

from engine.analysis.critical_points import CriticalPoints
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.scene.geometry.label_layout import Rectangle
from gui.scene.geometry.projection import Projection
from gui.scene.items.item import SceneItem
from gui.scene.items.surface_item import SurfaceItem
from gui.scene.presenters.arrow_note import Entry
from gui.scene.presenters.axes_presenter import AxesPresenter
from gui.scene.presenters.ball_presenter import BallPresenter
from gui.style.palette import Palette


class SceneParts(NamedTuple):
    """The parts of every scene, for layers to use."""

    ground: SurfaceItem
    axes: AxesPresenter
    balls: BallPresenter
    critical: Callable[[], CriticalPoints | None]  # those that were found
    redraw: Callable[[], None]  # show everything again in the next frame
    whole: Callable[[], bool]  # whether the next frame is a finished picture


class Layer(ABC):
    """Draws one overlay of one view, with `SceneParts` of the scene or with items of its own."""

    under: tuple[SceneItem, ...] = ()  # drawn after the surface and before the balls and names
    items: tuple[SceneItem, ...] = ()  # drawn after the balls
    boxes: tuple[Rectangle, ...] = ()  # of its texts, which others keep off
    entries: tuple[Entry, ...] = ()  # of the note at the bottom, after each `show`
    moving = False  # whether the next frame differs by itself
    busy = False  # whether what it shows is still being computed

    @abstractmethod
    def switch(self, on: bool) -> None:
        """Show the overlay from the next frame on, or hide it."""

    def show(self, now: Snapshot, projection: Projection) -> None:  # noqa: B027
        """Set `items` for the next frame. Called while the overlay is on, after the balls have
        been placed, whenever the run or the camera has changed."""

    def show_note(self, placed: tuple[Entry, ...], projection: Projection) -> None:  # noqa: B027
        """Draw the samples of its entries, which are now among those `placed` in the note."""

    def mark_at(self, x: float, y: float, projection: Projection) -> Point | None:
        """The point that a mark at a pixel stands for, in the last frame; None where is none."""
        del x, y, projection
        return None

    def said_of(self, point: Point) -> str:
        """What the mark of exactly this point says when it is pointed at, translated; else ""."""
        del point
        return ""

    def set_palette(self, palette: Palette) -> None:  # noqa: B027
        """Set the colours of a theme."""

    def set_thickness(self, thick: float) -> None:  # noqa: B027
        """Draw lines so many times as thick as usual."""

    def set_reach(self, reach: float) -> None:  # noqa: B027
        """How far from the ball a local quadratic is drawn: half the window's longer side is 1."""


@final
class PartLayer(Layer):
    """A part of every scene that can be hidden."""

    def __init__(self, switch: Callable[[bool], None]) -> None:
        self._switch = switch

    def switch(self, on: bool) -> None:
        self._switch(on)
