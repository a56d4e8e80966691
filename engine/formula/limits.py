"""Limits on formulas: enough for any loss of two parameters, too little to block the program.

The work of a formula is linear in its operations, so these bounds are bounds in time and memory.
"""

from typing import Final

LONGEST: Final = 1000  # characters
DEEPEST: Final = 40  # brackets within brackets; Python's own parser gives up at 200
MOST_PARTS: Final = 300  # numbers, names and operations
MOST_PARAMETERS: Final = 8  # each gets a slider
LONGEST_NAME: Final = 12  # characters
LARGEST_EXPONENT: Final = 1000  # of a written number; a parameter may be any
