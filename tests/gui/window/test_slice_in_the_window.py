"""The slice in the real window: opened by its action and from a menu, shown on map and surface."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QTabBar

from engine.commands import ChangeSurface, Load
from engine.surfaces import BY_KEY
from gui.documents.resources import scenarios
from gui.scene.layers.veil import FADE
from tests.gui.parts import explained_controls
from tests.gui.windows import at_rest, press, until


@pytest.fixture
def window(qtbot, window):
    window.engine.send(ChangeSurface(BY_KEY["ring"]()))
    until(qtbot, window, lambda now: now.surface.key == "ring")
    yield window
    window.docks["slice"].hide()
    window.docks["curves"].raise_()


def cut(qtbot, window):
    press(qtbot, window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: window.selection.cut.cut is not None)


def places(window):
    return window.docks["contour"].geometry(), window.viewport.geometry()


def lightness(image, x, y):
    """The greatest in a short upright line."""
    ratio = image.devicePixelRatio()
    rows = range(int((y - 2) * ratio), int((y + 3) * ratio))
    return max(image.pixelColor(round(x * ratio), row).lightness() for row in rows)


def test_its_key_opens_it_in_front_and_closes_it(qtbot, window):
    assert window.docks["slice"].isHidden()
    bars = {bar.count() for bar in window.findChildren(QTabBar) if bar.isVisible()}
    assert bars == {2, 4}
    at_rest(qtbot, window)  # the landscape before had a caption
    before = places(window)
    cut(qtbot, window)
    assert places(window) == before
    assert window.panels["slice"].seen
    assert len(explained_controls(window.panels["slice"])) >= 4
    press(qtbot, window, Qt.Key.Key_D)
    assert window.docks["slice"].isHidden()
    assert window.selection.cut.cut is None
    qtbot.waitUntil(lambda: places(window) == before)


def test_map_and_surface_have_the_line_while_it_is_seen(qtbot, window):
    scene = window.viewport.scene
    at_rest(qtbot, window)  # the landscape before had a caption
    at = scene.pixel_of((-1.2, 0.0))

    def seen():
        window.clock.tick()
        qtbot.wait(30)
        map_ = window.panels["contour"].map
        qtbot.waitUntil(lambda: map_.complete)  # a coarse picture has other colours
        light = lightness(map_.grab().toImage(), *map_.frame.pixel((-1.2, 0.0)))
        return light, scene.grabFramebuffer()

    dark, without = seen()
    cut(qtbot, window)
    light, with_ = seen()
    assert light > 200 > dark
    ratio = without.devicePixelRatio()
    changed = sum(
        without.pixel(round((at[0] + dx) * ratio), round((at[1] + dy) * ratio))
        != with_.pixel(round((at[0] + dx) * ratio), round((at[1] + dy) * ratio))
        for dx in range(-4, 5)
        for dy in range(-4, 5)
    )
    assert changed > 8
    window.docks["curves"].raise_()
    qtbot.waitUntil(lambda: window.selection.cut.cut is None)
    assert seen()[0] == dark


def test_the_menu_at_a_point_cuts_there(qtbot, window):
    window.dialogs.show_menu((0.5, 0.3), window.pos())
    menu = window.parts.frame.findChildren(QMenu)[-1]
    (row,) = [each for each in menu.actions() if each.text() == "Cut here"]
    row.trigger()
    menu.close()
    panel = window.panels["slice"]
    qtbot.waitUntil(lambda: panel.curve is not None and panel.curve.line.point == (0.0, 0.3))
    assert panel.seen
    assert "0.5" in panel.through.text()


@pytest.fixture
def lesson(qtbot, window):
    """The scenario that begins with the slice, with reduced motion."""
    scenario = next(each for each in scenarios() if each.view.line is not None)
    window.viewport.scene.set_still(True)
    before = window.engine.snapshot.scenario
    window.engine.send(Load(scenario))
    until(qtbot, window, lambda now: now.scenario == scenario)
    cut_shown = window.selection.cut
    qtbot.waitUntil(lambda: cut_shown.cut is not None and cut_shown.cut.alone)
    yield window
    window.viewport.scene.set_still(True)
    window.engine.send(Load(before))
    until(qtbot, window, lambda now: now.scenario == before)
    window.viewport.scene.set_still(False)


def ground(window):
    """The colours of some places of the surface that are far from the line, and of the map."""
    window.clock.tick()
    scene, map_ = window.viewport.scene, window.panels["contour"].map
    image, ratio = scene.grabFramebuffer(), scene.devicePixelRatioF()
    places = [(x, y) for x in (-1.1, 0.0, 1.1) for y in (-0.8, 0.8)]
    pixels = [scene.pixel_of(place) for place in places]
    found = {image.pixelColor(round(x * ratio), round(y * ratio)).saturation() for x, y in pixels}
    shot = map_.grab().toImage()
    flat = {shot.pixelColor(*(round(at) for at in map_.frame.pixel(p))).rgb() for p in places}
    return max(found), len(flat)


def test_a_scenario_shows_its_line_alone_until_that_is_switched_off(qtbot, lesson):
    window = lesson
    panel = window.panels["slice"]
    assert panel.seen
    assert panel.choice.alone.isChecked()
    assert window.selection.cut.cut.alone
    hidden, flat = ground(window)
    assert flat == 1
    qtbot.mouseClick(panel.choice.alone, Qt.MouseButton.LeftButton)
    assert not window.selection.cut.cut.alone
    shown, coloured = ground(window)
    assert hidden < 30 < shown
    assert coloured > 3


def test_lifting_the_line_shows_the_surface(qtbot, lesson):
    panel = lesson.panels["slice"]
    qtbot.waitUntil(panel.balls.confine.isEnabled)
    qtbot.mouseClick(panel.balls.confine, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.balls.lift.isEnabled)
    assert lesson.selection.cut.cut.alone
    qtbot.mouseClick(panel.balls.lift, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not lesson.selection.cut.cut.alone)
    qtbot.waitUntil(lambda: not panel.choice.alone.isChecked())


def test_the_panel_is_hidden_again_after_such_a_scenario_and_the_surface_is_whole(qtbot, lesson):
    lesson.engine.send(Load(scenarios()[0]))
    qtbot.waitUntil(lambda: lesson.docks["slice"].isHidden())
    qtbot.waitUntil(lambda: lesson.panels["curves"].seen)  # as before
    assert lesson.selection.cut.cut is None
    lesson.clock.tick()
    lesson.viewport.scene.grabFramebuffer()
    assert lesson.viewport.scene.layers.veil.item.opacity == 0.0


def test_the_surface_fades_in_within_a_fifth_of_a_second(qtbot, lesson):
    scene, panel = lesson.viewport.scene, lesson.panels["slice"]
    lesson.clock.tick()
    scene.grabFramebuffer()
    assert scene.layers.veil.item.opacity == 1.0
    scene.set_still(False)
    qtbot.mouseClick(panel.choice.alone, Qt.MouseButton.LeftButton)
    assert scene.layers.veil.fading
    assert 0.15 <= FADE <= 0.2
    qtbot.waitUntil(lambda: not scene.layers.veil.fading)
    assert scene.layers.veil.item.opacity == 0.0
