"""A surface interpolated from its samples, so that a mesh needs no new losses."""

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Group, Point, Surface
from engine.surfaces.examples import examples_of
from gui.sampling.mesh import TEXTURE_FIRST, Field, widened

QUICK = 64  # examples whose sum over a mesh takes a millisecond or two


def to_draw(surface: Surface, field: Field) -> Surface:
    """The surface for the mesh: `surface`, or `field` where its losses take long."""
    if field.hole is not None or examples_of(surface) <= QUICK:
        return surface
    return Sampled(surface, widened(surface, field, TEXTURE_FIRST))


@final
@dataclass(frozen=True, slots=True, eq=False)
class Sampled(Surface):
    """Losses and slopes interpolated linearly between samples; all else is unchanged."""

    surface: Surface
    field: Field

    key: ClassVar[str] = "sampled"
    title: ClassVar[str] = ""
    group: ClassVar[Group] = "data"

    @property
    def low(self) -> Point:
        return self.surface.low

    @property
    def high(self) -> Point:
        return self.surface.high

    @property
    def formula(self) -> str:
        return self.surface.formula

    @property
    def source(self) -> str:
        return self.surface.source

    @property
    def starts(self) -> tuple[Point, ...]:
        return self.surface.starts

    @property
    def minima(self) -> tuple[Point, ...]:
        return self.surface.minima

    def value(self, points: Array) -> Array:
        return self._between(points, self.field.value[..., None])[..., 0]

    def gradient(self, points: Array) -> Array:
        return self._between(points, self.field.gradient)

    def hessian(self, points: Array) -> Array:
        return self.surface.hessian(points)

    def _between(self, points: Array, samples: Array) -> Array:
        last, low = len(samples) - 1, np.array(self.low)
        at = np.clip((points - low) / (np.array(self.high) - low), 0, 1) * last
        first = np.minimum(at.astype(np.intp), last - 1)
        part = at - first
        u, v = part[..., 0, None], part[..., 1, None]
        column, row = first[..., 0], first[..., 1]
        lower = (1 - u) * samples[row, column] + u * samples[row, column + 1]
        upper = (1 - u) * samples[row + 1, column] + u * samples[row + 1, column + 1]
        blend: Array = (1 - v) * lower + v * upper
        return blend
