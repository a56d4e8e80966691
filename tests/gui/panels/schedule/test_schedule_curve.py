"""The picture of a schedule: its line, its axes and its keys, in both themes."""

from contextlib import contextmanager

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.schedules import ALL
from engine.schedules.composed import Sequential, Warmup
from engine.schedules.constant import Constant
from engine.schedules.decays import Exponential, Polynomial, StepDecay
from engine.schedules.waves import Cosine, CosineRestarts, OneCycle
from gui.panels.schedule.curve import ScheduleCurve
from gui.panels.schedule.curve_picture import Drawn, heights
from gui.panels.schedule.curve_samples import DENSE, CurveSamples, deep, trace
from gui.plotting.scales import Linear, Log
from gui.style.theme import Theme, ThemeChoice
from gui.text.numbers import exact
from tests.gui.panels.runs import nearest_color

every_schedule = pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)


@contextmanager
def curve_on(qtbot, qapp, choice=ThemeChoice.LIGHT):
    theme = Theme(qapp, choice)
    curve = ScheduleCurve(theme)
    curve.theme, curve.pointings = theme, []
    curve.pointed.connect(curve.pointings.append)
    try:
        curve.resize(216, curve.sizeHint().height())
        with qtbot.waitExposed(curve):
            curve.show()
        yield curve
    finally:
        curve.close()
        curve.deleteLater()
        theme.deleteLater()
        qapp.processEvents()


@pytest.fixture
def curve(qtbot, qapp):
    with curve_on(qtbot, qapp) as curve:
        yield curve


def draw(curve, schedule, span=None, marker=None, log=None, born=0, rate=0.05, color=1):
    rates = CurveSamples(schedule, rate, born)
    curve.show_curve(Drawn(rates, color, span or rates.whole, log), marker)
    return rates


@every_schedule
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
@pytest.mark.parametrize("log", [False, True])
def test_the_line_has_the_fleets_colour_at_the_values_of_the_factor(qtbot, qapp, kind, choice, log):
    with curve_on(qtbot, qapp, choice) as curve:
        rates = draw(curve, kind(), log=log)
        color = curve.theme.palette.fleet_color(1)
        first, last = rates.whole
        for share in (0.1, 0.3, 0.5, 0.7, 0.9):
            update = round(first + share * (last - first))
            eta = 0.05 * float(rates.schedule.factor(np.array([float(update)]))[0])
            if eta <= 0 and log:
                continue
            at = curve.pixel_of(update, eta)
            assert nearest_color(curve, at.x(), at.y(), color, 2) < 60, (update, eta)


def test_there_is_no_line_at_other_values(curve):
    draw(curve, StepDecay(every=500.0, gamma=0.1), span=(0.0, 1000.0))
    color = curve.theme.palette.fleet_color(1)
    for update, eta in ((250, 0.005), (750, 0.05), (250, 0.025), (750, 0.03)):
        at = curve.pixel_of(update, eta)
        assert nearest_color(curve, at.x(), at.y(), color, 3) > 100


def test_a_ball_dropped_late_has_its_curve_from_then_on(curve):
    draw(curve, Exponential(0.99), span=(0.0, 400.0), born=200)
    color = curve.theme.palette.fleet_color(1)
    before, after = curve.pixel_of(100, 0.05), curve.pixel_of(201, 0.0495)
    assert nearest_color(curve, before.x(), before.y(), color, 4) > 100
    assert nearest_color(curve, after.x(), after.y(), color, 2) < 60


def test_the_marker_is_at_the_rate_of_the_next_update(curve):
    rates = draw(curve, Cosine(100.0), span=(0.0, 120.0), marker=50)
    at = curve.pixel_of(50, rates.at(50))
    image = curve.grab().toImage()
    draw(curve, Cosine(100.0), span=(0.0, 120.0))
    bare = curve.grab().toImage()
    ratio = image.devicePixelRatio()
    spot = round(at.x() * ratio), round(at.y() * ratio) + 4
    assert image.pixelColor(*spot) != bare.pixelColor(*spot)
    cursor = round(at.x() * ratio), round(curve.pixel_of(50, 0.01).y() * ratio)
    assert image.pixelColor(*cursor) != bare.pixelColor(*cursor)


def test_only_the_marker_moves_while_the_rest_stays(curve):
    for marker in range(40):
        draw(curve, Cosine(100.0), span=(0.0, 120.0), marker=marker)
        curve.repaint()
    assert curve.pictures == 1
    draw(curve, Cosine(101.0), span=(0.0, 120.0), marker=40)
    curve.repaint()
    curve.theme.choose(ThemeChoice.DARK)
    curve.repaint()
    assert curve.pictures == 3


def test_the_values_are_in_the_description_with_all_their_digits(curve):
    rates = draw(curve, Exponential(0.999), span=(0.0, 2000.0), marker=1234)
    assert curve.reading.startswith("update 1,234: η = 0.0145")
    assert exact(rates.at(1234)) in curve.toolTip()
    curve.hover(3)
    assert curve.reading.startswith("update 3:")
    assert exact(rates.at(3)) in curve.accessibleDescription()
    draw(curve, Exponential(0.999), span=(0.0, 2000.0), marker=1234, born=10)
    assert curve.reading == "update 3: no ball yet"


def test_pointing_emits_the_update_under_the_pointer(qtbot, curve):
    draw(curve, Cosine(100.0), span=(-3.0, 120.0), marker=50)
    at = curve.pixel_of(80, 0.01).toPoint()
    QTest.mouseMove(curve, at)
    qtbot.waitUntil(lambda: bool(curve.pointings) and abs((curve.pointings[-1] or 0) - 80) <= 1)
    QTest.mouseMove(curve, QPoint(3, at.y()))
    qtbot.waitUntil(lambda: curve.pointings[-1] is None)


def test_the_keys_point_at_updates_one_by_one(curve):
    draw(curve, Cosine(100.0), span=(-3.0, 120.0), marker=50, born=20)
    curve.pointed.connect(curve.hover)
    curve.setFocus()
    for key, update in (
        (Qt.Key.Key_Right, 51),
        (Qt.Key.Key_Right, 52),
        (Qt.Key.Key_Left, 51),
        (Qt.Key.Key_Home, 20),
        (Qt.Key.Key_Left, 20),
        (Qt.Key.Key_End, 120),
        (Qt.Key.Key_Right, 120),
        (Qt.Key.Key_Escape, None),
    ):
        QTest.keyClick(curve, key)
        assert curve.pointings[-1] == update


def test_the_axis_is_logarithmic_where_a_linear_one_hides_most(curve):
    draw(curve, Exponential(0.9), span=(0.0, 1000.0))
    assert curve.log
    for schedule in (OneCycle(), Cosine(), Polynomial(power=2.0), Warmup()):
        draw(curve, schedule)
        assert not curve.log
    draw(curve, Cosine(), log=True)
    assert curve.log


def test_rates_of_zero_are_drawn_without_an_error(curve):
    for rate, span in ((0.0, (0.0, 50.0)), (0.1, (-40.0, -1.0)), (1e-300, (0.0, 9.0))):
        for log in (None, False, True):
            draw(curve, Exponential(0.5), span=span, rate=rate, log=log)
            assert not curve.grab().isNull()


# Samples


@every_schedule
def test_all_that_a_schedule_does_is_in_its_reach(kind):
    """The factor has changed by the end, unless it never does; and not long before."""
    first, last = CurveSamples(kind(), 1.0, 0).whole
    assert first < 0 < last < 1e6
    factor = kind().factor(np.arange(last))
    if kind is not Constant:
        assert np.ptp(factor) > 0.4
    assert np.isfinite(CurveSamples(kind(), 1.0, 7).whole).all()


def test_every_update_is_a_point_if_they_fit():
    x, y = trace(CurveSamples(StepDecay(), 2.0, 5), (-3.0, 150.2), 200)
    assert x.tolist() == list(range(5, 151))
    assert set(y.tolist()) == {2.0, 1.0}


@pytest.mark.parametrize("last", [5_000.0, 3_000_000.0])
@pytest.mark.parametrize("period", [10.0, 100.0, 150.0])
def test_no_restart_is_lost_however_many_share_a_pixel(last, period):
    """With a constant stride, waves of that period would be aliased to a constant."""
    x, y = trace(CurveSamples(CosineRestarts(period, 1.0), 1.0, 0), (0.0, last), 100)
    assert len(x) <= 2 * 102
    assert y.max() > 0.9
    assert y.min() < 0.1
    inner = y[2:-2].reshape(-1, 2)
    if last / 100 > 2 * period:
        assert (inner.max(axis=1) > 0.9).all()
        assert (inner.min(axis=1) < 0.1).all()


def test_a_line_of_many_updates_keeps_its_order():
    x, y = trace(CurveSamples(Exponential(0.9999), 1.0, 0), (0.0, 15_000.0), 100)
    assert (np.diff(x) >= 0).all()
    assert (np.diff(y) <= 0).all()
    assert len(x) < DENSE


def test_an_axis_is_chosen_by_most_rates():
    assert deep(np.array([1.0, 0.5, 1e-3, 1e-4, 1e-5]))
    assert not deep(np.array([1.0, 0.5, 0.2, 1e-4, 0.0, 0.0, 0.0]))
    assert not deep(np.zeros(4))
    scale, low, high = heights(np.array([1e-300, 1e-9, 1.0, 0.0]), None)
    assert isinstance(scale, Log)
    assert high - low < 22
    assert isinstance(heights(np.zeros(3), True)[0], Linear)


def test_sequences_are_drawn_to_their_end():
    both = Sequential(100.0, Constant(), Polynomial(50.0))
    assert CurveSamples(both, 1.0, 0).whole[1] == 160
