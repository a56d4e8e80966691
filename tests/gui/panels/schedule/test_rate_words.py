"""The knob that scales an update has the name that the optimizer declares, in all texts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from engine.knobs import knob_of
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.schedules import ALL as SCHEDULES
from engine.schedules.composed import Warmup
from engine.schedules.waves import Cosine
from engine.surfaces.data.lines import Pokemon
from engine.surfaces.quadratics import Bowl
from gui.panels.balls.model import BallModel, Column
from gui.panels.fleets.fleet_list import rows_of
from gui.panels.fleets.panel import FleetsPanel
from gui.panels.schedule.section import ScheduleSection
from gui.panels.step.panel import StepPanel
from gui.text.rate_words import LEARNING, learns, rate_of, typeset, worded
from tests.gui.panels.runs import show, shown
from tests.gui.parts import part

TIP, ACCESSIBLE = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
ACROSS = Qt.Orientation.Horizontal
OTHERS = [kind for kind in ALL if not learns(rate_of(kind()))]
WORDS = ("η", "earning rate", "学习率", r"\eta")


def instant(*keys, schedule=None, surface=None):
    fleets = tuple(
        FleetSetup(BY_KEY[key](), schedule or Cosine(), points=((1, 0),)) for key in keys
    )
    return Player(Scenario(surface or Bowl(), fleets)).snapshot()


def texts_of(widget):
    """All texts of a widget: accessible names and descriptions, tips and labels."""
    texts = []
    for each in [widget, *widget.findChildren(QWidget)]:
        if not each.isVisibleTo(widget):
            continue
        texts += [each.accessibleName(), each.accessibleDescription(), each.toolTip()]
        texts += [each.text()] if isinstance(each, QLabel) else []
        if isinstance(each, QComboBox):
            texts += [each.itemData(place, TIP) or "" for place in range(each.count())]
    return texts


def mentioning_learning(texts):
    return [text for text in texts if any(word in text for word in WORDS)]


def test_the_rolling_ball_has_a_time_step_and_all_others_a_learning_rate():
    assert [kind.key for kind in OTHERS] == ["rolling"]
    rate = rate_of(BY_KEY["rolling"]())
    assert (rate.symbol, rate.title) == ("Δt", "Time step")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.key)
def test_no_panel_mentions_a_learning_rate_where_there_is_none(
    qtbot, qapp, all_languages, language, kind
):
    with shown(qtbot, qapp, FleetsPanel, (260, 980)) as panel:
        all_languages.choose(language)
        panel.selection.choose_fleet(0)
        for schedule in SCHEDULES:
            now = instant(kind.key, schedule=Warmup(then=schedule()), surface=Pokemon())
            show(panel, now)
            shown_texts = texts_of(panel)
            show(panel, instant("gd", schedule=Warmup(then=schedule())))
            assert mentioning_learning(texts_of(panel))  # the same panel does if there is one
            show(panel, now)
            assert set(texts_of(panel)) == set(shown_texts)
            assert mentioning_learning(shown_texts) == [], schedule.key
            assert any(rate_of(kind()).symbol in text for text in shown_texts)


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.key)
def test_the_step_panel_names_it_as_declared(qtbot, qapp, kind):
    with shown(qtbot, qapp, StepPanel, (260, 700)) as panel:
        show(panel, instant(kind.key))
        assert mentioning_learning(texts_of(panel)) == []
        names = [label.text() for label in panel.names if label.isVisible()]
    assert "Δt" in names
    assert "t" not in names


def test_the_curve_reads_out_the_declared_sign(qtbot, qapp):
    with shown(qtbot, qapp, FleetsPanel, (260, 980)) as panel:
        panel.selection.choose_fleet(0)
        for key, words in (("rolling", "Δt = 0.1"), ("gd", "η = 0.01")):
            show(panel, instant(key))
            section = panel.findChild(ScheduleSection)
            curve = section.curve
            assert curve.reading == f"update 0: {words}"
            assert words in curve.toolTip()
            name = knob_of(BY_KEY[key](), "lr").title
            assert curve.accessibleName() == f"{name} over updates"
            assert part(section, QLabel, f"{name} over time").isVisible()


@pytest.mark.parametrize(
    ("keys", "head", "texts", "tips"),
    [
        (("gd", "adam"), "η", ["0.01", "0.1"], ["η = 0.01", "η = 0.1"]),
        (("rolling",), "Δt", ["0.1"], ["Δt = 0.1"]),
        (("gd", "rolling"), "η, Δt", ["0.01", "Δt 0.1"], ["η = 0.01", "Δt = 0.1"]),
        (("rolling", "gd"), "Δt, η", ["0.1", "η 0.01"], ["Δt = 0.1", "η = 0.01"]),
    ],
)
def test_the_tables_column_is_named_after_its_knobs(keys, head, texts, tips):
    model = BallModel()
    now = instant(*keys)
    model.show_snapshot(now)
    expected = [str(BY_KEY[key]().lr) for key in keys]
    assert model.headerData(Column.RATE, ACROSS) == head
    assert model.tab_separated([0]).split("\t")[Column.RATE] == head
    rows = range(len(keys))
    assert [model.text(row, Column.RATE).split()[-1] for row in rows] == expected
    assert [model.text(row, Column.RATE) for row in rows] == texts
    cells = [model.index(row, Column.RATE) for row in rows]
    assert [cell.data(TIP) for cell in cells] == tips
    signs = [rate_of(BY_KEY[key]()).symbol for key in keys]
    read = [f"{sign}: {text}" for sign, text in zip(signs, texts, strict=True)]
    assert [cell.data(ACCESSIBLE) for cell in cells] == read
    names = list(dict.fromkeys(rate_of(BY_KEY[key]()).title for key in keys))
    tip = model.headerData(Column.RATE, ACROSS, TIP)
    assert tip.startswith(f"{' / '.join(names)} of the next update")


def test_the_tables_column_is_renamed_with_other_fleets(qtbot):
    model = BallModel()
    model.show_snapshot(instant("gd"))
    with qtbot.waitSignal(model.headerDataChanged):
        model.show_snapshot(instant("rolling"))
    assert model.headerData(Column.RATE, ACROSS) == "Δt"
    full, empty = FleetSetup(BY_KEY["rolling"](), points=((1, 0),)), FleetSetup(BY_KEY["gd"]())
    model.show_snapshot(Player(Scenario(Bowl(), (empty, full))).snapshot())
    assert model.headerData(Column.RATE, ACROSS) == "Δt"  # no row has a learning rate


def test_a_row_of_the_list_names_it_as_declared():
    assert [row.note for row in rows_of(instant("gd", "rolling").fleets)] == ["η 0.01", "Δt 0.1"]


def test_texts_about_a_learning_rate_are_unchanged_for_one():
    text, formula = "Up to the peak η", r"\eta^t=\eta\,\gamma^t"
    assert worded(text, LEARNING) == text
    assert typeset(formula, LEARNING) == formula
    step = rate_of(BY_KEY["rolling"]())
    assert worded(text, step) == "Up to the peak Δt"
    assert typeset(formula, step) == r"{\Delta t}^t={\Delta t}\,\gamma^t"
