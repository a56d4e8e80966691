"""What every optimizer offers."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, NamedTuple, Protocol, final

from engine.arrays import Array
from engine.knobs import Value, knob
from engine.marks import QT_TRANSLATE_NOOP

TINY: Final = 2.0**-511
"""Added to divisors that may be 0, so that 0/0 is no move instead of NaN.

It is the smallest number whose square is a normal float64. Any σ above 1e-137 absorbs it
without changing a bit; below that, squares of gradients are lost to underflow anyway.
"""


Group = Literal["descent", "adaptive", "adam", "second", "physical"]
"""Gradient with and without memory, a rate per parameter, both together, curvature, mechanics."""


class Oracle(Protocol):
    """What an optimizer may ask of the loss under its balls."""

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
    """What an optimizer without memory remembers: nothing."""


class Terms(Protocol):
    """The named arrays of one update, as the rule's equation names them.

    `move` is what is added to the parameters, shape (N, D); `state` is what the balls remember
    afterwards. The other fields are what the step panel, gauges and typeset rule show.
    """

    @property
    def move(self) -> Array: ...
    @property
    def state(self) -> Any: ...


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

    An optimizer is a frozen dataclass of hyperparameters and holds nothing that changes: what it
    remembers lives in a state, a NamedTuple of arrays whose first axis is the balls. So turning a
    knob (`dataclasses.replace`) never loses momentum. Nothing passed in is ever written, so a
    state kept by a checkpoint stays what it was without a copy. Time is the ball's own age.
    """

    key: ClassVar[str]
    group: ClassVar[Group]
    title: ClassVar[str]
    summary: ClassVar[str]  # one sentence for who has to choose, marked in "Optimizer"
    random: ClassVar[bool] = False  # whether it asks for random numbers
    formula: ClassVar[str]  # the update in LaTeX, in the book's symbols
    notations: ClassVar[tuple[Notation, ...]] = ()  # where several are in use; its own first
    source: ClassVar[str]

    lr: Value = learning_rate(0.01)

    @abstractmethod
    def init(self, x: Array) -> Any:
        """The state of balls that start at `x`, shape (N, D)."""

    def look(self, x: Array, state: Any) -> Array:
        """Where the gradient is asked for: at the balls, unless a rule looks elsewhere."""
        del state
        return x

    def coast(self, state: Any) -> Array | None:
        """What the memory of movement alone would add next, (N, D); None where there is none."""
        del state
        return None

    def ask(self, f: Oracle, x: Array, state: Any) -> Any:
        """All that one update wants to know of the loss: the gradient at `look(x, state)`.

        A rule that needs more (curvature, trial steps) returns it here together.
        """
        return f.gradient(self.look(x, state))

    @abstractmethod
    def terms(self, grad: Array, state: Any) -> Any:
        """The arrays of one update, a NamedTuple that satisfies `Terms`.

        `grad` is what `ask` returned: the gradient, shape (N, D), for most. `step` uses just these
        arrays, so what a panel shows from them is what is done.
        """

    def step(self, f: Oracle, x: Array, state: Any) -> tuple[Array, Any]:
        """Where the balls go next, and what they then remember."""
        terms = self.terms(self.ask(f, x, state), state)
        return x + terms.move, terms.state
