"""Collects garbage on the window's thread, and on no other.

Python collects on whichever thread happens to allocate. A connection of a widget that is collected
on another thread takes a lock of Qt and then waits for Python's; the window's thread does the
reverse, so both may wait endlessly.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final, final

from PySide6.QtCore import QAbstractEventDispatcher, QElapsedTimer, QObject

EVERY: Final = 250  # milliseconds
WHOLE: Final = 2  # the generation that has everything
SHARE: Final = 0.01  # of the time that examining everything may take
_rested = 0.0  # the instant from which on everything may be examined again
_loads: Final[list[object]] = []  # one for each thread that makes millions of objects at present


@final
class GarbageCollector(QObject):
    """Does between two events what Python would do at any time, by the same thresholds.

    Not from a timer, which would wake the process while nothing happens: garbage is made by events.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._since = QElapsedTimer()  # the last time
        self._since.start()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None  # the application has one
        dispatcher.awake.connect(self._look)

    def _look(self) -> None:
        if self._since.hasExpired(EVERY):
            self._since.start()
            collect_due()


@contextmanager
def none_examined() -> Iterator[None]:
    """Make very many objects without cycles, on any thread: they are examined neither while they
    are made, which would take the window's thread a long time, nor afterwards."""
    load = object()
    _loads.append(load)
    try:
        yield
        gc.freeze()
    finally:
        _loads.remove(load)


def collect_due() -> None:
    """Collect the oldest generation that is due, and those before it."""
    global _rested
    if _loads:
        return
    began = monotonic()
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [place for place, (count, most) in enumerate(counts) if count > most > 0]
    if began < _rested:  # Python waits, too: until a quarter of all objects is new
        due = [place for place in due if place < WHOLE]
    if due:
        gc.collect(max(due))
    if due and max(due) == WHOLE:
        ended = monotonic()
        _rested = ended + (ended - began) / SHARE
