"""The program's own file ending: listed first, added where missing; the old one still works."""

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.session import write_scenario
from gui.dialogs.data.dialog import DataDialog
from gui.window.startup_notices import show_reports
from tests.gui.windows import race, until


@pytest.fixture
def dialog(monkeypatch):
    """The arguments of the file dialogs, and the files chosen in them."""
    calls, chosen = [], []

    def choose(parent, title, start, kinds):
        calls.append((start, kinds))
        return str(chosen[-1]), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    return calls, chosen


TYPED = {
    "run": "run.downhill",
    "run 0.5": "run 0.5.downhill",
    "小球": "小球.downhill",
    "old.json": "old.json",
    "new.DOWNHILL": "new.DOWNHILL",
}


@pytest.mark.parametrize("command", ["save_as", "save_scenario"])
def test_saved_files_get_the_programs_own_ending(qtbot, window, dialog, tmp_path, command):
    calls, chosen = dialog
    for place, (typed, written) in enumerate(TYPED.items()):
        folder = tmp_path / str(place)
        folder.mkdir()
        chosen.append(folder / typed)
        getattr(window.files, command)()
        start, kinds = calls[-1]
        assert start.endswith(".downhill")
        assert kinds.endswith("(*.downhill *.json)")
        qtbot.waitUntil((folder / written).exists)
        assert [file.name for file in folder.iterdir()] == [written]


def test_a_file_whose_replacement_was_not_confirmed_is_not_replaced(window, dialog, tmp_path):
    there = tmp_path / "run.downhill"
    there.write_text("mine")
    dialog[1].append(tmp_path / "run")
    assert not window.files.save_as()
    assert there.read_text() == "mine"
    assert "run.downhill" in window.central.notices.shown[-1].text()


def test_a_table_of_numbers_keeps_the_ending_that_was_typed(window, dialog, tmp_path, monkeypatch):
    for typed, written in (("run", "run.csv"), ("run.npz", "run.npz")):
        dialog[1].append(tmp_path / typed)
        seen = []
        monkeypatch.setattr(window.files, "export", seen.append)
        window.files.ask_export()
        assert [file.name for file in seen] == [written]


@pytest.mark.parametrize("typed", ["run 0.5", "run.mp4", "run.GIF"])
def test_what_is_taken_along_has_the_ending_of_what_it_is(qtbot, window, dialog, tmp_path, typed):
    dialog[1].append(tmp_path / typed)
    written = typed if typed.lower().endswith(".gif") else f"{typed}.gif"
    window.files.save_film((lambda file, progress: file.write_bytes(b""),), ".gif")
    qtbot.waitUntil((tmp_path / written).exists)
    dialog[1].append(tmp_path / "run 0.5.png")
    window.files.save_picture(b"<svg/>", ".svg")
    window.files.save_script("pass")
    made = [tmp_path / f"run 0.5.png{ending}" for ending in (".svg", ".py")]
    qtbot.waitUntil(lambda: all(file.exists() for file in made))


@pytest.mark.parametrize("ending", ["downhill", "json"])
def test_both_endings_are_opened(qtbot, window, dialog, tmp_path, ending):
    file = tmp_path / f"a saddle.{ending}"
    file.write_text(write_scenario(race("saddle")), encoding="utf-8")
    calls, chosen = dialog
    chosen.append(file)
    window.files.ask_open()
    until(qtbot, window, lambda now: now.surface.key == "saddle")
    assert "(*.downhill *.json *.downhill-lesson);;" in calls[0][1]
    assert window.files.recent[0] == file


def test_a_table_is_offered_and_becomes_data(qtbot, window, dialog, tmp_path):
    file = tmp_path / "table.CSV"
    file.write_text("speed,distance\n1,2\n2,4\n3,7\n", encoding="utf-8")
    calls, chosen = dialog
    chosen.append(file)
    window.files.ask_open()
    both = "Downhill files and tables (*.downhill *.json *.downhill-lesson *.csv *.tsv *.txt)"
    assert calls[0][1].startswith(both)
    chooser = window.findChild(DataDialog)
    qtbot.waitUntil(lambda: not chooser.busy)
    assert chooser.builder.source.opened.file == file


def test_the_help_menu_opens_the_folder_of_logs_or_shows_its_path(
    window, monkeypatch, settings_folder
):
    places = []
    monkeypatch.setattr(
        "gui.window.startup_notices.open_outside", lambda place: bool(places.append(place))
    )
    window.actions_["reports"].trigger()
    assert places == [settings_folder / "downhill"]
    assert places[0].is_dir()
    assert str(places[0]) in window.central.notices.shown[-1].text()
    monkeypatch.setattr(
        "gui.window.startup_notices.open_outside", lambda place: not places.append(place)
    )
    window.central.notices.clear()
    window.actions_["reports"].trigger()
    assert window.central.notices.shown == ()


def test_the_path_of_a_folder_that_can_not_be_made_is_shown_too(window, tmp_path):
    (tmp_path / "file").touch()
    show_reports(window.central.notices, tmp_path / "file" / "logs")
    assert str(tmp_path / "file" / "logs") in window.central.notices.shown[-1].text()
