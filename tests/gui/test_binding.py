"""A bug of Qt's Python binding that the pinned version must not have."""

import sys

from PySide6.QtWidgets import QLabel


def test_repaints_do_not_use_up_none(qtbot):
    """PySide6 6.12.0 drops a reference to None at every call that returns nothing.

    It shows on Python 3.11 only; later Pythons do not count references to None.
    """
    label = QLabel("0")
    qtbot.addWidget(label)
    label.show()
    with qtbot.waitExposed(label):
        pass
    before = sys.getrefcount(None)
    for count in range(200):
        label.setText(str(count))
        label.repaint()
    assert sys.getrefcount(None) > before - 50
