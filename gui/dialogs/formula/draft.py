"""A formula on its way to a surface: what the editor holds, and what it makes of that."""

from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Point
from engine.surfaces.typed import UNTURNED, Typed
from gui.sampling.mesh import grid

SAMPLED: Final = 49  # points a side that tell how high the surface is
STEEP: Final = 60.0  # times the lowest quarter's height, from which a linear scale shows a floor

Values = tuple[tuple[str, float], ...]


@final
@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its window and the values of its parameters. `log` None means as it suits."""

    text: str = ""
    values: Values = ()
    low: Point = (-2.0, -2.0)
    high: Point = (2.0, 2.0)
    log: bool | None = None

    @property
    def has_window(self) -> bool:
        """Whether the window has an extent."""
        return all(low < high for low, high in zip(self.low, self.high, strict=True))

    def valued(self, names: tuple[str, ...]) -> Values:
        """The values of these parameters, old ones kept."""
        known = dict(self.values)
        return tuple((name, known.get(name, UNTURNED)) for name in names)

    def surface(self, names: tuple[str, ...]) -> Typed:
        """The surface it means; `names` are the parameters of its text. Raises DataError."""
        values = self.valued(names)
        made = Typed(self.text, values, self.low, self.high, bool(self.log))
        if self.log is None and wants_log(losses_of(made)):
            return replace(made, log_height=True)
        return made


def draft_of(surface: Typed) -> Draft:
    """What the editor shows for a surface that was typed before."""
    log = surface.log_height
    # Where the scale is the one that suits anyway, it stays free to follow the next change.
    free = wants_log(losses_of(surface)) == log
    return Draft(surface.text, surface.parameters, surface.low, surface.high, None if free else log)


def losses_of(surface: Typed) -> Array:
    """Losses all over the window; holes of the domain are nan."""
    with np.errstate(all="ignore"):
        return surface.value(grid(surface, SAMPLED)).ravel()


def wants_log(losses: Array) -> bool:
    """Whether a linear scale would show little but a floor.

    So the shapes of the gallery are told apart: Rosenbrock's valley is, a bowl is not.
    """
    known = losses[np.isfinite(losses)]
    if not known.size:
        return False
    low, quarter, high = (float(each) for each in np.percentile(known, (0, 25, 100)))
    return high - low > STEEP * (quarter - low) > 0
