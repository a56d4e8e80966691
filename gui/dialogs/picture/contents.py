"""What a picture can hold, and what of it is chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from engine.surfaces.base import Surface
from gui.style.palette import LIGHT, Palette

PARTS: Final = ("surface", "map", "curves", "title", "formula", "caption", "bar", "legend")
SCALES: Final = ("1", "2", "4")  # pixels to a logical one
GROUNDS: Final = ("window", "white", "transparent")
WHITE: Final = "#ffffff"


@final
@dataclass(frozen=True, slots=True)
class Ball:
    """A row of the legend: a fleet's name with its balls, and the number of its colour."""

    text: str
    color: int


@final
@dataclass(frozen=True, slots=True)
class Facts:
    """The texts of a picture, in the current language; "" for none."""

    title: str
    formula: str  # LaTeX
    caption: str
    range: tuple[str, str, str]  # lowest loss, scale, highest loss
    legend: tuple[Ball, ...]


PaintPart = Callable[[QPainter, QRectF, Palette, float], None]
"""Paints a part into a rectangle, in these colours; images in it have so many pixels to one."""


@final
@dataclass(frozen=True, slots=True)
class Sources:
    """What draws the parts of a picture, of the run as it is when each is called."""

    surface: Surface
    facts: Callable[[], Facts]
    scene_size: Callable[[], QSize]  # logical pixels
    scene: Callable[[float, Palette, bool], QImage] | None
    """With so many pixels to a logical one, colours, whether its ground is transparent; null
    where it can't be drawn. None where there is no 3-D view."""
    scene_fits: Callable[[float], bool]  # whether it can be drawn with so many pixels to one
    scene_view: Callable[[], object]  # differs where the scene is seen from elsewhere
    map: PaintPart
    curves: PaintPart


@final
@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has chosen."""

    parts: frozenset[str] = frozenset(PARTS) - {"map", "curves"}
    scale: int = 2
    ground: str = "window"
    vector: bool = False  # SVG; the surface, which is drawn in pixels, is left out of it

    def shows(self, part: str) -> bool:
        """Whether the picture holds this part."""
        return part in self.parts and not (self.vector and part == "surface")

    @property
    def transparent(self) -> bool:
        return self.ground == "transparent"

    def palette(self, window: Palette) -> Palette:
        """The colours of the picture, of a window with these."""
        base, ground = (LIGHT, WHITE) if self.ground == "white" else (window, window.window)
        # One ground behind everything: the surface stands in it without an edge.
        return replace(base, window=ground, scene_top=ground, scene_bottom=ground)
