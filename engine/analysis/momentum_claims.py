"""What is commonly said of momentum, tried.

Numbers in the lists below are set-ups; all that is said of them is measured.
"""

from functools import partial
from typing import Final

import numpy as np

from engine.analysis.claim import Claim, Finding, Report, Trial, verdict
from engine.analysis.claim_runs import followed, part, settled, sooner
from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers.descent import GradientDescent, Momentum
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.base import Point, Surface
from engine.surfaces.quadratics import Ellipse
from engine.surfaces.quartics import Hill

KAPPA: Final = 50.0
START: Final = (-4.0, 2.0)
SMALL, LARGE = 0.01, 0.038  # learning rates on ½(x² + 50y²)
SETTLED: Final = 0.01  # of where it began
UPDATES: Final = 1000
HIGH: Final = (-1.8, 1.5)  # on the slope before the local minimum of the hill
ON_HILL: Final = 0.002  # learning rate
COEFFICIENTS: Final = (0.0, 0.5, 0.8, 0.9, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99)
SEARCHED: Final = 0.9, 0.95  # between these λ the threshold is looked for
FINER: Final = 33  # λ at once, in each of
ROUNDS: Final = 3
EXACT: Final = 1e-12  # of the movement, for what is equal but for rounding


def _ellipse() -> Ellipse:
    return Ellipse(kappa=KAPPA)


def averages(report: Report) -> Finding:
    """Compare the movement with the sum of ηλᵏ times the gradients k updates ago."""
    rate, fading, updates = SMALL, 0.9, 60
    surface = _ellipse()
    rule = Momentum(rate, fading)
    there = followed(surface, rule, [START], updates, report)[:, 0]
    error = sum_error(rule, there, surface.gradient(there[:-1]))
    weights = fading ** np.arange(updates)
    return Finding(
        verdict([error <= EXACT * float(np.abs(there).max())]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "After {0} updates the movement and the sum of −ηg, each faded by λ at every update "
            "since, differ by {1}. The weights add up to {2}: a weighted sum, not an average.",
        ),
        (updates, error, float(weights.sum())),
    )


def sum_error(rule: Momentum, places: Array, gradients: Array) -> float:
    """By how much the last movement, of places (updates + 1, 2), differs from the sum of −ηλᵏ
    times the gradients (updates, 2) k updates before it."""
    weights = rule.momentum ** np.arange(len(gradients))
    summed = -rule.lr * (weights[::-1, None] * gradients).sum(0)
    return float(np.abs(places[-1] - places[-2] - summed).max())


def speeds_up(report: Report) -> Finding:
    """Updates along the floor of a valley, where all gradients agree."""
    surface = _ellipse()
    plain = followed(surface, GradientDescent(SMALL), [START], UPDATES, part(report, 0, 2))
    heavy = followed(surface, Momentum(SMALL, 0.9), [START], UPDATES, part(report, 1, 2))
    before, after = (settled(there[:, 0, 0], SETTLED) for there in (plain, heavy))
    return Finding(
        verdict([sooner(after, before)]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Along the floor |w₁| stays below 1 % of its start after {0} updates of gradient "
            "descent and after {1} with λ = 0.9, at the same η = 0.01.",
        ),
        (before, after),
    )


def damps(report: Report) -> Finding:
    """Updates until the coordinate across the valley has settled, for two rates."""
    runs = ((SMALL, (0.9,)), (LARGE, (0.3, 0.5, 0.9)))
    values: list[int | None] = []
    cases: list[bool] = []
    for number, (rate, coefficients) in enumerate(runs):
        rules = (GradientDescent(rate), *(Momentum(rate, each) for each in coefficients))
        times = [
            settled(followed(_ellipse(), rule, [START], UPDATES, step)[:, 0, 1], SETTLED)
            for place, rule in enumerate(rules)
            for step in [part(report, number * 4 + place, 8)]
        ]
        cases += [sooner(time, times[0]) for time in times[1:]]
        values += times
    return Finding(
        verdict(cases),
        QT_TRANSLATE_NOOP(
            "Claim",
            "|w₂| stays below 1 % of its start, at η = 0.01, after {0} updates of gradient descent "
            "and {1} with λ = 0.9; at η = 0.038, where gradient descent swings, after {2} without "
            "momentum and {3}, {4} and {5} with λ = 0.3, 0.5 and 0.9.",
        ),
        tuple(values),
    )


def leaves(report: Report) -> Finding:
    """How many of several λ end behind the hill."""
    right = _ends(np.array(COEFFICIENTS), report) > 0
    crossed = [each for each, ended in zip(COEFFICIENTS, right, strict=True) if ended]
    return Finding(
        verdict(right[1:].tolist()),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Of {0} coefficients from λ = 0.5 to 0.99, {1} end in the deeper minimum behind the "
            "hill, the smallest of them λ = {2}; the others end in the local minimum.",
        ),
        (len(right) - 1, int(right[1:].sum()), min(crossed, default=None)),
    )


def must_be_tuned(report: Report) -> Finding:
    """The λ from which on the hill is crossed, and whether more is always better."""
    low, high = SEARCHED
    for number in range(ROUNDS):
        tried = np.linspace(low, high, FINER)
        right = _ends(tried, part(report, number, ROUNDS + 1)) > 0
        place = int(right.argmax()) if right.any() else len(right) - 1
        low, high = float(tried[max(place - 1, 0)]), float(tried[place])
    ends = _ends(np.array([0.9, 0.97, 0.98]), part(report, ROUNDS, ROUNDS + 1))
    return Finding(
        verdict([len(set((ends > 0).tolist())) > 1]),
        QT_TRANSLATE_NOOP(
            "Claim",
            "Between λ = 0.9 and 0.95 the hill is crossed from λ = {0} on. "
            "λ = 0.9 ends at w₁ = {1}, λ = 0.97 at {2} and λ = 0.98 at {3}.",
        ),
        (high, *ends.tolist()),
    )


def _ends(coefficients: Array, report: Report) -> Array:
    """w₁ of the last position for each λ."""
    rule = Momentum(ON_HILL, coefficients[:, None])
    there: Array = followed(Hill(), rule, [HIGH] * len(coefficients), 2 * UPDATES, report)
    return there[-1, :, 0]


def _in_valley(rate: float, *coefficients: float) -> Scenario:
    return _side_by_side(_ellipse(), rate, START, coefficients)


def _on_hill(*coefficients: float) -> Scenario:
    return _side_by_side(Hill(), ON_HILL, HIGH, coefficients)


def _side_by_side(
    surface: Surface,
    rate: float,
    start: Point,
    coefficients: tuple[float, ...],
) -> Scenario:
    """Gradient descent and momentum with several λ, from one start."""
    rules = (GradientDescent(rate), *(Momentum(rate, each) for each in coefficients))
    fleets = (FleetSetup(rule, color=color, points=(start,)) for color, rule in enumerate(rules))
    return Scenario(surface, tuple(fleets), ball=1)


VALLEY: Final = QT_TRANSLATE_NOOP(
    "Claim", "½(w₁² + 50w₂²) from (−4, 2): gradient descent and momentum, 1,000 updates"
)
HILL: Final = QT_TRANSLATE_NOOP(
    "Claim", "(w₁² − 1)² − 0.3w₁ + ½w₂² from (−1.8, 1.5) with η = 0.002, 2,000 updates"
)
ALL: Final[tuple[Claim, ...]] = (
    Claim(
        "averages",
        "momentum",
        QT_TRANSLATE_NOOP("Claim", "Momentum averages past gradients"),
        Trial(
            QT_TRANSLATE_NOOP("Claim", "½(w₁² + 50w₂²), η = 0.01, λ = 0.9, 60 updates"),
            averages,
            partial(_in_valley, SMALL, 0.9),
        ),
    ),
    Claim(
        "speeds_up",
        "momentum",
        QT_TRANSLATE_NOOP("Claim", "It speeds up where gradients agree"),
        Trial(VALLEY, speeds_up, partial(_in_valley, SMALL, 0.9)),
    ),
    Claim(
        "damps",
        "momentum",
        QT_TRANSLATE_NOOP("Claim", "It damps oscillation"),
        Trial(VALLEY, damps, partial(_in_valley, LARGE, 0.3, 0.5, 0.9)),
    ),
    Claim(
        "leaves",
        "momentum",
        QT_TRANSLATE_NOOP("Claim", "It leaves local minima"),
        Trial(HILL, leaves, partial(_on_hill, 0.5, 0.9, 0.92, 0.94, 0.95)),
    ),
    Claim(
        "must_be_tuned",
        "momentum",
        QT_TRANSLATE_NOOP("Claim", "Its coefficient λ must be tuned"),
        Trial(HILL, must_be_tuned, partial(_on_hill, 0.9, 0.97, 0.98)),
    ),
)
