"""Kicks along the axes of curvature, from the menu of a ball: what is promised, and what is."""

import numpy as np
import pytest

from engine.analysis.curvature import eigenvalues
from engine.commands import Kick
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from engine.surfaces.typed import Typed
from gui.panels.ball_menu import BallMenu
from gui.state.distances import distance
from gui.state.selection import Selection
from tests.gui.windows import optimizer


@pytest.fixture
def menu(theme, qtbot, sent):
    """The menu of the only ball, at a point of a surface."""

    def open_(surface, point):
        from PySide6.QtWidgets import QWidget

        owner = QWidget()
        qtbot.addWidget(owner)
        fleet = FleetSetup(optimizer("gd", lr=0.05), points=(point,))
        now = Player(Scenario(surface, (fleet,))).snapshot()
        made = BallMenu(sent.append, Selection(), now, 0, None, owner)
        made.owner = owner
        return made

    return open_


def kicks(menu):
    return [action.menu() for action in menu.actions() if action.menu() is not None]


def rows(kick):
    return [action for action in kick.actions() if not action.isSeparator()]


def test_at_a_saddle_the_way_out_is_first_and_the_promise_is_half_lambda_of_the_square(menu):
    away, across = kicks(menu(BY_KEY["two_weights"](), (0.0, 0.0)))
    assert away.title() == "Kick along u₋ = (0.707, 0.707), λ = −2"
    assert across.title().startswith("Kick along u₊ = ")
    # Along (1, 1)/√2 the loss is (1 − ε²/2)².
    assert [row.text() for row in rows(away)] == [
        "+0.01: ΔL promised −0.0001, really −9.99975×10⁻⁵",
        "+0.1: ΔL promised −0.01, really −0.009975",
        "+1: ΔL promised −1, really −0.75",
        "−0.01: ΔL promised −0.0001, really −9.99975×10⁻⁵",
        "−0.1: ΔL promised −0.01, really −0.009975",
        "−1: ΔL promised −1, really −0.75",
    ]
    assert [row.text().split()[3] for row in rows(across)][:2] == ["0.0001,", "0.01,"]


@pytest.mark.parametrize("key", ["himmelblau", "two_weights", "ring", "rosenbrock"])
def test_a_row_sends_a_kick_of_its_size_along_its_eigenvector(menu, sent, key):
    surface, point = BY_KEY[key](), (0.3, -0.2)
    hessian = surface.hessian(np.array(point))
    for place, kick in enumerate(kicks(menu(surface, point))):
        sent.clear()
        for row in rows(kick):
            row.trigger()
        steps = np.array([command.step for command in sent])
        assert all(type(command) is Kick and command.ball == 0 for command in sent)
        sizes = np.array([0.1, 1, 10]) * distance(surface)
        assert np.hypot(*steps.T) == pytest.approx(np.tile(sizes, 2))
        assert steps[:3] == pytest.approx(-steps[3:])
        assert steps @ hessian == pytest.approx(steps * eigenvalues(hessian)[place], abs=1e-6)


def test_with_a_slope_both_sides_differ_and_at_a_minimum_all_rise(menu):
    sloping = [row.text() for row in rows(kicks(menu(BY_KEY["ring"](), (0.5, 0.4)))[0])]
    assert len({text.split(":", 1)[1] for text in sloping}) == 6
    for kick in kicks(menu(BY_KEY["bowl"](), (0.0, 0.0))):
        assert not any("promised −" in row.text() for row in rows(kick))
        assert not any("really −" in row.text() for row in rows(kick))


def test_at_a_kink_that_the_derivatives_do_not_know_the_promise_is_seen_to_fail(menu):
    flat, _ = kicks(menu(Typed("abs(x) + y^2"), (0.0, 0.0)))
    words = {row.text().split(": ")[1] for row in rows(flat)}
    for size in ("0.01", "0.1", "1"):  # its derivative at 0 is that of one side
        assert {f"ΔL promised {sign}{size}, really {size}" for sign in ("", "−")} <= words


@pytest.mark.parametrize(
    ("formula", "point"),
    [("sqrt(x^2 + y^2)", (0.0, 0.0)), ("sqrt(x) + y^2", (-0.5, 0.5))],
    ids=["kink", "hole"],
)
def test_without_curvature_it_is_off_and_says_why(menu, formula, point):
    made = menu(Typed(formula), point)
    assert kicks(made) == []
    (row,) = [action for action in made.actions() if "Kick" in action.text()]
    assert not row.isEnabled()
    assert row.text() == "Kick along an eigenvector: no curvature here"
