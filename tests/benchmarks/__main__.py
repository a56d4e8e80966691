"""Runs the benchmarks, each in its own process, and prints one table.

    python -m tests.benchmarks [NAME …] [--no-torch] [--markdown]

Each result is a ratio of two measurements of the same run, or is compared with a fixed limit.
"""

import argparse
import subprocess
import sys
from typing import NamedTuple

from tests.benchmarks import table
from tests.benchmarks.table import Row

RENDERER = """
from PySide6.QtGui import QGuiApplication, QOffscreenSurface, QOpenGLContext
application, surface, context = QGuiApplication([]), QOffscreenSurface(), QOpenGLContext()
surface.create(); context.create(); context.makeCurrent(surface)
print("renderer:", context.functions().glGetString(0x1F01))
"""


class Benchmark(NamedTuple):
    """A module of this package, started with these words."""

    name: str
    words: tuple[str, ...] = ()
    torch: bool = False


ALL = (
    Benchmark("frame"),
    Benchmark("window"),
    Benchmark("batch_seen"),
    Benchmark("pace"),
    Benchmark("cancel"),
    Benchmark("critical"),
    Benchmark("verdicts"),
    Benchmark("step_panel"),
    Benchmark("lessons"),
    Benchmark("start"),
    Benchmark("gaps"),
    Benchmark("taken_along"),
    Benchmark("many_balls", ("10000",)),
    Benchmark("many_balls", ("100000",)),
    Benchmark("step"),
    Benchmark("optimizers"),
    Benchmark("torch_peer", torch=True),
    Benchmark("adam_peers", torch=True),
    Benchmark("batch_peer", torch=True),
    Benchmark("forward"),
    Benchmark("memory", ("Adam",)),
    Benchmark("memory", ("five fleets",)),
)


def run(benchmark: Benchmark) -> list[Row]:
    """The rows of one of them; where it fails, a row that says so."""
    title = " ".join((benchmark.name, *benchmark.words))
    print(f"\n{title}", flush=True)
    module = f"tests.benchmarks.{benchmark.name}"
    done = subprocess.run(
        [sys.executable, "-m", module, *benchmark.words], capture_output=True, text=True
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith(table.MARK)]
    print("\n".join(lines), flush=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr, flush=True)
        return [Row(title, "failed", float("nan"), 0)]
    return table.rows_in(done.stdout) or [Row(title, "said nothing", float("nan"), 0)]


def renderer() -> str:
    done = subprocess.run([sys.executable, "-c", RENDERER], capture_output=True, text=True)
    return done.stdout.partition("renderer: ")[2].strip() or "no OpenGL"


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    names = sorted({benchmark.name for benchmark in ALL})
    parser.add_argument("names", nargs="*", choices=[*names, []], metavar="NAME", help=str(names))
    parser.add_argument("--no-torch", action="store_true", help="leave out what needs torch")
    parser.add_argument("--markdown", action="store_true", help="print the table for the README")
    asked = parser.parse_args()
    chosen = [benchmark for benchmark in ALL if not asked.names or benchmark.name in asked.names]
    left = [benchmark.name for benchmark in chosen if benchmark.torch and asked.no_torch]
    rows: list[Row] = []
    for benchmark in chosen:
        if not (benchmark.torch and asked.no_torch):
            rows += run(benchmark)
    form = table.markdown if asked.markdown else table.text
    print(f"\n{form(rows)}\n\n{table.machine(renderer())}")
    for name in left:
        print(f"LEFT OUT: {name}, because there is no torch", file=sys.stderr)
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
