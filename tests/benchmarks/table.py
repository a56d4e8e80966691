"""The rows that every benchmark prints, and the table of them."""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import final

import numpy as np

MARK = "row: "  # the start of a line with a row of the table
HEAD = ("What", "Measured", "Wanted", "Ratio", "Met")


@final
@dataclass(frozen=True, slots=True)
class Row:
    """One number, measured in one run on one machine."""

    what: str
    measured: str
    ratio: float  # to the peer, or to the limit where there is none
    limit: float
    at_least: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    @property
    def cells(self) -> tuple[str, ...]:
        wanted = f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"
        met = "yes" if self.met else "NO"
        return self.what, self.measured, wanted, f"{self.ratio:.3g} {self.unit}", met


def print_rows(*rows: Row) -> None:
    """Print rows as text, and as data for the table."""
    for row in rows:
        print(" · ".join(row.cells))
        print(MARK + json.dumps(asdict(row)), flush=True)


def rows_in(output: str) -> list[Row]:
    """The rows in what a benchmark printed."""
    lines = output.splitlines()
    return [Row(**json.loads(line.removeprefix(MARK))) for line in lines if line.startswith(MARK)]


def text(rows: Iterable[Row]) -> str:
    """The table in columns."""
    lines = [HEAD, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def markdown(rows: Iterable[Row]) -> str:
    """The table as the README has it."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine(renderer: str = "") -> str:
    """One line about the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parts = [
        _processor(),
        f"{cores} cores",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"NumPy {np.__version__}",
        renderer,
    ]
    return " · ".join(part for part in parts if part)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def interleaved(
    works: dict[str, tuple[Callable[[], None], int]], rounds: int
) -> dict[str, list[float]]:
    """Seconds a call of each work, by rounds in which all are run in turns.

    So other load of the machine affects all equally. Each work comes with its calls a round.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, (work, calls) in works.items():
            began = perf_counter()
            for _ in range(calls):
                work()
            seconds[name].append((perf_counter() - began) / calls)
    return seconds


def touch_memory(size: int) -> None:
    """Use so many bytes and give them back.

    A virtual machine gets its memory from its host at the first access, which takes ten times as
    long as fresh memory of a program; otherwise the first work would be measured with it.
    """
    for block in [np.empty(1 << 20) for _ in range(size >> 23)]:
        block[::512] = 1


def resident() -> float:
    """Bytes of memory that this process has now; its most so far where only that is known."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * float(os.sysconf("SC_PAGE_SIZE"))
    import resource  # not on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most if sys.platform == "darwin" else most * 1024)
