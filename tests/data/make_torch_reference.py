"""Record what torch.optim does, as a reference that the tests can read without torch.

Run by hand where PyTorch 2.13 is installed: python tests/data/make_torch_reference.py
Gradients come from autograd on formulas written here, so nothing of the engine takes part.
"""

import json
import sys
from pathlib import Path

import torch

AFTER = (0, 1, 2, 10, 100)  # updates made before the one that is recorded
WHERE = Path(__file__).with_name("torch_reference.json")


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


SURFACES = {
    "rosenbrock": (rosenbrock, [[-1.5, 1.5], [-1.2, 1.0], [0.3, -0.4], [1.1, 1.3]]),
    "himmelblau": (himmelblau, [[-0.5, -1.0], [4.0, 4.0], [-3.0, 2.0], [1.5, -3.5]]),
    "beale": (beale, [[1.0, 1.5], [2.0, -0.5], [-0.5, 0.75], [3.5, 0.25]]),
}
OPTIMIZERS = {
    "gd": [("SGD", {"lr": 3e-4}), ("SGD", {"lr": 1.1e-3})],
    "momentum": [
        ("SGD", {"lr": 2e-4, "momentum": 0.9}),
        ("SGD", {"lr": 7e-4, "momentum": 0.55}),
    ],
    "nesterov": [
        ("SGD", {"lr": 2e-4, "momentum": 0.9, "nesterov": True}),
        ("SGD", {"lr": 7e-4, "momentum": 0.55, "nesterov": True}),
    ],
    "adam": [
        ("Adam", {"lr": 0.05}),
        ("Adam", {"lr": 0.013, "betas": (0.7, 0.96), "eps": 1e-4}),
    ],
    "adagrad_sum": [("Adagrad", {"lr": 0.4}), ("Adagrad", {"lr": 0.11, "eps": 1e-5})],
}


def plain(state):
    return {
        name: value.tolist() for name, value in state.items() if isinstance(value, torch.Tensor)
    }


def record(loss, starts, name, options):
    """Position and memory before, and position after, the update number AFTER + 1."""
    x = torch.tensor(starts, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, name)([x], foreach=False, **options)
    moments = []
    for update in range(AFTER[-1] + 1):
        before = {"x": x.detach().clone().tolist(), "state": plain(optimizer.state[x])}
        optimizer.zero_grad()
        loss(x[:, 0], x[:, 1]).sum().backward()
        optimizer.step()
        if update in AFTER:
            moments.append({"update": update, **before, "next": x.detach().tolist()})
    return moments


def main():
    runs = [
        {
            "optimizer": key,
            "surface": surface,
            "options": options,
            "moments": record(loss, starts, name, options),
        }
        for key, kinds in OPTIMIZERS.items()
        for name, options in kinds
        for surface, (loss, starts) in SURFACES.items()
    ]
    reference = {"torch": torch.__version__.split("+")[0], "runs": runs}
    WHERE.write_text(json.dumps(reference, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(runs)} runs in {WHERE.name}\n")


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    main()
