"""Work in a process of its own, waited for on a thread."""

import multiprocessing

import pytest

from engine.apart import apart
from engine.jobs import CancelledError, Progress
from tests.engine.work import half, unstoppable, until


def test_work_apart_is_answered_reported_and_cancelled_with_its_process(tmp_path):
    marks = [0.0, 0.0]
    progress = Progress(1, marks)
    assert apart(half, 1, progress=progress, share=0.5) == 0.5
    shares = []

    def cancelled(share):
        shares.append(share)
        if share:
            raise CancelledError

    with pytest.raises(CancelledError):  # though the work never looks
        apart(unstoppable, tmp_path / "file", progress=cancelled, share=0.5)
    assert shares[0] == 0.0
    assert shares[-1] == 0.125
    until(lambda: not multiprocessing.active_children())
    progress.cancel()
    with pytest.raises(CancelledError):
        apart(half, 1, progress=progress)
    assert not multiprocessing.active_children()
