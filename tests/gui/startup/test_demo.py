"""Demonstrations: nothing is to be seen that is not true while nobody may touch anything."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton

from engine.scenario import Text
from gui.documents.resources import scenarios
from gui.panels.map.point_label import PointLabel
from gui.startup.demo import Demo, distinct
from gui.text.captions import plays_itself
from tests.driven import Driven
from tests.gui.windows import opened

HANDS = re.compile(
    r"\b(press|click|drag|push|hit|tab|panel|menu)\b|播放键|点击|单击|拖动|页）|面板|菜单",
    re.IGNORECASE,
)


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.title.en)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_caption_asks_for_a_hand_where_nothing_can_be_touched(scenario, language):
    before, after = (each.words(language) for each in (scenario, plays_itself(scenario)))
    assert not HANDS.search(after)
    assert bool(HANDS.search(before)) == (before != after)
    assert len(after) > 0.8 * len(before)
    left = iter(before)
    assert all(letter in left for letter in after)  # nothing is added


@pytest.mark.parametrize(
    ("english", "chinese", "left"),
    [
        (
            "All (tab Landscape) stop.",
            "全批量（“地形”页），停下。",
            ("All stop.", "全批量，停下。"),
        ),
        ("B = 10 (tab A) (here).", "B = 10（此处）。", ("B = 10 (here).", "B = 10（此处）。")),
        ("A table (of 2).", "（见“甲”）乙（“丙”页）", ("A table (of 2).", "（见“甲”）乙")),
    ],
)
def test_no_panel_that_is_hidden_is_named(english, chinese, left):
    caption = plays_itself(replace(scenarios()[0], caption=Text(english, chinese))).caption
    assert (caption.en, caption.zh_CN) == left


def test_at_least_one_scenario_invites():
    assert [each for each in scenarios() if each.invitation.en and each.invitation.zh_CN]


def test_nothing_is_left_to_press_nor_a_word_of_what_a_hand_could_do(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        assert window.findChildren(PointLabel)[0].isVisible()
        Demo(window, ()).tidy()
        for kind in (QAbstractButton, PointLabel):
            inside = (window.central, *window.docks.values())
            found = [one for each in inside for one in each.findChildren(kind)]
            assert found
            assert [one for one in found if one.isVisible()] == []


def test_a_pointer_that_is_not_seen_reads_nothing(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        middle = QPointF(500.0, 400.0)
        none = (Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
        move = QMouseEvent(QEvent.Type.MouseMove, middle, middle, *none)
        assert Demo(window, ()).eventFilter(window.windowHandle(), move)


def test_the_strip_tells_all_that_roll_apart_in_every_scenario(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        demo = Demo(window, scenarios())
        window.central.only_show(demo.told)
        for scenario in scenarios():
            demo.play_next()
            rolling = [fleet for fleet in scenario.fleets if fleet.points]
            names = distinct(rolling)
            assert len(set(names)) == len(rolling) > 0
            told = window.central.reading.text()
            assert told.count("<img ") == len(rolling)
            assert all(name.replace(" ", "&nbsp;") in told for name in names)


@pytest.mark.usefixtures("own_places")
def test_the_strip_says_in_chinese_too_how_a_demonstration_ends():
    with Driven("--demo", "--lang", "zh_CN") as program:
        seen = program.until(lambda seen: seen["playing"])
        assert seen["strip"].endswith("<br>按任意键或点击鼠标即可结束演示")
        assert seen["caption"].startswith("三个小球")
        program.send_request("key")
        assert program.left() == 0
