"""Every first-order rule on the Rosenbrock valley as fast as hand-written NumPy gets.

As `fused` does it for Adam: fixed numbers, everything in place, blocks that stay in a core's own
cache, and since all balls are of one age, what depends on age is one number for all of them.
"""

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple, final

import numpy as np

from engine.arrays import Array

BLOCK = 4096
ONE, TWO, SLOPE, ZERO = 1.0, 2.0, 200.0, 0.0


class Part(NamedTuple):
    """Views of one block: where its balls are, what they remember, and room to work in."""

    position: Array  # (2, k), as all of them but `spare`
    x: Array
    y: Array
    first: Array  # memory, as much of it as the rule needs
    second: Array
    third: Array
    grad: Array
    along: Array
    across: Array
    work: Array
    more: Array
    spare: Array  # (k,)


Update = Callable[[Part, int], None]


def slope(part: Part) -> None:
    """The gradient at the balls, into `part.grad`."""
    _, x, y, _, _, _, _, along, across, _, _, spare = part
    np.multiply(x, x, spare)
    np.subtract(y, spare, across)
    np.multiply(across, SLOPE, across)
    np.multiply(across, x, spare)
    np.subtract(x, ONE, along)
    np.subtract(along, spare, along)
    np.multiply(along, TWO, along)


def averaged(memory: Array, new: Array, keep: float, room: Array) -> None:
    """memory ← keep · memory + (1 − keep) · new, where `room` may be `new`."""
    np.multiply(memory, keep, memory)
    np.multiply(new, 1 - keep, room)
    np.add(memory, room, memory)


def descent(lr: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.grad, lr, part.grad)
        np.subtract(part.position, part.grad, part.position)

    return update


def momentum(lr: float, fade: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.first, fade, part.first)
        np.multiply(part.grad, lr, part.grad)
        np.subtract(part.first, part.grad, part.first)
        np.add(part.position, part.first, part.position)

    return update


def nesterov(lr: float, fade: float) -> Update:
    def update(part: Part, age: int) -> None:
        np.multiply(part.first, fade, part.first)
        np.add(part.position, part.first, part.position)
        slope(part)
        np.multiply(part.grad, lr, part.grad)
        np.subtract(part.first, part.grad, part.first)
        np.subtract(part.position, part.grad, part.position)

    return update


def momentum_library(lr: float, fade: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.first, fade, part.first)
        np.add(part.first, part.grad, part.first)
        np.multiply(part.first, lr, part.work)
        np.subtract(part.position, part.work, part.position)

    return update


def nesterov_library(lr: float, fade: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.first, fade, part.first)
        np.add(part.first, part.grad, part.first)
        np.multiply(part.first, fade, part.work)
        np.add(part.work, part.grad, part.work)
        np.multiply(part.work, lr, part.work)
        np.subtract(part.position, part.work, part.position)

    return update


def over_root(part: Part, square: Array, eps: float, rate: float) -> None:
    """position ← position − rate · grad / (√square + ε)."""
    np.sqrt(square, part.work)
    if eps:
        np.add(part.work, eps, part.work)
    np.divide(part.grad, part.work, part.work)
    np.multiply(part.work, rate, part.work)
    np.subtract(part.position, part.work, part.position)


def adagrad(lr: float, eps: float, mean: bool) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.grad, part.grad, part.work)
        np.add(part.first, part.work, part.first)
        over_root(part, part.first, eps, lr * sqrt(age) if mean else lr)

    return update


def rmsprop(lr: float, alpha: float, eps: float, books: bool) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.grad, part.grad, part.work)
        averaged(part.first, part.work, ZERO if books and age == 1 else alpha, part.work)
        over_root(part, part.first, eps, lr)

    return update


def adadelta(lr: float, rho: float, eps: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.grad, part.grad, part.work)
        averaged(part.first, part.work, rho, part.work)
        np.add(part.first, eps, part.work)
        np.add(part.second, eps, part.more)
        np.divide(part.more, part.work, part.more)
        np.sqrt(part.more, part.more)
        np.multiply(part.more, part.grad, part.more)
        np.multiply(part.more, part.more, part.work)
        averaged(part.second, part.work, rho, part.work)
        np.multiply(part.more, lr, part.more)
        np.subtract(part.position, part.more, part.position)

    return update


def rprop(lr: float, grow: float, shrink: float, shortest: float, longest: float) -> Update:
    # The parabola that is `shrink` at −1, 1 at 0 and `grow` at 1.
    bend, rise = (grow + shrink) / 2 - 1, (grow - shrink) / 2

    def update(part: Part, age: int) -> None:
        slope(part)
        steps, last, sign, agree = part.first, part.second, part.work, part.more
        if age == 1:
            steps[...] = lr
        np.sign(part.grad, sign)
        np.multiply(sign, last, agree)
        np.multiply(agree, bend, part.grad)
        np.add(part.grad, rise, part.grad)
        np.multiply(part.grad, agree, part.grad)
        np.add(part.grad, ONE, part.grad)
        np.multiply(steps, part.grad, steps)
        np.maximum(steps, shortest, out=steps)
        np.minimum(steps, longest, out=steps)
        np.add(agree, ONE, agree)
        np.minimum(agree, ONE, out=agree)
        np.multiply(sign, agree, last)
        np.multiply(last, steps, sign)
        np.subtract(part.position, sign, part.position)

    return update


def moments(part: Part, beta1: float, beta2: float) -> None:
    averaged(part.first, part.grad, beta1, part.work)
    np.multiply(part.grad, part.grad, part.work)
    averaged(part.second, part.work, beta2, part.work)


def adam(
    lr: float, beta1: float, beta2: float, eps: float, decay: float = 0.0, largest: bool = False
) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        moments(part, beta1, beta2)
        square = part.second
        if largest:
            square = np.maximum(part.third, square, out=part.third)
        np.multiply(square, 1 / (1 - beta2**age), part.work)
        np.sqrt(part.work, part.work)
        np.add(part.work, eps, part.work)
        np.divide(part.first, part.work, part.work)
        np.multiply(part.work, lr / (1 - beta1**age), part.work)
        if decay:
            np.multiply(part.position, 1 - lr * decay, part.position)
        np.subtract(part.position, part.work, part.position)

    return update


def adamax(lr: float, beta1: float, beta2: float, eps: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        averaged(part.first, part.grad, beta1, part.work)
        np.multiply(part.second, beta2, part.second)
        np.abs(part.grad, part.work)
        np.add(part.work, eps, part.work)
        np.maximum(part.second, part.work, out=part.second)
        np.divide(part.first, part.second, part.work)
        np.multiply(part.work, lr / (1 - beta1**age), part.work)
        np.subtract(part.position, part.work, part.position)

    return update


def nadam(lr: float, beta1: float, beta2: float, eps: float, warming: float) -> Update:
    product = [ONE]  # of all μ, by age

    def mu(age: int) -> float:
        return beta1 * (1 - 0.5 * 0.96 ** (age * warming))

    def update(part: Part, age: int) -> None:
        slope(part)
        if age == len(product):
            product.append(product[-1] * mu(age))
        ahead = mu(age + 1)
        moments(part, beta1, beta2)
        np.multiply(part.second, 1 / (1 - beta2**age), part.work)
        np.sqrt(part.work, part.work)
        np.add(part.work, eps, part.work)
        np.multiply(part.grad, lr * (1 - mu(age)) / (1 - product[age]), part.grad)
        np.multiply(part.first, lr * ahead / (1 - product[age] * ahead), part.more)
        np.add(part.more, part.grad, part.more)
        np.divide(part.more, part.work, part.work)
        np.subtract(part.position, part.work, part.position)

    return update


def radam(lr: float, beta1: float, beta2: float, eps: float) -> Update:
    most = 2 / (1 - beta2) - 1

    def update(part: Part, age: int) -> None:
        slope(part)
        moments(part, beta1, beta2)
        seen, rate = 1 - beta2**age, lr / (1 - beta1**age)
        length = most - 2 * age * beta2**age / seen
        if length > 5:
            shares = (length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)
            np.sqrt(part.second, part.work)
            np.add(part.work, eps, part.work)
            np.divide(part.first, part.work, part.work)
            np.multiply(part.work, rate * sqrt(shares * seen), part.work)
        else:
            np.multiply(part.first, rate, part.work)
        np.subtract(part.position, part.work, part.position)

    return update


def lion(lr: float, beta1: float, beta2: float, decay: float) -> Update:
    def update(part: Part, age: int) -> None:
        slope(part)
        np.multiply(part.first, beta1, part.work)
        np.multiply(part.grad, 1 - beta1, part.more)
        np.add(part.work, part.more, part.work)
        averaged(part.first, part.grad, beta2, part.grad)
        np.sign(part.work, part.more)
        np.multiply(part.more, lr, part.work)
        np.multiply(part.position, 1 - lr * decay, part.position)
        np.subtract(part.position, part.work, part.position)

    return update


# By the engine's key, with the numbers that are its defaults.
KERNELS: dict[str, Callable[[float], Update]] = {
    "gd": descent,
    "momentum": lambda lr: momentum(lr, 0.9),
    "nesterov": lambda lr: nesterov(lr, 0.9),
    "adagrad": lambda lr: adagrad(lr, ZERO, mean=True),
    "rmsprop": lambda lr: rmsprop(lr, 0.9, ZERO, books=True),
    "adam": lambda lr: adam(lr, 0.9, 0.999, 1e-8),
    "adagrad_sum": lambda lr: adagrad(lr, 1e-10, mean=False),
    "momentum_library": lambda lr: momentum_library(lr, 0.9),
    "nesterov_library": lambda lr: nesterov_library(lr, 0.9),
    "rmsprop_library": lambda lr: rmsprop(lr, 0.99, 1e-8, books=False),
    "adadelta": lambda lr: adadelta(lr, 0.9, 1e-6),
    "rprop": lambda lr: rprop(lr, 1.2, 0.5, 1e-6, 50.0),
    "adamw": lambda lr: adam(lr, 0.9, 0.999, 1e-8, decay=0.01),
    "amsgrad": lambda lr: adam(lr, 0.9, 0.999, 1e-8, largest=True),
    "adamax": lambda lr: adamax(lr, 0.9, 0.999, 1e-8),
    "nadam": lambda lr: nadam(lr, 0.9, 0.999, 1e-8, 0.004),
    "radam": lambda lr: radam(lr, 0.9, 0.999, 1e-8),
    "lion": lambda lr: lion(lr, 0.9, 0.99, 0.001),
}


@final
class Kernel:
    """Balls at `points`, shape (n, 2), rolling by the rule of that key with its usual numbers."""

    def __init__(self, key: str, points: Array, lr: float) -> None:
        self.position = np.ascontiguousarray(points.T)
        self._memory = np.zeros((3, *self.position.shape))
        width = min(BLOCK, len(points))
        self._room = np.empty((7, width))
        self._parts = [self._part(start) for start in range(0, len(points), BLOCK)]
        self._update, self._updates = KERNELS[key](lr), 0

    def _part(self, start: int) -> Part:
        whole = (self.position, *self._memory)
        position, *memory = (each[:, start : start + BLOCK] for each in whole)
        room = self._room[:, : position.shape[1]]
        work, more = room[2:4], room[4:6]
        return Part(position, *position, *memory, room[:2], *room[:2], work, more, room[6])

    def step(self, count: int = 1) -> None:
        update, parts = self._update, self._parts
        for _ in range(count):
            self._updates += 1
            for part in parts:
                update(part, self._updates)
