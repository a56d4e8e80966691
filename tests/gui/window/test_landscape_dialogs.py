"""Formulas and data in the real window: how their dialogs are opened, and what using them does."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from engine.commands import ChangeNoise, ChangeSurface, Undo
from engine.noise import Gaussian
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.typed import Typed
from gui.dialogs.data.dialog import DataDialog
from gui.dialogs.formula.dialog import FormulaDialog
from gui.dialogs.gallery.dialog import GalleryDialog
from gui.documents import resources
from gui.panels.landscape.panel import LandscapePanel
from gui.text.captions import JOINER, NO_BREAK, unbroken
from tests.gui.parts import part
from tests.gui.windows import opened, press, until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot, window):
    window.activateWindow()  # else no shortcut of it is heard
    qtbot.waitUntil(window.isActiveWindow)
    return window


def dialog(qtbot, window, kind):
    qtbot.waitUntil(
        lambda: window.findChild(kind) is not None and window.findChild(kind).isVisible()
    )
    found = window.findChild(kind)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def test_a_key_opens_the_editor_and_enter_begins_a_run_on_the_formula(qtbot, window):
    press(qtbot, window, Qt.Key.Key_T, CTRL)
    editor = dialog(qtbot, window, FormulaDialog)
    field = editor.parts.field
    field.selectAll()
    qtbot.keyClicks(field, "a*x^2 + y^2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    now = until(qtbot, window, lambda now: isinstance(now.surface, Typed))
    assert now.surface.text == "a*x^2 + y^2"
    assert not editor.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(qtbot, window, Qt.Key.Key_T, CTRL)
    assert dialog(qtbot, window, FormulaDialog) is editor
    window.clock.tick()
    assert editor.parts.state.text() == "This is the landscape now."
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: not isinstance(now.surface, Typed))
    qtbot.waitUntil(lambda: not editor.parts.state.text())


def test_letters_typed_in_the_editor_do_not_reach_the_window(qtbot, window):
    press(qtbot, window, Qt.Key.Key_T, CTRL)
    editor = dialog(qtbot, window, FormulaDialog)
    before = window.engine.snapshot.update
    editor.parts.field.selectAll()
    qtbot.keyClicks(editor.parts.field, "r + t + x")
    qtbot.keyClick(editor.parts.field, Qt.Key.Key_Space)
    qtbot.wait(50)
    assert not window.engine.snapshot.playing
    assert window.engine.snapshot.update == before


def test_a_bad_formula_leaves_the_run_as_it_is(qtbot, window):
    press(qtbot, window, Qt.Key.Key_T, CTRL)
    editor = dialog(qtbot, window, FormulaDialog)
    before = window.engine.snapshot.surface
    editor.parts.field.selectAll()
    qtbot.keyClicks(editor.parts.field, "__import__('os')")
    qtbot.keyClick(editor.parts.field, Qt.Key.Key_Return)
    qtbot.wait(50)
    assert window.engine.snapshot.surface is before
    assert editor.parts.problem.text()


def test_a_key_opens_the_chooser_and_using_it_begins_a_run_on_the_data(qtbot, window, tmp_path):
    file = tmp_path / "数据.csv"
    file.write_bytes("速度,距离\n1,2\n2,4\n3,7\n".encode("gb18030"))
    press(qtbot, window, Qt.Key.Key_T, CTRL | SHIFT)
    chooser = dialog(qtbot, window, DataDialog)
    chooser.open_file(file)
    qtbot.waitUntil(lambda: not chooser.busy)
    qtbot.mouseClick(chooser.parts.use, Qt.MouseButton.LeftButton)
    now = until(qtbot, window, lambda now: isinstance(now.surface, LinearRegression))
    assert now.surface.own.names == ("速度", "距离")
    assert now.surface.own.title == "数据.csv"
    assert not chooser.isVisible()


@pytest.mark.parametrize(
    ("button", "kind"),
    [("Formula…", FormulaDialog), ("Data…", DataDialog), ("Gallery…", GalleryDialog)],
)
def test_the_landscape_panel_leads_to_each_of_the_three(qtbot, window, button, kind):
    window.docks["landscape"].raise_()
    panel = window.panels["landscape"]
    assert isinstance(panel, LandscapePanel)
    qtbot.mouseClick(part(panel, QPushButton, button), Qt.MouseButton.LeftButton)
    found = dialog(qtbot, window, kind)
    found.reject()


@pytest.mark.parametrize(("name", "kind"), [("new formula", FormulaDialog), ("csv", DataDialog)])
def test_the_gallery_has_a_card_for_each(qtbot, window, name, kind):
    window.actions_["landscapes"].trigger()
    gallery = dialog(qtbot, window, GalleryDialog)
    qtbot.keyClicks(gallery.search, name)
    qtbot.keyClick(gallery.search, Qt.Key.Key_Return)
    dialog(qtbot, window, kind).reject()


def test_these_cards_are_the_first_that_are_seen(qtbot, window):
    window.actions_["landscapes"].trigger()
    gallery = dialog(qtbot, window, GalleryDialog)
    first = gallery.grid.cards.things[:2]
    assert [card.title("en") for card in first] == ["New formula…", "Data of your own…"]
    qtbot.waitUntil(lambda: gallery.grid.verticalScrollBar().value() == 0)
    assert gallery.grid.visible_first()[:2] == list(first)
    gallery.reject()


def test_the_editor_opens_on_the_formula_that_is_shown(qtbot, window):
    window.engine.send(ChangeSurface(Typed("w1^2 + c*w2^2", (("c", 5.0),))))
    until(qtbot, window, lambda now: isinstance(now.surface, Typed))
    window.actions_["formula"].trigger()
    editor = dialog(qtbot, window, FormulaDialog)
    assert editor.parts.field.text == "w1^2 + c*w2^2"
    assert dict(editor.parts.values.values) == {"c": 5.0}


def test_both_stand_in_the_file_menu(window):
    actions = window.actions_.of_menu("file")
    names = [action.objectName() for action in actions]
    assert {"formula", "data"} < set(names)


def test_a_caption_says_when_the_run_is_no_longer_as_it_was_set_up(qtbot, qapp):
    gallery = resources.scenarios()
    with opened(qtbot, qapp, gallery[0], gallery) as window:
        caption = window.central.caption
        words = unbroken(gallery[0].words("en"))
        assert caption.text() == words
        assert "(0,\u00a00)" in words  # no line ends within a point
        window.engine.send(ChangeNoise(Gaussian(1.0)))
        qtbot.waitUntil(lambda: caption.text() != words)
        assert caption.text().endswith(unbroken(gallery[0].caption.inside("en")))
        assert "Press play" not in caption.text()
        window.engine.send(Undo())
        qtbot.waitUntil(lambda: caption.text() == words)


def test_a_table_dropped_on_the_window_opens_the_data_chooser(qtbot, window, tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("speed,distance\n1,2\n2,4\n3,7\n", encoding="utf-8")
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(200, 200), action, carried, button, none))
    chooser = dialog(qtbot, window, DataDialog)
    qtbot.waitUntil(
        lambda: any(
            "table.csv" in box.itemText(place)
            for box in chooser.findChildren(QComboBox)
            for place in range(box.count())
        )
    )


def test_no_line_of_a_caption_ends_within_a_fraction():
    assert unbroken("η < 2/κ = 0.02") == f"η < 2/{JOINER}κ = 0.02".replace(" ", NO_BREAK)
