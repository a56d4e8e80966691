"""Lists with headings, their search field, and the size of dialogs."""

from dataclasses import dataclass
from typing import final

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QWidget,
)

from gui.widgets.dialog_size import MARGIN, fitting
from gui.widgets.grouped_list import GroupedList, GroupedModel
from gui.widgets.search_navigation import SearchNavigation

Key = Qt.Key
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Word:
    group: str
    title: str


@final
class Words(GroupedModel[Word]):
    def role_data(self, thing, role):
        return thing.title if role == Qt.ItemDataRole.DisplayRole else None


@final
class WordList(GroupedList[Word]):
    def __init__(self, parent):
        super().__init__(parent)
        self.words, self.chosen, self.requests = Words(self), [], 0
        self.set_up(self.words, QStyledItemDelegate(self))

    def choose_current(self, keep_open=False):
        self.chosen.append((self.current.title, keep_open))

    def request_pictures(self):
        self.requests += 1


WORDS = tuple(Word(group, f"{group} {i}") for group in ("first", "", "last") for i in range(20))


@pytest.fixture
def window(qtbot):
    """A window with a search field over a list."""
    window = QWidget()
    window.field, window.list = QLineEdit(window), WordList(window)
    window.list.setGeometry(0, 40, 200, 160)
    window.list.words.set_things(WORDS, str.title)
    SearchNavigation(window.field, window.list, window, (Key.Key_Left, Key.Key_Right))
    qtbot.addWidget(window)
    window.resize(220, 220)
    window.show()
    qtbot.waitUntil(window.isVisible)
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


def test_a_group_without_a_name_has_no_heading(window):
    model = window.list.words
    texts = [model.index(row).data() for row in range(model.rowCount())]
    assert texts == [
        "First: 20",
        *(word.title for word in WORDS[:40]),
        "Last: 20",
        *(word.title for word in WORDS[40:]),
    ]
    assert [model.index_of(word).data() for word in WORDS] == [word.title for word in WORDS]
    assert not model.index_of(Word("first", "elsewhere")).isValid()


def test_headings_can_be_neither_highlighted_nor_chosen(qtbot, window):
    model = window.list.words
    chosen = [bool(model.flags(model.index(row))) for row in range(model.rowCount())]
    assert [row for row, can_be in enumerate(chosen) if not can_be] == [0, 41]
    assert window.list.thing_at(model.index(41)) is None
    window.list.highlight(WORDS[39])
    qtbot.keyClick(window.list, Key.Key_Down)
    assert window.list.current == WORDS[40]


def test_the_first_is_shown_with_its_heading_and_any_other_is_visible(window):
    window.list.highlight(WORDS[50])
    shown = window.list.viewport().rect()
    assert shown.contains(window.list.visualRect(window.list.currentIndex()))
    window.list.highlight(None)
    assert window.list.current == WORDS[0]
    assert shown.contains(window.list.visualRect(window.list.words.index(0)))


def test_visible_entries_come_first(window):
    window.list.highlight(WORDS[50])
    order = window.list.visible_first()
    assert sorted(order, key=WORDS.index) == list(WORDS)
    seen = [
        window.list.visualRect(window.list.words.index_of(word)).intersects(
            window.list.viewport().rect()
        )
        for word in order
    ]
    assert seen == sorted(seen, reverse=True)
    assert WORDS[50] in order[: seen.count(True)]


def test_pictures_are_requested_whenever_others_may_be_needed(window):
    for change in (
        lambda: window.list.verticalScrollBar().setValue(30),
        lambda: window.list.resize(190, 150),
        lambda: QApplication.sendEvent(window.list, QEvent(QEvent.Type.DevicePixelRatioChange)),
    ):
        before = window.list.requests
        change()
        assert window.list.requests > before


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up, Key.Key_PageDown, Key.Key_PageUp])
def test_navigation_keys_of_the_field_go_to_the_list(qtbot, window, key):
    window.list.highlight(WORDS[10])
    qtbot.keyClick(window.field, key)
    assert window.list.hasFocus()
    assert window.list.current != WORDS[10]


@pytest.mark.parametrize(("text", "goes"), [("", True), ("a", False)])
def test_left_and_right_move_within_a_text_or_go_to_the_list(qtbot, window, text, goes):
    window.field.setText(text)
    qtbot.keyClick(window.field, Key.Key_Left)
    assert window.list.hasFocus() == goes


@pytest.mark.parametrize("name", ["field", "list"])
@pytest.mark.parametrize("held", [PLAIN, SHIFT])
def test_enter_chooses_in_the_field_and_in_the_list(qtbot, window, name, held):
    window.list.highlight(WORDS[3])
    qtbot.keyClick(getattr(window, name), Key.Key_Return, held)
    assert window.list.chosen == [("first 3", held == SHIFT)]


def test_letters_typed_in_the_list_are_added_to_the_search(qtbot, window):
    window.field.setText("ab")
    window.list.setFocus()
    window.field.selectAll()  # as after Ctrl+F
    qtbot.keyClick(window.list, Key.Key_C)
    assert (window.field.text(), window.field.hasFocus()) == ("abc", True)
    window.list.setFocus()
    qtbot.keyClick(window.list, Key.Key_Backspace)
    assert window.field.text() == "ab"


def test_a_shortcut_moves_the_focus_to_the_search(qtbot, window):
    elsewhere = QPushButton(window)
    elsewhere.show()
    elsewhere.setFocus()
    assert not window.field.hasFocus()
    qtbot.keyClick(elsewhere, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.field.hasFocus()


@pytest.mark.parametrize(
    ("space", "opened"),
    [
        (QSize(2000, 2000), QSize(600, 500)),
        (QSize(500, 2000), QSize(500 - MARGIN, 500)),
        (QSize(100, 100), QSize(300, 200)),
    ],
)
def test_a_dialog_is_bounded_by_the_size_of_its_window(qtbot, space, opened):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(space)
    dialog = QDialog(window)
    dialog.setMinimumSize(300, 200)
    assert fitting(dialog, QSize(600, 500)) == opened
