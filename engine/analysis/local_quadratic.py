"""The quadratic model of a loss at a point, and what it says of a step from there.

By Taylor, L(θ) ≈ L(θ′) + gᵀ(θ − θ′) + ½(θ − θ′)ᵀH(θ − θ′) (《深度学习详解》 §3.1.2). The model is
of the whole loss. The step of a ball is its optimizer's own, from a gradient that may be another
one: that of a batch, or with noise, or taken elsewhere as in Nesterov's method.
"""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.arrays import Array
from engine.surfaces.base import Surface

ROUNDING: Final = 2.0**-52  # of a loss, at the least


@final
@dataclass(frozen=True, slots=True, eq=False)
class LocalQuadratic:
    """The model at `point` (2,): loss, gradient (2,) and Hessian (2, 2) there, NaN where it has
    none."""

    surface: Surface
    point: Array
    loss: float
    gradient: Array
    hessian: Array

    def value(self, points: Array) -> Array:
        """The losses of the model at `points` (..., 2), shape (...,). Never warns."""
        with np.errstate(all="ignore"):
            step = points - self.point
            losses: Array = self.loss + self.slope(step) + self.bend(step)
        return losses

    def slope(self, step: Array) -> Array:
        """gᵀd of steps d (..., 2), shape (...,)."""
        slope: Array = self.gradient[0] * step[..., 0] + self.gradient[1] * step[..., 1]
        return slope

    def bend(self, step: Array) -> Array:
        """½dᵀHd of steps d (..., 2), shape (...,)."""
        (a, b), (_, c) = self.hessian
        x, y = step[..., 0], step[..., 1]
        bend: Array = ((a * x + b * y) * x + (b * x + c * y) * y) / 2
        return bend


@final
@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """How a step d, or many, changes the loss; shape (...,) of the steps, in units of the loss.

    `real` is the difference of two losses: what is less than `rounding` of it, and so of the
    rest, may be nothing but rounding.
    """

    slope: Array  # gᵀd, what the gradient promises
    bend: Array  # ½dᵀHd, what the curvature takes or adds
    real: Array  # L(θ′ + d) − L(θ′)
    rounding: Array

    @property
    def promised(self) -> Array:
        """gᵀd + ½dᵀHd, the change of the model."""
        promised: Array = self.slope + self.bend
        return promised

    @property
    def rest(self) -> Array:
        """What third and higher derivatives did: the real change less the promised one."""
        with np.errstate(invalid="ignore"):
            rest: Array = self.real - self.promised
        return rest


def expanded(surface: Surface, point: Array) -> LocalQuadratic:
    """The model at `point` (2,). Never raises, never warns."""
    with np.errstate(all="ignore"):
        loss = float(surface.value(point))
        return LocalQuadratic(surface, point, loss, surface.gradient(point), surface.hessian(point))


def parts(model: LocalQuadratic, step: Array) -> Parts:
    """What the model and the loss say of steps (..., 2) from its point. Never raises or warns."""
    with np.errstate(all="ignore"):
        after = model.surface.value(model.point + step)
        return Parts(
            slope=np.asarray(model.slope(step)),
            bend=np.asarray(model.bend(step)),
            real=np.asarray(after - model.loss),
            rounding=np.asarray(ROUNDING * (np.abs(after) + abs(model.loss))),
        )
