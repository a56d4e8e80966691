"""The field that takes a list of updates, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from gui.panels.schedule.milestone_row import MilestoneRow, milestones


@pytest.fixture
def row(qtbot):
    made = MilestoneRow()
    made.sent = []
    made.listed.connect(made.sent.append)
    made.show_milestones((100, 200))
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.findChild(QLineEdit).setFocus()
    qtbot.waitUntil(made.findChild(QLineEdit).hasFocus)
    return made


def write(row, text):
    field = row.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    return field


def problem(row):
    words = [each for each in row.findChildren(QLabel) if each.property("role") == "problem"]
    return words[0].text() if words[0].isVisibleTo(row) else ""


def test_enter_commits_the_list_in_order(row):
    field = write(row, "300, 40;7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert row.sent == [(7, 40, 300)]
    assert field.text() == "7, 40, 300"


def test_the_same_list_is_not_committed_again(row):
    QTest.keyClick(write(row, "200,100"), Qt.Key.Key_Return)
    assert row.sent == []


@pytest.mark.parametrize(
    "text", ["", "a", "0", "-3", "1.5", "1, x", "10, 1e12", "inf", "nan", "5,"]
)
def test_an_invalid_list_shows_a_problem_and_is_not_committed(row, text):
    field = write(row, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert row.sent == []
    assert problem(row)
    row.show_milestones((100, 200))  # unfinished input is kept by a refresh
    assert field.text() == text or not text
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "100, 200"
    assert not problem(row)


def test_leaving_the_field_commits_its_text(row):
    field = write(row, "9")
    field.clearFocus()
    assert row.sent == [(9,)]


def test_leaving_a_bad_list_restores_the_last_good_one_and_shows_the_problem(row):
    field = write(row, "9, x")
    field.clearFocus()
    assert row.sent == []
    assert field.text() == "100, 200"
    assert problem(row)


def test_lists_of_updates_are_read_in_all_usual_spellings():
    assert milestones(" 5, 3 ") == (3, 5)
    assert milestones("３０、２０；１０，５") == (5, 10, 20, 30)
    assert milestones("1e3 20 20") == (20, 20, 1000)
    assert milestones(",".join(["7"] * 100)) == (7,) * 100
    assert milestones(",".join(["7"] * 101)) is None
    assert milestones("5,") is None
