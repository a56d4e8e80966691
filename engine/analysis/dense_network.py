"""A network of the usual size, 784-64-10, to time batches of and to count their bytes.

It is trained on random numbers: what it learns does not matter here.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple, final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
LAYERS: Final = (784, 64, 10)
RATE: Final = 0.01


class Weights(NamedTuple):
    """Of two layers."""

    first: Floats  # (784, 64)
    first_bias: Floats  # (64,)
    second: Floats  # (64, 10)
    second_bias: Floats  # (10,)


class Passed(NamedTuple):
    """What a batch of B examples leaves on its way through the network."""

    rows: Floats  # (B, 784)
    hidden: Floats  # (B, 64), after ReLU
    output: Floats  # (B, 10), softmax

    @property
    def nbytes(self) -> int:
        """Bytes of these arrays, all of which the gradient needs."""
        return sum(array.nbytes for array in self)


@final
@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Rows (N, 784) and their classes (N,)."""

    rows: Floats
    classes: npt.NDArray[np.int64]


def random_examples(count: int, seed: int = 0, dtype: type = np.float32) -> Examples:
    """Normal numbers, with random classes."""
    drawn = np.random.default_rng(seed)
    rows: Floats = drawn.standard_normal((count, LAYERS[0]), np.float32).astype(dtype)
    return Examples(rows, drawn.integers(0, LAYERS[2], count))


def random_weights(seed: int = 0, dtype: type = np.float32) -> Weights:
    """Normal, with variance 2 over the number of inputs; biases are 0."""
    drawn = np.random.default_rng(seed)
    parts: list[Floats] = []
    for wide, high in pairwise(LAYERS):
        scale = np.sqrt(2 / wide)
        parts.append((drawn.standard_normal((wide, high)) * scale).astype(dtype))
        parts.append(np.zeros(high, dtype))
    return Weights(*parts)


def passed(weights: Weights, rows: Floats) -> Passed:
    """The pass of a batch through the network."""
    hidden = np.maximum(rows @ weights.first + weights.first_bias, 0)
    logits = hidden @ weights.second + weights.second_bias
    output = np.exp(logits - logits.max(axis=1, keepdims=True))
    output /= output.sum(axis=1, keepdims=True)
    return Passed(rows, hidden, output)


def loss(weights: Weights, batch: Examples) -> float:
    """The mean cross-entropy."""
    output = passed(weights, batch.rows).output
    picked = output[np.arange(len(batch.classes)), batch.classes]
    return float(-np.log(picked).mean())


def gradient(weights: Weights, batch: Examples) -> Weights:
    """Of the mean cross-entropy of a batch."""
    rows, hidden, output = passed(weights, batch.rows)
    wrong = output.copy()
    wrong[np.arange(len(batch.classes)), batch.classes] -= 1
    wrong /= len(batch.classes)
    back = (wrong @ weights.second.T) * (hidden > 0)
    return Weights(rows.T @ back, back.sum(0), hidden.T @ wrong, wrong.sum(0))


def updated(weights: Weights, batch: Examples) -> Weights:
    """After one update of gradient descent."""
    pairs = zip(weights, gradient(weights, batch), strict=True)
    return Weights(*(weight - RATE * slope for weight, slope in pairs))
