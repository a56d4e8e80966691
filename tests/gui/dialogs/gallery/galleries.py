"""Helpers of the tests of the gallery."""

from PySide6.QtCore import Qt

from engine.surfaces import ALL


def titles(dialog):
    return [card.title("en") for card in dialog.grid.cards.things]


def in_groups():
    """The titles of all surfaces in the order of the gallery."""
    groups = ("teaching", "test", "data", "own")
    return [kind.title for group in groups for kind in ALL if kind.group == group]


def rect_of(dialog, number):
    """The rectangle of card number `number`, not counting headings."""
    grid = dialog.grid
    return grid.visualRect(grid.cards.index_of(grid.cards.things[number]))


def click_card(qtbot, dialog, row):
    place = rect_of(dialog, row).center()
    qtbot.mouseClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
