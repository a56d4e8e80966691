"""One new member of each family, added in one line as CONTRIBUTING says, fulfils every law."""

import sys
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import QTranslator

from engine import commands, optimizers, surfaces
from engine.analysis import quantities
from engine.commands import Undo, Walk
from engine.control import execute
from engine.family import Entry
from engine.jobs import CancelledError, Jobs
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.session import read, write_session
from gui.scene import layers
from gui.state import overlays
from gui.window import panel_catalog
from tests import additions
from tests.engine import test_commands, test_family, test_optimizers, test_surfaces
from tests.engine.analysis import test_curves
from tests.engine.inline import Inline
from tests.gui.parts import part
from tests.gui.scene import test_overlays
from tests.gui.scene.conftest import view as _view  # noqa: F401  a fixture, named below
from tests.gui.window import test_main_window
from tests.gui.windows import opened, until

VIEW = "_view"
EVERY = list(surfaces.ALL)
EDIT = additions.DropAtOrigin((0,))


def laws(module, name, every=None):
    """The laws of a module that have a parameter `name`: function, and its other arguments.

    With `every`, only those for all members of that list and not for some.
    """
    for law in vars(module).values():
        marks = [mark.args for mark in getattr(law, "pytestmark", ()) if mark.name == "parametrize"]
        members = [list(values) for names, values in marks if names == name]
        if not members or (every is not None and members != [every]):
            continue
        others = [(names, values) for names, values in marks if names != name]
        plain = [[each for each in values if not hasattr(each, "marks")] for _, values in others]
        for chosen in product(*plain):
            arguments = dict(zip((names for names, _ in others), chosen, strict=True))
            words = [law.__name__, *map(str, arguments.values())]
            yield pytest.param(law, arguments, id="-".join(words))


@pytest.fixture
def add(monkeypatch):
    """Adds a class of `additions` to a family, as a line there does."""

    def line(package, name):
        entry = Entry("added", "additions", name)
        monkeypatch.setitem(sys.modules, f"{package.__name__}.additions", additions)
        monkeypatch.setattr(package, "PLACES", (*package.PLACES, entry))
        monkeypatch.setitem(package.BY_KEY.places, "added", entry)
        return package.BY_KEY["added"]

    return line


@pytest.mark.parametrize(("law", "arguments"), [*laws(test_optimizers, "kind")])
def test_an_added_optimizer_keeps_every_law_of_optimizers(add, law, arguments):
    law(kind=add(optimizers, "SignDescent"), **arguments)


@pytest.mark.parametrize(("law", "arguments"), [*laws(test_surfaces, "kind", EVERY)])
def test_an_added_surface_keeps_every_law_of_surfaces(add, law, arguments):
    law(kind=add(surfaces, "Valley"), **arguments)


def test_added_kinds_are_listed_read_from_files_and_simulated(add):
    surface, kind = add(surfaces, "Valley"), add(optimizers, "SignDescent")
    for package in (surfaces, optimizers):
        test_family.test_every_line_leads_to_the_kind_with_its_key(package)
    player = Player(Scenario(surface(), (FleetSetup(kind(lr=0.5), points=((1.0, -1.0),)),)))
    player.timeline.seek(2)
    player.timeline.arrive()
    assert player.snapshot().fleets[0].position.tolist() == [[0.0, 0.0]]
    assert read(write_session(player.snapshot())).course.scenario == player.snapshot().scenario


@pytest.fixture
def edits(monkeypatch):
    """With `DropAtOrigin` among them."""
    monkeypatch.setattr(commands, "EDITS", (*commands.EDITS, additions.DropAtOrigin))
    monkeypatch.setattr(commands, "ALL", (*commands.ALL, additions.DropAtOrigin))


@pytest.mark.parametrize(("law", "arguments"), [*laws(test_commands, "command")])
@pytest.mark.usefixtures("edits")
def test_an_added_command_keeps_every_law_of_commands(law, arguments):
    law(command=EDIT, **arguments)


@pytest.mark.usefixtures("edits")
def test_an_added_edit_is_kept_in_sessions_and_undone():
    test_commands.test_every_edit_can_be_applied_and_has_a_name(additions.DropAtOrigin)
    player = Player(test_curves.player().snapshot().scenario)
    before = player.snapshot().fleets[0].position
    execute(EDIT, player)
    now = player.snapshot()
    assert now.undo_title == EDIT.title
    assert now.fleets[0].position[-1].tolist() == [0.0, 0.0]
    (stamped,) = read(write_session(now)).course.log
    assert stamped.edit == EDIT
    execute(Undo(), player)
    player.timeline.arrive()
    np.testing.assert_array_equal(player.snapshot().fleets[0].position, before)


@pytest.mark.parametrize(("law", "arguments"), [*laws(test_curves, "quantity")])
def test_an_added_quantity_keeps_every_law_of_quantities(monkeypatch, law, arguments):
    monkeypatch.setattr(quantities, "ALL", (*quantities.ALL, additions.DISTANCE))
    law(quantity=additions.DISTANCE, **arguments)


@pytest.mark.parametrize("quantity", [*quantities.ALL, additions.DISTANCE], ids=lambda q: q.key)
def test_a_quantity_is_the_same_in_blocks_as_at_once(quantity):
    surface = surfaces.BY_KEY["rosenbrock"]()
    points = np.random.default_rng(0).uniform(-1, 1, (100, 2))
    blocks = [quantity.at(surface, block) for block in np.array_split(points, 7)]
    np.testing.assert_array_equal(np.concatenate(blocks), quantity.at(surface, points))


def test_an_added_panel_keeps_every_law_of_panels(qtbot, qapp, monkeypatch):
    monkeypatch.setattr(panel_catalog, "ALL", (*panel_catalog.ALL, additions.UpdatePanel))
    with opened(qtbot, qapp) as window:
        panel = part(window, additions.UpdatePanel)
        window.docks["added"].raise_()
        qtbot.waitUntil(panel.isVisible)
        window.engine.send(Walk(1))
        until(qtbot, window, lambda now: now.update == 1)
        qtbot.waitUntil(lambda: panel.number.text() == "1")
        assert panel.number.accessibleName()
        assert panel.number.toolTip()
        test_main_window.test_every_action_has_a_tip_and_everything_that_can_be_reached_has_a_name(
            window
        )
        test_main_window.test_a_language_change_reaches_every_dock(qtbot, window)


@pytest.fixture
def overlay(monkeypatch):
    """Posts at the balls: a row in the table, and a line for their layer."""
    monkeypatch.setattr(overlays, "ALL", (*overlays.ALL, additions.POSTS))
    monkeypatch.setitem(layers.ALL, "added", additions.PostLayer)
    return additions.POSTS


def test_an_added_overlay_keeps_every_law_of_overlays(qapp, theme, overlay, request):
    test_overlays.test_every_overlay_has_a_layer_and_every_layer_an_overlay()
    test_overlays.test_no_two_actions_have_the_same_key_title_or_shortcut()
    test_overlays.test_an_overlay_is_an_action_with_icon_shortcut_and_tip(qapp, theme, overlay)
    view = request.getfixturevalue(VIEW)
    test_overlays.test_an_overlay_is_visible_exactly_while_it_is_on(view, overlay)


def test_an_added_overlay_has_chinese_texts_once_it_is_translated(qapp, all_languages, overlay):
    class Translator(QTranslator):
        def isEmpty(self):
            return False

        def translate(self, context, text, disambiguation=None, n=-1):
            return "杆" if text in (overlay.title, overlay.tip) else ""

    all_languages.choose("zh_CN")
    translator = Translator()
    qapp.installTranslator(translator)
    try:
        test_overlays.test_an_overlay_is_translated(all_languages, overlay)
    finally:
        qapp.removeTranslator(translator)


def test_an_added_overlay_is_a_switch_of_the_window(qtbot, qapp, overlay):
    with opened(qtbot, qapp) as window:
        action = window.actions_[overlay.key]
        assert action in window.actions_.of_menu("view")
        action.trigger()
        assert overlay.key in window.viewport.overlays


@pytest.mark.parametrize("threaded", [True, False])
def test_an_added_job_answers_on_a_thread_and_inline_and_can_be_cancelled(threaded):
    jobs = Jobs() if threaded else Jobs(Inline())
    try:
        job = jobs.start("squares", additions.squares, 4)
        assert job.result(5) == 14
        assert job.progress == 1.0
        job.cancel()
        with pytest.raises(CancelledError):
            job.result(5)
    finally:
        jobs.stop()
