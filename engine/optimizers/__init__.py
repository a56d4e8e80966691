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
BY_KEY = {kind.key: kind for kind in ALL}

__all__ = ["ALL", "BY_KEY", "Optimizer"]
