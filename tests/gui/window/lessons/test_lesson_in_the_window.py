"""A lesson in the real window: opened, predicted, played, left, and what it does to the rest."""

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.commands import Drop, Kick, Load, Play, TurnSurface, Walk
from engine.lessons.judge import Judge
from gui.dialogs.gallery.dialog import GalleryDialog
from gui.documents.lesson_files import lessons
from gui.documents.resources import scenarios
from gui.state.lesson_marks import LessonMark, MarkKind, way
from tests.gui.dialogs.gallery.galleries import rect_of
from tests.gui.parts import part
from tests.gui.windows import balls, click, press, until

LEFT, KEYS = Qt.MouseButton.LeftButton, Qt.Key
NETWORK = next(each for each in lessons() if each.number == 2)
GALLERY = next(each for each in lessons() if each.number == 1)
FLAT = next(each for each in lessons() if each.number == 8)
VALLEY = 1  # the index of the choice that comes true in its first step


@pytest.fixture
def window(qtbot, window):
    yield window
    window.lessons.end()
    window.shell.settings.put("lessons/done", [])
    window.shell.settings.put("lessons/left", [])
    window.docks["curves"].raise_()
    window.docks["slice"].hide()


@pytest.fixture
def lesson(qtbot, window):
    """The window in the first step of lesson 2."""
    return begun(qtbot, window, NETWORK)


def begun(qtbot, window, lesson, place=0):
    window.lessons.open(lesson, place)
    until(qtbot, window, lambda now: window.selection.lesson.plays(now))
    qtbot.waitUntil(lambda: window.panels["lesson"].isVisible())
    qtbot.wait(60)  # the columns get their widths
    return window


def panel(window):
    return window.panels["lesson"]


def current(window):
    return window.selection.lesson


def played(qtbot, window, updates):
    """Make updates, and wait until the step's conditions have been judged."""
    window.engine.send(Walk(updates))
    qtbot.waitUntil(lambda: current(window).done, timeout=5000)


def predicted(qtbot, window, place):
    choice = panel(window).prediction.choices[place]
    qtbot.mouseClick(choice, LEFT, pos=QPoint(8, choice.height() // 2))
    qtbot.mouseClick(panel(window).prediction.keep, LEFT)


def test_the_gallery_opens_it_and_the_left_column_becomes_it(qtbot, window):
    fleets, landscape = window.docks["fleets"], window.docks["landscape"]
    window.actions_["lessons"].trigger()
    gallery = part(window, GalleryDialog)
    qtbot.waitUntil(gallery.isVisible)
    qtbot.keyClicks(gallery.search, "worst network")
    qtbot.keyClick(gallery.search, KEYS.Key_Return)
    qtbot.waitUntil(lambda: current(window).lesson is not None)
    assert current(window).lesson.number == 2
    qtbot.waitUntil(lambda: panel(window).isVisible())
    assert fleets.isHidden()
    assert landscape.isHidden()
    assert panel(window).width() >= 320
    qtbot.mouseClick(panel(window).end, LEFT)
    assert panel(window).isHidden() or not panel(window).isVisible()
    assert not fleets.isHidden()
    qtbot.waitUntil(lambda: not window.panels["fleets"].visibleRegion().isEmpty())


def test_every_lesson_has_a_card_with_a_picture_of_its_run(qtbot, window):
    window.actions_["lessons"].trigger()
    gallery = part(window, GalleryDialog)
    cards = window.lessons.cards()
    assert [card.lesson.number for card in cards] == [1, 2, 3, 4, 6, 7, 8, 9, 10]
    rect = rect_of(gallery, 0)

    def colors():
        picture = gallery.grid.viewport().grab().toImage()
        row = round((rect.top() + 70) * picture.devicePixelRatio())
        return {picture.pixel(x, row) for x in range(rect.left() + 12, rect.right() - 12)}

    qtbot.waitUntil(lambda: len(colors()) > 30, timeout=8000)
    gallery.close()


def test_a_prediction_is_kept_and_shown_with_what_happened(qtbot, lesson):
    window = lesson
    predicted(qtbot, window, VALLEY)
    assert "What happened" not in panel(window).result.toPlainText()
    played(qtbot, window, 60)
    said = panel(window).result.toPlainText()
    assert "Predicted: In one of the two valleys" in said
    assert "What happened: In one of the two valleys" in said
    update = current(window).marks.update
    assert f"at update {update}" in said
    curves = window.panels["curves"].curves.values()
    assert {each.plot.curves.happened for each in curves} == {update}
    assert window.shell.settings.texts("lessons/done") == ["worst-network/0"]


def test_what_came_true_without_a_prediction_is_said_so(qtbot, lesson):
    played(qtbot, lesson, 60)
    assert "Nothing was predicted" in panel(lesson).result.toPlainText()
    assert panel(lesson).prediction.isHidden()


def test_a_place_is_predicted_by_a_click_which_drops_no_ball(qtbot, window):
    begun(qtbot, window, GALLERY)
    before = balls(window.engine.snapshot)
    qtbot.waitUntil(lambda: window.viewport.complete)
    click(qtbot, window, (0.5, -0.5))
    assert current(window).answer == pytest.approx((0.5, -0.5), abs=0.05)
    assert balls(window.engine.snapshot) == before
    (mark,) = current(window).marks.shown
    assert mark.text == "predicted"
    played(qtbot, window, 300)
    places = {each.text: each.point for each in current(window).marks.shown}
    assert places["true place"] == (0.0, 0.0)
    assert "Distance: 0.7" in panel(window).result.toPlainText()
    click(qtbot, window, (1.5, 1.5))  # from now on clicks drop balls
    until(qtbot, window, lambda now: len(balls(now)) == len(before) + 1)


def test_what_is_asked_is_not_said_before(qtbot, window):
    begun(qtbot, window, NETWORK, 1)
    window.clock.tick()
    assert "saddle" not in window.central.reading.text()
    qtbot.waitUntil(window.panels["why"].reason.isHidden)
    assert window.selection.critical.found is None
    predicted(qtbot, window, 0)
    window.engine.send(Walk(1))
    qtbot.waitUntil(lambda: "saddle" in window.central.reading.text(), timeout=5000)
    qtbot.waitUntil(lambda: window.selection.critical.found is not None, timeout=5000)
    qtbot.waitUntil(lambda: not window.panels["why"].reason.isHidden())


def test_nothing_has_happened_before_an_update_or_an_edit(qtbot, window):
    begun(qtbot, window, NETWORK, 1)
    for _ in range(3):
        window.clock.tick()
        qtbot.wait(20)
    assert not current(window).done


def test_restoring_brings_the_step_back_and_undo_what_was_tried(qtbot, lesson):
    window = lesson
    window.engine.send(Drop((window.engine.snapshot.fleets[0].id,), ((1.0, 1.0),)))
    until(qtbot, window, lambda now: len(balls(now)) == 2)
    qtbot.mouseClick(panel(window).restore, LEFT)
    now = until(qtbot, window, lambda now: len(balls(now)) == 1)
    assert now.update == 0
    window.actions_["undo"].trigger()
    until(qtbot, window, lambda now: len(balls(now)) == 2)


def test_another_run_is_said_and_restoring_brings_this_one_back(qtbot, lesson):
    window = lesson
    other = scenarios()[5]
    window.engine.send(Load(other))
    until(qtbot, window, lambda now: now.scenario.title is other.title)
    qtbot.waitUntil(lambda: "not the one of the step" in panel(window).trouble.text())
    qtbot.mouseClick(panel(window).restore, LEFT)
    until(qtbot, window, lambda now: current(window).plays(now))
    qtbot.waitUntil(panel(window).trouble.isHidden)


def test_page_keys_turn_the_steps_and_the_last_one_ends_it(qtbot, lesson):
    window = lesson
    press(qtbot, window, KEYS.Key_PageDown)
    assert current(window).place == 1
    press(qtbot, window, KEYS.Key_PageUp)
    assert current(window).place == 0
    for _ in NETWORK.steps:
        press(qtbot, window, KEYS.Key_PageDown)
    assert current(window).lesson is None
    assert not window.docks["fleets"].isHidden()


def test_a_lesson_goes_on_where_it_was_left(qtbot, lesson):
    window = lesson
    press(qtbot, window, KEYS.Key_PageDown)
    window.lessons.end()
    window.lessons.open(NETWORK)
    assert current(window).place == 1
    (card,) = [each for each in window.lessons.cards() if each.lesson.number == 2]
    assert "left at step 2" in card.caption("en")


def test_a_knob_of_the_step_turns_the_run(qtbot, lesson):
    window = lesson
    section = panel(window).controls.sections["0"]
    assert list(section.rows) == ["lr"]
    section.turned.emit("lr", 0.1, False)
    until(qtbot, window, lambda now: now.fleets[0].optimizer.lr == 0.1)


def test_a_kick_counts_and_the_place_is_marked(qtbot, window):
    begun(qtbot, window, NETWORK, 2)
    window.engine.send(Kick(0, (0.07, 0.07)))
    until(qtbot, window, lambda now: len(now.log) == 1)
    qtbot.waitUntil(lambda: current(window).outcome.found[0] is not None)
    played(qtbot, window, 200)


def test_the_language_is_switched_in_the_middle(qtbot, lesson):
    window = lesson
    predicted(qtbot, window, VALLEY)
    window.shell.languages.choose("zh_CN")
    qtbot.waitUntil(lambda: "两个权重" in panel(window).page.toPlainText())
    assert "你的预测：两条山谷之一" in panel(window).result.toPlainText()
    assert current(window).answer == VALLEY


def test_the_run_at_rest_is_judged_once(qtbot, lesson, monkeypatch):
    window = lesson
    asked = []
    whole = Judge.outcome
    monkeypatch.setattr(Judge, "outcome", lambda *rest: asked.append(rest) or whole(*rest))
    window.engine.send(Walk(2))
    until(qtbot, window, lambda now: now.update == 2)
    qtbot.wait(150)
    count = len(asked)
    assert count >= 1
    for _ in range(20):
        window.clock.tick()
    assert len(asked) == count


def test_playing_goes_on_while_the_lesson_is_left(qtbot, lesson):
    window = lesson
    window.engine.send(Play(True))
    until(qtbot, window, lambda now: now.update > 2)
    window.lessons.end()
    window.engine.send(Play(False))
    until(qtbot, window, lambda now: not now.playing)
    assert current(window).marks.shown == ()


def test_a_step_that_goes_on_with_the_run_begins_paused(qtbot, window):
    begun(qtbot, window, NETWORK, 1)
    window.engine.send(Play(True))
    until(qtbot, window, lambda now: now.playing and now.update > 1)
    press(qtbot, window, KEYS.Key_PageDown)
    assert current(window).place == 2
    until(qtbot, window, lambda now: not now.playing)


def test_the_kick_that_a_step_asks_for_is_offered_where_the_lesson_is_opened_there(qtbot, window):
    begun(qtbot, window, NETWORK, 2)
    predicted_number(qtbot, window, "0.8")
    window.docking.reveal("why")
    reason = window.panels["why"].reason
    qtbot.waitUntil(reason.button.isVisible)
    qtbot.mouseClick(reason.button, LEFT)
    until(qtbot, window, lambda now: len(now.log) == 1)
    qtbot.waitUntil(lambda: current(window).outcome.found[0] is not None)


def predicted_number(qtbot, window, text):
    field = panel(window).prediction.fields[0]
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, KEYS.Key_Return)


def test_the_balls_of_a_step_are_kicked_one_by_one_from_their_rows(qtbot, window):
    """Both stand at one place, where a click hits the same ball twice."""
    saddle = next(each for each in lessons() if each.number == 3)
    begun(qtbot, window, saddle, 5)
    assert window.panels["balls"].isVisible()
    assert len(balls(window.engine.snapshot)) == 2


def test_what_an_edit_brought_about_is_not_said_to_be_at_update_0(qtbot, window):
    begun(qtbot, window, FLAT, 1)
    window.engine.send(TurnSurface("shift", 0.2, False))
    qtbot.waitUntil(lambda: current(window).done, timeout=5000)
    said = panel(window).result.toPlainText()
    assert "What happened: 0.582" in said
    assert "at update" not in said


def test_a_line_leads_from_the_predicted_place_to_the_true_one_alone(qtbot):
    predicted = LessonMark(MarkKind.PREDICTED, (0.0, 1.0))
    true, happened = (LessonMark(kind, (2.0, 3.0)) for kind in (MarkKind.TRUE, MarkKind.HAPPENED))
    assert way((predicted, true, happened)) == ((0.0, 1.0), (2.0, 3.0))
    assert way((true, happened)) is None
    assert way((predicted, happened)) is None
