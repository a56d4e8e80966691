"""Finding a part of a window as a person or a screen reader does: by its kind and its name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def part(owner, kind, name=None):
    """The one part of a kind within `owner`; of several, the one with that name."""
    found = [each for each in owner.findChildren(kind) if name in (None, *names(each))]
    assert len(found) == 1, [names(each) for each in owner.findChildren(kind)]
    return found[0]


def names(thing):
    """The object name, the accessible name and the text of a part."""
    accessible = thing.accessibleName() if isinstance(thing, QWidget) else ""
    text = thing.text() if hasattr(thing, "text") else ""
    return [word for word in (thing.objectName(), accessible, text) if word]


def label(owner, role):
    """The one label within `owner` that has the role."""
    (found,) = [each for each in owner.findChildren(QLabel) if each.property("role") == role]
    return found


def explained_controls(owner):
    """All visible controls that Tab reaches; checks that each has a name and a tip."""
    reached = [
        widget
        for widget in owner.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
    ]
    for widget in reached:
        assert widget.accessibleName() or widget.text(), widget
        assert widget.toolTip(), widget
    return reached
