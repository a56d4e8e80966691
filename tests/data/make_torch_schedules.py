"""Record what torch.optim.lr_scheduler does, as a reference that tests can read without torch.

Run by hand where PyTorch 2.13 is installed: python tests/data/make_torch_schedules.py
The same functions are used by the tests against torch itself, where it is installed.
"""

import json
import random
import sys
import warnings
from pathlib import Path

WHERE = Path(__file__).with_name("torch_schedules.json")
UPDATES = 5000
KEPT = 60  # of them are recorded, always among them those next to a bend
SETS = 4  # of hyperparameters for each kind


def scheduler(schedulers, optimizer, key, given):
    """torch's scheduler for one of ours; where torch has none, its LambdaLR with the formula."""
    make = {
        "constant": lambda: schedulers.LambdaLR(optimizer, lambda t: 1.0),
        "step": lambda: schedulers.StepLR(optimizer, int(given["every"]), given["gamma"]),
        "multi_step": lambda: schedulers.MultiStepLR(
            optimizer, given["milestones"], given["gamma"]
        ),
        "exponential": lambda: schedulers.ExponentialLR(optimizer, given["gamma"]),
        "inverse_time": lambda: schedulers.LambdaLR(
            optimizer, lambda t: 1 / (1 + t / given["scale"])
        ),
        "inverse_square_root": lambda: schedulers.LambdaLR(
            optimizer, lambda t: (1 + t / given["scale"]) ** -0.5
        ),
        "polynomial": lambda: schedulers.PolynomialLR(
            optimizer, int(given["span"]), given["power"]
        ),
        "cosine": lambda: schedulers.CosineAnnealingLR(
            optimizer, int(given["span"]), given["floor"]
        ),
        "cosine_restarts": lambda: schedulers.CosineAnnealingWarmRestarts(
            optimizer, int(given["first"]), int(given["multiple"]), given["floor"]
        ),
        "one_cycle": lambda: schedulers.OneCycleLR(
            optimizer,
            1.0,
            int(given["span"]),
            pct_start=given["rise"],
            div_factor=given["start"],
            final_div_factor=given["end"],
            cycle_momentum=False,
        ),
        "transformer": lambda: schedulers.LambdaLR(optimizer, lambda t: attention(t, given)),
        "sequential": lambda: schedulers.SequentialLR(
            optimizer,
            [
                scheduler(schedulers, optimizer, *parted(given["first"])),
                scheduler(schedulers, optimizer, *parted(given["second"])),
            ],
            [int(given["switch"])],
        ),
        "warmup": lambda: schedulers.SequentialLR(
            optimizer,
            [
                schedulers.LinearLR(optimizer, 1 / given["span"], 1.0, int(given["span"]) - 1),
                scheduler(schedulers, optimizer, *parted(given["then"])),
            ],
            [int(given["span"])],
        ),
    }
    return make[key]()


def attention(t, given):
    """The rate of “Attention is all you need” over its highest, as the paper writes it."""
    d, warm, step = 512, given["peak"], t + 1
    rate = d**-0.5 * min(step**-0.5, step * warm**-1.5)
    return rate / (d**-0.5 * warm**-0.5)


def parted(plain):
    return plain["key"], {name: value for name, value in plain.items() if name != "key"}


def factors(torch, key, given, count=UPDATES):
    """What torch gives the first `count` updates, at a learning rate of 1."""
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=1.0)
    with warnings.catch_warnings():  # no update is made before the first step of the schedule
        warnings.simplefilter("ignore")
        schedule = scheduler(torch.optim.lr_scheduler, optimizer, key, given)
        rates = []
        for _ in range(count):
            rates.append(float(optimizer.param_groups[0]["lr"]))
            schedule.step()
    return rates


def whole(rng, low, high):
    """A whole number, spread evenly in its logarithm."""
    return float(round(low * (high / low) ** rng.random()))


def drawn(rng, key):
    """Random hyperparameters for one kind, such that torch can do all the updates."""
    return {
        "constant": dict,
        "step": lambda: {"every": whole(rng, 50, 2000), "gamma": rng.uniform(0.3, 0.95)},
        "multi_step": lambda: {
            "milestones": sorted(rng.sample(range(1, UPDATES), rng.randint(1, 6))),
            "gamma": rng.uniform(0.1, 0.9),
        },
        "exponential": lambda: {"gamma": 1 - 10 ** rng.uniform(-5, -2)},
        "inverse_time": lambda: {"scale": whole(rng, 1, 3000)},
        "inverse_square_root": lambda: {"scale": whole(rng, 1, 3000)},
        "polynomial": lambda: {"span": whole(rng, 10, 8000), "power": rng.uniform(0.5, 3)},
        # torch's cosine rises again after T; ours stays on the floor.
        "cosine": lambda: {"span": whole(rng, UPDATES, 9000), "floor": rng.uniform(0.001, 0.5)},
        "cosine_restarts": lambda: {
            "first": whole(rng, 5, 800),
            "multiple": float(rng.randint(1, 4)),
            "floor": rng.uniform(0, 0.5),
        },
        # torch refuses to go on after T.
        "one_cycle": lambda: {
            "span": whole(rng, UPDATES + 1, 9000),
            "rise": rng.uniform(0.05, 0.9),
            "start": rng.uniform(1, 100),
            "end": 10 ** rng.uniform(0, 6),
        },
        "transformer": lambda: {"peak": whole(rng, 10, 4500)},
        "sequential": lambda: {
            "switch": whole(rng, 20, 3000),
            "first": plain(rng, rng.choice(CHAINED)),
            "second": plain(rng, rng.choice(CHAINED)),
        },
        "warmup": lambda: {"span": whole(rng, 2, 1000), "then": plain(rng, rng.choice(CHAINED))},
    }[key]()


SIMPLE = (
    "constant",
    "step",
    "multi_step",
    "exponential",
    "inverse_time",
    "inverse_square_root",
    "polynomial",
    "cosine",
    "cosine_restarts",
    "one_cycle",
    "transformer",
)
# torch's one cycle overwrites the rate that other schedules start from, so it can't share one.
CHAINED = tuple(key for key in SIMPLE if key != "one_cycle")
KINDS = (*SIMPLE, "sequential", "warmup")


def plain(rng, key):
    return {"key": key, **drawn(rng, key)}


def telling(rates):
    """The updates to keep: where the rate bends most, and some from everywhere."""
    bends = [abs(rates[t + 1] - 2 * rates[t] + rates[t - 1]) for t in range(1, UPDATES - 1)]
    sharp = sorted(range(1, UPDATES - 1), key=lambda t: -bends[t - 1])[: KEPT // 3]
    spread = [round(t * (UPDATES - 1) / (KEPT - 21)) for t in range(KEPT - 20)]
    return sorted({*sharp, *spread})


def main():
    import torch

    torch.set_default_dtype(torch.float64)
    rng, runs = random.Random(3), []
    for key in KINDS:
        for _ in range(1 if key == "constant" else SETS):
            schedule = plain(rng, key)
            rates = factors(torch, *parted(schedule))
            ages = telling(rates)
            runs.append({"schedule": schedule, "ages": ages, "rates": [rates[t] for t in ages]})
    reference = {"torch": torch.__version__.split("+")[0], "runs": runs}
    WHERE.write_text(json.dumps(reference, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(runs)} runs in {WHERE.name}\n")


if __name__ == "__main__":
    main()
