"""Formulas that a person types: read safely, with exact derivatives.

    >>> circle = parse("a*(x^2 + y^2)")
    >>> circle.parameters
    ('a',)
    >>> circle.gradient(np.array([1.0, 2.0]), (3.0,))
    array([ 6., 12.])

Formulas can't run code: see `grammar`. Their cost is bounded: see `limits`. Derivatives: see
`jets`.
"""

from engine.formula.errors import FormulaError
from engine.formula.formula import Formula, parse

__all__ = ["Formula", "FormulaError", "parse"]
