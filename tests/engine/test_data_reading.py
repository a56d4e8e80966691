"""How tables are read: what is decided by the file, what is said of it, and how it is switched."""

import pytest

from engine.data import messages
from engine.data.columns import LONGEST_NAME, distinct
from engine.data.encodings import LINES, lines_of
from engine.data.layout import MOST_SKIPPED
from engine.data.reader import LONGEST_WHOLE, read
from engine.data.reading import SEPARATORS, Reading, unreported
from engine.data.selection import select
from engine.data.sheet import LONGEST_CELL
from engine.errors import DataError
from engine.progress import CancelledError

# -- layout ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "skipped", "named"),
    [
        ("# made by logger\n# units s, m\nx,y\n1,2\n3,4\n", 2, "# made by logger"),
        ("% made by logger\n\n// more\nx,y\n1,2\n3,4\n", 3, "% made by logger"),
        ("My measurements\nx,y\n1,2\n3,4\n5,7\n", 1, "My measurements"),
        ("My measurements,\nx,y\n1,2\n3,4\n", 1, "My measurements,"),
        ("Report\nof the lab\n\nx;y\n1,0;2\n3;4\n", 3, "Report"),
        ("sep=;\nx;y\n1;2\n3;4\n", 1, "sep=;"),
        ('"sep=;"\rx;y\r1;2\r3;4\r', 1, '"sep=;"'),
        ('"sep=,"\r\nx,y\r\n1,2\r\n3,4\r\n', 1, '"sep=,"'),
        ("sep=|,,\nx|y\n1|2\n3|4\n", 1, "sep=|,,"),
        ("# x,y\n1,2\n3,4\n", 0, None),
        ("# of the lab\n#x y\n1 2\n3 4\n", 1, "# of the lab"),
        ("x,y,\n1,2,\n3,4,\n", 0, None),
        ("x,y\n1,2,\n3,4,,\n", 0, None),
        ("x,y\n1,2\n,\n\n3,4\n,\n", 0, None),
        ("x  y\n1 2\n 3    4 \n", 0, None),
        ("x y\n1\t2\n3 \t 4\n", 0, None),
        ("x|y\n1|2\n3|4\n", 0, None),
        ("| x | y |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |\n", 0, None),
        ("x;y\n---;---\n1;2\n3;4\n", 0, None),
        ("\ufeff# a\nx,y\n1,2\n3,4\n\x1a", 1, "# a"),
    ],
)
def test_only_the_table_is_read_and_what_is_above_it_is_named(text, skipped, named):
    sheet = read(text.encode())
    assert sheet.names == ("x", "y")
    assert sheet.reading.skipped == skipped
    assert sheet.skipped[:1] == ((named,) if named else ())
    report = select(sheet, sheet.names)
    assert report.bad_lines == ()
    assert report.table.columns[0][0] == 1
    assert report.table.columns[1][-1] in (4, 7)


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("My measurements\nLab 3, room 5\nx,y\n1,2\n3,4\n", 2),
        ("Lab 3, room 5\nMy measurements\nx,y\n1,2\n3,4\n", 2),
        ("Lab 3, room 5\nx,y\n1,2\n3,4\n", 1),
        ("Lab 3, room 5, by me\nx,y\n1,2\n3,4\n", 1),
        ("Lab 3; room 5\nOf the lab\nx;y\n1,5;2\n3;4\n", 2),
        (",My measurements\n,of the lab\nx,y\n1,2\n3,4\n", 2),
        (";;\n;My measurements;\n;;\nx;y;\n1;2;\n3;4;\n", 3),
        ("My measurements,\nof the lab\nx,y\n1,2\n3,4\n", 2),
        ("x, y\n1,2\n3,4\n", 0),
        ("x,y\ns,m\n1,2\n3,4\n", 0),
        ("x, y\nno, yes\nyes, no\n", 0),
        ("x, y\nno,yes\nyes,no\n", 0),
    ],
)
def test_titles_may_hold_the_mark_and_empty_cells(text, skipped):
    sheet = read(text.encode())
    assert sheet.names == ("x", "y")
    assert sheet.reading.skipped == skipped


def test_rows_of_one_cell_each_are_no_titles():
    assert read(b"a,\n,b\nc,\n").reading.skipped == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("12%,5‰,3", "“3” → 3, “12%” → 12, “5‰” → 5"),
        ("$5,€6,$7", "“$5” → 5, “€6” → 6"),
        ("7,$5", "“7” → 7, “$5” → 5"),
        ("￥5,6%", "“6%” → 6, “￥5” → 5"),
    ],
)
def test_mixed_units_in_a_column_are_said(cells, said):
    rows = "".join(f"{cell};1\n" for cell in cells.split(","))
    report = select(read(f"x;y\n{rows}".encode()), ("x", "y"))
    assert [str(note) for note in report.notes] == [
        f"Column “x” mixes units, which are left off: {said}."
    ]


def test_one_unit_is_not_mixed():
    report = select(read("x;y\n5%;1\n6％;2\n".encode()), ("x", "y"))
    assert [note.text for note in report.notes] == [messages.READ_AS]


def test_more_skipped_lines_than_there_are_is_said():
    with pytest.raises(DataError, match=r"200 lines are skipped, but .* is line 3"):
        read(b"a,b\n1,2\n3,4\n\n", Reading(skipped=200))
    with pytest.raises(DataError, match="empty"):
        read(b"\n\n", Reading(skipped=1))


def test_a_column_may_be_named_like_a_comment():
    assert read(b"#,x,y\n1,2,3\n4,5,6\n").names == ("#", "x", "y")


def test_numbers_above_the_table_are_no_title():
    sheet = read(b"1\n1,2\n3,4\n")
    assert sheet.reading.skipped == 0
    assert select(sheet, sheet.names).bad_lines == (1,)


def test_an_empty_last_column_with_a_name_is_a_column():
    sheet = read(b"x,y,z\n1,2,\n3,4,\n")
    assert sheet.names == ("x", "y", "z")


def test_a_table_of_commas_is_not_cut_at_its_spaces():
    assert read(b"My own table\nx a, y\n1, 2\n3, 4\n").names == ("x a", "y")
    assert read(b"x y\n1,5 2,5\n2,5 3,5\n").names == ("x", "y")


def test_decimal_commas_below_names_without_commas_separate_nothing():
    sheet = read(b"x;y\n" + b"1,5;a\n" * 300)
    assert (sheet.reading.separator, sheet.reading.decimal) == (";", ",")


def test_every_choice_can_be_switched_and_is_stated():
    text = "a b,c;d\n1 2,3;4\n5 6,7;8\n"
    for separator in SEPARATORS[1:3] + SEPARATORS[4:]:
        sheet = read(text.encode(), Reading(separator=separator))
        assert sheet.reading.separator == separator
        assert len(sheet.names) == 2
    sheet = read(b"note\nx,y\n1,2\n3,4\n", Reading(skipped=2))
    assert sheet.reading == Reading("utf-8", ",", ".", 2, False)
    assert sheet.lines.tolist() == [3, 4]
    sheet = read(b"# x,y\n1,2\n", Reading(skipped=0, header=True))
    assert sheet.names == ("x", "y")
    with pytest.raises(DataError, match="9 lines are skipped"):
        read(b"x,y\n1,2\n", Reading(skipped=9))
    far = read(b"1,2\n" * 900 + b"x,y\n3,4\n", Reading(skipped=900))
    assert far.names == ("x", "y")
    assert far.lines.tolist() == [902]


@pytest.mark.parametrize(
    "reading",
    [
        Reading(encoding="rot13"),
        Reading(separator="ab"),
        Reading(decimal="'"),
        Reading(skipped=-1),
        Reading(skipped=MOST_SKIPPED + 1),
    ],
)
def test_a_choice_that_is_none_is_refused(reading):
    with pytest.raises(DataError) as caught:
        read(b"x,y\n1,2\n", reading)
    assert caught.value.text == messages.UNKNOWN_READING


# -- classes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "codes", "classes"),
    [
        (("0", "1.0", "1", "0.0"), [0, 1, 1, 0], ("0", "1")),
        (("-0", "1e0", "+1", "0.00"), [0, 1, 1, 0], ("-0", "+1")),
        (("TRUE", "True", "false", "FALSE"), [1, 1, 0, 0], ("FALSE", "TRUE")),
        (("１", "0", "1", "0"), [1, 0, 1, 0], ("0", "1")),
        (("é", "e", "e\u0301", "e"), [1, 0, 1, 0], ("e", "é")),
        (("a", "A", "A", "a"), [1, 0, 0, 1], ("A", "a")),
        (("1_000", "1000", "2 000", "2000"), [0, 0, 1, 1], ("1000", "2000")),
    ],
)
def test_equal_numbers_and_truths_are_equal_labels(cells, codes, classes):
    sheet = read(("x,c\n" + "".join(f"{k},{c}\n" for k, c in enumerate(cells))).encode())
    assert "c" in sheet.pairs
    report = select(sheet, ("x", "c"), classes=True)
    assert report.table.columns[1].tolist() == codes
    assert report.table.classes == classes


def test_one_of_several_classes_is_chosen_against_the_rest():
    sheet = read(b"x,kind\n1,b\n2,a\n3,c\n4,a\n?,d\n")
    assert sheet.classed == ("kind",)
    first = select(sheet, ("x", "kind"), classes=True)
    assert first.labels == ("a", "b", "c")  # the row with “d” has no x
    assert first.positive == "a"
    assert str(first.notes[0]) == "Column “kind” holds 3 classes: “a” is 1, all others are 0."
    for label, codes in (("b", [1, 0, 0, 0]), ("c", [0, 0, 1, 0])):
        report = select(sheet, ("x", "kind"), True, label)
        assert report.table.classes == (f"≠ {label}", label)
        assert report.table.columns[1].tolist() == codes
    two = select(read(b"x,c\n1,a\n2,b\n"), ("x", "c"), True, "a")
    assert two.table.classes == ("b", "a")
    assert two.positive == ""


def test_a_part_of_a_sheet_is_selected_as_the_whole():
    sheet = read(b"x,y,z\n1,2,3\n1,2\n?,4,5\n")
    part = sheet.only(("z", "x", "z"))
    assert part.names == ("z", "x")
    for names in (("x", "z"), ("z", "z")):
        whole, found = (select(each, names) for each in (sheet, part))
        assert [c.tolist() for c in whole.table.columns] == [
            c.tolist() for c in found.table.columns
        ]
        assert whole.bad == found.bad


def test_labels_that_look_alike_when_cut_are_shown_as_different():
    long = "a very long name of a class, "
    sheet = read(f"x;c\n1;{long}one\n2;{long}two\n".encode())
    report = select(sheet, ("x", "c"), classes=True)
    assert len(set(report.table.classes)) == 2


# -- limits ----------------------------------------------------------------------------------


def test_many_columns_are_refused_before_they_are_named():
    with pytest.raises(DataError, match="2,000 columns"):
        read(",".join(["x"] * 2000).encode() + b"\n")
    names = distinct(["x"] * 50_000)
    assert len(set(names)) == 50_000
    assert names[:3] == ("x", "x (2)", "x (3)")
    assert distinct(["x", "x (2)", "x"]) == ("x", "x (2)", "x (3)")


def test_names_are_plain_and_cut_and_kept_whole_up_to_a_length():
    odd = "<b>n</b>\n\u202e\x07 " + "long " * 2000
    sheet = read(f'"{odd}",y\n1,2\n'.encode())
    name, whole = sheet.names[0], sheet.whole_names[0]
    assert len(name) == LONGEST_NAME
    assert len(whole) == LONGEST_WHOLE
    for text in (name, whole):
        assert text.isprintable()
        assert text.startswith("<b>n</b> l")


def test_very_long_cells_are_cut():
    sheet = read(("x,y\n1," + "w" * 5000 + "\n1,2\n").encode())
    report = select(sheet, sheet.names)
    assert report.bad_lines == (2,)
    assert len(str(report.bad[0])) < 100
    sheet = read(("x,y\n" + f"1,{'w' * 50_000}\n" * 3).encode())
    assert len(sheet.columns[1][0]) == 3 * LONGEST_CELL + 2


def test_a_label_of_very_many_marks_is_compared_at_once():
    marks = "\u0301\u0323" * 30_000
    sheet = read(f"x,c\n1,a{marks}\n2,b\n".encode())
    assert select(sheet, ("x", "c"), classes=True).table.rows == 2


def test_reading_and_choosing_can_be_cancelled_at_every_report():
    data = ("x;y\n" + "1,5;a\n" * (LINES + 9)).encode("utf-16")
    shares: list[float] = []
    sheet = read(data, report=shares.append)
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    reports = len(shares)
    assert reports > 6
    for last in range(reports):
        with pytest.raises(CancelledError):
            read(data, report=cancelled_after(last))
    for last in (0, 1):
        with pytest.raises(CancelledError):
            select(sheet, ("x", "y"), report=cancelled_after(last))


def cancelled_after(count):
    """A report that is cancelled when it is called once more."""
    calls = iter(range(count))

    def report(share):
        if next(calls, None) is None:
            raise CancelledError

    return report


def test_lines_are_counted_by_every_kind_of_end():
    assert list(lines_of(b"a\rb\r\nc\nd", "utf-8", unreported)) == ["a\r", "b\r\n", "c\n", "d"]
