"""The optimizers' panel: fleets listed, chosen, added and removed, and the rule of one."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from engine import surfaces
from engine.commands import AddFleet, RemoveFleet, Turn
from engine.noise import MiniBatch
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from gui.dialogs.optimizers.dialog import OptimizerDialog
from gui.panels.fleets.fleet_delegate import HEIGHT, cross
from gui.panels.fleets.fleet_list import FleetList, rows_of
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.rule_view import RuleView
from gui.typeset.rule_lines import equations
from gui.widgets.tool_button import ToolButton
from tests.gui.panels.runs import show, shown
from tests.gui.parts import part
from tests.gui.windows import balls, opened, until

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.Key
POINT = ((0.5, 0.5),)


def run_of(*setups):
    return Player(Scenario(Bowl(), setups))


def many(number):
    """This many fleets, of all optimizers in turn; the first has a ball."""
    return run_of(
        *(
            FleetSetup(ALL[place % len(ALL)](), color=place, points=POINT if not place else ())
            for place in range(number)
        )
    )


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, FleetsPanel, size=(240, 560)) as made:
        yield made


def fleets_of(panel):
    return panel.findChild(FleetList)


def row_box(panel, row):
    return fleets_of(panel).visualRect(fleets_of(panel).fleets.index(row))


def last_seen(panel):
    return (
        fleets_of(panel)
        .viewport()
        .rect()
        .contains(row_box(panel, fleets_of(panel).fleets.rowCount() - 1))
    )


# -- the list --------------------------------------------------------------------------------


def test_a_few_fleets_are_all_visible(qtbot, panel):
    show(panel, many(7).snapshot())
    qtbot.waitUntil(lambda: last_seen(panel))
    assert not fleets_of(panel).verticalScrollBar().isVisible()


def test_many_fleets_scroll_and_leave_room_for_the_knobs(qtbot, panel):
    now = many(30).snapshot()
    show(panel, now)
    qtbot.waitUntil(lambda: fleets_of(panel).verticalScrollBar().isVisible())
    assert fleets_of(panel).height() <= max(8 * HEIGHT + 8, panel.height() // 2)
    panel.selection.choose_fleet(now.fleets[29].id)
    panel.refresh(now)
    qtbot.waitUntil(lambda: last_seen(panel))


def test_every_word_of_every_fleet_fits(qtbot, panel):
    show(panel, many(30).snapshot())
    qtbot.wait(30)
    view, delegate = fleets_of(panel), fleets_of(panel).itemDelegate()
    for place, row in enumerate(rows_of(panel.now.fleets)):
        room = delegate.room(row)
        height = row_box(panel, place).height()
        assert delegate.fits_one_line(row, room) or height >= delegate.text_height(row, room)
        assert view.viewport().width() >= room


def test_fleets_of_one_kind_show_the_knobs_they_differ_in(panel):
    adam = BY_KEY["adam"]
    fleets = (
        run_of(
            FleetSetup(adam(beta1=0.5), color=0),
            FleetSetup(adam(lr=0.02), color=1),
            FleetSetup(BY_KEY["gd"](lr=0.3), color=2),
        )
        .snapshot()
        .fleets
    )
    assert [row.note for row in rows_of(fleets)] == ["η 0.1  β₁ 0.5", "η 0.02  β₁ 0.9", "η 0.3"]


def test_a_click_on_a_row_chooses_what_a_click_on_the_surface_drops(qtbot, panel):
    now = many(5).snapshot()
    show(panel, now)
    place = row_box(panel, 3).center() - QPoint(40, 0)
    qtbot.mouseClick(fleets_of(panel).viewport(), LEFT, pos=place)
    assert panel.selection.fleet == now.fleets[3].id


def test_a_turned_knob_is_shown_in_the_row(qtbot, panel):
    run = many(3)
    show(panel, run.snapshot())
    run.edit(Turn(0, "lr", 0.25))
    show(panel, run.snapshot())
    tip = fleets_of(panel).fleets.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "η = 0.25" in tip
    assert rows_of(panel.now.fleets)[0].note == "η 0.25"


# -- removing --------------------------------------------------------------------------------


def test_one_click_on_its_cross_removes_an_empty_fleet(qtbot, panel):
    now = many(5).snapshot()
    show(panel, now)
    before = panel.selection.fleet
    box = row_box(panel, 3)
    qtbot.mouseMove(fleets_of(panel).viewport(), box.center())
    qtbot.mouseClick(fleets_of(panel).viewport(), LEFT, pos=cross(box).center())
    assert panel.sent == [RemoveFleet(now.fleets[3].id)]
    assert panel.selection.fleet == before


def test_the_cross_of_a_row_is_shown_under_the_pointer(qtbot, panel):
    show(panel, many(5).snapshot())
    box = cross(row_box(panel, 3))
    still = fleets_of(panel).viewport().grab(box).toImage()
    qtbot.mouseMove(fleets_of(panel).viewport(), row_box(panel, 3).center())
    qtbot.wait(30)
    assert fleets_of(panel).viewport().grab(box).toImage() != still


def test_a_fleet_with_balls_has_no_cross(qtbot, panel):
    now = many(5).snapshot()
    show(panel, now)
    panel.selection.choose_fleet(now.fleets[2].id)
    panel.refresh(now)
    place = cross(row_box(panel, 0)).center()
    qtbot.mouseClick(fleets_of(panel).viewport(), LEFT, pos=place)
    assert panel.sent == []
    assert panel.selection.fleet == now.fleets[0].id


def test_releasing_the_button_outside_the_cross_removes_nothing(qtbot, panel):
    show(panel, many(5).snapshot())
    view = fleets_of(panel).viewport()
    qtbot.mousePress(view, LEFT, pos=cross(row_box(panel, 3)).center())
    qtbot.mouseRelease(view, LEFT, pos=row_box(panel, 1).center())
    assert panel.sent == []


@pytest.mark.parametrize("key", [KEYS.Key_Delete, KEYS.Key_Backspace])
def test_delete_removes_the_chosen_fleet_and_chooses_its_neighbour(qtbot, panel, key):
    now = many(5).snapshot()
    show(panel, now)
    panel.selection.choose_fleet(now.fleets[4].id)
    panel.refresh(now)
    qtbot.keyClick(fleets_of(panel), key)
    assert panel.sent == [RemoveFleet(now.fleets[4].id)]
    assert panel.selection.fleet == now.fleets[3].id


# -- adding ----------------------------------------------------------------------------------


def test_the_button_opens_the_picker_and_what_is_chosen_is_sent(qtbot, panel):
    show(panel, many(3).snapshot())
    qtbot.mouseClick(part(panel, ToolButton, "Add a fleet"), LEFT)
    picker = panel.window().findChild(OptimizerDialog)
    qtbot.waitUntil(picker.search.hasFocus)
    qtbot.keyClicks(picker.search, "rmsprop")
    qtbot.keyClick(picker.search, KEYS.Key_Return)
    (sent,) = panel.sent
    assert isinstance(sent, AddFleet)
    assert sent.optimizer.key == "rmsprop"


def test_an_added_fleet_is_chosen_dropped_with_and_removed_again(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        panel = window.panels["fleets"]
        before = [fleet.id for fleet in window.engine.snapshot.fleets]
        qtbot.mouseClick(part(panel, ToolButton, "Add a fleet"), LEFT)
        picker = panel.window().findChild(OptimizerDialog)
        qtbot.waitUntil(picker.search.hasFocus)
        qtbot.keyClicks(picker.search, "adam")
        qtbot.keyClick(picker.search, KEYS.Key_Return)
        now = until(qtbot, window, lambda now: len(now.fleets) == len(before) + 1)
        new = now.fleets[-1]
        qtbot.waitUntil(lambda: window.selection.fleet == new.id)
        qtbot.mouseClick(part(panel, QPushButton, "Drop"), LEFT)
        now = until(qtbot, window, balls)
        assert len(now.fleets[-1].balls) == 1
        qtbot.keyClick(fleets_of(panel), KEYS.Key_Delete)
        now = until(qtbot, window, lambda now: len(now.fleets) == len(before))
        assert [fleet.id for fleet in now.fleets] == before


def test_a_fleet_added_elsewhere_is_not_chosen(panel):
    run = many(3)
    show(panel, run.snapshot())
    chosen = panel.selection.fleet
    run.edit(AddFleet(BY_KEY["adam"]()))
    show(panel, run.snapshot())
    assert panel.selection.fleet == chosen


# -- the rule --------------------------------------------------------------------------------


@pytest.mark.one_setup
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_the_rule_of_the_chosen_fleet_has_one_equation_a_line(panel, kind):
    show(panel, run_of(FleetSetup(kind())).snapshot())
    lines = [line for line in panel.findChild(RuleView).lines if line.isVisible()]
    assert [line.accessibleName() for line in lines] == list(equations(kind.formula))
    assert panel.findChild(RuleView).choice.isVisible() == (len(kind.notations) > 1)


def test_a_notation_chosen_once_is_that_of_every_view(qtbot, panel):
    show(panel, run_of(FleetSetup(BY_KEY["momentum"]())).snapshot())
    qtbot.keyClick(panel.findChild(RuleView).choice.ways, KEYS.Key_Down)
    expected = BY_KEY["momentum"].notations[1]
    lines = [line.accessibleName() for line in panel.findChild(RuleView).lines if line.isVisible()]
    assert lines == list(equations(expected.formula))
    assert panel.selection.notations.formula(BY_KEY["momentum"]) == expected.formula


@pytest.mark.parametrize(
    ("key", "word"), [("pokemon", "total loss"), ("sine_neuron", "mean loss"), ("bowl", "")]
)
def test_a_text_states_what_the_rate_multiplies(panel, key, word):
    scenario = Scenario(surfaces.BY_KEY[key](), (FleetSetup(BY_KEY["gd"]()),))
    panel.selection.choose_fleet(0)
    panel.set_snapshot(Player(scenario).snapshot())
    texts = [each.text() for each in panel.findChildren(QLabel) if "η multiplies" in each.text()]
    assert [word in text for text in texts if text] == ([True] if word else [])


@pytest.mark.parametrize(
    ("key", "word"), [("pokemon", "N times"), ("sine_neuron", "current batch")]
)
def test_with_mini_batches_the_rate_multiplies_a_batch(panel, key, word):
    fleet = FleetSetup(BY_KEY["gd"]())
    scenario = Scenario(surfaces.BY_KEY[key](), (fleet,), noise=MiniBatch(2.0))
    panel.selection.choose_fleet(0)
    panel.set_snapshot(Player(scenario).snapshot())
    (text,) = [each.text() for each in panel.findChildren(QLabel) if "η multiplies" in each.text()]
    assert word in text
    assert "all examples" not in text
