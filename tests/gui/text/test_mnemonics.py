"""Menu texts without their markup."""

import pytest

from gui.text.languages import AVAILABLE
from gui.text.mnemonics import bare, shortcut_in
from tests.gui.windows import opened


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&Undo: Drop", "Undo: Drop"),
        ("Re&move chosen", "Remove chosen"),
        ("Save &picture…", "Save picture"),
        ("A&xes\tX", "Axes"),
        ("撤销(&U)：放下小球", "撤销：放下小球"),
        ("保存图片(&P)…", "保存图片"),
        ("轨迹(&R)\tT", "轨迹"),
        ("Trial & error", "Trial & error"),
    ],
)
def test_the_markup_of_menus_is_removed(text, read):
    assert bare(text) == read


def test_the_shortcut_follows_the_tab():
    assert shortcut_in("轨迹(&R)\tT") == "T"
    assert shortcut_in("&Open…") == ""


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_two_entries_of_a_menu_have_the_same_key(qtbot, qapp, language):
    with opened(qtbot, qapp, painted=False) as window:
        window.shell.languages.choose(language)
        bar = window.menus.bar
        for menu in (bar, *(action.menu() for action in bar.actions())):
            texts = [action.text() for action in menu.actions()]
            keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
            assert keys
            assert sorted(set(keys)) == sorted(keys)
