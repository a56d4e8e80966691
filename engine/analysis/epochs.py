"""Examples that a ball has been given, and its epochs, at every update of a run.

The batch size may be changed in mid-run: examples are counted with that in force at each update.
An epoch is as many examples as there are, so an update of the full batch is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.commands import ChangeNoise, Edit
from engine.noise import MiniBatch, Noise
from engine.scenario import Scenario
from engine.surfaces.examples import DataSurface

NEVER: Final = 2**62


@final
@dataclass(frozen=True, slots=True)
class Epochs:
    """Of balls born at one update: the batch sizes, each with the update from which it holds."""

    count: int  # N
    sizes: tuple[tuple[int, int], ...]  # (update, B), ascending; the first is of update 0
    born: int = 0

    @property
    def batches(self) -> bool:
        """Whether an epoch ever has several updates."""
        return any(size < self.count for _, size in self.sizes)

    def examples(self, updates: Array) -> Array:
        """Examples given until each update (n,); within an update, its share; 0 before birth."""
        updates = np.asarray(updates, float)
        total = np.zeros(updates.shape)
        for start, end, size in self._parts():
            here = np.clip(updates, start, end)
            total += self._given(here - self.born, size) - self._given(start - self.born, size)
        return total

    def update_at(self, examples: float) -> float:
        """The update at which a ball has been given so many examples, at least 0."""
        before = 0.0
        for start, end, size in self._parts():
            first = float(self._given(np.array(start - self.born, float), size))
            wanted = examples - before + first
            update = self.born + self._age(wanted, size)
            if update <= end:
                return max(update, start)
            before += float(self._given(np.array(end - self.born, float), size)) - first
        return float(self.born)

    def starts(self, low: float, high: float, most: int) -> IntArray:
        """Updates within low … high at which an epoch begins, where that has several updates.

        Of more than `most` every second is left out, or every 4 of 5 …
        """
        found = []
        for start, end, size in self._parts():
            length = -(-self.count // size)
            first, last = max(start, low), min(end, high)
            if length == 1 or first > last:
                continue
            number = max(0, int((last - self.born) // length) - int((first - self.born) // length))
            step = length * _round(number / max(most, 1))
            begin = self.born + -(-(first - self.born) // step) * step
            found.append(np.arange(begin, last + 1e-9, step))
        if not found:
            return np.empty(0, np.int64)
        return np.unique(np.concatenate(found).astype(np.int64))

    def _parts(self) -> list[tuple[int, int, int]]:
        """From when to when which batch size is in force, from birth on."""
        ends = [*(start for start, _ in self.sizes[1:]), NEVER]
        every = zip(self.sizes, ends, strict=True)
        parts = [(max(start, self.born), end, size) for (start, size), end in every]
        return [part for part in parts if part[0] < part[1]]

    def _given(self, ages: Array | int, size: int) -> Array:
        """Examples of the first updates with batches of one size: the last of an epoch is less."""
        length = -(-self.count // size)
        whole, rest = np.divmod(np.asarray(ages, float), length)
        last = self.count - size * (length - 1)
        begun, within = np.floor(rest), rest - np.floor(rest)
        width = np.where(begun == length - 1, last, size)
        return np.asarray(whole * self.count + begun * size + within * width)

    def _age(self, examples: float, size: int) -> float:
        """The inverse of `_given`."""
        length = -(-self.count // size)
        whole, rest = divmod(examples, self.count)
        begun = min(rest // size, length - 1)
        width = self.count - size * (length - 1) if begun == length - 1 else size
        return float(whole * length + begun + (rest - begun * size) / width)


def epochs_of(scenario: Scenario, log: Iterable[tuple[int, Edit]], born: int = 0) -> Epochs | None:
    """Of balls born at an update; None where the loss is not one of examples."""
    surface = scenario.surface
    if not isinstance(surface, DataSurface):
        return None
    sizes = [(0, _size(scenario.noise, surface))]
    for update, edit in log:
        if isinstance(edit, ChangeNoise):
            sizes.append((update, _size(edit.noise, surface)))
    kept = [one for one, after in pairwise(sizes) if one[0] < after[0]]
    return Epochs(surface.count, (*kept, sizes[-1]), born)


def _size(noise: Noise, surface: DataSurface) -> int:
    return min(int(noise.size), surface.count) if isinstance(noise, MiniBatch) else surface.count


def _round(least: float) -> int:
    """1, 2, 5, 10, 20 …: the first that is enough."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power >= least:
                return factor * power
        power *= 10
