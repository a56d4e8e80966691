"""A typed formula as a surface: its knobs, its window, and its way through a file."""

import json
import pickle
from dataclasses import replace

import numpy as np
import pytest

from engine import optimizers, session
from engine.apply import apply, with_knob
from engine.commands import TurnSurface
from engine.errors import DataError
from engine.knobs import default_of, knob_of, knobs, turned, value_of
from engine.scenario import FleetSetup, Scenario
from engine.simulation import Simulation
from engine.surfaces.rosenbrock import Rosenbrock
from engine.surfaces.typed import FARTHEST, NO_WINDOW, Typed, knob_for

TEXT = "a*x^2 + b1*y^2"
OVAL = Typed(TEXT, (("a", 2.0), ("b1", -0.5)), (-1.0, -2.0), (4.0, 3.0), log_height=True)


def test_a_parameter_that_is_not_given_is_one():
    assert Typed(TEXT).parameters == (("a", 1.0), ("b1", 1.0))
    assert Typed(TEXT, (("b1", 7),)).parameters == (("a", 1.0), ("b1", 7.0))
    assert Typed(TEXT, (("b1", 3.0), ("a", 2.0))).parameters == (("a", 2.0), ("b1", 3.0))


def test_its_loss_is_the_typed_one():
    assert OVAL.axes == ("x", "y")
    assert Typed("w1*w2").axes == ("w₁", "w₂")
    assert Typed("x1*x2").axes == ("x₁", "x₂")
    assert OVAL.formula == r"L=a\,x^{2}+b_{1}\,y^{2}"
    assert (OVAL.group, OVAL.minima, OVAL.log_height) == ("own", (), True)
    point = np.array([3.0, 2.0])
    assert OVAL.value(point) == 16
    assert OVAL.gradient(point).tolist() == [12, -2]
    assert OVAL.hessian(point).tolist() == [[4, 0], [0, -1]]
    assert OVAL.starts[0] == pytest.approx((-0.25, 2.0))


def test_its_parameters_are_knobs():
    assert [name for name, _ in knobs(OVAL)] == ["a", "b1"]
    assert list(knobs(Typed)) == []
    knob = knob_of(OVAL, "b1")
    assert (knob.symbol, knob.latex, knob.low, knob.high) == ("b₁", "b_{1}", -1, 1)
    assert value_of(OVAL, "a") == default_of(OVAL, "a") == 2
    assert turned(OVAL, "a", 3.0) == replace(OVAL, parameters=(("a", 3.0), ("b1", -0.5)))
    assert turned(OVAL, "a", 3.0).value(np.array([1.0, 0.0])) == 3


def test_knobs_that_are_fields_are_turned_as_ever():
    assert turned(Rosenbrock(), "b", 5.0) == Rosenbrock(b=5.0)
    assert value_of(Rosenbrock(b=7.0), "b") == 7
    assert default_of(Rosenbrock(b=7.0), "b") == Rosenbrock().b


@pytest.mark.parametrize(
    ("value", "reach"), [(0.0, 1.0), (0.3, 1.0), (2.0, 4.0), (-50.0, 100.0), (1e308, 1e300)]
)
def test_a_slider_reaches_twice_as_far_as_the_value_and_any_number_can_be_typed(value, reach):
    knob = knob_for("k", value)
    assert (knob.low, knob.high) == (-reach, reach)
    assert knob.allows(-1e308)
    assert not knob.allows(np.inf)
    assert not knob.allows(np.nan)


def test_it_is_turned_by_command_while_balls_roll_on_it():
    simulation = Simulation(
        Scenario(OVAL, (FleetSetup(optimizers.BY_KEY["gd"](), points=((1.0, 1.0),)),))
    )
    apply(TurnSurface("a", 5.0), simulation)
    assert simulation.surface == turned(OVAL, "a", 5.0)
    for name, value in (("c", 1.0), ("text", 1.0), ("low", 0.0), ("a", np.nan)):
        with pytest.raises(DataError):
            with_knob(OVAL, name, value)


@pytest.mark.parametrize(
    "surface",
    [
        OVAL,
        Typed("λ*x² + where(y > 0, y, −y)", (("λ", 1e-300),)),
        Typed("½|x₁| + sin² 2πx₂ − √（ｘ１２＋a）", (("x12", 2.0), ("a", 0.5))),
        Typed("where(not x ≠ y and y ≥ 0, mod(x、2), floor(y))"),
    ],
)
def test_it_can_be_saved_and_pickled(surface):
    text = session.write_scenario(Scenario(surface))
    assert session.read(text) == Scenario(surface)
    assert pickle.loads(pickle.dumps(surface)) == surface


@pytest.mark.parametrize(
    "change",
    [
        {"text": "x +"},
        {"text": ""},
        {"text": "__import__('os')"},
        {"text": "x" * 100_000},
        {"text": 3},
        {"text": None},
        {"parameters": [["z", 1.0]]},
        {"parameters": [["a", "nan"], ["b1", 1.0]]},
        {"parameters": [["a", "inf"]]},
        {"parameters": [["a", 1.0], ["a", 2.0]]},
        {"parameters": [["a"]]},
        {"parameters": {"a": 1.0}},
        {"low": [0.0, 0.0], "high": [0.0, 1.0]},
        {"low": [5.0, 0.0]},
        {"low": ["nan", 0.0]},
        {"high": ["inf", 1.0]},
        {"high": [1e7, 1.0]},
        {"low": [1, 2, 3]},
        {"log_height": 1},
        {"colour": "red"},
    ],
)
def test_a_damaged_file_is_refused_with_a_message(change):
    plain = json.loads(session.write_scenario(Scenario(OVAL)))
    plain["surface"].update(change)
    with pytest.raises(DataError) as caught:
        session.read(json.dumps(plain))
    assert str(caught.value)


def test_a_window_has_two_sides_and_is_not_too_far_away():
    for low, high in (((1.0, 0.0), (1.0, 1.0)), ((0.0, 0.0), (1.0, 2 * FARTHEST))):
        with pytest.raises(DataError) as caught:
            Typed("x", (), low, high)
        assert caught.value.text == NO_WINDOW


def test_balls_roll_on_it_as_on_the_same_surface_in_code():
    """Rosenbrock's valley, typed: the same arithmetic in another order."""
    typed = Typed("(a - w1)^2 + b*(w2 - w1^2)^2", (("a", 1.0), ("b", 100.0)))
    points = np.random.default_rng(0).normal(size=(100, 2))
    for name in ("value", "gradient", "hessian"):
        ours, theirs = (getattr(each, name)(points) for each in (typed, Rosenbrock()))
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-10)
