"""Work in a process of its own, waited for on a thread that can be cancelled.

Work that holds Python's lock for long would stop the window's thread, too.
"""

from concurrent.futures import wait
from typing import Any, Final

from engine.jobs import Jobs, Progress, Work
from engine.processes import Processes

POLL: Final = 0.02  # seconds


def apart(work: Work, *arguments: Any, progress: Progress, share: float = 1.0) -> Any:
    """What the work gives; it is `share` of all that `progress` is of.

    Raises what the work raises, DataError where its process died, and CancelledError: then the
    process has been ended.
    """
    progress(0.0)
    jobs = Jobs(Processes(1, patience=0.0))
    try:
        job = jobs.start("apart", work, *arguments)
        # It is waited for first: a job is not cancelled while it is being sent.
        while not wait([job.future], POLL).done:
            progress(share * job.progress)
        return job.result()
    finally:
        jobs.stop()
