"""Jobs: the same on a thread, on processes and inline."""

import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import trial
from engine.errors import DataError
from engine.formula.errors import FormulaError
from engine.jobs import CancelledError, Jobs
from engine.processes import Processes
from engine.trial import endless
from tests.engine.inline import Inline
from tests.engine.work import LONG, divided, half, misread, over, refused, until

KINDS = {
    "inline": Inline,
    "thread": lambda: ThreadPoolExecutor(1, thread_name_prefix="job"),
    "processes": Processes,
}


@pytest.fixture(scope="module")
def shared():
    """One executor of each kind for all tests that do not stop it."""
    made = {kind: make() for kind, make in KINDS.items()}
    yield made
    for executor in made.values():
        executor.shutdown(wait=False, cancel_futures=True)


@pytest.fixture(params=KINDS)
def jobs(request, shared):
    return Jobs(shared[request.param])


@pytest.fixture(params=["thread", "processes"])
def waiting(request, shared):
    """Jobs whose work is asynchronous."""
    return Jobs(shared[request.param])


# On every executor.


def test_the_answer_is_what_the_work_returned_and_progress_ends_at_one(jobs):
    job = jobs.start("half", half, 3.0)
    assert job.result(LONG) == 1.5
    assert job.progress == 1.0
    assert job.done


@pytest.mark.parametrize(
    ("work", "kind", "text"),
    [
        ((divided, 1), ZeroDivisionError, "division by zero"),
        ((refused,), DataError, "At {braces}: 3 is not allowed here."),
        ((misread,), FormulaError, "Nothing is known of “{x}”."),
    ],
)
def test_what_the_work_raised_comes_through(jobs, work, kind, text):
    job = jobs.start("error", *work)
    with pytest.raises(kind) as found:
        job.result(LONG)
    assert str(found.value) == text
    assert job.done
    assert job.progress == 0.0


def test_generations_grow(jobs):
    generations = [jobs.start("half", half, 1).generation for _ in range(3)]
    assert generations == sorted(set(generations))


def test_only_the_newest_answer_of_a_purpose_is_given(jobs):
    first = jobs.start("one", half, 1)
    other = jobs.start("other", half, 2)
    over(first)
    newest = jobs.start("one", half, 3)
    assert (first.wanted, other.wanted, newest.wanted) == (False, True, True)
    with pytest.raises(CancelledError):
        first.result(LONG)
    assert (other.result(LONG), newest.result(LONG)) == (1.0, 1.5)


def test_a_cancelled_job_has_no_answer_even_where_its_work_was_done(jobs):
    job = jobs.start("half", half, 1)
    over(job)
    job.cancel()
    job.cancel()
    assert not job.wanted
    with pytest.raises(CancelledError):
        job.result(LONG)


def test_cancelling_an_old_job_leaves_the_newest_alone(jobs):
    old, newest = jobs.start("half", half, 1), jobs.start("half", half, 3)
    old.cancel()
    assert newest.result(LONG) == 1.5


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_after_the_end_no_answer_is_given_and_no_work_taken(make):
    jobs = Jobs(make())
    job = jobs.start("half", half, 1)
    over(job)
    jobs.stop()
    jobs.stop()
    with pytest.raises(CancelledError):
        job.result()
    with pytest.raises(RuntimeError):
        jobs.start("half", half, 1)


# On a thread and on processes: the work runs concurrently.


def test_progress_is_seen_while_the_work_goes_on_and_cancelling_ends_it(waiting):
    job = waiting.start("endless", endless)
    until(lambda: job.progress == 0.25)
    assert not job.done
    job.cancel()
    over(job)
    with pytest.raises(CancelledError):
        job.result()


def test_a_newer_job_of_the_same_purpose_ends_the_work_of_the_older_one(waiting):
    older = waiting.start("one", endless)
    until(lambda: older.progress > 0.0)
    newer = waiting.start("one", half, 1)
    assert newer.result(LONG) == 0.5
    assert older.done
    assert newer.progress == 1.0


def test_a_job_that_waits_is_cancelled_before_it_begins(waiting):
    first = waiting.start("first", endless)
    until(lambda: first.progress > 0.0)
    second, third = (waiting.start(name, endless) for name in ("second", "third"))
    for job in (second, third, first):
        job.cancel()
    for job in (second, third, first):
        over(job)
    assert (second.progress, third.progress) == (0.0, 0.0)


def test_waiting_for_an_answer_can_time_out(waiting):
    job = waiting.start("endless", endless)
    with pytest.raises(TimeoutError):
        job.result(0.01)
    job.cancel()


def test_an_answer_that_becomes_late_while_it_is_waited_for_is_dropped(waiting):
    job = waiting.start("one", endless)
    with ThreadPoolExecutor(1) as other:
        answer = other.submit(job.result, LONG)
        until(lambda: job.progress > 0.0)
        waiting.start("one", half, 1)
        with pytest.raises(CancelledError):
            answer.result(LONG)


@pytest.mark.parametrize("kind", ["thread", "processes"])
def test_the_end_leaves_neither_thread_nor_process(kind):
    before = set(threading.enumerate()), set(multiprocessing.active_children())
    jobs = Jobs(KINDS[kind]())
    going = [jobs.start(number, endless) for number in range(4)]
    until(lambda: going[0].progress > 0.0)
    jobs.stop()
    for job in going:
        over(job)
    until(lambda: set(threading.enumerate()) <= before[0])
    until(lambda: set(multiprocessing.active_children()) <= before[1])


@pytest.mark.parametrize("executor", [None, Processes()], ids=["thread", "processes"])
def test_stopping_jobs_that_were_never_begun_does_nothing(executor):
    Jobs(executor).stop()


def test_without_an_executor_there_is_one_thread():
    jobs = Jobs()
    assert jobs.start("half", half, 1).result(LONG) == 0.5
    jobs.stop()


# At once.


def test_work_can_be_overtaken_by_what_it_starts_itself(shared):
    jobs = Jobs(shared["inline"])

    def overtaken(progress):
        newer.append(jobs.start("one", half, 1))
        progress(0.5)

    newer = []
    job = jobs.start("one", overtaken)
    with pytest.raises(CancelledError):
        job.result()
    assert job.progress == 0.0
    assert newer[0].result() == 0.5


# What the self-test asks for.


@pytest.mark.parametrize("kind", ["thread", "processes"])
def test_the_trial_of_a_packaged_program_succeeds(kind):
    worker = trial.run(KINDS[kind]())
    assert (worker == os.getpid()) == (kind == "thread")


def test_the_trial_says_what_is_wrong(monkeypatch):
    monkeypatch.setattr(trial, "endless", half_done)
    with pytest.raises(RuntimeError, match="True instead of False"):
        trial.run(Inline())


def half_done(progress):
    raise CancelledError
