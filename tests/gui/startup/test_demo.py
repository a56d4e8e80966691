"""Demonstrations: no text refers to controls, as they can't be used."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton

from engine.scenario import Text
from gui.documents.resources import scenarios
from gui.panels.map.point_label import PointLabel
from gui.startup.demo import ScenarioDemo, distinct
from gui.text.captions import for_demo
from tests.gui.windows import opened

CONTROLS = re.compile(
    r"\b(press|click|drag|push|hit|tab|panel|menu)\b|播放键|点击|单击|拖动|页）|面板|菜单",
    re.IGNORECASE,
)


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.title.en)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_caption_refers_to_controls(scenario, language):
    before, after = (each.words(language) for each in (scenario, for_demo(scenario)))
    assert not CONTROLS.search(after)
    assert bool(CONTROLS.search(before)) == (before != after)
    assert for_demo(scenario).ball is for_demo(scenario).end is None
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
    caption = for_demo(replace(scenarios()[0], caption=Text(english, chinese))).caption
    assert (caption.en, caption.zh_CN) == left


def test_at_least_one_scenario_has_an_invitation():
    assert [each for each in scenarios() if each.invitation.en and each.invitation.zh_CN]


def test_no_button_and_no_hint_on_the_mouse_is_visible(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        assert window.findChildren(PointLabel)[0].isVisible()
        ScenarioDemo(window, ()).hide_controls()
        for kind in (QAbstractButton, PointLabel):
            inside = (window.central, *window.docks.values())
            found = [one for each in inside for one in each.findChildren(kind)]
            assert found
            assert [one for one in found if one.isVisible()] == []


def test_movements_of_the_hidden_pointer_are_ignored(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        middle = QPointF(500.0, 400.0)
        none = (Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
        move = QMouseEvent(QEvent.Type.MouseMove, middle, middle, *none)
        assert ScenarioDemo(window, ()).eventFilter(window.windowHandle(), move)


def test_the_strip_names_every_rolling_fleet_differently_in_every_scenario(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        demo = ScenarioDemo(window, scenarios())
        window.central.only_show(demo.strip_text)
        for scenario in scenarios():
            demo.play_next()
            rolling = [fleet for fleet in scenario.fleets if fleet.points]
            names = distinct(rolling)
            assert len(set(names)) == len(rolling) > 0
            text = window.central.reading.text()
            assert text.count("<img ") == len(rolling)
            assert all(name.replace(" ", "\N{NO-BREAK SPACE}") in text for name in names)
        window.shell.languages.choose("zh_CN")
        window.central.read_point(None)
        assert window.central.reading.text().endswith("<br>按任意键或点击鼠标即可结束演示")
