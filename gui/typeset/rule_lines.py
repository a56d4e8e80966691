"""The equations of a rule's LaTeX, and their heights."""

import re
from typing import Final

from gui.style.text_size import px

SEPARATOR: Final = re.compile(r",\s*\\q?quad\s*")
TALL: Final = re.compile(r"\\[dt]?frac|\\sum|\\prod|\\begin")
TALLEST: Final = re.compile(r"\\left(?!arrow)|\\begin|\\[dt]?frac.*\\sum|\\sum.*\\[dt]?frac")
LOW_LINE, TALL_LINE, TALLEST_LINE = 22, 38, 50  # px, at letters of 13 px


def equations(formula: str) -> tuple[str, ...]:
    """The equations of a rule, in order."""
    return tuple(part.strip() for part in SEPARATOR.split(formula) if part.strip())


def line_height(equation: str) -> int:
    """The height of one equation, estimated from its LaTeX: typesetting takes tens of ms."""
    if not TALL.search(equation):
        return px(LOW_LINE)
    return px(TALLEST_LINE if TALLEST.search(equation) else TALL_LINE)
