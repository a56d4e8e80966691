"""The distance to instability: limits against runs, and rates read from moves."""

import numpy as np
import pytest

from engine.analysis.stability import RULES, axes, gauge, implied_rates, rates_of
from engine.arrays import Array
from engine.optimizers import ALL, BY_KEY
from engine.optimizers.base import Optimizer
from engine.surfaces import BY_KEY as SURFACES
from engine.surfaces.base import Surface

BOWL = SURFACES["ellipse"](kappa=3.0)  # curvatures 1 and 3
PLAIN = [key for key, rule in RULES.items() if not rule.adaptive and key != "perturbed"]
DIVIDED = [BY_KEY[key] for key, rule in RULES.items() if rule.adaptive]


def run(surface: Surface, optimizer: Optimizer, start: Array, updates: int) -> list[Array]:
    x = np.asfortranarray(start, dtype=float)
    state, found = optimizer.init(x), [x]
    for _ in range(updates):
        x, state = optimizer.step(surface, x, state)
        found.append(x)
    return found


@pytest.mark.parametrize("key", PLAIN)
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_a_run_grows_exactly_beyond_the_limit(key: str, beta: float) -> None:
    """On a bowl: at 99.5 % of the limit distances shrink, at 100.5 % they grow."""
    kind = BY_KEY[key]
    knobs = {"momentum": beta} if RULES[key].memory == "sum" else {}
    hessian = BOWL.hessian(np.zeros((1, 2)))
    one = gauge(kind(lr=1.0, **knobs), hessian, np.ones((1, 2)))
    for share, grows in ((0.995, False), (1.005, True)):
        rate = share * float(one.limit[0] / one.sharpness[0])
        optimizer = kind(lr=rate, **knobs)
        found = gauge(optimizer, hessian, np.full((1, 2), rate))
        assert found.share[0] == pytest.approx(share)
        path = run(BOWL, optimizer, np.array([[0.0, 1e-3]]), 4000)
        far = np.abs([place[0, 1] for place in path])
        assert (far[-20:].max() > far[:20].max()) == grows


@pytest.mark.parametrize("ahead", [False, True])
@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_the_limit_of_a_running_mean(ahead: bool, beta: float) -> None:
    """θ ← θ − s m with m ← βm + (1 − β)g: Adam's recursion with a steady σ, by its eigenvalues.

    NAdam adds the newest gradient at once, as the library's form of Nesterov's rule does.
    """
    kind = BY_KEY["nadam" if ahead else "adam"](beta1=beta)
    limit = float(gauge(kind, np.eye(2)[None], np.ones((1, 2))).limit[0])
    for share, grows in ((0.999, False), (1.001, True)):
        bend = share * limit  # times a rate of 1
        new = np.array([[beta, (1 - beta) * bend]])  # m after the gradient bend · θ
        used = beta * new + (1 - beta) * np.array([[0, bend]]) if ahead else new
        matrix = np.concatenate([new, np.array([[0.0, 1.0]]) - used])
        assert (np.abs(np.linalg.eigvals(matrix)).max() > 1) == grows


@pytest.mark.parametrize("kind", DIVIDED, ids=lambda kind: kind.key)
def test_rates_are_read_from_moves(kind: type[Optimizer]) -> None:
    """η/σ of the last update within a tenth; within a factor of two where m has a memory.

    While σ changes, the part of the move that is kept is not quite that of the rate now.
    """
    knobs = {"lr": 0.02} if RULES[kind.key].memory == "mean" else {}  # still on the way then
    knobs |= {"decay": 0.0} if kind.key == "adamw" else {}
    surface, optimizer = BOWL, kind(**knobs)
    x = np.asfortranarray([[-4.0, 3.0], [2.5, 3.5]])
    state, places, rates = optimizer.init(x), [x], None
    for _ in range(60):
        terms = optimizer.terms(optimizer.ask(surface, x, state), state)
        x, state = x + terms.move, terms.state
        places.append(x)
        sigma = getattr(terms, "sigma", None)
        rates = optimizer.lr / sigma if sigma is not None else optimizer.lr * terms.rate
    moves = np.diff(np.array(places[-5:]), axis=0)
    found = implied_rates(optimizer, surface.gradient(np.array(places[-5:-1])), moves)
    trust = getattr(terms, "trust", 1.0)
    assert rates is not None
    factor = 2.0 if RULES[kind.key].memory == "mean" else 1.1
    assert (np.abs(np.log(found / (rates * trust))) <= np.log(factor)).all()


@pytest.mark.parametrize("kind", DIVIDED, ids=lambda kind: kind.key)
def test_rates_have_epsilon_once(kind: type[Optimizer]) -> None:
    """The first update from rest: a move is −η/(σ + ε) times what drives it, with an ε that counts.

    The rules' own ε of 1e-8 would not show it where σ already holds it.
    """
    knobs = {"eps": 0.5} if hasattr(kind, "eps") else {}
    knobs |= {"decay": 0.0} if kind.key == "adamw" else {}
    optimizer, x = kind(**knobs), np.asfortranarray([[-4.0, 3.0]])
    state = optimizer.init(x)
    for _ in range(12):  # until RAdam trusts σ
        asked = optimizer.ask(BOWL, x, state)
        terms = optimizer.terms(asked, state)
        x, state = x + terms.move, terms.state
    driven = getattr(terms, "mean_hat", asked)
    if kind.key == "rmsprop_library":
        driven = terms.b / rates_of(optimizer, terms) * optimizer.lr  # b has σ inside
    assert np.allclose(-rates_of(optimizer, terms) * driven, terms.move, rtol=1e-12)


def test_sharpness_is_that_of_the_preconditioned_hessian() -> None:
    hessian = np.array([[[2.0, 0.7], [0.7, 5.0]]])
    rates = np.array([[0.3, 0.04]])
    half = np.diag(np.sqrt(rates[0]))
    low, high = axes(hessian, rates)
    assert np.allclose([low[0], high[0]], np.linalg.eigvalsh(half @ hessian[0] @ half))
    assert gauge(BY_KEY["adagrad"](), hessian, rates).sharpness[0] == high[0]


def test_every_optimizer_has_a_limit_or_a_reason_for_none() -> None:
    """Each of the rules without a limit is listed here with what bounds it instead."""
    none = {"rprop", "lion", "lbfgs", "rolling"}
    hessian, rates = np.eye(2)[None], np.ones((1, 2))
    without = {k.key for k in ALL if np.isnan(gauge(k(), hessian, rates).limit[0])}
    assert without == none
