"""Files, settings and failures, in the whole window."""

from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QPushButton

import engine.export
from engine import session
from engine.commands import Drop, Pace, Play, Walk
from engine.session import write_scenario, write_session
from tests.engine.replayed import reached_of
from tests.gui.parts import part
from tests.gui.shared_window import await_files
from tests.gui.windows import balls, click, opened, race, reached, scenario_file, until


def test_a_scenario_file_is_opened(qtbot, window, tmp_path):
    file = scenario_file(tmp_path, write_scenario(race("saddle", gd=((0.1, 0.2),))))
    assert window.files.open(file)
    now = until(qtbot, window, lambda now: now.surface.key == "saddle")
    assert now.fleets[0].position.tolist() == [[0.1, 0.2]]
    assert window.files.recent == (file,)


def test_a_session_continues_at_its_saved_update(qtbot, window, tmp_path):
    click(qtbot, window, (0.5, 0.5))
    window.engine.send(Walk(30))
    kept = until(qtbot, window, lambda now: now.update == 30)
    file = scenario_file(tmp_path, write_session(kept))
    window.engine.send(Walk(-30))
    until(qtbot, window, lambda now: now.update == 0)
    assert window.files.open(file)
    now = until(qtbot, window, lambda now: now.update == 30 and now.goal is None)
    assert session.agrees(reached_of(kept), now)
    assert window.central.notices.shown == ()


@pytest.mark.parametrize("text", ["", "{}", '{"format": 9, "kind": "scenario"}', "\x00\x01"])
def test_a_damaged_file_shows_a_message_and_nothing_is_lost(qtbot, window, tmp_path, text):
    click(qtbot, window, (0.5, 0.5))
    before = until(qtbot, window, balls)
    assert not window.files.open(scenario_file(tmp_path, text))
    (notice,) = window.central.notices.shown
    assert "given.json" in notice.text()
    assert window.engine.snapshot is before


def test_a_missing_file_shows_a_message(window, tmp_path):
    assert not window.files.open(tmp_path / "nowhere.json")
    assert "nowhere.json" in window.central.notices.shown[0].text()


def test_the_run_is_exported_in_the_background(qtbot, window, tmp_path):
    click(qtbot, window, (0.5, 0.5))
    window.engine.send(Walk(10))
    until(qtbot, window, lambda now: now.update == 10)
    file = tmp_path / "run.csv"
    window.files.export(file)
    qtbot.waitUntil(file.exists, timeout=5000)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Update,Fleet,Optimizer,Ball,w₁,w₂,Loss,‖g‖,λ₁,λ₂")
    assert len(lines) == 12
    qtbot.waitUntil(lambda: bool(window.central.notices.shown))


def test_a_refused_command_shows_a_message(qtbot, window):
    window.engine.send(Pace(-1.0))
    qtbot.waitUntil(lambda: bool(window.central.notices.shown))


# Failures.


def test_without_opengl_the_contour_map_replaces_the_scene(qtbot, qapp):
    def fails():
        raise RuntimeError("no libGL")

    with opened(qtbot, qapp, make_scene=fails) as window:
        qtbot.waitUntil(lambda: window.viewport.panel is not None)
        assert window.viewport.panel.isVisible()
        assert "no libGL" in window.central.notices.shown[0].text()
        window.engine.send(Play())
        until(qtbot, window, lambda now: now.update > 2)


def test_a_scene_that_fails_while_painting_is_replaced_too(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        window.viewport.scene.failed.emit("lost")
        qtbot.waitUntil(lambda: window.viewport.panel is not None)
        assert window.viewport.scene is None


def test_the_session_of_a_crash_is_resumed(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        window.engine.send(Drop((0,), ((0.5, 0.5),)))
        window.engine.send(Walk(25))
        reached(window, lambda now: now.update == 25)
        window.autosave.save()
        qtbot.waitUntil((tmp_path / "session-0.json").exists)
    (tmp_path / "session-0.left").unlink()  # as a crash leaves it
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        now = reached(window, lambda now: now.update == 25 and now.goal is None)
        assert balls(now) == {0}
        assert window.central.notices.shown
        assert window.actions_["undo"].isEnabled()
        window.actions_["undo"].trigger()
        now = reached(window, lambda now: not balls(now) and now.goal is None)
        assert (now.update, now.undo_title) == (25, None)


def test_the_program_starts_with_a_damaged_autosave(qtbot, qapp, tmp_path):
    (tmp_path / "session-0.json").write_text("{", encoding="utf-8")
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        assert window.engine.snapshot.update == 0
        assert (tmp_path / "session-0.damaged").exists()


def test_two_windows_save_their_sessions_in_separate_files(qtbot, qapp, tmp_path):
    with (
        opened(qtbot, qapp, sessions=tmp_path, painted=False) as one,
        opened(qtbot, qapp, sessions=tmp_path, painted=False) as two,
    ):
        for window, point in ((one, (0.5, 0.5)), (two, (0.7, 0.5))):
            window.engine.send(Drop((0,), (point,)))
            reached(window, balls)
            window.autosave.save()
            assert window.autosave.wait(QDeadlineTimer(5000))
        kept = [session.read(file.read_text("utf-8")) for file in tmp_path.glob("session-*.json")]
        points = {read.reached.points for read in kept}
        assert points == {((0.5, 0.5),), ((0.7, 0.5),)}


def test_a_read_only_settings_folder_shows_a_message_and_the_window_works(qtbot, qapp, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with opened(qtbot, qapp, settings=blocked / "settings.ini", painted=False) as window:
        window.shell.settings.put("x", 1.0)
        window.shell.settings.save()
        assert window.central.notices.shown


def test_panels_are_restored(qtbot, qapp, tmp_path):
    file = tmp_path / "settings.ini"
    with opened(qtbot, qapp, settings=file) as window:
        window.docks["curves"].hide()
    with opened(qtbot, qapp, settings=file) as window:
        assert not window.docks["curves"].isVisible()
        window.docking.reset()
        assert window.docks["curves"].isVisible()


def test_the_message_about_a_failed_save_has_the_reason(qtbot, window, tmp_path, monkeypatch):
    picture, chosen = window.viewport.picture(), tmp_path / "nowhere" / "seen.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(chosen), ""))
    window.files.save_picture(picture)
    await_files(qtbot, window)
    window.files.save_as()
    await_files(qtbot, window)
    texts = [notice.text() for notice in window.central.notices.shown]
    reason = "can’t be written: there is no such file or folder"
    assert texts == [f"“seen.png” {reason}", f"“seen.png.downhill” {reason}"]
    chosen = tmp_path / "seen.odd"
    window.files.save_picture(picture)
    qtbot.waitUntil(lambda: "“odd”" in window.central.notices.shown[-1].text())
    assert not chosen.exists()


def test_a_picture_is_saved_as_it_is_shown(qtbot, window, tmp_path, monkeypatch):
    picture, file = window.viewport.picture(), tmp_path / "seen.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(file), ""))
    window.files.save_picture(picture)
    qtbot.waitUntil(file.exists)
    assert QImage(str(file)).size() == picture.size()


def test_a_long_export_shows_its_progress_and_can_be_cancelled(
    qtbot, window, tmp_path, monkeypatch
):
    written, released = [], Event()

    def write(now, names, file, progress):
        progress(0.25)
        written.append(file)
        released.wait(10)
        progress(0.5)  # raises after the cancellation
        file.touch()

    monkeypatch.setattr("gui.documents.file_commands.write_run", write)
    file = tmp_path / "run.csv"
    window.files.export(file)
    qtbot.waitUntil(lambda: len(window.central.notices.shown) == 1)
    notice = window.central.notices.shown[0]
    qtbot.waitUntil(lambda: "25%" in notice.text())
    window.files.export(tmp_path / "other.csv")  # one at a time
    part(notice, QPushButton).click()
    released.set()
    qtbot.waitUntil(lambda: window.central.notices.shown == ())
    qtbot.wait(50)  # no message follows
    assert window.central.notices.shown == ()
    assert written == [file]
    assert not file.exists()


def test_closing_the_window_during_an_export_leaves_nothing_of_it(
    qtbot, qapp, tmp_path, monkeypatch
):
    parts, begun, cancelled = engine.export.parts, Event(), Event()

    def parts_of_a_long_run(now, progress):
        yield from parts(now, progress)
        begun.set()
        try:
            for _ in range(2000):  # until a cancellation makes `progress` raise
                sleep(0.005)
                progress(0.5)
        except BaseException:
            cancelled.set()
            raise

    monkeypatch.setattr(engine.export, "parts", parts_of_a_long_run)
    with opened(qtbot, qapp, painted=False) as window:
        window.engine.send(Drop((0,), ((0.5, 0.5),)))
        window.engine.send(Walk(10))
        reached(window, lambda now: now.update == 10)
        window.files.export(tmp_path / "run.csv")
        qtbot.waitUntil(begun.is_set)
        window.close()
        qtbot.waitUntil(cancelled.is_set)
        qtbot.waitUntil(lambda: not list(tmp_path.glob("run.csv*")))


def test_a_short_export_shows_no_progress(qtbot, window, tmp_path, monkeypatch):
    def write(now, names, file, progress):
        for percent in range(100):
            progress(percent / 100)

    monkeypatch.setattr("gui.documents.file_commands.write_run", write)
    window.files.export(tmp_path / "run.csv")
    qtbot.waitUntil(lambda: bool(window.central.notices.shown))
    assert [notice.text() for notice in window.central.notices.shown] == ["Saved as “run.csv”."]
