"""The session that is kept on disk: what the next start is told of it."""

import pytest

from engine.commands import Walk
from gui.widgets.notice import Severity
from tests.gui.windows import click, opened, until


@pytest.fixture
def left(qtbot, qapp, tmp_path):
    """A folder with the session of a window that was left on purpose, at update 5."""
    with opened(qtbot, qapp, sessions=tmp_path) as window:
        click(qtbot, window, (0.5, 0.5))
        window.engine.send(Walk(5))
        until(qtbot, window, lambda now: now.update == 5)
        window.keeper.leave()
    return tmp_path


def told(window):
    return [(notice.text(), notice.severity) for notice in window.stage.notices.shown]


def test_a_session_that_was_left_on_purpose_goes_on_and_is_called_no_crash(qtbot, qapp, left):
    with opened(qtbot, qapp, sessions=left) as window:
        until(qtbot, window, lambda now: now.update == 5 and now.goal is None)
        assert told(window) == [("Your last session goes on here.", Severity.INFO)]


def test_where_another_file_was_asked_for_it_is_offered(qtbot, qapp, left):
    with opened(qtbot, qapp, sessions=left) as window:
        window.stage.notices.clear()
        window.deeds.offer_left_behind(window.keeper.left_behind(), False, window.keeper.meant)
        assert told(window) == [("Your last session was kept.", Severity.INFO)]
        window.engine.send(Walk(1))
        until(qtbot, window, lambda now: now.update == 6)
        window.stage.notices.shown[0]._act.click()
        until(qtbot, window, lambda now: now.update == 5 and now.goal is None)


def test_a_crash_after_that_is_called_one(qtbot, qapp, left):
    session = (left / "session-0.json").read_bytes()
    with opened(qtbot, qapp, sessions=left):
        pass  # a crash, as far as the folder shows
    (left / "session-0.json").write_bytes(session)
    with opened(qtbot, qapp, sessions=left) as window:
        until(qtbot, window, lambda now: now.update == 5 and now.goal is None)
        assert told(window)[0][0].startswith("The last session ended unexpectedly")


def test_a_window_without_edits_leaves_nothing(qtbot, qapp, tmp_path):
    folder = tmp_path / "sessions"
    with opened(qtbot, qapp, sessions=folder) as window:
        window.keeper.leave()
    assert list(folder.iterdir()) == []
