"""Eager `torch.optim.Adam` on Rosenbrock, one (N, 2) parameter, alone in its process, one thread.

Prints the fewest microseconds of one update at each number of balls. Imports no module of ours.
"""

import sys
from time import perf_counter

import torch

SIZES = ((10, 500), (1000, 300), (100_000, 20))  # balls, and updates a round
ROUNDS = 7


def least(balls: int, updates: int) -> float:
    points = (2 * torch.rand((balls, 2), dtype=torch.float64) - 1).requires_grad_()
    rule = torch.optim.Adam([points], lr=1e-3)

    def step() -> None:
        rule.zero_grad()
        x, y = points[:, 0], points[:, 1]
        ((1 - x) ** 2 + 100 * (y - x * x) ** 2).sum().backward()
        rule.step()

    for _ in range(20):
        step()
    seconds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        for _ in range(updates):
            step()
        seconds.append((perf_counter() - began) / updates)
    return min(seconds)


def main() -> int:
    torch.set_num_threads(1)
    for balls, updates in SIZES:
        print(1e6 * least(balls, updates))
    print(torch.__version__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
