"""Work on a file, in the background."""

import weakref

from gui.documents.file_task import FileTask


def work(progress):
    progress(1.0)


class Run:
    """Stands for a run that takes much memory."""


def test_what_was_to_be_done_with_a_result_is_let_go_of_once_it_is_done(qtbot, qapp, tmp_path):
    task, run, seen = FileTask(print, "", print, qapp), Run(), []
    held = weakref.ref(run)
    task.start(tmp_path / "file", lambda result, run=run: seen.append(result), work)
    del run
    qtbot.waitUntil(lambda: bool(seen))
    assert held() is None
