"""What is said of momentum and batches, tried: the numbers of the curriculum, lessons 6 to 10."""

import string
from functools import cache

import numpy as np
import pytest

from engine import session
from engine.analysis import batch_timing, claims
from engine.analysis.claim import verdict
from engine.analysis.claim_runs import first, followed, lasting, sooner
from engine.noise import MiniBatch
from engine.optimizers.descent import GradientDescent
from engine.progress import CancelledError
from engine.scenario import FleetSetup, Scenario, check
from engine.simulation import Simulation
from engine.surfaces.data.lines import LinearRegression

CLAIMS = {claim.key: claim for claim in claims.ALL}
TRIED = [claim for claim in claims.ALL if claim.trial is not None]
BY_KEY = {"argvalues": TRIED, "ids": lambda claim: claim.key}


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(batch_timing, "SECONDS", 0.002)


@cache
def found(key):
    return CLAIMS[key].trial.run(lambda share: None)


def test_there_are_five_claims_on_momentum_and_ten_on_the_batch_size():
    topics = [claim.topic for claim in claims.ALL]
    assert (topics.count("momentum"), topics.count("batch")) == (5, 10)
    assert len(CLAIMS) == 15
    assert [claim.key for claim in claims.ALL if claim.trial is None] == ["overfitting"]


@pytest.mark.parametrize("claim", **BY_KEY)
def test_every_value_is_said_once_and_progress_only_rises(claim):
    shares = []
    finding = claim.trial.run(shares.append)
    fields = [field for _, field, _, _ in string.Formatter().parse(finding.said) if field]
    assert sorted(fields, key=int) == [str(place) for place in range(len(finding.values))]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1


@pytest.mark.parametrize("claim", **BY_KEY)
def test_every_trial_can_be_cancelled(claim):
    def stop(share):
        raise CancelledError

    with pytest.raises(CancelledError):
        claim.trial.run(stop)


@pytest.mark.parametrize(
    "claim", [each for each in TRIED if each.trial.setup is not None], ids=lambda claim: claim.key
)
def test_every_run_to_look_at_can_be_started_and_kept(claim):
    scenario = claim.trial.setup()
    check(scenario)
    Simulation(scenario).step(2)
    assert session.read(session.write_scenario(scenario)) == scenario


def test_a_verdict_counts_the_cases():
    assert [verdict(cases) for cases in ([True, True], [True, False], [False])] == [
        *("holds", "depends", "fails")
    ]


def test_l10_momentum_is_the_weighted_sum_of_past_gradients():
    finding = found("averages")
    updates, error, weights = finding.values
    assert finding.verdict == "holds"
    assert (updates, error < 1e-16) == (60, True)
    assert weights == pytest.approx((1 - 0.9**60) / (1 - 0.9))


def test_l10_it_speeds_up_along_the_floor():
    assert (found("speeds_up").verdict, found("speeds_up").values) == ("holds", (459, 85))


def test_l10_that_it_damps_oscillation_is_false_as_it_stands():
    assert (found("damps").verdict, found("damps").values) == ("depends", (7, 86, 44, 8, 14, 87))


def test_l9_some_coefficients_climb_the_hill_and_others_stay():
    finding = found("leaves")
    # .5, .8, .9 and .92 end left; .94 to .97 right; .98 rolls back; .99 ends right.
    assert (finding.verdict, finding.values) == ("depends", (10, 5, 0.94))


def test_l9_the_coefficient_has_a_threshold_and_more_is_not_always_more():
    threshold, *ends = found("must_be_tuned").values
    assert found("must_be_tuned").verdict == "holds"
    assert threshold == pytest.approx(0.92997, abs=1e-5)
    assert ends == pytest.approx([-0.96015, 1.03558, -0.96015], abs=1e-4)


def test_l6_an_epoch_of_single_examples_gets_farther_than_a_full_batch():
    finding = found("convergence")
    start, full, _, single, *_ = finding.values
    assert finding.verdict == "holds"
    assert (start, full) == pytest.approx((4.91, 4.72), abs=0.005)
    assert single == pytest.approx(2.28, abs=0.25)


def test_l6_the_smaller_the_batch_the_wider_the_dance():
    finding = found("stability")
    assert finding.verdict == "holds"
    assert finding.values[0] < 1e-12
    assert finding.values[1:] == pytest.approx((0.0048, 0.0114, 0.0281, 0.0534), rel=0.2)


def test_l7_only_the_smallest_batches_leave_the_local_minimum():
    updates, full, balls, five, two, one = found("local_minima").values
    assert found("local_minima").verdict == "depends"
    assert (updates, full, balls, five) == (1500, 0, 40, 0)
    assert one >= 38
    assert two >= 30


def test_l8_small_batches_find_the_flat_well_which_generalises_better():
    balls, full, single, shift, sharp, flat = found("generalisation").values
    assert found("generalisation").verdict == "holds"
    assert (balls, full, shift) == (40, 40, 0.2)
    assert single <= 8
    assert sharp == pytest.approx(0.582, abs=0.01)
    assert flat < 0.2


def test_l6_what_batches_cost():
    memory, cost, seen = (found(key) for key in ("memory", "cost", "diversity"))
    assert memory.values == (4 * 858, 400 * 858, 4000 * 858, 4 * (784 * 64 + 64 + 640 + 10))
    assert [memory.verdict, cost.verdict, seen.verdict] == ["holds", "holds", "depends"]
    near, *updates, whole, five, one = cost.values
    assert (near, whole, five, one) == (0.5, updates[0] * 20, updates[1] * 5, updates[2])
    assert seen.values == (1, 5, 20, 20, 20, 20)


def test_the_largest_learning_rate_of_the_full_batch_is_that_of_its_curvature():
    surface = LinearRegression()
    curvature = np.linalg.eigvalsh(surface.hessian(np.array(surface.minima[0]))).max()
    assert found("tuning").values[1] == pytest.approx(2 / curvature, abs=4 / 2**10)


def test_updates_to_the_end_are_counted():
    holds = [np.array(each, bool) for each in ([1, 0, 1, 1], [1, 1], [0, 0], [1, 0])]
    assert [lasting(each) for each in holds] == [2, 0, None, None]
    assert [first(each) for each in holds] == [0, 0, None, 0]
    assert [sooner(*pair) for pair in ((1, 2), (2, 2), (1, None), (None, 1))] == [
        *(True, False, True, False)
    ]


def test_balls_go_as_they_do_in_the_program():
    surface, rule, noise = LinearRegression(), GradientDescent(0.05), MiniBatch(3.0)
    starts = [(0.0, 0.0), (1.0, -1.0)]
    made = Simulation(Scenario(surface, (FleetSetup(rule, points=tuple(starts)),), noise=noise))
    made.step(9)
    there = followed(surface, rule, starts, 9, lambda share: None, noise)
    np.testing.assert_array_equal(there[-1], made.views()[0].position)
