"""Paints the picture of the contour map in slices, so that it delays no frame."""

from collections.abc import Generator
from dataclasses import replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from engine.arrays import Array
from engine.surfaces.base import Surface
from gui.panels.map.frame import MapFrame
from gui.panels.map.image import (
    MapLook,
    Pixels,
    interpolated,
    map_world,
    painted,
    rough_field,
    size,
    window_losses,
)
from gui.sampling.height_scale import World
from gui.sampling.mesh_interpolation import to_draw
from gui.tasks.time_slices import SlicedTask

DRAFT: Final = 2**14  # pixels of a draft, which is painted at once
Painting = Generator[None, None, tuple[MapFrame, MapLook, QImage]]


@final
class MapImageTask(QObject):
    """A draft at once, and the full picture later.

    A sum over thousands of examples at every pixel takes a second or two. So a surface of
    data is sampled at few points first, then at enough for its height scale, and drafts
    are painted from a smooth interpolation between them.
    """

    rescaled = Signal(object)  # the World from a finer sampling
    painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: tuple[MapFrame, QImage] | None = None
        self._surface: Surface | None = None
        self._log: bool | None = None
        self._losses: Array | None = None  # of the window, from the finest sampling so far
        self._ground: Surface | None = None  # the surface for drafts
        self._sampler, self._painter = SlicedTask(self), SlicedTask(self)
        self._sampler.finished.connect(self._set_losses)
        self._painter.finished.connect(self._set_image)

    @property
    def complete(self) -> bool:
        """Whether the full picture is painted."""
        return not self._sampler.busy and not self._painter.busy and self.shown is not None

    def finish(self) -> None:
        """Do all that is still to come now."""
        while self._sampler.busy or self._painter.busy:
            self._sampler.finish()
            self._painter.finish()

    def set_surface(self, surface: Surface, log: bool | None) -> World:
        """Set the surface; returns its box, from a coarse sampling."""
        field = rough_field(surface)
        self.shown = None  # it was of another surface
        self._surface, self._log = surface, log
        self._losses, self._ground = field.value, to_draw(surface, field)
        self._sampler.start(window_losses(surface))
        return map_world(surface, field.value, log)

    def set_scale(self, log: bool | None) -> World:
        """Set the height scale; returns the box of the same surface."""
        assert self._surface is not None
        assert self._losses is not None
        self._log = log
        return map_world(self._surface, self._losses, log)

    def paint(self, frame: MapFrame, ground: tuple[float, float, float], ratio: float) -> None:
        """Start the picture of `frame`, and cancel an unfinished one."""
        assert self._surface is not None
        assert self._ground is not None
        approximate = self._ground is not self._surface
        look = MapLook(self._ground, ground, ratio, bounded=approximate)
        if approximate or self.shown is None or self.shown[0].world != frame.world:
            self.shown = (frame, _draft(frame, look))
        if self._sampler.busy:
            self._painter.cancel()  # until the height scale is known
        else:
            self._painter.start(_painting(frame, look))

    def _set_losses(self, losses: Array) -> None:
        assert self._surface is not None
        self._losses = losses
        self._ground = to_draw(self._surface, interpolated(self._surface, losses))
        self.rescaled.emit(map_world(self._surface, losses, self._log))

    def _set_image(self, made: tuple[MapFrame, MapLook, QImage]) -> None:
        frame, look, image = made
        self.shown = (frame, image)
        if (
            self._surface is not None and look.surface is not self._surface
        ):  # full size, but interpolated
            exact = replace(look, surface=self._surface, bounded=False)
            self._painter.start(_painting(frame, exact))
        self.painted.emit()


def _draft(frame: MapFrame, look: MapLook) -> QImage:
    """A coarse picture at once, so that the map follows a knob without delay."""
    ratio = min(look.ratio, (DRAFT / (frame.width * frame.height)) ** 0.5)
    painting = _painting(frame, replace(look, ratio=ratio))
    while True:
        try:
            next(painting)
        except StopIteration as end:
            image: QImage = end.value[2]
            return image


def _painting(frame: MapFrame, look: MapLook) -> Painting:
    """The picture of `frame`, in slices of a few milliseconds."""
    width, height = size(frame, look.ratio)
    image = QImage(width, height, QImage.Format.Format_RGBA8888)
    image.setDevicePixelRatio(look.ratio)
    for made in painted(frame, look):
        if made is not None:
            _copy(image, *made)
        yield
    return frame, look, image


def _copy(image: QImage, top: int, band: Pixels) -> None:
    """Write a band of rows into an RGBA image."""
    memory = np.frombuffer(image.bits(), np.uint8).reshape(image.height(), -1)
    memory[top : top + len(band), : 4 * band.shape[1]] = band.reshape(len(band), -1)
