"""Names of balls, piles that open into lists, and the note of the arrows."""

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from engine import surfaces
from engine.analysis.critical_points import find
from engine.optimizers import BY_KEY
from engine.scenario import FleetSetup, Scenario
from engine.schedules.decays import StepDecay
from engine.simulation import Simulation
from gui.documents.resources import scenarios
from gui.scene.geometry.arrows import BAR
from gui.scene.geometry.camera import FRONT, PRESETS
from gui.scene.geometry.label_layout import ink
from gui.scene.geometry.picking import project
from gui.scene.presenters.arrow_note import GAP, LEFT, ZERO
from gui.scene.presenters.ball_labels import NAMED, BallLabels
from gui.style.ball_glyphs import letter_of
from gui.text.ball_names import ball_names
from gui.text.languages import Languages
from tests.gui.scene.looking import PLAIN, from_above, picture
from tests.gui.scene.runs import instant, race
from tests.gui.scene.test_scenarios_seen import ARROWS, moments, shown

ALL = scenarios()
FEW = (4, 7)
SOME = (*FEW, *(pytest.param(k, marks=pytest.mark.full) for k in range(len(ALL)) if k not in FEW))


@pytest.fixture(params=["en", "zh_CN"])
def language(request, qapp):
    languages = Languages(qapp)
    languages.choose(request.param)
    yield request.param
    languages.choose("en")
    languages.deleteLater()


def boxes(view):
    """The texts at the balls, and those of the axes, with where they are."""
    items = (view.ball_presenter.balls.badges, view.axes_presenter.texts)
    return [(label.text, ink(label, item.ink)) for item in items for label in item.labels]


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("number", SOME)
def test_every_ball_has_its_name_or_is_in_a_pile_and_no_texts_touch(view, language, number):
    for made in moments(ALL[number]):
        shown(view, made, ALL[number], ARROWS | {"axes"})
        labels = view.ball_presenter.labels
        names = ball_names(view.ball_presenter.now.fleets)
        drawn = np.isfinite(view.ball_presenter.placement.balls.centre[:, 0])
        piled = {row for pile in labels.piles for row in pile.rows}
        texts = [text for text, _ in boxes(view)]
        if len(names) <= NAMED:
            for row in np.flatnonzero(drawn).tolist():
                assert (names[row] in texts) is (row not in piled)
        for (first, one), (second, other) in combinations(boxes(view), 2):
            assert not overlap(one, other), (first, second)


def test_more_balls_than_a_few_have_no_names(view):
    points = [(x, y) for x in (-1.0, 0.0, 1.0) for y in (-1.0, 0.0, 1.0)]
    for count, named in ((NAMED, NAMED), (NAMED + 1, 0)):
        view.refresh(instant(race("bowl", points=points[:count]), edits=count), overlays=PLAIN)
        picture(view)
        assert len(view.ball_presenter.balls.badges.labels) == named


def test_names_tell_balls_apart(language):
    for scenario in ALL:
        fleets = Simulation(scenario).views()
        names = ball_names(fleets)
        assert len(set(names)) == len(names) == sum(len(fleet.balls) for fleet in fleets)
    surface, point = surfaces.BY_KEY["bowl"](), ((1.0, 1.0),)
    gd = BY_KEY["gd"]
    fleets = (FleetSetup(gd(lr=0.1), points=point), FleetSetup(gd(lr=0.2), points=point))
    one, other = ball_names(Simulation(Scenario(surface, fleets)).views())
    assert (one[-5:], other[-5:]) == ("η 0.1", "η 0.2")
    fleets = (FleetSetup(gd(), points=point), FleetSetup(gd(), StepDecay(), points=point))
    one, other = ball_names(Simulation(Scenario(surface, fleets)).views())
    assert one != other


def open_menu():
    (menu,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]
    return menu


@pytest.mark.parametrize("way", ["click", "key"])
def test_a_pile_opens_into_the_list_of_its_balls(view, qtbot, way):
    made = race("bowl", points=((-1.0, 0.5), (1.0, 1.0)), fleets=3)
    view.refresh(instant(made), overlays=PLAIN)
    from_above(view)
    picture(view)
    first, second = view.ball_presenter.labels.piles
    chosen, dropped = [], []
    view.chosen.connect(chosen.append)
    view.dropped.connect(lambda *args: dropped.append(args))
    if way == "click":
        at = QPoint(round(second.label.x) + 6, round(second.label.y))
        qtbot.mouseClick(view, Qt.LeftButton, pos=at)
        expected = second
    else:
        view.refresh(instant(made), frozenset((5,)), PLAIN)  # of the second point
        qtbot.keyClick(view, Qt.Key_B)
        expected = next(pile for pile in (first, second) if 5 in pile.rows)
    menu = open_menu()
    names = ball_names(view.ball_presenter.now.fleets)
    ids = view.ball_presenter.arrays.ids
    assert [row.text() for row in menu.actions()] == [names[row] for row in expected.rows]
    menu.setActiveAction(menu.actions()[1])
    qtbot.keyClick(menu, Qt.Key_Return)
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == [ids[expected.rows[1]]]
    assert dropped == []


def test_a_pile_of_several_fleets_has_the_glyph_of_each(view):
    made = race("bowl", points=((-1.0, 0.5), (1.0, 1.0)), fleets=3)
    view.refresh(instant(made), overlays=PLAIN)
    from_above(view)
    picture(view)
    presenter = view.ball_presenter
    labels, measure = presenter.balls.badges.labels, presenter.balls.badges.ink
    glyphs = [label for label in labels if label.color is not None]
    numbers = [label for label in labels if label.text == "×3"]
    assert len(numbers) == len(presenter.labels.piles) == 2
    looks = list(zip(presenter.arrays.marking, presenter.arrays.color, strict=True))[::2]
    wanted = [(letter_of(int(marking)), tuple(color / 255)) for marking, color in looks]
    assert [(each.text, each.color) for each in glyphs] == 2 * wanted
    for glyph in glyphs:  # a click on it opens the list, too
        assert presenter.labels.pile_at(glyph.x, glyph.y) is not None
    every = [ink(label, measure) for label in labels]
    assert not any(overlap(one, other) for one, other in combinations(every, 2))
    # The glyph is seen, in its colour: no other ball of this fleet is on top.
    under = glyphs[1]
    shown = picture(view)[round(under.y) - 7 : round(under.y) + 8, round(under.x) - 7 :][:, :15]
    away = np.abs(shown[..., :3].astype(int) - np.array(looks[1][1], int)).sum(axis=-1)
    assert away.min() < 30


def test_balls_of_one_fleet_in_one_place_are_a_number_alone(view):
    view.refresh(instant(race("bowl", points=((1.0, 1.0), (1.0, 1.0)))), overlays=PLAIN)
    picture(view)
    texts = view.ball_presenter.balls.badges.labels
    assert [label.text for label in texts] == ["×2"]
    assert texts[0].color is None


def test_texts_at_the_balls_keep_off_the_marks_of_critical_points(view):
    points = ((-2.8, 3.13), (3.0, 2.0))
    view.refresh(
        instant(race("himmelblau", points=points, fleets=2)), overlays=PLAIN | {"critical"}
    )
    view.show_critical(find(surfaces.BY_KEY["himmelblau"]()))
    picture(view)
    marks = view.layers.boxes
    assert len(marks) > 4
    for label in view.ball_presenter.balls.badges.labels:
        box = ink(label, view.ball_presenter.balls.badges.ink)
        assert not any(overlap(box, mark) for mark in marks), label.text


def test_without_a_pile_the_key_is_left_to_others(view):
    view.refresh(instant(race("bowl")), overlays=PLAIN)
    picture(view)
    assert not view.pile_lists.open_main()
    assert not view.pile_lists.open_at(100.0, 100.0)


def test_names_are_laid_out_when_something_has_changed_and_not_at_every_frame(view, monkeypatch):
    made = race("bowl", "momentum", points=((-1.0, 0.5),), fleets=3, lr=0.05)
    view.refresh(instant(made), overlays=PLAIN)
    picture(view)
    calls, original = [], BallLabels.laid_out
    monkeypatch.setattr(BallLabels, "laid_out", lambda *args: (calls.append(1), original(*args))[1])
    for _ in range(3):
        view.update()
        picture(view)
    assert calls == []
    made.step()
    view.refresh(instant(made), overlays=PLAIN)
    picture(view)
    assert calls == [1]


@pytest.mark.parametrize("size", [(482, 340), pytest.param((700, 520), marks=pytest.mark.full)])
def test_the_note_of_the_arrows_covers_neither_the_surface_nor_an_axis(view, language, size):
    view.resize(*size)
    for scenario in (ALL[4], ALL[11]):
        made = Simulation(scenario)
        made.step(20)
        shown(view, made, scenario, ARROWS | {"axes"})
        for preset in (None, *(camera for _, camera in PRESETS)):
            if preset is not None:
                view.camera_motion.go(preset)
            picture(view)
            notes = view.ball_presenter.arrow_presenter.note
            assert notes
            texts, projection = view.axes_presenter.texts, view.projection
            body = view.ground_presenter.body.points
            outline = project(body, projection.size, projection.matrix)[:, :2]
            for label in notes:
                box = np.array(ink(label, texts.ink))
                box[0] -= GAP + (0.0 if label.text == ZERO else BAR)  # the sample
                assert (box[[0, 1]] >= 0).all()
                assert (box[[2, 3]] <= size).all()
                within = ((outline > box[:2]) & (outline < box[2:])).all(axis=-1)
                assert not within.any()
                for other in texts.labels:
                    if other not in notes:
                        assert not overlap(box, ink(other, texts.ink)), (label.text, other.text)
    assert min(label.x for label in notes) >= LEFT


def test_the_note_leaves_for_the_top_where_the_surface_has_come_to_the_bottom(view):
    made = race("bowl", "momentum", points=((-1.0, 0.5),), lr=0.05)
    made.step(4)
    view.refresh(instant(made), overlays=PLAIN | {"gradient"})
    picture(view)
    (note, *_) = view.ball_presenter.arrow_presenter.note
    assert note.y > 0.9 * view.height()
    front = view.camera_motion.fitted(FRONT)
    view.camera_motion.set(front.panned(0.3, 0.7))
    picture(view)
    (note, *_) = view.ball_presenter.arrow_presenter.note
    assert note.y < 0.1 * view.height()


def test_dots_that_lie_together_share_one_mark(view):
    made = race("bowl", "momentum", points=((0.0, 0.0), (1e-4, 0.0), (0.0, 1e-4), (1.5, 1.5)))
    view.refresh(instant(made), overlays=frozenset({"gradient", "velocity", "last_update"}))
    picture(view)
    marks = [label for label in view.ball_presenter.balls.badges.labels if label.text == ZERO]
    assert len(view.ball_presenter.arrow_presenter.zeros) > 3
    assert len(marks) == 2  # the ball that is alone has no velocity yet
