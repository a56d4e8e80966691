"""Mouse and keys of the contour map, but for those of the crosshair."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from engine.surfaces.base import Point
from gui.panels.map.widget import MapWidget

DRAG: Final = 4.0  # px; less is a click
ZOOM: Final = 1.2  # a notch of the wheel, or a key
IN, OUT = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus,)
WHOLE: Final = (Qt.Key.Key_Home, Qt.Key.Key_0)
KEYS: Final = (*IN, *OUT, *WHOLE)


@final
class MapMouseKeys(QObject):
    """Converts events of the map to signals, in coordinates of the surface."""

    dropped = Signal(object, bool)  # a point; of every fleet
    pointed = Signal(object, object)  # a point or None, a ball's id or None
    picked = Signal(int, bool)  # a ball's id; whether to add it to the selection
    dragged = Signal(int, object, bool)  # a ball's id, a point; whether the gesture continues
    panned = Signal()  # the map itself was dragged
    menu_wanted = Signal(object, object, QPoint)  # a ball's id or None, a point, where on screen

    def __init__(self, view: MapWidget) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._ball: int | None = None
        self._moved = self._grouped = False
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        handler = self._handlers().get(event.type())
        return handler(event) if handler is not None and self._view.frame is not None else False

    def _handlers(self) -> dict[QEvent.Type, Callable[..., bool]]:
        kind = QEvent.Type
        return {
            kind.MouseButtonPress: self._press,
            kind.MouseButtonDblClick: self._press,
            kind.MouseMove: self._move,
            kind.MouseButtonRelease: self._release,
            kind.Wheel: self._wheel,
            kind.Leave: self._leave,
            kind.KeyPress: self._key,
            kind.ShortcutOverride: self._override_shortcut,
        }

    def _point(self, at: QPointF) -> Point:
        assert self._view.frame is not None
        return self._view.frame.point(at.x(), at.y())

    def _inside(self, at: QPointF) -> bool:
        frame = self._view.frame
        return frame is not None and frame.contains(at.x(), at.y())

    def _press(self, event: QMouseEvent) -> bool:
        at = event.position()
        if not self._inside(at):
            return False
        self._ball = self._view.ball_at(at.x(), at.y())
        if event.button() == Qt.MouseButton.RightButton:
            place = event.globalPosition().toPoint()
            self.menu_wanted.emit(self._ball, self._point(at), place)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._last = at, at
            self._moved = self._grouped = False
            if event.button() == Qt.MouseButton.MiddleButton:
                self._ball = None
        return True

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position()
        if not event.buttons():
            self._pressed = None  # the release was lost
        if self._pressed is None:
            inside = self._inside(at)
            ball = self._view.ball_at(at.x(), at.y()) if inside else None
            self._view.setCursor(_shape(inside, ball is not None))
            self.pointed.emit(self._point(at) if inside else None, ball)
            return True
        delta = at - self._pressed
        self._moved |= abs(delta.x()) + abs(delta.y()) > DRAG
        if self._moved:
            self._drag(at)
        return True

    def _drag(self, at: QPointF) -> None:
        frame = self._view.frame
        assert frame is not None
        if self._ball is not None:
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self._ball, self._point(at), self._grouped)
            self.pointed.emit(self._point(at), self._ball)
            self._grouped = True
        else:
            step = at - self._last
            self.panned.emit()
            self._view.set_frame(frame.shifted(step.x(), step.y()))
        self._last = at

    def _release(self, event: QMouseEvent) -> bool:
        if self._pressed is None:
            return False
        at, pressed, self._pressed = event.position(), self._pressed, None
        left = event.button() == Qt.MouseButton.LeftButton
        if self._moved or not left:
            self._view.setCursor(_shape(self._inside(at), self._ball is not None))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.dropped.emit(self._point(pressed), True)
        elif self._ball is not None:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.picked.emit(self._ball, more)
        else:
            self.dropped.emit(self._point(pressed), False)
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        notches = (event.angleDelta().y() or event.angleDelta().x()) / 120
        self._zoom(ZOOM**notches, event.position())
        return True

    def _leave(self, event: QEvent) -> bool:
        del event
        self.pointed.emit(None, None)
        return False

    def _zoom(self, factor: float, at: QPointF) -> None:
        assert self._view.frame is not None
        self._view.set_frame(self._view.frame.zoomed(factor, at.x(), at.y()))

    # Keys

    def _override_shortcut(self, event: QKeyEvent) -> bool:
        """Keep the window's shortcuts from taking the keys of a focused map."""
        if event.key() in KEYS:
            event.accept()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in IN or key in OUT:
            frame = self._view.frame
            assert frame is not None
            self._zoom(ZOOM if key in IN else 1 / ZOOM, QPointF(*frame.pixel(self._crosshair())))
        elif key in WHOLE:
            assert self._view.frame is not None
            self._view.set_frame(self._view.frame.whole())
        elif key == Qt.Key.Key_Menu:
            self._request_menu()
        else:
            return False
        return True

    def _request_menu(self) -> None:
        """Request the menu of what is at the crosshair; until that is moved, of the chosen ball."""
        frame, point = self._view.frame, self._crosshair()
        assert frame is not None
        at = QPointF(*frame.pixel(point))
        ball = self._view.ball_at(at.x(), at.y())
        chosen = self._view.chosen_ball() if self._view.crosshair is None else None
        if chosen is not None:
            ball, at = chosen
        self.menu_wanted.emit(ball, point, self._view.mapToGlobal(at.toPoint()))

    def _crosshair(self) -> Point:
        """The crosshair's point; the map's middle while it is off."""
        frame = self._view.frame
        assert frame is not None
        return self._view.crosshair or frame.middle


def _shape(inside: bool, on_ball: bool) -> Qt.CursorShape:
    if not inside:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.OpenHandCursor if on_ball else Qt.CursorShape.CrossCursor
