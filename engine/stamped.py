"""The log of the edits of a run, and where two of them part."""

from typing import NamedTuple

from engine.commands import Edit


class Stamped(NamedTuple):
    """An edit, and the update after which it was made."""

    update: int
    edit: Edit


Log = tuple[Stamped, ...]


def in_common(one: Log, other: Log) -> int:
    """The number of equal entries at the start of two logs."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def stamp_of(log: Log, entry: int) -> int:
    """The update of an entry of the log; infinite where there is no such entry."""
    return log[entry].update if entry < len(log) else 2**62
