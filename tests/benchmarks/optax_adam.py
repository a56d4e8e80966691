"""optax's Adam on Rosenbrock as one jitted scan, alone in its process, on one thread.

Prints the fewest microseconds of one update of 100,000 balls, warm; and the seconds that a map
of 256 × 256 starts and 500 updates takes, compiling included. Imports nothing of the program.
"""

import os

# XLA always uses several threads: one processor means one thread.
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["JAX_PLATFORMS"] = "cpu"

import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from functools import partial  # noqa: E402
from time import perf_counter  # noqa: E402
from typing import Any  # noqa: E402

import jax  # noqa: E402
import optax  # noqa: E402

BALLS, UPDATES, ROUNDS = 100_000, 50, 7
SIDE, LONG = 256, 500
RULE = optax.adam(1e-3)


def loss(points: Any) -> Any:
    x, y = points[:, 0], points[:, 1]
    return ((1 - x) ** 2 + 100 * (y - x * x) ** 2).sum()


@partial(jax.jit, static_argnums=2)
def rolled(points: Any, state: Any, updates: int) -> Any:
    def step(carry: Any, _: None) -> tuple[Any, None]:
        points, state = carry
        moves, state = RULE.update(jax.grad(loss)(points), state)
        return (optax.apply_updates(points, moves), state), None

    return jax.lax.scan(step, (points, state), None, length=updates)[0]


def starts(count: int) -> Any:
    return jax.random.uniform(jax.random.key(0), (count, 2), minval=-1.0, maxval=1.0)


def timed(work: Callable[[], Any]) -> float:
    began = perf_counter()
    jax.block_until_ready(work())
    return perf_counter() - began


def main() -> int:
    points = starts(SIDE * SIDE)
    cold = timed(lambda: rolled(points, RULE.init(points), LONG))
    points = starts(BALLS)
    state = RULE.init(points)
    timed(lambda: rolled(points, state, UPDATES))
    warm = min(timed(lambda: rolled(points, state, UPDATES)) for _ in range(ROUNDS))
    print(1e6 * warm / UPDATES)
    print(cold)
    print(f"jax {jax.__version__}, optax {optax.__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
