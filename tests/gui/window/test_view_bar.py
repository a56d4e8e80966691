"""The strip under the view: nothing lies on anything else, and nothing is lost, however narrow."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gui.actions.actions import Actions
from gui.actions.table import rows
from gui.sampling.trail_sample import MOST, one_in
from gui.state import overlays
from gui.style.icons import Icons
from gui.style.theme import Theme, ThemeChoice
from gui.text.languages import Languages
from gui.widgets.tool_button import ToolButton
from gui.window.central_widget import CentralWidget
from gui.window.color_bar import ColorBar
from gui.window.view_bar import REACH, Switches, ViewBar
from gui.window.viewport import VIEWS
from tests.gui.scene.runs import instant, many_balls, race
from tests.gui.windows import LEFT, opened

ALL = [*(overlay.key for overlay in overlays.ALL), *VIEWS, "follow"]
# From hardly anything to a whole screen, through every width at which one switch more has room.
WIDTHS = (*range(220, 690, 3), 900, 1900)
ROOM = 470  # px of the strip in the window's usual size
SCREENS = ((800, 500), (911, 512), (1024, 640), (1280, 800))  # the first two: enlarged ones


@pytest.fixture
def stage(qtbot, qapp):
    theme = Theme(qapp, ThemeChoice.LIGHT)
    icons = Icons(theme)
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(max(WIDTHS), 500)
    made = CentralWidget(theme, icons, Actions(icons, theme), around)
    around.show()
    with qtbot.waitExposed(around):
        pass
    made.docking = around  # Python's only hold on it
    return made


def strip_of(stage):
    return stage.findChild(ViewBar)


def seen(strip):
    """What stands in the strip, by name, with its place."""
    parts = [*strip.findChildren(ColorBar), *strip.findChildren(ToolButton)]
    parts = [part for part in parts if part.isVisible()]
    return [(part, QRect(part.mapTo(strip, QPoint(0, 0)), part.size())) for part in parts]


def more(switches):
    """The button at the end that offers what has no room; it has no action of its own."""
    (found,) = [each for each in switches.findChildren(ToolButton) if not each.defaultAction()]
    return found


def assert_in_order(strip):
    """All is inside, as large as it must be, and overlaps nothing; all switches are offered."""
    places = seen(strip)
    for part, place in places:
        assert strip.rect().contains(place), part
        assert place.width() >= max(part.minimumSizeHint().width(), part.minimumWidth())
    for (_, one), (_, other) in combinations(places, 2):
        assert not one.intersects(other)
    switches = strip.findChild(Switches)
    shown = [
        button.defaultAction()
        for button in switches.findChildren(ToolButton)
        if button is not more(switches) and button.isVisible()
    ]
    assert [each.objectName() for each in (*shown, *switches.findChild(QMenu).actions())] == ALL
    assert more(switches).isVisible() == (len(shown) < len(ALL))
    return len(shown)


def test_every_preset_of_the_camera_has_an_action_and_each_such_action_a_preset():
    assert [spec.key for spec in rows() if spec.key.startswith("view_")] == list(VIEWS)


def test_nothing_overlaps_at_any_width_and_nothing_is_lost(qapp, stage):
    strip, shown = strip_of(stage), []
    for width in (*WIDTHS, *reversed(WIDTHS)):
        stage.resize(width, 400)
        qapp.processEvents()
        assert strip.width() == width
        shown.append(assert_in_order(strip))
    up, down = shown[: len(WIDTHS)], shown[len(WIDTHS) :]
    assert up == sorted(up) == down[::-1]
    assert set(up) == set(range(len(ALL))) - {len(ALL) - 1} | {len(ALL)}


def test_the_strip_asks_for_the_width_at_which_six_overlays_have_room(qapp, stage):
    strip = strip_of(stage)
    wide = strip.minimumSizeHint().width()
    assert len(overlays.ALL) >= REACH == 6
    for width, shown in ((wide, REACH), (wide - 1, REACH - 1)):
        stage.resize(width, 400)
        qapp.processEvents()
        assert assert_in_order(strip) == shown


def test_nothing_overlaps_in_a_window_on_a_small_screen(qtbot, qapp):
    with opened(qtbot, qapp) as window:
        for size in SCREENS:
            window.setMinimumSize(*size)  # as the window does itself where the screen is no larger
            window.resize(*size)
            qtbot.waitUntil(lambda size=size: window.size().toTuple() == size)
            for language in ("en", "zh_CN"):
                window.shell.languages.choose(language)
                qtbot.wait(50)
                assert_in_order(strip_of(window.central))


def test_the_menu_at_the_end_offers_what_has_no_room(qtbot, qapp, stage):
    strip = strip_of(stage)
    stage.resize(300, 400)
    qapp.processEvents()
    switches = strip.findChild(Switches)
    menu = switches.findChild(QMenu)
    axes = next(each for each in menu.actions() if each.objectName() == "axes")
    before = axes.isChecked()
    qtbot.mouseClick(more(switches), LEFT)
    qtbot.waitUntil(menu.isVisible)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(axes).center())
    assert axes.isChecked() != before
    assert not menu.isVisible()
    more(switches).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(more(switches), Qt.Key.Key_Space)
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert more(switches).accessibleName() == "More switches"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_where_only_a_sample_of_the_balls_has_trails_this_is_said(qapp, stage, code):
    languages = Languages(qapp)
    languages.choose(code)
    few, many = instant(many_balls(3)), instant(many_balls(MOST + 1))
    stage.refresh(few)
    stage.retranslate()
    usual = stage.reading.text()
    stage.refresh(many)
    said = stage.reading.text()
    assert said != usual
    assert f" {one_in(MOST + 1)}" in said
    assert stage.reading.sizeHint().width() <= ROOM
    stage.read_point((0.0, 0.0))
    assert stage.reading.text() != said
    stage.read_point(None)
    stage.refresh(few)
    assert stage.reading.text() == usual
    languages.choose("en")


@pytest.mark.parametrize("width", [560, 696, 1300])
@pytest.mark.parametrize("surface", ["himmelblau", "rosenbrock", "saddle"])
def test_pointing_at_a_surface_moves_nothing(stage, surface, width):
    stage.resize(width, 500)
    stage.refresh(instant(race(surface)))
    before = stage.reading.minimumHeight()
    assert before > 0
    stage.read_point((0.1234, -0.4321))
    assert stage.reading.minimumHeight() == before


def test_a_reading_breaks_no_line_between_a_name_and_its_value(stage):
    stage.refresh(instant(race("saddle")))
    stage.read_point((-1.143e-4, 5.313e-7))
    pairs = [part for part in stage.reading.text().split(" ") if part]
    assert len(pairs) == 8
    assert all(len(pair.split()) == 2 for pair in pairs)
