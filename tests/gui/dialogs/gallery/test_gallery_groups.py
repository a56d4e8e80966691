"""Landscapes in groups, under headings, with additional cards."""

from typing import get_args

from PySide6.QtCore import Qt

from engine.surfaces import ALL
from engine.surfaces.base import Group
from engine.surfaces.examples import DataSurface
from engine.surfaces.quadratics import Bowl, Saddle
from gui.dialogs.gallery.cards import ActionCard, Card, grouped, surface_cards
from gui.dialogs.gallery.dialog import GalleryDialog
from gui.dialogs.gallery.thumbnail_queue import ThumbnailQueue
from gui.style.icons import Icon
from gui.thumbnails.thumbnail import ThumbnailSubject
from gui.widgets.group_heading import GroupHeading
from tests.gui.dialogs.gallery.galleries import click_card, rect_of, titles

LEFT = Qt.MouseButton.LeftButton


def headings(dialog):
    return [item.words for item in dialog.grid.cards.items if isinstance(item, GroupHeading)]


def test_landscapes_are_under_headings_that_count_them(opened):
    dialog = opened("surfaces")
    kinds = [kind for kind in ALL if kind.group == "teaching"]
    assert headings(dialog)[:2] == [
        f"From the course: {len(kinds)}",
        f"Test functions: {sum(kind.group == 'test' for kind in ALL)}",
    ]
    dialog.pages.button("scenarios").click()
    assert headings(dialog) == []


def test_a_heading_has_its_own_row_above_the_cards_of_its_group(opened):
    dialog = opened("surfaces")
    grid = dialog.grid
    rows = [grid.visualRect(grid.cards.index(row)) for row in range(grid.cards.rowCount())]
    assert len(headings(dialog)) > 1
    for number, item in enumerate(grid.cards.items):
        others = [box for place, box in enumerate(rows) if place != number]
        if isinstance(item, GroupHeading):
            assert not any(box.intersects(rows[number]) for box in others)
            assert rows[number + 1].top() > rows[number].top()


def test_a_search_counts_the_cards_found_in_each_group(qtbot, opened):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "himmelblau")
    assert headings(dialog) == ["Test functions: 1"]


def test_a_groups_name_finds_its_landscapes(qtbot, opened):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "test functions")
    assert titles(dialog) == [kind.title for kind in ALL if kind.group == "test"]


def test_arrow_keys_skip_headings(qtbot, opened):
    dialog = opened("surfaces")
    grid = dialog.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    seen = [grid.current]
    for _ in range(len(ALL)):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
        seen.append(grid.current)
    assert list(dict.fromkeys(seen)) == list(grid.cards.things)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    tops = [rect_of(dialog, 0).top() - rect_of(dialog, 0).top()]
    for _ in range(len(ALL)):
        before = grid.current
        qtbot.keyClick(grid, Qt.Key.Key_Down)
        place = grid.cards.things.index(grid.current)
        tops.append(rect_of(dialog, place).top() - rect_of(dialog, 0).top())
        if grid.current is before:
            break
    every = {rect_of(dialog, number).top() - rect_of(dialog, 0).top() for number in range(len(ALL))}
    assert sorted(every) == tops[:-1]


def test_a_press_on_a_heading_chooses_nothing(qtbot, opened, sent):
    dialog = opened("surfaces")
    dialog.grid.scrollToTop()
    before = dialog.grid.current
    place = dialog.grid.visualRect(dialog.grid.cards.index(0)).center()
    qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=place)
    assert (sent, dialog.grid.current) == ([], before)


def test_additional_cards_may_be_in_a_group_and_open_something(qtbot, theme, languages, sent):
    opened = []
    mine = Card(ThumbnailSubject(Bowl()))
    action = ActionCard(
        "GalleryDialog", "Close", "Cards", Icon.ADD, "own", lambda: opened.append("action")
    )
    extra = [()]
    dialog = GalleryDialog(sent.append, (), theme, languages, extra=lambda: extra[0])
    qtbot.addWidget(dialog)
    dialog.open_at("surfaces", Saddle())
    assert action not in dialog.grid.cards.things
    extra[0] = (action, mine)  # requested again whenever it opens
    dialog.open_at("surfaces", Saddle())
    assert dialog.grid.cards.things[-1] is action
    assert mine in dialog.grid.cards.things
    assert headings(dialog)[-1].startswith("Own formulas: ")
    qtbot.keyClicks(dialog.search, "own formulas")
    qtbot.waitUntil(lambda: dialog.findChild(ThumbnailQueue).idle, timeout=30_000)
    dialog.grid.grab()  # an action has no thumbnail
    click_card(qtbot, dialog, len(dialog.grid.cards.things) - 1)
    assert (opened, sent, dialog.isVisible()) == (["action"], [], False)


def test_groups_are_in_order_for_any_order_of_surfaces():
    cards = surface_cards()
    groups = [card.group for card in grouped(cards[::-1])]
    assert groups == sorted(groups, key=get_args(Group).index)


def test_a_card_from_data_names_the_data_and_the_number_of_examples(qtbot, opened):
    dialog = opened("surfaces")
    card_painter = dialog.grid.card_painter
    captions = {
        card.subject.surface.key: card_painter.caption(card).replace("\N{NO-BREAK SPACE}", " ")
        for card in dialog.grid.cards.things
        if isinstance(card.subject.surface, DataSurface)
    }
    assert captions["linear_regression"].endswith(" · Twenty points near a line · 20 examples")
    assert all(text.endswith((" examples", "1 example")) for text in captions.values())


def test_the_name_of_a_data_set_finds_the_landscapes_that_have_it(qtbot, opened):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "penguins")
    groups = {card.group for card in dialog.grid.cards.things}
    assert groups == {"data"}


def test_the_search_field_does_not_move_when_a_search_begins(qtbot, opened):
    dialog = opened("scenarios")
    before = dialog.search.geometry()
    for letter in "mo":
        qtbot.keyClicks(dialog.search, letter)
        qtbot.wait(20)
        assert dialog.search.geometry().left() == before.left()
