"""The optimizer picker: its entries, the search, and the commands that choosing sends."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QWidget

from engine.commands import AddFleet
from engine.optimizers import ALL, BY_KEY
from engine.player import Player
from engine.scenario import FleetSetup, Scenario
from engine.surfaces.quadratics import Bowl
from gui.dialogs.optimizers.dialog import OptimizerDialog
from gui.dialogs.optimizers.entries import GROUPS, OptimizerEntry, entries, next_color
from gui.style.theme import Theme, ThemeChoice
from gui.text.languages import Languages
from gui.typeset.notation import Notations
from gui.typeset.rule_lines import equations, line_height
from gui.widgets.group_heading import GroupHeading

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def notations():
    return Notations()


@pytest.fixture
def languages(qapp):
    made = Languages(qapp)
    yield made
    made.choose("en")
    made.deleteLater()


@pytest.fixture
def picker(qtbot, theme, notations, sent):
    """The picker, open over a run with two fleets of Adam and one of momentum."""
    made = OptimizerDialog(sent.append, theme, notations)
    qtbot.addWidget(made)
    made.open_with(fleets("adam", "momentum", "adam"))
    with qtbot.waitExposed(made):
        pass
    qtbot.waitUntil(lambda: made.search.hasFocus())
    return made


def fleets(*keys):
    setups = tuple(FleetSetup(BY_KEY[key](), color=color) for color, key in enumerate(keys))
    return Player(Scenario(Bowl(), setups)).snapshot().fleets


def found(picker):
    return [entry.kind.key for entry in picker.list.entries.things]


def rect_of(picker, key):
    return picker.list.visualRect(picker.list.entries.index_of(OptimizerEntry(BY_KEY[key])))


def click(qtbot, picker, key, held=Qt.KeyboardModifier.NoModifier):
    picker.list.scrollTo(picker.list.entries.index_of(OptimizerEntry(BY_KEY[key])))
    qtbot.mouseClick(picker.list.viewport(), LEFT, held, pos=rect_of(picker, key).center())


# -- choosing --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_a_click_on_any_optimizer_adds_a_fleet_of_it_and_closes(qtbot, picker, sent, kind):
    click(qtbot, picker, kind.key)
    assert sent == [AddFleet(kind())]
    assert not picker.isVisible()


def test_enter_in_the_search_adds_the_first_that_is_found(qtbot, picker, sent):
    qtbot.keyClicks(picker.search, "nesterov")
    qtbot.keyClick(picker.search, KEYS.Key_Return)
    assert sent == [AddFleet(BY_KEY["nesterov"]())]


def test_with_shift_it_stays_open_for_more(qtbot, picker, sent):
    click(qtbot, picker, "gd", SHIFT)
    qtbot.keyClick(picker.list, KEYS.Key_Down)
    qtbot.keyClick(picker.list, KEYS.Key_Return, SHIFT)
    qtbot.keyClick(picker.search, KEYS.Key_Return, SHIFT)
    assert [type(each.optimizer).key for each in sent] == ["gd", "momentum", "momentum"]
    assert picker.isVisible()


def test_arrow_keys_visit_every_optimizer_and_skip_headings(qtbot, picker, sent):
    qtbot.keyClick(picker.search, KEYS.Key_Down)
    assert picker.list.hasFocus()
    qtbot.keyClick(picker.list, KEYS.Key_Home)
    visited = []
    for _ in entries():
        visited.append(picker.list.current)
        qtbot.keyClick(picker.list, KEYS.Key_Down)
    assert visited == list(entries())
    assert picker.list.current == visited[-1]
    qtbot.keyClick(picker.list, KEYS.Key_Up)
    qtbot.keyClick(picker.list, KEYS.Key_Space)
    assert sent == [visited[-2].command]


def test_letters_typed_in_the_list_go_to_the_search(qtbot, picker):
    qtbot.keyClick(picker.search, KEYS.Key_Down)
    qtbot.keyClick(picker.list, KEYS.Key_A)
    qtbot.keyClicks(picker.search, "dam")
    assert picker.search.text() == "adam"


def test_escape_clears_the_search_and_then_closes_without_a_choice(qtbot, picker, sent):
    qtbot.keyClicks(picker.search, "adam")
    qtbot.keyClick(picker.search, KEYS.Key_Escape)
    assert (picker.search.text(), picker.isVisible()) == ("", True)
    qtbot.keyClick(picker.search, KEYS.Key_Escape)
    assert (sent, picker.isVisible()) == ([], False)


def test_a_press_on_a_heading_or_a_release_on_another_row_adds_nothing(qtbot, picker, sent):
    view = picker.list.viewport()
    qtbot.mouseClick(view, LEFT, pos=picker.list.visualRect(picker.list.entries.index(0)).center())
    qtbot.mousePress(view, LEFT, pos=rect_of(picker, "gd").center())
    qtbot.mouseRelease(view, LEFT, pos=rect_of(picker, "momentum").center())
    assert (sent, picker.isVisible()) == ([], True)


# -- texts -----------------------------------------------------------------------------------


def test_every_group_has_a_heading_that_counts_its_optimizers(picker):
    headings = [item for item in picker.list.entries.items if isinstance(item, GroupHeading)]
    counts = {group: sum(kind.group == group for kind in ALL) for group in GROUPS}
    expected = [(GROUPS[group], number) for group, number in counts.items() if number]
    assert [(heading.title, heading.number) for heading in headings] == expected
    assert sorted(found(picker)) == sorted(BY_KEY)


def test_an_optimizer_of_the_run_is_marked_with_its_number_of_fleets(picker):
    entry_painter = picker.list.entry_painter
    assert entry_painter.presence(OptimizerEntry(BY_KEY["adam"])) == "In the run: 2 fleets"
    assert entry_painter.presence(OptimizerEntry(BY_KEY["momentum"])) == "In the run: 1 fleet"
    assert entry_painter.presence(OptimizerEntry(BY_KEY["gd"])) == ""
    picker.show_fleets(fleets("gd"))
    assert entry_painter.presence(OptimizerEntry(BY_KEY["gd"])) == "In the run: 1 fleet"
    assert entry_painter.presence(OptimizerEntry(BY_KEY["adam"])) == ""


def test_the_glyph_is_that_of_the_fleet_the_engine_will_make(picker, theme):
    run = Player(Scenario(Bowl(), (FleetSetup(BY_KEY["gd"](), color=0),)))
    run.edit(AddFleet(BY_KEY["adam"]()))
    now = run.snapshot()
    assert next_color(now.fleets[:1]) == now.fleets[1].color
    picker.show_fleets(now.fleets)
    picker.list.scrollToTop()
    box = rect_of(picker, "gd")
    image = picker.list.viewport().grab().toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(box.left() + 12, box.left() + 28)
        for y in range(box.top() + 10, box.top() + 36)
    }
    hue = QColor(theme.palette.fleet_color(2)).hue()
    assert any(abs(QColor(name).hue() - hue) < 12 for name in seen)


def test_every_row_has_an_accessible_name(picker):
    table = QAccessible.queryAccessibleInterface(picker.list)
    names = [
        table.child(row).text(QAccessible.Text.Name)
        for row in range(picker.list.entries.rowCount())
    ]
    for item, name in zip(picker.list.entries.items, names, strict=True):
        if isinstance(item, GroupHeading):
            assert name == item.words
        else:
            assert name.startswith(item.kind.title)
            assert item.kind.summary.rstrip(".") in name


@pytest.mark.one_setup
@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("lecun weight decay", None),
        ("adam", "adam"),
        ("ADAM", "adam"),
        ("kingma", "adam"),
        ("β₁", "adam"),
        ("beta_1", "adam"),
        ("heavy ball", "momentum"),
        ("curvature", "newton"),
        ("polyak 1964", "momentum"),
    ],
)
def test_words_filter_the_list(picker, query, key):
    picker.search.setText(query)
    if key is None:
        assert found(picker) == []
        assert picker.nothing.isVisible()
        assert query in picker.nothing.text()
    else:
        assert key in found(picker)
        assert len(found(picker)) < len(ALL)


def test_chinese_words_find_an_optimizer_while_english_is_shown(qtbot, picker):
    picker.search.setText("梯度下降")
    assert "gd" in found(picker)
    assert len(found(picker)) < len(ALL)


# -- pictures --------------------------------------------------------------------------------


def test_rules_are_typeset_one_by_one_visible_ones_first(qtbot, picker, theme):
    formulas, color = picker.list.formulas, theme.palette.text
    ratio = picker.devicePixelRatioF()
    first, last = (equations(entry.kind.formula)[0] for entry in (entries()[0], entries()[-1]))
    qtbot.waitUntil(lambda: formulas.picture(first, color, ratio) is not None, timeout=20_000)
    qtbot.waitUntil(lambda: formulas.idle, timeout=60_000)
    for entry in entries():
        for equation in equations(entry.kind.formula):
            assert not formulas.picture(equation, color, ratio).isNull()
    assert formulas.picture(last, color, ratio) is not None


def test_a_closed_picker_typesets_nothing(picker):
    picker.close()
    assert picker.list.formulas.idle


def test_the_chosen_notation_is_shown_and_named(qtbot, picker, notations):
    entry = OptimizerEntry(BY_KEY["momentum"])
    notations.choose("momentum", 2)
    assert picker.list.entry_painter.rule(entry) == equations(entry.kind.notations[2].formula)
    assert entry.kind.notations[2].title in picker.list.entry_painter.source(entry)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_row_is_high_enough_for_its_texts_and_its_rule(
    qtbot, languages, theme, notations, language
):
    languages.choose(language)
    picker = OptimizerDialog([].append, theme, notations)
    qtbot.addWidget(picker)
    picker.open_with(fleets("adam", "gd"))
    for width in (420, 600, 860, 1600):
        picker.resize(width, 600)
        qtbot.wait(20)
        check_rows(picker.list)


def check_rows(rows):
    """One below the other, none wider than the list or lower than what is painted in it."""
    entry_painter, last = rows.entry_painter, 0
    for place, item in enumerate(rows.entries.items):
        box = rows.visualRect(rows.entries.index(place))
        assert box.top() >= last
        last = box.bottom()
        assert box.width() <= rows.viewport().width()
        if isinstance(item, OptimizerEntry):
            assert box.height() >= entry_painter.height(item, box.width())
            assert box.height() > sum(line_height(line) for line in entry_painter.rule(item))


@pytest.mark.parametrize("size", [(1024, 640), (2560, 1440)])
def test_it_fits_into_the_window(qtbot, theme, notations, size):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(*size)
    picker = OptimizerDialog([].append, theme, notations, host)
    picker.open_with(())
    assert picker.width() <= size[0]
    assert picker.height() <= size[1]
    picker.close()


def test_all_texts_change_with_the_language(qtbot, languages, picker):
    languages.choose("zh_CN")
    qtbot.waitUntil(lambda: picker.windowTitle() == "添加球组")
    assert picker.list.entries.items[0].title == "梯度与动量"
    assert picker.list.entries.items[1].title == "梯度下降"
    languages.choose("en")
    qtbot.waitUntil(lambda: picker.list.entries.items[0].title == GROUPS["descent"])


def test_hovering_is_shown_without_moving_the_highlight(qtbot, picker):
    picker.list.scrollToTop()
    before = picker.list.current
    box = rect_of(picker, "momentum")
    still = picker.list.viewport().grab(box).toImage()
    qtbot.mouseMove(picker.list.viewport(), box.center() + QPoint(3, 0))
    qtbot.wait(30)
    assert picker.list.viewport().grab(box).toImage() != still
    assert picker.list.current == before
