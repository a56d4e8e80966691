"""Situations of balls with what is true of them: each kind of verdict, and what looks like it."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.analysis.verdict import Kind
from engine.arrays import Array
from engine.noise import Exact, Gaussian, MiniBatch, Noise
from engine.optimizers import BY_KEY as RULES
from engine.optimizers.base import Optimizer
from engine.oracle import Loss
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.base import Point, Surface
from engine.surfaces.typed import Typed

AROUND: Final = ((1.5, 1.0), (-1.2, 0.7), (0.4, -1.6), (-0.9, -1.1))
FOUR: Final = ((3.5, 2.5), (-3.0, 3.0), (-3.5, -3.5), (3.8, -1.5))  # a basin of Himmelblau's each


@final
@dataclass(frozen=True)
class Situation:
    """Balls of one rule on one surface: each of the starts is a case of its own."""

    truth: Kind
    surface: Surface
    optimizer: Optimizer
    updates: int
    starts: tuple[Point, ...]
    noise: Noise | None
    like: tuple[Kind, ...]  # kinds that it might be taken for

    @property
    def positions(self) -> Array:
        """All positions of the run, (updates + 1, balls, 2)."""
        x = np.asfortranarray(self.starts, dtype=float)
        state, balls = self.optimizer.init(x), np.arange(len(x))
        loss, found = Loss(self.surface, self.noise or Exact(), 7), [x]
        with np.errstate(all="ignore"):
            for update in range(self.updates):
                bound = loss.bound(balls, update, np.zeros(len(x), np.int64))
                x, state = self.optimizer.step(bound, x, state)
                found.append(x)
        return np.array(found)


def at(
    truth: str,
    like: str,
    surface: str,
    rule: str,
    updates: int,
    starts: tuple[Point, ...],
    noise: str = "",
) -> Situation:
    """A situation in words: kinds, a surface or "=formula", a rule with its rate, and knobs."""
    key, lr, *knobs = rule.split()
    optimizer = RULES[key](lr=float(lr), **_numbers(knobs))
    kind, *kinds = (Kind[word.upper()] for word in (truth, *like.split()))
    return Situation(
        kind, _surface(surface), optimizer, updates, starts, _noise(noise), tuple(kinds)
    )


def _surface(words: str) -> Surface:
    key, *knobs = words.split()
    if not key.startswith("="):
        return SURFACES[key](**_numbers(knobs))
    side = float(knobs[0]) if knobs else 2.0
    return Typed(key[1:], low=(-side, -side), high=(side, side))


def _numbers(knobs: list[str]) -> dict[str, float | str]:
    pairs = (knob.split("=") for knob in knobs)
    return {name: value if value[0].isalpha() else float(value) for name, value in pairs}


def _noise(words: str) -> Noise | None:
    kind, size = words.split() if words else ("", "0")
    return {"batch": MiniBatch, "gaussian": Gaussian}[kind](float(size)) if kind else None
