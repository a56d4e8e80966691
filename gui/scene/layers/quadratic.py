"""The overlay of the local quadratic: a sheet at one ball."""

from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from engine.surfaces.base import Point
from gui.sampling.curvature_arms import crosses
from gui.scene.geometry.projection import Projection
from gui.scene.geometry.quadratic import Sheet, sheet_of
from gui.scene.items.sheet_item import SheetItem
from gui.scene.layers.layer import Layer, SceneParts
from gui.scene.layers.next_marks import NextMarks
from gui.scene.presenters.arrow_note import Entry
from gui.state.sheet_reach import REACH
from gui.style.palette import Palette, channels

CHOOSE: Final = QT_TRANSLATE_NOOP("Scene", "local quadratic: choose one ball")
BEYOND: Final = QT_TRANSLATE_NOOP("Scene", "next points beyond the sheet: {0}")
SLOW: Final = QT_TRANSLATE_NOOP("Scene", "next points take too long here")
READABLE: Final = 20.0  # updates a second: next points that come faster can't be followed
NONE: Final = QT_TRANSLATE_NOOP("Scene", "no local quadratic here: a derivative has no value")


@final
class QuadraticLayer(Layer):
    """The sheet of the only chosen ball, or of the only one that there is."""

    def __init__(self, parts: SceneParts) -> None:
        self._balls = parts.balls
        self.item, self.marks = SheetItem(), NextMarks()
        self.under, self.items = (self.item,), (self.marks.item,)
        self._reach = REACH.default
        self._shown: object = None
        self.switch(False)

    def switch(self, on: bool) -> None:
        if self.item.visible() != on:
            self.item.setVisible(on)
            self.marks.item.setVisible(on)

    def set_palette(self, palette: Palette) -> None:
        self.item.set_color(channels(palette.text))
        self.marks.palette, self._shown = palette, None

    def set_thickness(self, thick: float) -> None:
        self.item.set_thickness(thick)

    def set_reach(self, reach: float) -> None:
        self._reach = reach

    def show(self, now: Snapshot, projection: Projection) -> None:
        placed = self._balls.placed
        text = QCoreApplication.translate("Scene", CHOOSE)
        state = (placed.sheet if placed is not None else None, self._reach, text)
        if state == self._shown:
            return
        self._shown = state
        self.marks.clear()
        balls, chosen = self._balls.present, self._balls.chosen
        rows = np.flatnonzero(chosen) if chosen.any() else np.arange(len(balls))
        sheet: Sheet | None = None
        if len(rows) == 1:
            sheet = sheet_of(crosses(now.surface, balls[rows]), self._reach, projection.world)
            text = QCoreApplication.translate("Scene", NONE)
        self.item.set_sheet(sheet)
        self.entries = (Entry(text, None, wide=0.0),) if sheet is None and len(rows) else ()
        still = placed is not None and placed.phase == 1.0
        if sheet is not None and still and not (now.playing and now.pace > READABLE):
            ball, radius = int(self._balls.arrays.ids[rows[0]]), self._balls.placement.balls.radius
            beyond = self.marks.show(now, ball, self._reach, projection.world, radius)
            if beyond != 0:
                words = QCoreApplication.translate("Scene", SLOW if beyond is None else BEYOND)
                self.entries = (Entry(words.format(beyond), None, wide=0.0),)

    def mark_at(self, x: float, y: float, projection: Projection) -> Point | None:
        return self.marks.at(x, y, projection)

    def said_of(self, point: Point) -> str:
        return self.marks.said_of(point)
