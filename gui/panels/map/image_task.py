"""Paints the picture of the contour map in slices, so that no frame waits for it."""

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
    guessed,
    map_world,
    painted,
    rough_field,
    size,
    window_losses,
)
from gui.sampling.height_scale import World
from gui.sampling.mesh_interpolation import to_draw
from gui.tasks.time_slices import SlicedTask

DRAFT: Final = 2**14  # pixels of a picture that is painted at once
Work = Generator[None, None, tuple[MapFrame, MapLook, QImage]]


@final
class MapImageTask(QObject):
    """A draft at once, and the whole picture a little later.

    A sum over thousands of examples at every pixel takes a second or two. So a landscape from
    data is known by a few losses first, then by as many as tell its height scale, and drafts
    are painted from what a smooth surface would have between them.
    """

    rescaled = Signal(object)  # the World, now that the surface is better known
    painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: tuple[MapFrame, QImage] | None = None
        self._surface: Surface | None = None
        self._log: bool | None = None
        self._losses: Array | None = None  # all over the window, as far as they are known
        self._ground: Surface | None = None  # what drafts are painted from
        self._sampler, self._painter = SlicedTask(self), SlicedTask(self)
        self._sampler.finished.connect(self._take_losses)
        self._painter.finished.connect(self._take)

    @property
    def complete(self) -> bool:
        """Whether the picture is painted to the end."""
        return not self._sampler.busy and not self._painter.busy and self.shown is not None

    def set_surface(self, surface: Surface, log: bool | None) -> World:
        """From now on it is about `surface`; its box, as far as it is known so soon."""
        field = rough_field(surface)
        self.shown = None  # that was another landscape
        self._surface, self._log = surface, log
        self._losses, self._ground = field.value, to_draw(surface, field)
        self._sampler.start(window_losses(surface))
        return map_world(surface, field.value, log)

    def set_scale(self, log: bool | None) -> World:
        """The box of the same surface on another height scale."""
        assert self._surface is not None
        assert self._losses is not None
        self._log = log
        return map_world(self._surface, self._losses, log)

    def paint(self, frame: MapFrame, ground: tuple[float, float, float], ratio: float) -> None:
        """Begin the picture of `frame`; what was under way is dropped."""
        assert self._surface is not None
        assert self._ground is not None
        guessing = self._ground is not self._surface
        look = MapLook(self._ground, ground, ratio, bounded=guessing)
        if guessing or self.shown is None or self.shown[0].world != frame.world:
            self.shown = (frame, _draft(frame, look))
        if self._sampler.busy:
            self._painter.cancel()  # until the colours are settled
        else:
            self._painter.start(_painting(frame, look))

    def _take_losses(self, losses: Array) -> None:
        assert self._surface is not None
        self._losses = losses
        self._ground = to_draw(self._surface, guessed(self._surface, losses))
        self.rescaled.emit(map_world(self._surface, losses, self._log))

    def _take(self, made: tuple[MapFrame, MapLook, QImage]) -> None:
        frame, look, image = made
        self.shown = (frame, image)
        if self._surface is not None and look.surface is not self._surface:  # fine, but guessed
            exact = replace(look, surface=self._surface, bounded=False)
            self._painter.start(_painting(frame, exact))
        self.painted.emit()


def _draft(frame: MapFrame, look: MapLook) -> QImage:
    """A coarse picture at once: a surface that changes must not lag behind its knob."""
    ratio = min(look.ratio, (DRAFT / (frame.width * frame.height)) ** 0.5)
    work = _painting(frame, replace(look, ratio=ratio))
    while True:
        try:
            next(work)
        except StopIteration as end:
            image: QImage = end.value[2]
            return image


def _painting(frame: MapFrame, look: MapLook) -> Work:
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
