"""What the columns of a table hold: decimal marks, numbers, labels of classes."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple, final

from engine.data.labels import MOST_LABELS, key_of
from engine.data.layout import LOOKED_AT
from engine.data.numbers import Evidence, decimal_of, evidence, may_be_number, number
from engine.data.reading import DECIMALS, ReportProgress, within
from engine.data.sheet import Column, cells_of

MARKED: Final = 2000  # cells of a block that are looked at for a decimal mark
BLOCKS: Final = 5  # in which a mark is looked for, where the first cells are ambiguous


@final
class Judged(NamedTuple):
    """One entry for every column; `decimal` is the mark of most of them."""

    decimal: str
    decimals: tuple[str, ...]
    doubtful: tuple[str, ...]  # cells that are other numbers with another mark
    numeric: tuple[bool, ...]
    labels: tuple[int, ...]  # how many different ones; 0 where there are more than a few


def judged(
    columns: tuple[Column, ...], separator: str, chosen: str | None, report: ReportProgress
) -> Judged:
    """Judge every column; `chosen` is a decimal mark for all of them."""
    first = [cells_of(column[0])[:LOOKED_AT] for column in columns]
    found = [
        _evidence(column, cells, within(report, k / len(columns), k / len(columns)))
        for k, (column, cells) in enumerate(zip(columns, first, strict=True))
    ]
    certain = [sum(each.points for each in found), sum(each.commas for each in found)]
    table = "" if certain[0] == certain[1] else DECIMALS[certain[1] > certain[0]]
    marks = [chosen or decimal_of(each, table, separator) for each in found]
    usual = "," if "," in marks and "." not in marks else "."
    decimals = tuple(mark or usual for mark in marks)
    numeric, labels = [], []
    for column, cells, decimal in zip(columns, first, decimals, strict=True):
        report(1.0)
        are = sum(number(cell, decimal) is not None for cell in cells)
        numeric.append(2 * are > len(cells))
        labels.append(_count_labels(column, decimal, numeric[-1], report))
    decimal = chosen or _most(marks, usual)
    doubtful = tuple(
        each.mark and _doubtful(each, table, decimal, separator)
        for each, decimal in zip(found, decimals, strict=True)
    )
    return Judged(decimal, decimals, doubtful, tuple(numeric), tuple(labels))


def _most(marks: list[str], usual: str) -> str:
    counts = [marks.count(mark) for mark in DECIMALS]
    return usual if counts[0] == counts[1] else DECIMALS[counts[1] > counts[0]]


def _doubtful(found: Evidence, table: str, decimal: str, separator: str) -> str:
    """A cell to show as ambiguous. Not where the table shows its mark, and not points for
    decimals in a table with commas between the cells: nothing else is usual there."""
    decimals = found.mark == decimal
    if found.points or found.commas or (decimals and table):
        return ""
    return "" if decimals and decimal == "." and separator == "," else found.example


def _evidence(column: Column, cells: list[str], report: ReportProgress) -> Evidence:
    """Of the first cells; where they are ambiguous, of some later ones with a mark too."""
    filled = [cell for cell in cells if cell.strip()]
    report(0.0)
    found = evidence(filled)
    if found.points or found.commas or (filled and not any(map(may_be_number, filled))):
        return found
    for block in islice(_marked(column), BLOCKS):
        report(0.0)
        marked = [cell for cell in cells_of(block) if "," in cell or "." in cell]
        found = evidence([*filled, *marked[:MARKED]])
        if found.points or found.commas:
            break
    return found


def _marked(column: Column) -> Iterator[bytes]:
    return (block for block in column if b"," in block or b"." in block)


def _count_labels(column: Column, decimal: str, numeric: bool, report: ReportProgress) -> int:
    """How many labels a column holds, 0 for more than a few; numbers are labels if they are two."""
    most = 2 if numeric else MOST_LABELS
    seen: set[str] = set()
    labels: set[object] = set()
    for block in column:
        report(1.0)
        new = set(cells_of(block)) - seen
        for cell in islice(new, 10 * MOST_LABELS):
            if (key := key_of(cell, decimal)) is not None:
                labels.add(key)
        seen |= new
        if len(labels) > most or len(new) > 10 * MOST_LABELS:
            return 0
    return len(labels)
