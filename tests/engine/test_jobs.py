"""Work beside the run."""

import threading

import pytest

from engine.jobs import CancelledError, Job, Jobs


@pytest.fixture
def jobs():
    jobs = Jobs()
    yield jobs
    jobs.stop()


def test_a_job_tells_its_progress_and_its_result(jobs):
    job = jobs.start(lambda progress: progress(0.5) or 42)
    assert job.future.result(5) == 42
    assert job.progress == 0.5
    assert job.done


def test_generations_grow(jobs):
    first, second = (jobs.start(lambda progress: None) for _ in range(2))
    assert first.generation < second.generation


def test_a_cancelled_job_ends_when_it_next_tells_its_progress(jobs):
    reached, go_on = threading.Event(), threading.Event()

    def work(progress):
        reached.set()
        go_on.wait(5)
        progress(0.9)

    job = jobs.start(work)
    assert reached.wait(5)
    job.cancel()
    go_on.set()
    with pytest.raises(CancelledError):
        job.future.result(5)


def test_what_goes_wrong_is_kept_for_whoever_asks(jobs):
    job = jobs.start(lambda progress: 1 / 0)
    assert isinstance(job.future.exception(5), ZeroDivisionError)


def test_a_job_that_was_cancelled_before_it_was_handed_out_ends_at_once():
    job = Job(1)
    job.cancel()
    assert not job.done
    with pytest.raises(CancelledError):
        job.told(0.0)
