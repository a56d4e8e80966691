"""The optimizers that drive balls. Adding one: a class in a module here and a line in `BY_KEY`.

`CORE` are those of the book, of which every run has a fleet from the start; `ALL` is all of them,
and reading it imports all.
"""

from typing import Any

from engine.family import Entry, Family
from engine.optimizers.base import Optimizer

ALL: tuple[type[Optimizer], ...]
CORE: tuple[type[Optimizer], ...]
PLACES = (
    Entry("gd", "descent", "GradientDescent"),
    Entry("momentum", "descent", "Momentum"),
    Entry("nesterov", "descent", "Nesterov"),
    Entry("adagrad", "adaptive", "AdaGrad"),
    Entry("rmsprop", "adaptive", "RMSProp"),
    Entry("adam", "adam", "Adam"),
    Entry("adagrad_sum", "adaptive", "AdaGradSum"),
    Entry("momentum_library", "library", "MomentumLibrary"),
    Entry("nesterov_library", "library", "NesterovLibrary"),
    Entry("perturbed", "perturbed", "PerturbedDescent"),
    Entry("rmsprop_library", "library", "RMSPropLibrary"),
    Entry("adadelta", "adadelta", "AdaDelta"),
    Entry("rprop", "sign", "Rprop"),
    Entry("adamw", "adam_family", "AdamW"),
    Entry("amsgrad", "adam_family", "AMSGrad"),
    Entry("adamax", "adam_family", "AdaMax"),
    Entry("nadam", "adam_start", "NAdam"),
    Entry("radam", "adam_start", "RAdam"),
    Entry("lion", "sign", "Lion"),
    Entry("newton", "newton", "Newton"),
    Entry("newton_damped", "newton", "DampedNewton"),
    Entry("newton_saddle_free", "newton", "SaddleFreeNewton"),
    Entry("lbfgs", "lbfgs", "LBFGS"),
    Entry("rolling", "rolling", "RollingBall"),
)
FIRST = 7  # the book's
BY_KEY: Family[Optimizer] = Family(__name__, PLACES)


def __getattr__(name: str) -> Any:
    if name == "ALL":
        return BY_KEY.kinds
    if name == "CORE":
        return tuple(BY_KEY[place.key] for place in PLACES[:FIRST])
    raise AttributeError(f"module {__name__} has no attribute {name}")


__all__ = ["ALL", "BY_KEY", "CORE", "Optimizer"]
