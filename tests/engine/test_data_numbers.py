"""Cells to numbers: decimal marks, grouped digits, signs; what is said where it is not certain."""

import pytest

from engine.data.reader import BLOCK_ROWS, read
from engine.data.reading import Reading
from engine.data.selection import select


def columns(data, reading=None, **options):
    """Every column that is read, and what is said of it."""
    sheet = read(data.encode() if isinstance(data, str) else data, reading or Reading())
    report = select(sheet, sheet.names, **options)
    return [column.tolist() for column in report.table.columns], [str(n) for n in report.notes]


@pytest.mark.parametrize(
    ("cells", "separator", "values", "other"),
    [
        # Ambiguous: said, with what it would be otherwise.
        (("998", "1,002", "1,007"), "\t", (998, 1002, 1007), 1.002),
        (("998", "1,002", "1,007"), ";", (998, 1002, 1007), 1.002),
        (("998", '"1,002"', '"1,007"'), ",", (998, 1002, 1007), 1.002),
        (("998", "1.002", "1.007"), "\t", (998, 1002, 1007), 1.002),
        (("998", "1.002", "1.007"), ";", (998, 1002, 1007), 1.002),
        (("12", "3.450", "9"), ";", (12, 3450, 9), 3.45),  # no program writes the last 0
        (("1", "1.125", "2"), "\t", (1, 1.125, 2), 1125),
        (("1.234", "2.345"), "\t", (1.234, 2.345), 1234),
        (("1,234", "2,345"), "\t", (1234, 2345), 1.234),
        (("1,234", "2,345"), ";", (1.234, 2.345), 1234),
        (("¥1,200", "¥3,450"), ";", (1200, 3450), 1.2),
        (("1,234", "1235"), "\t", (1.234, 1235), 1234),  # large ones are not grouped
        # Certain: only one mark makes all of them numbers.
        (("1,234", "0,5"), "\t", (1.234, 0.5), None),
        (("1.234", "0.123"), ";", (1.234, 0.123), None),
        (("1,234", "1,234,567"), ";", (1234, 1234567), None),
        (("1.234", "1.234.567"), ";", (1234, 1234567), None),
        (("1.234,5", "7"), ";", (1234.5, 7), None),
        (("1,234.5", "7"), ";", (1234.5, 7), None),
        (('"1,5"', "2"), ",", (1.5, 2), None),
        (('"1,5"', '"2,75"'), ",", (1.5, 2.75), None),
        (("998", "1.002"), ",", (998, 1.002), None),  # a comma there must be quoted
    ],
)
def test_marks_are_decimals_or_group_digits(cells, separator, values, other):
    text = f"n{separator}v\n" + "".join(f"{k}{separator}{c}\n" for k, c in enumerate(cells))
    (_, found), notes = columns(text)
    assert tuple(found) == values
    assert any("with the other decimal mark" in note for note in notes) == (other is not None)
    if other is not None:
        assert f"it is {other:.15g}." in notes[0]
        mark = "," if read(text.encode()).decimals[1] == "." else "."
        switched, _ = columns(text, Reading(decimal=mark))
        assert other in switched[1]


def test_a_column_is_judged_by_its_later_rows_where_the_first_are_ambiguous():
    rows = BLOCK_ROWS + 9
    text = "n;v\n" + "1;1,234\n" * rows + "1;0,5\n"
    assert read(text.encode()).decimals[1] == ","
    assert read(text.replace("0,5", "1,234.5").encode()).decimals[1] == "."


def test_one_column_shows_the_mark_of_an_ambiguous_one():
    (_, first), _ = columns("v;w\n1,5;1.234\n2,5;2.345\n")
    assert first == [1234, 2345]
    (_, first), _ = columns("v;w\n1.5;1,234\n2.5;2,345\n")
    assert first == [1234, 2345]


def test_columns_with_different_marks_are_each_read_by_their_own():
    (x, y), _ = columns('x,y\n"1,5",2.5\n"2,5",3.5\n')
    assert x == [1.5, 2.5]
    assert y == [2.5, 3.5]
    sheet = read(b"x;y\n1,5;1.5\n2.5;2\n3,5;2,5\n")  # two commas, one point; one and one
    assert sheet.decimals == (",", ",")


@pytest.mark.parametrize(
    "group", [" ", "\u00a0", "\u2007", "\u2009", "\u202f", "'", "’", "_"], ids=ascii
)
def test_spaces_apostrophes_and_underscores_group_digits(group):
    (x, _), notes = columns(f"x;y\n1{group}234{group}567,5;1\n2{group}500;2\n")
    assert x == [1234567.5, 2500]
    assert notes[0].endswith("is read as 1234567.5.")
    report = select(sheet := read(f"x;y\n12{group}34;1\n1;2\n".encode()), sheet.names)
    assert report.bad_lines == (2,)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12%", 12),
        ("12.5 %", 12.5),
        ("１２％", 12),
        ("$1,234.50", 1234.5),
        ("-$5", -5),
        ("$ -5", -5),
        ("5 €", 5),
        ("£0.5", 0.5),
        ("¥1,200.0", 1200),
        ("￥12", 12),
        ("12元", 12),
        ("₩1_000", 1000),
        ("+₹7", 7),
        ("－3", -3),
    ],
)
def test_percent_and_currency_are_read_and_said(cell, value):
    (x, _), notes = columns(f"x\ty\n{cell}\t1\n{cell}\t2\n")
    assert x == [value, value]
    assert notes == ([f"Column “x”: “{cell}” is read as {value:g}."] if cell != "－3" else [])


@pytest.mark.parametrize(
    "cell", ["$", "%", "5%%", "$$5", "€5€", "% 5 $", "5 kg", "-", "+-5", "9" * 401]
)
def test_what_only_looks_like_a_number_is_none(cell):
    report = select(sheet := read(f"x\ty\n{cell}\t1\n1\t2\n".encode()), sheet.names)
    assert report.bad_lines == (2,)
