"""The legend of the marks on the map."""

import pytest

from engine.scenario import PointKind
from gui.documents.resources import scenarios
from gui.panels.map.annotations import marks_of
from gui.panels.map.legend import NAMES, MapLegend
from gui.state.critical_search import LETTERS
from tests.gui.windows import until


def test_every_kind_of_mark_has_a_name():
    known = {*PointKind.__args__, "minima"} - {"slope"}
    assert set(NAMES) == {*known, *LETTERS, "curve"}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_mark_of_every_scenario_is_named(qtbot, theme, all_languages, language):
    from engine.player import Player

    all_languages.choose(language)
    legend = MapLegend(theme.palette)
    qtbot.addWidget(legend)
    legend.resize(300, 20)
    for scenario in scenarios():
        kinds = {kind for _, kind in marks_of(Player(scenario).snapshot())}
        legend.show_kinds(kinds)
        assert set(legend.kinds) == kinds
        assert len(legend.texts()) == len(kinds), scenario.title.en
        assert all(text in legend.accessibleName() for _, text in legend.texts())
        assert legend.isHidden() == (not kinds)


def test_the_map_in_the_window_has_the_marks_of_its_landscape(qtbot, window):
    from engine.commands import ChangeSurface
    from engine.surfaces import BY_KEY

    legend = window.panels["contour"].legend
    for key, kinds in (("bowl", ("minimum",)), ("saddle", ()), ("rastrigin", ("minima",))):
        window.engine.send(ChangeSurface(BY_KEY[key]()))
        until(qtbot, window, lambda now, key=key: now.surface.key == key)
        qtbot.waitUntil(lambda kinds=kinds: legend.kinds == kinds)
        assert legend.isHidden() == (not kinds)
