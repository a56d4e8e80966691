"""What has no room in a window: texts that are cut off, controls that overlap or are pushed out."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from gui.style.plain_text import ElidedBox, ElidedLabel, FittingLabel

CONTROLS = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLabel)
PADDING = 8  # px on each side of the name in a tab
ARROW = 30  # px of a box of choices for its arrow and edges


def labels(window):
    return [each for each in window.findChildren(QLabel) if each.pixmap().isNull()]


def cut_off(window):
    """Visible labels with less room than their text needs, in rows and in columns of a panel."""
    found = []
    for each in labels(window):
        if each.visibleRegion().isEmpty() or isinstance(each, ElidedLabel | FittingLabel):
            continue
        need = each.heightForWidth(each.width()) if each.wordWrap() else each.sizeHint().height()
        wide = each.minimumSizeHint().width()
        if each.height() < need or each.width() < wide:
            found.append((each.text(), each.size().toTuple(), (wide, need)))
    return found


def pushed_out(window):
    """Panels that must be scrolled sideways, and what is beyond their edges."""
    areas = [each for each in window.findChildren(QScrollArea) if each.isVisible()]
    return [
        (key, [(type(one).__name__, getattr(one, "text", str)()) for one in beyond(each)])
        for each in areas
        if (key := each.horizontalScrollBar().maximum()) > 0 or beyond(each)
    ]


def beyond(area):
    inner, room = area.widget(), area.viewport().width()
    return [
        each
        for each in inner.findChildren(QWidget)
        if each.isVisible() and each.mapTo(inner, each.rect().topRight()).x() > room
    ]


def cut_tabs(window):
    """Tabs between docks whose names have less room than they need."""
    found = []
    for bar in window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
        for place in range(bar.count()):
            shown = bar.tabRect(place).intersected(bar.rect())
            need = bar.fontMetrics().horizontalAdvance(bar.tabText(place)) + 2 * PADDING
            if bar.isVisible() and shown.width() < need:
                found.append(bar.tabText(place))
    return found


def overlapping(window):
    """Pairs of visible controls with the same parent that lie on each other."""
    by_parent = {}
    for kind in CONTROLS:
        for each in window.findChildren(kind):
            if not each.visibleRegion().isEmpty():
                by_parent.setdefault(each.parentWidget(), {})[id(each)] = each
    found = []
    for family in by_parent.values():
        for one, other in combinations(family.values(), 2):
            if one.geometry().intersects(other.geometry()):
                found.append((named(one), named(other)))
    return found


FRAME = 1  # px that a style takes off a field in a layout


def squeezed(window):
    """Visible buttons that are smaller than what is on them, and fields than their least size."""
    found = []
    for kind in (QAbstractButton, QAbstractSpinBox, QComboBox):
        for each in window.findChildren(kind):
            least = each.minimumSizeHint()
            if not each.visibleRegion().isEmpty() and (
                each.width() < min(least.width(), each.maximumWidth())
                or each.height() < min(least.height(), each.maximumHeight()) - FRAME
            ):
                found.append((named(each), each.size().toTuple(), least.toTuple()))
    return found


def outside_window(window):
    """Docks, bars and the middle that are not wholly within the window, or empty."""
    parts = {key: dock for key, dock in window.docks.items() if not dock.isFloating()}
    parts |= {"middle": window.central, "view": window.viewport, "time": window.transport}
    found = []
    for name, part in parts.items():
        if part.visibleRegion().isEmpty():
            continue
        place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        if not window.rect().contains(place) or min(place.width(), place.height()) < 40:
            found.append((name, place))
    return found


def cut_numbers(window):
    """Curves whose axis has less room than its longest number needs."""
    curves = window.panels["curves"].curves.values()
    return [
        (each.key, each.plot.y_axis.width(), each.plot.y_axis.wanted_width())
        for each in curves
        if not each.visibleRegion().isEmpty()
        and each.plot.y_axis.width() < each.plot.y_axis.wanted_width()
    ]


def cut_choices(window):
    """Boxes of choices with less room than the chosen text needs; those of texts from outside
    leave out their middle."""
    return [
        (each.currentText(), each.width())
        for each in window.findChildren(QComboBox)
        if not each.visibleRegion().isEmpty()
        and not isinstance(each, ElidedBox)
        and each.fontMetrics().horizontalAdvance(each.currentText()) > each.width() - ARROW
    ]


def named(widget):
    text = getattr(widget, "text", str)()
    return type(widget).__name__, widget.accessibleName() or text or widget.objectName()


def troubles(window):
    """All of these by name; empty where everything has room."""
    found = {
        "cut off": cut_off(window),
        "pushed out": pushed_out(window),
        "tabs": cut_tabs(window),
        "overlapping": overlapping(window),
        "squeezed": squeezed(window),
        "outside": outside_window(window),
        "numbers": cut_numbers(window),
        "choices": cut_choices(window),
    }
    return {name: each for name, each in found.items() if each}
