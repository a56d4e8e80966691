"""Where Tab and F6 lead: through the visible parts of the window, one after the other."""

from collections.abc import Callable, Sequence
from typing import Final, final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from gui.window.docking.dock_title_bar import DockTitleBar

MOST: Final = 8  # stops of Tab within a region


@final
class FocusRegions:
    """Tab visits the controls of all regions, F6 the first control of each, below its title.

    Qt's own order is the one in which controls were made, and leads into panels behind a tab.
    `roots` lists the regions in the order of the visit. Within a region it is the order of
    reading; one with too many controls counts as several.
    """

    def __init__(self, roots: Callable[[], Sequence[QWidget]]) -> None:
        self._roots = roots

    def stops(self) -> list[list[QWidget]]:
        """The controls that Tab visits at present, by region."""
        return [part for root in self._roots() for part in _divided(_stops(root))]

    def step(self, forward: bool) -> bool:
        """Move the focus to the next control, or back; whether there is one."""
        focused = _focused()
        roots = [*self._roots()] if forward else [*self._roots()][::-1]
        here = next((place for place, one in enumerate(roots) if _holds(one, focused)), 0)
        for number, root in enumerate((*roots[here:], *roots[: here + 1])):
            # The focused control has its place even where it has just been disabled or hidden.
            stops = _stops(root, focused) if forward else _stops(root, focused)[::-1]
            if focused in stops:
                place = stops.index(focused)
                stops = stops[:place] if number else stops[place + 1 :]
            if stops:
                return _move(stops[0], forward)
        return False

    def jump(self, forward: bool) -> bool:
        """Move the focus to the next region, or to the one before; whether there is one."""
        focused = _focused()
        regions = [part for root in self._roots() for part in _divided(_stops(root, focused))]
        here = next((place for place, stops in enumerate(regions) if focused in stops), None)
        if here is None:
            here = -1 if forward else 0
        there = regions[(here + (1 if forward else -1)) % len(regions)] if regions else []
        return bool(there) and _move(entrance(there), True)


def entrance(stops: Sequence[QWidget]) -> QWidget:
    """The control of a region that F6 leads to: the first one below the title of its panel."""
    return min(stops, key=lambda each: isinstance(each.parentWidget(), DockTitleBar))


def _holds(root: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and root.isAncestorOf(widget)


def _move(widget: QWidget, forward: bool) -> bool:
    """Give the focus to a control, scrolled into view, in whichever window it is."""
    reasons = Qt.FocusReason
    widget.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    for area in _areas(widget):
        area.ensureWidgetVisible(widget)
    if not widget.isActiveWindow():
        widget.window().activateWindow()
    return True


def _focused() -> QWidget | None:
    found: QWidget | None = QApplication.focusWidget()  # None is missing in Qt's type hints
    return found


def _stops(root: QWidget, also: QWidget | None = None) -> list[QWidget]:
    """The controls within `root` that can have the focus, in reading order; `also` with them."""
    if root.visibleRegion().isEmpty():
        return []
    within = (each for each in root.findChildren(QWidget) if each.window() is root.window())
    boxes = {
        each: QRect(_place(each, root), each.size())
        for each in within
        if each is also or _takes_focus(each)
    }
    rows: list[list[QWidget]] = []
    for each in sorted(boxes, key=lambda each: boxes[each].top()):
        if not rows or boxes[each].center().y() > boxes[rows[-1][0]].bottom():
            rows.append([])
        rows[-1].append(each)
    return [each for row in rows for each in sorted(row, key=lambda each: boxes[each].left())]


def _place(widget: QWidget, root: QWidget) -> QPoint:
    """Where a widget is within `root` while nothing is scrolled."""
    place, each = QPoint(), widget
    while each is not root and (parent := each.parentWidget()) is not None:
        area = parent.parentWidget()
        if not isinstance(area, QScrollArea) or area.widget() is not each:
            place += each.pos()
        each = parent
    return place


def _takes_focus(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    return bool(tab) and widget.isEnabled() and widget.isVisible() and _is_seen(widget)


def _is_seen(widget: QWidget) -> bool:
    """Whether some of it is visible, or can be scrolled into view."""
    if not widget.visibleRegion().isEmpty():
        return True
    areas = _areas(widget)
    return bool(areas) and not areas[-1].visibleRegion().isEmpty()


def _areas(widget: QWidget) -> list[QScrollArea]:
    """What it can be scrolled in, from the innermost."""
    found, parent = [], widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            found.append(parent)
        parent = None if parent.isWindow() else parent.parentWidget()
    return found


def _divided(stops: list[QWidget]) -> list[list[QWidget]]:
    """In parts of similar size, none with more than `MOST`."""
    parts = -(-len(stops) // MOST)
    size = -(-len(stops) // max(parts, 1))
    return [stops[start : start + size] for start in range(0, len(stops), max(size, 1))]
