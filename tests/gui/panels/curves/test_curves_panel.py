"""The plots over updates: drawing, texts and commands, with real mouse and key events."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.analysis.curvature import read
from engine.analysis.recorded import value_at
from engine.commands import GoTo, Move
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from engine.surfaces.quadratics import Bowl, Saddle
from gui.panels.curves.eigenvalues import EigenvalueCurve
from gui.panels.curves.gradient import GradientCurve
from gui.panels.curves.loss import LossCurve
from gui.plotting.scales import Linear, Log, SymmetricLog
from gui.plotting.time_span import whole_run
from gui.text.numbers import exact
from gui.text.numbers import show as shown_number
from tests.gui.panels.runs import go, nearest_color, player, show, shown

ALL = (LossCurve, GradientCurve, EigenvalueCurve)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(params=ALL, ids=lambda kind: kind.key)
def panel(request, qtbot, qapp):
    with shown(qtbot, qapp, request.param) as panel:
        yield panel


@pytest.fixture
def loss(qtbot, qapp):
    with shown(qtbot, qapp, LossCurve) as panel:
        yield panel


def pixel(panel, update, value):
    """The pixel of the plot at which a value is drawn."""
    height = float(panel.plot.scale_y.position(np.array([value]))[0])
    return panel.plot.pixel_of(update, height)


def recorded(now, fleet=0):
    """All positions of a fleet, (updates, balls, 2)."""
    return np.concatenate([chunk.rows for chunk in now.fleets[fleet].chunks])


def test_the_curves_are_the_values_of_the_recorded_positions(panel):
    run = player("adam")
    now = go(run, 90)
    show(panel, now)
    reading = read(now.surface, recorded(now))
    values = {
        "loss": reading.loss[..., None],
        "gradient": reading.norm[..., None],
        "eigenvalues": reading.eigenvalues,
    }[panel.quantity.key]
    columns = values.reshape(91, -1).T
    assert len(panel.picture.strokes) == len(columns)
    for stroke in panel.picture.strokes:
        np.testing.assert_array_equal(stroke.x, np.arange(91.0))
        drawn = [panel.plot.scale_y.position(column) for column in columns]
        assert any(np.array_equal(stroke.y, each) for each in drawn)


def test_a_curve_is_painted_in_the_colour_of_its_fleet(qtbot, loss):
    now = go(player("adam", points=((-1.5, 1.5),)), 60)
    show(loss, now)
    for update in (10, 30, 45):
        value = now.surface.value(recorded(now)[update, 0])
        at = pixel(loss, update, value)
        color = loss.theme.palette.fleet_color(0)
        assert nearest_color(loss.plot, at.x(), at.y(), color, 2) < 40


def test_a_negative_eigenvalue_is_painted_in_another_colour_below_the_zero_line(qtbot, qapp):
    now = go(player("gd", points=((0.5, 0.1),), surface=Saddle(), lr=0.001), 60)
    with shown(qtbot, qapp, EigenvalueCurve) as panel:
        show(panel, now)
        palette = panel.theme.palette
        for value, color in ((2.0, palette.positive), (-2.0, palette.negative)):
            gaps = []
            for update in (20, 21, 22, 23):  # a dash or the space between two
                at = pixel(panel, update, value)
                gaps.append(nearest_color(panel.plot, at.x(), at.y(), color, 2))
            assert min(gaps) < 60


def test_the_glyph_of_a_ball_is_at_its_present_value(panel):
    run = player("adam")
    now = go(run, 50)
    show(panel, now)
    for ball in now.fleets[0].balls.tolist():
        values = value_at(panel.quantity, now.fleets[0].chunks, ball, 50)
        for y in panel.plot.scale_y.position(values):
            assert any(end.x == 50 and end.y == y for end in panel.picture.ends)


def test_going_back_veils_later_updates_and_moves_the_glyphs(panel):
    run = player("adam")
    go(run, 80)
    show(panel, go(run, 30))
    assert panel.picture.veil[0] == 30
    assert {end.x for end in panel.picture.ends} == {30}
    assert panel.plot.curves.cursor == 30
    assert max(stroke.x.max() for stroke in panel.picture.strokes) == 80


def test_a_ball_moved_by_hand_breaks_its_curve(loss):
    run = player("adam", points=((-1.5, 1.5),))
    go(run, 10)
    run.edit(Move(0, (0.5, 0.5)))
    show(loss, go(run, 20))
    (stroke,) = loss.picture.strokes
    assert np.isnan(stroke.y).sum() == 1


def test_a_diverged_ball_shows_its_status_and_the_other_curves_stay_readable(qtbot, loss):
    kind = OPTIMIZERS["gd"]
    tame = FleetSetup(kind(lr=0.1), points=((1.0, 1.0), (0.0, 0.3)))
    wild = FleetSetup(kind(lr=1e60), color=1, points=((0.5, 0.5),))
    run = Player(Scenario(Bowl(), (tame, wild)))
    show(loss, go(run, 6))
    words = [end.word for end in loss.picture.ends]
    assert words == ["", "", loss.tr("diverged")]
    low, high = loss.plot.view.viewRange()[1]
    values = loss.plot.scale_y.position(Bowl().value(np.array([[1.0, 1.0], [0.0, 0.3]])))
    assert low < min(values)
    assert max(values) < high < 10


def test_hovering_shows_the_exact_value_in_all_plots_at_once(qtbot, qapp):
    now = go(player("adam", points=((-1.5, 1.5),)), 60)
    with (
        shown(qtbot, qapp, LossCurve) as one,
        shown(qtbot, qapp, EigenvalueCurve, selection=one.selection) as other,
    ):
        for panel in (one, other):
            show(panel, now)
        at = one.plot.pixel_of(25.2, 0).toPoint()
        QTest.mouseMove(one.plot.viewport(), QPoint(at.x(), 60))
        qtbot.waitUntil(lambda: one.selection.hovered_update == 25)
        reading = read(now.surface, recorded(now)[25, 0])
        assert one.read_out.rows[0].texts == (exact(float(reading.loss)),)
        assert other.read_out.rows[0].texts == tuple(exact(v) for v in reading.eigenvalues.tolist())
        assert one.plot.curves.hover == other.plot.curves.hover == 25
        QApplication.sendEvent(one.plot, QEvent(QEvent.Type.Leave))
        assert not one.read_out.isVisible()
        assert not other.read_out.isVisible()


def test_arrows_move_the_hover_by_one_update_and_enter_goes_there(qtbot, panel):
    show(panel, go(player("adam"), 40))
    panel.plot.setFocus()
    for key, update in (
        (Qt.Key.Key_Left, 40),
        (Qt.Key.Key_Left, 39),
        (Qt.Key.Key_Left, 38),
        (Qt.Key.Key_Right, 39),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_End, 40),
        (Qt.Key.Key_Right, 40),
        (Qt.Key.Key_Left, 39),
    ):
        qtbot.keyClick(panel.plot, key)
        assert panel.selection.hovered_update == update
    qtbot.keyClick(panel.plot, Qt.Key.Key_Return)
    assert panel.sent == [GoTo(39)]
    qtbot.keyClick(panel.plot, Qt.Key.Key_Escape)
    assert panel.selection.hovered_update is None


def test_a_click_on_a_curve_chooses_its_ball_and_makes_the_curve_stand_out(qtbot, loss):
    now = go(player("adam"), 60)
    show(loss, now)
    value = now.surface.value(recorded(now)[20, 1])
    at = pixel(loss, 20, value).toPoint()
    qtbot.mouseClick(loss.plot.viewport(), LEFT, pos=at)
    assert loss.selection.chosen == frozenset((1,))
    qtbot.waitUntil(lambda: {stroke.width for stroke in loss.picture.strokes} == {1.5, 2.5})
    qtbot.mouseClick(loss.plot.viewport(), LEFT, pos=QPoint(at.x(), 4))
    assert loss.selection.chosen == frozenset()


def test_the_wheel_zooms_in_time_and_a_button_shows_the_whole_run(qtbot, panel):
    show(panel, go(player("adam"), 1000))
    at = panel.plot.pixel_of(500, 0)
    at = QPointF(at.x(), 50)
    wheel = QWheelEvent(
        at, panel.plot.viewport().mapToGlobal(at), QPoint(), QPoint(0, 240),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.plot.viewport(), wheel)
    low, high = panel.selection.span
    assert low < 500 < high
    assert high - low < 0.8 * whole_run(1000)[1]
    show(panel, go(player("adam"), 1000))
    assert panel.whole.isVisible()
    qtbot.mouseClick(panel.whole, LEFT)
    assert panel.selection.span is None


def test_plus_and_minus_zoom_and_what_arrows_point_at_stays_in_view(qtbot, panel):
    show(panel, go(player("adam"), 1000))
    panel.plot.setFocus()
    qtbot.keyClick(panel.plot, Qt.Key.Key_Home)
    for _ in range(12):
        qtbot.keyClick(panel.plot, Qt.Key.Key_Plus)
        show(panel, panel.now)
    low, high = panel.selection.span
    assert low == 0
    assert high < 200
    qtbot.keyClick(panel.plot, Qt.Key.Key_End)
    show(panel, panel.now)
    assert panel.selection.span == pytest.approx((1000 - high, 1000))
    for _ in range(14):
        qtbot.keyClick(panel.plot, Qt.Key.Key_Minus)
        show(panel, panel.now)
    assert panel.selection.span is None


def test_many_balls_are_a_band_and_the_chosen_ones(loss):
    points = tuple(map(tuple, np.random.default_rng(0).uniform(-1, 1, (500, 2)).tolist()))
    now = go(player("adam", points=points), 30)
    show(loss, now)
    assert len(loss.picture.ribbons) == 1
    assert len(loss.picture.strokes) == 8 + 1
    loss.selection.choose({3, 77, 400})
    show(loss, now)
    assert len(loss.picture.strokes) == 3 + 1
    assert len(loss.picture.ends) == 3
    assert "497" in loss.band.text()
    ribbon = loss.picture.ribbons[0]
    assert (ribbon.low <= ribbon.high).all()


def test_a_band_of_one_ball_is_not_called_balls(loss):
    points = tuple((0.1 * k, 0.5) for k in range(13))
    loss.selection.choose(set(range(12)))
    show(loss, go(player("adam", points=points), 5))
    assert loss.band.isVisible()
    assert loss.band.text() == "Band: the one other ball"


def test_without_balls_a_text_is_shown(panel):
    show(panel, player("adam", points=()).snapshot())
    assert panel.empty.isVisible()
    show(panel, player("adam").snapshot())
    assert not panel.empty.isVisible()


def test_the_axis_follows_the_surface_until_the_user_chooses(qtbot, loss):
    show(loss, player("adam").snapshot())
    assert loss.plot.scale_y == Log()
    show(loss, player("adam", surface=Saddle()).snapshot())
    assert loss.plot.scale_y == Linear()
    qtbot.mouseClick(loss.toggle, LEFT)
    qtbot.waitUntil(lambda: isinstance(loss.plot.scale_y, SymmetricLog))
    wells = BY_KEY["wells"]()
    show(loss, player("adam", surface=wells).snapshot())
    lowest = float(wells.value(np.array(wells.minima)).min())
    assert loss.plot.scale_y.base == pytest.approx(lowest)
    assert shown_number(loss.plot.scale_y.base) in loss.detail


def test_wide_eigenvalues_have_a_symmetric_axis_with_true_numbers(qtbot, qapp):
    with shown(qtbot, qapp, EigenvalueCurve) as panel:
        show(panel, go(player("adam"), 60))
        assert isinstance(panel.plot.scale_y, SymmetricLog)
        low, high = panel.plot.view.viewRange()[1]
        for position, text in panel.plot.scale_y.ticks(low, high, 6):
            number = float(text.replace("−", "-").replace("10²", "100").replace("10³", "1000"))
            assert panel.plot.scale_y.position(np.array([number]))[0] == pytest.approx(position)


def test_a_long_run_is_drawn_from_few_points(loss):
    now = go(player("adam", points=((-1.5, 1.5),)), 20_000)
    for _ in range(50):
        show(loss, now)
    assert len(loss.picture.strokes[0].x) < 5 * loss.plot.width()
    assert loss.picture.strokes[0].x.max() >= 19_900


def test_a_hidden_panel_does_nothing_and_is_refreshed_when_it_is_shown(qtbot, loss):
    run = player("adam")
    show(loss, run.snapshot())
    loss.hide()
    loss.set_snapshot(go(run, 50))
    assert loss.picture.ends[0].x == 0
    loss.show()
    qtbot.waitUntil(lambda: loss.picture.ends[0].x == 50)


def test_the_last_snapshot_before_a_pause_is_shown(qtbot, loss):
    run = player("adam")
    for update in range(1, 6):
        loss.set_snapshot(go(run, update))
    qtbot.waitUntil(lambda: loss.picture.ends[0].x == 5)


def test_the_time_axis_holds_the_whole_run_with_room_to_spare():
    for head in (0, 1, 19, 20, 100, 119, 4096, 99_999, 1_000_000):
        low, high = whole_run(head)
        assert -0.05 * high < low < 0  # a glyph at update 0 does not cover the numbers
        assert head < high <= max(20.0, 1.6 * head)


def test_both_themes_paint_with_their_own_colours(qtbot, panel):
    show(panel, go(player("adam"), 60))
    light = panel.plot.grab().toImage()
    panel.theme.choose("dark")
    qtbot.wait(120)
    dark = panel.plot.grab().toImage()
    assert light != dark


def test_making_a_curve_the_only_one_moves_no_cursor_and_keeps_the_chosen_ball(qtbot, loss):
    show(loss, go(player("adam"), 60))
    wanted = []
    loss.alone_wanted.connect(wanted.append)
    ball = int(loss.now.fleets[0].balls[0])
    loss.selection.choose({ball})
    loss.selection.hover_update(40)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(loss.plot, key)
        assert loss.selection.hovered_update == 40
    at = loss.plot.rect().center() - QPoint(0, loss.plot.height() // 3)
    QTest.mouseClick(loss.plot.viewport(), LEFT, NONE, at)
    assert loss.selection.ball is None
    loss.selection.choose({ball})
    QTest.mouseClick(loss.plot.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(loss.plot.viewport(), LEFT, NONE, at)
    assert loss.selection.ball == ball
    assert wanted == [True, False, None]
