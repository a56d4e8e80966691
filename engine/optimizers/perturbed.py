"""Gradient descent with random kicks where the gradient is small."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple, final

import numpy as np

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Group, Optimizer, Oracle, learning_rate
from engine.optimizers.vectors import norm
from engine.randomness import mixed, uniform

SEED: Final = 0  # for a loss without its own random numbers


class Rest(NamedTuple):
    """The time since a ball's last kick."""

    since: Array  # (N, 1), updates since the last kick; infinite before the first


class Kicked(NamedTuple):
    """The kick, and the gradient after it."""

    grad: Array  # (N, D), at θ + ξ
    kick: Array  # (N, D), ξ; zero where there is none
    kicked: Array  # (N, 1), 1 where there is one


class PerturbedTerms(NamedTuple):
    """The kick ξ, the gradient after it, and the update."""

    grad: Array  # (N, D)
    kick: Array  # (N, D)
    move: Array
    state: Rest


@final
@dataclass(frozen=True, slots=True)
class PerturbedDescent(Optimizer):
    """Gradient descent, and where ‖g‖ ≤ τ a kick drawn uniformly from the ball of radius r.

    At least T updates lie between two kicks. It never ends: in a minimum, too, it is kicked
    every T updates and slides back (the paper's algorithm would stop and return the minimum).
    """

    lr: Value = learning_rate(0.01)
    threshold: Value = knob(
        1e-3,
        1e-8,
        1.0,
        scale="log",
        symbol="τ",
        latex=r"\tau",
        title=QT_TRANSLATE_NOOP("Knob", "Gradient norm threshold"),
        minimum=0.0,
    )
    radius: Value = knob(
        0.01,
        1e-6,
        1.0,
        scale="log",
        symbol="r",
        latex="r",
        title=QT_TRANSLATE_NOOP("Knob", "Perturbation radius"),
        minimum=0.0,
    )
    pause: Value = knob(
        40.0,
        1.0,
        10_000.0,
        scale="log",
        symbol="T",
        latex="T",
        title=QT_TRANSLATE_NOOP("Knob", "Updates between perturbations"),
        minimum=1.0,
        whole=True,
    )

    key: ClassVar[str] = "perturbed"
    group: ClassVar[Group] = "descent"
    random: ClassVar[bool] = True
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "Perturbed gradient descent")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Gradient descent with a small random perturbation wherever the gradient is nearly zero.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta+\xi-\eta\,\nabla L(\theta+\xi),\quad"
        r"\xi=\left\{\begin{matrix}u\sim U(\|u\|\leq r)&\quad"
        r"\|\nabla L(\theta)\|\leq\tau,\ t-t_{\xi}\geq T\\0\end{matrix}\right."
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "C. Jin et al., How to Escape Saddle Points Efficiently, ICML 2017"
    )

    def init(self, x: Array) -> Rest:
        return Rest(np.full((len(x), 1), np.inf))

    def ask(self, f: Oracle, x: Array, state: Rest) -> Kicked:
        grad = f.gradient(x)
        due = (norm(grad) <= self.threshold) & (state.since >= self.pause)
        kicked = due.astype(np.float64)
        if not due.any():
            return Kicked(grad, np.zeros_like(grad), kicked)
        kick = np.where(due, self.radius * in_ball(f, x), 0.0)
        return Kicked(np.where(due, f.gradient(x + kick), grad), kick, kicked)

    def terms(self, asked: Any, state: Rest) -> PerturbedTerms:
        grad, kick, kicked = asked
        since = np.where(kicked > 0, 1.0, state.since + 1.0)
        return PerturbedTerms(grad, kick, kick - grad * self.lr, Rest(since))


def in_ball(f: Oracle, x: Array) -> Array:
    """A uniform point of the unit ball for each row of `x`, shape (N, D).

    A uniform direction, and a radius whose D-th power is uniform.
    """
    size = x.shape[1]
    pairs = (size + 1) // 2
    numbers = _uniform(f, x, 2 * pairs)
    angle = 2 * np.pi * numbers[:, 1::2]
    if size == 2:
        point = np.concatenate([np.cos(angle), np.sin(angle)], axis=1)
        return np.asfortranarray(np.sqrt(numbers[:, :1]) * point)
    return _beyond_the_plane(numbers, angle, size, _uniform(f, x, 2 * pairs + 1)[:, -1:])


def _beyond_the_plane(numbers: Array, angle: Array, size: int, share: Array) -> Array:
    """The same in other dimensions: normal numbers of Box and Muller, normalised to length 1."""
    length = np.sqrt(-2.0 * np.log1p(-numbers[:, ::2]))
    normal = np.concatenate([length * np.cos(angle), length * np.sin(angle)], axis=1)[:, :size]
    radius = np.float_power(share, 1 / size)
    return np.asfortranarray(normal * (radius / norm(normal)))


def _uniform(f: Oracle, x: Array, count: int) -> Array:
    """Numbers in [0, 1), shape (N, count): the oracle's own, else a hash of where the ball is."""
    draw = getattr(f, "uniform", None)
    if draw is not None:
        return np.asarray(draw(count))
    place = np.zeros(len(x), np.uint64)
    for i in range(x.shape[1]):
        column = np.ascontiguousarray(x[:, i]) + 0.0  # −0 and 0 are one place
        place = mixed(place ^ column.view(np.uint64))
    return uniform(SEED, place.view(np.int64), np.zeros(len(x), np.int64), count)
