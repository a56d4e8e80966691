"""The main view: the 3-D scene where there is OpenGL, the contour map where there is none."""

import logging
from collections.abc import Callable
from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.commands import Move
from engine.scenario import ViewState
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.scene.geometry.camera import ISO, PRESETS
from gui.state.drop_commands import drop
from gui.state.overlays import defaults
from gui.state.selection import Selection
from gui.state.send import Send
from gui.state.sheet_reach import REACH
from gui.style.palette import Palette
from gui.style.retranslated import Retranslated
from gui.style.spoken import paints
from gui.style.theme import Theme
from gui.text.spoken_ball import spoken_value

if TYPE_CHECKING:
    from gui.panels.map.panel import MapPanel
    from gui.scene.crosshair import SceneCrosshair

log = logging.getLogger(__name__)

RING: Final = 2  # px around the scene, drawn while it has the focus
VIEWS: Final = {f"view_{name}": camera for name, camera in PRESETS}  # by the key of the action


def open_scene() -> Any:
    """The scene. Imported late: PyOpenGL must find the platform that Qt has chosen."""
    from gui.scene.view import SceneView

    return SceneView()


@final
class Viewport(Retranslated, QWidget):
    """Shows the run in the best way this machine can, and sends what the mouse does in it."""

    failed = Signal(str)
    slow = Signal()  # once, when it shows fewer than 15 frames a second
    painted = Signal()  # after the first frame
    range_changed = Signal(float, float, bool)  # lowest and highest loss shown; logarithmic
    menu_wanted = Signal(object, QPoint)  # a ball's id or a point; where on the screen
    said = Signal(str)  # what keys have just done in the scene, translated

    def __init__(
        self,
        send: Send,
        selection: Selection,
        theme: Theme,
        fallback_map: Callable[[], "MapPanel"],
        make_scene: Callable[[], Any] = open_scene,
    ) -> None:
        super().__init__()
        self._send, self._selection, self._theme = send, selection, theme
        self._fallback_map = fallback_map
        self._now: Snapshot | None = None
        self._range: tuple[float, float, bool] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.overlays, self.reach = defaults(), REACH.default
        selection.critical.changed.connect(self._show_critical)
        selection.cut.changed.connect(self._show_cut)
        selection.lesson.marks.changed.connect(self._show_lesson)
        selection.place_wanted.connect(self._go_to)
        self.scene: Any = None
        self.crosshair: SceneCrosshair | None = None
        self.panel: MapPanel | None = None
        self._open(make_scene)
        self.retranslate()
        selection.ball_hovered.connect(self._mark_hovered)
        selection.followed_changed.connect(self._follow)

    def refresh(self, now: Snapshot) -> None:
        """Show `now`. Called once a frame."""
        self._now = now
        marked = "critical" in self.overlays and not self._selection.lesson.asks
        self._selection.critical.want(now.surface if marked else None)
        if self.scene is not None:
            self.scene.refresh(now, self._selection.chosen, self.overlays)
            self._emit_range()
            self._place_crosshair()
        elif self.panel is not None:
            self.panel.set_snapshot(now)

    @property
    def complete(self) -> bool:
        """Whether nothing of the view is still to come."""
        view = self.panel if self.scene is None else self.scene
        return (view is None or bool(view.complete)) and not self._selection.critical.busy

    def retranslate(self) -> None:
        """Set every text in the current language."""
        self.setWindowTitle(self.tr("Surface"))
        if self.scene is not None:
            self.scene.setAccessibleName(self.tr("3-D view of the surface"))
            self.scene.setAccessibleDescription(
                self.tr(
                    "Enter shows a crosshair: arrow keys move it, with Ctrl in fine and with Shift "
                    "in coarse steps, Enter drops a ball or picks one up, Shift+Enter drops one of "
                    "every fleet, Esc leaves. Without it, Shift and arrow keys turn the view, Ctrl "
                    "and arrow keys shift it, plus and minus zoom, 0 turns it back."
                )
            )

    def show_overlay(self, key: str, on: bool) -> None:
        """Switch one of the things that are drawn besides the surface and its balls."""
        self.overlays = self.overlays | {key} if on else self.overlays - {key}
        if self._now is not None:
            self.refresh(self._now)
        if self.panel is not None:
            self.panel.show_overlays(self.overlays)

    def set_reach(self, reach: float) -> None:
        """How far the local quadratic is drawn, see `gui.state.sheet_reach`."""
        self.reach = reach
        if self.scene is not None:
            self.scene.set_reach(reach)

    def set_palette(self, palette: Palette) -> None:
        if self.scene is not None:
            self.scene.set_palette(palette)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on with the scene's background, and show whether that has the focus."""
        del event
        if self.scene is None:
            return
        colors = self._theme.palette
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, QColor(colors.scene_top))
        ground.setColorAt(1, QColor(colors.scene_bottom))
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        if self.scene.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), RING, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def look(self, view: str) -> None:
        """Go to one of `VIEWS`."""
        if self.scene is not None:
            self._selection.follow(None)
            self.scene.camera_motion.go(VIEWS[view])

    def take_view(self, view: ViewState) -> None:
        """Set the camera of a scenario."""
        if self.scene is not None:
            camera = replace(ISO, azimuth=view.azimuth, elevation=view.elevation)
            self.scene.camera_motion.go(camera)

    def set_thickness(self, thick: float) -> None:
        """Draw lines so many times as thick as usual."""
        if self.scene is not None:
            self.scene.set_thickness(thick)

    def set_height_scale(self, logarithmic: bool | None) -> None:
        """Linear, logarithmic, or (None) as the surface has it."""
        if self.scene is not None:
            self.scene.set_height_scale(logarithmic)
            self._emit_range()
            self._place_crosshair()
        if self.panel is not None:
            self.panel.set_height_scale(logarithmic)

    def picture(self) -> QImage:
        """The view alone, as it is now."""
        if self.scene is not None:
            image: QImage = self.scene.grabFramebuffer()
            return image
        return self.grab().toImage()

    @property
    def renderer(self) -> str:
        """The OpenGL renderer, for the About window."""
        if self.scene is None:
            return "—"
        renderer = self.scene.renderer
        return f"{renderer.renderer} · {renderer.version}"

    # Inside.

    def _open(self, make_scene: Callable[[], Any]) -> None:
        try:
            scene = make_scene()
        except Exception as error:  # a driver may raise anything; the window opens all the same
            log.error("the 3-D view could not be made", exc_info=error)
            reason = str(error) or type(error).__name__
            QTimer.singleShot(0, self, lambda: self._fall_back(reason))
            return
        self.scene = scene
        scene.set_palette(self._theme.palette)
        scene.set_still(self._theme.motion() == 0)
        scene.dropped.connect(self._drop)
        scene.missed.connect(
            lambda: self.said.emit(self.tr("Click the surface itself to drop a ball."))
        )
        scene.hovered.connect(self._hover)
        scene.chosen.connect(lambda ball: self._selection.choose({ball}))
        scene.moved.connect(lambda ball, point, on: self._send(Move(ball, point, on)))
        scene.menu_wanted.connect(self.menu_wanted)
        scene.menu_key.connect(self._open_menu)
        scene.dragged.connect(lambda: self._selection.follow(None))
        scene.failed.connect(self._fall_back)
        scene.frame_watch.slow.connect(self.slow)
        scene.rescaled.connect(self._emit_range)
        scene.frameSwapped.connect(self._emit_painted)
        scene.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column.setContentsMargins(RING, RING, RING, RING)
        self._column.addWidget(scene)
        scene.installEventFilter(self)
        paints(scene, "graphic", lambda: spoken_value(self._now, self._selection.ball))
        self.setFocusProxy(scene)
        from gui.scene.crosshair import SceneCrosshair  # late, as the scene

        self.crosshair = SceneCrosshair(scene, self._selection)
        self.crosshair.keys.said.connect(self.said)

    def _emit_painted(self) -> None:
        self.scene.frameSwapped.disconnect(self._emit_painted)
        QTimer.singleShot(0, self, self.painted.emit)  # let the frame reach the screen first

    def _fall_back(self, why: str) -> None:
        """Go on with the contour map in the scene's place."""
        if self.scene is not None:
            self.scene.hide()
            self.scene.deleteLater()
            self.scene = self.crosshair = None
            self._column.setContentsMargins(0, 0, 0, 0)
        self.panel = self._fallback_map()
        self._column.addWidget(self.panel)
        self.setFocusProxy(self.panel)
        self.panel.show()
        if self._now is not None:
            self.panel.set_snapshot(self._now)
        self.failed.emit(why)

    def _drop(self, point: Point, every: bool) -> None:
        drop(self._send, self._selection, self._now, point, every)

    def _hover(self, target: Point | int | None) -> None:
        ball = target if isinstance(target, int) else None
        self._selection.hover_ball(ball)
        if ball is None:
            point = target if isinstance(target, tuple) else None
            if point is not None and not self.said_of(point):
                point = self._selection.critical.near(point)
            self._selection.hover_point(point)
        else:
            self._selection.hover_point(self._place_of(ball))

    def said_of(self, point: Point) -> str:
        """What a mark of an overlay at exactly this point says, else ""."""
        return "" if self.scene is None else self.scene.layers.said_of(point)

    def _open_menu(self) -> None:
        """Open the menu of what is at the crosshair, else of the chosen ball or the middle."""
        scene, ball, keys = self.scene, self._selection.ball, self.crosshair
        middle = scene.rect().center()
        point = keys.keys.point if keys is not None else None
        if keys is not None and point is not None:
            ball = keys.ball_near(point)
        target = ball if ball is not None else point or scene.target_at(middle.x(), middle.y())
        point = self._place_of(ball) if ball is not None else point
        pixel = scene.pixel_of(point) if point is not None and all(map(isfinite, point)) else None
        there = QPointF(*pixel).toPoint() if pixel is not None else middle
        if target is not None:
            place = there if scene.rect().contains(there) else middle
            self.menu_wanted.emit(target, scene.mapToGlobal(place))

    def _go_to(self, point: Point) -> None:
        """Turn the camera to a point of the surface, from where it is seen as now."""
        world = self.scene.world if self.scene is not None else None
        if world is not None and self._now is not None:
            at = np.array(point)
            motion = self.scene.camera_motion
            self._selection.follow(None)
            motion.set(motion.camera.looking_at(world.to_world(at, self._now.surface.value(at))))

    def _show_cut(self) -> None:
        if self.scene is not None:
            self.scene.layers.show_cut(self._selection.cut.cut)
            self.scene.invalidate()

    def _show_lesson(self) -> None:
        if self.scene is not None:
            self.scene.layers.show_lesson(self._selection.lesson.marks.shown)
            self.scene.invalidate()

    def _show_critical(self) -> None:
        if self.scene is not None:
            self.scene.show_critical(self._selection.critical.found)

    def _place_of(self, ball: int) -> Point | None:
        home = self._now.homes.get(ball) if self._now is not None else None
        if home is None:
            return None
        x, y = home[0].position[home[1]]
        return (float(x), float(y))

    def _mark_hovered(self) -> None:
        if self.scene is not None and not self.scene.underMouse():
            self.scene.set_hovered(self._selection.hovered_ball)

    def _follow(self) -> None:
        if self.scene is not None:
            self.scene.follow(self._selection.followed)

    def _place_crosshair(self) -> None:
        if self.crosshair is not None:
            self.crosshair.refresh()

    def _emit_range(self) -> None:
        world = self.scene.world
        if world is not None:
            scale = world.scale
            shown = (scale.low, scale.high, scale.log)
            if shown != self._range:
                self._range = shown
                self.range_changed.emit(*shown)
