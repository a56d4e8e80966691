"""The optimizers that drive balls. Adding one: a class in a module here and a line in `ALL`."""

from engine.optimizers.adadelta import AdaDelta
from engine.optimizers.adam import Adam
from engine.optimizers.adam_family import AdaMax, AdamW, AMSGrad
from engine.optimizers.adam_start import NAdam, RAdam
from engine.optimizers.adaptive import AdaGrad, AdaGradSum, RMSProp
from engine.optimizers.base import Optimizer
from engine.optimizers.descent import GradientDescent, Momentum, Nesterov
from engine.optimizers.lbfgs import LBFGS
from engine.optimizers.library import MomentumLibrary, NesterovLibrary, RMSPropLibrary
from engine.optimizers.newton import DampedNewton, Newton, SaddleFreeNewton
from engine.optimizers.perturbed import PerturbedDescent
from engine.optimizers.rolling import RollingBall
from engine.optimizers.sign import Lion, Rprop

ALL: tuple[type[Optimizer], ...] = (
    GradientDescent,
    Momentum,
    Nesterov,
    AdaGrad,
    RMSProp,
    Adam,
    AdaGradSum,
    MomentumLibrary,
    NesterovLibrary,
    PerturbedDescent,
    RMSPropLibrary,
    AdaDelta,
    Rprop,
    AdamW,
    AMSGrad,
    AdaMax,
    NAdam,
    RAdam,
    Lion,
    Newton,
    DampedNewton,
    SaddleFreeNewton,
    LBFGS,
    RollingBall,
)
CORE: tuple[type[Optimizer], ...] = ALL[:7]
"""Those of the book, which every run has a fleet of from the start."""
BY_KEY = {kind.key: kind for kind in ALL}

__all__ = ["ALL", "BY_KEY", "CORE", "Optimizer"]
