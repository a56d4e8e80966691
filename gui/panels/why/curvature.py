"""The numbers of the curvature at a point, row by row."""

from dataclasses import dataclass
from typing import Final, final

import numpy as np

from engine.analysis.curvature import eigenvectors, read
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.surfaces.base import Surface

# What each row means, marked in the context "WhyPanel", by its symbol.
MEANINGS: Final[dict[str, str]] = {
    "L": QT_TRANSLATE_NOOP("WhyPanel", "The loss at the ball"),
    "g": QT_TRANSLATE_NOOP("WhyPanel", "The gradient of the whole loss: the steepest way up"),
    "‖g‖": QT_TRANSLATE_NOOP("WhyPanel", "The norm of the gradient: how steep it is"),
    "H₁": QT_TRANSLATE_NOOP(
        "WhyPanel", "The Hessian matrix: how the gradient changes along each parameter"
    ),
    "H₂": QT_TRANSLATE_NOOP("WhyPanel", "The second row of the Hessian matrix"),
    "λ₁": QT_TRANSLATE_NOOP(
        "WhyPanel",
        "The lesser eigenvalue: the curvature along u₁. Below 0 the surface bends down there",
    ),
    "u₁": QT_TRANSLATE_NOOP("WhyPanel", "The direction of the least curvature, of length 1"),
    "∠(g, u₁)": QT_TRANSLATE_NOOP(
        "WhyPanel", "The angle between the gradient and u₁: 0° is along it, 90° across"
    ),
    "λ₂": QT_TRANSLATE_NOOP(
        "WhyPanel",
        "The greater eigenvalue: the curvature along u₂. Below 0 the surface bends down there",
    ),
    "u₂": QT_TRANSLATE_NOOP("WhyPanel", "The direction of the greatest curvature, of length 1"),
    "∠(g, u₂)": QT_TRANSLATE_NOOP(
        "WhyPanel", "The angle between the gradient and u₂: 0° is along it, 90° across"
    ),
    "κ": QT_TRANSLATE_NOOP(
        "WhyPanel",
        "The condition number, the larger of |λ₁| and |λ₂| divided by the smaller: the larger it "
        "is, the longer and narrower the valley",
    ),
}


# Their short names, in the same context; the second row of H has none.
NAMES: Final[dict[str, str]] = {
    "L": QT_TRANSLATE_NOOP("WhyPanel", "loss"),
    "g": QT_TRANSLATE_NOOP("WhyPanel", "gradient"),
    "‖g‖": QT_TRANSLATE_NOOP("WhyPanel", "gradient norm"),
    "H₁": QT_TRANSLATE_NOOP("WhyPanel", "Hessian matrix"),
    "λ₁": QT_TRANSLATE_NOOP("WhyPanel", "eigenvalue"),
    "u₁": QT_TRANSLATE_NOOP("WhyPanel", "eigenvector"),
    "∠(g, u₁)": QT_TRANSLATE_NOOP("WhyPanel", "angle"),
    "λ₂": QT_TRANSLATE_NOOP("WhyPanel", "eigenvalue"),
    "u₂": QT_TRANSLATE_NOOP("WhyPanel", "eigenvector"),
    "∠(g, u₂)": QT_TRANSLATE_NOOP("WhyPanel", "angle"),
    "κ": QT_TRANSLATE_NOOP("WhyPanel", "condition number"),
}
HEADING: Final = QT_TRANSLATE_NOOP("WhyPanel", "What the next update changes the loss by")
# What the next update changes the loss by, in the order of the bars.
CHANGES: Final[dict[str, str]] = {
    "gᵀΔθ": QT_TRANSLATE_NOOP("WhyPanel", "What the gradient promises of the next update"),
    "½ΔθᵀHΔθ": QT_TRANSLATE_NOOP("WhyPanel", "What the curvature takes from that, or adds"),
    "R": QT_TRANSLATE_NOOP(
        "WhyPanel", "The rest: what the change of the curvature along the way does"
    ),
    "ΔL": QT_TRANSLATE_NOOP("WhyPanel", "The sum: what the next update really changes the loss by"),
}


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One or two numbers with their symbol, a key of `MEANINGS`."""

    symbol: str
    values: tuple[float, ...]
    unit: str = ""


def rows(surface: Surface, point: Array) -> tuple[Row, ...]:
    """The rows at a point (2,). Numbers that don't exist are NaN, κ of a flat axis is infinite."""
    at = read(surface, point)
    axes = eigenvectors(at.hessian)
    (low, high), hessian = at.eigenvalues.tolist(), at.hessian.tolist()
    return (
        Row("L", (float(at.loss),)),
        Row("g", tuple(at.gradient.tolist())),
        Row("‖g‖", (float(at.norm),)),
        Row("H₁", tuple(hessian[0])),
        Row("H₂", tuple(hessian[1])),
        Row("λ₁", (low,)),
        Row("u₁", tuple(axes[:, 0].tolist())),
        Row("∠(g, u₁)", (_angle(at.gradient, axes[:, 0]),), "°"),
        Row("λ₂", (high,)),
        Row("u₂", tuple(axes[:, 1].tolist())),
        Row("∠(g, u₂)", (_angle(at.gradient, axes[:, 1]),), "°"),
        Row("κ", (_condition(low, high),)),
    )


def _angle(gradient: Array, axis: Array) -> float:
    """The angle between their lines in degrees; NaN where there is no gradient."""
    x, y = gradient.tolist()
    along, across = x * axis[0] + y * axis[1], x * axis[1] - y * axis[0]
    return float(np.degrees(np.arctan2(abs(across), abs(along)))) if x or y else np.nan


def _condition(low: float, high: float) -> float:
    small, large = sorted((abs(low), abs(high)))
    if not np.isfinite(large):
        return np.nan
    return large / small if small else (np.inf if large else np.nan)
