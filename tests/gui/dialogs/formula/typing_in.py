"""Typing into the formula editor, for tests."""

from PySide6.QtCore import Qt

from gui.widgets.number_field import NumberField

KEY = Qt.Key


def type_in(qtbot, editor, text):
    """Replace the text of the field, key by key."""
    field = editor.parts.field
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, KEY.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: editor.settled)


def enter(qtbot, editor):
    qtbot.keyClick(editor.parts.field, KEY.Key_Return)


def problem(editor):
    return editor.parts.problem.text()


def knob_field(editor, name):
    return editor.parts.values.rows[name].findChild(NumberField)


def set_number(qtbot, field, text):
    """Replace the number in a field, and leave it by Tab."""
    field.setFocus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, KEY.Key_Tab)


def examples(editor):
    """The examples in their menu when it opens."""
    menu = editor.parts.examples.menu()
    menu.aboutToShow.emit()
    return menu.actions()
