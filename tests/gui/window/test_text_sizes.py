"""The size of text: set by keys and the menu, kept, and what becomes of parts without room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from engine.timeline import Course
from gui.documents.resources import scenarios
from gui.documents.settings import Settings
from gui.style.fonts import TEXT
from gui.style.text_size import PERCENTS, text_scale
from gui.text.languages import AVAILABLE
from gui.widgets.tool_button import Overflow, ToolButton
from tests.gui.fitting import troubles
from tests.gui.windows import opened, press, until

pytestmark = pytest.mark.usefixtures("program_font")

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = ("fleets", "landscape"), ("contour", "curves", "why", "step", "balls")
CORNERS = (((1280, 800), 150), ((1024, 640), 200))
OTHERS = tuple(
    (size, percent)
    for size in ((1024, 640), (1280, 800), (1920, 1080))
    for percent in PERCENTS
    if (size, percent) not in CORNERS
)
SIZES = (*CORNERS, *(pytest.param(*each, marks=pytest.mark.full) for each in OTHERS))
SHOWN = (14, *(pytest.param(k, marks=pytest.mark.full) for k in (4, 9)))


@pytest.fixture(scope="module")
def own(qapp, request, program_font, tmp_path_factory):
    """A window of this module alone, as it changes the font of all."""
    del program_font
    settings, qtbot = tmp_path_factory.mktemp("settings") / "settings.ini", QtBot(request)
    with opened(qtbot, qapp, settings=settings, size=(1280, 800)) as made:
        yield made


@pytest.fixture
def sized(qtbot, own):
    """That window, with its usual sizes."""
    own.activateWindow()  # else no shortcut of it is heard
    yield own
    own.shell.languages.choose("en")
    own.menus.text_size_wanted.emit(100)
    own.resize(1280, 800)
    settle(qtbot, own)
    own.central.notices.clear()


def settle(qtbot, window):
    """Wait until the layout rests."""
    seen = None
    while seen != (seen := [(dock.geometry(), dock.isHidden()) for dock in docks(window)]):
        qtbot.wait(60)


def docks(window):
    return list(window.docks.values())


def hidden(window):
    """Of those that are shown at first."""
    return {
        key for key, dock in window.docks.items() if dock.isHidden() and window.panels[key].opened
    }


def buttons(bar):
    """Those of actions that are seen."""
    every = (each for each in bar.findChildren(ToolButton) if each.defaultAction() is not None)
    return [each for each in every if not each.visibleRegion().isEmpty()]


def offered(bar, more):
    """The actions that have a button, and those in the menu at its end."""
    seen = {each.defaultAction() for each in buttons(bar)}
    return seen | (
        set(more.menu.actions()) & {each.defaultAction() for each in bar.findChildren(ToolButton)}
    )


def messages(window):
    return [notice.text() for notice in window.central.notices.shown]


def cut_labels(scene):
    """Texts of the axes and of the arrows' note that an edge of the view cuts off."""
    boxes, (width, height) = scene.axes_presenter.texts.boxes, scene.size().toTuple()
    return [box for box in boxes if min(box[:2]) < 0 or box[2] > width or box[3] > height]


def test_keys_and_the_menu_set_the_size_and_it_is_kept(qtbot, sized):
    window, settings = sized, sized.shell.settings
    seen = [settings.text_size]
    for _ in range(5):
        press(qtbot, window, Qt.Key.Key_Plus, CONTROL)
        seen.append(settings.text_size)
    assert seen == [*PERCENTS, PERCENTS[-1]]
    assert not window.actions_["text_larger"].isEnabled()
    assert text_scale() == 2.0
    assert window.central.caption.font().pixelSize() == 2 * TEXT
    settings.save()
    assert Settings(settings.path).text_size == 200
    press(qtbot, window, Qt.Key.Key_Minus, CONTROL)
    assert settings.text_size == 175
    press(qtbot, window, Qt.Key.Key_0, CONTROL)
    assert settings.text_size == 100
    assert window.central.caption.font().pixelSize() == TEXT
    off = {key for key in ("text_smaller", "text_usual") if not window.actions_[key].isEnabled()}
    assert off == {"text_smaller", "text_usual"}
    ticked = {action.text() for action in window.menus.text_sizes if action.isChecked()}
    assert {text.replace("\u202f", "").replace(" ", "") for text in ticked} == {"100%"}


@pytest.mark.parametrize(("stored", "read"), [("125", 125), ("140", 150), ("9", 100), ("x", 100)])
def test_a_size_that_cannot_be_chosen_is_the_nearest_or_usual_one(qapp, tmp_path, stored, read):
    file = tmp_path / "settings.ini"
    file.write_text(f"[General]\ntext_size={stored}\n")
    assert Settings(file).text_size == read


@pytest.mark.parametrize(("size", "percent"), SIZES)
@pytest.mark.parametrize("number", SHOWN)
def test_everything_has_room_at_larger_texts(qtbot, sized, number, size, percent):
    window, chosen = sized, scenarios()[number]
    window.resize(*size)
    window.engine.open(Course(chosen, (), 0))
    now = until(qtbot, window, lambda now: now.scenario is chosen)
    window.selection.choose(frozenset(list(now.homes)[:1]))
    window.menus.text_size_wanted.emit(percent)
    for language in AVAILABLE:
        window.shell.languages.choose(language)
        for front in ("why", "step", "balls", "curves"):
            window.docks[front].raise_()
            settle(qtbot, window)
            assert troubles(window) == {}, (language, front)
        assert cut_labels(window.viewport.scene) == []
    assert window.size().toTuple() == size


def test_columns_without_room_fold_and_say_so_until_there_is_room(qtbot, sized):
    window = sized
    window.resize(1024, 640)
    settle(qtbot, window)
    assert hidden(window) == set()
    window.menus.text_size_wanted.emit(200)
    settle(qtbot, window)
    assert hidden(window) == set(RIGHT)
    (message,) = messages(window)
    assert all(window.docks[key].windowTitle() in message for key in RIGHT)
    window.docks["curves"].toggleViewAction().trigger()
    settle(qtbot, window)
    assert "curves" not in hidden(window)
    assert hidden(window) >= set(LEFT)
    assert troubles(window) == {}
    (message,) = messages(window)
    assert all(window.docks[key].windowTitle() in message for key in LEFT)
    window.menus.text_size_wanted.emit(100)
    settle(qtbot, window)
    assert hidden(window) == set()
    assert messages(window) == []


def test_a_folded_column_comes_back_as_the_window_grows(qtbot, sized):
    window = sized
    window.resize(1280, 800)
    window.menus.text_size_wanted.emit(200)
    settle(qtbot, window)
    assert hidden(window) == set(RIGHT)
    window.resize(1920, 1000)
    settle(qtbot, window)
    assert hidden(window) == set()
    assert messages(window) == []


def test_the_tab_in_front_is_in_front_again_when_its_column_comes_back(qtbot, sized):
    window = sized
    window.docks["balls"].raise_()
    settle(qtbot, window)
    window.menus.text_size_wanted.emit(200)
    settle(qtbot, window)
    assert hidden(window) == set(RIGHT)
    window.menus.text_size_wanted.emit(100)
    settle(qtbot, window)
    assert not window.docks["balls"].visibleRegion().isEmpty()
    window.docks["curves"].raise_()


@pytest.mark.parametrize(("size", "percent"), [((1280, 800), 200), ((1024, 640), 200)])
def test_what_has_no_room_in_a_row_is_offered_in_a_menu_at_its_end(qtbot, sized, size, percent):
    window, tools, transport = sized, sized.menus.tools, sized.transport
    every = {bar: {each.defaultAction() for each in buttons(bar)} for bar in (tools, transport)}
    window.resize(*size)
    window.menus.text_size_wanted.emit(percent)
    settle(qtbot, window)
    for bar, actions in every.items():
        (more,) = bar.findChildren(Overflow)
        qtbot.waitUntil(lambda bar=bar, more=more, every=actions: offered(bar, more) == every)
        qtbot.waitUntil(more.isVisible)
        seen = {each.defaultAction() for each in buttons(bar)}
        assert not seen & set(more.menu.actions())
        assert bar.rect().contains(more.geometry())
        qtbot.mouseClick(more.button, Qt.MouseButton.LeftButton)
        assert more.menu.isVisible()
        more.menu.close()
    extension = tools.findChild(QToolButton, "qt_toolbar_ext_button")
    assert extension is None or not extension.isVisible()
    assert not {window.actions_[key] for key in ("present", "keys")} & set(
        tools.findChild(Overflow).menu.actions()
    )
    window.menus.text_size_wanted.emit(100)
    window.resize(1920, 1000)
    settle(qtbot, window)
    for bar, actions in every.items():
        qtbot.waitUntil(lambda bar=bar: bar.findChild(Overflow).isHidden())
        qtbot.waitUntil(
            lambda bar=bar, actions=actions: {b.defaultAction() for b in buttons(bar)} == actions
        )


@pytest.mark.parametrize(("size", "percent"), [((1024, 640), 100), ((1280, 800), 150)])
def test_the_slice_has_room_when_it_is_opened(qtbot, sized, size, percent):
    window = sized
    window.resize(*size)
    window.menus.text_size_wanted.emit(percent)
    settle(qtbot, window)  # columns that were folded come back with the panels that were in front
    window.docking.reveal("slice")
    for language in AVAILABLE:
        window.shell.languages.choose(language)
        for front in ("why", "slice"):  # also what is behind has been laid out
            window.docks[front].raise_()
            settle(qtbot, window)
        qtbot.waitUntil(lambda: window.panels["slice"].seen)
        assert troubles(window) == {}, language
    assert window.size().toTuple() == size
    window.docks["slice"].hide()
