"""What is true of a ball besides its status, in every place where statuses are shown."""

import pytest
from PySide6.QtCore import Qt

from engine.optimizers import BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from engine.surfaces.typed import Typed
from gui.panels.balls.model import Column
from gui.panels.balls.panel import BallsPanel
from gui.panels.step.panel import StepPanel
from gui.startup.headless import table
from tests.gui.panels.races import at
from tests.gui.panels.runs import show, shown


def steep():
    fleet = FleetSetup(BY_KEY["adam"](), points=((400.0, 0.0),))
    return at(Player(Scenario(Typed("exp(x)+exp(-x)+y^2"), (fleet,))), 3)


def away():
    fleet = FleetSetup(BY_KEY["gd"](lr=4.0), points=((1.0, 0.9),))
    return at(Player(Scenario(Bowl(), (fleet,))), 7)


def resting():
    fleet = FleetSetup(BY_KEY["gd"](lr=1.0), points=((1.0, 0.9),))
    return at(Player(Scenario(Bowl(), (fleet,))), 120)


def diverged():
    fleet = FleetSetup(BY_KEY["gd"](lr=4.0), points=((1.0, 1.0),))
    return at(Player(Scenario(Bowl(), (fleet,))), 700)


SAID = (
    (
        resting,
        "at a local minimum; at rest since update 1",
        "在局部极小值处；第 1 次更新起静止",
    ),
    (
        diverged,
        "diverged; left the window at update 1; no position since update 646",
        "已发散；第 1 次更新离开显示范围；第 646 次更新起没有位置",
    ),
    (
        steep,
        "frozen (g² overflows); outside the window",
        "冻结（g² 溢出）；位于显示范围外",
    ),
    (away, "moving; left the window at update 1", "运动中；第 1 次更新离开显示范围"),
)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("made", "english", "chinese"), SAID)
def test_remarks_stand_behind_the_status(
    qtbot, qapp, all_languages, made, english, chinese, language
):
    now, words = made(), english if language == "en" else chinese
    all_languages.choose(language)
    with shown(qtbot, qapp, BallsPanel, (900, 200)) as panel:
        show(panel, now)
        model = panel.model
        assert model.text(0, Column.STATUS) == words
        tip = model.data(model.index(0, Column.STATUS), Qt.ItemDataRole.ToolTipRole)
        assert tip.split("\n") == words.replace("；", "; ").split("; ")
        width = panel.view.horizontalHeader().sectionSize(Column.STATUS)
        assert width > panel.view.fontMetrics().horizontalAdvance(words)
    with shown(qtbot, qapp, StepPanel, (320, 400)) as panel:
        show(panel, now)
        assert panel.status.text() == words
        assert panel.status.toolTip()
    assert table(now).rstrip().endswith(english)
