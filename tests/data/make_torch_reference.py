"""Record what torch.optim does, as a reference that the tests can read without torch.

Run by hand where PyTorch 2.13 is installed: python -m tests.data.make_torch_reference
Gradients come from autograd on the formulas of `reference`, so nothing of the engine takes part.
"""

import sys
from pathlib import Path

import torch

from tests.data.reference import (
    AFTER,
    LENGTH,
    STEEPEST,
    SURFACES,
    Draw,
    spread,
    stays_near,
    with_neighbours,
    write,
)

WHERE = Path(__file__).with_name("torch_reference.json")
SEED, DRAWS = 1, 2


def descent(draw, steepest, **more):
    """A rate that suits the surface, as rules need that follow the gradient's length."""
    return {"lr": draw.log(0.01, 0.5) / steepest, **more}


def fading(draw):
    return draw.fading(0.3, 0.97)


def adam(draw, **more):
    betas = (draw.fading(0.3, 0.97), draw.fading(0.7, 0.9999))
    return {"lr": draw.log(0.003, 0.1), "betas": betas, "eps": draw.log(1e-10, 1e-3), **more}


# The engine's key, torch's class, and options for it drawn by chance.
KINDS = {
    "gd": ("SGD", descent),
    "momentum": ("SGD", lambda d, s: descent(d, s, momentum=fading(d))),
    "momentum_library": (
        "SGD",
        lambda d, s: descent(d, s, momentum=fading(d), dampening=d.uniform(0, 0.9)),
    ),
    "nesterov": ("SGD", lambda d, s: descent(d, s, momentum=fading(d), nesterov=True)),
    "nesterov_library": ("SGD", lambda d, s: descent(d, s, momentum=fading(d), nesterov=True)),
    "adagrad_sum": (
        "Adagrad",
        lambda d, s: {"lr": d.log(0.05, 0.5), "eps": d.log(1e-12, 1e-3)},
    ),
    "rmsprop_library": (
        "RMSprop",
        lambda d, s: {
            "lr": d.log(0.001, 0.03),
            "alpha": d.fading(0.5, 0.999),
            "eps": d.log(1e-10, 1e-3),
            "momentum": d.choice((0.0, fading(d))),
        },
    ),
    "adadelta": (
        "Adadelta",
        lambda d, s: {
            "lr": d.log(0.3, 3),
            "rho": d.fading(0.5, 0.99),
            "eps": d.log(1e-8, 1e-4),
        },
    ),
    "rprop": (
        "Rprop",
        lambda d, s: {
            "lr": d.log(0.001, 0.1),
            "etas": (d.uniform(0.2, 0.8), d.uniform(1.05, 1.5)),
            "step_sizes": (d.log(1e-8, 1e-4), d.log(0.05, 50)),
        },
    ),
    "adam": ("Adam", lambda d, s: adam(d)),
    "adamw": ("AdamW", lambda d, s: adam(d, weight_decay=d.log(1e-3, 0.3))),
    "amsgrad": ("Adam", lambda d, s: adam(d, amsgrad=True)),
    "adamax": ("Adamax", lambda d, s: adam(d)),
    "nadam": ("NAdam", lambda d, s: adam(d, momentum_decay=d.log(1e-3, 0.1))),
    "radam": ("RAdam", lambda d, s: adam(d)),
}


def plain(state, count):
    return {
        name: value[:count].tolist()
        for name, value in state.items()
        if isinstance(value, torch.Tensor) and value.ndim == 2
    }


def record(surface, name, options):
    """Position and memory before, and position after, the updates AFTER; and where it ends.

    A second ball starts near each, to measure how far neighbouring paths diverge.
    None where a ball diverges.
    """
    loss, starts = SURFACES[surface]
    count = len(starts)
    x = torch.tensor(with_neighbours(starts), dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, name)([x], foreach=False, **options)
    moments, apart = [], [0.0] * count
    for update in range(LENGTH):
        before = {"x": x[:count].tolist(), "state": plain(optimizer.state[x], count)}
        optimizer.zero_grad()
        loss(x[:, 0], x[:, 1]).sum().backward()
        optimizer.step()
        points = x.tolist()
        if not stays_near(points):
            return None
        apart = list(map(max, apart, spread(points, count)))
        if update in AFTER:
            moments.append({"update": update, **before, "next": x[:count].tolist()})
    return {"moments": moments, "end": points[:count], "spread": apart}


def runs(seed, draws):
    """So many runs of every kind on every surface, with hyperparameters drawn from the seed."""
    usual = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)  # or NAdam keeps its products in float32
    try:
        return _runs(seed, draws)
    finally:
        torch.set_default_dtype(usual)


def _runs(seed, draws):
    found = []
    for key, (name, options_of) in KINDS.items():
        for surface in SURFACES:
            draw, wanted = Draw(f"{seed} {key} {surface}"), draws
            while wanted:
                options = options_of(draw, STEEPEST[surface])
                recorded = record(surface, name, options)
                if recorded:
                    head = {"optimizer": key, "surface": surface, "options": options}
                    found.append({**head, **recorded})
                    wanted -= 1
    return found


if __name__ == "__main__":
    version = torch.__version__.split("+")[0]
    sys.stdout.write(write(WHERE, "torch", version, runs(SEED, DRAWS)))
