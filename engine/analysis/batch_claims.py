"""What is commonly said of the batch size, tried.

Numbers in the lists below are set-ups; all that is said of them is measured.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Final

import numpy as np

from engine.analysis import batch_timing, dense_network
from engine.analysis.claim import Claim, Finding, Report, Trial, verdict
from engine.analysis.claim_runs import SEED, batch, first, followed, part, sooner
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.noise import BallAges
from engine.optimizers.descent import GradientDescent
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.base import Point
from engine.surfaces.data.lines import LinearRegression
from engine.surfaces.data.neurons import SineNeuron
from engine.surfaces.data.wells import PulledWells
from engine.surfaces.examples import DataSurface

BALLS: Final = 40  # of each batch size
RATE, SINE_RATE, WELLS_RATE = 0.05, 0.2, 0.03
ORIGIN: Final = (0.0, 0.0)
OUTSIDE: Final = (4.0, 1.0)  # near a local minimum of the sine neuron
UPDATES: Final = 1500  # on the sine neuron
GOOD: Final = 0.01  # loss of the sine neuron near its global minimum
NEAR: Final = 0.5  # distance from the minimum
SHIFT: Final = 0.2  # between the surface of training and that of a test
BETWEEN: Final = 0.8  # w₁ between the flat and the sharp well
HALVINGS: Final = 10
LARGEST_RATE: Final = 4.0


def convergence(report: Report) -> Finding:
    """Distances from the minimum after one epoch, and after as many updates."""
    surface = LinearRegression()
    sizes = (surface.count, 5, 1)
    runs = [_line(surface, size, surface.count, part(report, n, 3)) for n, size in enumerate(sizes)]
    ends = [
        float(np.median(run[-(-surface.count // size)]))
        for run, size in zip(runs, sizes, strict=True)
    ]
    return Finding(
        verdict([after < before for before, after in pairwise(ends)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "From distance {0}, one epoch ends {1} away with B = N, {2} with B = 5 and {3} with "
            "B = 1 (median of {4} balls). {5} updates with B = N end {6} away.",
        ),
        (float(runs[0][0, 0]), *ends, BALLS, surface.count, float(np.median(runs[0][-1]))),
    )


def memory(report: Report) -> Finding:
    """Bytes that a batch takes on its way through the network 784-64-10."""
    weights, taken = dense_network.random_weights(), []
    for number, size in enumerate((1, 100, 1000)):
        report(number / 3)
        rows = dense_network.random_examples(size).rows
        taken.append(dense_network.passed(weights, rows).nbytes)
    return Finding(
        verdict([before < after for before, after in pairwise(taken)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Examples and activations of a batch in a network 784-64-10 (float32) take {0} bytes "
            "for B = 1, {1} for 100 and {2} for 1,000; its weights take {3} for any B.",
        ),
        (*taken, sum(weight.nbytes for weight in weights)),
    )


def efficiency(report: Report) -> Finding:
    """Measured times of an epoch, on this machine."""
    timings = batch_timing.of_landscape(LinearRegression(), report)
    single, whole = timings[0], timings[-1]
    return Finding(
        verdict([whole.epoch < single.epoch]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "On this machine just now: an epoch of {0} examples takes {1} µs with B = 1 and {2} µs "
            "with B = N; an update takes {3} µs and {4} µs.",
        ),
        (
            single.length,
            *(each.epoch * 1e6 for each in (single, whole)),
            *(each.update * 1e6 for each in (single, whole)),
        ),
    )


def generalisation(report: Report) -> Finding:
    """Which well balls from the sharp one end in, and their loss where the surface is shifted."""
    surface, shares, rises = PulledWells(), [], []
    for number, size in enumerate((surface.count, 1)):
        there = _run(surface, WELLS_RATE, surface.starts[0], size, 3000, part(report, number, 2))
        last = there[-1]
        shifted = surface.value(last - np.array([SHIFT, 0.0]))
        shares.append(int((last[:, 0] > BETWEEN).sum()))
        rises.append(float((shifted - surface.value(last)).mean()))
    return Finding(
        verdict([rises[1] < rises[0]]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Of {0} balls from a sharp well, {1} are still there after 3,000 updates with B = N "
            "and {2} with B = 1. On the surface shifted by {3}, as a test set would be, their "
            "mean loss rises by {4} and by {5}.",
        ),
        (BALLS, *shares, SHIFT, *rises),
    )


def stability(report: Report) -> Finding:
    """Distances from the minimum that balls from it have in the last ten longest epochs."""
    surface, spreads = LinearRegression(), []
    sizes = (surface.count, 10, 5, 2, 1)
    for number, size in enumerate(sizes):
        start = surface.minima[0]
        there = _run(surface, RATE, start, size, 400, part(report, number, len(sizes)))
        late = _away(surface, there[-10 * surface.count :])  # at all places of their epochs
        spreads.append(float(np.sqrt((late**2).mean())))
    return Finding(
        verdict([before < after for before, after in pairwise(spreads)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Begun at the minimum, balls dance round it at an RMS distance of {0}, {1}, {2}, {3} "
            "and {4} with B = N, 10, 5, 2 and 1.",
        ),
        tuple(spreads),
    )


def local_minima(report: Report) -> Finding:
    """How many balls get from a local to the global minimum of the sine neuron."""
    surface, found = SineNeuron(), []
    sizes = (surface.count, 5, 2, 1)
    for number, size in enumerate(sizes):
        share = part(report, number, len(sizes))
        there = _run(surface, SINE_RATE, OUTSIDE, size, UPDATES, share)
        found.append(int((surface.value(there).min(axis=0) < GOOD).sum()))
    most = BALLS / 2
    return Finding(
        verdict([found[0] < most < each for each in found[1:]]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Within {0} updates at η = 0.2, {1} of {2} balls reach the global minimum with B = N, "
            "{3} with B = 5, {4} with B = 2 and {5} with B = 1.",
        ),
        (UPDATES, found[0], BALLS, *found[1:]),
    )


def cost(report: Report) -> Finding:
    """Updates and examples until balls come near the minimum."""
    surface = LinearRegression()
    sizes, times = (surface.count, 5, 1), []
    for number, size in enumerate(sizes):
        away = _line(surface, size, 400, part(report, number, len(sizes)))
        times.append(first(np.median(away, axis=1) < NEAR))
    used = [None if t is None else t * size for t, size in zip(times, sizes, strict=True)]
    return Finding(
        verdict([sooner(fewer, more) for more, fewer in pairwise(used)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "To come within {0} of the minimum takes {1} updates with B = N, {2} with B = 5 and "
            "{3} with B = 1: {4}, {5} and {6} gradients of examples.",
        ),
        (NEAR, *times, *used),
    )


def tuning(report: Report) -> Finding:
    """The largest learning rate with which half of the balls come nearer, for some sizes."""
    surface = LinearRegression()
    sizes, limits = (surface.count, 5, 1), []
    for number, size in enumerate(sizes):
        low, high = 0.0, LARGEST_RATE
        for halving in range(HALVINGS):
            rate = (low + high) / 2
            share = part(part(report, number, len(sizes)), halving, HALVINGS)
            there = _run(surface, rate, ORIGIN, size, 200, share)
            away = np.nan_to_num(_away(surface, there[-1]), nan=np.inf)
            if np.median(away) < _away(surface, there[0])[0]:
                low = rate
            else:
                high = rate
        limits.append(low)
    return Finding(
        verdict([after < before for before, after in pairwise(limits)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "The largest η with which half of {0} balls are nearer to the minimum after 200 "
            "updates is {1} with B = N, {2} with B = 5 and {3} with B = 1.",
        ),
        (BALLS, *limits),
    )


def diversity(report: Report) -> Finding:
    """Different examples that one ball is given, in an update and in an epoch."""
    surface, numbers = LinearRegression(), []
    for number, size in enumerate((1, 5, surface.count)):
        report(number / 3)
        noise, one = batch(surface, size), np.zeros(1, np.int64)
        chosen = [
            noise.together(surface, BallAges(SEED, one, update, one))[0]
            for update in range(noise.epoch_length(surface))
        ]
        numbers.append((len(np.unique(chosen[0])), len(np.unique(np.concatenate(chosen)))))
    updates, epochs = zip(*numbers, strict=True)
    return Finding(
        verdict([all(a < b for a, b in pairwise(each)) for each in (updates, epochs)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "An update sees {0}, {1} and {2} different examples with B = 1, 5 and N; an epoch sees "
            "{3}, {4} and {5}.",
        ),
        (*updates, *epochs),
    )


def _run(
    surface: DataSurface, rate: float, start: Point, size: int, updates: int, report: Report
) -> Array:
    """Positions of balls of gradient descent, (updates + 1, BALLS, 2)."""
    rule, noise = GradientDescent(rate), batch(surface, size)
    return followed(surface, rule, [start] * BALLS, updates, report, noise)


def _line(surface: LinearRegression, size: int, updates: int, report: Report) -> Array:
    """Distances from the minimum of balls that start at 0, (updates + 1, BALLS)."""
    return _away(surface, _run(surface, RATE, ORIGIN, size, updates, report))


def _away(surface: DataSurface, points: Array) -> Array:
    away: Array = np.hypot(*np.moveaxis(points - np.array(surface.minima[0]), -1, 0))
    return away


def _setup(
    kind: Callable[[], DataSurface], rate: float, start: Point | None, size: int
) -> Scenario:
    surface = kind()
    points = (surface.starts[0] if start is None else start,) * BALLS
    fleet = FleetSetup(GradientDescent(rate), points=points)
    return Scenario(surface, (fleet,), SEED, noise=batch(surface, size))


_LINE: Final = partial(_setup, LinearRegression, RATE, ORIGIN, 1)
LINE: Final = QT_TRANSLATE_NOOP("Claim", "Line fitted to 20 points, η = 0.05, 40 balls for each B")
ALL: Final[tuple[Claim, ...]] = (
    Claim(
        "convergence",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Convergence speed: an epoch in small batches gets farther"),
        Trial(LINE, convergence, _LINE),
    ),
    Claim(
        "memory",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Memory: a larger batch needs more"),
        Trial(
            QT_TRANSLATE_NOOP("Claim", "One pass through a network, bytes counted"), memory, None
        ),
    ),
    Claim(
        "efficiency",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Computing efficiency: large batches make an epoch quicker"),
        Trial(QT_TRANSLATE_NOOP("Claim", "Line fitted to 20 points, timed"), efficiency, _LINE),
    ),
    Claim(
        "generalisation",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Generalisation: small batches find flat minima"),
        Trial(
            QT_TRANSLATE_NOOP("Claim", "Flat and sharp well, η = 0.03, 40 balls for each B"),
            generalisation,
            partial(_setup, PulledWells, WELLS_RATE, None, 1),
        ),
    ),
    Claim(
        "stability",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Stability: large batches make steadier updates"),
        Trial(LINE, stability, _LINE),
    ),
    Claim(
        "local_minima",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Local minima: small batches leave them"),
        Trial(
            QT_TRANSLATE_NOOP("Claim", "Sine neuron from (4, 1), η = 0.2, 40 balls for each B"),
            local_minima,
            partial(_setup, SineNeuron, SINE_RATE, OUTSIDE, 1),
        ),
    ),
    Claim(
        "cost",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Training cost: a larger batch costs more"),
        Trial(LINE, cost, _LINE),
    ),
    Claim(
        "tuning",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Tuning of η: a larger batch stands a larger η"),
        Trial(
            QT_TRANSLATE_NOOP(
                "Claim", "Line fitted to 20 points, 200 updates; the largest η by bisection"
            ),
            tuning,
            partial(_setup, LinearRegression, 0.5, ORIGIN, 1),
        ),
    ),
    Claim(
        "diversity",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Diversity of data: a larger batch sees more of it"),
        Trial(QT_TRANSLATE_NOOP("Claim", "Line fitted to 20 points, one epoch"), diversity, _LINE),
    ),
    Claim(
        "overfitting",
        "batch",
        QT_TRANSLATE_NOOP("Claim", "Risk of overfitting: large batches overfit more"),
        None,
    ),
)
