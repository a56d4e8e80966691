"""What is told of a point of the surface."""

import numpy as np

from engine.analysis.curvature import read
from engine.arrays import Array
from engine.surfaces.base import Point, Surface
from gui.text.numbers import exact, show


def reading_of(surface: Surface, point: Point) -> tuple[str, str]:
    """What is shown of a point, with four digits and with all of them."""
    told = read(surface, np.array(point))
    values: list[tuple[str, Array | float]] = [
        (surface.axes[0], point[0]),
        (surface.axes[1], point[1]),
        ("L", told.loss),
        (f"∂L/∂{surface.axes[0]}", told.gradient[0]),
        (f"∂L/∂{surface.axes[1]}", told.gradient[1]),
        ("‖∇L‖", told.norm),
        ("λ₁", told.eigenvalues[0]),
        ("λ₂", told.eigenvalues[1]),
    ]
    short = "   ".join(f"{name} {show(float(value))}" for name, value in values)
    return short, "\n".join(f"{name} = {exact(float(value))}" for name, value in values)
