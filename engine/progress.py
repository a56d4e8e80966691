"""Progress and cancellation of work, on a thread and across processes."""

from concurrent.futures import CancelledError
from typing import Any, Final, TypeAlias, final

__all__ = ["CancelledError", "Progress"]

Marks: TypeAlias = "list[float] | memoryview[float]"
"""Two numbers: the share that is done, and one that is not 0 once the work is cancelled."""

shared: Final[list["memoryview[float]"]] = []
"""In a process of a pool: the memory that it shares with the program. Nothing anywhere else."""


@final
class Progress:
    """Progress and cancellation of work, in memory that both sides can access."""

    def __init__(self, generation: int, marks: Marks, place: int | None = None) -> None:
        self.generation = generation
        self._marks, self._place = marks, place

    def __call__(self, share: float) -> None:
        """Called by the work. Raises CancelledError."""
        if self._marks[1]:
            raise CancelledError
        self._marks[0] = share

    @property
    def share(self) -> float:
        return self._marks[0]

    def cancel(self) -> None:
        self._marks[1] = 1.0

    def move(self, marks: Marks, place: int | None = None) -> None:
        """Move to other memory: to `place` of the shared memory, or to this process alone."""
        marks[0], marks[1] = self._marks
        self._marks, self._place = marks, place

    def __reduce__(self) -> tuple[Any, ...]:
        if self._place is None:
            raise TypeError("progress is shared with the processes of engine.processes only")
        return _arrived, (self.generation, self._place)


def _arrived(generation: int, place: int) -> Progress:
    return Progress(generation, pair_at(shared[0], place), place)


def numbers_of(memory: Any) -> "memoryview[float]":
    return memoryview(memory).cast("B").cast("d")


def pair_at(numbers: "memoryview[float]", place: int) -> "memoryview[float]":
    return numbers[2 * place : 2 * place + 2]
