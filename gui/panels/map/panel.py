"""The surface from above: drop, drag and read balls; the main view without OpenGL."""

from dataclasses import replace
from typing import ClassVar, Final, final

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.commands import Move
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.panels.ball_menu import BallMenu
from gui.panels.map.annotations import marks_of
from gui.panels.map.crosshair import MapCrosshair
from gui.panels.map.frame import middle_of
from gui.panels.map.legend import MapLegend
from gui.panels.map.mouse_keys import MapMouseKeys
from gui.panels.map.point_label import PointLabel, values_at
from gui.panels.map.widget import MapWidget, margins
from gui.panels.panel import Panel
from gui.state.drop_commands import drop
from gui.state.overlays import Overlays
from gui.state.selection import Selection
from gui.state.send import Send
from gui.style.icons import Icon, Icons
from gui.style.palette import Palette
from gui.style.spoken import paints
from gui.style.theme import Theme
from gui.text.spoken_ball import spoken_value
from gui.widgets.tool_button import ToolButton

MENU_ZOOM: Final = 2.0
FARTHEST: Final = 2.0  # sides of the window from its middle, up to which a ball is followed


@final
class MapPanel(Panel):
    """A click drops a ball at exactly that point; everything works by keys, too."""

    key: ClassVar[str] = "contour"
    about: ClassVar[str] = QT_TRANSLATE_NOOP(
        "PanelAbout",
        "The surface from above, each contour line along one loss: see how the trail of each "
        "ball crosses the lines, and where it ends.",
    )
    term: ClassVar[str] = "contour-line"
    area: ClassVar[Qt.DockWidgetArea] = Qt.DockWidgetArea.RightDockWidgetArea
    interval: ClassVar[float] = 0.05  # as for the plots: one repaint of the window for all

    def __init__(
        self, send: Send, selection: Selection, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(send, selection, theme, parent)
        self.log_height: bool | None = None  # as in `ViewState`
        self._marked: tuple[object, ...] = (None, None, None, None)  # what the legend is about
        self.map = MapWidget(selection, theme.palette, self)
        self.legend = MapLegend(theme.palette, self)
        self.reading = PointLabel(theme.palette, self)
        self.mouse_keys = MapMouseKeys(self.map)
        self.crosshair = MapCrosshair(self.map, selection)
        self.menu: BallMenu | None = None
        self._whole = ToolButton(Icons(theme).get(Icon.ZOOM_FIT, "second"), size=16, parent=self)
        paints(self.map, "graphic", lambda: spoken_value(self.now, self.selection.ball))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self.map, 1)
        column.addWidget(self.legend)
        column.addWidget(self.reading)
        self._whole.hide()
        self._connect()
        self.setFocusProxy(self.map)
        self.retranslate()

    def refresh(self, now: Snapshot) -> None:
        self.map.show_snapshot(now, self.log_height)
        self._keep_centred()
        marked = (now.surface, now.scenario, self.map.found, self.selection.lesson.asks)
        if any(one is not other for one, other in zip(marked, self._marked, strict=True)):
            self._marked = marked
            # What a lesson asks for is not marked before.
            known = not self.selection.lesson.asks
            kinds = {kind for _, kind in marks_of(now, self.map.found) if known}
            found = self.map.found
            curves = {"curve"} if found is not None and found.curves else set()
            self.legend.show_kinds(kinds | curves, found.starts if found is not None else 0)
        self._read()

    @property
    def complete(self) -> bool:
        return self.visibleRegion().isEmpty() or (super().complete and self.map.complete)

    def set_height_scale(self, log: bool | None) -> None:
        """Linear, logarithmic, or (None) the surface's own choice, for colours and lines."""
        self.log_height = log
        self.request_refresh()

    def _show_critical(self) -> None:
        """Mark what was found instead of what is known of the landscape."""
        self.map.found = self.selection.critical.found
        self.map.update()
        self.request_refresh()

    def show_overlays(self, overlays: Overlays) -> None:
        """Draw these, as the scene does, as far as a map can show them."""
        self.map.overlays = overlays
        self.map.update()

    def set_palette(self, palette: Palette) -> None:
        self.reading.colors = self.legend.colors = palette
        self.map.set_colors(palette)
        self.reading.updateGeometry()
        self.reading.update()
        self.legend.update()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Contour map"))
        self.map.setAccessibleName(self.tr("Contour map of the loss"))
        self.map.setAccessibleDescription(
            self.tr(
                "Enter shows a crosshair: arrow keys move it, with Ctrl in fine and with Shift in "
                "coarse steps, Enter drops a ball or picks one up, Shift+Enter drops one of every "
                "fleet, Esc leaves. Plus and minus zoom, Home shows the whole window."
            )
        )
        self.reading.setAccessibleName(self.tr("Values at the pointer"))
        self.reading.hint = self.tr("Click to drop a ball, drag to move, wheel to zoom")
        self._whole.set_texts(self.tr("Show the whole window"), "Home")
        self.reading.update()

    def heightForWidth(self, width: int) -> int:
        """Pixels that show the whole window without spare room; at most as high as wide."""
        frame, (left, top, right, bottom) = self.map.frame, margins()
        across = width - left - right
        shape = 1.0 if frame is None else min(1.0, frame.world.half[1] / frame.world.half[0])
        return round(across * shape) + top + bottom + self.reading.heightForWidth(width) + 4

    # Mouse and keys

    def _drop(self, point: Point, every: bool) -> None:
        drop(self._send, self.selection, self.now, point, every)

    def _move_ball(self, ball: int, point: Point, grouped: bool) -> None:
        self._send(Move(ball, point, grouped))

    def _pick(self, ball: int, more: bool) -> None:
        if more:
            self.selection.toggle(ball)
        else:
            self.selection.choose({ball})

    def _point(self, point: Point | None, ball: int | None) -> None:
        self.selection.hover_ball(ball)
        free = self.selection.critical.near(point) if point is not None else None
        self.selection.hover_point(self._place_of(ball) or free)

    def _place_of(self, ball: int | None) -> Point | None:
        home = self.now.homes.get(ball) if self.now is not None and ball is not None else None
        if home is None:
            return None
        x, y = home[0].position[home[1]].tolist()
        return (x, y)

    def _open_menu(self, ball: int | None, point: Point, place: QPoint) -> None:
        """Open the menu of a ball, or of a point."""
        if self.now is None:
            return
        self.menu = BallMenu(self._send, self.selection, self.now, ball, point, self)
        if ball is None:
            self.menu.addSeparator()
            for text, factor in ((self.tr("Zoom in"), MENU_ZOOM), (self.tr("Zoom out"), 0.5)):
                self.menu.addAction(text).triggered.connect(
                    lambda _, factor=factor: self._zoom(factor, point)
                )
            self.menu.addAction(self.tr("Show the whole window"), self._show_whole)
        self.menu.popup(place)

    def _zoom(self, factor: float, point: Point) -> None:
        frame = self.map.frame
        if frame is not None:
            self.map.set_frame(frame.zoomed(factor, *frame.pixel(point)))

    def _show_whole(self) -> None:
        if self.map.frame is not None:
            self.map.set_frame(self.map.frame.whole())

    # Following, reading, and button

    def _keep_centred(self, slack: float = 0.25) -> None:
        """Keep the followed ball in the middle, or within a share of the map's sides about it: to
        paint the map takes too long to do it for every update. Far outside the window it is left.
        """
        point, frame = self._place_of(self.selection.followed), self.map.frame
        if point is None or frame is None:
            return
        pixel, middle = frame.pixels(np.array([point, middle_of(frame.world)]))
        off = np.abs(pixel - frame.pixel(frame.middle)) / (frame.width, frame.height)
        sides = frame.scale * np.subtract(frame.world.high, frame.world.low)
        if (off > slack).any() and (np.abs(pixel - middle) < FARTHEST * sides).all():
            self.map.set_frame(replace(frame, middle=point))

    def _read(self) -> None:
        """Show the values at the hovered point, else at the chosen ball."""
        point, ball = self.selection.hovered_point, self.selection.hovered_ball
        if point is None:
            ball = self.selection.ball
            point = self._place_of(ball)
        if point is None or self.now is None:
            self.reading.show_values(())
            return
        owner = self.tr("at the pointer") if ball is None else self.tr("ball {0}").format(ball)
        self.reading.show_values(values_at(self.now.surface, point), owner)

    def _refresh_reading(self) -> None:
        if self.isVisible():
            self._read()
            self.map.update()

    def _update_whole_button(self) -> None:
        """Show the button in the free corner between the axes unless the whole window is shown."""
        frame = self.map.frame
        if frame is not None:
            self._whole.setGeometry(4, round(frame.top + frame.height) - 4, 28, 26)
            self._whole.setVisible(frame != frame.whole())

    def _connect(self) -> None:
        self.mouse_keys.dropped.connect(self._drop)
        self.mouse_keys.dragged.connect(self._move_ball)
        self.mouse_keys.picked.connect(self._pick)
        self.mouse_keys.pointed.connect(self._point)
        self.mouse_keys.menu_wanted.connect(self._open_menu)
        self.mouse_keys.panned.connect(lambda: self.selection.follow(None))
        self.selection.followed_changed.connect(lambda: self._keep_centred(0.0))
        keys = self.crosshair.keys
        keys.dropped.connect(self._drop)
        keys.moved.connect(self._move_ball)
        keys.pointed.connect(self._point)
        keys.said.connect(self.reading.say)
        self.selection.critical.changed.connect(self._show_critical)
        self._show_critical()
        self.map.painted.connect(self.set_paint_time)
        self.map.reframed.connect(self._update_whole_button)
        self._whole.clicked.connect(self._show_whole)
        for signal in (
            self.selection.chosen_changed,
            self.selection.ball_hovered,
            self.selection.point_hovered,
            self.selection.update_hovered,
        ):
            signal.connect(self._refresh_reading)
