"""An executor that has done the work before it returns: for tests that wait for nothing."""

from concurrent.futures import Executor, Future


class Inline(Executor):
    def __init__(self):
        self.stopped = False

    def submit(self, work, /, *args, **kwargs):
        if self.stopped:
            raise RuntimeError("no new work after the end")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.stopped = True
