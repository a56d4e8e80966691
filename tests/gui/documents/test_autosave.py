"""The session saved on disk, and its recovery at the next start."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton

import gui.window.main_window
from engine import session
from engine.commands import Drop, Load, Walk
from engine.errors import NEWER, NOT_OURS, DataError
from engine.jobs import DIED
from engine.timeline import Course
from gui.documents.settings import Settings
from gui.startup import run
from gui.startup.arguments import parse
from gui.startup.opengl_probe import Drawing
from gui.tasks.background_task import BackgroundTask
from gui.widgets.notice import Severity
from tests.gui.parts import part
from tests.gui.windows import balls, opened, race, reached

DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def left(qtbot, qapp, tmp_path):
    """A folder with the session of a window that was left on purpose, at update 5."""
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        window.engine.send(Drop((0,), ((0.5, 0.5),)))
        window.engine.send(Walk(5))
        reached(window, lambda now: now.update == 5)
        window.autosave.leave_for_next_start()
    return tmp_path


def messages(window):
    return [(notice.text(), notice.severity) for notice in window.central.notices.shown]


def test_a_session_left_on_purpose_is_resumed_and_not_called_a_crash(qtbot, qapp, left):
    with opened(qtbot, qapp, sessions=left, painted=False) as window:
        reached(window, lambda now: now.update == 5 and now.goal is None)
        assert messages(window) == [("Your last session was restored.", Severity.INFO)]


@pytest.mark.usefixtures("only_offered")
def test_if_another_file_was_opened_it_can_be_resumed_by_a_button(qtbot, qapp, left):
    with opened(qtbot, qapp, sessions=left, painted=False) as window:
        assert messages(window) == [KEPT]
        part(window.central.notices.shown[0], QPushButton).click()
        reached(window, lambda now: now.update == 5 and now.goal is None)


def test_a_crash_after_that_is_called_a_crash(qtbot, qapp, left):
    with opened(qtbot, qapp, sessions=left, painted=False):
        assert not (left / "session-0.left").exists()
    (left / "session-0.left").unlink()  # a crash, as far as the folder shows
    with opened(qtbot, qapp, sessions=left, painted=False) as window:
        reached(window, lambda now: now.update == 5 and now.goal is None)
        assert messages(window)[0][0].startswith("The last run ended unexpectedly")


@pytest.fixture
def only_offered(monkeypatch):
    """As if another file had been opened, without a click on the button."""
    start = gui.window.main_window.MainWindow.start
    monkeypatch.setattr(
        gui.window.main_window.MainWindow, "start", lambda self, _: start(self, fresh=False)
    )


UNEXPECTED = ("The last run ended unexpectedly.", Severity.WARNING)
KEPT = ("Your last session was kept.", Severity.INFO)


@pytest.mark.usefixtures("only_offered")
@pytest.mark.parametrize(("crashed", "words"), [(True, UNEXPECTED), (False, KEPT)])
def test_a_session_that_was_not_resumed_keeps_its_status(qtbot, qapp, left, crashed, words):
    session = (left / "session-0.json").read_bytes()
    if crashed:
        (left / "session-0.left").unlink()
    for _ in range(2):
        with opened(qtbot, qapp, sessions=left, painted=False) as window:
            assert messages(window) == [words]
            window.autosave.leave_for_next_start()
        assert (left / "session-0.json").read_bytes() == session


def test_a_crashed_session_that_was_resumed_is_an_ordinary_one(qtbot, qapp, left):
    (left / "session-0.left").unlink()
    with opened(qtbot, qapp, sessions=left, painted=False) as window:
        reached(window, lambda now: now.update == 5 and now.goal is None)
        window.autosave.leave_for_next_start()
    with opened(qtbot, qapp, sessions=left, painted=False) as window:
        assert messages(window)[0][0] == "Your last session was restored."


class Stub:
    """The parts of a window that the start uses."""

    def __init__(self, bad, *parts):
        del parts
        self.left, self.activation = [], None
        self.autosave = SimpleNamespace(leave_for_next_start=lambda: self.left.append(True))
        self.close = self.finish_saving = lambda: None
        signal = SimpleNamespace(connect=lambda slot: None)
        self.docking, self.bad = SimpleNamespace(panels_made=signal), bad

    def start(self, *words, **more):
        if self.bad:
            raise RuntimeError("no window")


@pytest.mark.parametrize("bad", [True, False])
def test_a_session_is_left_on_purpose_only_if_the_system_ended_the_program(
    qapp, monkeypatch, tmp_path, bad
):
    made = []

    def make(*parts):
        made.append(Stub(bad, *parts))
        return made[0]

    monkeypatch.setattr(gui.window.main_window, "MainWindow", make)
    monkeypatch.setattr(qapp, "exec", lambda: 143)
    start = SimpleNamespace(settings=Settings(tmp_path / "settings.ini"))
    if bad:
        with pytest.raises(RuntimeError, match="no window"):
            run._open(qapp, parse([]), start, Drawing.USUAL)
    else:
        assert run._open(qapp, parse([]), start, Drawing.USUAL) == 143
    assert made[0].left == ([] if bad else [True])


def test_a_window_without_edits_leaves_nothing(qtbot, qapp, tmp_path):
    folder = tmp_path / "sessions"
    with opened(qtbot, qapp, sessions=folder, painted=False) as window:
        window.autosave.leave_for_next_start()
    assert list(folder.iterdir()) == []


# Closing.


def edited(window):
    window.engine.send(Drop((0,), ((0.5, 0.5),)))
    reached(window, balls)


def test_edits_that_were_not_saved_are_offered_again_after_closing(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        edited(window)
    for _ in range(2):  # offered until it is taken
        with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
            assert messages(window) == [KEPT]
            assert not balls(window.engine.snapshot)
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        part(window.central.notices.shown[0], QPushButton).click()
        reached(window, balls)
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        assert messages(window) == [KEPT]  # resumed, and again not saved


def test_what_was_saved_or_only_opened_is_not_offered(qtbot, qapp, tmp_path, monkeypatch):
    chosen = tmp_path / "mine.downhill"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(chosen), ""))
    folder = tmp_path / "sessions"
    with opened(qtbot, qapp, sessions=folder, painted=False) as window:
        edited(window)
        window.autosave.save()
        assert window.files.save_as()
        qtbot.waitUntil(lambda: window.files.file == chosen)
    assert list(folder.iterdir()) == []
    with opened(qtbot, qapp, sessions=folder, painted=False) as window:
        assert messages(window) == []
        assert window.files.open(chosen)
        reached(window, balls)
    assert list(folder.iterdir()) == []


def test_closing_at_once_saves_what_was_to_be_saved(qtbot, qapp, tmp_path, monkeypatch):
    chosen = tmp_path / "mine.downhill"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(chosen), ""))
    with opened(qtbot, qapp, painted=False) as window:
        edited(window)
        assert window.files.save_as()
        window.close()
        assert window.finish_saving()
        assert len(session.read(chosen.read_text("utf-8")).reached.balls) == 1


def test_the_newest_of_many_sessions_is_offered_and_none_of_them_is_lost(qtbot, qapp, tmp_path):
    for update in (1, 2, 3):
        with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
            window.central.notices.clear()
            edited(window)
            window.engine.send(Walk(update))
            reached(window, lambda now, update=update: now.update == update)
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        part(window.central.notices.shown[0], QPushButton).click()
        reached(window, lambda now: now.update == 3 and now.goal is None)
    kept = [session.read(file.read_text("utf-8")) for file in tmp_path.glob("*.json")]
    assert sorted(each.course.update for each in kept) == [1, 2, 3]


def test_that_sessions_can_not_be_saved_is_said_once_and_that_they_can_be_again(
    qtbot, qapp, tmp_path
):
    folder = tmp_path / "sessions"
    folder.write_text("no folder")
    with opened(qtbot, qapp, sessions=folder, painted=False) as window:
        (notice,) = window.central.notices.shown
        assert "can’t be saved automatically" in notice.text()
        notice.dismiss()
        edited(window)
        for _ in range(3):
            window.autosave.save()
        assert messages(window) == []
        folder.unlink()
        window.autosave.save()
        qtbot.waitUntil(lambda: bool(window.central.notices.shown))
        assert "automatically again" in messages(window)[0][0]
    assert (folder / "session-0.json").exists()


def test_nothing_ticks_where_nothing_is_to_be_saved(qtbot, qapp, tmp_path):
    """And where something is, a timer that looks for it runs until it is written."""
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        (timer,) = window.autosave.findChildren(QTimer, options=DIRECTLY)
        assert not timer.isActive()
        edited(window)
        assert timer.isActive()

        def fire():
            timer.stop()
            timer.timeout.emit()
            return not timer.isActive()

        assert not fire()
        qtbot.waitUntil(fire)
        assert (tmp_path / "session-0.json").exists()


def test_a_window_whose_session_can_not_be_kept_says_so_before_it_closes(qtbot, qapp, tmp_path):
    folder = tmp_path / "sessions"
    folder.write_text("no folder")
    with opened(qtbot, qapp, sessions=folder, painted=False) as window:
        edited(window)
        window.central.notices.clear()
        assert not window.close()
        assert window.isVisible()
        assert messages(window)[-1][0].startswith("This session can’t be kept: ")
        assert window.close()


def test_what_was_made_before_a_session_is_resumed_is_kept_too(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        edited(window)
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        for _ in range(3):
            window.engine.send(Drop((0,), ((0.5, 0.5),)))
        reached(window, lambda now: len(balls(now)) == 3)
        before = window.engine.snapshot
        part(window.central.notices.shown[0], QPushButton).click()
        window.refresh(before)  # as a frame does before the engine has opened it
        reached(window, lambda now: len(balls(now)) == 1)
    kept = [session.read(file.read_text("utf-8")) for file in tmp_path.glob("*.json")]
    assert sorted(len(each.reached.balls) for each in kept) == [1, 3]


def test_a_run_that_another_was_opened_over_is_kept(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        edited(window)
        window.engine.send(Load(race("himmelblau")))
        reached(window, lambda now: now.surface.key == "himmelblau")
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        assert messages(window) == [KEPT]
        part(window.central.notices.shown[0], QPushButton).click()
        reached(window, balls)


@pytest.mark.parametrize(
    ("error", "stays"),
    [
        (OSError(24, "Too many open files"), True),
        (DataError(DIED), True),
        (DataError(NEWER, "9"), True),
        (DataError(NOT_OURS), False),
    ],
)
def test_only_a_session_that_is_damaged_is_set_aside(
    qtbot, qapp, tmp_path, monkeypatch, error, stays
):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        edited(window)
    (tmp_path / "session-0.left").unlink()

    def refuse(file):
        raise error

    monkeypatch.setattr("gui.documents.file_commands.load", refuse)
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        assert messages(window)[0][1] is Severity.ERROR
    assert (tmp_path / "session-0.json").exists() is stays
    assert (tmp_path / "session-0.damaged").exists() is not stays


def test_each_of_several_runs_that_others_were_opened_over_is_kept(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        for count, key in enumerate(("himmelblau", "saddle", "bowl"), 1):
            for _ in range(count):
                window.engine.send(Drop((0,), ((0.5, 0.5),)))
            reached(window, lambda now, count=count: len(balls(now)) == count)
            window.engine.send(Load(race(key)))
            reached(window, lambda now, key=key: now.surface.key == key and not balls(now))
    kept = [session.read(file.read_text("utf-8")) for file in tmp_path.glob("*.json")]
    assert sorted(len(each.reached.balls) for each in kept) == [1, 2, 3]


def tasks(window):
    return window.autosave.findChildren(BackgroundTask)


def test_runs_that_others_were_opened_over_keep_no_task_each(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, sessions=tmp_path, painted=False) as window:
        for _ in range(6):
            window.engine.send(Drop((0,), ((0.5, 0.5),)))
            reached(window, lambda now: now.made > 0)
            run = race()
            window.engine.open(Course(run, (), 0))
            reached(window, lambda now, run=run: now.scenario is run)
            qtbot.waitUntil(lambda: not any(each.busy for each in tasks(window)))
        qtbot.wait(1)
        assert len(tasks(window)) <= 2  # saving, and the last
