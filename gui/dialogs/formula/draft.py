"""The contents of the formula editor, and the surface made from them."""

from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Point
from engine.surfaces.typed import UNTURNED, Typed
from gui.sampling.mesh import grid

SAMPLED: Final = 49  # points a side for measuring the surface's height
STEEP: Final = 60.0  # times the lowest quarter's height, from which a linear scale looks flat

Values = tuple[tuple[str, float], ...]


@final
@dataclass(frozen=True, slots=True)
class Draft:
    """A formula with its window and the values of its parameters. `log` None means automatic."""

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
        """The surface; `names` are the parameters of the text. Raises DataError."""
        values = self.valued(names)
        made = Typed(self.text, values, self.low, self.high, bool(self.log))
        if self.log is None and needs_log(losses_of(made)):
            return replace(made, log_height=True)
        return made


def draft_of(surface: Typed) -> Draft:
    """The contents of the editor for a typed surface."""
    log = surface.log_height
    # A scale that equals the automatic one stays automatic.
    auto = needs_log(losses_of(surface)) == log
    return Draft(surface.text, surface.parameters, surface.low, surface.high, None if auto else log)


def losses_of(surface: Typed) -> Array:
    """Losses on a grid over the window; nan where undefined."""
    with np.errstate(all="ignore"):
        return surface.value(grid(surface, SAMPLED)).ravel()


def needs_log(losses: Array) -> bool:
    """Whether most of the surface would look flat on a linear scale.

    True for Rosenbrock's valley in the gallery, and false for a bowl.
    """
    known = losses[np.isfinite(losses)]
    if not known.size:
        return False
    low, quarter, high = (float(each) for each in np.percentile(known, (0, 25, 100)))
    return high - low > STEEP * (quarter - low) > 0
