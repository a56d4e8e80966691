"""Behind each panel's title stands what it shows; symbols say what they mean, by keys as well."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QToolTip

from gui.dialogs.glossary.dialog import GlossaryDialog
from gui.panels.curves.panel import ALL as CURVES
from gui.panels.rule_view import RuleView
from gui.style.focus_tip import FocusTip
from gui.style.plain_text import PlainLabel
from gui.text.glossary import term_of
from gui.widgets.knob_row import KnobRow
from gui.widgets.slider import GestureSlider
from gui.widgets.tool_button import ToolButton
from gui.window.panel_catalog import ALL
from tests.gui.parts import part


@pytest.mark.parametrize("panel", [*ALL, *CURVES], ids=lambda panel: panel.key)
def test_a_panel_says_in_one_sentence_what_it_shows(all_languages, panel):
    assert term_of(panel.term) is not None
    for language, stop in (("en", "."), ("zh_CN", "。")):
        all_languages.choose(language)
        text = QCoreApplication.translate("PanelAbout", panel.about)
        assert text.endswith(stop)
        assert text.count(stop) == 1
        assert len(text) > 20
    assert len({panel.about for panel in (*ALL, *CURVES)}) == len((*ALL, *CURVES))


def buttons(window):
    for key, dock in window.docks.items():
        yield key, dock, dock.titleBarWidget().findChildren(ToolButton)


def test_buttons_of_panels_are_named_apart(window):
    for language in ("en", "zh_CN"):
        window.shell.languages.choose(language)
        names = [one.accessibleName() for _, _, found in buttons(window) for one in found]
        assert len(names) == 3 * len(ALL)
        assert len(set(names)) == len(names)
        for _, dock, found in buttons(window):
            assert all(dock.windowTitle() in one.accessibleName() for one in found)


def test_the_sentence_is_at_the_title_and_at_its_button_which_opens_the_glossary(window):
    for kind in ALL:
        bar = window.docks[kind.key].titleBarWidget()
        about = QCoreApplication.translate("PanelAbout", kind.about)
        button = bar.findChildren(ToolButton)[0]
        assert about in button.accessibleDescription()
        button.click()
        assert window.findChild(GlossaryDialog).term is term_of(kind.term)


def focus(widget):
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not QToolTip.isVisible()
    widget.clearFocus()
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def test_the_keyboard_shows_what_symbols_mean_and_asks_for_more(qtbot, window):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fleets = window.panels["fleets"]
    row = part(fleets, KnobRow)
    for widget, text, term in (
        (part(fleets, RuleView), "η: the learning rate", "gradient-descent"),
        (part(row, GestureSlider), "scales every update (《深度学习详解》 §3.3)", "learning-rate"),
    ):
        focus(widget)
        qtbot.waitUntil(QToolTip.isVisible)
        assert text in QToolTip.text()
        assert text in widget.accessibleDescription()
        qtbot.keyClick(widget, "?")
        glossary = window.findChild(GlossaryDialog)
        assert glossary.term is term_of(term)
        glossary.close()
        qtbot.waitUntil(window.isActiveWindow)


def test_a_click_on_a_rule_or_a_knobs_name_asks_too(qtbot, window):
    fleets = window.panels["fleets"]
    qtbot.mouseClick(part(fleets, PlainLabel, "η  Learning rate"), Qt.MouseButton.LeftButton)
    assert window.findChild(GlossaryDialog).term is term_of("learning-rate")
    qtbot.mouseClick(part(fleets, RuleView), Qt.MouseButton.LeftButton)
    assert window.findChild(GlossaryDialog).term is term_of("gradient-descent")


def test_a_widget_without_a_glossary_around_it_asks_in_vain(qtbot, theme):
    from PySide6.QtWidgets import QWidget

    alone = QWidget()
    qtbot.addWidget(alone)
    FocusTip(alone).set_text("text", "gradient")
    qtbot.keyClick(alone, "?")
    assert alone.toolTip() == "text"


def test_what_a_fleet_is_stands_where_the_word_is_first_seen(window):
    assert part(window.panels["fleets"], PlainLabel, "Fleet: the balls that share an optimizer")
