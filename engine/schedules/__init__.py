"""Learning rates that change with a ball's age.

A schedule gives the factor by which the learning rate knob is multiplied before the update a
ball makes at age t = 0, 1, 2 … (η^t = η · factor(t)). The age of a ball counts from its drop.
Adding one: a class in a module here and a line in `BY_KEY`.
"""

from typing import Any

from engine.family import Entry, Family
from engine.schedules.base import Schedule

ALL: tuple[type[Schedule], ...]
PLACES = (
    Entry("constant", "constant", "Constant"),
    Entry("step", "decays", "StepDecay"),
    Entry("multi_step", "decays", "MultiStep"),
    Entry("exponential", "decays", "Exponential"),
    Entry("inverse_time", "decays", "InverseTime"),
    Entry("inverse_square_root", "decays", "InverseSquareRoot"),
    Entry("polynomial", "decays", "Polynomial"),
    Entry("cosine", "waves", "Cosine"),
    Entry("cosine_restarts", "waves", "CosineRestarts"),
    Entry("one_cycle", "waves", "OneCycle"),
    Entry("transformer", "composed", "TransformerWarmup"),
    Entry("sequential", "composed", "Sequential"),
    Entry("warmup", "composed", "Warmup"),
)
BY_KEY: Family[Schedule] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "Schedule"]
