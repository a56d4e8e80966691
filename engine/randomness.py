"""Random numbers without a generator: a hash of the ball, the time and the number.

Nothing is stored and nothing advances, so any update can be repeated, and adding or removing
balls does not change the numbers of others.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from engine.arrays import Array, IntArray

Words = npt.NDArray[np.uint64]

# Odd numbers far apart in binary: the golden ratio, and those of the SplitMix64 generator.
GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
SECOND: Final = np.uint64(0x94D049BB133111EB)
HALF, SHORT, LONG = np.uint64(30), np.uint64(27), np.uint64(31)
LOW_BITS: Final = np.uint64(11)  # of 64; a float64 holds the other 53


def words(seed: int, balls: IntArray, times: IntArray, count: int) -> Words:
    """Shape (n, count): `count` random words for each ball (n,) at its time (n,).

    A chain of SplitMix64's finalizer (G. Steele, D. Lea and C. Flood, OOPSLA 2014) over seed,
    ball, time and number.
    """
    start = mixed(np.array([seed % 2**64], np.uint64))
    each = mixed(start ^ _spread(balls))
    now = mixed(each ^ _spread(times))
    return mixed(now[:, None] + (np.arange(1, count + 1, dtype=np.uint64) * GOLDEN))


def uniform(seed: int, balls: IntArray, times: IntArray, count: int) -> Array:
    """Numbers in [0, 1), shape (n, count)."""
    return np.asarray((words(seed, balls, times, count) >> LOW_BITS) * 2.0**-53)


def normal(seed: int, balls: IntArray, times: IntArray, count: int) -> Array:
    """Numbers of the standard normal distribution, shape (n, count), by Box and Muller."""
    drawn = uniform(seed, balls, times, 2 * count)
    radius = np.sqrt(-2.0 * np.log1p(-drawn[:, :count]))
    return np.asarray(radius * np.cos(2 * np.pi * drawn[:, count:]))


def shuffled(seed: int, balls: IntArray, times: IntArray, count: int) -> IntArray:
    """Orders of `count` things, shape (n, count), a new one for each ball and time."""
    return np.argsort(words(seed, balls, times, count), axis=1, kind="stable")


def mixed(word: Words) -> Words:
    """Every bit of the result depends on every bit of `word`."""
    word = (word ^ (word >> HALF)) * FIRST
    word = (word ^ (word >> SHORT)) * SECOND
    return word ^ (word >> LONG)


def _spread(numbers: IntArray) -> Words:
    return (numbers.astype(np.uint64) + np.uint64(1)) * GOLDEN
