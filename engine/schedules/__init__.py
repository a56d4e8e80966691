"""Learning rates that change with a ball's age.

A schedule gives the factor by which the learning rate knob is multiplied before the update a
ball makes at age t = 0, 1, 2 … (η^t = η · factor(t)). A ball dropped late starts its own clock.
"""

from engine.schedules.base import Schedule, updates
from engine.schedules.composed import Sequential, TransformerWarmup, Warmup
from engine.schedules.decays import (
    Constant,
    Exponential,
    InverseSquareRoot,
    InverseTime,
    MultiStep,
    Polynomial,
    StepDecay,
)
from engine.schedules.waves import Cosine, CosineRestarts, OneCycle

__all__ = [
    "ALL",
    "BY_KEY",
    "Constant",
    "Cosine",
    "CosineRestarts",
    "Exponential",
    "InverseSquareRoot",
    "InverseTime",
    "MultiStep",
    "OneCycle",
    "Polynomial",
    "Schedule",
    "Sequential",
    "StepDecay",
    "TransformerWarmup",
    "Warmup",
    "updates",
]

ALL: tuple[type[Schedule], ...] = (
    Constant,
    StepDecay,
    MultiStep,
    Exponential,
    InverseTime,
    InverseSquareRoot,
    Polynomial,
    Cosine,
    CosineRestarts,
    OneCycle,
    TransformerWarmup,
    Sequential,
    Warmup,
)
BY_KEY = {kind.key: kind for kind in ALL}
