"""The verdict in the panel *Why*: its sentence, its gauge, and what pressing its button does."""

import re

import pytest
from PySide6.QtCore import Qt

from engine.analysis.verdict import Kind
from engine.commands import ChangeNoise, Drop, Kick, Remove, Turn
from engine.noise import MiniBatch
from engine.optimizers import BY_KEY as RULES
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces import BY_KEY
from gui.panels.why import reason
from gui.panels.why.panel import WhyPanel
from gui.state.selection import Selection
from gui.text.languages import SOURCE, Languages
from gui.text.verdict_text import sentence
from tests.engine.analysis import situations_at_rest, situations_in_motion
from tests.gui.panels.runs import go, show, shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot, qapp):
    with shown(qtbot, qapp, WhyPanel, (340, 420), selection=Selection()) as made:
        yield made


def run(surface, start, *rules, noise=None):
    fleets = tuple(
        FleetSetup(rule, color=color, points=(start,) if color == 0 else ())
        for color, rule in enumerate(rules)
    )
    more = {} if noise is None else {"noise": noise}
    return Player(Scenario(BY_KEY[surface](), fleets, **more))


def pressed(qtbot, panel, player, update):
    """The commands that the button sends at that update, and what is said of the ball there."""
    show(panel, go(player, update))
    said, sent = panel.reason.text.text(), panel.sent
    sent.clear()
    if not panel.reason.button.isHidden():
        qtbot.mouseClick(panel.reason.button, LEFT)
    return said, list(sent)


GD = RULES["gd"]


def test_a_ball_in_a_saddle_can_be_kicked(qtbot, panel):
    player = run("two_weights", (1.0, -1.0), GD(lr=0.05))
    said, (command,) = pressed(qtbot, panel, player, 200)
    assert "saddle point" in said
    assert "−2" in said
    assert isinstance(command, Kick)
    assert abs(command.step[0] - command.step[1]) < 1e-9  # along (1, 1), the way down
    player.edit(command)
    assert "leaving a saddle point" in pressed(qtbot, panel, player, 205)[0].lower()
    player.undo()
    assert "at a saddle point" in pressed(qtbot, panel, player, 200)[0].lower()


def test_a_diverging_ball_gets_a_rate_that_holds(qtbot, panel):
    player = run("bowl", (1.0, 0.7), GD(lr=2.2))
    said, (command,) = pressed(qtbot, panel, player, 6)
    assert re.search(r"η is 1\.10? times what the rule bears", said)
    assert command == Turn(0, "lr", 1.0)
    assert panel.reason.bar.share == pytest.approx(1.1)
    player.edit(command)
    assert "minimum" in pressed(qtbot, panel, player, 30)[0]


def test_noise_can_be_made_less(qtbot, panel):
    player = run("linear_regression", (0.5, 4.9), GD(lr=0.05), noise=MiniBatch(1.0))
    said, sent = pressed(qtbot, panel, player, 60)
    assert said.startswith("Circling in the noise")
    assert sent == [ChangeNoise(MiniBatch(4.0))]


def test_larger_batches_keep_a_fixed_order(qtbot, panel):
    noise = MiniBatch(1.0, shuffle_each_epoch=False)
    player = run("linear_regression", (0.5, 4.9), GD(lr=0.05), noise=noise)
    _, sent = pressed(qtbot, panel, player, 60)
    assert sent == [ChangeNoise(MiniBatch(4.0, shuffle_each_epoch=False))]


def test_momentum_is_a_ball_at_the_same_place(qtbot, panel):
    """On the plain of the squared error nothing moves gradient descent."""
    surface = BY_KEY["softmax"](loss="squared_error")
    fleets = (
        FleetSetup(GD(lr=1.0), color=0, points=((-10.0, 10.0),)),
        FleetSetup(RULES["momentum"](), color=1),
    )
    said, (command,) = pressed(qtbot, panel, Player(Scenario(surface, fleets)), 20)
    assert said.startswith("On a plateau")
    assert isinstance(command, Drop)
    assert command.fleets == (1,)


def test_what_no_longer_holds_is_said_and_nothing_is_done(qtbot, panel):
    """The ball has been removed since; then it rolls somewhere else."""
    player = run("two_weights", (1.0, -1.0), GD(lr=0.05))
    show(panel, go(player, 200))
    sent = panel.sent
    player.edit(Remove((0,)))
    panel.reason.take(player.snapshot())
    qtbot.mouseClick(panel.reason.button, LEFT)
    assert not sent
    assert panel.reason.note.text() == "That no longer holds: nothing was done"


def test_a_refusal_is_not_said_for_ever(qtbot, panel, monkeypatch):
    """It stood below suggestions that hold, until another ball was chosen."""
    player = run("two_weights", (1.0, -1.0), GD(lr=0.05))
    there = go(player, 200)
    show(panel, there)
    player.edit(Remove((0,)))
    panel.reason.take(player.snapshot())
    qtbot.mouseClick(panel.reason.button, LEFT)
    show(panel, there)
    assert not panel.reason.note.isHidden()
    later = reason.perf_counter() + reason.REFUSED
    monkeypatch.setattr(reason, "perf_counter", lambda: later)
    show(panel, there)
    assert not panel.reason.button.isHidden()
    assert panel.reason.note.isHidden()


def test_nothing_is_offered_to_a_ball_that_rolls_well(qtbot, panel):
    said, sent = pressed(qtbot, panel, run("bowl", (1.5, 1.0), GD(lr=0.1)), 3)
    assert said.startswith("Rolling down")
    assert not sent


@pytest.fixture
def languages(qapp):
    made = Languages(qapp)
    yield made
    made.choose(SOURCE)


def test_every_kind_has_its_sentence_in_both_languages(languages):
    """Of every situation: no place holder is left, and numbers are equal in both."""
    kinds = set()
    for situation in (*situations_at_rest.ALL, *situations_in_motion.ALL):
        fleet = FleetSetup(situation.optimizer, color=0, points=situation.starts[:1])
        more = {} if situation.noise is None else {"noise": situation.noise}
        player = Player(Scenario(situation.surface, (fleet,), **more))
        view = go(player, min(situation.updates, 60)).fleets[0]
        languages.choose(SOURCE)
        english = sentence(view, 0)
        languages.choose("zh_CN")
        chinese = sentence(view, 0)
        kinds.add(view.verdict(0).kind)
        assert "{" not in english + chinese
        assert english != chinese
        assert digits(english) == digits(chinese)
    assert len(kinds) >= len(Kind) - 3


def digits(text):
    return sorted(re.findall(r"[\d.×⁰¹²³⁴-⁹⁻]*\d[\d.×⁰¹²³⁴-⁹⁻]*", text))
