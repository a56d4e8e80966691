"""Tries the real window on each platform, by real input, and prints a table.

    python -m tests.platforms [PLATFORM …]

Linux only. It needs Xvfb, openbox, weston, Xwayland and gcc; for Wine also the folder that
`dev.py package windows` makes. Run it as `dev.py` runs programs: with `packaging` among the paths.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))

from tests.platforms import checks, places
from tests.platforms.checks import LOST, Check
from tests.platforms.places import Place
from tests.platforms.trial import Trial, TrialError

GOOD, NOT_HERE = "✓", "–"
SIZE: Final = (1280, 760)
LARGE: Final = "2600x1640"  # has room for it at every scale
SCALES: Final = (1.25, 1.5, 2.0)
Cells = dict[str, str]


def attempt(place: Place, tried: dict[str, Check], size: tuple[int, int] = SIZE) -> Cells:
    """Each check's cell, on one program."""
    cells: Cells = {}
    with TemporaryDirectory(prefix="downhill-") as folder:
        trial = Trial(place, Path(folder), size)
        try:
            trial.until(lambda state: state["ready"], "the window did not come")
            trial.calibrate()
            for name, check in tried.items():
                cells[name] = cell(trial, check, name)
        except TrialError as error:
            return dict.fromkeys(tried, f"failed: {error}")
        finally:
            trial.close()
    return cells


def cell(trial: Trial, check: Check, name: str) -> str:
    try:
        check(trial)
    except Exception as error:  # of whatever kind: it is this cell's
        print(f"  {name}: {error}", file=sys.stderr, flush=True)
        trial.recover()
        return f"failed: {error}"
    print(f"  {name}: {GOOD}", file=sys.stderr, flush=True)
    return GOOD


def column(name: str) -> Cells:
    """All cells of a platform."""
    platform = places.ALL[name]
    print(name, file=sys.stderr, flush=True)
    with platform.open() as place:
        cells = attempt(place, platform.checks)
        if platform.loses:
            cells |= attempt(losing(place), {"lost context": checks.lost_context})
    if platform.scaled:
        with platform.open(LARGE) as place:
            for scale in SCALES:
                scaled = place._replace(environ={**place.environ, "QT_SCALE_FACTOR": str(scale)})
                found = attempt(scaled, checks.SCALED)
                wrong = {key: value for key, value in found.items() if value != GOOD}
                cells[f"DPR {scale:g}"] = str(wrong) if wrong else GOOD
    cells.update(others(name))
    return cells


def losing(place: Place) -> Place:
    """With a driver that loses its context."""
    folder = Path(place.environ["XDG_RUNTIME_DIR"])
    source, library = Path(__file__).with_name("lose_context.c"), folder / "lose_context.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    more = {"LD_PRELOAD": str(library), LOST: str(folder / "lost")}
    return place._replace(environ={**place.environ, **more})


def others(name: str) -> Iterator[tuple[str, str]]:
    """What needs a screen of its own."""
    if name == "weston":
        with places.weston(scales=(1, 2)) as place:
            yield from attempt(place, {"another scale": checks.other_scale}).items()


def markdown(columns: dict[str, Cells]) -> str:
    rows = dict.fromkeys(key for cells in columns.values() for key in cells)
    lines = [f"| check | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for row in rows:
        cells = [each.get(row, NOT_HERE).replace("|", "/")[:160] for each in columns.values()]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.platforms", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PLATFORM", help=", ".join(places.ALL))
    names = parser.parse_args().names or list(places.ALL)
    columns = {name: column(name) for name in names}
    print(markdown(columns))
    return int(any("failed" in each for cells in columns.values() for each in cells.values()))


if __name__ == "__main__":
    sys.exit(main())
