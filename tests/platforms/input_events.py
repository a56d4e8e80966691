"""Mouse and keys as Qt's own test functions send them: where there is no screen to do it on."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest

BUTTONS: Final = {1: Qt.MouseButton.LeftButton, 3: Qt.MouseButton.RightButton}
WHEEL: Final = {4: 120, 5: -120}
KEYS: Final = {"Left": Qt.Key.Key_Left, "Tab": Qt.Key.Key_Tab, "Escape": Qt.Key.Key_Escape}
HELD: Final = {"Shift_L": Qt.KeyboardModifier.ShiftModifier}


def _window() -> QWindow:
    window = QGuiApplication.focusWindow()
    if window is None:
        raise RuntimeError("no window has the focus")
    return window


def move(x: float, y: float) -> None:
    window = _window()
    QTest.mouseMove(window, window.mapFromGlobal(QPoint(int(x), int(y))))


def button(number: int, down: bool, x: float, y: float) -> None:
    window = _window()
    at = window.mapFromGlobal(QPoint(int(x), int(y)))
    if number in WHEEL:
        if down:
            QTest.wheelEvent(window, QPointF(at), QPoint(0, WHEEL[number]))
        return
    send = QTest.mousePress if down else QTest.mouseRelease
    send(window, BUTTONS[number], Qt.KeyboardModifier.NoModifier, at)


def key(name: str, *held: str) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= HELD[each]
    known = KEYS[name] if name in KEYS else getattr(Qt.Key, f"Key_{name}")
    QTest.keyClick(_window(), known, modifiers)
