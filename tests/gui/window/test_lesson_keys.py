"""The keys of the window that lesson files may name are those that the window has."""

from typing import get_args

from engine.lessons.lesson import Dialog, Overlay, Panel
from gui.panels.lesson.panel import DIALOGS
from gui.panels.slice.lines import KINDS
from gui.panels.step.panel import SECTIONS
from gui.state import overlays
from gui.window import panel_catalog


def test_overlays_and_dialogs() -> None:
    assert get_args(Overlay) == tuple(each.key for each in overlays.ALL)
    assert get_args(Dialog) == ("", *DIALOGS)


def test_panels_with_their_sections_but_for_the_lesson_itself() -> None:
    sections = {"step": SECTIONS, "slice": tuple(KINDS)}
    keys = [each.key for each in panel_catalog.ALL if each.key != "lesson"]
    named = {f"{key}.{section}" for key in keys for section in sections.get(key, ())}
    assert set(get_args(Panel)) == {*keys, *named}
