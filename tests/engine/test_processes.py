"""Jobs on processes: errors of transfer, and how processes end."""

import multiprocessing
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine import jobs as jobs_module
from engine import processes, progress
from engine.errors import DataError
from engine.jobs import CancelledError, Jobs, Progress
from engine.processes import Processes
from engine.trial import endless
from tests.engine.work import (
    LONG,
    PeculiarError,
    divided,
    ended,
    generator,
    half,
    over,
    peculiar,
    unstoppable,
    until,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shared():
    """One executor for all tests that do not stop it."""
    executor = Processes()
    yield executor
    executor.shutdown(wait=False, cancel_futures=True)


@pytest.fixture
def pool(shared):
    return Jobs(shared)


@pytest.mark.parametrize(
    ("work", "arguments"),
    [
        (lambda progress: None, ()),
        (half, (threading.Lock(),)),
        (generator, ()),
    ],
    ids=["work", "argument", "answer"],
)
def test_what_cannot_be_sent_gives_an_error_and_the_next_job_works(pool, work, arguments):
    with pytest.raises(TypeError, match="must be picklable"):
        pool.start("one", work, *arguments).result(LONG)
    assert pool.start("one", half, 1).result(LONG) == 0.5


def test_an_error_that_cannot_be_sent_is_reported_as_text(pool):
    with pytest.raises(RuntimeError, match="PeculiarError: a peculiar error"):
        pool.start("one", peculiar).result(LONG)


def test_an_error_has_the_traceback_of_the_process(pool):
    with pytest.raises(ZeroDivisionError) as found:
        pool.start("one", divided, 1).result(LONG)
    assert "return number / 0" in found.value.__notes__[0]


def test_a_process_that_dies_is_reported_and_the_next_job_has_another(pool):
    with pytest.raises(DataError) as found:
        pool.start("one", ended).result(LONG)
    assert found.value.text == jobs_module.DIED
    assert pool.start("one", half, 1).result(LONG) == 0.5


def test_a_process_that_does_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr(processes, "MOMENT", 0.05)
    before = set(multiprocessing.active_children())
    jobs = Jobs(Processes())
    job = jobs.start("unstoppable", unstoppable, None)
    until(lambda: job.progress > 0.0)
    jobs.stop()
    until(lambda: set(multiprocessing.active_children()) <= before)
    over(job)


def test_processes_can_be_waited_for_as_with_any_executor():
    with Processes() as executor:
        future = executor.submit(divmod, 7, 2)
    assert future.result(0) == (3, 1)


def test_more_jobs_than_there_are_places_are_refused(monkeypatch):
    monkeypatch.setattr(processes, "PLACES", 1)
    jobs = Jobs(Processes())
    jobs.start("one", endless)
    with pytest.raises(RuntimeError, match="more than 1 jobs"):
        jobs.start("other", endless)
    jobs.stop()


def test_progress_goes_to_no_other_processes():
    with pytest.raises(TypeError, match=r"engine\.processes"):
        Progress(1, [0.0, 0.0]).__reduce__()


PARENT = """
from time import sleep
from engine.jobs import Jobs
from engine.processes import Processes
from tests.engine.work import unstoppable
if __name__ == "__main__":
    jobs = Jobs(Processes())
    job = jobs.start("unstoppable", unstoppable, None)
    while not job.progress:
        sleep(0.001)
    print("works", flush=True)
    sleep(60)
"""


def test_no_process_outlives_a_program_that_was_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout.readline() == b"works" + os.linesep.encode()
    parent.kill()
    # Every process has the same output, which ends with the last of them.
    parent.communicate(timeout=LONG / 2)


def test_a_process_begins_by_waiting_for_the_end_of_the_program(monkeypatch):
    """What runs in the processes, called here."""
    ends, signals = [], []

    class Parent:
        def join(self):
            ends.append("program")

    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(os, "_exit", ends.append)
    monkeypatch.setattr("signal.signal", lambda *given: signals.append(given))
    monkeypatch.setattr(progress, "shared", [])
    memory = multiprocessing.RawArray("d", 4)
    processes.begin(memory)
    until(lambda: ends == ["program", 1])
    there = Progress(1, progress.pair_at(progress.shared[0], 1), 1)
    arrived, (generation, place) = there.__reduce__()
    here = arrived(generation, place)
    here(0.5)
    assert list(memory) == [0.0, 0.0, there.share, 0.0]
    there.cancel()
    with pytest.raises(CancelledError):
        here(0.75)
    assert len(signals) == 1


@pytest.mark.parametrize(
    "error", [ValueError("plain"), DataError("of {0}", "a"), PeculiarError(1, 2)], ids=repr
)
def test_an_error_is_kept_or_put_in_words_when_it_is_sent(error):
    made, (value, sent) = jobs_module.Answer(error=error).__reduce__()
    assert made(value, sent).error is sent
    assert str(error) in str(sent)
    assert len(sent.__notes__) == 1
    assert jobs_module.Answer(3).__reduce__()[1] == (3, None)
