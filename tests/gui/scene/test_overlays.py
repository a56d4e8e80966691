"""Laws of overlays: each has one row and one layer, and is visible."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from engine.analysis.critical_points import find
from engine.scenario import ViewState
from gui.actions.actions import Actions
from gui.actions.table import rows
from gui.scene import layers
from gui.state import overlays
from gui.style.icons import Icons
from gui.text.mnemonics import bare
from tests.gui.scene.looking import picture
from tests.gui.scene.runs import instant, race

every_overlay = pytest.mark.parametrize("overlay", overlays.ALL, ids=lambda overlay: overlay.key)


def test_every_overlay_has_a_layer_and_every_layer_an_overlay():
    assert list(layers.ALL) == [overlay.key for overlay in overlays.ALL]


def test_no_two_actions_have_the_same_key_title_or_shortcut():
    keys = [key for spec in rows() for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert len({spec.key for spec in rows()}) == len({spec.text for spec in rows()}) == len(rows())


@every_overlay
def test_an_overlay_is_an_action_with_icon_shortcut_and_tip(qapp, theme, overlay):
    actions = Actions(Icons(theme), qapp)
    action = actions[overlay.key]
    assert action.isCheckable()
    assert not action.icon().isNull()
    assert QKeySequence(overlay.shortcut).count() == 1
    assert action.toolTip() == f"{bare(overlay.title)} ({overlay.shortcut})\n{overlay.tip}"
    actions.deleteLater()


@every_overlay
def test_an_overlay_is_translated(all_languages, overlay):
    all_languages.choose("zh_CN")
    for text in (overlay.title, overlay.tip):
        assert QCoreApplication.translate("Action", text) != text


def test_the_defaults_are_what_a_scenario_without_overlays_shows():
    assert overlays.of_scenario(ViewState().overlays) == overlays.defaults()


def test_overlays_of_a_later_version_are_ignored_in_a_scenario():
    fixed = {overlay.key for overlay in overlays.ALL if overlay.fixed}
    assert overlays.of_scenario(("gradient", "of a later version")) == {"gradient"} | fixed


@pytest.mark.one_setup
@every_overlay
def test_an_overlay_is_visible_exactly_while_it_is_on(view, overlay):
    made = race("rosenbrock", "momentum", points=((-1.0, 0.5),), lr=1e-4)
    made.step(12)
    view.show_critical(find(instant(made).surface))
    view.refresh(instant(made))
    view.refiner.finish()
    shots = []
    for shown in ((), (overlay.key,), ()):
        view.refresh(instant(made), overlays=frozenset(shown))
        shots.append(picture(view))
    without, seen, again = shots
    assert (np.abs(seen - without).max(axis=-1) > 20).sum() > 60
    assert np.abs(again - without).max() < 10
