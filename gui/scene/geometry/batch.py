"""A batch's surface as a sheet that changes smoothly, and the scale of its arrows. NumPy only."""

from functools import lru_cache
from typing import Final, final

import numpy as np

from engine.analysis.batch_view import BatchView, example_gradients
from engine.arrays import Array, IntArray
from engine.scenario import Scenario
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from engine.surfaces.examples import DataSurface
from gui.sampling.height_scale import World
from gui.sampling.mesh import grid
from gui.scene.geometry.arrows import BatchKind, lengths, scale_for
from gui.scene.geometry.camera import eased
from gui.scene.geometry.interpolation import FASTEST, STEP
from gui.scene.geometry.quadratic import Sheet

SIDE: Final = 7  # points a side of the window at which gradients of examples are looked at
EXAMPLES: Final = 40  # that are looked at there, of however many
STARTS: Final = 8  # of balls, at which they are looked at
ARROWS: Final = (BatchKind.DIFFERENCE, BatchKind.TRUE, BatchKind.BATCH)  # in their order
STEEP: Final = 90  # percent of these gradients that are less steep


@final
class Morph:
    """Heights (n, n) that go from those of one batch to those of the next."""

    def __init__(self) -> None:
        self._from: Array | None = None
        self._to: Array | None = None
        self._shown: Array | None = None
        self._began = 0.0
        self.moving = False

    def clear(self) -> None:
        self._from = self._to = self._shown = None
        self.moving = False

    def aim(self, target: Array, now: float) -> None:
        """Go from what is shown to `target`, beginning at `now` seconds."""
        self._from, self._to, self._began = self._shown, target, now
        self.moving = self._from is not None and self._from.shape == target.shape

    def at(self, now: float, span: float) -> Array | None:
        """The heights at `now` seconds, of a movement that takes `span` seconds."""
        if self._from is not None and self._to is not None and self.moving:
            share = eased((now - self._began) / span) if span > 0 else 1.0
            self.moving = share < 1.0
            self._shown = self._from + share * (self._to - self._from)
        if not self.moving:
            self._shown = self._to
        return self._shown


def morph_seconds(pace: float, playing: bool, still: bool) -> float:
    """How long it takes: it ends when the next update comes; at a high pace there is none."""
    if still or (playing and pace > FASTEST):
        return 0.0
    return min(STEP, 1.0 / pace) if playing else STEP


def ghost_sheet(world: World, height: Array) -> Sheet:
    """The sheet of these heights (n, n) over the whole window."""
    count, half = len(height), world.half
    x, y = (np.linspace(-half[k], half[k], count) for k in (0, 1))
    plane = np.stack(np.meshgrid(x, y), axis=-1)
    up, along = np.gradient(height, y[1] - y[0], x[1] - x[0])
    normal = np.stack([-along, -up, np.ones_like(height)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return Sheet(np.concatenate([plane, height[..., None]], axis=-1), normal)


def vectors_of(view: BatchView) -> tuple[Array, IntArray]:
    """What is drawn at the ball, in this order: vectors (k + 3, 2), each the negative of a
    gradient, and their kinds: those of single examples, and the three arrows."""
    vectors = -np.concatenate(
        [view.singles, view.difference[None], view.true[None], view.gradient[None]]
    )
    kinds = np.array([*(BatchKind.EXAMPLE + view.used), *ARROWS])
    order = np.argsort(np.where(kinds < BatchKind.EXAMPLE, 99, kinds), kind="stable")
    return vectors[order], kinds[order]


@final
class BatchScale:
    """How long a gradient is that an arrow of `BAR` pixels stands for: one value for a run.

    All arrows and dots of this overlay have the same. It does not depend on the batch size, so
    that those of small and large batches can be compared.
    """

    def __init__(self) -> None:
        self._scenario: Scenario | None = None
        self._surface: DataSurface | None = None
        self.value = 1.0

    def of(self, now: Snapshot, surface: DataSurface) -> float:
        if self._scenario is not now.scenario or self._surface != surface:
            self._scenario, self._surface = now.scenario, surface
            starts = [tuple(fleet.starts[0].tolist()) for fleet in now.fleets if len(fleet.balls)]
            self.value = _scale(surface, tuple(starts[:STARTS]))
        return self.value


@lru_cache(maxsize=8)
def _scale(surface: DataSurface, starts: tuple[Point, ...]) -> float:
    some = np.arange(surface.count)[:: max(1, -(-surface.count // EXAMPLES))]
    usual = np.concatenate(
        [lengths(example_gradients(surface, at, some)) for at in grid(surface, SIDE).reshape(-1, 2)]
    )
    usual = usual[np.isfinite(usual)]
    first = [lengths(example_gradients(surface, np.array(at), some)) for at in starts]
    elsewhere = float(np.percentile(usual, STEEP)) if usual.size else 0.0
    return scale_for(np.concatenate([np.zeros(0), *first]), None, elsewhere)
