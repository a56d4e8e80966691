"""Titles, columns and files with names that look like mark-up are shown as they are, everywhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QMenu, QTextBrowser, QWidget

from engine.commands import Drop
from engine.data.columns import Columns
from engine.scenario import Text
from engine.surfaces.data.lines import TwoFeatures
from engine.surfaces.typed import Typed
from gui.style.outside_text import outside
from gui.text.axis_names import axis_names
from gui.text.error_text import CANT_READ, translated
from gui.typeset.math_label import MathLabel
from gui.widgets.notice import Severity
from tests.gui.fitting import cut_off, labels, pushed_out
from tests.gui.parts import label, part
from tests.gui.windows import opened, race, until

HTML = 'a<b & c>d <img src="x.png"> &amp;'
TITLE = f"{HTML}\nnext \u202eturned"
CAPTION = f"If {HTML}, the ball stays.\n<b>Or</b> not: \u05e9\u05dc\u05d5\u05dd %1 {{0}}"
COLUMNS = ("a<b & <i>c", "\u05e9\u05dc <u>", "y & z")
VALUES = ((1.0, 2.0, 3.0, 5.0), (2.0, 1.0, 4.0, 3.0), (1.0, 3.0, 2.0, 4.0))
LANGUAGES = ("en", "zh_CN")


def scenario(title=TITLE, caption=CAPTION, columns=COLUMNS):
    surface = TwoFeatures(own=Columns(columns, VALUES, "<s>table.csv"))
    return replace(
        race(gd=((0.1, 0.2),)), surface=surface, title=Text(title), caption=Text(caption)
    )


def drawn(text):
    """What Qt draws of a text in a tool tip: pictures as \ufffc."""
    page = QTextDocument()
    page.setHtml(text) if GuiQt.mightBeRichText(text) else page.setPlainText(text)
    return page.toPlainText().replace("\u200b", "")


def tips(window):
    things = [*window.findChildren(QWidget), *window.findChildren(QAction)]
    return [thing.toolTip() for thing in things if thing.toolTip()]


def name_of(widget):
    """Its name for screen readers."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_window_shows_every_text_from_outside_as_it_is(qtbot, qapp, tmp_path):
    file = Path(tmp_path, "a & b <b>c[*].downhill")
    with opened(qtbot, qapp, scenario(), settings=tmp_path / "settings.ini") as window:
        window.shell.settings.used(file)
        window.docks["step"].show()
        window.docks["balls"].show()
        window.docks["step"].raise_()
        window.selection.choose({0})
        window.selection.hover_point((0.1, 0.2))
        window.files.file = file
        window.files.renamed.emit()
        broken = translated(CANT_READ, HTML, f"{HTML}\x1b[0m")
        window.central.notices.post(lambda: broken, Severity.ERROR)
        until(qtbot, window, lambda now: now.homes)
        for language in LANGUAGES:
            window.shell.languages.choose(language)
            qtbot.wait(150)
            assert_labels(window)
            assert_tips(window)
            assert_menus(window, file)
            assert "\ufffd" not in window.central.reading.text()
            assert window.windowTitle().startswith("a & b <b>c[*][*]")
            window.docks["balls"].raise_()
            qtbot.waitUntil(lambda: window.panels["balls"].complete)
            heads = window.panels["balls"].view.model()
            shown = [heads.headerData(n, Qt.Orientation.Horizontal) for n in range(10)]
            assert set(axis_names(window.engine.snapshot.surface)) <= set(shown)
            window.docks["step"].raise_()


def assert_labels(window):
    seen = labels(window)
    assert len(seen) > 40
    assert [each.text() for each in seen if each.textFormat() != Qt.TextFormat.PlainText] == []
    title = label(window.central, "title")
    assert title.text() == name_of(title) == outside(TITLE)
    assert HTML in title.text()
    assert window.central.caption.text() == outside(CAPTION, lines=True)
    assert name_of(window.central.caption) == window.central.caption.text()
    (notice,) = window.central.notices.shown
    assert HTML in notice.text()
    assert HTML in notice.accessibleName()
    assert "\x1b" not in notice.text()


def assert_tips(window):
    seen = [drawn(tip) for tip in tips(window)]
    assert not any("\ufffc" in tip for tip in seen)
    assert any(outside(TITLE) in tip for tip in seen)
    assert any("w₁(a<b & <i>c) = 0.1" in tip for tip in seen)


def assert_menus(window, file):
    (recent,) = [
        menu
        for menu in window.findChildren(QMenu)
        if menu.title() in ("Open &recent", "最近打开(&R)")
    ]
    recent.aboutToShow.emit()
    (action,) = recent.actions()
    assert action.text() == "a && b <b>c[*].downhill"
    assert drawn(action.toolTip()) == str(file)


def test_help_windows_hold_no_picture_and_no_mark_up_from_outside(qtbot, qapp, monkeypatch):
    with opened(qtbot, qapp) as window:
        monkeypatch.setattr(type(window.viewport), "renderer", property(lambda self: HTML))
        window.dialogs.show_about()
        (page,) = [
            each
            for each in qapp.allWidgets()
            if isinstance(each, QTextBrowser) and each.isVisible()
        ]
        assert HTML in page.toPlainText()
        page.window().close()


# -- room ------------------------------------------------------------------------------------

LONG = "x" * 80
NAMES = (f"first {LONG}", f"second{LONG}", f"y{LONG}")


def check_room(window, dock):
    assert pushed_out(dock) == []
    assert cut_off(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_texts_push_nothing_out_of_a_small_window(qtbot, qapp, language):
    run = scenario(LONG * 3, f"{LONG * 3} {LONG}", NAMES)
    with opened(qtbot, qapp, run, size=(1024, 640)) as window:
        window.shell.languages.choose(language)
        window.selection.choose({0})
        title = label(window.central, "title")
        until(qtbot, window, lambda now: now.homes)
        for key in ("landscape", "fleets", "step"):
            window.docks[key].show()
            window.docks[key].raise_()
            qtbot.wait(150)
            # On a busy machine the panel may still be laid out.
            qtbot.waitUntil(lambda key=key: check_room(window, window.docks[key]))
        assert window.size().toTuple() == (1024, 640)
        assert window.viewport.width() * 2 >= 1024 - 100
        assert title.elided
        formula = part(window.central.head, MathLabel)
        assert formula.width() >= 150
        assert formula.geometry().right() <= window.central.head.width()


def test_long_names_of_parameters_fit_their_panel(qtbot, qapp):
    typed = Typed("wavelength_1 * x^2 + wavelength_2 * y^2")
    with opened(qtbot, qapp, replace(race(), surface=typed), size=(1024, 640)) as window:
        window.docks["landscape"].raise_()
        window.engine.send(Drop((window.engine.snapshot.fleets[0].id,), ((1.0, 1.0),)))
        for language in LANGUAGES:
            window.shell.languages.choose(language)
            qtbot.wait(150)
            assert pushed_out(window.docks["landscape"]) == []
            assert cut_off(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_names_fit_the_data_dialog(qtbot, qapp, tmp_path, language):
    file = tmp_path / f"{'a long name ' * 10}.csv"
    file.write_text(",".join(NAMES) + '\n1,2,3\n2,1,4\n3,4,1\n5,3,"' + LONG * 2 + '"\n')
    with opened(qtbot, qapp, size=(1024, 640)) as window:
        window.shell.languages.choose(language)
        window.dialogs.open_data(file)
        (dialog,) = [each for each in qapp.topLevelWidgets() if type(each).__name__ == "DataDialog"]
        dialog.resize(dialog.minimumSize())
        qtbot.waitUntil(lambda: not dialog.busy and dialog.builder.source.opened is not None)
        qtbot.wait(100)
        assert dialog.size() == dialog.minimumSize()
        assert cut_off(dialog) == []
        assert [each for each in pushed_out(dialog) if each[0]] == []
        assert dialog.parts.sheet.isVisible()
        dialog.close()


def test_broken_tables_and_names_of_columns_are_shown_as_they_are(qtbot, qapp, tmp_path):
    file = tmp_path / "<b>table & x.csv"
    file.write_text('a<b & c,<img src="x.png">,y\n1,2,3\n2,1,4\n3,<b>,1\n5,3,2\n')
    with opened(qtbot, qapp) as window:
        window.dialogs.open_data(file)
        (dialog,) = [each for each in qapp.topLevelWidgets() if type(each).__name__ == "DataDialog"]
        qtbot.waitUntil(lambda: not dialog.busy and dialog.builder.source.opened is not None)
        parts = dialog.parts
        assert parts.source.currentText() == "<b>table & x.csv"
        seen = labels(dialog)
        assert [each.text() for each in seen if each.textFormat() != Qt.TextFormat.PlainText] == []
        box = next(iter(parts.columns.boxes.values()))
        names = [box.itemText(place) for place in range(box.count())]
        assert names == ["a<b & c", '<img src="x.png">', "y"]
        heads = parts.sheet.sheet.headerData(1, Qt.Orientation.Horizontal)
        assert '<img src="x.png">' in heads
        dialog.close()
