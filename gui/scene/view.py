"""The 3-D view: the surface and the balls on it, with mouse and keys."""

from gui.scene.items import gl

# isort: split

from typing import final

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.analysis.critical_points import CriticalPoints
from engine.snapshot import Snapshot
from engine.surfaces.base import Surface
from gui.sampling import mesh
from gui.sampling.height_scale import World
from gui.scene.camera_motion import CameraMotion
from gui.scene.canvas import open_canvas
from gui.scene.canvas_holder import CanvasHolder, MakeCanvas
from gui.scene.frame import FrameRenderer, frame_of
from gui.scene.geometry.projection import Point, Projection
from gui.scene.items.renderer import Renderer
from gui.scene.items.surface_item import SurfaceItem
from gui.scene.layers.layer import SceneParts
from gui.scene.layers.layer_set import LayerSet
from gui.scene.mouse_keys import MouseKeys
from gui.scene.pile_lists import PileLists
from gui.scene.presenters.axes_presenter import AxesPresenter
from gui.scene.presenters.ball_presenter import BallPresenter
from gui.scene.presenters.ground_presenter import GroundPresenter
from gui.scene.refiner import Refiner
from gui.state.overlays import Overlays, defaults
from gui.style.palette import DARK, Palette, channels

OLDEST = (2, 1)
GLIDE = 15  # milliseconds between frames of a glide


@final
class SceneView(CanvasHolder):
    """The lit surface with everything on it.

    `show_surface` and `refresh` set what is shown; it repaints only when that differs from
    the present. Painting never raises: if OpenGL fails, `failed` is emitted with the reason, once.
    """

    dropped = Signal(object, bool)  # (w1, w2); whether one ball of every optimizer
    missed = Signal()  # a click beyond the surface
    hovered = Signal(object)  # (w1, w2), a ball's id, or None
    chosen = Signal(int)  # a ball's id
    moved = Signal(int, object, bool)  # a ball's id, (w1, w2), whether the same drag continues
    menu_wanted = Signal(object, QPoint)  # (w1, w2) or a ball's id; where on the screen
    dragged = Signal()  # the view is turned or shifted by the mouse
    menu_key = Signal()  # the menu was asked for by its key
    camera_changed = Signal()
    rescaled = Signal()  # the range of losses has changed by the fine sampling

    def __init__(
        self, parent: QWidget | None = None, make_canvas: MakeCanvas = open_canvas
    ) -> None:
        super().__init__(parent, make_canvas)
        self.renderer = Renderer()  # read again when there is a context
        self.camera_motion, self.ball_presenter = CameraMotion(self), BallPresenter()
        self.axes_presenter = AxesPresenter()
        self.pile_lists = PileLists(self, self.ball_presenter, self.chosen.emit)
        self.pile_lists.pointed.connect(self.set_hovered)
        self._mouse_keys = MouseKeys(self, self)
        self._critical: CriticalPoints | None = None
        self.marked: Surface | None = None  # whose critical points they are, where known
        self._make_items()
        self._projection: Projection | None = None
        self._shown: tuple[object, object] = (None, None)
        self._chosen: frozenset[int] = frozenset()
        self._hovered: Point | int | None = None
        self.layers.switch(defaults())
        self._followed: int | None = None
        self._stale = self._unplaced = True
        self._coarse = False
        self._gliding = QTimer(self, interval=GLIDE, singleShot=True)
        self._gliding.timeout.connect(self.invalidate)
        self._finishing = QTimer(self, singleShot=True)
        self._finishing.timeout.connect(lambda: self.canvas.update())  # hardly waited for
        self.refiner = Refiner(self)
        self.refiner.refined.connect(self._set_refined)
        self._set_fonts()
        self.set_palette(DARK)
        self.camera_motion.changed.connect(self._camera_moved)
        self._camera_moved()

    # What is shown.

    def show_surface(self, surface: Surface, log_height: bool | None = None) -> None:
        """Show `surface`; `log_height` overrides its own choice of the height scale."""
        ground = self.ground_presenter
        if (surface, log_height) == (ground.surface, ground.log):
            return
        self._set_surface(surface, log_height, ground.cut if surface == ground.surface else None)
        self.invalidate()

    def refresh(
        self,
        now: Snapshot,
        chosen: frozenset[int] = frozenset(),
        overlays: Overlays | None = None,
    ) -> None:
        """Show a snapshot; once a frame. `chosen` are the ids of the highlighted balls."""
        overlays = defaults() if overlays is None else overlays
        run = (now.edits, now.update, now.surface, id(now.scenario))  # what balls and trails show
        options = (chosen, overlays)
        if (run, options) == self._shown:
            return
        cut = now.scenario.view.cut if type(now.surface) is type(now.scenario.surface) else None
        if (now.surface, cut) != (self.ground_presenter.surface, self.ground_presenter.cut):
            self._set_surface(now.surface, self.ground_presenter.log, cut)
        if run != self._shown[0]:
            self.ball_presenter.take(now, self.palette_shown, self.camera_motion.still)
        self.layers.switch(overlays)
        self._shown = (run, options)
        self._chosen = self.pile_lists.chosen = chosen
        self.invalidate()

    @property
    def complete(self) -> bool:
        """Whether the surface has its final shading."""
        return not self.refiner.busy and not self.layers.busy

    def set_palette(self, palette: Palette) -> None:
        """Set the colours of a theme."""
        self.palette_shown = self.pile_lists.palette = palette
        self.axes_presenter.set_palette(palette)
        self.ball_presenter.arrow_presenter.set_palette(palette)
        self.ball_presenter.balls.set_colors(channels(palette.text), channels(palette.panel))
        self.ball_presenter.recolor(palette)
        self.layers.set_palette(palette)
        self.invalidate()

    def set_height_scale(self, log_height: bool | None) -> None:
        """Linear, logarithmic, or (None) the surface's own choice."""
        if self.ground_presenter.surface is not None:
            self.show_surface(self.ground_presenter.surface, log_height)

    def show_critical(self, found: CriticalPoints | None, of: Surface | None = None) -> None:
        """Mark these points `of` a surface, while that overlay is on."""
        self._critical, self.marked = found, of
        self.invalidate()

    def set_still(self, still: bool) -> None:
        """Reduced motion: nothing glides."""
        self.camera_motion.still = self.layers.veil.still = still

    def set_thickness(self, thick: float) -> None:
        """Draw trails, arrows and axes so many times as thick as usual, and balls larger."""
        self.axes_presenter.axes.set_thickness(thick)
        self.ball_presenter.set_thickness(thick)
        self.layers.set_thickness(thick)
        self.set_palette(self.palette_shown)

    def set_reach(self, reach: float) -> None:
        """How far the local quadratic is drawn: half the window's longer side is 1."""
        self.layers.set_reach(reach)
        self.invalidate()

    def follow(self, ball: int | None) -> None:
        """Keep this ball in the middle of the view, or (None) stop following."""
        self._followed = ball
        self.invalidate()

    # Picking and projection.

    @property
    def world(self) -> World | None:
        """The box of the surface; None before there is a surface."""
        return self.ground_presenter.world

    @property
    def projection(self) -> Projection | None:
        """The projection of the surface; None before there is a surface."""
        surface, world = self.ground_presenter.surface, self.world
        if self._projection is None and surface is not None and world is not None:
            camera = self.camera_motion.camera
            self._projection = Projection(surface, world, camera, self._size())
        return self._projection

    def point_at(self, x: float, y: float) -> Point | None:
        """The exact point of the surface under a pixel, or None."""
        return self.projection.point_at(x, y) if self.projection is not None else None

    def ball_at(self, x: float, y: float) -> int | None:
        """The id of the ball that is visible at a pixel, or None."""
        self._place()
        balls = self.ball_presenter
        place = self.projection.ball_at(x, y, balls.placement.balls) if self.projection else None
        return int(balls.arrays.ids[place]) if place is not None else None

    def target_at(self, x: float, y: float) -> Point | int | None:
        """The ball, else the point of a mark, else that of the surface under a pixel."""
        ball, projection = self.ball_at(x, y), self.projection
        mark = self.layers.mark_at(x, y, projection) if projection is not None else None
        return ball if ball is not None else mark or self.point_at(x, y)

    def pixel_of(self, point: Point) -> tuple[float, float] | None:
        """Where a point of the surface is drawn, in logical pixels; None behind the camera."""
        return self.projection.pixel_of(point) if self.projection is not None else None

    def set_hovered(self, target: Point | int | None) -> None:
        """Emit what is under the mouse, and highlight it if it is a ball."""
        if target == self._hovered:
            return
        before, self._hovered = self._hovered, target
        self.hovered.emit(target)
        if isinstance(before, int) or isinstance(target, int):
            self.invalidate()

    def initialize_gl(self) -> None:
        try:
            self.renderer = gl.renderer()
            if self.canvas.context().format().version() < OLDEST:
                raise gl.SceneError(f"OpenGL {self.renderer.version}")
            self.ground.count = mesh.MESH_SOFTWARE if self.renderer.software else mesh.MESH
            self.frame_renderer.reset()
            for item in self.frame_renderer.items:
                item.initializeGL()
        except Exception as error:
            self.fail(error)

    def release(self) -> None:
        """Free the buffers in their own context: Qt would do so in any, where others are meant."""
        self.makeCurrent()
        self.frame_renderer.reset()
        self.doneCurrent()

    def paint_gl(self) -> None:
        if self.has_failed:
            return
        try:
            self.paint_scene()
            self.renewals = 0
        except Exception as error:
            self.fail(error)

    def paint_scene(self) -> None:
        """Draw everything into the current framebuffer."""
        self._update_layers()
        self.frame = frame_of(self.camera_motion.camera, self._size(), self.canvas.ratio)
        self.frame_renderer.draw(self.frame, self.canvas.target, self.renderer.software)
        if self.frame_renderer.unfinished:
            self._finishing.start(self.frame_renderer.wait)
        else:
            self._finishing.stop()
        if self._coarse:
            self._coarse = False
            self.refiner.start()

    def grabFramebuffer(self) -> QImage:  # noqa: N802  Qt's name
        """The finished picture."""
        self.frame_renderer.whole = True
        return super().grabFramebuffer()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._camera_moved()

    def changeEvent(self, event: QEvent) -> None:
        changes = (QEvent.Type.LanguageChange, QEvent.Type.FontChange)
        if event.type() in changes and hasattr(self, "axes_presenter"):
            self._set_fonts()
            self._fit()
            self.invalidate()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse_keys.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse_keys.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse_keys.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._mouse_keys.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse_keys.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(self._mouse_keys.key(event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_key.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._mouse_keys.gesture(event):
            return True
        return bool(super().event(event))

    # Internal.

    def _make_items(self) -> None:
        self.ground = SurfaceItem(mesh.MESH_SOFTWARE)
        self.ground_presenter = GroundPresenter(self.ground)
        self.axes_presenter.texts.avoid_overlaps()
        known = (self.ground, self.axes_presenter, self.ball_presenter)
        redraw, whole = self.invalidate, lambda: self.frame_renderer.whole
        parts = SceneParts(*known, lambda: self._critical, redraw, whole)
        self.layers: LayerSet = LayerSet(parts)
        both = self.layers.under, self.layers.items
        self.frame_renderer: FrameRenderer = FrameRenderer(parts, *both)
        self.frame_renderer.cache.turned = self.canvas.first_row_on_top

    def _set_fonts(self) -> None:
        self.axes_presenter.set_font(self.font())
        self.ball_presenter.balls.set_font(self.font())

    def _set_surface(
        self, surface: Surface, log_height: bool | None, cut: float | None = None
    ) -> None:
        # Coarse first, so that a surface appears at once and follows a knob smoothly. The wait for
        # the fine sampling starts after the first paint, which can take long.
        self.refiner.take(surface)
        camera = self.camera_motion.camera
        self.ground_presenter.take(surface, log_height, cut, camera.in_front)
        self._projection = None
        self._fit()
        self._coarse = True
        self.update()

    def _set_refined(self, field: mesh.Field) -> None:
        if self.ground_presenter.refine(field):
            self._projection = None
            self.invalidate()
            self.rescaled.emit()
        self.update()

    def _fit(self) -> None:
        arrows, texts = self.ball_presenter.arrow_presenter, self.axes_presenter.texts
        foot = arrows.foot(self._size(), texts.ink, self.layers.entries)
        self.camera_motion.azimuth = self.ground_presenter.azimuth
        self.camera_motion.fit(*self.ground_presenter.bodies, self._size(), foot)

    def _camera_moved(self) -> None:
        self.ground_presenter.turn(self.camera_motion.camera.in_front)
        self._projection = None
        self.camera_changed.emit()
        self.invalidate()

    def _size(self) -> tuple[float, float]:
        return float(self.width()), float(self.height())

    def invalidate(self) -> None:
        """Place everything again before the next frame, or when it is next needed."""
        self._stale = self._unplaced = True
        self.update()

    def _place(self) -> None:
        """Place the balls, which is all that picking one needs."""
        projection = self.projection
        if projection is None or not self._unplaced:
            return
        self._unplaced = False
        hovered = self._hovered if isinstance(self._hovered, int) else None
        self.ball_presenter.place(projection, self._chosen, hovered, self.camera_motion.pixel)

    def _update_layers(self) -> None:
        projection = self.projection
        if projection is None or not self._stale:
            return
        self._place()
        self._stale = False
        self.ball_presenter.show(projection)
        if self.ball_presenter.now is not None:
            self.layers.show(self.ball_presenter.now, projection)
        arrows = self.ball_presenter.arrow_presenter
        outline = self.ground_presenter.outline(projection)
        arrows.show_note(projection, outline, self.axes_presenter.texts.ink, self.layers.entries)
        self.layers.show_note(arrows.placed, projection)
        self.axes_presenter.show(projection, outline, arrows.note)
        boxes = self.axes_presenter.texts.boxes
        self.ball_presenter.show_labels(projection, boxes + self.layers.boxes)
        followed, arrays = self._followed, self.ball_presenter.arrays
        place = arrays.place(followed) if followed is not None else None
        if place is not None:
            self.camera_motion.keep_centred(self.ball_presenter.placement.balls.centre[place])
        if self.ball_presenter.gliding or self.layers.moving or self._stale:
            self._gliding.start()
