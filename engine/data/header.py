"""Whether the first row of a table names the columns."""

import re
from collections.abc import Sequence
from typing import Final

from engine.data.numbers import LONGEST, is_value, may_be_number

TITLE: Final = re.compile(r"\d+")  # numbers that may be names, such as years

Row = Sequence[str]


def names_columns(first: Row, others: Sequence[Row]) -> bool:
    """Whether `first` names the columns of `others`, rows of the same width.

    It does where none of its cells is a number, and at least one is not empty. It also does
    where a word is above a column of numbers, as in “year,2020”: then its numbers must be
    possible names, that is whole, without a sign, and all different. Otherwise it is data, and so
    is a row of numbers only: “2019,2020” can't be distinguished from data.
    """
    cells = [cell.strip() for cell in first]
    numbers = [cell for cell in cells if may_be_number(cell)]
    if not numbers:
        return any(map(is_value, cells))
    if len(set(numbers)) < len(numbers) or not all(map(TITLE.fullmatch, numbers)):
        return False
    return any(
        _is_word(cell) and _is_numeric([row[place] for row in others if len(row) == len(cells)])
        for place, cell in enumerate(cells)
    )


def _is_word(cell: str) -> bool:
    return is_value(cell) and any(map(str.isalpha, cell[:LONGEST]))


def _is_numeric(column: Row) -> bool:
    """Whether most of the cells that are not empty are numbers."""
    said = [cell for cell in column if is_value(cell)]
    return 2 * sum(map(may_be_number, said)) > len(said)
