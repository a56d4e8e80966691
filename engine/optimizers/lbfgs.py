"""L-BFGS: curvature from the last few movements instead of a Hessian."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.base import Group, Optimizer, Oracle
from engine.optimizers.line_search import Trial, search
from engine.optimizers.vectors import dot, narrowed

PAIRS: Final = 10  # most that a ball keeps
ROUNDING: Final = 2.0**-52

Truths = npt.NDArray[np.bool_]


class Pairs(NamedTuple):
    """A ball's last movements and the changes of the gradient, newest first, and its last place.

    A pair of zeros is an empty place.
    """

    movements: Array  # (N, PAIRS, D), s
    changes: Array  # (N, PAIRS, D), y
    place: Array  # (N, D), where the last update began
    grad: Array  # (N, D), the gradient there


class Searched(NamedTuple):
    """The result of one update's evaluations."""

    grad: Array  # (N, D), at the balls
    direction: Array  # (N, D), −Bg
    step: Array  # (N, 1), found by the line search
    evaluations: Array  # (N, 1), of loss and gradient
    pairs: Pairs  # the state afterwards


class SearchTerms(NamedTuple):
    """The direction, the step along it, and the evaluations it took."""

    grad: Array  # (N, D)
    direction: Array  # (N, D)
    step: Array  # (N, 1)
    evaluations: Array  # (N, 1)
    move: Array
    state: Pairs


@final
@dataclass(frozen=True, slots=True)
class LBFGS(Optimizer):
    """Along −Bg, where B = B_m is the inverse Hessian estimated from the last m movements.

    The step is found by a line search, which evaluates losses and gradients; η is the first step
    that it tries. A pair whose movement and change of gradient do not agree in
    direction (sᵀy ≤ 2⁻⁵² yᵀy: negative curvature, or no movement) is left out. Without pairs
    B = I, and the first step tried is η min(1, 1/‖g‖₁). A ball whose search finds no lower loss
    stays and forgets its pairs.
    """

    lr: Value = knob(
        1.0,
        1e-5,
        10.0,
        scale="log",
        symbol="η",
        latex=r"\eta",
        title=QT_TRANSLATE_NOOP("Knob", "Initial trial step"),
        minimum=0.0,
    )
    memory: Value = knob(
        float(PAIRS),
        0.0,
        float(PAIRS),
        symbol="m",
        latex="m",
        title=QT_TRANSLATE_NOOP("Knob", "Movements stored"),
        minimum=0.0,
        maximum=float(PAIRS),
        whole=True,
    )

    key: ClassVar[str] = "lbfgs"
    group: ClassVar[Group] = "second"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Optimizer", "L-BFGS")
    summary: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Optimizer",
        "Learns the curvature from its last movements and searches along a line for a good step.",
    )
    formula: ClassVar[str] = (
        r"\theta\leftarrow\theta-\alpha\,B_m g,\quad\alpha=\mathrm{Wolfe}(\eta),\quad "
        r"B_k=\left(I-\frac{s y^{\top}}{y^{\top}s}\right)B_{k-1}"
        r"\left(I-\frac{y s^{\top}}{y^{\top}s}\right)+\frac{s s^{\top}}{y^{\top}s}"
    )
    source: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Source", "D. C. Liu and J. Nocedal, Mathematical Programming 45 (1989)"
    )

    def init(self, x: Array) -> Pairs:
        empty = np.zeros((len(x), PAIRS, x.shape[1]), order="F")
        return Pairs(empty, empty, np.array(x, order="F"), np.zeros_like(x, order="F"))

    def overflows(self, grad: Array, state: Pairs) -> Truths:
        """Where the slope of the line search, at least ‖g‖² in size, is no finite number."""
        return np.isfinite(grad) & ~np.isfinite(dot(grad, grad))

    def ask(self, f: Oracle, x: Array, state: Pairs) -> Searched:
        grad = f.gradient(x)
        pairs = _remembered(x, grad, state)
        direction, learned = self._direction(grad, pairs)

        def probe(rows: IntArray, step: Array) -> Trial:
            part, along = narrowed(f, rows), direction[rows]
            points = x[rows] + along * step
            return Trial(step, part.value(points)[:, None], dot(part.gradient(points), along))

        start = Trial(np.zeros((len(x), 1)), f.value(x)[:, None], dot(grad, direction))
        first = self.lr * np.where(learned, 1.0, _first_step(grad))
        step, trials = search(probe, start, first)
        stays = (x + direction * step == x).all(axis=1, keepdims=True)
        step = np.where(stays, 0.0, step)
        pairs = _unless(pairs, stays & (trials > 0))
        return Searched(grad, direction, step, trials + 1.0, pairs)

    def terms(self, asked: Any, state: Pairs) -> SearchTerms:
        grad, direction, step, evaluations, pairs = asked
        return SearchTerms(grad, direction, step, evaluations, direction * step, pairs)

    @np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore")
    def _direction(self, grad: Array, pairs: Pairs) -> tuple[Array, Truths]:
        """−Bg by the two loops of Nocedal and Wright, algorithm 7.4, and whether B is not I."""
        s, y = pairs.movements, pairs.changes
        inner = dot(s, y)[:, :, 0]
        used = (inner > 0) & (np.arange(PAIRS) < self.memory)
        inverse = np.where(used, 1 / inner, 0.0)
        rest, shares = np.array(grad, order="F"), []
        for k in range(PAIRS):
            shares.append(inverse[:, k : k + 1] * dot(s[:, k], rest))
            rest -= shares[k] * y[:, k]
        known = used[:, :1]
        rest *= np.where(known, inner[:, :1] / dot(y[:, 0], y[:, 0]), 1.0)
        for k in reversed(range(PAIRS)):
            back = inverse[:, k : k + 1] * dot(y[:, k], rest)
            rest += (shares[k] - back) * s[:, k]
        # Rounding and overflow may spoil the direction; −g always descends.
        good = known & (dot(rest, grad) > 0)
        return np.where(good, -rest, -grad), good


@np.errstate(over="ignore", invalid="ignore", under="ignore")
def _remembered(x: Array, grad: Array, state: Pairs) -> Pairs:
    """The pairs with the movement since the last update, where it has positive curvature."""
    s, y = x - state.place, grad - state.grad
    good = (dot(s, y) > ROUNDING * dot(y, y))[:, :, None]
    return Pairs(
        _pushed(state.movements, s, good),
        _pushed(state.changes, y, good),
        np.array(x, order="F"),
        np.array(grad, order="F"),
    )


def _pushed(kept: Array, new: Array, good: Truths) -> Array:
    """`new` (N, D) before the others, the oldest of which is dropped, where it is good."""
    shifted = np.concatenate([new[:, None, :], kept[:, :-1]], axis=1)
    return np.asfortranarray(np.where(good, shifted, kept))


def _unless(pairs: Pairs, stuck: Truths) -> Pairs:
    if not stuck.any():
        return pairs
    lost = stuck[:, :, None]
    movements, changes = (np.where(lost, 0.0, a) for a in (pairs.movements, pairs.changes))
    return pairs._replace(
        movements=np.asfortranarray(movements), changes=np.asfortranarray(changes)
    )


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def _first_step(grad: Array) -> Array:
    """min(1, 1/‖g‖₁), shape (N, 1): the first step of a ball without pairs."""
    total = np.abs(grad[:, :1])
    for i in range(1, grad.shape[1]):
        total = total + np.abs(grad[:, i : i + 1])
    return np.asarray(np.minimum(1.0, 1.0 / total))
