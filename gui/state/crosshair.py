"""A crosshair on a surface that keys move: it drops balls, picks them up and puts them down."""

from typing import Final, Protocol, final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from engine.surfaces.base import Point
from gui.state.selection import Selection
from gui.style.spoken import speak

PLAIN, FINE, COARSE = 8.0, 1.0, 40.0  # px of a step
STEPS: Final = {
    Qt.KeyboardModifier.NoModifier: PLAIN,
    Qt.KeyboardModifier.ControlModifier: FINE,
    Qt.KeyboardModifier.ShiftModifier: COARSE,
}
ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Reasons for which the focus leaves a view only for a moment.
SHORT: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CrosshairView(Protocol):
    """The view of a surface as `Crosshair` uses it."""

    def middle(self) -> Point | None:
        """The middle of what is shown; None before there is a surface."""

    def stepped(self, point: Point, right: float, up: float) -> Point:
        """The point so many pixels away, kept within what is shown."""

    def ball_near(self, point: Point) -> int | None:
        """The ball that is at a point, or so near that it hardly differs from one there."""

    def place_of(self, ball: int) -> Point | None:
        """Where a ball is; None where it has no position."""

    def describe(self, point: Point, ball: int | None) -> str:
        """The point and its loss in a few words, and the ball there."""


@final
class Crosshair(QObject):
    """Off until Enter is pressed in the view, and again after Esc.

    A step of the arrow keys is fine with Ctrl and coarse with Shift. Enter drops a ball, with
    Shift one of every fleet; on a ball it picks that up. A ball picked up goes along until Enter
    puts it down; all of that is one edit, as a drag with the mouse is.
    """

    changed = Signal()  # it was switched or moved
    dropped = Signal(object, bool)  # a point; of every fleet
    moved = Signal(int, object, bool)  # a ball's id, a point, whether the same drag continues
    pointed = Signal(object, object)  # a point or None, a ball's id or None
    said = Signal(str)  # what has just been done, translated

    def __init__(self, view: CrosshairView, widget: QWidget, selection: Selection) -> None:
        super().__init__(widget)
        self._view, self._widget, self._selection = view, widget, selection
        self.point: Point | None = None  # where it is; None while it is off
        self.held: int | None = None  # the ball that goes along
        self._last: Point | None = None
        self._moves = 0
        self._run: object = None  # in which the held ball was picked up
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Without this the window's shortcuts would take the arrows.
            if self.point is not None and _is_used(event):
                event.accept()
                return True
        elif kind == QEvent.Type.FocusIn:
            self.changed.emit()
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if self.point is not None and event.reason() not in SHORT:
                self.leave()
            self.changed.emit()
        return False

    def leave(self) -> None:
        """Put down what is held, and switch the crosshair off."""
        self._forget_removed()
        text = self.tr("Crosshair off") if self.held is None else self._put_down()
        self._last, self.point = self.point, None
        self.changed.emit()
        self.pointed.emit(None, None)
        speak(self._widget, text)

    def _key(self, event: QKeyEvent) -> bool:
        if not _is_used(event) or (self.point is None and event.key() not in ENTER):
            return False
        self._forget_removed()
        held = _held(event)
        if self.point is None:
            return self._begin()
        if event.key() in ARROWS:
            self._step(self.point, *ARROWS[Qt.Key(event.key())], STEPS[held])
        elif event.key() in ENTER:
            self._enter(self.point, bool(held & Qt.KeyboardModifier.ShiftModifier))
        else:
            self.leave()
        return True

    def _begin(self) -> bool:
        """Switch it on: at the chosen ball, else where it was last, else in the middle."""
        ball = self._selection.ball
        place = self._view.place_of(ball) if ball is not None else None
        point = place or self._last or self._view.middle()
        if point is None:
            return False
        self._show(self._view.stepped(point, 0.0, 0.0))
        self._say(self.tr("Crosshair: arrow keys move it, Enter drops a ball, Esc leaves"))
        return True

    def _step(self, point: Point, right: int, up: int, stride: float) -> None:
        point = self._view.stepped(point, right * stride, up * stride)
        self._show(point)
        if self.held is not None:
            self.moved.emit(self.held, point, self._moves > 0)
            self._moves += 1
        ball = self.held if self.held is not None else self._view.ball_near(point)
        speak(self._widget, self._view.describe(point, ball))

    def _enter(self, point: Point, every: bool) -> None:
        ball = self._view.ball_near(point)
        if self.held is not None:
            self._say(self._put_down())
        elif ball is not None and not every:
            self._pick_up(ball)
        else:
            self.dropped.emit(point, every)
            one = self.tr("Ball dropped")
            self._say(self.tr("A ball of every fleet dropped") if every else one)

    def _pick_up(self, ball: int) -> None:
        self._selection.choose({ball})
        self.held, self._moves, self._run = ball, 0, self._selection.run
        self._show(self._view.place_of(ball) or self.point)
        text = self.tr("Ball {0} picked up: arrow keys move it, Enter puts it down")
        self._say(text.format(ball))

    def _forget_removed(self) -> None:
        """Hold no ball that is gone: in another run its number is that of another ball."""
        gone = self.held is not None and not self._selection.exists(self.held)
        if gone or self._selection.run is not self._run:
            self.held = None

    def _put_down(self) -> str:
        """Hold nothing; what has been done, in words."""
        ball, self.held = self.held, None
        return self.tr("Ball {0} put down").format(ball)

    def _show(self, point: Point | None) -> None:
        if point is not None:
            self.point = point
            self.changed.emit()
            self.pointed.emit(point, None if self.held is not None else self._view.ball_near(point))

    def _say(self, text: str) -> None:
        self.said.emit(text)
        speak(self._widget, text)


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _is_used(event: QKeyEvent) -> bool:
    held = _held(event)
    if event.key() in ARROWS:
        return held in STEPS
    if event.key() in ENTER:
        return held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.key() == Qt.Key.Key_Escape and held == Qt.KeyboardModifier.NoModifier
