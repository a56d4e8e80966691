"""A recorded run as a table: one row for every ball at every recorded update."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Any, BinaryIO, Final, TextIO, final

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from engine.analysis.quantities import EIGENVALUES, GRADIENT, LOSS, Quantity
from engine.arrays import Array
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.recording import Chunk
from engine.snapshot import FleetView, RemovedFleet, Snapshot
from engine.surfaces.examples import examples_of

POINTS: Final = 2**12  # rows of the table that are made at once,
TERMS: Final = 2**17  # and examples that their losses are sums over

UNKNOWN_FORMAT = QT_TRANSLATE_NOOP("Message", "A run is written as .csv, .json or .npz, not “{0}”.")

ReportProgress = Callable[[float], None]
"""Told the share that is done, 0 to 1. It may raise to cancel."""


@final
class Part:
    """Some rows of the table: what one chunk of a fleet's record holds."""

    def __init__(self, fleet: FleetView | RemovedFleet, chunk: Chunk) -> None:
        self.fleet, self.chunk = fleet, chunk

    @property
    def length(self) -> int:
        return self.chunk.rows[..., 0].size

    def column(self, name: str) -> npt.NDArray[Any]:
        """One of `COLUMNS`, shape (k,)."""
        values = np.asarray(MADE[name](self))
        return np.ravel(np.broadcast_to(values, self.chunk.rows.shape[:2]))

    def measured(self, quantity: Quantity) -> Array:
        with np.errstate(all="ignore"):
            return quantity.measure(self.chunk.surface, self.chunk.rows)

    @cached_property
    def eigenvalues(self) -> Array:
        # Cached for the second eigenvalue: on many examples they take longest.
        return self.measured(EIGENVALUES)


MADE: Final[dict[str, Callable[[Part], npt.ArrayLike]]] = {
    "update": lambda part: part.chunk.updates[:, None],
    "fleet": lambda part: part.fleet.id,
    "optimizer": lambda part: part.fleet.optimizer.key,
    "ball": lambda part: part.chunk.balls,
    "w1": lambda part: part.chunk.rows[..., 0],
    "w2": lambda part: part.chunk.rows[..., 1],
    "loss": lambda part: part.measured(LOSS)[..., 0],
    "norm": lambda part: part.measured(GRADIENT)[..., 0],
    "lambda1": lambda part: part.eigenvalues[..., 0],
    "lambda2": lambda part: part.eigenvalues[..., 1],
}
COLUMNS: Final = tuple(MADE)


def parts(now: Snapshot, progress: ReportProgress) -> Iterator[Part]:
    """The table up to the snapshot's update, fleet by fleet and oldest first.

    Fleets that were removed are among them, in their places. Where an edit was made both the row
    before and the row after it are there.
    """
    work = [(fleet, chunk.until(now.update)) for fleet in _fleets(now) for chunk in fleet.chunks]
    total = sum(chunk.rows.size for _, chunk in work)
    done = 0
    for fleet, chunk in work:
        for block in _blocks(chunk):
            progress(done / total)
            yield Part(fleet, block)
            done += block.rows.size
    progress(1.0)


def _blocks(chunk: Chunk) -> Iterator[Chunk]:
    """The chunk in pieces that take a few milliseconds: between them an export can be cancelled,
    and other threads can go on."""
    points = max(1, min(POINTS, TERMS // examples_of(chunk.surface)))
    width = max(1, min(points, len(chunk.balls)))
    for top in range(0, len(chunk.rows), max(1, points // width)):
        rows = chunk.rows[top : top + max(1, points // width)]
        for left in range(0, len(chunk.balls), width):
            some = slice(left, left + width)
            yield replace(
                chunk,
                balls=chunk.balls[some],
                trajectories=chunk.trajectories[some],
                first=chunk.first + top * chunk.stride,
                rows=rows[:, some],
            )


def write(
    now: Snapshot,
    stream: BinaryIO,
    ending: str,
    progress: ReportProgress = lambda share: None,
    names: tuple[str, ...] = COLUMNS,
) -> None:
    """Write the run into `stream`, in the format of `ending`. Raises DataError or OSError.

    Tables for people have their columns called by `names`; the arrays of NPZ, which programs
    read, are called as in `COLUMNS`.
    """
    writer = WRITERS.get(ending.lower())
    if writer is None:
        raise DataError(UNKNOWN_FORMAT, ending)
    writer(now, stream, progress, names)


def final_rows(now: Snapshot) -> list[dict[str, Any]]:
    """Every ball as it is now: the columns above its status and what is true of it besides."""
    rows = []
    for fleet in now.fleets:
        reading = fleet.reading
        for i, ball in enumerate(fleet.balls):
            numbers = (
                *fleet.position[i],
                reading.loss[i],
                reading.norm[i],
                *reading.eigenvalues[i],
            )
            named = dict(zip(COLUMNS[4:], map(float, numbers), strict=True))
            about = {"update": now.update, "fleet": fleet.id, "optimizer": fleet.optimizer.key}
            said = [fleet.statuses[i].value] if fleet.says_status(i) else []
            said += [remark.english for remark in fleet.remarks(i)]
            rows.append({**about, "ball": int(ball), **named, "status": "; ".join(said)})
    return rows


def _fleets(now: Snapshot) -> list[FleetView | RemovedFleet]:
    every: list[FleetView | RemovedFleet] = [*now.fleets, *now.removed_fleets]
    return sorted(every, key=lambda fleet: fleet.id)


def _rows(part: Part) -> Iterator[tuple[Any, ...]]:
    return zip(*(part.column(name).tolist() for name in COLUMNS), strict=True)


def _write_csv(
    now: Snapshot, stream: BinaryIO, progress: ReportProgress, names: tuple[str, ...]
) -> None:
    # With a byte order mark spreadsheets detect UTF-8.
    with _text(stream, "utf-8-sig") as text:
        table = csv.writer(text)
        table.writerow(names)
        for part in parts(now, progress):
            table.writerows(_rows(part))


def _write_json(
    now: Snapshot, stream: BinaryIO, progress: ReportProgress, names: tuple[str, ...]
) -> None:
    """Columns and rows; numbers that JSON lacks are null."""
    with _text(stream, "utf-8") as text:
        text.write('{"columns": ' + json.dumps(names, ensure_ascii=False) + ', "rows": [')
        lead = "\n"
        for part in parts(now, progress):
            for row in _rows(part):
                text.write(lead + json.dumps([_finite(value) for value in row]))
                lead = ",\n"
        text.write("\n]}\n")


def _write_npz(
    now: Snapshot, stream: BinaryIO, progress: ReportProgress, names: tuple[str, ...]
) -> None:
    """As `numpy.savez_compressed` does, but one part of one column at a time: a full record makes
    a table of gigabytes."""
    del names
    lengths = [part.length for part in parts(now, _ignore)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, name in enumerate(COLUMNS):
            kind = _kind(now, name)
            shape = {"descr": npy.dtype_to_descr(kind), "fortran_order": False}
            with archive.open(f"{name}.npy", "w", force_zip64=True) as entry:
                npy.write_array_header_1_0(entry, {**shape, "shape": (sum(lengths),)})
                for part in parts(now, _share_of(progress, place)):
                    entry.write(part.column(name).astype(kind).tobytes())


WRITERS: Final = {".csv": _write_csv, ".json": _write_json, ".npz": _write_npz}


@contextmanager
def _text(stream: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The stream for text. It stays open: its owner closes it."""
    text = io.TextIOWrapper(stream, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _kind(now: Snapshot, name: str) -> np.dtype[Any]:
    """The type in which the numbers of a column are stored."""
    if name == "optimizer":
        keys = [fleet.optimizer.key for fleet in _fleets(now)]
        return np.dtype(f"U{max(map(len, keys), default=1)}")
    whole = name in ("update", "fleet", "ball")
    return np.dtype(np.int64 if whole else np.float64)


def _ignore(share: float) -> None:
    """Report no progress."""


def _share_of(progress: ReportProgress, place: int) -> ReportProgress:
    """Reports the share of all columns that is done, given that of one."""
    return lambda share: progress((place + share) / len(COLUMNS))


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not np.isfinite(value) else value
