"""The glossary's window: searched, followed by its links, by keys and in both languages."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QListWidget, QTextBrowser

from gui.dialogs.glossary.dialog import GlossaryDialog
from gui.text.glossary import term_of, terms


@pytest.fixture
def dialog(qtbot, theme, all_languages):
    made = GlossaryDialog(theme, all_languages)
    qtbot.addWidget(made)
    made.open_at("adam")
    return made


def test_it_lists_every_term_and_shows_the_one_that_was_asked_for(dialog):
    assert dialog.list.count() == len(terms())
    assert dialog.term is term_of("adam")
    page = dialog.page.toPlainText()
    assert all(sentence in page for sentence in dialog.term.sentences.values())
    assert "《深度学习详解》 §3.3.3" in page
    assert not dialog.isModal()


def test_a_search_in_either_language_lists_names_first(qtbot, dialog):
    for query in ("hessian", "海森"):
        dialog.search.setText(query)
        assert dialog.term is term_of("hessian")
        assert 1 < dialog.list.count() < 20
    dialog.search.setText("no such term")
    assert dialog.list.count() == 0
    assert dialog.term is None
    assert dialog.nothing.isVisible()
    dialog.search.clear()
    assert dialog.list.count() == len(terms())


def test_links_lead_to_their_terms_whatever_is_searched(dialog):
    dialog.search.setText("adam")
    assert term_of("bias-correction").key in dialog.page.toHtml()
    dialog.page.anchorClicked.emit(QUrl("bias-correction"))
    assert dialog.term is term_of("bias-correction")
    dialog.page.anchorClicked.emit(QUrl("no-such-term"))
    assert dialog.term is term_of("bias-correction")


def test_keys_choose_terms_while_the_search_has_the_focus(qtbot, dialog):
    dialog.open_at("error-surface")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.term is terms()[1]
    qtbot.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.term is terms()[0]
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_extensions_are_marked(dialog):
    dialog.choose("dead-relu")
    assert "Beyond the book" in dialog.page.toPlainText()
    dialog.choose("gradient")
    assert "Beyond the book" not in dialog.page.toPlainText()


def test_another_language_keeps_the_term_and_names_it_first(qtbot, dialog, all_languages):
    assert dialog.list.item(4).text() == "gradient · 梯度"
    all_languages.choose("zh_CN")
    qtbot.waitUntil(lambda: dialog.list.item(4).text() == "梯度 · gradient")
    assert dialog.term is term_of("adam")
    assert dialog.windowTitle() == "术语表"


def test_every_control_has_a_name(dialog):
    for kind in (QListWidget, QTextBrowser):
        assert all(each.accessibleName() for each in dialog.findChildren(kind))


def test_it_opens_from_the_help_menu_and_the_window_goes_on(qtbot, window):
    window.actions_["glossary"].trigger()
    made = window.findChild(GlossaryDialog)
    assert made.isVisible()
    window.viewport.setFocus()
    window.open_glossary("momentum")
    assert window.findChildren(GlossaryDialog) == [made]
    assert made.term is term_of("momentum")


def test_a_term_leads_to_the_lessons_that_have_it(qtbot, window):
    window.open_glossary("eigenvalue")
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    links = re.findall(r'href="lesson-([0-9]+)"', dialog.page.toHtml())
    assert {"2", "3"} <= set(links)
    dialog.page.anchorClicked.emit(QUrl("lesson-2"))
    assert window.selection.lesson.lesson.number == 2
    window.lessons.end()
    window.shell.settings.put("lessons/left", [])
