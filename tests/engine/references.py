"""Runs of other libraries, made again with the engine's optimizers.

As a script it prints the largest differences: python -m tests.engine.references
"""

import sys
from collections import defaultdict
from importlib import import_module

import numpy as np

from engine import optimizers, surfaces
from engine.arrays import columns
from engine.optimizers.adadelta import Averages
from engine.optimizers.adam import AdamState
from engine.optimizers.adam_family import AdaMaxState, LargestState
from engine.optimizers.adam_start import LEFT, NAdamState, RAdamState
from engine.optimizers.adaptive import Squares
from engine.optimizers.descent import Movement
from engine.optimizers.library import SquareAndSum, Sum, Summed
from engine.optimizers.sign import Mean, Steps
from tests.data.reference import LENGTH, read

STRAY = 2.0  # how much farther apart neighbours may get for their paths to be compared
SURFACES = {
    "rosenbrock": surfaces.BY_KEY["rosenbrock"](a=1.0, b=100.0),
    "himmelblau": surfaces.BY_KEY["himmelblau"](),
    "beale": surfaces.BY_KEY["beale"](),
    "ellipse": surfaces.BY_KEY["ellipse"](kappa=100.0),
}
OURS = {"weight_decay": ("decay",), "momentum_decay": ("warming",), "betas": ("beta1", "beta2")}
OURS |= {"etas": ("shrink", "grow"), "step_sizes": ("shortest", "longest")}
SWITCHES = {"nesterov", "amsgrad"}  # here, rules of their own


def optimizer_of(run):
    """The engine's optimizer with the hyperparameters of the run."""
    values = {}
    for name, value in run["options"].items():
        if name not in SWITCHES:
            pair = value if isinstance(value, tuple | list) else (value,)
            values |= zip(OURS.get(name, (name,)), pair, strict=True)
    return optimizers.BY_KEY[run["optimizer"]](**values)


def state_of(rule, x, moment):
    """The library's state as a state of the engine."""
    fresh = rule.init(x)
    if not moment["state"]:
        return fresh
    held = {name: columns(value) for name, value in moment["state"].items()}
    return READ[type(fresh)](rule, held, np.full_like(x, moment["update"]))


def moments(rule, held, ages):
    """The moments that all Adam variants have."""
    mean_start = np.float_power(rule.beta1, ages)
    square_start = np.float_power(rule.beta2, ages)
    return AdamState(held["exp_avg"], held["exp_avg_sq"], mean_start, square_start)


def nadam_state(rule, held, ages):
    steps = range(1, int(ages[0, 0]) + 1)
    mu = [rule.beta1 * (1 - 0.5 * LEFT ** (step * rule.warming)) for step in steps]
    own, clock = moments(rule, held, ages), ages[:, :1]
    lacking = np.float_power(LEFT, clock * rule.warming)
    product = np.full_like(clock, np.prod(mu))
    return NAdamState(own.mean, own.square, product, own.square_start[:, :1], lacking)


def radam_state(rule, held, ages):
    mean, square, *starts = moments(rule, held, ages)
    return RAdamState(mean, square, *(start[:, :1] for start in starts), ages[:, :1])


def library_rmsprop_state(rule, held, ages):
    nothing = np.zeros_like(ages)  # torch keeps no sum where there is no momentum
    return SquareAndSum(held["square_avg"], held.get("momentum_buffer", nothing))


READ = {
    Movement: lambda rule, held, ages: Movement(held["momentum_buffer"] * -rule.lr),
    Summed: lambda rule, held, ages: Summed(held["momentum_buffer"], ages),
    Sum: lambda rule, held, ages: Sum(held["momentum_buffer"]),
    Squares: lambda rule, held, ages: Squares(held["sum"], ages),
    SquareAndSum: library_rmsprop_state,
    Averages: lambda rule, held, ages: Averages(held["square_avg"], held["acc_delta"]),
    Steps: lambda rule, held, ages: Steps(held["step_size"] / rule.lr, np.sign(held["prev"])),
    AdamState: moments,
    LargestState: lambda rule, held, ages: LargestState(
        *moments(rule, held, ages), held["max_exp_avg_sq"]
    ),
    AdaMaxState: lambda rule, held, ages: AdaMaxState(
        held["exp_avg"], np.float_power(rule.beta1, ages), held["exp_inf"]
    ),
    NAdamState: nadam_state,
    RAdamState: radam_state,
    Mean: lambda rule, held, ages: Mean(held["mu"]),
}


def looked_at(rule, x, state, run):
    """The library's parameters: it keeps Nesterov's look-ahead point."""
    return rule.look(x, state) if run["optimizer"] == "nesterov" else x


def one_update(run):
    """By update, the largest relative difference of any ball after one update from there."""
    rule, surface = optimizer_of(run), SURFACES[run["surface"]]
    found = {}
    for moment in run["moments"]:
        x = columns(moment["x"])
        state = state_of(rule, x, moment)
        if run["optimizer"] == "nesterov":
            x = x - state.m * rule.momentum
        after, state = rule.step(surface, x, state)
        after = looked_at(rule, after, state, run)
        moved = np.abs(np.array(moment["next"]) - moment["x"])
        found[moment["update"]] = differences(after, moment["next"], moved).max()
    return found


def whole_run(run):
    """The relative difference at the end of each ball that stays close to its neighbour.

    Relative to how far out it has begun or ended: what has arrived at 0 has digits only of its way.
    """
    rule, surface = optimizer_of(run), SURFACES[run["surface"]]
    x = columns(run["moments"][0]["x"])
    state = rule.init(x)
    for _ in range(LENGTH):
        x, state = rule.step(surface, x, state)
    began = np.abs(run["moments"][0]["x"])
    apart = differences(looked_at(rule, x, state, run), run["end"], began)
    return apart[np.array(run["spread"]) <= STRAY]


def differences(ours, theirs, other):
    """Of each ball, relative to its largest parameter or, where that is more, something other."""
    size = np.maximum(np.abs(theirs), other).max(axis=1)
    return np.abs(ours - np.asarray(theirs)).max(axis=1) / size


def recorded():
    return [*read("torch_reference.json"), *read("optax_reference.json")]


def main():
    """The table: what is recorded, and so many draws more of the libraries that are here."""
    runs, draws = recorded(), int(sys.argv[1]) if sys.argv[1:] else 0
    for name in ("torch", "optax"):
        try:
            maker = import_module(f"tests.data.make_{name}_reference")
        except ImportError:
            sys.stdout.write(f"LEFT OUT: {name} is not here\n")
        else:
            runs += maker.runs(2, draws)
    single, whole = defaultdict(list), defaultdict(list)
    for run in runs:
        single[run["optimizer"]].append(one_update(run))
        whole[run["optimizer"]] += whole_run(run).tolist()
    sys.stdout.write(
        "rule              runs  one update after 0, 1, 10, 100    200 updates (balls)\n"
    )
    for key, each in single.items():
        most = "  ".join(f"{max(one[at] for one in each):.1e}" for at in (0, 1, 10, 100))
        end = max(whole[key])
        sys.stdout.write(f"{key:17} {len(each):4}  {most}    {end:.1e} ({len(whole[key])})\n")


if __name__ == "__main__":
    main()
