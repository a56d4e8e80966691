"""Hides all of the surface but the line along which it is cut, and lets it fade in again."""

from time import perf_counter
from typing import Final, final

from gui.scene.geometry.camera import eased
from gui.scene.items.background_item import VeilItem
from gui.style.palette import Palette, channels

FADE: Final = 0.18  # seconds


@final
class Veil:
    """A veil over the surface, drawn before everything that belongs to balls and overlays."""

    def __init__(self) -> None:
        self.item = VeilItem()
        self.still = False  # reduced motion: no fading
        self._goal, self._start, self._began = 0.0, 0.0, 0.0

    @property
    def fading(self) -> bool:
        return self.item.opacity != self._goal

    def draw_over(self, on: bool) -> None:
        """Hide the surface, or show it, from now on."""
        if (goal := float(on)) != self._goal:
            self._start, self._goal, self._began = self.item.opacity, goal, perf_counter()

    def show(self) -> None:
        """Set its opacity for the next frame."""
        share = 1.0 if self.still else min(1.0, (perf_counter() - self._began) / FADE)
        self.item.set_opacity(self._start + (self._goal - self._start) * eased(share))

    def set_palette(self, palette: Palette) -> None:
        self.item.set_colors(channels(palette.scene_top), channels(palette.scene_bottom))
