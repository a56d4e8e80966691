"""Presenting: readable from the back row, led by a clicker's keys, and gone without a trace."""

import re

import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QTabBar, QToolBar
from pytestqt.qtbot import QtBot

from engine.commands import Drop, Load, Restart
from engine.optimizers.descent import GradientDescent
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from gui.documents.resources import scenarios
from gui.scene.presenters.arrow_note import ZERO
from gui.startup.arguments import ArgumentError, parse
from gui.startup.first_hints import HINTS, FirstHints
from gui.style.text_size import text_scale
from gui.text.ball_names import fleet_names
from gui.text.languages import AVAILABLE
from gui.typeset.math_label import MathLabel
from gui.window.docking.dock_title_bar import DockTitleBar
from gui.window.docking.docks import LAYOUT
from gui.window.presentation.presenting import SMALLEST, THICK
from gui.window.view_bar import SHARE
from tests.gui.fitting import cut_off, overlapping
from tests.gui.shared_window import docks
from tests.gui.windows import opened, press, until

pytestmark = pytest.mark.usefixtures("program_font")

KEYS = Qt.Key
TEXT = re.compile(r'<text [^>]*font-size="([\d.]+)"[^>]*>([^<]*)<')
BARS = (QToolBar, QTabBar, DockTitleBar)
FULL = (1920, 1080)
SIZES = (
    FULL,
    *(pytest.param(size, marks=pytest.mark.full) for size in ((1280, 800), (2560, 1440))),
)
SHOWN = (1, *(pytest.param(k, marks=pytest.mark.full) for k in range(16) if k != 1))


@pytest.fixture(scope="module")
def lecture(qapp, request, program_font, tmp_path_factory):
    """A window with the gallery's scenarios, as large as a projector's picture."""
    del program_font
    settings, qtbot = tmp_path_factory.mktemp("settings") / "settings.ini", QtBot(request)
    shown = scenarios()
    with opened(qtbot, qapp, shown[0], gallery=shown, settings=settings, size=FULL) as made:
        yield made


@pytest.fixture
def hall(qtbot, lecture):
    """That window, which does not present; and neither does it after the test."""
    lecture.activateWindow()
    lecture.viewport.setFocus()
    yield lecture
    lecture.presenting.end()
    lecture.resize(*FULL)
    lecture.shell.languages.choose("en")
    qtbot.wait(100)
    lecture.central.notices.clear()


def begin(qtbot, window):
    """Begin to present in a window of this size: there is no manager that makes it larger."""
    window.presenting.begin(full_screen=False)
    qtbot.wait(150)
    assert window.presenting.places is not None


def drawn_texts(window):
    """All texts that are painted in the window, with the pixels of their letters."""
    buffer, made = QBuffer(), QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(window.size())
    painter = QPainter(made)
    window.render(painter, QPoint())
    painter.end()
    found = TEXT.findall(bytes(buffer.data().data()).decode())
    return [(float(size), text.strip()) for size, text in found if text.strip()]


def chrome(window):
    """Bars of tools, tabs and panels that are seen."""
    bars = [each for kind in BARS for each in window.findChildren(kind)]
    return [bar for bar in bars if not bar.visibleRegion().isEmpty()]


def hidden(window):
    """The panels that are not shown."""
    return {key for key, dock in window.docks.items() if dock.isHidden()}


def in_row(window):
    """Whether the legend stands in the row of the reading."""
    reading = window.central.reading.geometry()
    return window.central.legend.geometry().bottom() > reading.top()


def page(window):
    """The number of the scenario that is shown, from 1, as it is read on the screen."""
    window.clock.tick()
    return int(window.central.place.text().split("/")[0].split()[-1])


def turn(qtbot, window, key, number):
    press(qtbot, window, key)
    title = scenarios()[number - 1].title
    until(qtbot, window, lambda now: now.scenario.title == title)
    assert page(window) == number


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("number", SHOWN)
def test_every_text_can_be_read_from_the_back_row(qtbot, hall, number, size):
    window, scene = hall, hall.viewport.scene
    window.resize(*size)
    begin(qtbot, window)
    for _ in range(number):
        press(qtbot, window, KEYS.Key_PageDown)
        qtbot.wait(20)
    press(qtbot, window, KEYS.Key_K)
    least = round(SMALLEST * min(size[0] / FULL[0], size[1] / FULL[1]))
    for language in AVAILABLE:
        window.shell.languages.choose(language)
        qtbot.wait(200)
        window.clock.tick()
        texts = drawn_texts(window)
        assert len(texts) > 8
        assert min(texts)[0] >= least, texts
        assert scene.axes_presenter.texts.font.pixelSize() >= least
        assert scene.ball_presenter.balls.badges.font.pixelSize() >= least
        (formula,) = [each for each in window.findChildren(MathLabel) if each.isVisible()]
        # Next to its title it may be drawn a fifth smaller than with 34 pixels for a letter.
        assert formula.width() >= 0.8 * formula.sizeHint().width()
        assert formula.height() >= least
        qtbot.waitUntil(lambda: cut_off(window) == [])
        assert overlapping(window) == []


def test_the_chrome_goes_and_the_surface_is_large(qtbot, hall):
    window = hall
    begin(qtbot, window)
    assert chrome(window) == []
    assert not any(dock.isVisible() for dock in window.docks.values())
    view = window.viewport.size()
    assert view.width() == window.width()
    assert view.height() > 0.64 * window.height()
    press(qtbot, window, KEYS.Key_K)
    qtbot.wait(100)
    assert [key for key, dock in window.docks.items() if dock.isVisible()] == ["curves"]
    assert chrome(window) == []
    assert window.viewport.width() > 0.55 * window.width()


def test_a_legend_tells_which_glyph_is_which_rule(qtbot, hall):
    window, legend = hall, hall.central.legend
    assert legend.isHidden()
    begin(qtbot, window)
    for language in AVAILABLE:
        window.shell.languages.choose(language)
        for _ in range(2):
            press(qtbot, window, KEYS.Key_PageDown)
            qtbot.wait(100)
            window.clock.tick()
            filled = [each for each in window.engine.snapshot.fleets if len(each.balls)]
            names = fleet_names(filled)
            assert legend.fleets == tuple((f.color, n) for f, n in zip(filled, names, strict=True))
            assert legend.accessibleName() == "; ".join(names)
            qtbot.waitUntil(lambda: overlapping(window) == [])
            # A short one takes no line of its own.
            short = legend.whole <= SHARE * window.central.under.width()
            qtbot.waitUntil(lambda short=short: in_row(window) is short)
    press(qtbot, window, KEYS.Key_Escape)
    assert legend.isHidden()


def test_only_chosen_balls_say_that_an_arrow_is_nearly_zero(qtbot, hall):
    window, scene = hall, hall.viewport.scene
    made = Scenario(Bowl(), (FleetSetup(GradientDescent(), points=((0.0, 0.0), (1.0, 1.0))),))
    begin(qtbot, window)
    window.engine.send(Load(made))
    until(qtbot, window, lambda now: len(now.fleets[0].balls) == 2)

    def marks(chosen):
        window.selection.choose({chosen})  # again: a run that is taken up chooses its own
        window.clock.tick()
        scene.grabFramebuffer()
        texts = [label.text for label in scene.ball_presenter.balls.badges.labels]
        return texts.count(ZERO)

    qtbot.waitUntil(lambda: marks(1) == 0)
    qtbot.waitUntil(lambda: marks(0) == 1)


def test_panels_are_not_put_back_within_a_presentation(qtbot, hall):
    (action,) = [each for each in hall.menus.bar.actions() if each.text() == "&View"]
    put_back = action.menu().actions()[-1]
    assert put_back.text() == "Put panels &back in place"
    assert put_back.isEnabled()
    begin(qtbot, hall)
    assert not put_back.isEnabled()
    hall.presenting.end()
    assert put_back.isEnabled()


def test_lines_are_twice_as_thick(qtbot, hall):
    window, scene = hall, hall.viewport.scene

    curves = window.panels["curves"].curves.values()

    def strokes():
        return [stroke.width for curve in curves for stroke in curve.picture.strokes]

    def widths():
        window.docks["curves"].raise_()
        qtbot.wait(150)
        qtbot.waitUntil(lambda: len(strokes()) > 0)
        return strokes(), scene.ball_presenter.trail_presenter.width

    press(qtbot, window, KEYS.Key_Right)
    until(qtbot, window, lambda now: now.update > 0)
    thin, trail = widths()
    begin(qtbot, window)
    press(qtbot, window, KEYS.Key_K)
    assert thin
    assert widths() == ([THICK * width for width in thin], THICK * trail)
    window.presenting.end()
    assert widths() == (thin, trail)


@pytest.mark.parametrize("key", [KEYS.Key_Space, KEYS.Key_Period])
def test_the_line_above_the_view_names_the_keys_that_play(qtbot, hall, key):
    begin(qtbot, hall)
    assert "Space or “.” plays" in hall.central.notices.shown[-1].text()
    press(qtbot, hall, key)
    until(qtbot, hall, lambda now: now.playing)
    press(qtbot, hall, key)
    until(qtbot, hall, lambda now: not now.playing)


def test_an_audience_sees_no_hints_and_they_go_on_afterwards(qtbot, hall):
    hall.shell.settings.put("hints", "?")  # as at a first start
    hints, notices = FirstHints(hall.parts, hall.clock), hall.central.notices
    hints.begin()
    assert hints.shown == "drop"
    begin(qtbot, hall)
    assert hints.shown == ""
    notices.clear()
    hall.clock.tick()
    assert notices.shown == ()
    hall.presenting.end()
    assert hints.shown == "drop"
    assert [notice.text() for notice in notices.shown] == [HINTS["drop"]]
    hall.actions_["first_hints"].triggered.disconnect()
    hints.deleteLater()


def test_a_clicker_is_enough(qtbot, hall):
    window = hall
    last = len(scenarios())
    press(qtbot, window, KEYS.Key_PageDown)
    assert window.presenting.places is None
    until(qtbot, window, lambda now: True)
    press(qtbot, window, KEYS.Key_F5)
    qtbot.waitUntil(lambda: window.presenting.places is not None)
    window.engine.send(Load(scenarios()[1]))
    until(qtbot, window, lambda now: now.scenario.title == scenarios()[1].title)
    for _ in range(2):  # there is none before the first
        turn(qtbot, window, KEYS.Key_PageUp, 1)
    for number in (2, 3):
        turn(qtbot, window, KEYS.Key_PageDown, number)
    window.engine.send(Load(scenarios()[-2]))
    until(qtbot, window, lambda now: now.scenario.title == scenarios()[-2].title)
    turn(qtbot, window, KEYS.Key_PageDown, last)
    turn(qtbot, window, KEYS.Key_PageDown, last)  # there is none after it
    for key in (KEYS.Key_Period, KEYS.Key_B):
        before = window.engine.snapshot.playing
        press(qtbot, window, key)
        until(qtbot, window, lambda now, before=before: now.playing != before)
    press(qtbot, window, KEYS.Key_Escape)
    assert window.presenting.places is None


def test_everything_is_as_it_was_when_it_ends(qtbot, hall):
    window = hall
    window.docks["step"].raise_()
    window.docks["balls"].setFloating(True)
    window.docks["balls"].move(60, 80)
    window.resizeDocks([window.docks["fleets"]], [333], Qt.Orientation.Horizontal)
    qtbot.wait(100)

    def seen():
        bars = [bar.geometry() for bar in window.findChildren(QToolBar) if bar.isVisible()]
        texts = sorted(drawn_texts(window))
        return docks(window), bars, text_scale(), window.size(), window.viewport.size(), texts

    # A scenario of before may have left a section of the step open, which is still computed.
    qtbot.waitUntil(lambda: not any(text.startswith("Computing") for _, text in seen()[-1]))
    before = seen()
    begin(qtbot, window)
    press(qtbot, window, KEYS.Key_K)
    qtbot.wait(100)
    assert len(window.central.notices.shown) == 1
    press(qtbot, window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: window.presenting.places is None)
    qtbot.wait(200)
    assert window.central.notices.shown == ()
    assert [(was, now) for was, now in zip(before, seen(), strict=True) if was != now] == []
    window.docking.reset()
    qtbot.wait(100)


def test_it_can_be_closed_while_presenting_and_keeps_the_places(qtbot, qapp, tmp_path):
    settings = tmp_path / "settings.ini"
    with opened(qtbot, qapp, settings=settings) as window:
        window.docks["step"].hide()
        qtbot.wait(50)
        places = window.docking.places()
        begin(qtbot, window)
        window.close()
        assert window.shell.settings.state == places


def test_places_are_kept_however_soon_it_begins_again_or_the_window_closes(qtbot, qapp, tmp_path):
    """A window manager takes a while to give a window its old size back."""
    with opened(qtbot, qapp, settings=tmp_path / "settings.ini") as window:
        before, places = hidden(window), window.docking.places()
        for _ in range(2):
            begin(qtbot, window)
            window.resize(window.width() + 40, window.height())
            window.presenting.end()
            assert window.presenting.places == places
        window.resize(window.width() - 80, window.height())
        qtbot.waitUntil(lambda: window.presenting.places is None)
        assert hidden(window) == before
        places = window.docking.places()
        begin(qtbot, window)
        window.resize(window.width() + 40, window.height())
        window.presenting.end()
        window.close()
        assert window.shell.settings.state == places


def test_columns_that_were_folded_are_not_gone_after_a_presentation(qtbot, qapp, tmp_path):
    with opened(qtbot, qapp, settings=tmp_path / "settings.ini", size=(1024, 640)) as window:
        before = hidden(window)
        window.menus.text_size_wanted.emit(200)
        qtbot.waitUntil(lambda: window.docks["contour"].isHidden())
        begin(qtbot, window)
        window.close()
        window.restoreState(window.shell.settings.state, LAYOUT)
        assert hidden(window) == before
        window.menus.text_size_wanted.emit(100)


def test_the_lecture_goes_on_from_a_run_that_was_begun_again_after_an_edit(qtbot, hall):
    window = hall
    begin(qtbot, window)
    for command in (Load(scenarios()[2]), Drop((0,), ((0.1, 0.1),)), Restart()):
        window.engine.send(command)
    until(qtbot, window, lambda now: now.undo_title == Restart.title)
    turn(qtbot, window, KEYS.Key_PageDown, 4)


@pytest.mark.parametrize("other", ["--demo", "--headless"])
def test_the_option_presents_and_goes_with_no_other_way_of_showing(other):
    assert parse(["--present"]).present
    assert not parse([]).present
    with pytest.raises(ArgumentError):
        parse(["--present", other, "--scenario", "a.json", "--steps", "1", "--out", "a.csv"])


def test_a_scenario_that_shows_a_line_brings_its_curve_and_takes_it_away(qtbot, hall):
    places = docks(hall)
    number = next(k for k, each in enumerate(scenarios()) if each.view.line is not None)
    begin(qtbot, hall)
    for opened_, shown in ((scenarios()[number], True), (scenarios()[0], False)):
        hall.engine.send(Load(opened_))
        until(qtbot, hall, lambda now, wanted=opened_: now.scenario == wanted)
        qtbot.waitUntil(lambda wanted=shown: hall.docks["slice"].isVisible() == wanted)
        if shown:
            qtbot.waitUntil(lambda: hall.selection.cut.cut is not None)
            assert hall.selection.cut.cut.alone
            assert hall.docks["slice"].width() > 0.3 * hall.width()
    hall.presenting.end()
    qtbot.waitUntil(lambda: docks(hall) == places)
