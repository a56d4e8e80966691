"""Choosing and changing schedules, with real mouse and key events, in the panel of fleets."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QSlider, QWidget

from engine.commands import Drop, Reschedule
from engine.player import Player
from engine.schedules.composed import Sequential, Warmup
from engine.schedules.constant import Constant
from engine.schedules.decays import Exponential, MultiStep, Polynomial, StepDecay
from engine.schedules.waves import Cosine, CosineRestarts
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.schedule.editor import CHOICES, ScheduleEditor, bare_of, with_bare
from gui.panels.schedule.milestone_row import MilestoneRow
from gui.panels.schedule.section import ScheduleSection
from gui.plotting.time_span import whole_run
from gui.state.selection import Selection
from gui.style.theme import Theme, ThemeChoice
from gui.typeset.math_label import MathLabel
from gui.widgets.knob_row import KnobRow
from tests.gui.panels.runs import go, player, show, shown

LEFT = Qt.MouseButton.LeftButton
SIZE = (260, 980)


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, FleetsPanel, SIZE) as panel:
        yield panel


@contextmanager
def section_for(qtbot, qapp, choice=ThemeChoice.LIGHT):
    """A section by itself, as wide as in the narrowest window; its requests are in `requested`."""
    theme, selection = Theme(qapp, choice), Selection()
    section = ScheduleSection(theme, selection)
    section.selection, section.requested = selection, []
    section.wanted.connect(lambda schedule, grouped: section.requested.append((schedule, grouped)))
    try:
        section.resize(216, 900)
        section.show()
        with qtbot.waitExposed(section):
            pass
        yield section
    finally:
        section.close()
        section.deleteLater()
        theme.deleteLater()
        qapp.processEvents()


@pytest.fixture
def section(qtbot, qapp):
    with section_for(qtbot, qapp) as section:
        yield section


def with_schedule(schedule, update=0, **more):
    run = player("adam", **more)
    run.edit(Reschedule(0, schedule))
    return run, go(run, update)


def seen(section, schedule, update=0, **more):
    """The section showing a fleet with a schedule."""
    _, now = with_schedule(schedule, update, **more)
    section.show_fleet(now.fleets[0], now)
    QApplication.processEvents()  # a layout shows new widgets in a later event
    return now


def visible(owner: QWidget, kind):
    return [each for each in owner.findChildren(kind) if each.isVisibleTo(owner)]


@pytest.fixture(autouse=True)
def no_double_clicks(qapp):
    """A list ignores the release of a button within the time of a double click."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(0)
    yield
    qapp.setDoubleClickInterval(before)


def choose(qtbot, kinds, place):
    """Open the list and click an entry."""
    QApplication.processEvents()
    QTest.mouseClick(kinds, LEFT, pos=QPoint(kinds.width() - 12, kinds.height() // 2))
    view = kinds.view()
    qtbot.waitUntil(view.isVisible)
    view.scrollTo(kinds.model().index(place, 0))
    spot = view.visualRect(kinds.model().index(place, 0)).center()
    QTest.mouseMove(view.viewport(), spot)
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)
    qtbot.waitUntil(lambda: not view.isVisible())


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.key)
def test_choosing_a_kind_sends_it(qtbot, panel, kind):
    before = StepDecay() if kind is Constant else Constant()
    _, now = with_schedule(before)
    show(panel, now)
    editor = panel.findChild(ScheduleEditor)
    choose(qtbot, editor.kinds, CHOICES.index(kind))
    assert panel.sent == [Reschedule(now.fleets[0].id, kind(), False)]


def test_choosing_the_present_kind_sends_nothing(qtbot, panel):
    show(panel, with_schedule(Cosine(span=77.0))[1])
    editor = panel.findChild(ScheduleEditor)
    choose(qtbot, editor.kinds, CHOICES.index(Cosine))
    assert panel.sent == []


def test_the_list_can_be_navigated_with_the_keys(qtbot, panel):
    show(panel, with_schedule(Constant())[1])
    kinds = panel.findChild(ScheduleEditor).kinds
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    assert [command.schedule for command in panel.sent] == [StepDecay()]


@pytest.mark.one_setup
@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.key)
def test_each_kind_shows_its_equation_its_meaning_and_its_knobs(section, kind):
    schedule = kind()
    seen(section, schedule)
    editor = section.findChild(ScheduleEditor)
    words = " ".join(label.text() for label in visible(editor, QLabel))
    rules = {label.accessibleName() for label in visible(editor, MathLabel)}
    own = [name for name in kind.__dataclass_fields__ if isinstance(getattr(schedule, name), float)]
    rows = visible(editor, KnobRow)
    assert len([row for row in rows if row.parent().parent() is editor]) == len(own)
    if kind is Constant:
        assert not rules
        return
    assert kind.formula in rules
    assert kind.summary in words
    assert kind.source in words


@pytest.mark.one_setup
@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.key)
def test_nothing_is_wider_than_the_narrowest_panel(section, kind):
    seen(section, Warmup(then=kind()))
    assert section.minimumSizeHint().width() <= 216


def test_turning_a_knob_keeps_the_other_knobs_and_the_warm_up(qtbot, panel):
    _, now = with_schedule(Warmup(20.0, CosineRestarts(50.0, 3.0, 0.1)))
    show(panel, now)
    QApplication.processEvents()
    rows = visible(panel.findChild(ScheduleEditor), KnobRow)
    (row,) = [row for row in rows if row.knob.symbol == "T_mult"]
    field = row.findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    expected = Warmup(20.0, CosineRestarts(50.0, 2.0, 0.1))
    assert panel.sent == [Reschedule(now.fleets[0].id, expected, False)]


def test_the_warm_ups_own_knob_leaves_the_schedule_unchanged(section):
    seen(section, Warmup(20.0, Polynomial()))
    rows = visible(section, KnobRow)
    (row,) = [row for row in rows if row.knob.symbol == "T_w"]
    slider = row.findChild(QSlider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_End)
    assert section.requested[-1][0] == Warmup(10_000.0, Polynomial())


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.key)
def test_a_warm_up_is_added_to_each_and_removed_again(section, kind):
    seen(section, kind())
    editor = section.findChild(ScheduleEditor)
    boxes = [box for box in visible(editor, QCheckBox) if box.parent() is editor]
    QTest.mouseClick(boxes[0], LEFT, pos=QPoint(8, boxes[0].height() // 2))
    assert section.requested == [(Warmup(then=kind()), False)]
    seen(section, Warmup(then=kind()))
    QTest.mouseClick(boxes[0], LEFT, pos=QPoint(8, boxes[0].height() // 2))
    assert section.requested[1] == (kind(), False)


def test_milestones_are_typed_with_commas(section):
    seen(section, Warmup(5.0, MultiStep()))
    field = section.findChild(MilestoneRow).findChild(QLineEdit)
    assert field.text() == "100, 200"
    field.selectAll()
    QTest.keyClicks(field, "300,40;7")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert section.requested == [(Warmup(5.0, MultiStep((7, 40, 300))), False)]
    assert field.text() == "7, 40, 300"


def test_another_fleet_discards_unfinished_input_for_the_first(section):
    run = player("adam", "gd")
    for fleet in (0, 1):
        run.edit(Reschedule(fleet, MultiStep((10 + fleet,))))
    now = go(run, 0)
    section.show_fleet(now.fleets[0], now)
    field = section.findChild(MilestoneRow).findChild(QLineEdit)
    QTest.keyClicks(field, "9")
    section.show_fleet(now.fleets[1], now)
    assert field.text() == "11"


def test_a_sequence_begins_with_the_present_schedule_and_each_part_is_edited(qtbot, section):
    seen(section, Exponential(0.9))
    outer = section.findChild(ScheduleEditor)
    choose(qtbot, outer.kinds, CHOICES.index(Sequential))
    expected = Sequential(first=Exponential(0.9))
    assert section.requested == [(expected, False)]
    seen(section, expected)
    parts = visible(outer, ScheduleEditor)
    assert [part.kinds.currentIndex() for part in parts] == [
        CHOICES.index(Exponential),
        CHOICES.index(Cosine),
    ]
    choose(qtbot, parts[1].kinds, CHOICES.index(MultiStep))
    assert section.requested[-1] == (Sequential(first=Exponential(0.9), second=MultiStep()), False)
    seen(section, section.requested[-1][0])
    field = visible(parts[1], MilestoneRow)[0].findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "33")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert section.requested[-1][0].second == MultiStep((33,))
    seen(section, Constant())
    assert not visible(outer, ScheduleEditor)


def test_sequences_nested_as_deep_as_in_files_are_shown_but_not_made(section):
    deep = Sequential(second=Sequential(second=Sequential(second=Sequential(7.0))))
    seen(section, Warmup(3.0, deep))
    editors = section.findChildren(ScheduleEditor)
    shut = [e for e in editors if not e.kinds.model().item(CHOICES.index(Sequential)).isEnabled()]
    assert len(editors) == 9
    assert len(shut) == 6
    symbols = [row.knob.symbol for row in visible(section, KnobRow)]
    assert symbols.count("T_s") == 4


def test_warm_ups_in_front_of_warm_ups_stay():
    twice = Warmup(2.0, Warmup(3.0, Cosine()))
    assert bare_of(twice) == Cosine()
    assert with_bare(twice, StepDecay()) == Warmup(2.0, Warmup(3.0, StepDecay()))


# The curve in its section


def test_the_curve_has_the_time_axis_of_the_plots(section):
    now = seen(section, Cosine(), update=330)
    assert section.curve.drawn.span == whole_run(now.head)
    section.selection.show_span((100.0, 200.0))
    assert section.curve.drawn.span == (100.0, 200.0)
    section.selection.show_span(None)
    assert section.curve.drawn.span == whole_run(now.head)


def test_before_a_run_and_on_request_the_whole_schedule_is_shown(section):
    seen(section, Cosine(500.0), update=0)
    assert section.whole.isChecked()
    assert section.curve.drawn.span[1] == 600
    now = seen(section, Cosine(500.0), update=40)
    assert not section.whole.isChecked()
    assert section.curve.drawn.span == whole_run(now.head)
    QTest.mouseClick(section.whole, LEFT)
    assert section.curve.drawn.span[1] == 600
    QTest.mouseClick(section.whole, LEFT)
    assert section.curve.drawn.span == whole_run(now.head)


def test_the_marker_is_at_the_chosen_ball_or_else_the_first(section):
    """Two balls, the second dropped 50 updates late: each has its own age."""
    run = player("adam", points=((-1.0, 1.0),))
    run.edit(Reschedule(0, Exponential(0.99)))
    go(run, 50)
    run.edit(Drop((0,), ((0.5, 0.5),)))
    now = go(run, 120)
    fleet = now.fleets[0]
    section.show_fleet(fleet, now)
    rates = section.curve.drawn.rates
    assert rates.born == 0
    assert rates.at(now.update) == fleet.rate[0]
    section.selection.choose({int(fleet.balls[1])})
    rates = section.curve.drawn.rates
    assert rates.born == 50
    assert rates.at(now.update) == fleet.rate[1]
    assert rates.at(49) is None


def test_a_fleet_without_balls_has_a_curve_and_no_marker(section):
    seen(section, Cosine(), points=())
    assert section.curve.marker is None
    assert section.curve.isVisible()
    assert section.curve.reading == "Updates since the drop of a ball"


def test_a_time_pointed_at_is_pointed_at_everywhere(qtbot, section):
    seen(section, Exponential(0.99), update=100)
    section.selection.hover_update(30)
    assert "update 30" in section.curve.reading
    place = section.curve.pixel_of(70, 0.01).toPoint()
    QTest.mouseMove(section.curve, place)
    qtbot.waitUntil(lambda: abs((section.selection.hovered_update or 0) - 70) <= 1)
    ahead = section.curve.pixel_of(104, 0.01).toPoint()
    QTest.mouseMove(section.curve, ahead)
    qtbot.waitUntil(lambda: section.curve.reading.startswith("update 104:"))
    assert section.selection.hovered_update is None  # nothing is recorded there


def test_the_axis_can_be_made_logarithmic_and_is_where_that_fits(section):
    seen(section, Exponential(0.9), update=500)
    assert section.log.isChecked()
    QTest.mouseClick(section.log, LEFT)
    assert not section.curve.log
    seen(section, Exponential(0.9), update=501)
    assert not section.log.isChecked()


def test_the_panel_shows_a_marker_at_the_ball(panel):
    _, now = with_schedule(Exponential(0.99), 120)
    show(panel, now)
    curve = panel.findChild(ScheduleSection).curve
    assert curve.reading.startswith("update 120: η = ")
    assert curve.drawn.rates.at(120) == now.fleets[0].rate[0]
    panel.selection.hover_update(7)
    assert curve.reading.startswith("update 7: η = ")


def test_a_constant_rate_needs_no_curve(section):
    seen(section, Constant())
    assert not section.curve.isVisible()
    seen(section, Warmup())
    assert section.curve.isVisible()


def test_during_a_run_the_curve_is_not_drawn_again(qapp, section):
    run, now = with_schedule(CosineRestarts(), 300)
    section.show_fleet(now.fleets[0], now)
    section.curve.repaint()
    before = section.curve.pictures
    for update in range(301, 330):
        now = go(run, update)
        section.show_fleet(now.fleets[0], now)
        section.curve.repaint()
        assert section.curve.marker == update
    assert section.curve.pictures == before


def test_a_request_is_drawn_before_the_next_snapshot(section):
    seen(section, StepDecay())
    row = visible(section, KnobRow)[0]
    slider = row.findChild(QSlider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert section.curve.drawn.rates.schedule == section.requested[-1][0] == StepDecay(every=1.0)


def test_every_control_has_an_accessible_name(section):
    seen(section, Sequential(first=MultiStep(), second=Warmup()))
    for control in (section.log, section.whole, section.curve, *visible(section, QLineEdit)):
        assert control.accessibleName()
        assert control.toolTip()
    for editor in visible(section, ScheduleEditor):
        assert editor.kinds.accessibleName()
    names = [editor.kinds.accessibleName() for editor in visible(section, ScheduleEditor)]
    assert len(set(names)) == len(names)


def test_a_player_applies_what_the_section_sends(section):
    """A round trip through the engine: the drawn rates are those that are used."""
    run = player("gd", points=((0.3, -0.4),), lr=0.001)
    assert isinstance(run, Player)
    for kind in CHOICES:
        run.edit(Reschedule(0, Warmup(7.0, kind())))
        now = go(run, run.snapshot().update + 3)
        section.show_fleet(now.fleets[0], now)
        assert section.curve.drawn.rates.at(now.update) == now.fleets[0].rate[0]
