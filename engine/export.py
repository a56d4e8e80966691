"""A recorded run as a table: one row for every ball at every recorded update."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from engine.arrays import Array
from engine.curvature import read
from engine.errors import DataError
from engine.marks import QT_TRANSLATE_NOOP
from engine.recording import Chunk
from engine.snapshot import Snapshot

COLUMNS = ("update", "fleet", "optimizer", "ball", "w1", "w2", "loss", "norm", "lambda1", "lambda2")
UNKNOWN_FORMAT = QT_TRANSLATE_NOOP("Message", "A run is written as .csv, .json or .npz, not “{0}”.")

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1. It may raise to cancel."""


class Block(NamedTuple):
    """Some rows of the table; numbers of shape (k,) and the optimizer they have in common."""

    optimizer: str
    numbers: dict[str, Array]


def blocks(now: Snapshot, progress: Progress) -> Iterator[Block]:
    """The table up to the snapshot's update, in blocks, fleet by fleet and oldest first.

    Where an edit was made both the row before and the row after it are there.
    """
    work = [(fleet, chunk.until(now.update)) for fleet in now.fleets for chunk in fleet.chunks]
    work = [(fleet, chunk) for fleet, chunk in work if chunk.rows.size]
    for done, (fleet, chunk) in enumerate(work):
        progress(done / len(work))
        yield Block(fleet.optimizer.key, _numbers(fleet.id, chunk))
    progress(1.0)


def write(now: Snapshot, file: Path, progress: Progress = lambda share: None) -> None:
    """Write the run into `file`, as its ending says. Raises DataError or OSError."""
    writers = {".csv": _write_csv, ".json": _write_json, ".npz": _write_npz}
    writer = writers.get(file.suffix.lower())
    if writer is None:
        raise DataError(UNKNOWN_FORMAT, file.suffix or file.name)
    part = file.with_name(file.name + ".part")
    try:
        writer(now, part, progress)
        part.replace(file)  # whoever cancels keeps the file there was
    finally:
        part.unlink(missing_ok=True)


def final_rows(now: Snapshot) -> list[dict[str, Any]]:
    """Every ball as it is now: the columns above and its status."""
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
            status = fleet.statuses[i].value
            rows.append({**about, "ball": int(ball), **named, "status": status})
    return rows


def _numbers(fleet: int, chunk: Chunk) -> dict[str, Array]:
    count, balls = chunk.rows.shape[:2]
    reading = read(chunk.surface, chunk.rows)
    columns = {
        "update": np.repeat(chunk.updates, balls),
        "fleet": np.full(count * balls, fleet),
        "ball": np.tile(chunk.balls, count),
        "w1": chunk.rows[..., 0],
        "w2": chunk.rows[..., 1],
        "loss": reading.loss,
        "norm": reading.norm,
        "lambda1": reading.eigenvalues[..., 0],
        "lambda2": reading.eigenvalues[..., 1],
    }
    return {name: np.ravel(column) for name, column in columns.items()}


def _rows(block: Block) -> Iterator[tuple[Any, ...]]:
    order = [block.numbers[name].tolist() for name in COLUMNS if name != "optimizer"]
    for update, fleet, *rest in zip(*order, strict=True):
        yield (update, fleet, block.optimizer, *rest)


def _write_csv(now: Snapshot, file: Path, progress: Progress) -> None:
    # With a byte order mark spreadsheets take the file for what it is.
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(COLUMNS)
        for block in blocks(now, progress):
            table.writerows(_rows(block))


def _write_json(now: Snapshot, file: Path, progress: Progress) -> None:
    """Columns and rows; what JSON has no number for is null."""
    with file.open("w", encoding="utf-8") as stream:
        stream.write('{"columns": ' + json.dumps(COLUMNS) + ', "rows": [')
        lead = "\n"
        for block in blocks(now, progress):
            for row in _rows(block):
                stream.write(lead + json.dumps([_finite(value) for value in row]))
                lead = ",\n"
        stream.write("\n]}\n")


def _write_npz(now: Snapshot, file: Path, progress: Progress) -> None:
    parts: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for block in blocks(now, progress):
        for name, column in block.numbers.items():
            parts[name].append(column)
        parts["optimizer"].append(np.full(len(block.numbers["w1"]), block.optimizer))
    arrays: dict[str, Any] = {
        name: np.concatenate(part) if part else np.empty(0) for name, part in parts.items()
    }
    with file.open("wb") as stream:
        np.savez_compressed(stream, **arrays)


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not np.isfinite(value) else value
