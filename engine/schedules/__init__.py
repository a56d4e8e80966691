"""Learning rates that change with a ball's age.

A schedule gives the factor by which the learning rate knob is multiplied before the update a
ball makes at age t = 0, 1, 2 … (η^t = η · factor(t)). A ball dropped late starts its own clock.
Adding one: a class in a module here and a line in `BY_KEY`.
"""

from typing import Any

from engine.family import Family, Place
from engine.schedules.base import Schedule

ALL: tuple[type[Schedule], ...]
PLACES = (
    Place("constant", "constant", "Constant"),
    Place("step", "decays", "StepDecay"),
    Place("multi_step", "decays", "MultiStep"),
    Place("exponential", "decays", "Exponential"),
    Place("inverse_time", "decays", "InverseTime"),
    Place("inverse_square_root", "decays", "InverseSquareRoot"),
    Place("polynomial", "decays", "Polynomial"),
    Place("cosine", "waves", "Cosine"),
    Place("cosine_restarts", "waves", "CosineRestarts"),
    Place("one_cycle", "waves", "OneCycle"),
    Place("transformer", "composed", "TransformerWarmup"),
    Place("sequential", "composed", "Sequential"),
    Place("warmup", "composed", "Warmup"),
)
BY_KEY: Family[Schedule] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "Schedule"]
