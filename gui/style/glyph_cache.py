"""Cached pictures of the fleets' glyphs: painting one for every ball would be too slow."""

from functools import lru_cache

from PySide6.QtGui import QPixmap

from gui.style.ball_glyphs import glyph_pixmap
from gui.style.palette import Palette, marking_of


@lru_cache(maxsize=512)
def glyph(palette: Palette, fleet_color: int, size: int, ratio: float) -> QPixmap:
    """The glyph of a fleet, `size` pixels wide at a device pixel ratio of `ratio`."""
    return glyph_pixmap(palette.fleet_color(fleet_color), marking_of(fleet_color), size, ratio)
