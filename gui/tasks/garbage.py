"""Collects garbage on the window's thread, and on no other.

Python collects on whichever thread happens to allocate. A connection of a widget that is collected
on another thread takes a lock of Qt and then waits for Python's; the window's thread does the
reverse, so both may wait endlessly.
"""

import gc
from typing import Final, final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 250  # milliseconds


@final
class GarbageCollector(QObject):
    """Does from a timer what Python would do at any time, by the same thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(collect_due)
        timer.start(EVERY)


def collect_due() -> None:
    """Collect the oldest generation that is due, and those before it."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [place for place, (count, most) in enumerate(counts) if count > most > 0]
    if due:
        gc.collect(max(due))
