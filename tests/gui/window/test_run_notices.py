"""The end of a run and what became of the chosen ball, as the window says them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from engine.analysis.outcomes import Outcomes
from engine.commands import Drop, GoTo, Load, Pace
from engine.scenario import FleetSetup, Scenario
from engine.snapshot import Over
from engine.surfaces.quadratics import Bowl
from tests.gui.parts import part
from tests.gui.windows import LEFT, optimizer, press, until

SAID = {
    Over(): ("This scenario ends here, at update 12.", "本情景到第 12 次更新为止。"),
    Over(Outcomes(left=3)): ("Every ball has left the window.", "所有小球都已离开显示范围。"),
    Over(Outcomes(resting=1)): (
        "Every ball rests: none has moved in the last 100 updates.",
        "所有小球都已静止：最近 100 次更新中都没有移动。",
    ),
    Over(Outcomes(lost=2)): (
        "Every ball is lost: none has a position any more.",
        "所有小球都已没有位置。",
    ),
    Over(Outcomes(1, 20_000, 3)): (
        "No ball moves in the window any more. Left: 1, at rest: 20,000, lost: 3.",
        "显示范围内不再有运动的小球：离开显示范围 1 个，静止 20,000 个，没有位置 3 个。",
    ),
}
ENGLISH = [english for english, _ in SAID.values()]
BUTTONS = {
    "en": ["Start again", "Show the whole way", "Go on"],
    "zh_CN": ["从头播放", "显示全程轨迹", "继续"],
}


def leaving(**more):
    """Two balls, the first of which leaves at update 1 and the second at update 6."""
    fleet = FleetSetup(optimizer("gd", lr=4.0), points=((1.0, 0.9), (0.005, 0.0)))
    return Scenario(Bowl(), (fleet,), **more)


def play_to_the_end(qtbot, window, scenario):
    """Load, and play by the key until it stops by itself; the message that says so."""
    window.engine.send(Load(scenario))
    until(qtbot, window, lambda now: now.scenario.end == scenario.end and not now.update)
    window.engine.send(Pace(500.0))
    press(qtbot, window, Qt.Key.Key_Space)
    return ended(qtbot, window)


def ended(qtbot, window):
    until(qtbot, window, lambda now: now.over is not None and not now.playing)
    (message,) = said(window)
    return message


def said(window):
    """The messages about an end; there may be others, of a slow view."""
    return [each for each in window.central.notices.shown if each.text() in ENGLISH]


def click(qtbot, message, text):
    qtbot.mouseClick(part(message, QPushButton, text), LEFT)


def test_a_run_whose_balls_have_left_stops_and_offers_what_is_sensible(qtbot, window):
    message = play_to_the_end(qtbot, window, leaving())
    assert message.text() == "Every ball has left the window."
    update = window.engine.snapshot.update
    click(qtbot, message, "Go on")
    until(qtbot, window, lambda now: now.playing and now.update > update + 50)
    assert said(window) == []
    press(qtbot, window, Qt.Key.Key_Space)
    until(qtbot, window, lambda now: not now.playing)
    assert said(window) == []  # a person stopped it


def test_a_scenario_stops_at_its_end_and_starts_again(qtbot, window):
    message = play_to_the_end(qtbot, window, leaving(end=12))
    assert message.text() == "This scenario ends here, at update 12."
    before = window.engine.snapshot
    click(qtbot, message, "Start again")
    until(qtbot, window, lambda now: now.over is not before.over)
    ended(qtbot, window)  # it was played to the end again, in the same run
    assert window.engine.snapshot.scenario is before.scenario
    assert window.engine.snapshot.update == 12
    window.engine.send(GoTo(3))
    until(qtbot, window, lambda now: now.update == 3 and now.goal is None)
    assert said(window) == []


def test_the_whole_way_of_every_ball_is_shown(qtbot, window):
    message = play_to_the_end(qtbot, window, leaving(end=12, ball=1))
    selection = window.selection
    selection.follow(1)
    selection.show_span((3.0, 9.0))
    click(qtbot, message, "Show the whole way")
    assert (selection.chosen, selection.ball) == ({0, 1}, 1)
    assert (selection.span, selection.followed) == (None, None)
    assert window.engine.snapshot.over is not None


def test_an_edit_takes_the_message_back(qtbot, window):
    play_to_the_end(qtbot, window, leaving())
    window.engine.send(Drop((0,), ((0.1, 0.1),)))
    until(qtbot, window, lambda now: now.over is None)
    assert said(window) == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("over", SAID, ids=lambda over: SAID[over][0])
def test_every_end_is_said_in_one_plain_sentence_with_what_can_be_done(window, language, over):
    window.shell.languages.choose(language)
    ended = replace(window.engine.snapshot, over=replace(over), update=12)
    window.run_notices.refresh(ended)
    message = window.central.notices.shown[-1]
    assert message.text() == SAID[over][language == "zh_CN"]
    assert [button.text() for button in message.findChildren(QPushButton)] == BUTTONS[language]


def test_nothing_is_offered_where_nothing_can_be_pressed(window, monkeypatch):
    monkeypatch.setattr(window.run_notices, "silent", True)
    window.run_notices.refresh(replace(window.engine.snapshot, over=Over()))
    assert said(window) == []


def test_the_line_below_says_of_the_chosen_ball_what_became_of_it_and_when(qtbot, window):
    play_to_the_end(qtbot, window, leaving(ball=1, end=12))
    reading = window.central.reading
    said = (
        "Gradient descent, ball 1: diverging: η is 2 times what the rule bears here, so each "
        "update leads farther out; left the window at update 6"
    )
    qtbot.waitUntil(lambda: reading.text() == said)
    window.selection.choose({0})
    assert reading.text() == said.replace("ball 1", "ball 0").replace("update 6", "update 1")
    window.selection.hover_point((0.5, 0.5))
    assert "ball" not in reading.text()
    window.selection.hover_point(None)
    assert "ball 0" in reading.text()
    window.engine.send(GoTo(0))
    until(qtbot, window, lambda now: now.update == 0 and now.goal is None)
    # A ball that no update has moved is not “moving”.
    qtbot.waitUntil(lambda: reading.text().endswith("ball 0: at its start: no update yet"))
    window.shell.languages.choose("zh_CN")
    qtbot.waitUntil(lambda: reading.text() == "梯度下降，小球 0：在起点：还没有更新过")
    window.engine.send(GoTo(1))
    until(qtbot, window, lambda now: now.update == 1 and now.goal is None)
    qtbot.waitUntil(lambda: reading.text().startswith("梯度下降，小球 0：正在发散"))
