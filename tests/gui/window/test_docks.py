"""The panels around the view: what their bars tell, what hides behind what, what Tab reaches."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTabBar

from engine.commands import Drop
from gui.widgets.notice import Severity
from gui.window.central_widget import LEAST
from gui.window.dock_title_bar import DockTitleBar
from tests.gui.parts import label
from tests.gui.windows import opened, until

PADDING = 8  # px on each side of the name in a tab
PLOTS = ("loss", "gradient", "eigenvalues")


def bar(window, key):
    title = window.docks[key].titleBarWidget()
    assert isinstance(title, DockTitleBar)
    return title


def place(widget, window):
    corner = widget.mapTo(window, QPoint(0, 0))
    return corner.y(), corner.x()


def test_a_plots_bar_tells_its_quantity_and_scale(qtbot, window):
    shown = label(bar(window, "gradient"), "caption")
    qtbot.waitUntil(lambda: "‖g‖" in shown.text())
    window.panels["gradient"].toggle.click()
    qtbot.waitUntil(lambda: shown.text() == window.panels["gradient"].detail)


def test_a_bar_leaves_words_out_and_cuts_none_off(qtbot, window):
    title = bar(window, "eigenvalues")
    title.set_detail("λ₁ ≤ λ₂, symmetric log")
    detail = label(title, "caption")
    full, short = detail.fontMetrics().horizontalAdvance, "λ₁ ≤ λ₂"
    seen = set()
    for width in range(100, 500, 5):
        title.resize(width, title.height())
        text = detail.text()
        seen.add(text)
        assert full(text) <= title.room or text == ""
    assert seen == {"", short, "λ₁ ≤ λ₂, symmetric log"}


def test_the_step_panel_opens_in_front_and_leaves_the_plots_their_room(qtbot, window):
    before = {key: window.docks[key].height() for key in PLOTS}
    window.docks["step"].toggleViewAction().trigger()
    qtbot.waitUntil(lambda: not window.panels["step"].visibleRegion().isEmpty())
    assert {key: window.docks[key].height() for key in PLOTS} == before


def test_the_table_opens_with_room_for_balls_and_the_surface_keeps_its_own(qtbot, window):
    window.docks["balls"].show()
    qtbot.wait(50)
    view = window.panels["balls"].view
    assert view.viewport().height() >= 3 * view.rowHeight(0)
    assert window.central.height() >= LEAST


def test_tab_reaches_every_plot_and_no_nameless_bar(window):
    for key in PLOTS:
        assert window.panels[key].plot.focusPolicy() & Qt.FocusPolicy.TabFocus
    for tabs in window.findChildren(QTabBar):
        assert not tabs.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_message_does_not_move_the_view(qtbot, window):
    before = window.viewport.geometry()
    notice = window.central.notices.post(lambda: "The file is damaged", Severity.ERROR)
    qtbot.wait(50)
    assert window.viewport.geometry() == before
    assert notice.isVisible()
    assert window.central.head.geometry().bottom() < place(notice, window.central)[0]
    assert notice.width() <= window.viewport.width()


def test_readouts_of_low_plots_are_next_to_them_and_apart(qtbot, window):
    now = window.engine.snapshot
    window.engine.send(Drop(tuple(fleet.id for fleet in now.fleets), ((1.0, 1.0),)))
    until(qtbot, window, lambda now: len(now.homes) == len(now.fleets))
    qtbot.wait(150)
    window.selection.hover_update(0)
    boxes = [window.panels[key].read_out for key in PLOTS]
    assert all(box.isVisible() for box in boxes)
    frames = [box.geometry() for box in boxes]
    assert all(box.parent() is window for box in boxes)
    assert all(not a.intersects(b) for i, a in enumerate(frames) for b in frames[i + 1 :])
    for key, frame in zip(PLOTS, frames, strict=True):
        assert frame.right() <= place(window.panels[key].plot, window)[1]
    window.docks["loss"].hide()
    assert not boxes[0].isVisible()


def tab_bars(window):
    return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.count()]


def cut_off(window):
    """The tabs between docks whose names have less room than they need."""
    found = []
    for bar in tab_bars(window):
        metrics = QFontMetrics(bar.font())
        for place in range(bar.count()):
            shown = bar.tabRect(place).intersected(bar.rect())
            if shown.width() < metrics.horizontalAdvance(bar.tabText(place)) + 2 * PADDING:
                found.append(bar.tabText(place))
    return found


def check_tabs(qtbot, window):
    """All names of the tabs in front of the step panel are there in full."""
    qtbot.waitUntil(lambda: [bar.count() for bar in tab_bars(window)] == [3])
    qtbot.wait(50)
    names = {window.panels[key].windowTitle() for key in ("fleets", "landscape", "step")}
    (bar,) = tab_bars(window)
    assert {bar.tabText(place) for place in range(3)} == names
    assert cut_off(window) == []


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_a_window_is_as_large_as_asked_and_no_tabs_name_is_cut_off(qtbot, qapp, size):
    """Neither the room kept for the panels nor the panels themselves make it larger, in either
    language, and in whichever of them the step panel is opened."""
    with opened(qtbot, qapp, size=size) as window:
        qtbot.wait(100)
        assert window.size().toTuple() == size
        step = window.docks["step"].toggleViewAction()
        for opened_in, other in (("en", "zh_CN"), ("zh_CN", "en")):
            window.shell.languages.choose(opened_in)
            step.trigger()
            check_tabs(qtbot, window)
            window.shell.languages.choose(other)
            check_tabs(qtbot, window)
            assert window.size().toTuple() == size
            assert window.viewport.width() * 2 >= size[0]
            step.trigger()


def test_tabs_made_later_are_as_readable_and_the_keyboard_passes_them_by(qtbot, window):
    window.docks["step"].show()
    window.tabifyDockWidget(window.docks["loss"], window.docks["gradient"])
    window.tabifyDockWidget(window.docks["loss"], window.docks["eigenvalues"])
    qtbot.waitUntil(lambda: sorted(bar.count() for bar in tab_bars(window)) == [3, 3])
    qtbot.wait(50)
    assert cut_off(window) == []
    assert not any(bar.focusPolicy() & Qt.FocusPolicy.TabFocus for bar in tab_bars(window))
    for key in ("gradient", "eigenvalues", "contour"):  # as they are dragged: one by one
        window.tabifyDockWidget(window.docks["fleets"], window.docks[key])
        qtbot.wait(50)
    (full,) = (bar for bar in tab_bars(window) if bar.count() == 6)
    assert full.usesScrollButtons()  # rather than half of the window for their names
    assert full.width() < 400


def test_a_place_kept_by_an_older_and_narrower_window_has_room_for_the_tabs(qtbot, window):
    window.docks["step"].show()
    window.resizeDocks([window.docks["fleets"]], [100], Qt.Orientation.Horizontal)
    qtbot.wait(50)
    assert cut_off(window) == []


class Layouts(QObject):
    """Counts how often anything asks to be laid out."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_window_that_nothing_happens_in_is_not_laid_out_again(qtbot, qapp, window):
    layouts = Layouts()
    window.docks["step"].show()  # which lays everything out, and the tabs with it
    qtbot.wait(300)
    qapp.installEventFilter(layouts)
    qtbot.wait(300)
    qapp.removeEventFilter(layouts)
    assert layouts.count <= 2
