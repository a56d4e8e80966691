"""The optimizers that drive balls. Adding one: a class in a module here and a line in `BY_KEY`.

`CORE` are those of the book, which every run has a fleet of from the start; `ALL` is all of them,
and to ask for it loads every one.
"""

from typing import Any

from engine.family import Family, Place
from engine.optimizers.base import Optimizer

ALL: tuple[type[Optimizer], ...]
CORE: tuple[type[Optimizer], ...]
PLACES = (
    Place("gd", "descent", "GradientDescent"),
    Place("momentum", "descent", "Momentum"),
    Place("nesterov", "descent", "Nesterov"),
    Place("adagrad", "adaptive", "AdaGrad"),
    Place("rmsprop", "adaptive", "RMSProp"),
    Place("adam", "adam", "Adam"),
    Place("adagrad_sum", "adaptive", "AdaGradSum"),
    Place("momentum_library", "library", "MomentumLibrary"),
    Place("nesterov_library", "library", "NesterovLibrary"),
    Place("perturbed", "perturbed", "PerturbedDescent"),
    Place("rmsprop_library", "library", "RMSPropLibrary"),
    Place("adadelta", "adadelta", "AdaDelta"),
    Place("rprop", "sign", "Rprop"),
    Place("adamw", "adam_family", "AdamW"),
    Place("amsgrad", "adam_family", "AMSGrad"),
    Place("adamax", "adam_family", "AdaMax"),
    Place("nadam", "adam_start", "NAdam"),
    Place("radam", "adam_start", "RAdam"),
    Place("lion", "sign", "Lion"),
    Place("newton", "newton", "Newton"),
    Place("newton_damped", "newton", "DampedNewton"),
    Place("newton_saddle_free", "newton", "SaddleFreeNewton"),
    Place("lbfgs", "lbfgs", "LBFGS"),
    Place("rolling", "rolling", "RollingBall"),
)
FIRST = 7  # that are the book's
BY_KEY: Family[Optimizer] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    if name == "CORE":
        return tuple(BY_KEY[place.key] for place in PLACES[:FIRST])
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "CORE", "Optimizer"]
