"""The numbers and the order of the table's rows."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules.decays import InverseSquareRoot
from engine.surfaces.quadratics import Bowl
from gui.panels.balls.model import NUMBERS, BallModel, Column, order_of
from gui.text.numbers import exact, show
from tests.gui.panels.races import at, race, start

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def model_of(now):
    model = BallModel()
    model.show_snapshot(now)
    return model


def test_a_row_shows_the_values_of_the_snapshot():
    now = start()
    model = model_of(now)
    fleet, reading = now.fleets[1], now.fleets[1].reading
    row = 4  # the second ball of the second fleet
    numbers = [
        float(fleet.rate[1]),
        *fleet.position[1].tolist(),
        float(reading.loss[1]),
        float(reading.norm[1]),
        *reading.eigenvalues[1].tolist(),
    ]
    texts = [model.text(row, which) for which in Column]
    assert texts == ["4", "Adam", *(show(value) for value in numbers), "at its start"]
    tips = [model.index(row, which).data(Qt.ItemDataRole.ToolTipRole) for which in NUMBERS]
    names = ("η", "w₁", "w₂", "Loss", "‖g‖", "λ₁", "λ₂")
    expected = [f"{name} = {exact(x)}" for name, x in zip(names, numbers, strict=True)]
    assert tips == expected


def test_the_rate_is_that_of_the_next_update_schedule_included():
    setup = FleetSetup(BY_KEY["gd"](lr=0.5), InverseSquareRoot(), points=((1.0, 1.0),))
    model = model_of(at(Player(Scenario(Bowl(), (setup,))), 3))
    assert model.value(0, Column.RATE) == pytest.approx(0.5 / np.sqrt(1 + 3))


@pytest.mark.parametrize("which", [*NUMBERS, Column.BALL])
@pytest.mark.parametrize("order", [UP, DOWN])
def test_every_column_of_numbers_sorts(which, order):
    model = model_of(at(Player(race()), 7))
    model.sort(which, order)
    found = [model.value(row, which) for row in range(6)]
    assert found == sorted(found, reverse=order == DOWN)


def test_optimizers_sort_by_their_names_and_balls_keep_their_order_within():
    model = model_of(start())
    model.sort(Column.OPTIMIZER, UP)
    assert [model.text(row, Column.OPTIMIZER) for row in range(6)] == ["Adam"] * 3 + [
        "Gradient descent"
    ] * 3
    assert model.balls(range(6)) == [3, 4, 5, 0, 1, 2]


@pytest.mark.parametrize("order", [UP, DOWN])
def test_nan_comes_last_in_either_order(order):
    keys = np.array([2.0, np.nan, -np.inf, 1.0, np.nan, np.inf])
    found = order_of(keys, order).tolist()
    assert found[-2:] == [1, 4]
    assert found[:4] == ([2, 3, 0, 5] if order == UP else [5, 0, 3, 2])


def test_a_table_of_many_balls_has_them_all():
    points = tuple((x / 1000, 0.5) for x in range(1000))
    keys = tuple(kind.key for kind in ALL)
    model = model_of(start(race(points=points, keys=keys)))
    assert model.rowCount() == 1000 * len(ALL)
    model.sort(Column.LOSS, DOWN)
    assert model.value(0, Column.LOSS) == model.value(len(ALL) - 1, Column.LOSS)
    assert model.text(1000 * len(ALL) - 1, Column.FIRST) == "0"
