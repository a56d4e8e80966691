"""Mini-batch SGD of one linear neuron in torch, B = 1, alone in its process, on one thread.

Prints the fewest microseconds of one update: twenty examples, shuffled each epoch, by autograd.
Imports nothing of the program.
"""

import sys
from time import perf_counter

import torch

EXAMPLES, EPOCHS, ROUNDS = 20, 20, 9


def main() -> int:
    torch.set_num_threads(1)
    x = torch.linspace(-1, 1, EXAMPLES, dtype=torch.float64)[:, None]
    y = 1.0 + 4.0 * x
    neuron = torch.nn.Linear(1, 1, dtype=torch.float64)
    rule, loss = torch.optim.SGD(neuron.parameters(), lr=0.05), torch.nn.MSELoss()

    def epoch() -> None:
        order = torch.randperm(EXAMPLES)
        for place in range(EXAMPLES):
            chosen = order[place : place + 1]
            rule.zero_grad()
            loss(neuron(x[chosen]), y[chosen]).backward()
            rule.step()

    for _ in range(EPOCHS):
        epoch()
    seconds = []
    for _ in range(ROUNDS):
        began = perf_counter()
        for _ in range(EPOCHS):
            epoch()
        seconds.append((perf_counter() - began) / EPOCHS / EXAMPLES)
    print(1e6 * min(seconds))
    print(torch.__version__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
