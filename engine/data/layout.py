"""Where the table of a text begins, and how its cells are separated: by its first lines."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, final

from engine.data.header import names_columns
from engine.data.messages import (
    ALL_SKIPPED,
    BROKEN_QUOTES,
    EMPTY_FILE,
    ONE_CELL,
    TOO_MANY_COLUMNS,
    WRONG_CELLS,
)
from engine.data.numbers import may_be_number
from engine.data.reading import MOST_SKIPPED, SEPARATORS, Reading
from engine.errors import DataError

MOST_COLUMNS: Final = 256
LOOKED_AT: Final = 200  # rows by which a table is judged
MOST_LETTERS: Final = 200_000  # of these rows together
JUDGED: Final = 50  # rows, and
CELLS: Final = 16  # cells of each, that are looked at for numbers
BETTER: Final = 1.1  # times as many agreeing rows as a mark that is rarer within cells
START: Final = 20_000  # letters of a line by which the separator is judged
COMMENT: Final = re.compile(r"\s*(#|%|//)")
NAMED: Final = re.compile(r'"?sep=([,;|\t ])"?[,;|\t]*', re.IGNORECASE)  # as spreadsheets write
MOST_BROKEN: Final = 100  # lines whose quotation marks don't match
RULE: Final = re.compile(r":?[-=+]{2,}:?|:-:?|-:")  # a cell of the line below the names

Row = list[str]


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """The first line, from 1, of the table, and the columns that its rows have.

    `first` cells of each row are left out, and the next `width` are the columns. `names` are
    those of the header, as they are in the file; none where it has no header.
    """

    separator: str
    begins: int
    first: int
    width: int
    names: tuple[str, ...]

    def cells(self, row: Row) -> Row | None:
        """The cells of a row in the columns; None where it has too few or too many.

        Cells without content behind the last column are no cells.
        """
        end = self.first + self.width
        if len(row) == end:
            return row[self.first :] if self.first else row
        fits = len(row) > end and not any(map(str.strip, row[end:]))
        return row[self.first : end] if fits else None


def head_of(lines: Iterator[str], skipped: int) -> list[str]:
    """The lines from which the layout is judged: enough that are neither skipped nor comments."""
    found = list(islice(lines, skipped))
    rows = letters = 0
    for line in islice(lines, MOST_SKIPPED + LOOKED_AT):
        found.append(line)
        rows += bool(line.strip()) and not COMMENT.match(line)
        letters += len(line)
        if rows > LOOKED_AT or letters > MOST_LETTERS:
            break
    return found


def layout_of(lines: list[str], reading: Reading) -> Layout:
    """Judge the layout by the first lines. Raises DataError where there is no row, or too many
    columns."""
    named = NAMED.fullmatch(lines[0].strip()) if lines else None
    begin = int(named is not None) if reading.skipped is None else reading.skipped
    if reading.skipped is None:
        begin += _comments(lines[begin:])
    if not any(line.strip() for line in lines[begin:]):
        last = max((place for place, line in enumerate(lines, 1) if line.strip()), default=0)
        if reading.skipped and last:
            raise DataError(ALL_SKIPPED, str(reading.skipped), str(last))
        raise DataError(EMPTY_FILE)
    separator = reading.separator or (named[1] if named else separator_of(lines[begin:]))
    rows = _numbered(lines[begin:], separator, begin + 1)
    layout = _of_rows(rows, separator)
    if reading.skipped is None:
        prose = [_is_prose(lines[line - 1], separator) for line, _ in rows]
        rows = rows[_titles([row for _, row in rows], prose, layout) :]
        layout = _of_rows(rows, separator)  # as if it had been said how many lines are skipped
    return _with_names(layout, [row for _, row in rows], lines, reading.header)


def _of_rows(rows: list[tuple[int, Row]], separator: str) -> Layout:
    """The layout of rows with the numbers of their lines, without names."""
    width = Counter(len(row) for _, row in rows).most_common(1)[0][0]
    first, width = _columns([row for _, row in rows], width)
    if width > MOST_COLUMNS:  # before their names are looked at
        raise DataError(TOO_MANY_COLUMNS, str(MOST_COLUMNS), f"{width:,}")
    return Layout(separator, rows[0][0], first, width, ())


def _with_names(layout: Layout, rows: list[Row], lines: list[str], header: bool | None) -> Layout:
    """The layout with the names of the columns, if there are any."""
    others = rows[1 : JUDGED + 1]
    cells = layout.cells(rows[0])
    if header and cells is None and layout.width > 1:
        text = ONE_CELL if len(rows[0]) == 1 else WRONG_CELLS
        raise DataError(text, str(layout.begins), str(len(rows[0])), str(layout.width))
    fitting = [found for row in others if (found := layout.cells(row)) is not None]
    if cells is not None and (names_columns(cells, fitting) if header is None else header):
        return _named(layout, cells, layout.begins)
    comment = _comment_header(layout, lines) if header is None and layout.begins > 1 else None
    if comment is not None and names_columns(comment, [cells or [], *fitting]):
        return _named(layout, comment, layout.begins - 1)
    return layout


def _named(layout: Layout, cells: Row, line: int) -> Layout:
    names = [COMMENT.sub("", cells[0]).strip() or cells[0], *cells[1:]]
    return replace(layout, begins=line, names=tuple(names))


def _comment_header(layout: Layout, lines: list[str]) -> Row | None:
    """The cells of the comment right above the table, which may hold its names."""
    line = lines[layout.begins - 2]
    if not COMMENT.match(line):
        return None
    rows = _numbered([COMMENT.sub("", line, count=1)], layout.separator, 1)
    return layout.cells(rows[0][1]) if rows else None


def _comments(lines: list[str]) -> int:
    """How many lines at the top are comments or blank; a header may begin with such a mark."""
    count = 0
    for line in lines:
        if line.strip() and not (found := COMMENT.match(line)):
            break
        if line.strip() and found and line[found.end() :].strip()[:1] in tuple("\t;,|"):
            break  # “#,x,y” names a column “#”
        count += 1
    return count


def _titles(rows: list[Row], prose: list[bool], layout: Layout) -> int:
    """How many rows at the top are titles: no numbers, and fewer cells than the table has, only
    one that is not empty, or a sentence with the mark that separates the cells below."""
    cells = [layout.cells(row) for row in rows]
    count = 0
    for row, fitting, sentence in zip(rows, cells, prose, strict=True):
        if any(map(may_be_number, row[:CELLS])):
            break
        if fitting is None:
            title = _filled(row) < layout.width or sentence
        else:  # spreadsheets fill titles up with empty cells
            title = layout.width > 1 and _filled(fitting) == 1
        if not title and not (sentence and _is_above_names(count, rows, prose)):
            break
        count += 1
    # What could be names, too, is a title only above names.
    while count and cells[count - 1] is not None and not _names(cells[count : count + 1]):
        count -= 1
    return count if count < len(rows) else 0  # where nothing else is, titles are the table


def _is_above_names(place: int, rows: list[Row], prose: list[bool]) -> bool:
    """Whether other words follow before the first numbers, and no other sentence."""
    numbers = (k for k, row in enumerate(rows) if any(map(may_be_number, row[:CELLS])))
    return place + 1 < next(numbers, 0) and not any(prose[place + 1 :])


def _names(cells: list[Row | None]) -> bool:
    """Whether the first row names columns of the table."""
    found = cells[0] if cells else None
    return found is not None and _filled(found) > 1 and names_columns(found, ())


def _is_prose(line: str, separator: str) -> bool:
    """Whether the separator stands in a line as in a sentence."""
    return separator in (",", ";") and f"{separator} " in line


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _columns(rows: list[Row], width: int) -> tuple[int, int]:
    """The first column and how many there are; empty ones at the sides have no name and count
    for none (at the left only as bars enclose whole lines)."""
    whole = [row for row in rows if len(row) == width] or rows
    used = [place for place in range(width) if any(row[place].strip() for row in whole)]
    last = used[-1] + 1 if used else 1
    first = 1 if used and used[0] == 1 and last == width - 1 else 0
    return first, last - first


def separator_of(lines: Sequence[str]) -> str:
    """The mark by which most lines have equally many cells, more than one, and numbers."""
    best, most = ",", 0.0
    starts = [line[:START] for line in lines[:LOOKED_AT]]
    for mark in SEPARATORS:
        rows = [row for _, row in _numbered(starts, mark, 1)]
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        judged = rows[:JUDGED]
        shares = sum(_numeric_share(row) for row in judged if len(row) == width)
        score = count * (1 + 2 * shares / len(judged))
        if score > BETTER * most:
            best, most = mark, score
    return best


def _numeric_share(row: Row) -> float:
    """Of the cells that are not empty. A number does not end in a mark."""
    cells = [cell for cell in map(str.strip, row[:CELLS]) if cell]
    good = sum(cell[-1] not in ".,;" and may_be_number(cell) for cell in cells)
    return good / max(len(cells), 1)


def _numbered(lines: Sequence[str], separator: str, number: int) -> list[tuple[int, Row]]:
    """The first rows with their lines, as far as they can be read."""
    found: list[tuple[int, Row]] = []
    try:
        for line, row in rows_of(lines, separator, number):
            if row:
                found.append((line, row))
    except DataError:
        pass  # what came before an error counts
    return found or [(number, [line.strip()]) for line in lines if line.strip()][:1]


def rows_of(lines: Iterable[str], separator: str, number: int) -> Iterator[tuple[int, Row]]:
    """The rows that hold anything, with the lines that they begin in; `number` is the first.

    A line whose quotation marks don't match gives a row without cells, and the next line begins
    another. Raises DataError where these are too many.
    """
    if separator == " ":
        lines = (line.replace("\t", " ") for line in lines)
    source, broken = _Lines(lines), 0
    while True:
        parser = csv.reader(source, delimiter=separator, skipinitialspace=True, strict=True)
        begins = number
        try:
            for row in parser:
                source.seen.clear()
                if any(row) and (len(row) > 1 or row[0].strip()):
                    yield begins, row
                begins = parser.line_num + number
        except csv.Error:
            broken += 1
            if broken > MOST_BROKEN:
                raise DataError(BROKEN_QUOTES, str(begins)) from None
            yield begins, []
            number = begins + 1
            source.return_all_but_first()
        else:
            return


@final
class _Lines:
    """Lines that can be given back until `seen` is cleared."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self.seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.seen.append(line)
        return line

    def return_all_but_first(self) -> None:
        self._returned.extendleft(reversed(self.seen[1:]))
        self.seen.clear()


def is_rule(row: Row) -> bool:
    """Whether a row only underlines the names, as in “|---|---|”."""
    cells = [cell for cell in map(str.strip, row) if cell]
    return bool(cells) and all(map(RULE.fullmatch, cells))
