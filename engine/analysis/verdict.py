"""Why each ball is where it is: one verdict with its evidence, and what one might do about it.

From gradient, curvature, the last moves and the rule; never from a small gradient alone.
"""

from collections.abc import Sequence
from typing import final, overload

import numpy as np

from engine.analysis.verdict_parts import (
    Action,
    Evidence,
    Kind,
    Suggestion,
    Verdict,
    suggested,
)
from engine.analysis.verdict_rules import POSITIONS, Findings
from engine.arrays import Array
from engine.noise import Noise
from engine.optimizers.base import Optimizer
from engine.surfaces.base import Surface

__all__ = [
    "POSITIONS",
    "Action",
    "Evidence",
    "Kind",
    "Suggestion",
    "Verdict",
    "Verdicts",
    "of",
]


def of(
    surface: Surface,
    optimizer: Optimizer,
    positions: Array,
    noise: Noise | None = None,
    rates: Array | None = None,
) -> "Verdicts":
    """The verdicts on N balls from the positions of their last updates, (T, N, 2), oldest first.

    `optimizer` has the learning rate of the update that comes next. `rates` (N, 2) are η/σ where
    they are known (`stability.rates_of`); without them they are read from the moves. The more
    positions the better, up to `POSITIONS`; with one alone only its place is judged. Never warns;
    raises ValueError for positions of another shape.
    """
    positions = np.asarray(positions, dtype=float)
    if positions.ndim != 3 or positions.shape[-1] != 2 or not len(positions):
        raise ValueError("positions have the shape (T, N, 2)")
    with np.errstate(all="ignore"):
        return Verdicts(surface, optimizer, positions[-POSITIONS:], noise, rates)


@final
class Verdicts(Sequence[Verdict]):
    """The verdicts on balls, each made when it is asked for."""

    def __init__(
        self,
        surface: Surface,
        optimizer: Optimizer,
        positions: Array,
        noise: Noise | None,
        rates: Array | None,
    ) -> None:
        self._found = Findings(surface, optimizer, positions, noise, rates)
        self.kinds = self._found.kinds()

    def __len__(self) -> int:
        return len(self.kinds)

    @overload
    def __getitem__(self, place: int) -> Verdict: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Verdict]: ...
    def __getitem__(self, place: int | slice) -> Verdict | Sequence[Verdict]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        kind = self.kinds[place]
        with np.errstate(all="ignore"):
            evidence = self._found.evidence(place % len(self))
        found = self._found
        return Verdict(
            kind, evidence, suggested(kind, evidence, found.optimizer, found.surface, found.noise)
        )
