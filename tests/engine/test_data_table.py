"""Tables, good and bad: each is read, or refused with a reason."""

import numpy as np
import pytest

from engine.data import datasets, messages
from engine.data.columns import LONGEST_NAME, label
from engine.data.encodings import MOST_BYTES
from engine.data.layout import MOST_BROKEN, MOST_COLUMNS
from engine.data.numbers import number
from engine.data.reader import MOST_ROWS, read
from engine.data.reading import Reading
from engine.data.selection import MOST_DESCRIBED, select
from engine.errors import DataError

CHINESE = "速度,距离\n4,2.5\n7,22\n"


def numbers(report):
    return [column.tolist() for column in report.table.columns]


def all_of(text, **options):
    sheet = read(text.encode() if isinstance(text, str) else text, **options)
    return select(sheet, sheet.names)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16"),
        (CHINESE.encode("utf-32"), "utf-32"),
    ],
)
def test_chinese_is_read_in_every_encoding_it_comes_in(data, encoding):
    sheet = read(data)
    assert sheet.reading.encoding == encoding
    assert sheet.names == ("速度", "距离")
    assert numbers(select(sheet, ("距离", "速度"))) == [[2.5, 22], [4, 7]]


@pytest.mark.parametrize(
    ("text", "separator", "decimal"),
    [
        ("a,b\n1.5,2\n3,4.5\n", ",", "."),
        ("a;b\n1.5;2\n3;4.5\n", ";", "."),
        ("a;b\n1,5;2\n3;4,5\n", ";", ","),
        ("a\tb\n1,5\t2\n3\t4,5\n", "\t", ","),
        ("a\tb\r1.5\t2\r3\t4.5\r", "\t", "."),
        ('"a","b"\r\n"1.5","2"\r\n"3","4.5"\r\n', ",", "."),
        ("sep=;\r\na;b\r\n1,5;2\r\n3;4,5", ";", ","),
        ("a, b\n 1.5 , 2\n\n3, 4.5\n\n\n", ",", "."),
        ("a;b\n-1e0;2\n3;4.5\n", ";", "."),
    ],
)
def test_separators_and_decimal_marks_are_detected(text, separator, decimal):
    sheet = read(text.encode())
    assert (sheet.reading.separator, sheet.reading.decimal) == (separator, decimal)
    assert numbers(select(sheet, ("a", "b"))) == [[-1 if "-1e0" in text else 1.5, 3], [2, 4.5]]


def test_a_table_without_names_gets_generated_ones():
    sheet = read(b"1,2\n3,4\n")
    assert not sheet.reading.header
    assert sheet.names == ("x1", "x2")
    assert numbers(select(sheet, ("x2", "x1"))) == [[2, 4], [1, 3]]


def test_whether_the_first_row_names_the_columns_can_be_given():
    assert read(b"2019,2020\n1,2\n").names == ("x1", "x2")
    assert read(b"2019,2020\n1,2\n", Reading(header=True)).names == ("2019", "2020")
    assert read(b"a,b\n1,2\n", Reading(header=False)).count == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A word above numbers names its column, and so the other numbers of its row name theirs.
        ("year,2020\n1,2.5\n2,3.5\n", ("year", "2020")),
        ("2019,2020,total\n1,2,3\n4,5,9\n", ("2019", "2020", "total")),
        (",year,2020\n1,2,3\n2,3,4\n", ("x1", "year", "2020")),
        ("x,x,2020\n1,2,3\n4,5,6\n", ("x", "x (2)", "2020")),
        ("x,2020\n?,1\n?,2\n3,\nNA,4\n5,\n", ("x", "2020")),
        ("年份,２０２０\n1,2\n2,3\n", ("年份", "２０２０")),
        ("x;2020\n1,5;2\n2,5;3\n", ("x", "2020")),
        # All words, or marks: names, whatever is below them.
        ("name,kind\nAnn,red\nBob,blue\n", ("name", "kind")),
        (",%\n1,2\n", ("x1", "%")),
    ],
)
def test_a_first_row_with_a_word_above_numbers_names_the_columns(text, names):
    sheet = read(text.encode())
    assert sheet.reading.header
    assert sheet.names == names
    assert sheet.lines[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        "2019,2020\n1,2\n3,4\n",  # indistinguishable from data
        "Ann,5\nBob,3\nCy,4\n",  # a word, but above words
        "5.1,four\n1.5,2\n2.5,3\n",  # 5.1 is no name
        "-5,four\n1,2\n2,3\n",
        "5,5,four\n1,2,3\n2,3,4\n",  # names differ
        "NA,5\n1,2\n2,3\n",  # no name, but a mark of a missing value
        "nan,inf\n1,2\n2,3\n",
        "?,\n1,2\n2,3\n",
        "1_000,5\n1,2\n2,3\n",
    ],
)
def test_a_first_row_of_data_is_not_taken_for_names(text):
    sheet = read(text.encode())
    assert not sheet.reading.header
    assert sheet.names[:2] == ("x1", "x2")
    assert sheet.lines[0] == 1
    report = select(sheet, sheet.names)
    assert len(report.bad_lines) + report.table.rows == text.count("\n")  # none is missing


def test_names_are_made_different_and_short_and_stay_in_one_line():
    sheet = read(b'a,a,,"<b>x</b>\n\x07 y"\n1,2,3,4\n')
    assert sheet.names == ("a", "a (2)", "x3", "<b>x</b> y")
    assert len(label("long " * 40)) == LONGEST_NAME
    assert label("\u202eabc") == "abc"  # nothing turns the text around it


BAD = """a,b,c
1,2,x
,2,3
3,four,3
4,5
5,6,7,8
nan,1,1
1,-inf,1
1,1e999,1
1_0,2,3
"7
8",2,3
9,9,
"""


def test_every_bad_row_is_named_by_its_line():
    sheet = read(BAD.encode())
    report = select(sheet, ("a", "b"))
    assert report.bad_lines == (3, 4, 5, 6, 7, 8, 9, 10, 11)
    assert [str(row) for row in report.bad] == [
        "Line 3: the cell in column “a” is empty.",
        "Line 4: “four” in column “b” is not a number.",
        "Line 5: 2 cells instead of 3.",
        "Line 6: 4 cells instead of 3.",
        "Line 7: “nan” in column “a” is not a finite number.",
        "Line 8: “-inf” in column “b” is not a finite number.",
        "Line 9: “1e999” in column “b” is not a finite number.",
        "Line 10: “1_0” in column “a” is not a number.",
        "Line 11: “7 8” in column “a” is not a number.",
    ]
    assert numbers(report) == [[1, 9], [2, 9]]
    assert report.total == 11 == report.table.rows + len(report.bad_lines)


def test_a_row_is_bad_only_in_the_columns_that_are_chosen():
    assert select(read(BAD.encode()), ("b", "c")).bad_lines == (2, 4, 5, 6, 8, 9, 13)


def test_mixed_separators_are_bad_rows_and_not_other_numbers():
    report = all_of("x,y\n1,2\n3;4\n5,6\n")
    assert report.bad_lines == (3,)
    assert numbers(report) == [[1, 5], [2, 6]]


def test_where_commas_mark_decimals_a_point_groups_thousands():
    report = all_of("a;b\n1,5;2,5\n1.234;3,5\n4;1_0\n12.34;1\n")
    assert report.bad_lines == (4, 5)
    assert numbers(report) == [[1.5, 1234], [2.5, 3.5]]
    assert list(map(str, report.notes)) == ["Column “a”: “1.234” is read as 1234."]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1", 1.0),
        (" -2.50 ", -2.5),
        ("−3", -3.0),
        ("+.5e-3", 0.0005),
        ("7.", 7.0),
        ("１２", 12.0),
        ("", None),
        ("1e", None),
        ("0x10", None),
        ("1 000", 1000.0),
        ("12%", 12.0),
        ("NA", None),
        ("infinity", None),
        ("1_0", None),
    ],
)
def test_what_is_a_number(cell, value):
    assert number(cell) == value


def test_a_column_of_words_has_two_classes():
    sheet = read(b"x,kind\n1,yes\n2,no\n3,\n4,yes\n")
    assert sheet.numeric == ("x",)
    assert sheet.pairs == ("kind",)
    report = select(sheet, ("x", "kind"), classes=True)
    assert numbers(report) == [[1, 2, 4], [1, 0, 1]]
    assert report.table.classes == ("no", "yes")
    assert report.bad_lines == (4,)
    digits = select(read(b"x,kind\n1,10\n2,9\n"), ("x", "kind"), classes=True)
    assert digits.table.classes == ("9", "10")  # in the order of numbers


def test_a_word_for_nothing_is_no_class_but_a_bad_row():
    words = ("yes", "nan", "NaN", "no", "inf", "-Inf", "NA", "", "1e999", "null", "n/a")
    text = "x,kind\n" + "".join(f"{k},{word}\n" for k, word in enumerate(words))
    sheet = read(text.encode())
    assert sheet.pairs == ("kind",)
    report = select(sheet, ("x", "kind"), classes=True)
    assert report.table.classes == ("no", "yes")
    assert numbers(report) == [[0, 3], [1, 0]]
    assert report.bad_lines == (3, 4, 6, 7, 8, 9, 10, 11, 12)
    empty = "Line 9: the cell in column “kind” is empty."
    assert [str(row) for row in report.bad] == [
        empty if not word else f"Line {line}: “{word}” in column “kind” is not a class."
        for line, word in enumerate(words, start=2)
        if word not in ("yes", "no")
    ]


def test_signs_and_none_are_classes_like_others():
    for one, other in (("+", "-"), ("none", "some"), ("Nancy", "Infante")):
        sheet = read(f"x,kind\n1,{one}\n2,{other}\n".encode())
        report = select(sheet, ("x", "kind"), classes=True)
        assert set(report.table.classes) == {one, other}
        assert report.bad == ()


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ("aaa", "must hold two different values, one for each class; it holds: “a”."),
        (
            range(10, 31),
            "holds more than 20 different values, too many for classes: “10”, “11”, “12”, “13”, "
            "“14”, ….",
        ),
    ],
)
def test_one_class_and_too_many_classes_are_named(held, message):
    sheet = read(("x,kind\n" + "".join(f"1,{each}\n" for each in held)).encode())
    with pytest.raises(DataError) as caught:
        select(sheet, ("x", "kind"), classes=True)
    assert str(caught.value) == f"Column “kind” {message}"


def test_one_cell_is_not_called_many():
    report = all_of("x,y,z\n1,2,3\n4\n5,6\n")
    assert [str(row) for row in report.bad] == [
        "Line 3: one cell instead of 3.",
        "Line 4: 2 cells instead of 3.",
    ]
    with pytest.raises(DataError, match="Line 1: one cell instead of 2"):
        read(b"My measurements\nx,y\n1,2\n3,4\n", Reading(header=True, skipped=0))


REFUSED = {
    "nothing": (b"", messages.EMPTY_FILE),
    "blank": (b"\xef\xbb\xbf \r\n\t\n", messages.EMPTY_FILE),
    "only names": (b"a,b\n", messages.NO_ROWS),
    "one column": (b"a\n1\n2\n", messages.ONE_COLUMN),
    "wide": (b",".join([b"1"] * (MOST_COLUMNS + 1)), messages.TOO_MANY_COLUMNS),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xd8", messages.NOT_TEXT),
    "workbook": (b"PK\x03\x04\x14\x00\x06\x00", messages.NOT_TEXT),
    "half a letter": (b"\xff\xfea\0,", messages.NOT_TEXT),
    "no encoding": (b"x,y\n1,2\n\xff\xff\xff\n", messages.WRONG_ENCODING),
    "blank in utf-16": (" \r\n".encode("utf-16"), messages.EMPTY_FILE),
    "null in utf-16": ("a,b\n1,\0\n".encode("utf-16"), messages.NOT_TEXT),
    "long line": (b"a,b\n" + b"1," * 600_000, messages.LINE_TOO_LONG),
    "only a separator": (b"sep=;\n", messages.EMPTY_FILE),
    "only a quoted separator": (b'"sep=;"\r\r', messages.EMPTY_FILE),
    "only comments": (b"# a\n# b\n", messages.EMPTY_FILE),
    "mixed encodings": (CHINESE.encode() + b"\xff\xff,3\n", messages.WRONG_ENCODING),
    "open quotes": (b"a,b\n" + b'"1,2\n' * (MOST_BROKEN + 1), messages.BROKEN_QUOTES),
    "huge file": (b"1" * (MOST_BYTES + 1), messages.FILE_TOO_LARGE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_message(name):
    data, text = REFUSED[name]
    with pytest.raises(DataError) as caught:
        all_of(data)
    assert caught.value.text == text
    assert str(caught.value)


@pytest.mark.parametrize("broken", ['"1,2', '"1"x,2', "1," + "2" * 200_000, '"1,2\n"3,4'])
def test_only_the_lines_whose_quotes_do_not_match_are_lost(broken):
    report = all_of(f'a,b\n5,6\n{broken}\n"7","8"\n9,10\n')
    lines = broken.count("\n") + 1
    assert report.table.columns[0].tolist() == [5, 7, 9]
    assert [str(row).split(",")[0] for row in report.bad] == [
        f"Line {3 + k}: the quotation marks don’t match" for k in range(lines)
    ]


def test_lines_of_a_cell_are_not_cut():
    assert all_of('a,b\n"x\ny\nz",6\n"1"2,3\n"7","8"\n').bad_lines == (2, 5)


def test_a_wrong_encoding_is_named_by_its_line():
    with pytest.raises(DataError, match="Line 4 "):
        read(CHINESE.encode() + b"\xff\xff,3\n")


def test_wrong_choices_of_columns_are_refused():
    sheet = read(b"x,kind\n1,a\n2,b\n3,c\n")
    with pytest.raises(DataError) as caught:
        select(sheet, ("x", "z"))
    assert caught.value.text == messages.NO_COLUMN


@pytest.mark.parametrize("classes", [False, True])
def test_where_no_row_is_good_every_one_is_named_all_the_same(classes):
    report = select(read(b"a,b\nx,\n,2\n"), ("a", "b"), classes)
    assert report.bad_lines == (2, 3)
    assert report.table.rows == 0
    with pytest.raises(DataError) as caught:
        report.table.own()
    assert caught.value.values == ("2", "0")


def test_one_row_is_a_table_but_not_yet_data():
    report = all_of("a,b\n1,2\n")
    assert report.table.rows == 1
    with pytest.raises(DataError) as caught:
        report.table.own()
    assert caught.value.text == messages.TOO_FEW_ROWS


@pytest.mark.parametrize("most", [50_000, pytest.param(MOST_ROWS, marks=pytest.mark.full)])
def test_a_million_rows_are_read_and_one_more_is_refused(most, monkeypatch):
    assert MOST_ROWS == 1_000_000
    monkeypatch.setattr("engine.data.reader.MOST_ROWS", most)
    x = np.arange(most) / 8
    data = ("x,y\n" + "".join(f"{each},1\n" for each in x.tolist())).encode()
    report = all_of(data)
    np.testing.assert_array_equal(report.table.columns[0], x)
    own = report.table.own("big", most=most // 50)
    assert own.rows == most // 50
    assert own.values[0][:3] == (0.0, 50 / 8, 100 / 8)
    with pytest.raises(DataError) as caught:
        read(data + b"1,1\n")
    assert caught.value.text == messages.TOO_MANY_ROWS


def test_of_very_many_bad_rows_every_line_is_kept_and_the_first_are_described():
    report = all_of("x,y\n1,1\n" + "?,1\n" * (2 * MOST_DESCRIBED))
    assert len(report.bad) == MOST_DESCRIBED
    assert report.bad_lines == tuple(range(3, 3 + 2 * MOST_DESCRIBED))


@pytest.mark.parametrize("dataset", datasets.ALL, ids=lambda each: each.file)
def test_every_table_that_comes_along_has_numbers_only_where_it_should(dataset):
    sheet = dataset.sheet()
    assert sheet.reading.header
    assert sheet.reading.encoding == "utf-8"
    report = select(sheet, sheet.numeric)
    assert report.bad == ()
    licences = (datasets.FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    assert f"`{dataset.file}`" in licences
    assert {file.name for file in datasets.FOLDER.glob("*.csv")} == {
        each.file for each in datasets.ALL
    }


def test_the_tables_that_come_along_have_their_known_means():
    cars = datasets.chosen("cars.csv", "speed (mph)", "stopping distance (ft)")
    assert [np.mean(column) for column in cars.values] == [15.4, 42.98]
    penguins = datasets.chosen("penguins.csv", "body mass (g)", "sex", classes=True)
    assert penguins.classes == ("female", "male")
    assert (penguins.rows, sum(penguins.values[1])) == (333, 168)
    for k in (1, 2, 3, 4):
        x, y = datasets.chosen("anscombe.csv", f"x{k}", f"y{k}").values
        assert (np.mean(x), np.mean(y)) == pytest.approx((9.0, 7.5), abs=2e-3)


def test_made_up_errors_cancel_and_are_the_same_everywhere():
    errors = np.array(datasets.scatter(20))
    assert errors.sum() == pytest.approx(0, abs=1e-15)
    assert (errors**2).mean() == pytest.approx(1, rel=1e-15)
    first = [0.06472680810607992, -0.9646960613427115, -0.3289039820391133]
    np.testing.assert_allclose(errors[:3], first, rtol=1e-12)
