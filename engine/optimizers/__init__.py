"""The optimizers that drive balls. Adding one: a class in a module here and a line in `ALL`."""

from engine.optimizers.adam import Adam
from engine.optimizers.adaptive import AdaGrad, AdaGradSum, RMSProp
from engine.optimizers.base import Optimizer
from engine.optimizers.descent import GradientDescent, Momentum, Nesterov

ALL: tuple[type[Optimizer], ...] = (
    GradientDescent,
    Momentum,
    Nesterov,
    AdaGrad,
    RMSProp,
    Adam,
    AdaGradSum,
)
CORE: tuple[type[Optimizer], ...] = ALL[:7]
"""Those of the book, which every run has a fleet of from the start."""
BY_KEY = {kind.key: kind for kind in ALL}

__all__ = ["ALL", "BY_KEY", "CORE", "Optimizer"]
