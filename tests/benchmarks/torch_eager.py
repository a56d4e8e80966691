"""Six eager torch.optim optimizers with ten balls in all, alone in this process, on one thread.

Prints the fewest microseconds that one update of all six took, by autograd and with the gradient
written out by hand in tensors. Imports nothing of the program.
"""

import sys
from time import perf_counter

import torch

SIZES = (2, 2, 2, 2, 1, 1)  # balls of each
ROUNDS, UPDATES = 7, 100


def rules(points: list[torch.Tensor]) -> list[tuple[torch.optim.Optimizer, torch.Tensor]]:
    optim = torch.optim
    made = (
        optim.SGD([points[0]], lr=1e-4),
        optim.SGD([points[1]], lr=1e-4, momentum=0.9),
        optim.SGD([points[2]], lr=1e-4, momentum=0.9, nesterov=True),
        optim.Adagrad([points[3]], lr=1e-3),
        optim.RMSprop([points[4]], lr=1e-3, alpha=0.9),
        optim.Adam([points[5]], lr=1e-3),
    )
    return list(zip(made, points, strict=True))


def by_autograd(race: list[tuple[torch.optim.Optimizer, torch.Tensor]]) -> None:
    for rule, points in race:
        rule.zero_grad()
        x, y = points[:, 0], points[:, 1]
        ((1 - x) ** 2 + 100 * (y - x * x) ** 2).sum().backward()
        rule.step()


def by_hand(race: list[tuple[torch.optim.Optimizer, torch.Tensor]]) -> None:
    with torch.no_grad():
        for rule, points in race:
            x, y = points[:, 0], points[:, 1]
            across = (y - x * x) * 200
            points.grad = torch.stack(((x - 1 - x * across) * 2, across), -1)
            rule.step()


def main() -> int:
    torch.set_num_threads(1)
    for step in (by_autograd, by_hand):
        points = [torch.full((n, 2), 0.5, dtype=torch.float64) for n in SIZES]
        race = rules([each.requires_grad_() for each in points])
        for _ in range(UPDATES):  # the first updates allocate state
            step(race)
        seconds = []
        for _ in range(ROUNDS):
            began = perf_counter()
            for _ in range(UPDATES):
                step(race)
            seconds.append((perf_counter() - began) / UPDATES)
        print(1e6 * min(seconds))
    print(torch.__version__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
