"""How a file was read is said in the data dialog, and can be switched there."""

import multiprocessing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from engine.data.reading import ENCODINGS, Reading
from engine.data.selection import select
from engine.errors import DataError
from engine.progress import CancelledError, Progress
from engine.surfaces.data.logistic import LogisticNeuron
from gui.dialogs.data import table_file
from gui.dialogs.data.table_file import load, load_wherever, select_wherever
from gui.dialogs.data.table_preview import among
from tests.gui.dialogs.data.choosing import cells, heads, pick, use
from tests.gui.parts import explained_controls

KEY = Qt.Key
DEGREES = "Zeit (s);Temp (°C);Größe\n1;20,5;3\n2;21,5;4\n3;23,0;6\n".encode("cp1252")
THOUSANDS = "year\tpop\n2000\t998\n2001\t1,002\n2002\t1,007\n"


def switch(qtbot, chooser, name, text):
    """Choose one of the readings by the keyboard."""
    box = chooser.parts.controls.boxes[name]
    box.setFocus()
    place = next(k for k in range(box.count()) if box.itemText(k) == text)
    key = KEY.Key_Down if place > box.currentIndex() else KEY.Key_Up
    for _ in range(abs(place - box.currentIndex()) or 1):
        qtbot.keyClick(box, key)
        qtbot.waitUntil(lambda: not chooser.busy)


def names(chooser):
    return [head.split("\n")[0].split(" ← ")[-1] for head in heads(chooser)]


def test_a_list_is_separated_as_in_the_language(chooser, read, all_languages):
    all_languages.choose("zh_CN")
    read(DEGREES)
    guess = chooser.parts.origin.text().splitlines()[-1]
    assert "GB18030、" in guess
    assert ", " not in guess


def test_a_guessed_encoding_is_said_shown_and_switched(qtbot, chooser, read):
    read(DEGREES)
    assert names(chooser) == ["Zeit (s)", "Temp (°C)", "Größe"]
    text = chooser.parts.origin.text()
    assert "Windows-1252 · Separator: semicolon · Decimal mark: comma · Names in line 1" in text
    assert "The encoding is a guess; GB18030, " in text
    box = chooser.parts.controls.boxes["encoding"]
    assert box.currentText() == "Windows-1252 (auto)"
    assert box.count() == 1 + len(ENCODINGS)
    switch(qtbot, chooser, "encoding", "GB18030")
    assert box.currentText() == "GB18030"
    assert "癈" in names(chooser)[1]
    assert "guess" not in chooser.parts.origin.text()
    switch(qtbot, chooser, "encoding", box.itemText(0))
    assert names(chooser)[2] == "Größe"


def test_numbers_are_previewed_as_they_are_read_and_the_mark_is_switched(qtbot, chooser, read):
    read(THOUSANDS)
    assert [row[1] for row in cells(chooser)] == ["998", "1,002 → 1002", "1,007 → 1007"]
    assert chooser.parts.notes.text() == (
        "Column “pop”: “1,002” is read as 1002; with the other decimal mark it is 1.002."
    )
    assert chooser.surface.own.values[1] == (998, 1002, 1007)
    switch(qtbot, chooser, "decimal", "comma")
    assert [row[1] for row in cells(chooser)] == ["998", "1,002 → 1.002", "1,007 → 1.007"]
    assert chooser.surface.own.values[1] == (998, 1.002, 1.007)
    assert names(chooser) == ["year", "pop"]


def test_the_separator_and_skipped_lines_are_switched(qtbot, chooser, read):
    read("# made by logger\nx,y\n1,2\n3,4\n6,5\n")
    assert "Skipped above the table, 1 line: “# made by logger”" in chooser.parts.origin.text()
    skipped = chooser.parts.controls.skipped
    assert skipped.text() == "1 (auto)"
    skipped.setFocus()
    skipped.selectAll()
    qtbot.keyClicks(skipped, "2")
    qtbot.keyClick(skipped, KEY.Key_Return)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert cells(chooser) == [["1", "2"], ["3", "4"], ["6", "5"]]
    assert names(chooser) == ["x1", "x2"]
    read("a;b,c;d\n1;2,3;4\n5;6,7;9\n")
    switch(qtbot, chooser, "separator", "comma")
    assert names(chooser) == ["a;b", "c;d"]


def test_chosen_columns_stay_when_a_file_is_read_in_another_way(qtbot, chooser, read):
    read("a;b;c\n1,5;2;1\n2,5;3;5\n3,5;3;9\n")
    box = chooser.parts.columns.boxes["y"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    switch(qtbot, chooser, "decimal", "point")
    assert chooser.builder.names == ("a", "b")
    assert chooser.parts.controls.boxes["decimal"].currentText() == "point"
    opened = [each for each in chooser.library.tables if each.file is not None]
    assert len(opened) == 1
    read("u,v\n1,2\n2,3\n")  # a new file is decided by itself
    assert chooser.parts.controls.boxes["decimal"].currentText() == "point (auto)"


def test_a_file_that_can_not_be_read_may_be_read_in_another_way(qtbot, chooser, read):
    read(b"x,y\n1,2\n2,3\n\xff\xff\xff,5\n")
    assert "not UTF-8" in chooser.parts.trouble.text()
    switch(qtbot, chooser, "encoding", "Windows-1252")
    assert not chooser.parts.trouble.isVisible()
    assert cells(chooser)[2] == ["ÿÿÿ", "5"]
    switch(qtbot, chooser, "encoding", "UTF-8")
    assert "Line 4 can’t be read as UTF-8" in chooser.parts.trouble.text()
    source = chooser.parts.source
    source.setCurrentIndex(0)
    source.activated.emit(0)
    assert not chooser.parts.trouble.isVisible()
    assert not chooser.parts.controls.isVisible()


def test_a_file_that_can_not_be_read_leaves_the_controls_to_the_table_shown(qtbot, chooser, read):
    read("a;b\n1,5;2\n2,5;3\n", "shown.csv")
    boxes, parts = chooser.parts.controls.boxes, chooser.parts
    before = [box.currentText() for box in boxes.values()]
    read(b"x,y\n1,2\n2,3\n\xff\xff\xff,5\n", "other.csv")
    assert "“other.csv” can’t be read: Line 4 is not UTF-8" in parts.trouble.text()
    assert [box.currentText() for box in boxes.values()] == before
    assert names(chooser) == ["a", "b"]
    switch(qtbot, chooser, "decimal", "point")
    assert chooser.builder.source.opened.file.name == "shown.csv"
    file = read(b"x,y\n1,2\n2,3\n\xff\xff\xff,5\n", "other.csv")
    assert parts.retry.isVisible()
    qtbot.mouseClick(parts.retry, Qt.MouseButton.LeftButton)
    assert "other.csv" in parts.trouble.text()
    assert not parts.retry.isVisible()
    switch(qtbot, chooser, "encoding", "Windows-1252")
    assert chooser.builder.source.opened.file == file
    assert not parts.trouble.isVisible()


def test_one_of_several_classes_is_chosen(qtbot, chooser, read, sent):
    pick(qtbot, chooser, LogisticNeuron)
    read("x,kind\n1,yes\n2,no\n3,maybe\n4,no\n")
    assert chooser.builder.names == ("x", "kind")
    parts = chooser.parts
    assert parts.positive.isVisible()
    assert "holds 3 classes: “maybe” is 1" in parts.notes.text()
    parts.positive.setFocus()
    qtbot.keyClick(parts.positive, KEY.Key_Down)
    assert parts.positive.currentText() == "no"
    use(qtbot, chooser)
    own = sent[0].surface.own
    assert own.classes == ("≠ no", "no")
    assert own.values[1] == (0, 1, 0, 1)
    read("x,kind\n1,yes\n2,no\n")
    assert not parts.positive.isVisible()


def test_long_names_are_whole_in_tips(chooser, read):
    long = "a long name <b>of</b> a column, which goes on and on"
    read(f'"{long}",y\n1,2\n2,3\n3,5\n')
    model = chooser.parts.sheet.sheet
    tip = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "goes on and on" in tip
    assert "&lt;b&gt;" in tip
    assert "…" in heads(chooser)[0]
    box = chooser.parts.columns.boxes["x"]
    assert box.itemText(0) == long


def test_every_reading_has_a_name_a_tip_and_both_languages(qtbot, chooser, read, all_languages):
    read(DEGREES)
    controls = set(chooser.parts.controls.boxes.values()) | {chooser.parts.controls.skipped}
    assert controls <= set(explained_controls(chooser))
    english = {each.accessibleName() for each in controls}
    all_languages.choose("zh_CN")
    qtbot.waitUntil(lambda: not english & {each.accessibleName() for each in controls})
    for text in (*[each.toolTip() for each in controls], chooser.parts.controls.skipped.text()):
        assert any(ord(letter) > 0x2E80 for letter in text), text
    for line in chooser.parts.origin.text().split("\n"):
        assert any(ord(letter) > 0x2E80 for letter in line), line


# -- large tables ----------------------------------------------------------------------------


def test_a_process_gives_what_a_thread_gives(tmp_path, monkeypatch):
    file = tmp_path / "given.csv"
    file.write_bytes(DEGREES + b"4;x;5\n5\n6;1.000,5;1\n")
    progress = Progress(1, [0.0, 0.0])
    here = load(file, Reading(), progress)
    monkeypatch.setattr(table_file, "SMALL", 0)
    there = load_wherever(file, Reading(), progress)
    assert there.reading == here.reading
    assert there.columns == here.columns
    assert there.misfits.tolist() == here.misfits.tolist()
    wanted = ("Größe", "Temp (°C)")
    mine, other = select(here, wanted), select_wherever(there, wanted, False, "", progress)
    assert [c.tolist() for c in other.table.columns] == [c.tolist() for c in mine.table.columns]
    assert (other.bad, other.notes) == (mine.bad, mine.notes)
    file.write_bytes(b"")
    file.write_bytes(b"x,y\n")
    with pytest.raises(DataError, match="no rows"):
        load_wherever(file, Reading(), progress)
    with pytest.raises(FileNotFoundError):
        load_wherever(tmp_path / "gone", Reading(), progress)
    progress.cancel()
    with pytest.raises(CancelledError):
        load_wherever(file, Reading(), progress)


@pytest.fixture
def large(tmp_path) -> Path:
    file = tmp_path / "large.csv"
    file.write_bytes(b"x,y\n" + b"1.25,2.25\n" * 800_000)
    return file


def test_closing_the_dialog_ends_the_reading_and_its_process(qtbot, chooser, large):
    before = chooser.surface
    chooser.open_file(large)
    qtbot.waitUntil(lambda: chooser.parts.bar.value() > 0, timeout=20_000)
    assert multiprocessing.active_children()
    qtbot.keyClick(chooser, KEY.Key_Escape)
    assert not chooser.isVisible()
    assert not chooser.busy
    qtbot.waitUntil(lambda: not multiprocessing.active_children())
    assert chooser.surface == before


def test_bad_lines_of_a_page_are_found_among_a_million():
    assert among((1, 2, 5, 9), (2, 3, 9)) == {2, 9}
    assert among((1,), ()) == frozenset()
    assert among((), (1,)) == frozenset()
