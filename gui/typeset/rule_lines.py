"""A rule's LaTeX as the equations it is made of, and the room they will want."""

import re
from typing import Final

PARTED: Final = re.compile(r",\s*\\q?quad\s*")
TALL: Final = re.compile(r"\\[dt]?frac|\\sum|\\prod|\\begin")
TOWERING: Final = re.compile(r"\\left(?!arrow)|\\begin|\\[dt]?frac.*\\sum|\\sum.*\\[dt]?frac")
LOW_LINE, TALL_LINE, TOWER = 22, 38, 50  # px, at letters of 13 px


def equations(formula: str) -> tuple[str, ...]:
    """The equations of a rule, in order."""
    return tuple(part.strip() for part in PARTED.split(formula) if part.strip())


def line_height(equation: str) -> int:
    """The room for one equation, told from its LaTeX: setting it would take tens of ms."""
    if not TALL.search(equation):
        return LOW_LINE
    return TOWER if TOWERING.search(equation) else TALL_LINE
