"""The values at a point of the surface, as text."""

import numpy as np

from engine.analysis.curvature import read
from engine.arrays import Array
from engine.surfaces.base import Point, Surface
from gui.text.numbers import exact, show


def reading_of(surface: Surface, point: Point) -> tuple[str, str]:
    """The values at a point, with four digits and with all of them."""
    values_there = read(surface, np.array(point))
    values: list[tuple[str, Array | float]] = [
        (surface.axes[0], point[0]),
        (surface.axes[1], point[1]),
        ("L", values_there.loss),
        (f"∂L/∂{surface.axes[0]}", values_there.gradient[0]),
        (f"∂L/∂{surface.axes[1]}", values_there.gradient[1]),
        ("‖∇L‖", values_there.norm),
        ("λ₁", values_there.eigenvalues[0]),
        ("λ₂", values_there.eigenvalues[1]),
    ]
    short = "   ".join(f"{name} {show(float(value))}" for name, value in values)
    return short, "\n".join(f"{name} = {exact(float(value))}" for name, value in values)
