"""Files in the data dialog: valid ones, invalid ones, and bad rows."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from engine.data.columns import Columns
from engine.data.encodings import MOST_BYTES
from engine.data.selection import MOST_DESCRIBED
from engine.surfaces.data.lines import LinearRegression, TwoFeatures
from engine.surfaces.data.logistic import LogisticNeuron
from engine.surfaces.data.models import MOST_CURVED
from engine.surfaces.data.neurons import ReluNeuron, SineNeuron
from engine.surfaces.data.softmax import Softmax
from gui.dialogs.data.draft import takes_tables
from tests.gui.dialogs.data.choosing import LEFT, LINE, cells, heads, pick, problem, use

KEY = Qt.Key

# -- files -----------------------------------------------------------------------------------


def test_a_valid_file_is_shown_and_used(qtbot, chooser, read, sent):
    read(LINE)
    assert chooser.parts.source.currentText() == "given.csv"
    assert heads(chooser) == ["x ← x\nnumbers", "y ← y\nnumbers"]
    assert cells(chooser)[0] == ["1", "2"]
    assert "4 rows, 2 columns · UTF-8 · Separator: comma" in chooser.parts.origin.text()
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own == Columns(("x", "y"), ((1.0, 2.0, 3.0, 4.0), (2.0, 4.5, 5.5, 8.0)), "given.csv")


def test_the_file_dialog_opens_by_button_and_by_key(qtbot, chooser, tmp_path, monkeypatch):
    file = tmp_path / "asked.csv"
    file.write_text(LINE)
    calls = []

    def answer(*arguments):
        calls.append(arguments)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    qtbot.mouseClick(chooser.parts.open, LEFT)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.parts.source.currentText() == "asked.csv"
    qtbot.keyClick(chooser, KEY.Key_O, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(calls) == 2 and not chooser.busy)
    assert calls[1][2] == str(tmp_path)  # the folder of the last file
    assert [one.title for one in chooser.library.tables].count("asked.csv") == 1


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_table_that_was_copied_is_pasted(qtbot, chooser, sent, way):
    def paste():
        if way == "key":
            qtbot.keyClick(chooser, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
        else:
            qtbot.mouseClick(chooser.parts.paste, LEFT)
        qtbot.waitUntil(lambda: not chooser.busy)

    QGuiApplication.clipboard().setText("长度\ty\r\n1\t2\r\n2\t4.5\r\n3\t5.5\r\n")
    paste()
    assert chooser.parts.source.currentText() == "Pasted table 1"
    assert heads(chooser) == ["x ← 长度\nnumbers", "y ← y\nnumbers"]
    assert "Separator: tab" in chooser.parts.origin.text()
    chooser.parts.header.click()  # it can be read in another way, as a file can
    qtbot.waitUntil(lambda: not chooser.busy)
    assert len(cells(chooser)) == 4
    chooser.parts.header.click()
    qtbot.waitUntil(lambda: not chooser.busy)
    QGuiApplication.clipboard().setText("a,b\n1,2\n3,5\n")
    paste()
    assert chooser.parts.source.currentText() == "Pasted table 2"
    assert chooser.library.folder == Path.home()  # not where pasted tables are kept
    folder = chooser.library.file.parent
    assert sorted(file.name for file in folder.iterdir()) == ["Pasted table 1", "Pasted table 2"]
    use(qtbot, chooser)
    assert sent[0].surface.own == Columns(("a", "b"), ((1.0, 3.0), (2.0, 5.0)), "Pasted table 2")
    chooser.library.deleteLater()
    qtbot.waitUntil(lambda: not folder.exists())  # nothing is left on the disk


def test_a_copied_file_is_opened_and_an_empty_clipboard_is_said(qtbot, chooser, tmp_path):
    file = tmp_path / "copied.csv"
    file.write_text(LINE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.mouseClick(chooser.parts.paste, LEFT)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.parts.source.currentText() == "copied.csv"
    QGuiApplication.clipboard().setText(" \n")
    qtbot.mouseClick(chooser.parts.paste, LEFT)
    assert chooser.parts.trouble.text() == "The clipboard holds no text."
    assert not chooser.parts.retry.isVisible()
    assert chooser.parts.source.currentText() == "copied.csv"


def test_a_file_is_opened_by_dropping_it(qtbot, chooser, tmp_path):
    file = tmp_path / "dropped.csv"
    file.write_text(LINE)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, place = Qt.DropAction.CopyAction, QPointF(200, 200)
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place.toPoint(), actions, data, LEFT, keys)
    QApplication.sendEvent(chooser, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(chooser, QDropEvent(place, actions, data, LEFT, keys))
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.parts.source.currentText() == "dropped.csv"


def test_a_file_dropped_on_a_model_without_tables_chooses_one_that_takes_them(qtbot, chooser, read):
    pick(qtbot, chooser, SineNeuron)
    read(LINE)
    assert takes_tables(chooser.builder.kind)
    assert chooser.parts.models.currentRow() == chooser.builder.kinds.index(chooser.builder.kind)
    assert chooser.surface.own.rows == 4


@pytest.mark.one_setup
@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("gb18030", "GB18030"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-8", "UTF-8")],
)
def test_chinese_tables_of_any_encoding_are_read(qtbot, chooser, read, encoding, shown):
    read("速度,距离\n1,2\n2,5\n3,5\n".encode(encoding))
    assert [head.split("\n")[0] for head in heads(chooser)] == ["x ← 速度", "y ← 距离"]
    assert shown in chooser.parts.origin.text()
    assert chooser.surface is not None


def test_bad_rows_are_listed_and_omitted_only_by_consent(qtbot, chooser, read, sent):
    read("x,y\n1,2\nabc,3\n3,5\n4,\n5,9,9\n6,12\n")
    report = chooser.parts.report
    assert report.heading.text() == "3 of 6 rows can’t be used:"
    lines = report.lines.toPlainText().split("\n")
    assert lines[0] == "Line 3: “abc” in column “x” is not a number."
    assert lines[1].startswith("Line 5")
    assert lines[2].startswith("Line 6")
    use(qtbot, chooser)
    assert sent == []
    assert not chooser.parts.use.isEnabled()
    assert "tick the box" in problem(chooser)
    assert "tick the box" in chooser.parts.use.toolTip()
    qtbot.keyClick(report.leave_out, KEY.Key_Space)
    assert problem(chooser) == ""
    assert chooser.parts.use.isEnabled()
    assert "tick the box" not in chooser.parts.use.toolTip()
    use(qtbot, chooser)
    assert sent[0].surface.own.values == ((1.0, 3.0, 6.0), (2.0, 5.0, 12.0))


def test_a_row_without_a_class_is_listed_and_is_no_third_class(qtbot, chooser, read, sent):
    pick(qtbot, chooser, LogisticNeuron)
    read("x,kind\n1,yes\n2,nan\n3,no\n4,no\n5,NA\n")
    assert heads(chooser)[1] == "t ← kind\ntwo values"
    report = chooser.parts.report
    assert report.heading.text() == "2 of 5 rows can’t be used:"
    assert report.lines.toPlainText().split("\n") == [
        "Line 3: “nan” in column “kind” is not a class.",
        "Line 6: “NA” in column “kind” is not a class.",
    ]
    report.leave_out.click()
    use(qtbot, chooser)
    assert sent[0].surface.own.classes == ("no", "yes")
    assert sent[0].surface.own.values == ((1.0, 3.0, 4.0), (1.0, 0.0, 0.0))


def test_too_many_classes_are_listed_by_their_names(qtbot, chooser, read):
    pick(qtbot, chooser, LogisticNeuron)
    read("x,kind\n" + "".join(f"{k},k{k}\n" for k in range(10, 40)))
    box = list(chooser.parts.columns.boxes.values())[-1]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert "too many for classes: “k10”, “k11”, “k12”, “k13”, “k14”, …." in problem(chooser)
    assert not chooser.parts.positive.isVisible()


def test_texts_about_one_have_no_plural(qtbot, chooser, read):
    read("x,y\n1,2\nabc,3\n3,5\n")
    report = chooser.parts.report
    assert report.heading.text() == "1 of 3 rows can’t be used:"
    assert report.leave_out.text() == "Leave it out and use the other 2"
    read("x,y\n1\n")
    assert report.heading.text() == "The only row can’t be used:"
    assert report.lines.toPlainText() == "Line 2: one cell instead of 2."
    assert "1 row, 2 columns" in chooser.parts.origin.text()
    read("x,y\n" + "1,2\n" * 300 + "?,1\n" * (MOST_DESCRIBED + 1))
    assert report.lines.toPlainText().endswith(f"\nAnd this line: {MOST_DESCRIBED + 302}")
    pick(qtbot, chooser, Softmax)
    assert "1 example" in chooser.parts.facts.text().splitlines()


def test_a_year_is_accepted_as_the_name_of_a_column(chooser, read):
    read("year,2020\n1,2.5\n2,4.5\n4,9\n")
    assert chooser.parts.header.isChecked()
    assert [head.split("\n")[0] for head in heads(chooser)] == ["x ← year", "y ← 2020"]
    assert chooser.surface.own.values == ((1.0, 2.0, 4.0), (2.5, 4.5, 9.0))


def test_bad_rows_are_marked_in_the_table_by_more_than_colour(chooser, read):
    read("x,y\n1,2\nabc,3\n3,5\n")
    model = chooser.parts.sheet.sheet
    assert model.headerData(1, Qt.Orientation.Vertical) == "3 ✗"
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"


def test_consent_counts_only_for_the_columns_it_was_given_for(qtbot, chooser, read):
    read("x,y,z\n1,2,1\nabc,3,2\n3,5,4\n4,4,7\n")
    chooser.parts.report.leave_out.click()
    assert chooser.surface is not None
    box = chooser.parts.columns.boxes["y"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert not chooser.parts.report.leave_out.isChecked()
    assert chooser.surface is None


def test_of_too_many_rows_some_are_omitted_only_by_consent(qtbot, chooser, read, sent):
    pick(qtbot, chooser, ReluNeuron)
    rows = 2 * MOST_CURVED + 1
    read("x,y\n" + "".join(f"{k},{2 * k + k % 3}\n" for k in range(rows)))
    report = chooser.parts.report
    assert not report.heading.isVisible()
    assert "at most 2" in report.too_many.text()
    assert "one row in 3" in report.thin_out.text()
    use(qtbot, chooser)
    assert sent == []
    report.thin_out.click()
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own.rows == -(-rows // 3)
    assert own.values[0][:3] == (0.0, 3.0, 6.0)


@pytest.mark.one_setup
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"x,y\n", "no rows"),
        (b"x\n1\n2\n", "only one column"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "no"),
        (b"x,y\n1,2\n\xff\xff\xff\n", "UTF-8"),
    ],
)
def test_an_invalid_file_is_refused_with_a_message_and_changes_nothing(
    chooser, read, content, words
):
    before = chooser.surface
    read(content)
    assert words in chooser.parts.trouble.text()
    assert chooser.parts.trouble.isVisible()
    assert chooser.surface == before
    assert chooser.builder.source.opened is None


def test_one_row_and_a_constant_column_are_refused_with_messages(chooser, read):
    read("x,y\n1,2\n")
    assert "At least 2 rows" in problem(chooser)
    read("x,y\n1,2\n1,3\n1,4\n")
    assert "same number in every row" in problem(chooser)
    assert chooser.surface is None


def test_for_a_missing_file_and_for_a_folder_the_message_names_the_reason(qtbot, chooser, tmp_path):
    chooser.open_file(tmp_path / "gone.csv")
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "no such file" in chooser.parts.trouble.text()
    chooser.open_file(tmp_path)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "folder" in chooser.parts.trouble.text()


def test_a_file_that_is_too_large_is_not_read(qtbot, chooser, tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    chooser.open_file(file)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert "too large" in chooser.parts.trouble.text()


def test_a_valid_file_removes_the_message_about_an_invalid_one(chooser, read):
    read(b"")
    assert chooser.parts.trouble.isVisible()
    read(LINE)
    assert not chooser.parts.trouble.isVisible()


def test_a_long_table_is_read_in_the_background_and_can_be_cancelled(qtbot, chooser, tmp_path):
    file = tmp_path / "long.csv"
    file.write_text("x,y\n" + "".join(f"{k},{k % 17}\n" for k in range(60_000)))
    before = chooser.surface
    chooser.open_file(file)
    assert chooser.busy
    assert chooser.parts.stop.isVisible()
    assert "long.csv" in chooser.parts.reading.text()
    qtbot.mouseClick(chooser.parts.stop, LEFT)
    assert not chooser.busy
    assert not chooser.parts.stop.isVisible()
    qtbot.wait(200)
    assert chooser.surface == before
    chooser.open_file(file)
    qtbot.waitUntil(lambda: not chooser.busy, timeout=30_000)
    assert chooser.builder.source.opened.title == "long.csv"
    assert chooser.parts.report.thin_out.isVisible()


def test_whether_the_first_row_has_names_can_be_set(qtbot, chooser, read):
    read("3,4\n1,2\n2,5\n")
    assert not chooser.parts.header.isChecked()
    assert len(cells(chooser)) == 3
    qtbot.mouseClick(chooser.parts.header, LEFT, pos=chooser.parts.header.rect().center() * 0.1)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert [head.split("\n")[0] for head in heads(chooser)] == ["x ← 3", "y ← 4"]
    assert len(cells(chooser)) == 2


def test_a_table_stays_chosen_when_the_model_changes(qtbot, chooser, read):
    read("a,b,c\n1,2,1\n2,3,0\n3,5,4\n4,4,7\n")
    pick(qtbot, chooser, TwoFeatures)
    assert chooser.builder.source.opened.title == "given.csv"
    assert len(chooser.builder.names) == 3
    assert isinstance(chooser.surface, TwoFeatures)
    pick(qtbot, chooser, LinearRegression)
    assert len(chooser.surface.own.values) == 2
