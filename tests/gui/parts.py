"""Finding a part of a window as a person or a screen reader does: by its kind and its name."""

from PySide6.QtWidgets import QLabel, QWidget


def part(owner, kind, name=None):
    """The one part of a kind within `owner`; of several, the one with that name."""
    found = [each for each in owner.findChildren(kind) if name in (None, *names(each))]
    assert len(found) == 1, [names(each) for each in owner.findChildren(kind)]
    return found[0]


def names(thing):
    """What a part may be called: by a program, by a screen reader, and what is written on it."""
    spoken = thing.accessibleName() if isinstance(thing, QWidget) else ""
    written = thing.text() if hasattr(thing, "text") else ""
    return [word for word in (thing.objectName(), spoken, written) if word]


def label(owner, dress):
    """The one label within `owner` that is dressed so."""
    (found,) = [each for each in owner.findChildren(QLabel) if each.property("role") == dress]
    return found
