"""A rule's LaTeX as the equations it is made of, and the room they will want."""

import re
from typing import Final

PARTED: Final = re.compile(r",\s*\\q?quad\s*")
TALL: Final = re.compile(r"\\[dt]?frac|\\sum|\\prod|\\begin")
LOW_LINE, TALL_LINE = 22, 38  # px, at letters of 13 px


def equations(formula: str, most: int | None = None) -> tuple[str, ...]:
    """The equations of a rule, in order; where there are more than `most`, the last holds the
    rest: side by side they are small, but none is lost."""
    parts = [part.strip() for part in PARTED.split(formula) if part.strip()]
    if most is not None and len(parts) > most:
        parts[most - 1 :] = [r",\quad ".join(parts[most - 1 :])]
    return tuple(parts)


def line_height(equation: str) -> int:
    """The room for one equation, told from its LaTeX: setting it would take tens of ms."""
    return TALL_LINE if TALL.search(equation) else LOW_LINE
