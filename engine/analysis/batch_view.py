"""What a batch sees: the loss of its examples alone, and the gradients of single examples."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.surfaces.examples import DataSurface

MOST: Final = 2**17  # points times examples computed at once
SHOWN: Final = 150  # examples whose gradients are computed; of more an even part


def batch_losses(surface: DataSurface, points: Array, examples: IntArray) -> Array:
    """The loss (...) of these examples (B,) alone at `points` (..., 2), on the surface's scale.

    Never warns; a point gets the same bits in any block.
    """
    flat = points.reshape(-1, 2)
    step, chosen = max(1, MOST // max(1, examples.size)), examples[None]
    with np.errstate(all="ignore"):
        parts = [
            surface.batch_value(flat[first : first + step], chosen)
            for first in range(0, len(flat), step)
        ]
    found: Array = np.concatenate(parts).reshape(points.shape[:-1])
    return found


def example_gradients(surface: DataSurface, point: Array, examples: IntArray) -> Array:
    """The gradient (k, 2) at one point (2,) of each of these examples (k,) as a batch of its own.

    On the surface's scale: those of all N examples average to its gradient.
    """
    with np.errstate(all="ignore"):
        return surface.batch_gradient(np.tile(point, (len(examples), 1)), examples[:, None])


@final
@dataclass(frozen=True, slots=True, eq=False)
class BatchView:
    """The gradients that meet at one point: of the batch, of all examples, of single ones."""

    gradient: Array  # (2,), of the batch
    true: Array  # (2,), of all examples
    singles: Array  # (k, 2), of some or all examples
    used: IntArray  # (k,), 1 for those in the batch, else 0

    @property
    def difference(self) -> Array:
        """The error (2,) of the batch's gradient."""
        with np.errstate(invalid="ignore", over="ignore"):
            found: Array = self.gradient - self.true
        return found


def batch_view(surface: DataSurface, point: Array, examples: IntArray) -> BatchView:
    """What the batch of `examples` (B,) sees at `point` (2,). Never raises, never warns."""
    shown = np.union1d(_some(np.sort(examples)), _some(np.arange(surface.count)))
    with np.errstate(all="ignore"):
        gradient = surface.batch_gradient(point[None], examples[None])[0]
        true = surface.gradient(point[None])[0]
    singles = example_gradients(surface, point, shown)
    return BatchView(gradient, true, singles, np.isin(shown, examples).astype(np.int64))


def one_in(count: int) -> int:
    """Of how many examples one is shown."""
    return max(1, -(-count // SHOWN))


def _some(examples: IntArray) -> IntArray:
    """So many of them that they can be drawn, evenly."""
    return examples[:: one_in(len(examples))]
