"""The search for critical points on every landscape: what it finds, how long it takes in all, and
how long its longest step holds up a window."""

from collections import Counter
from time import perf_counter
from typing import NamedTuple

from engine.analysis.critical_points import CriticalPoints, searching
from engine.surfaces import ALL
from engine.surfaces.base import Surface
from tests.benchmarks.table import Row, print_rows

SECONDS = 1.0  # for any landscape
STEP = 0.05  # for the longest step


class Search(NamedTuple):
    key: str
    found: CriticalPoints
    whole: float  # seconds
    longest: float  # seconds of a step


def search(surface: Surface) -> Search:
    steps, whole, longest = searching(surface), 0.0, 0.0
    while True:
        began = perf_counter()
        try:
            next(steps)
        except StopIteration as end:
            return Search(surface.key, end.value, whole + perf_counter() - began, longest)
        finally:
            took = perf_counter() - began
            whole, longest = whole + took, max(longest, took)


def text(made: Search) -> str:
    kinds = Counter(each.kind.name.lower() for each in made.found.points)
    words = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    words += [f"{len(made.found.curves)} curves"] if made.found.curves else []
    words += [f"{len(made.found.creases)} places at kinks"] if len(made.found.creases) else []
    words += ["flat areas"] if made.found.flat else []
    return f"{made.key}: {', '.join(words) or 'none'} ({made.found.starts} starts)"


def main() -> None:
    made = [search(kind()) for kind in ALL]
    for each in made:
        print(text(each), f"{each.whole:.2f} s")
    slowest = max(made, key=lambda each: each.whole)
    roughest = max(made, key=lambda each: each.longest)
    print_rows(
        Row(
            f"critical points of the slowest of {len(made)} landscapes ({slowest.key})",
            f"{slowest.whole:.2f} s",
            slowest.whole / SECONDS,
            1.0,
            unit="× 1 s",
        ),
        Row(
            f"the longest step of that search ({roughest.key})",
            f"{1e3 * roughest.longest:.0f} ms",
            roughest.longest / STEP,
            1.0,
            unit="× 50 ms",
        ),
    )


if __name__ == "__main__":
    main()
