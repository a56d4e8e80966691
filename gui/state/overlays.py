"""What is drawn besides the surface and its balls."""

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Overlays:
    """Each thing can be switched on its own."""

    trails: bool = True
    updates: bool = True  # single updates as dots on the trails, where they are few
    gradient: bool = False  # arrow along the negative gradient
    velocity: bool = False  # arrow along what the optimizer remembers of its movement
    last_update: bool = False  # arrow along the last update
    axes: bool = True
    contours: bool = True
