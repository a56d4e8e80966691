"""Record what optax's Lion does, for torch.optim has none.

Run by hand where jax and optax are installed: python -m tests.data.make_optax_reference
Gradients come from jax on the formulas of `reference`, so nothing of the engine takes part.
"""

import sys
from pathlib import Path

import jax
import optax

from tests.data.reference import (
    AFTER,
    LENGTH,
    SURFACES,
    Draw,
    spread,
    stays_near,
    with_neighbours,
    write,
)

WHERE = Path(__file__).with_name("optax_reference.json")
SEED, DRAWS = 1, 4


def lion(draw):
    return {
        "lr": draw.log(0.001, 0.03),
        "betas": (draw.fading(0.3, 0.97), draw.fading(0.5, 0.999)),
        "weight_decay": draw.choice((0.0, draw.log(1e-3, 0.3))),
    }


def record(surface, options):
    """As `make_torch_reference.record`."""
    loss, starts = SURFACES[surface]
    count = len(starts)
    beta1, beta2 = options["betas"]
    rule = optax.lion(options["lr"], beta1, beta2, weight_decay=options["weight_decay"])
    slope = jax.jit(jax.grad(lambda points: loss(points[:, 0], points[:, 1]).sum()))
    x = jax.numpy.array(with_neighbours(starts), dtype="float64")
    state = rule.init(x)
    moments, apart = [], [0.0] * count
    for update in range(LENGTH):
        memory = {"mu": state[0].mu[:count].tolist()} if update else {}
        before = {"x": x[:count].tolist(), "state": memory}
        move, state = rule.update(slope(x), state, x)
        x = optax.apply_updates(x, move)
        points = x.tolist()
        if not stays_near(points):
            return None
        apart = list(map(max, apart, spread(points, count)))
        if update in AFTER:
            moments.append({"update": update, **before, "next": x[:count].tolist()})
    return {"moments": moments, "end": points[:count], "spread": apart}


def runs(seed, draws):
    """So many runs on every surface, with hyperparameters drawn from the seed."""
    found = []
    with jax.enable_x64(True):
        for surface in SURFACES:
            draw, wanted = Draw(f"{seed} lion {surface}"), draws
            while wanted:
                options = lion(draw)
                recorded = record(surface, options)
                if recorded:
                    head = {"optimizer": "lion", "surface": surface, "options": options}
                    found.append({**head, **recorded})
                    wanted -= 1
    return found


if __name__ == "__main__":
    sys.stdout.write(write(WHERE, "optax", optax.__version__, runs(SEED, DRAWS)))
