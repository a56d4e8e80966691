"""The files that were built, their sizes, and which were tested in the same run."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

MEGABYTE: Final = 1e6


class Artefact(NamedTuple):
    """One file to distribute, and the tests it passed."""

    file: Path
    tested: tuple[str, ...] = ()
    limit: float | None = None  # megabytes that it may have

    @property
    def megabytes(self) -> float:
        return self.file.stat().st_size / MEGABYTE

    @property
    def too_large(self) -> bool:
        return self.limit is not None and self.megabytes > self.limit


class Goal(NamedTuple):
    """A number that must not be exceeded."""

    what: str
    reached: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        return self.reached <= self.limit


def table(artefacts: Sequence[Artefact], goals: Sequence[Goal]) -> str:
    """All of it as text; files that were not tested are marked."""
    lines = []
    for each in artefacts:
        room = f" (at most {each.limit:.0f})" if each.limit is not None else ""
        lines += [f"{each.file.name}   {each.megabytes:.1f} MB{room}", f"    sha256 {digest(each)}"]
        lines += [f"    tested: {word}" for word in each.tested] or ["    NOT TESTED"]
    for goal in goals:
        verdict = "met" if goal.met else "NOT MET"
        numbers = f"{goal.reached:.4g} {goal.unit}, at most {goal.limit:.4g}"
        lines.append(f"{goal.what}: {numbers}: {verdict}")
    return "\n".join(lines)


def met(artefacts: Sequence[Artefact], goals: Sequence[Goal]) -> bool:
    """Whether all keep to their limits."""
    return all(goal.met for goal in goals) and not any(each.too_large for each in artefacts)


def digest(artefact: Artefact) -> str:
    with artefact.file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
