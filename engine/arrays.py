"""The array types of the engine, and helpers that keep arrays small and fast."""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


PART = 300  # entries that are made into Python numbers at once, in a fraction of a millisecond

AnyArray = TypeVar("AnyArray", Array, IntArray)


def frozen(array: AnyArray) -> AnyArray:
    """The same array, no longer writeable."""
    array.flags.writeable = False
    return array


def columns(points: npt.ArrayLike) -> Array:
    """A copy of `points`, shape (N, D), in which each coordinate is contiguous in memory.

    Elementwise operations on such an array keep its layout, so `x[:, 0]` stays contiguous in
    memory through every step.
    """
    return np.array(points, dtype=np.float64, order="F", ndmin=2)


def tuple_of(array: npt.NDArray[Any]) -> tuple[Any, ...]:
    """Its entries, or tuples of those of each row.

    They are converted part by part: in one go, many would hold Python's lock for long.
    """
    made: list[Any] = []
    for start in range(0, len(array), PART):
        some = array[start : start + PART].tolist()
        made += map(tuple, some) if array.ndim > 1 else some
    return tuple(made)


def spread(number: float, shape: tuple[int, ...]) -> Array:
    """An array of one number that takes no more memory than that: read-only, all strides 0."""
    return frozen(np.ndarray(shape, np.float64, np.array(number), 0, (0,) * len(shape)))


def is_spread(array: Array) -> bool:
    """Whether it was made by `spread`, so that all its values are `item(0)`."""
    return len(array) > 0 and not any(array.strides)
