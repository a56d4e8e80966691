"""What a process has, and how long its window did not answer."""

import ctypes
import gc
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, final

import numpy as np
import shiboken6
from PySide6.QtCore import QTimer

from gui.window.main_window import MainWindow
from tests.benchmarks.table import resident

TICK = 16  # milliseconds
DESCRIPTORS = Path("/proc/self/fd")


class Reading(NamedTuple):
    """At one moment, with the window at rest."""

    megabytes: float
    handles: int
    threads: int
    qt_objects: int  # that Python knows of
    objects: int  # that Python's garbage collector knows of

    def __str__(self) -> str:
        return (
            f"{self.megabytes:6.1f} MB  {self.handles} handles  {self.threads} threads  "
            f"{self.qt_objects} Qt objects  {self.objects:,} objects"
        )


def read() -> Reading:
    gc.collect()
    trim()
    return Reading(
        resident() / 1e6,
        len(list(DESCRIPTORS.iterdir())) if DESCRIPTORS.is_dir() else 0,
        threads(),
        len(shiboken6.getAllValidWrappers()),
        len(gc.get_objects()),
    )


def trim() -> None:
    """Give free memory back to the system, where the C library can: what it keeps in store goes up
    and down by tens of megabytes, and would hide what the program holds."""
    if sys.platform.startswith("linux"):
        with suppress(AttributeError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)


def threads() -> int:
    """All of the process; Python's alone where only they are known."""
    tasks = Path("/proc/self/task")
    return len(os.listdir(tasks)) if tasks.is_dir() else threading.active_count()


@final
class FrameTimes:
    """The gaps between the ticks of a frame's timer, and the frames of the 3-D view."""

    def __init__(self, window: MainWindow) -> None:
        self._gaps: list[float] = []
        self._frames, self._last = 0, perf_counter()
        self._timer = QTimer(window, interval=TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        window.viewport.scene.frameSwapped.connect(self._swapped)

    def take(self) -> str:
        """Those since the last call, in words."""
        middle, most = np.percentile(self._gaps or [0.0], [50, 95])
        text = (
            f"{self._frames} frames, ticks at 50 %: {middle:.0f}, 95 %: {most:.0f}, "
            f"longest {max(self._gaps, default=0.0):.0f} ms"
        )
        self._gaps.clear()
        self._frames, self._last = 0, perf_counter()
        return text

    def _tick(self) -> None:
        now = perf_counter()
        self._gaps.append(1e3 * (now - self._last))
        self._last = now

    def _swapped(self) -> None:
        self._frames += 1
