"""The gallery: its cards, the search, and the commands that choosing sends."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor

from engine.commands import ChangeSurface, Load
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup, Scenario, Text
from engine.surfaces import ALL, BY_KEY
from engine.surfaces.quadratics import Bowl, Saddle
from gui.dialogs.gallery.cards import lead, surface_cards
from gui.dialogs.gallery.dialog import GalleryDialog
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.documents.resources import scenarios
from gui.style.theme import ThemeChoice
from gui.text import search_words
from gui.text.search_words import SearchWords
from tests.gui.dialogs.gallery.galleries import click_card, in_groups, rect_of, titles

LEFT = Qt.MouseButton.LeftButton
ROLES = Qt.ItemDataRole
TEXT = "It rolls at 0.5 to (1, 2), and stops there: a wall. No one saw it."
IN_TWO_LANGUAGES = Scenario(
    Saddle(),
    (FleetSetup(OPTIMIZERS["gd"](lr=0.05), points=((-1.5, 0.1),)),),
    title=Text("Stuck at a saddle point", "困在鞍点"),
    caption=Text("Three balls start. None of them leaves.", "三个球出发。都离不开。"),
)


def card_of(key):
    return next(card for card in surface_cards() if card.subject.surface.key == key)


# -- choosing --------------------------------------------------------------------------------


def test_a_click_on_a_scenario_loads_it_and_closes(qtbot, opened, sent):
    dialog = opened("scenarios")
    click_card(qtbot, dialog, 1)
    assert sent == [Load(scenarios()[1])]
    assert not dialog.isVisible()


def test_a_click_on_a_landscape_changes_the_surface(qtbot, opened, sent):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "himmelblau")
    click_card(qtbot, dialog, 0)
    assert sent == [ChangeSurface(BY_KEY["himmelblau"]())]


@pytest.mark.parametrize("number", [0, 8])
def test_the_scenario_of_the_run_is_marked_and_highlighted(qtbot, dialog, number):
    now = scenarios()[number]
    dialog.open_at("scenarios", now.surface, now)
    cards = dialog.grid.cards.things
    assert [dialog.grid.card_painter.is_shown(card) for card in cards].index(True) == number
    assert dialog.grid.current is cards[number]
    assert "Shown now" in dialog.grid.card_painter.accessible_text(cards[number])


def test_a_search_highlights_the_first_that_is_found_not_what_is_shown(qtbot, dialog, sent):
    shown = scenarios()[0]
    dialog.open_at("scenarios", shown.surface, shown)
    with qtbot.waitExposed(dialog):
        pass
    qtbot.keyClicks(dialog.search, "momentum")
    assert dialog.grid.card_painter.is_shown(dialog.grid.cards.things[1])
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert [command.scenario.title.en for command in sent] == ["Momentum climbs a small hill"]


@pytest.mark.parametrize(("words", "first"), [("momentum", "Momentum"), ("动量", "Momentum")])
def test_cards_whose_titles_have_the_words_come_first(qtbot, opened, words, first):
    dialog = opened("scenarios")
    dialog.search.setText(words)
    found = titles(dialog)
    assert len(found) > 1
    assert found[0].startswith(first)


def test_enter_in_the_search_chooses_the_first_that_is_found(qtbot, opened, sent):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "rastrigin")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert sent == [ChangeSurface(BY_KEY["rastrigin"]())]


def test_arrow_keys_move_from_the_search_to_the_cards(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Right)
    assert dialog.grid.hasFocus()
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert sent == [Load(scenarios()[2])]


def test_arrow_keys_move_within_a_typed_text(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "the")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Left)
    assert dialog.search.hasFocus()
    assert dialog.search.cursorPosition() == 2


def test_letters_typed_among_the_cards_go_to_the_search(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_R)
    qtbot.keyClicks(dialog.search, "avine")
    assert dialog.search.text() == "ravine"
    assert dialog.search.hasFocus()


def test_escape_clears_the_search_and_then_closes_without_a_choice(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "adam")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (dialog.search.text(), dialog.isVisible()) == ("", True)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (sent, dialog.isVisible()) == ([], False)


def test_a_press_next_to_the_cards_chooses_nothing(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "hill")
    empty = dialog.grid.viewport().rect().bottomRight() - QPoint(5, 5)
    qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=empty)
    assert sent == []
    assert dialog.grid.current is not None


# -- pages -----------------------------------------------------------------------------------


def test_every_scenario_and_every_surface_has_a_card(opened):
    assert len(opened("scenarios").grid.cards.things) == len(scenarios())
    assert titles(opened("surfaces")) == in_groups()


def test_ctrl_1_and_2_change_the_page(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.pages.current, len(titles(dialog))) == ("surfaces", len(ALL))
    qtbot.keyClick(dialog.search, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.current == "scenarios"


def test_a_click_changes_the_page(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.mouseClick(dialog.pages.button("surfaces"), LEFT)
    assert titles(dialog) == in_groups()


def test_the_landscape_shown_now_is_highlighted_and_labelled(opened):
    dialog = opened("surfaces")
    assert dialog.grid.current.subject.surface.key == "rosenbrock"
    text = dialog.grid.currentIndex().data(ROLES.AccessibleTextRole)
    assert text.endswith("Shown now")
    others = [dialog.grid.card_painter.is_shown(card) for card in dialog.grid.cards.things]
    assert others.count(True) == 1


# -- searching -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "page", "found"),
    [
        ("鞍点 saddle", "scenarios", "Stuck at a saddle point"),
        ("ROSENBROCK 竞赛", "scenarios", "The Rosenbrock race"),
        ("adagrad_sum", "scenarios", "The Rosenbrock race"),
        ("w1^2-w2^2", "surfaces", "Saddle"),
        ("w₁²−w₂²", "surfaces", "Saddle"),
        ("cos", "surfaces", "Rastrigin function"),
        ("keskar", "surfaces", "Flat and sharp wells"),
    ],
)
def test_words_of_either_language_find_a_card(opened, query, page, found):
    dialog = opened(page)
    everything = len(titles(dialog))
    dialog.search.setText(query)
    assert found in titles(dialog)
    assert len(titles(dialog)) < everything / 2


def test_a_search_without_results_shows_a_text_with_those_of_the_other_page(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "rastrigin")
    assert dialog.nothing.isVisible()
    assert "No scenario has “rastrigin”." in dialog.nothing.text()
    assert "Landscapes that have it: 1" in dialog.nothing.text()
    qtbot.keyClick(dialog.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert titles(dialog) == ["Rastrigin function"]


def test_the_search_uses_the_translations_that_are_not_shown(monkeypatch):
    class Translator:
        def load(self, file):
            return file.endswith("zh_CN.qm")

        def translate(self, context, text):
            return {("Surface", "Saddle"): "马鞍面"}.get((context, text))

    monkeypatch.setattr(search_words, "QTranslator", Translator)
    assert SearchWords().matches(card_of("saddle"), "马鞍")
    assert not SearchWords().matches(card_of("bowl"), "马鞍")


# -- texts -----------------------------------------------------------------------------------


def test_the_details_show_the_whole_caption_of_every_card(opened):
    dialog = opened("scenarios")
    for row, scenario in enumerate(scenarios()):
        dialog.grid.setCurrentIndex(dialog.grid.cards.index(row))
        label = dialog.details.caption
        shown, words = (
            text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
            for text in (label.text(), scenario.words("en"))
        )
        assert shown == words
        assert label.height() >= label.heightForWidth(label.width())
        assert dialog.details.rect().contains(label.geometry())


def test_the_details_show_the_card_under_the_pointer(qtbot, opened):
    dialog = opened("surfaces")
    dialog.grid.scrollToTop()
    place = rect_of(dialog, 5).center()
    qtbot.mouseMove(dialog.grid.viewport(), place)
    source = dialog.grid.cards.things[5].subject.surface.source
    qtbot.waitUntil(lambda: dialog.details.note.text() == source)


def test_the_details_follow_the_cards_that_are_scrolled_under_the_pointer(qtbot, opened):
    dialog = opened("surfaces")
    grid = dialog.grid
    grid.scrollToTop()
    place = rect_of(dialog, 5).center()
    QCursor.setPos(grid.viewport().mapToGlobal(place))
    first = grid.card_painter.caption(grid.cards.things[5])
    qtbot.waitUntil(lambda: dialog.details.note.text() == first)
    grid.verticalScrollBar().setValue(3 * grid.cell.height())
    card = grid.thing_at(grid.indexAt(place))
    assert card not in (None, grid.cards.things[5])
    qtbot.waitUntil(lambda: dialog.details.note.text() == grid.card_painter.caption(card))


@pytest.mark.parametrize("width", [520, 700, 968, 1500])
def test_no_text_on_a_card_is_cut_off(qtbot, opened, width):
    dialog = opened("scenarios")
    dialog.resize(width, 700)
    for page in ("scenarios", "surfaces"):
        dialog.pages.button(page).click()
        cell, card_painter = dialog.grid.cell, dialog.grid.card_painter
        assert cell.height() >= card_painter.height(dialog.grid.cards.things, cell.width() - 12)
        right = max(
            rect_of(dialog, number).right() for number in range(len(dialog.grid.cards.things))
        )
        assert right < dialog.grid.viewport().width()


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (99, TEXT),
        (50, "It rolls at 0.5 to (1, 2), and stops there."),
        (42, "It rolls at 0.5 to (1, 2)."),
        (1, TEXT),
    ],
)
def test_a_shortened_caption_ends_at_punctuation(most, shown):
    assert lead(TEXT, lambda part: len(part) <= most) == shown


def test_a_shortened_caption_has_more_than_press_play():
    text = "Press play. Three balls roll towards the saddle point: two leave it, and one stays."
    shown = lead(text, lambda part: len(part) <= 60)
    assert shown == "Press play. Three balls roll towards the saddle point."


def test_a_shortened_chinese_caption_ends_with_a_chinese_full_stop():
    assert lead("球停住，因为梯度是零。别的都走了。", lambda part: len(part) <= 6) == "球停住。"


def test_an_open_gallery_changes_its_language(qtbot, theme, languages):
    dialog = GalleryDialog(lambda command: None, (IN_TWO_LANGUAGES,), theme, languages)
    qtbot.addWidget(dialog)
    dialog.open_at("scenarios", Bowl())
    index = dialog.grid.cards.index(0)
    assert index.data() == "Stuck at a saddle point"
    languages.choose("zh_CN")
    assert index.data() == "困在鞍点"
    assert dialog.details.caption.text() == "三个球出发。都离不开。"


def test_every_card_has_an_accessible_name(opened):
    dialog = opened("scenarios")
    table = QAccessible.queryAccessibleInterface(dialog.grid)
    names = [table.child(row).text(QAccessible.Text.Name) for row in range(len(scenarios()))]
    for name, scenario in zip(names, scenarios(), strict=True):
        assert name.startswith(scenario.title.en)


# -- pictures --------------------------------------------------------------------------------


def test_pictures_are_made_while_the_dialog_is_idle_visible_ones_first(qtbot, opened, theme):
    dialog = opened("scenarios")
    order = dialog.grid.visible_first()
    assert order[0] is dialog.grid.cards.things[0]
    palette = theme.palette
    with qtbot.waitSignal(dialog.findChild(ThumbnailQueue).finished):
        pass
    qtbot.waitUntil(lambda: dialog.findChild(ThumbnailQueue).idle, timeout=20_000)
    thumbnails, ratio = dialog.findChild(ThumbnailQueue), dialog.devicePixelRatioF()
    for card in dialog.grid.cards.things:
        assert thumbnails.picture(card, palette, ratio) is not None


def test_a_hidden_gallery_makes_no_pictures(qtbot, opened):
    dialog = opened("scenarios")
    dialog.close()
    assert dialog.findChild(ThumbnailQueue).idle


def test_another_theme_gets_pictures_of_its_own(qtbot, opened, theme):
    dialog = opened("surfaces")
    dialog.search.setText("rosenbrock")  # there are many others
    qtbot.waitUntil(lambda: dialog.findChild(ThumbnailQueue).idle, timeout=60_000)
    theme.choose(ThemeChoice.DARK)
    assert not dialog.findChild(ThumbnailQueue).idle
    qtbot.waitUntil(lambda: dialog.findChild(ThumbnailQueue).idle, timeout=60_000)
    card, ratio = dialog.grid.cards.things[0], dialog.devicePixelRatioF()
    assert dialog.findChild(ThumbnailQueue).picture(card, theme.palette, ratio) is not None
