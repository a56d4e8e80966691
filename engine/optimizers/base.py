"""The interface of every optimizer."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, NamedTuple, Protocol, final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP

Mask = npt.NDArray[np.bool_]

TINY: Final = 2.0**-511
"""Added to divisors that may be 0, so that 0/0 is no move instead of NaN.

It is the smallest number whose square is a normal float64. Any σ above 1e-137 absorbs it
without changing a bit; below that, squares of gradients are lost to underflow anyway.
"""


Group = Literal["descent", "adaptive", "adam", "second", "physical"]
"""Gradient with and without memory, a rate per parameter, both together, curvature, mechanics."""


class Oracle(Protocol):
    """The loss as an optimizer may evaluate it."""

    def value(self, points: Array) -> Array: ...
    def gradient(self, points: Array) -> Array: ...
    def hessian(self, points: Array) -> Array: ...


@final
@dataclass(frozen=True, slots=True)
class Notation:
    """One way of writing a rule, out of several that make one trajectory at a constant rate."""

    title: str  # marked in "Optimizer"
    formula: str  # in LaTeX


class Memory(NamedTuple):
    """The state of an optimizer without memory."""


def learning_rate(default: float) -> Any:
    """The knob every optimizer has: the learning rate η."""
    return knob(
        default,
        1e-5,
        10.0,
        scale="log",
        symbol="η",
        latex=r"\eta",
        title=QT_TRANSLATE_NOOP("Knob", "Learning rate"),
        minimum=0.0,
    )


def fading(default: float, symbol: str, latex: str, title: str) -> Any:
    """A knob for a factor in [0, 1) by which a memory fades each update."""
    return knob(
        default,
        0.0,
        0.9999,
        scale="one_minus_log",
        symbol=symbol,
        latex=latex,
        title=title,
        minimum=0.0,
        maximum=1.0,
        open_high=True,
    )


def epsilon(default: float) -> Any:
    """The knob that keeps a divisor from being zero."""
    return knob(
        default,
        1e-12,
        1e-2,
        scale="log",
        symbol="ε",
        latex=r"\varepsilon",
        title=QT_TRANSLATE_NOOP("Knob", "Divisor floor"),
        minimum=0.0,
    )


@dataclass(frozen=True, slots=True)
class Optimizer(ABC):
    """An update rule for N balls at once.

    An optimizer is a frozen dataclass of hyperparameters. Its memory is a separate state, a
    NamedTuple of arrays whose first axis is the balls, so changing a knob
    (`dataclasses.replace`) keeps momentum. Arguments are never written to, so a state kept by a
    checkpoint needs no copy. Time is the ball's own age.
    """

    key: ClassVar[str]
    group: ClassVar[Group]
    title: ClassVar[str]
    summary: ClassVar[str]  # one sentence for the choice, marked in "Optimizer"
    random: ClassVar[bool] = False  # whether it needs random numbers
    formula: ClassVar[str]  # the update in LaTeX, in the book's symbols
    notations: ClassVar[tuple[Notation, ...]] = ()  # several if in use; `formula` first
    source: ClassVar[str]

    lr: Value = learning_rate(0.01)

    @abstractmethod
    def init(self, x: Array) -> Any:
        """The state of balls that start at `x`, shape (N, D)."""

    def look(self, x: Array, state: Any) -> Array:
        """Where the gradient is evaluated: at the balls, unless a rule looks ahead."""
        del state
        return x

    def coast(self, state: Any) -> Array | None:
        """What the memory of movement alone would add next, (N, D); None where there is none."""
        del state
        return None

    def overflows(self, grad: Array, state: Any) -> Mask:
        """Where squares of the gradient overflow in this rule, so that no gradient moves a ball.

        Shape (N, D); `grad` (N, D) is the gradient at the balls. An infinite number in a memory
        of one number for each parameter stays so.
        """
        found: Mask = np.zeros(grad.shape, bool)
        for array in state:
            if np.shape(array) == grad.shape:
                found |= np.isinf(array)
        return found

    def spent(self, state: Any) -> tuple[float, int] | None:
        """What share of its last update a ball, the only one in `state`, made, and in how many
        steps, where its budget of inner steps did not reach the end; None else."""
        del state
        return None

    def ask(self, f: Oracle, x: Array, state: Any) -> Any:
        """All that one update needs of the loss: the gradient at `look(x, state)`.

        A rule that needs more (curvature, trial steps) returns all of it here.
        """
        return f.gradient(self.look(x, state))

    @abstractmethod
    def terms(self, grad: Array, state: Any) -> Any:
        """The arrays of one update, a NamedTuple of what the rule's equation names.

        `move` is added to the parameters, shape (N, D); `state` is the state afterwards. The
        other fields are shown by the step panel, gauges and typeset rule.

        `grad` is what `ask` returned: the gradient, shape (N, D), for most. `step` uses the
        same arrays, so panels show the actual update.
        """

    def step(self, f: Oracle, x: Array, state: Any) -> tuple[Array, Any]:
        """The next positions and states of the balls."""
        terms = self.terms(self.ask(f, x, state), state)
        return x + terms.move, terms.state
