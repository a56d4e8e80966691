"""Critical points in the real window: searched for while shown, marked, read, and dropped at."""

import numpy as np
import pytest
from PySide6.QtWidgets import QMenu

from engine.analysis.critical_points import find
from engine.commands import ChangeSurface
from engine.surfaces import BY_KEY
from gui.scene.layers import critical
from gui.scene.layers.critical import signs
from gui.state.critical_search import LETTERED, CriticalSearch
from tests.gui.windows import balls, until

SADDLE = (3.385154183607, 0.073851879837)


@pytest.fixture
def window(qtbot, window):
    show(qtbot, window, "himmelblau")
    yield window
    window.actions_["critical"].setChecked(False)


def show(qtbot, window, key):
    window.engine.send(ChangeSurface(BY_KEY[key]()))
    until(qtbot, window, lambda now: now.surface.key == key)
    window.actions_["critical"].setChecked(True)
    qtbot.waitUntil(lambda: window.selection.critical.found is not None)


def test_they_are_searched_for_only_while_they_are_shown(qtbot, window):
    search = window.selection.critical
    assert len(search.found.points) == 9
    window.actions_["critical"].setChecked(False)
    assert search.found is None
    window.engine.send(ChangeSurface(BY_KEY["ring"]()))
    until(qtbot, window, lambda now: now.surface.key == "ring")
    assert not search.busy
    window.actions_["critical"].setChecked(True)
    qtbot.waitUntil(lambda: search.found is not None)
    assert len(search.found.points) == 3


def test_the_map_and_its_legend_have_them(qtbot, window):
    panel = window.panels["contour"]
    qtbot.waitUntil(lambda: panel.legend.kinds == ("minimum", "saddle", "maximum"))
    x, y = panel.map.frame.pixel(SADDLE)
    image = panel.map.grab().toImage()
    ratio = image.devicePixelRatio()
    lit = [image.pixelColor(round((x + d) * ratio), round((y + d) * ratio)) for d in (-3, 0, 3)]
    assert all(color.lightness() > 200 for color in lit)
    show(qtbot, window, "two_weights")
    qtbot.waitUntil(lambda: panel.legend.kinds == ("saddle", "curve"))


def test_a_search_that_finds_none_says_so_and_from_how_many_starts(qtbot, window):
    show(qtbot, window, "softmax")
    legend, found = window.panels["contour"].legend, window.selection.critical.found
    assert not found.points
    qtbot.waitUntil(lambda: legend.starts == found.starts)
    assert legend.isVisible()
    assert "none found" in legend.accessibleName()
    assert str(found.starts) in legend.toolTip()
    window.actions_["critical"].setChecked(False)
    qtbot.waitUntil(lambda: not legend.starts)


def test_pointing_at_a_mark_reads_it(window):
    point = window.selection.critical.near((SADDLE[0] + 0.03, SADDLE[1] - 0.02))
    assert point == pytest.approx(SADDLE)
    window.selection.hover_point(point)
    text = window.central.reading.text()
    assert text.startswith("saddle point:")
    assert "λ₁" in text
    assert "−14.14" in text
    window.selection.hover_point((0.5, 0.5))
    assert "saddle" not in window.central.reading.text()
    assert window.selection.critical.near((0.5, 0.5)) == (0.5, 0.5)


def test_its_menu_drops_a_ball_exactly_there_and_along_the_axes(qtbot, window):
    before = balls(window.engine.snapshot)
    for number, away in ((0, 0.0), (1, 0.1), (2, 0.1)):
        window.dialogs.show_menu((SADDLE[0] + 0.02, SADDLE[1]), window.pos())
        menu = window.parts.frame.findChildren(QMenu)[-1]
        menu.actions()[number].trigger()
        menu.close()
        now = until(qtbot, window, lambda now, n=number: len(balls(now) - before) == n + 1)
        placed = np.concatenate([fleet.position for fleet in now.fleets])
        gaps = np.hypot(*(placed - SADDLE).T)
        assert np.abs(gaps - away).min() < 1e-9


def test_going_there_puts_it_in_the_middle(window):
    window.selection.place_wanted.emit(SADDLE)
    x, y = window.viewport.scene.pixel_of(SADDLE)
    assert x == pytest.approx(window.viewport.scene.width() / 2, abs=1)
    assert y == pytest.approx(window.viewport.scene.height() / 2, abs=1)


def test_many_points_have_no_letters():
    many, few = find(BY_KEY["rastrigin"]()), find(BY_KEY["himmelblau"]())
    assert len(many.points) > LETTERED >= len(few.points)
    assert {len(text) for text in signs(many)} == {1}
    assert {text[-1] for text in signs(few)} == {"m", "s", "M"}


def test_another_surface_drops_the_late_answer(qapp):
    search = CriticalSearch(qapp)
    seen = []
    search.changed.connect(lambda: seen.append(search.found))
    search.want(BY_KEY["rastrigin"]())
    search.want(BY_KEY["bowl"]())
    search.finish()
    assert [len(found.points) for found in seen] == [1]
    search.want(BY_KEY["bowl"]())  # known
    assert not search.busy
    search.want(None)
    assert seen[-1] is None
    search.deleteLater()


def test_a_camera_that_turns_places_the_marks_without_asking_the_surface(window, monkeypatch):
    scene = window.viewport.scene
    scene.grabFramebuffer()
    asked, real = [], critical.signs
    monkeypatch.setattr(critical, "signs", lambda found: asked.append(found) or real(found))
    before = scene.pixel_of(SADDLE)
    scene.camera_motion.set(scene.camera_motion.camera.orbited(20, 0))
    scene.grabFramebuffer()
    assert scene.pixel_of(SADDLE) != pytest.approx(before, abs=5)
    assert asked == []
