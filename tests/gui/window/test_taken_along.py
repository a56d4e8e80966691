"""Pictures, films and scripts of a run, in the whole window and with real processes."""

import errno
import multiprocessing
import os
from contextlib import contextmanager
from dataclasses import replace
from tempfile import gettempdir

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from engine import schedules, surfaces
from engine.commands import (
    AddFleet,
    ChangeSurface,
    Drop,
    GoTo,
    Load,
    Reschedule,
    Turn,
    TurnSurface,
    Walk,
)
from engine.jobs import Progress
from engine.optimizers import BY_KEY
from engine.scenario import Scenario
from engine.script import torch_script
from gui.dialogs.film.dialog import FilmDialog
from gui.dialogs.film.order import FilmOrder
from gui.dialogs.picture.dialog import PictureDialog
from gui.window.export import film_work
from gui.window.export.sources import film_source, picture_sources
from tests.gui.parts import part
from tests.gui.scene.looking import array_of
from tests.gui.shared_window import await_files
from tests.gui.windows import opened, until

ORDER = FilmOrder(0, 12, seconds=1, rate=10, size=(320, 240))


@pytest.fixture
def window(qtbot, window):
    """The window after twelve updates of two balls, one of which was dropped on the way."""
    window.engine.send(Drop((0,), ((-1.5, 1.0),)))
    window.engine.send(Walk(4))
    until(qtbot, window, lambda now: now.update == 4)
    window.engine.send(Drop((1,), ((1.2, -1.6),)))
    window.engine.send(Walk(8))
    until(qtbot, window, lambda now: now.update == 12)
    return window


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """The file that is chosen in every dialog; and the names that were proposed."""
    proposed, file = [], tmp_path / "taken"

    def choose(parent, title, start, kinds):
        proposed.append(os.path.basename(start))
        return str(file.with_suffix(os.path.splitext(start)[1])), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return file, proposed


def drawn(window, sources):
    return array_of(sources.scene(1.0, window.shell.theme.palette, False))


def messages(window):
    return [notice.text() for notice in window.central.notices.shown]


def test_a_picture_is_made_from_the_menu_and_saved_under_the_runs_name(qtbot, window, chosen):
    file, proposed = chosen
    window.actions_["save_picture"].trigger()
    dialog = part(window, PictureDialog)
    qtbot.waitUntil(lambda: dialog.settled)
    dialog.controls.parts["map"].click()
    dialog.controls.parts["curves"].click()
    dialog.controls.scale.button("1").click()
    qtbot.waitUntil(lambda: dialog.settled)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "Saved as “taken.png”." in messages(window))
    assert proposed == ["Round bowl.png"]
    image = QImage(str(file.with_suffix(".png")))
    assert image.width() > window.viewport.width()
    dialog.close()


def test_a_picture_is_that_of_its_moment_though_the_run_goes_on(qtbot, window):
    qtbot.waitUntil(lambda: window.viewport.complete)
    sources = picture_sources(window.parts)
    before = drawn(window, sources)
    window.engine.send(Walk(30))
    until(qtbot, window, lambda now: now.update == 42)
    window.clock.tick()
    later = np.abs(drawn(window, picture_sources(window.parts)) - before).mean()
    assert np.abs(drawn(window, sources) - before).mean() < 0.1 * later
    facts = sources.facts()
    assert facts.title == "Round bowl"
    assert len(facts.legend) == 2
    assert facts.range[1] == "loss, linear"


def test_a_picture_of_another_moment_leaves_the_view_at_the_present_one(qtbot, window):
    sources = picture_sources(window.parts)
    window.engine.send(Walk(30))
    until(qtbot, window, lambda now: now.update == 42)
    drawn(window, picture_sources(window.parts))
    before = array_of(window.viewport.picture()).astype(int)
    drawn(window, sources)
    assert np.abs(array_of(window.viewport.picture()) - before).mean() < 0.05


def test_the_picture_of_a_landscape_that_was_left_begins_again(qtbot, window):
    window.actions_["save_picture"].trigger()
    dialog = part(window, PictureDialog)
    qtbot.waitUntil(lambda: dialog.settled)
    other = surfaces.BY_KEY["himmelblau"]()
    window.engine.send(ChangeSurface(other))
    until(qtbot, window, lambda now: now.surface == other)
    qtbot.waitUntil(lambda: dialog.settled)
    dialog.drawn(dialog.controls.choices)
    assert window.viewport.scene.ground_presenter.surface == other
    facts = picture_sources(window.parts).facts()
    assert dialog.facts == facts
    dialog.close()


def test_an_open_dialog_of_a_film_follows_to_another_run(qtbot, window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.actions_["film"].trigger()
    dialog, wanted = part(window, FilmDialog), []
    dialog.saved.connect(lambda work, ending: wanted.append(work[1].scenario))
    for key in ("bowl", "saddle"):
        before = window.engine.snapshot.edits
        window.engine.send(Load(Scenario(surfaces.BY_KEY[key]())))
        until(qtbot, window, lambda now, before=before: now.edits > before)
        dialog.save_button.click()
        assert wanted[-1] is window.engine.snapshot.scenario
    dialog.close()


def test_dialogs_close_with_the_window_and_estimate_no_more(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        window.actions_["film"].trigger()
        dialog = part(window, FilmDialog)
        assert not dialog.settled
        window.close()
        assert not dialog.isVisible()
        assert dialog.settled


def test_the_menu_says_why_there_is_no_script_in_the_language_of_now(qtbot, window):
    script, undo = window.actions_["script"], window.actions_["undo"]
    window.engine.send(Turn(0, "lr", 0.2))
    until(qtbot, window, lambda now: now.undo_title == "Turn knob")
    window.selection.choose_fleet(0)
    assert "changed in mid-run" in script.text()
    window.shell.languages.choose("zh_CN")
    qtbot.waitUntil(lambda: "撤销" in undo.text())
    assert "mid-run" not in script.text()
    assert "Turn" not in undo.text()


def test_a_run_that_was_too_long_for_a_script_has_one_where_it_is_short(qtbot, window, monkeypatch):
    monkeypatch.setattr(torch_script, "MOST_NUMBERS", 20)
    script = window.actions_["script"]
    for command in (GoTo(0), Reschedule(0, schedules.BY_KEY["exponential"]()), Walk(30)):
        window.engine.send(command)
    until(qtbot, window, lambda now: now.update == 30)
    window.selection.choose_fleet(0)
    for update, enabled in ((10, True), (30, False), (10, True)):
        window.engine.send(GoTo(update))
        until(qtbot, window, lambda now, update=update: now.update == update)
        assert script.isEnabled() == enabled, script.text()


def test_a_film_is_made_while_the_window_goes_on(qtbot, window, chosen, monkeypatch):
    file, proposed = chosen
    window.actions_["film"].trigger()
    dialog = part(window, FilmDialog)
    assert dialog.controls.order.last == 12
    monkeypatch.setattr(type(dialog.controls), "order", ORDER)
    dialog.save_button.click()
    assert not dialog.isVisible()  # it would cover the message with the progress
    window.actions_["film"].trigger()
    dialog.save_button.click()  # one at a time
    assert dialog.isVisible()
    dialog.close()
    assert any("A film is being made" in text for text in messages(window))
    window.engine.send(Walk(1))
    until(qtbot, window, lambda now: now.update == 13)
    qtbot.waitUntil(lambda: "Saved as “taken.gif”." in messages(window), timeout=60_000)
    assert proposed == ["Round bowl.gif"]
    with Image.open(file.with_suffix(".gif")) as film:
        assert film.size == ORDER.size
        assert film.n_frames == 10
        assert film.info["duration"] == 100
    assert [each.name for each in file.parent.iterdir()] == ["taken.gif"]


def test_a_file_is_asked_for_above_the_dialog_which_keeps_the_focus(qtbot, window, monkeypatch):
    parents = []
    ask = lambda parent, *asked: parents.append(parent) or ("", "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_["film"].trigger()
    dialog = part(window, FilmDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.save_button.click()
    assert parents == [dialog]
    assert dialog.isVisible()  # nothing was chosen
    dialog.close()


def test_a_cancelled_film_leaves_nothing(qtbot, window, chosen, monkeypatch):
    file, _ = chosen
    monkeypatch.setattr(film_work, "make_film", endless)
    source = film_source(window.parts)
    window.files.save_film((source.write, source.shot, ORDER), ".gif")
    qtbot.waitUntil(lambda: any("Writing" in text for text in messages(window)), timeout=30_000)
    (notice,) = [each for each in window.central.notices.shown if "Writing" in each.text()]
    part(notice, QPushButton).click()
    qtbot.waitUntil(lambda: not multiprocessing.active_children())
    await_files(qtbot, window)
    assert not any("taken.gif" in text for text in messages(window))
    assert list(file.parent.iterdir()) == []


def endless(shot, order, file, progress):
    """Takes the place of making a film, in its process."""
    from time import sleep

    file.write_bytes(b"a part of it")
    share = 0.0
    while True:
        sleep(0.01)
        share = min(0.9, share + 0.01)
        progress(share)


@pytest.mark.parametrize("where", ["made", "put in its place"])
def test_a_full_disk_is_one_message_and_leaves_nothing(qtbot, window, chosen, monkeypatch, where):
    file, _ = chosen
    file.with_suffix(".gif").write_bytes(b"an older film")
    folders = []

    class Folder(film_work.TemporaryDirectory):
        def __enter__(self):
            folders.append(super().__enter__())
            return folders[-1]

    def made(work, shot, order, target, progress, share):
        target.write_bytes(b"x" * 100)
        if where == "made":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    @contextmanager
    def full(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        yield

    monkeypatch.setattr(film_work, "TemporaryDirectory", Folder)
    monkeypatch.setattr(film_work, "apart", made)
    monkeypatch.setattr(film_work, "writing", full)
    source = film_source(window.parts)
    window.files.save_film((film_work.write_film_to, source.shot, ORDER), ".gif")
    await_files(qtbot, window)
    # A full folder for temporary files is not where the person wanted the film.
    wanted = "“taken.gif” can’t be written" if where != "made" else f"“{gettempdir()}” first"
    said = [text for text in messages(window) if "disk is full" in text]
    assert len(said) == 1
    assert wanted in said[0]
    assert file.with_suffix(".gif").read_bytes() == b"an older film"
    assert not any(os.path.exists(folder) for folder in folders)


def test_frames_are_those_of_an_exact_replay_and_of_the_same_view(qtbot, window):
    """Drawn here, in this process: what another does is the same."""
    shot = film_source(window.parts).shot
    seen = []
    order = replace(ORDER, first=3, last=11, seconds=1, rate=10)
    with film_work.studio(shot, order, seen.append) as frames:
        first, last = frames.draw(0), frames.draw(9)
        again = frames.draw(0)
    change = np.abs(first.astype(int) - last).mean()
    # Where there is room for a name depends on where it was before.
    assert np.abs(first.astype(int) - again).mean() < 0.3 * change
    assert first.shape == (240, 320, 3)
    assert all(0 <= share <= 1 for share in seen)


def test_frames_after_a_turn_of_the_landscape_are_as_fine_as_others(qtbot, window):
    window.engine.send(Load(Scenario(surfaces.BY_KEY["rastrigin"]())))
    window.engine.send(Walk(1))
    until(qtbot, window, lambda now: now.update == 1)
    window.engine.send(TurnSurface("amplitude", 5.0))
    until(qtbot, window, lambda now: now.undo_title == TurnSurface.title)
    shot, drawn_after = replace(film_source(window.parts).shot, camera_fits=False), []
    for first in (0, 1):
        order = replace(ORDER, first=first, last=2)
        with film_work.studio(shot, order, lambda share: None) as frames:
            frames.draw(0)
            drawn_after.append(frames.draw(9).astype(int))
    assert np.abs(drawn_after[0] - drawn_after[1]).mean() < 0.01


def test_colors_of_fleets_that_were_added_later_are_expected(qtbot, window):
    run = replace(window.engine.snapshot.scenario, fleets=())
    for command in (Load(run), AddFleet(BY_KEY["adam"]())):
        window.engine.send(command)
    now = until(qtbot, window, lambda now: now.undo_title == AddFleet.title)
    color = window.shell.theme.palette.fleet_color(now.fleets[0].color)
    with film_work.studio(film_source(window.parts).shot, ORDER, lambda share: None) as frames:
        assert color in frames.colors


@pytest.mark.parametrize("look", [3.0, -1.0])
def test_the_size_is_estimated_from_few_frames(window, tmp_path, monkeypatch, look):
    """Where time is over at once, those at the beginning stand for all."""
    monkeypatch.setattr(film_work, "LOOK", look)
    shot, order = film_source(window.parts).shot, replace(ORDER, turning=True)
    drawn, real = [], film_work.framed
    monkeypatch.setattr(film_work, "framed", lambda *args: drawn.append(args[-1]) or real(*args))
    progress = Progress(0, [0.0, 0.0])
    guess = film_work.estimate(shot, order, tmp_path, progress)
    assert len(drawn) < (14 if look > 0 else 8)
    film_work.make_film(shot, order, tmp_path / "film", progress)
    size = (tmp_path / "film").stat().st_size
    assert size / 1.5 < guess < 1.5 * size


def test_a_turning_camera_comes_round_once(window):
    shot, order = film_source(window.parts).shot, replace(ORDER, turning=True)
    with film_work.studio(shot, order, lambda share: None) as frames:
        still = frames.draw(0)
        turned = frames.draw(4)
    assert (abs(still.astype(int) - turned).max(axis=2) > 30).mean() > 0.02


def test_without_a_view_there_is_no_film_and_the_map_is_the_picture(qtbot, qapp):
    def fails():
        raise RuntimeError("no libGL")

    with opened(qtbot, qapp, make_scene=fails) as window:
        qtbot.waitUntil(lambda: window.viewport.panel is not None)
        window.actions_["film"].trigger()
        assert any("3-D view can be filmed" in text for text in messages(window))
        window.actions_["save_picture"].trigger()
        dialog = part(window, PictureDialog)
        qtbot.waitUntil(lambda: dialog.settled)
        assert dialog.controls.choices.parts >= {"map", "curves"}
        assert not dialog.drawn(dialog.controls.choices).isNull()


def test_a_script_is_saved_and_the_menu_says_where_there_is_none(qtbot, window, chosen):
    file, proposed = chosen
    script = window.actions_["script"]
    window.selection.choose_fleet(0)
    window.clock.tick()
    assert script.isEnabled()
    script.trigger()
    qtbot.waitUntil(lambda: "Saved as “taken.py”." in messages(window))
    text = file.with_suffix(".py").read_text(encoding="utf-8")
    assert text.startswith("# Round bowl\n")
    assert "torch.optim.SGD" in text
    assert proposed == ["Round bowl.py"]
    window.engine.send(Turn(0, "lr", 0.2))
    until(qtbot, window, lambda now: now.undo_title == "Turn knob")
    assert not script.isEnabled()
    assert "changed in mid-run" in script.text()


def test_a_film_has_the_marks_of_critical_points_while_they_are_shown(qtbot, window):
    window.engine.send(Load(Scenario(surfaces.BY_KEY["himmelblau"]())))
    until(qtbot, window, lambda now: now.surface.key == "himmelblau")
    pictures = []
    for shown in (False, True):
        shot = film_source(window.parts).shot
        wanted = shot.overlays | {"critical"} if shown else shot.overlays - {"critical"}
        shot = replace(shot, overlays=wanted)
        with film_work.studio(shot, ORDER, lambda share: None) as frames:
            pictures.append(np.array(frames.draw(0), int))
    changed = (np.abs(pictures[1] - pictures[0]).max(axis=-1) > 60).sum()
    assert 200 < changed < 20_000  # nine marks
