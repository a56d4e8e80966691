"""Functions of two values, with their first and second derivatives by both."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from engine.formula.tape import Term

RuleOfTwo = Callable[[Term, Term], tuple[Term, Term, Term, Term, Term, Term]]
"""From u and v to f, f_u, f_v, f_uu, f_uv and f_vv."""


def _angle(u: Term, v: Term) -> tuple[Term, Term, Term, Term, Term, Term]:
    """The angle of the point (v, u), from −π to π; at the origin it has no derivatives.

    It is the imaginary part of ln z with z = v + iu, whose derivatives are 1/z and −1/z².
    """
    radius = u.emit(np.hypot, v)  # u² + v² might overflow
    sine, cosine = u / radius, v / radius
    bend = sine * cosine * -2 / radius / radius
    mixed = (sine - cosine) * (sine + cosine) / radius / radius
    return u.emit(np.arctan2, v), cosine / radius, -sine / radius, bend, mixed, -bend


def _remainder(u: Term, v: Term) -> tuple[Term, Term, Term, Term, Term, Term]:
    """u − v ⌊u/v⌋, which has the sign of v; ⌊u/v⌋ is constant between jumps."""
    value, zero = u.emit(np.mod, v), u.tape.number(0.0)
    known = value.emit(np.equal, value)  # without a value there is no derivative either
    first = known.emit(np.where, u.tape.number(1.0), u.tape.number(math.nan))
    return value, first, -(first * u.emit(np.floor_divide, v)), zero, zero, zero


RULES_OF_TWO: Final[dict[str, RuleOfTwo]] = {"atan2": _angle, "mod": _remainder}
