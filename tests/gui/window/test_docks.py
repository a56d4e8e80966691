"""The panels around the view: what their bars tell, what hides behind what, what Tab reaches."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QTabBar

from engine.commands import Drop
from gui.widgets.notice import Severity
from gui.window.central_widget import LEAST
from tests.gui.fitting import cut_tabs
from tests.gui.windows import opened, until


def place(widget, window):
    corner = widget.mapTo(window, QPoint(0, 0))
    return corner.y(), corner.x()


def curves(window):
    return window.panels["curves"].curves


def test_a_plot_has_its_name_and_scale_inside(qtbot, window):
    plot = curves(window)["gradient"]
    for _ in range(2):
        qtbot.mouseClick(plot.toggle, Qt.MouseButton.LeftButton)
        qtbot.wait(50)
        shown = f"{plot.windowTitle()}  {plot.detail}"
        assert plot.title.text() == shown
        assert "‖g‖" in shown
        assert ("logarithmic" in shown) == plot.toggle.isChecked()


def test_a_name_leaves_words_out_and_cuts_none_off(qtbot, window):
    shown = curves(window)["eigenvalues"].title
    texts = ("Hessian eigenvalues  λ₁ ≤ λ₂, symmetric log", "Hessian eigenvalues  λ₁ ≤ λ₂")
    shown.set_texts(*texts)
    full, seen = shown.fontMetrics().horizontalAdvance, set()
    for width in range(20, 500, 5):
        shown.resize(width, shown.height())
        seen.add(shown.text())
        assert full(shown.text()) <= width
    assert seen == {"", *texts}


def inside(plot):
    """Width and height inside the axes, in pixels."""
    size = plot.plot.view.boundingRect().size()
    return size.width(), size.height()


@pytest.mark.parametrize(
    ("size", "least"),
    [
        ((1280, 800), (250, 90)),
        pytest.param((1920, 1080), (420, 140), marks=pytest.mark.full),
    ],
)
def test_each_curve_has_room_inside_its_axes(qtbot, qapp, size, least):
    with opened(qtbot, qapp, size=size) as window:
        qtbot.wait(200)
        assert window.size().toTuple() == size
        for plot in curves(window).values():
            width, height = inside(plot)
            assert width >= least[0]
            assert height >= least[1]
        assert window.docks["contour"].width() == pytest.approx(0.27 * size[0], abs=3)


def test_the_columns_follow_the_window_until_a_border_is_moved(qtbot, qapp):
    with opened(qtbot, qapp, size=(1280, 800)) as window:
        qtbot.wait(100)
        window.resize(1600, 900)
        qtbot.waitUntil(lambda: abs(window.docks["contour"].width() - 432) <= 3)
        window.resizeDocks([window.docks["contour"]], [360], Qt.Orientation.Horizontal)
        qtbot.wait(50)
        window.resize(1500, 900)
        qtbot.wait(100)
        assert abs(window.docks["contour"].width() - 360) <= 3
        window.docking.reset()
        qtbot.waitUntil(lambda: abs(window.docks["contour"].width() - 405) <= 3)


def test_a_double_click_makes_a_curve_the_only_one_and_brings_the_others_back(qtbot, window):
    panel = window.panels["curves"]
    plot = curves(window)["eigenvalues"]
    before = inside(plot)
    for keys in (False, True):
        if keys:
            qtbot.keyClick(plot.plot, Qt.Key.Key_Up)
        else:
            qtbot.mouseDClick(plot.plot.viewport(), Qt.MouseButton.LeftButton)
        assert panel.alone is plot
        qtbot.waitUntil(lambda: inside(plot)[1] > 2 * before[1])
        if keys:
            qtbot.keyClick(plot.plot, Qt.Key.Key_Down)
        else:
            qtbot.mouseDClick(plot.plot.viewport(), Qt.MouseButton.LeftButton)
        assert panel.alone is None
        qtbot.waitUntil(lambda: inside(plot) == before)


def test_only_the_lowest_curve_has_the_numbers_of_the_time_axis(qtbot, window):
    qtbot.wait(50)
    heights = [plot.plot.x_axis.height() for plot in curves(window).values()]
    assert max(heights[:2]) <= 1 < 12 < heights[2]
    lefts = {
        round(plot.plot.view.mapRectToScene(plot.plot.view.rect()).left())
        for plot in curves(window).values()
    }
    assert len(lefts) == 1


def test_the_step_panel_opens_in_front(qtbot, window):
    before = window.docks["contour"].geometry()
    window.menus.list_panels({})
    window.docks["step"].raise_()
    qtbot.waitUntil(lambda: not window.panels["step"].visibleRegion().isEmpty())
    assert window.docks["contour"].geometry() == before


def test_the_table_opens_with_room_for_balls_and_the_surface_keeps_its_own(qtbot, window):
    window.docks["balls"].show()
    qtbot.wait(50)
    view = window.panels["balls"].view
    assert view.viewport().height() >= 3 * view.rowHeight(0)
    assert window.central.height() >= LEAST


def test_tab_reaches_every_plot_and_no_nameless_bar(window):
    for plot in curves(window).values():
        assert plot.plot.focusPolicy() & Qt.FocusPolicy.TabFocus
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
    plots = tuple(curves(window).values())
    boxes = [plot.read_out for plot in plots]
    assert all(box.isVisible() for box in boxes)
    frames = [box.geometry() for box in boxes]
    assert all(not a.intersects(b) for i, a in enumerate(frames) for b in frames[i + 1 :])
    for plot, frame in zip(plots, frames, strict=True):
        assert frame.right() <= plot.plot.mapToGlobal(QPoint(0, 0)).x()
    window.panels["curves"].show_alone(plots[1])
    assert [box.isVisible() for box in boxes] == [False, True, False]
    window.panels["curves"].show_alone(plots[1])
    window.docks["step"].raise_()
    qtbot.waitUntil(lambda: not any(box.isVisible() for box in boxes))
    window.docks["curves"].raise_()


def tab_bars(window):
    return [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.count()]


TABS = (("fleets", "landscape"), ("curves", "why", "step", "balls"))


def check_tabs(qtbot, window):
    """All names of the tabs are there in full."""
    named = [{window.panels[key].windowTitle() for key in keys} for keys in TABS]

    def shown():
        return [{bar.tabText(place) for place in range(bar.count())} for bar in tab_bars(window)]

    qtbot.waitUntil(lambda: sorted(map(sorted, shown())) == sorted(map(sorted, named)))
    qtbot.wait(50)
    assert cut_tabs(window) == []


@pytest.mark.parametrize("size", [(1024, 640), pytest.param((1280, 800), marks=pytest.mark.full)])
def test_a_window_is_as_large_as_asked_and_no_tabs_name_is_cut_off(qtbot, qapp, size):
    """Neither the room kept for the panels nor the panels themselves make it larger, in either
    language, and whichever of them is in front."""
    with opened(qtbot, qapp, size=size) as window:
        qtbot.wait(100)
        assert window.size().toTuple() == size
        for front in ("why", "step", "balls", "curves"):
            window.docks[front].raise_()
            for language in ("zh_CN", "en"):
                window.shell.languages.choose(language)
                check_tabs(qtbot, window)
                assert window.size().toTuple() == size
                assert window.viewport.width() * 2.3 >= size[0]


def test_tabs_made_later_are_as_readable_and_the_keyboard_passes_them_by(qtbot, window):
    window.tabifyDockWidget(window.docks["curves"], window.docks["contour"])
    qtbot.waitUntil(lambda: sorted(bar.count() for bar in tab_bars(window)) == [2, 5])
    qtbot.wait(50)
    assert not any(bar.focusPolicy() & Qt.FocusPolicy.TabFocus for bar in tab_bars(window))
    for key in ("curves", "contour", "why"):  # as they are dragged: one by one
        window.tabifyDockWidget(window.docks["fleets"], window.docks[key])
        qtbot.wait(50)
    full = max(tab_bars(window), key=lambda bar: bar.count())
    assert full.usesScrollButtons()  # rather than half of the window for their names
    assert full.width() < 400
    window.docking.reset()


def test_a_place_kept_by_an_older_and_narrower_window_has_room_for_the_tabs(qtbot, window):
    window.docks["step"].show()
    window.resizeDocks([window.docks["fleets"]], [100], Qt.Orientation.Horizontal)
    qtbot.wait(50)
    assert cut_tabs(window) == []


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
