"""Mouse, touchpad and keys in the scene."""

from typing import Protocol, final

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent

from engine.surfaces.base import Point
from gui.scene.camera_motion import CameraMotion
from gui.scene.drag import Drag, Pointer
from gui.scene.geometry.camera import PRESETS
from gui.scene.geometry.projection import Projection
from gui.scene.pile_lists import PileLists

DEGREES = 0.35  # of orbit a pixel
KEY_DEGREES = 6.0
KEY_PIXELS = 30.0
KEY_ZOOM = 1.15
HOVER = 16  # milliseconds between two picks under the mouse

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_ZOOMS = {
    Qt.Key.Key_Plus: KEY_ZOOM,
    Qt.Key.Key_Equal: KEY_ZOOM,
    Qt.Key.Key_Minus: 1 / KEY_ZOOM,
    Qt.Key.Key_Underscore: 1 / KEY_ZOOM,
}


class PointedView(Protocol):
    """The view as `MouseKeys` uses it."""

    camera_motion: CameraMotion
    pile_lists: PileLists

    @property
    def dropped(self) -> SignalInstance: ...
    @property
    def missed(self) -> SignalInstance: ...
    @property
    def chosen(self) -> SignalInstance: ...
    @property
    def moved(self) -> SignalInstance: ...
    @property
    def dragged(self) -> SignalInstance: ...
    @property
    def menu_wanted(self) -> SignalInstance: ...
    @property
    def projection(self) -> Projection | None: ...
    def width(self) -> int: ...
    def height(self) -> int: ...
    def ball_at(self, x: float, y: float) -> int | None: ...
    def point_at(self, x: float, y: float) -> Point | None: ...
    def target_at(self, x: float, y: float) -> Point | int | None: ...
    def set_hovered(self, target: Point | int | None) -> None: ...


@final
class MouseKeys(QObject):
    """Converts events to camera moves and to the view's signals."""

    def __init__(self, view: PointedView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._pointer: Pointer | None = None
        self._at = QPointF()
        self._hover_timer = QTimer(self)
        self._hover_timer.setSingleShot(True)
        self._hover_timer.setInterval(HOVER)
        self._hover_timer.timeout.connect(self._update_hovered)
        self._move_timer = QTimer(self)
        self._move_timer.setSingleShot(True)
        self._move_timer.setInterval(HOVER)
        self._move_timer.timeout.connect(self._move_ball)
        self._moves = 0

    def press(self, event: QMouseEvent) -> None:
        x, y = event.position().x(), event.position().y()
        left = event.button() == Qt.MouseButton.LeftButton
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ball = self._view.ball_at(x, y)
        if left and ball is not None and not shift:
            self._pointer = Pointer((x, y), Drag.BALL, ball)
        else:
            self._pointer = Pointer((x, y), Drag.ORBIT if left and not shift else Drag.PAN, ball)
        self._moves = 0

    def move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if not event.buttons():
            self._pointer = None  # the release was lost
        if self._pointer is None:
            if not self._hover_timer.isActive():
                self._hover_timer.start()
            return
        delta = self._pointer.moved(self._at.x(), self._at.y())
        if delta is not None:
            self._drag(*delta)

    def release(self, event: QMouseEvent) -> None:
        pointer, self._pointer = self._pointer, None
        if pointer is None:
            return
        if pointer.dragging:
            if pointer.kind is Drag.BALL and self._move_timer.isActive():
                self._move_timer.stop()
                self._emit_moved(pointer, event.position())
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._click(pointer, event)
        elif event.button() == Qt.MouseButton.RightButton:
            self.request_menu(event.position(), event.globalPosition().toPoint())

    def leave(self) -> None:
        self._hover_timer.stop()
        self._view.set_hovered(None)

    def wheel(self, event: QWheelEvent) -> None:
        pixels, steps = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not pixels.isNull():
            self._pan(pixels.x(), pixels.y())
            return
        turn = steps.y() or steps.x()
        self._zoom(1.0015**turn, event.position())

    def gesture(self, event: QNativeGestureEvent) -> bool:
        """Pinch and twist on a touchpad; False for other gestures."""
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom(1.0 + event.value(), event.position())
        elif kind == Qt.NativeGestureType.RotateNativeGesture:
            self._view.camera_motion.set(
                self._view.camera_motion.camera.orbited(event.value(), 0.0)
            )
        else:
            return False
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key; False if it has no meaning here."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS:
            return self._arrow(*_ARROWS[key], modifiers)
        if key in _ZOOMS:
            self._zoom(_ZOOMS[key], None)
        elif key == Qt.Key.Key_0:
            self._view.camera_motion.go(PRESETS[0][1])
        elif key == Qt.Key.Key_B and not modifiers:
            return self._view.pile_lists.open_main()
        else:
            return False
        return True

    def request_menu(self, at: QPointF, where: QPoint) -> None:
        """Emit what is under `at`, so that the window can open its menu there."""
        target = self._view.target_at(at.x(), at.y())
        if target is not None:
            self._view.menu_wanted.emit(target, where)

    def _arrow(self, right: int, up: int, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            camera = self._view.camera_motion.camera
            self._view.camera_motion.set(camera.orbited(-KEY_DEGREES * right, KEY_DEGREES * up))
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._pan(-KEY_PIXELS * right, KEY_PIXELS * up)
        else:
            return False  # plain arrows control the playback
        return True

    def _drag(self, right: float, down: float) -> None:
        assert self._pointer is not None
        if self._pointer.kind is Drag.BALL:
            if not self._move_timer.isActive():
                self._move_timer.start()
            return
        self._view.dragged.emit()
        if self._pointer.kind is Drag.PAN:
            self._pan(right, down)
        else:
            camera = self._view.camera_motion.camera
            self._view.camera_motion.set(camera.orbited(-DEGREES * right, DEGREES * down))

    def _pan(self, right: float, down: float) -> None:
        camera = self._view.camera_motion.camera
        pixel = camera.pixel(self._view.width(), self._view.height())
        self._view.camera_motion.set(camera.panned(-right * pixel, down * pixel))

    def _zoom(self, factor: float, at: QPointF | None) -> None:
        """Zoom so that the point under `at` stays under it."""
        camera = self._view.camera_motion.camera
        zoomed = camera.zoomed(factor)
        projection = self._view.projection
        under = (
            projection.world_at(at.x(), at.y())
            if at is not None and projection is not None
            else None
        )
        if under is not None:
            share = zoomed.distance / camera.distance
            zoomed = zoomed.looking_at(under + share * (np.array(camera.centre) - under))
        self._view.camera_motion.set(zoomed)

    def _click(self, pointer: Pointer, event: QMouseEvent) -> None:
        every = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not every and self._view.pile_lists.open_at(event.position().x(), event.position().y()):
            return
        if pointer.ball is not None and not every:
            self._view.chosen.emit(pointer.ball)
            return
        point = self._view.point_at(event.position().x(), event.position().y())
        if point is not None:
            self._view.dropped.emit(point, every)
        else:
            self._view.missed.emit()

    def _update_hovered(self) -> None:
        self._view.set_hovered(self._view.target_at(self._at.x(), self._at.y()))

    def _move_ball(self) -> None:
        if self._pointer is not None:
            self._emit_moved(self._pointer, self._at)

    def _emit_moved(self, pointer: Pointer, at: QPointF) -> None:
        point = self._view.point_at(at.x(), at.y())
        if point is not None:
            self._view.moved.emit(pointer.ball, point, self._moves > 0)
            self._moves += 1
