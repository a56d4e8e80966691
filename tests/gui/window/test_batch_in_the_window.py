"""The overlay of what a batch sees, in the real window: by its key, in the scene and on the map."""

import numpy as np
from PySide6.QtCore import Qt

from engine.analysis.batch_view import batch_losses
from engine.commands import Remove, Walk
from gui.documents.resources import scenarios
from gui.sampling.height_scale import HEIGHT
from gui.state.overlays import ALL
from tests.gui.scene.looking import array_of
from tests.gui.windows import opened, reached, until

BATCH = next(each for each in scenarios() if "batch" in each.view.overlays)


def test_a_scenario_opens_with_it_and_its_key_switches_it_in_scene_and_map(qtbot, qapp):
    with opened(qtbot, qapp, BATCH) as window:
        map_, scene = window.panels["contour"].map, window.viewport.scene
        layer = scene.layers.by_key["batch"]
        qtbot.waitUntil(lambda: window.viewport.complete and map_.complete)
        shots = []
        for step in range(4):
            on = step % 2 == 0
            assert ("batch" in window.viewport.overlays) == ("batch" in map_.overlays) == on
            shots.append((array_of(scene.grabFramebuffer()), array_of(map_.grab().toImage())))
            assert (layer.sheet.sheet is not None) == on
            qtbot.keyClick(window, Qt.Key.Key_B)
        for on, off, again in ((0, 1, 2), (2, 3, 0)):
            for part, least in ((0, 3000), (1, 300)):
                differs = np.abs(shots[on][part] - shots[off][part]).max(axis=-1) > 20
                assert differs.sum() > least
                same = np.abs(shots[on][part] - shots[again][part]).max(axis=-1) > 20
                assert same.sum() < least / 10
        scene.grabFramebuffer()
        before = layer.sheet.sheet.position.copy()
        window.engine.send(Walk(1))
        until(qtbot, window, lambda now: now.update == 1)
        qtbot.waitUntil(lambda: not layer.moving)
        scene.grabFramebuffer()
        examples = window.engine.snapshot.fleets[0].batch_of(0)
        assert not np.array_equal(layer.sheet.sheet.position, before)
        places = layer.sheet.sheet.position.reshape(-1, 3)
        points = scene.world.points(places[:, :2])
        losses = batch_losses(BATCH.surface, points, examples)
        share = scene.world.scale.fraction(losses)
        drawn = (share > 0) & (share < 1)
        assert drawn.sum() > 100
        np.testing.assert_allclose(places[drawn, 2], HEIGHT * share[drawn], atol=1e-6)
        qtbot.keyClick(window, Qt.Key.Key_B)
        computed = layer.losses.found, map_.batch.losses.found
        window.engine.send(Walk(1))
        until(qtbot, window, lambda now: now.update == 2)
        scene.grabFramebuffer()
        map_.grab()
        assert layer.losses.found is computed[0]  # nothing while it is off
        assert map_.batch.losses.found is computed[1] is not None
        qtbot.keyClick(window, Qt.Key.Key_B)
        window.engine.send(Remove((0,)))
        reached(window, lambda now: not len(now.fleets[0].balls))
        scene.grabFramebuffer()
        map_.grab()
        assert layer.sheet.sheet is None


def test_it_is_off_at_first():
    assert not next(each for each in ALL if each.key == "batch").default
