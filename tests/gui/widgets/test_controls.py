"""Buttons, choices, messages, search."""

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from gui.style.icons import Icon, Icons
from gui.style.plain_text import PlainLabel
from gui.style.theme import Theme, ThemeChoice
from gui.widgets.hairline import HairLine
from gui.widgets.notice import MOST, Notice, Notices, Severity
from gui.widgets.search_field import SearchField
from gui.widgets.segmented import Segmented
from gui.widgets.tool_button import ToolButton
from tests.gui.parts import part


@pytest.fixture
def icons(qapp):
    theme = Theme(qapp, ThemeChoice.LIGHT, reduced_motion=lambda: False)
    yield Icons(theme)
    qapp.setStyleSheet("")
    theme.setParent(None)
    theme.deleteLater()


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        with qtbot.waitExposed(widget):
            pass
        widget.activateWindow()
        return widget

    return show


def test_a_tool_button_has_a_tip_with_its_name_and_key(icons, shown):
    button = shown(ToolButton(icons.get(Icon.PLAY)))
    button.set_texts("Play", "Space", "Rolls the balls")
    assert button.toolTip() == "Play (Space)\nRolls the balls"
    assert button.accessibleName() == "Play"
    assert button.accessibleDescription() == "Rolls the balls"
    assert not button.icon().isNull()


def test_a_tool_button_follows_its_action(icons, shown):
    action = QAction(icons.get(Icon.SAVE), "&Save as…")
    action.setShortcut("Ctrl+S")
    button = shown(ToolButton(action=action))
    assert button.accessibleName() == "Save as"
    assert button.toolTip() == "Save as (Ctrl+S)"
    action.setText("另存为…")
    assert button.accessibleName() == "另存为"
    assert button.toolTip() == "另存为 (Ctrl+S)"
    action.setEnabled(False)
    assert not button.isEnabled()


def test_a_hairline_is_one_pixel(shown):
    line = shown(HairLine())
    line.resize(100, 20)
    assert line.height() == 1
    assert shown(HairLine(Qt.Orientation.Vertical)).width() == 1


@pytest.fixture
def choices(shown):
    made = shown(Segmented(("linear", "log", "symlog")))
    made.set_texts("Scale", {"linear": "Linear", "log": "Logarithmic", "symlog": "Both signs"})
    return made


def test_a_click_chooses_one_of_a_few(choices):
    picked = []
    choices.chosen.connect(picked.append)
    QTest.mouseClick(choices.button("log"), Qt.MouseButton.LeftButton)
    assert picked == ["log"]
    assert choices.current == "log"
    assert not choices.button("linear").isChecked()


def test_arrow_keys_wrap_around(choices):
    picked = []
    choices.chosen.connect(picked.append)
    choices.button("linear").setFocus()
    QTest.keyClick(choices.button("linear"), Qt.Key.Key_Right)
    QTest.keyClick(choices.button("log"), Qt.Key.Key_Right)
    QTest.keyClick(choices.button("symlog"), Qt.Key.Key_Right)
    QTest.keyClick(choices.button("linear"), Qt.Key.Key_Left)
    assert picked == ["log", "symlog", "linear", "symlog"]


def test_choosing_by_the_program_emits_no_signal(choices):
    picked = []
    choices.chosen.connect(picked.append)
    choices.choose("symlog")
    assert choices.current == "symlog"
    assert picked == []


def test_every_choice_has_a_name_and_a_tip(choices):
    for key in ("linear", "log", "symlog"):
        assert choices.button(key).accessibleName()
        assert choices.button(key).toolTip()
    assert choices.accessibleName() == "Scale"


@pytest.fixture
def notices(icons, shown):
    window = QWidget()
    made = Notices(icons, window)
    shown(window)
    yield made
    del window  # needed until the end of the test


def test_without_messages_their_column_is_hidden(notices):
    assert not notices.isVisible()
    notice = notices.post(lambda: "The file is damaged", Severity.ERROR)
    assert notices.isVisible()
    notice.dismiss()
    assert not notices.isVisible()
    assert notices.shown == ()


def test_only_the_newest_few_messages_are_shown(notices):
    for n in range(MOST + 2):
        notices.post(lambda n=n: f"message {n}", Severity.WARNING)
    texts = [notice.text() for notice in notices.shown]
    assert texts == [f"message {n}" for n in range(2, MOST + 2)]


def test_the_newest_message_is_seen_and_tells_how_many_wait_behind_it(notices):
    first, second = (notices.post(lambda n=n: f"message {n}", Severity.WARNING) for n in "ab")
    assert (first.isVisible(), second.isVisible()) == (False, True)
    assert "1 more" in [
        label.text() for label in second.findChildren(PlainLabel) if label.isVisible()
    ]
    second.dismiss()
    assert first.isVisible()
    assert not [
        label.text()
        for label in first.findChildren(PlainLabel)
        if label.isVisible() and label.text().endswith("more")
    ]


def test_a_message_of_work_that_goes_on_can_t_be_closed_nor_pushed_out(qtbot, notices):
    going = notices.post(lambda: "Writing", Severity.INFO, lasting=True)
    assert not part(going, ToolButton, "Close").isVisible()
    qtbot.keyClick(going, Qt.Key.Key_Escape)
    for n in range(MOST + 1):
        notices.post(lambda n=n: f"message {n}", Severity.WARNING)
    assert going in notices.shown
    assert len(notices.shown) == MOST


def test_the_same_message_twice_is_one(notices):
    notices.post(lambda: "Refused", Severity.WARNING)
    notices.post(lambda: "Refused", Severity.WARNING)
    assert len(notices.shown) == 1


def sign(notice):
    """The label of a message that shows a picture."""
    (found,) = [each for each in notice.findChildren(QLabel) if not each.pixmap().isNull()]
    return found


@pytest.mark.parametrize("severity", list(Severity), ids=lambda severity: severity.value)
def test_severity_is_shown_by_icon_and_name_not_by_color_alone(icons, shown, severity):
    notice = shown(Notice(icons, lambda: "Something happened", severity))
    kind = {"info": "Note", "success": "Done", "warning": "Warning", "error": "Error"}
    assert part(notice, QLabel, kind[severity]) is sign(notice)
    assert notice.accessibleName() == f"{kind[severity]}: Something happened"


def test_severities_have_pictures_of_their_own(icons, shown):
    pictures = set()
    for severity in Severity:
        notice = shown(Notice(icons, lambda: "x", severity))
        image = sign(notice).pixmap().toImage()
        alpha = [
            image.pixelColor(x, y).alpha() > 99
            for x in range(image.width())
            for y in range(image.height())
        ]
        pictures.add(tuple(alpha))
    assert len(pictures) == len(Severity)


def test_a_remedy_is_applied_once_and_the_message_is_removed(notices):
    done = []
    remedy = (lambda: "Undo", lambda: done.append(1))
    notice = notices.post(lambda: "Removed", Severity.INFO, remedy)
    assert part(notice, QPushButton).isVisible()
    QTest.mouseClick(part(notice, QPushButton), Qt.MouseButton.LeftButton)
    assert done == [1]
    assert notices.shown == ()


@pytest.mark.parametrize("width", [380, 460, 620, 640, 1200])
def test_several_remedies_leave_the_text_its_room_and_none_is_cut_off(notices, qtbot, width):
    names = ("Start again", "Show the whole way", "Go on")
    remedies = [(lambda name=name: name, lambda: None) for name in names]
    notice = notices.post(lambda: "This scenario ends here.", Severity.INFO, *remedies)
    notices.resize(width, 200)
    qtbot.waitUntil(lambda: notice.width() == width)
    buttons = notice.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in buttons))
    (text,) = [each for each in notice.findChildren(QLabel) if each.text() == notice.text()]
    assert text.width() >= text.fontMetrics().horizontalAdvance(notice.text())
    apart = [QRect(each.geometry()) for each in (*buttons, text)]
    assert not any(a.intersects(b) for a, b in combinations(apart, 2))
    in_one_row = width >= 620  # which has room for the whole line, too
    qtbot.waitUntil(lambda: (buttons[0].x() > text.geometry().right()) == in_one_row)
    assert text.width() >= text.fontMetrics().horizontalAdvance(notice.text())


def test_escape_closes_a_message(notices):
    notice = notices.post(lambda: "Refused", Severity.ERROR)
    QTest.keyClick(notice, Qt.Key.Key_Escape)
    assert notices.shown == ()


def test_messages_change_their_language(notices):
    words = ["Refused"]
    notice = notices.post(lambda: words[0], Severity.ERROR)
    words[0] = "已拒绝"
    QApplication.sendEvent(notice, QEvent(QEvent.Type.LanguageChange))
    assert notice.text() == "已拒绝"


def test_escape_clears_a_search(icons, shown):
    field = shown(SearchField(icons))
    QTest.keyClicks(field, "saddle")
    assert field.text() == "saddle"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName()
    assert field.placeholderText()
