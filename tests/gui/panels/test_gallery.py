"""The gallery: what it shows, how it is found, and what choosing sends."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from engine.commands import ChangeSurface, Load
from engine.optimizers import BY_KEY as OPTIMIZERS
from engine.scenario import FleetSetup, Scenario, Text
from engine.schedules import InverseSquareRoot
from engine.surfaces import ALL, BY_KEY
from engine.surfaces.quadratics import Bowl, Saddle
from engine.surfaces.rosenbrock import Rosenbrock
from gui.icons import Icon
from gui.language import Languages
from gui.panels import dictionary
from gui.panels.dictionary import Dictionary
from gui.panels.gallery import GalleryDialog
from gui.panels.gallery_cards import ActionCard, Card, grouped, lead, surface_cards
from gui.panels.gallery_picture import relief, reliefs
from gui.panels.gallery_thumbnail import Subject, ends, run
from gui.panels.heading import Heading
from gui.resources import scenarios
from gui.scene.mesh import grid
from gui.theme import Theme, ThemeChoice

LEFT = Qt.MouseButton.LeftButton
ROLES = Qt.ItemDataRole
TEXT = "It rolls at 0.5 to (1, 2), and stops there: a wall. Nobody saw it."
IN_TWO_LANGUAGES = Scenario(
    Saddle(),
    (FleetSetup(OPTIMIZERS["gd"](lr=0.05), points=((-1.5, 0.1),)),),
    title=Text("Stuck at a saddle point", "困在鞍点"),
    caption=Text("Three balls start. None of them leaves.", "三个球出发。都离不开。"),
)


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, ThemeChoice.LIGHT)
    yield made
    made.deleteLater()


@pytest.fixture
def sent():
    return []


@pytest.fixture
def languages(qapp):
    made = Languages(qapp, Path("nowhere"))
    yield made
    made.choose("en")
    made.deleteLater()


@pytest.fixture
def dialog(qtbot, theme, languages, sent):
    made = GalleryDialog(sent.append, scenarios(), theme, languages)
    made.resize(968, 720)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def opened(qtbot, dialog):
    """Opens the dialog at a page, with Rosenbrock shown now."""

    def at(page):
        dialog.open_at(page, Rosenbrock())
        qtbot.waitExposed(dialog)
        qtbot.waitUntil(lambda: dialog.search.hasFocus())
        return dialog

    return at


def titles(dialog):
    return [card.title("en") for card in dialog.grid.cards.cards]


def in_groups():
    """The titles of all surfaces as the gallery orders them."""
    groups = ("teaching", "test", "data", "own")
    return [kind.title for group in groups for kind in ALL if kind.group == group]


def rect_of(dialog, number):
    """Where card number `number` stands; headings are no cards."""
    grid = dialog.grid
    return grid.visualRect(grid.cards.index_of(grid.cards.cards[number]))


def click_card(qtbot, dialog, row):
    place = rect_of(dialog, row).center()
    qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=place)


def card_of(key):
    return next(card for card in surface_cards() if card.subject.surface.key == key)


# -- choosing --------------------------------------------------------------------------------


def test_a_click_on_a_scenario_loads_it_and_closes(qtbot, opened, sent):
    dialog = opened("scenarios")
    click_card(qtbot, dialog, 1)
    assert sent == [Load(scenarios()[1])]
    assert not dialog.isVisible()


def test_a_click_on_a_landscape_changes_the_surface(qtbot, opened, sent):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "himmelblau")
    click_card(qtbot, dialog, 0)
    assert sent == [ChangeSurface(BY_KEY["himmelblau"]())]


def test_enter_in_the_search_chooses_the_first_that_is_found(qtbot, opened, sent):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "egg")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert sent == [ChangeSurface(BY_KEY["rastrigin"]())]


def test_arrows_go_from_the_search_into_the_cards(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Right)
    assert dialog.grid.hasFocus()
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_Return)
    assert sent == [Load(scenarios()[2])]


def test_arrows_stay_in_a_text_that_is_written(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "the")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Left)
    assert dialog.search.hasFocus()
    assert dialog.search.cursorPosition() == 2


def test_letters_typed_among_the_cards_go_to_the_search(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.grid, Qt.Key.Key_R)
    qtbot.keyClicks(dialog.search, "avine")
    assert dialog.search.text() == "ravine"
    assert dialog.search.hasFocus()


def test_escape_clears_the_search_and_then_closes_without_a_choice(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "adam")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (dialog.search.text(), dialog.isVisible()) == ("", True)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert (sent, dialog.isVisible()) == ([], False)


def test_a_press_beside_the_cards_chooses_nothing(qtbot, opened, sent):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "hill")
    beside = dialog.grid.viewport().rect().bottomRight() - QPoint(5, 5)
    qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=beside)
    assert sent == []
    assert dialog.grid.current is not None


# -- pages -----------------------------------------------------------------------------------


def test_every_scenario_and_every_surface_has_a_card(opened):
    assert len(opened("scenarios").grid.cards.cards) == len(scenarios())
    assert titles(opened("surfaces")) == in_groups()


def test_ctrl_1_and_2_turn_the_pages(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClick(dialog.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.pages.current, len(titles(dialog))) == ("surfaces", len(ALL))
    qtbot.keyClick(dialog.search, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pages.current == "scenarios"


def test_a_click_turns_the_page(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.mouseClick(dialog.pages.button("surfaces"), LEFT)
    assert titles(dialog) == in_groups()


def test_the_landscape_shown_now_is_highlighted_and_says_so(opened):
    dialog = opened("surfaces")
    assert dialog.grid.current.subject.surface.key == "rosenbrock"
    spoken = dialog.grid.currentIndex().data(ROLES.AccessibleTextRole)
    assert spoken.endswith("Shown now")
    others = [dialog.grid.face.is_shown(card) for card in dialog.grid.cards.cards]
    assert others.count(True) == 1


# -- groups ----------------------------------------------------------------------------------


def headings(dialog):
    return [item.words for item in dialog.grid.cards.items if isinstance(item, Heading)]


def test_landscapes_stand_under_headings_that_count_them(opened):
    dialog = opened("surfaces")
    kinds = [kind for kind in ALL if kind.group == "teaching"]
    assert headings(dialog)[:2] == [
        f"From the course: {len(kinds)}",
        f"Test functions: {sum(kind.group == 'test' for kind in ALL)}",
    ]
    dialog.pages.button("scenarios").click()
    assert headings(dialog) == []


def test_a_heading_has_a_row_for_itself_over_the_cards_of_its_group(opened):
    dialog = opened("surfaces")
    grid = dialog.grid
    rows = [grid.visualRect(grid.cards.index(row)) for row in range(grid.cards.rowCount())]
    for number, item in enumerate(grid.cards.items):
        others = [box for place, box in enumerate(rows) if place != number]
        if isinstance(item, Heading):
            assert not any(box.intersects(rows[number]) for box in others)
            assert rows[number + 1].top() > rows[number].top()


def test_a_search_counts_what_it_found_in_each_group(qtbot, opened):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "himmelblau")
    assert headings(dialog) == ["Test functions: 1"]


def test_a_groups_name_finds_its_landscapes(qtbot, opened):
    dialog = opened("surfaces")
    qtbot.keyClicks(dialog.search, "test functions")
    assert titles(dialog) == [kind.title for kind in ALL if kind.group == "test"]


def test_arrows_go_over_headings_from_card_to_card(qtbot, opened):
    dialog = opened("surfaces")
    grid = dialog.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    seen = [grid.current]
    for _ in range(len(ALL)):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
        seen.append(grid.current)
    assert list(dict.fromkeys(seen)) == list(grid.cards.cards)
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    tops = [rect_of(dialog, 0).top() - rect_of(dialog, 0).top()]
    for _ in range(len(ALL)):
        before = grid.current
        qtbot.keyClick(grid, Qt.Key.Key_Down)
        place = grid.cards.cards.index(grid.current)
        tops.append(rect_of(dialog, place).top() - rect_of(dialog, 0).top())
        if grid.current is before:
            break
    every = {rect_of(dialog, number).top() - rect_of(dialog, 0).top() for number in range(len(ALL))}
    assert sorted(every) == tops[:-1]


def test_a_press_on_a_heading_chooses_nothing(qtbot, opened, sent):
    dialog = opened("surfaces")
    dialog.grid.scrollToTop()
    before = dialog.grid.current
    place = dialog.grid.visualRect(dialog.grid.cards.index(0)).center()
    qtbot.mouseClick(dialog.grid.viewport(), LEFT, pos=place)
    assert (sent, dialog.grid.current) == ([], before)


def test_more_cards_may_stand_in_a_group_and_open_something(qtbot, theme, languages, sent):
    opened = []
    mine = Card(Subject(Bowl()))
    door = ActionCard(
        "GalleryDialog", "Close", "Cards", Icon.ADD, "own", lambda: opened.append("door")
    )
    extra = [()]
    dialog = GalleryDialog(sent.append, (), theme, languages, extra=lambda: extra[0])
    qtbot.addWidget(dialog)
    dialog.open_at("surfaces", Saddle())
    assert door not in dialog.grid.cards.cards
    extra[0] = (door, mine)  # asked for again whenever it opens
    dialog.open_at("surfaces", Saddle())
    assert dialog.grid.cards.cards[-1] is door
    assert mine in dialog.grid.cards.cards
    assert headings(dialog)[-1].startswith("Own formulas: ")
    qtbot.waitUntil(lambda: dialog._studio.idle, timeout=30_000)
    dialog.grid.grab()  # it has no picture of a surface to be made
    qtbot.keyClicks(dialog.search, "own formulas")
    click_card(qtbot, dialog, len(dialog.grid.cards.cards) - 1)
    assert (opened, sent, dialog.isVisible()) == (["door"], [], False)


def test_groups_come_in_order_whatever_the_order_of_all():
    cards = surface_cards()
    groups = [card.group for card in grouped(cards[::-1])]
    assert groups == sorted(groups, key=["teaching", "test", "data", "own"].index)


# -- searching -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "page", "found"),
    [
        ("鞍点 saddle", "scenarios", "Stuck at a saddle point"),
        ("ROSENBROCK 赛跑", "scenarios", "The Rosenbrock race"),
        ("adagrad_sum", "scenarios", "The Rosenbrock race"),
        ("w1^2-w2^2", "surfaces", "Saddle"),
        ("w₁²−w₂²", "surfaces", "Saddle"),
        ("cos", "surfaces", "Rastrigin's egg box"),
        ("keskar", "surfaces", "Flat and sharp wells"),
    ],
)
def test_words_of_either_language_find_a_card(opened, query, page, found):
    dialog = opened(page)
    dialog.search.setText(query)
    assert found in titles(dialog)
    assert len(titles(dialog)) < len(dialog._all[page]) / 2


def test_a_search_that_finds_nothing_says_so_and_where_there_is_more(qtbot, opened):
    dialog = opened("scenarios")
    qtbot.keyClicks(dialog.search, "egg")
    assert dialog.nothing.isVisible()
    assert "No scenario has “egg”." in dialog.nothing.text()
    assert "Landscapes that have it: 1" in dialog.nothing.text()
    qtbot.keyClick(dialog.search, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert titles(dialog) == ["Rastrigin's egg box"]


def test_a_dictionary_reads_the_translations_that_are_not_shown(monkeypatch):
    class Translator:
        def load(self, file):
            return file.endswith("zh_CN.qm")

        def translate(self, context, text):
            return {("Surface", "Saddle"): "马鞍面"}.get((context, text))

    monkeypatch.setattr(dictionary, "QTranslator", Translator)
    assert Dictionary().matches(card_of("saddle"), "马鞍")
    assert not Dictionary().matches(card_of("bowl"), "马鞍")


# -- words -----------------------------------------------------------------------------------


def test_all_of_the_caption_stands_in_the_details_of_every_card(opened):
    dialog = opened("scenarios")
    for row, scenario in enumerate(scenarios()):
        dialog.grid.setCurrentIndex(dialog.grid.cards.index(row))
        label = dialog.details.caption
        assert label.text().replace("\N{NO-BREAK SPACE}", " ") == scenario.caption.en
        assert label.height() >= label.heightForWidth(label.width())
        assert dialog.details.rect().contains(label.geometry())


def test_the_card_under_the_pointer_is_told_about(qtbot, opened):
    dialog = opened("surfaces")
    dialog.grid.scrollToTop()
    place = rect_of(dialog, 5).center()
    qtbot.mouseMove(dialog.grid.viewport(), place)
    source = dialog.grid.cards.cards[5].subject.surface.source
    qtbot.waitUntil(lambda: dialog.details.note.text() == source)


@pytest.mark.parametrize("width", [520, 700, 968, 1500])
def test_no_text_on_a_card_is_cut_off(qtbot, opened, width):
    dialog = opened("scenarios")
    dialog.resize(width, 700)
    for page in ("scenarios", "surfaces"):
        dialog.pages.button(page).click()
        cell, face = dialog.grid.cell, dialog.grid.face
        assert cell.height() >= face.height(dialog.grid.cards.cards, cell.width() - 12)
        right = max(
            rect_of(dialog, number).right() for number in range(len(dialog.grid.cards.cards))
        )
        assert right < dialog.grid.viewport().width()


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (99, TEXT),
        (50, "It rolls at 0.5 to (1, 2), and stops there."),
        (42, "It rolls at 0.5 to (1, 2)."),
        (1, TEXT),
    ],
)
def test_a_short_caption_ends_where_a_thought_ends(room, shown):
    assert lead(TEXT, lambda part: len(part) <= room) == shown


def test_a_short_caption_says_more_than_press_play():
    text = "Press play. Three balls roll towards the saddle point: two leave it, and one stays."
    shown = lead(text, lambda part: len(part) <= 60)
    assert shown == "Press play. Three balls roll towards the saddle point."


def test_a_chinese_caption_ends_with_a_chinese_stop():
    assert lead("球停住，因为梯度是零。别的都走了。", lambda part: len(part) <= 6) == "球停住。"


def test_both_languages_are_there_without_opening_it_again(qtbot, theme, languages):
    dialog = GalleryDialog(lambda command: None, (IN_TWO_LANGUAGES,), theme, languages)
    qtbot.addWidget(dialog)
    dialog.open_at("scenarios", Bowl())
    index = dialog.grid.cards.index(0)
    assert index.data() == "Stuck at a saddle point"
    languages.choose("zh_CN")
    assert index.data() == "困在鞍点"
    assert dialog.details.caption.text() == "三个球出发。都离不开。"


def test_a_screen_reader_is_told_every_card(opened):
    dialog = opened("scenarios")
    table = QAccessible.queryAccessibleInterface(dialog.grid)
    told = [table.child(row).text(QAccessible.Text.Name) for row in range(len(scenarios()))]
    for name, scenario in zip(told, scenarios(), strict=True):
        assert name.startswith(scenario.title.en)


# -- pictures --------------------------------------------------------------------------------


def test_pictures_come_when_the_dialog_is_idle_those_in_sight_first(qtbot, opened):
    dialog = opened("scenarios")
    order = dialog.grid.visible_first()
    assert order[0] is dialog.grid.cards.cards[0]
    palette = dialog._theme.palette
    with qtbot.waitSignal(dialog._studio.finished):
        pass
    qtbot.waitUntil(lambda: dialog._studio.idle, timeout=20_000)
    for card in dialog.grid.cards.cards:
        assert dialog._studio.picture(card, palette, dialog.devicePixelRatioF()) is not None


def test_a_hidden_gallery_makes_no_pictures(qtbot, opened):
    dialog = opened("scenarios")
    dialog.close()
    assert dialog._studio.idle


def test_another_theme_gets_pictures_of_its_own(qtbot, opened, theme):
    dialog = opened("surfaces")
    qtbot.waitUntil(lambda: dialog._studio.idle, timeout=60_000)
    theme.choose(ThemeChoice.DARK)
    assert not dialog._studio.idle
    qtbot.waitUntil(lambda: dialog._studio.idle, timeout=60_000)
    card, ratio = dialog.grid.cards.cards[0], dialog.devicePixelRatioF()
    assert dialog._studio.picture(card, theme.palette, ratio) is not None


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_low_ground_is_bluer_than_high_ground(kind):
    seen = relief(kind(), -60.0, 104, 65, 1.0)
    assert seen.pixels.shape == (65, 104, 4)
    solid = seen.pixels[..., 3] == 255
    assert 0.25 < solid.mean() < 0.9
    points = grid(kind(), 33).reshape(-1, 2)
    loss = kind().value(points)
    shown = seen.seen(points, loss)
    points, loss = points[shown], loss[shown]
    at = seen.pose.project(points, loss)[0].astype(int).clip(0, (103, 64))
    red, _, blue, _ = (seen.pixels[at[:, 1], at[:, 0]].T + 1.0).tolist()
    blueness = np.log(np.array(blue) / red)  # of the map, whatever the light
    z = seen.pose.world.z(loss)
    low, high = z <= z.min() + 0.3 * np.ptp(z), z >= z.min() + 0.6 * np.ptp(z)
    assert blueness[low].mean() > blueness[high].mean()


def test_every_point_of_a_flat_slope_is_seen_and_a_wall_hides_what_is_behind():
    open_ = relief(Saddle(), -60.0, 104, 65, 1.0)
    assert open_.seen(np.array([[0.0, 0.0]]), np.array([0.0])).all()
    bowl = relief(BY_KEY["ellipse"](kappa=100.0), -90.0, 104, 65, 1.0)
    surface = bowl.surface
    # Seen from the side of low w2, the near wall of the trough hides its own inner side.
    near = np.array([[0.0, 0.97 * surface.low[1]]])
    far = np.array([[0.0, 0.5 * surface.high[1]]])
    assert not bowl.seen(near, surface.value(near)).any()
    assert bowl.seen(far, surface.value(far)).all()


def test_a_picture_is_made_in_slices_none_of_which_asks_for_much():
    asked = []

    class Counting:
        def __init__(self, surface):
            self._surface = surface

        def __getattr__(self, name):
            return getattr(self._surface, name)

        def value(self, points):
            asked.append(points.size // 2)
            return self._surface.value(points)

    slices = list(reliefs(Counting(Saddle()), -60.0, 208, 130, 1.0))
    assert all(each is None for each in slices[:-1])
    np.testing.assert_array_equal(slices[-1].pixels, relief(Saddle(), -60.0, 208, 130, 1.0).pixels)
    assert max(asked) < sum(asked) / 10


def test_where_a_loss_has_no_value_the_picture_has_a_hole():
    class Holed:
        def __init__(self):
            self._surface = Bowl()

        def __getattr__(self, name):
            return getattr(self._surface, name)

        def value(self, points):
            loss = self._surface.value(points)
            return np.where(np.hypot(points[..., 0], points[..., 1]) < 1.0, np.nan, loss)

    whole = relief(Bowl(), -60.0, 104, 65, 1.0)
    holed = relief(Holed(), -60.0, 104, 65, 1.0)
    assert (holed.pixels[..., 3] == 255).sum() < 0.97 * (whole.pixels[..., 3] == 255).sum()
    assert not holed.seen(np.array([[0.0, 0.0]]), np.array([np.nan])).any()


def test_a_thumbnails_run_is_the_optimizers_own():
    setup = FleetSetup(OPTIMIZERS["gd"](lr=0.5), InverseSquareRoot(), points=((1.0, -1.0),))
    x = np.array([[1.0, -1.0]])
    rows = list(run(Bowl(), setup, 3))
    for age, row in enumerate(rows):
        np.testing.assert_allclose(row, x)
        x = x - 0.5 / np.sqrt(1 + age) * Bowl().gradient(x)
    assert len(rows) == 4


def test_a_ball_that_left_the_window_has_no_glyph():
    seen = relief(Saddle(), -50.0, 104, 65, 1.0)
    rows = np.array([[[0.0, 0.0], [0.0, 0.0]], [[0.0, 0.0], [np.nan, 7.0]]])
    assert len(ends(seen, rows)) == 1
