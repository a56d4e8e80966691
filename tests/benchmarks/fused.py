"""Adam on the Rosenbrock valley as fast as hand-written NumPy gets: the peer of `step`.

One fixed rule on one fixed surface, everything in place: no temporaries, blocks that stay in a
core's own cache, views of them made once. It keeps no
history and can't be interrupted, edited or rewound.
"""

from typing import NamedTuple, final

import numpy as np

from engine.arrays import Array

BLOCK = 4096
LR, BETA1, BETA2, EPS = 0.1, 0.9, 0.999, 1e-8


class Part(NamedTuple):
    """Views of one block: x, m and v of its balls, and room to work in."""

    position: Array  # (2, k), as all of them but `spare`
    x: Array
    y: Array
    mean: Array
    square: Array
    grad: Array
    along: Array
    across: Array
    work: Array
    spare: Array  # (k,)


@final
class Fused:
    """Balls at `points`, shape (n, 2), rolling by Adam with its usual hyperparameters."""

    def __init__(self, points: Array) -> None:
        self.position = np.ascontiguousarray(points.T)
        self.mean, self.square = np.zeros((2, *self.position.shape))
        self._room = np.empty((5, min(BLOCK, len(points))))
        self._parts = [self._part(start) for start in range(0, len(points), BLOCK)]
        self._updates = 0

    def _part(self, start: int) -> Part:
        whole = (self.position, self.mean, self.square)
        position, mean, square = (each[:, start : start + BLOCK] for each in whole)
        room = self._room[:, : position.shape[1]]
        return Part(position, *position, mean, square, room[:2], *room[:2], room[2:4], room[4])

    def step(self) -> None:
        self._updates += 1
        unbias = 1 / (1 - BETA2**self._updates)
        rate = LR / (1 - BETA1**self._updates)
        for part in self._parts:
            _update(part, unbias, rate)


ONE, TWO, SLOPE = 1.0, 2.0, 200.0
KEEP1, NEW1 = BETA1, 1 - BETA1
KEEP2, NEW2 = BETA2, 1 - BETA2
TINY = EPS


def _update(part: Part, unbias: float, rate: float) -> None:
    position, x, y, mean, square, grad, along, across, work, spare = part
    np.multiply(x, x, spare)
    np.subtract(y, spare, across)
    np.multiply(across, SLOPE, across)
    np.multiply(across, x, spare)
    np.subtract(x, ONE, along)
    np.subtract(along, spare, along)
    np.multiply(along, TWO, along)
    np.multiply(mean, KEEP1, mean)
    np.multiply(grad, NEW1, work)
    np.add(mean, work, mean)
    np.multiply(square, KEEP2, square)
    np.multiply(grad, grad, work)
    np.multiply(work, NEW2, work)
    np.add(square, work, square)
    np.multiply(square, unbias, work)
    np.sqrt(work, work)
    np.add(work, TINY, work)
    np.divide(mean, work, work)
    np.multiply(work, rate, work)
    np.subtract(position, work, position)
