"""The values at a point of the surface, as text."""

import numpy as np

from engine.analysis.curvature import read
from engine.arrays import Array
from engine.surfaces.base import Point, Surface
from gui.text.axis_names import axis_names, symbol_of
from gui.text.numbers import exact, show


def reading_of(surface: Surface, point: Point) -> tuple[str, str]:
    """The values at a point: with four digits, and with all of them and the names in full."""
    reading = read(surface, np.array(point))
    axes = axis_names(surface)
    values: list[tuple[str, Array | float]] = [
        (axes[0], point[0]),
        (axes[1], point[1]),
        ("L", reading.loss),
        (f"∂L/∂{axes[0]}", reading.gradient[0]),
        (f"∂L/∂{axes[1]}", reading.gradient[1]),
        ("‖∇L‖", reading.norm),
        ("λ₁", reading.eigenvalues[0]),
        ("λ₂", reading.eigenvalues[1]),
    ]
    short = "   ".join(f"{symbol_of(name)} {show(float(value))}" for name, value in values)
    return short, "\n".join(f"{name} = {exact(float(value))}" for name, value in values)
