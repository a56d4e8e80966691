"""The overlay of curvature: crosses at the balls, and the parabolas of a single chosen one."""

from functools import lru_cache
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import IntArray
from engine.marks import QT_TRANSLATE_NOOP
from engine.snapshot import Snapshot
from gui.sampling.curvature_arms import (
    CURVED,
    FEW,
    ArmScale,
    arm_scale,
    bar_pixels,
    crosses,
    one_in,
)
from gui.sampling.height_scale import Mask
from gui.scene.geometry.curvature import Signed, arms, parabolas, straight_arms
from gui.scene.geometry.projection import Projection
from gui.scene.items.signed_lines_item import SignedLinesItem, Strokes
from gui.scene.layers.layer import Layer, SceneParts
from gui.scene.presenters.arrow_note import NEAR, Entry
from gui.style.palette import Palette, channels
from gui.text.numbers import short

ARM, THIN, CURVE = 2.4, 1.5, 1.6  # logical pixels, of the arms of few crosses and of many
ROOT: Final = QT_TRANSLATE_NOOP("Scene", "λ = −{0} (length ∝ √|λ|)")
LOG: Final = QT_TRANSLATE_NOOP("Scene", "λ = −{0} (length by log |λ|)")
POSITIVE: Final = QT_TRANSLATE_NOOP("Scene", "curvature λ = {0}")
PART: Final = QT_TRANSLATE_NOOP("Scene", "curvature λ = {0} (of one ball in {1})")
NONE: Final = QT_TRANSLATE_NOOP("Scene", "no curvature here: λ zero, undecided, or without a value")


@final
class CurvatureLayer(Layer):
    """Crosses at the chosen balls, or at all of them if none is chosen."""

    def __init__(self, parts: SceneParts) -> None:
        self._balls = parts.balls
        self.item, self._samples = SignedLinesItem(), SignedLinesItem()
        self.under, self.items = (self.item,), (self._samples,)
        self._shown: object = None
        self._noted: object = None
        self.switch(False)

    def switch(self, on: bool) -> None:
        for item in (self.item, self._samples):
            if item.visible() != on:
                item.setVisible(on)

    def set_palette(self, palette: Palette) -> None:
        for item in (self.item, self._samples):
            colors = (palette.positive, palette.negative, palette.window)
            item.set_colors(*map(channels, colors))

    def set_thickness(self, thick: float) -> None:
        for item in (self.item, self._samples):
            item.set_thickness(thick)

    def show(self, now: Snapshot, projection: Projection) -> None:
        state = self._balls.placed.crosses if self._balls.placed is not None else None
        texts = QCoreApplication.translate("Scene", NONE)
        if (state, texts) == self._shown:
            return
        self._shown = (state, texts)
        balls = self._balls
        chosen = balls.chosen if balls.chosen.any() else np.ones(len(balls.present), bool)
        count = int(chosen.sum())
        part = one_in(count)
        rows = self._rows(chosen, part)
        found, scale = crosses(now.surface, balls.present[rows]), arm_scale(now.surface)
        bar, many = bar_pixels(count), count > FEW
        world, pixel = projection.world, projection.pixel
        length = bar * pixel * scale.bars(found.eigenvalues)
        args = (found, length, balls.placement.balls.radius, pixel, now.surface, world)
        made = (arms if count <= CURVED else straight_arms)(*args)
        strokes = _strokes(made, THIN if many else ARM)
        if len(rows) == 1 and balls.chosen.sum() == 1:
            strokes = (*_strokes(parabolas(found, 0, pixel, world), CURVE), *strokes)
        self.item.set_strokes(strokes, many)
        self.entries = ()
        if found.signs.any():
            self.entries = _entries(scale, bar, part, texts)
        elif len(rows):
            self.entries = (Entry(texts, None, wide=0.0),)

    def show_note(self, placed: tuple[Entry, ...], projection: Projection) -> None:
        mine = [entry for entry in placed if entry.sign]
        needed = (mine, projection.camera if mine else None, projection.size)
        if needed != self._noted:
            self._noted = needed
            samples = tuple(_sample(entry, projection) for entry in mine)
            self._samples.set_strokes(samples, bare=True)

    def _rows(self, chosen: Mask, part: int) -> IntArray:
        """One in so many of the chosen balls, without those that are only shown where they last
        were."""
        rows = np.flatnonzero(chosen)[::part]
        there = np.isfinite(self._balls.placement.balls.centre[rows, 0])
        shown: IntArray = rows[there & np.isfinite(self._balls.present[rows, 0])]
        return shown


def _strokes(found: Signed, width: float) -> tuple[Strokes, ...]:
    lines, signs = found
    return tuple(Strokes(lines[signs == sign], sign, width) for sign in (1, -1))


@lru_cache(maxsize=4)
def _entries(scale: ArmScale, bar: float, part: int, texts: str) -> tuple[Entry, ...]:
    """One sample for each sign; of a logarithmic scale two lengths, which give it.

    `texts` is one of the language that they are in.
    """
    other = scale.high
    if scale.low is not None:
        other = 10.0 ** round(np.log10(scale.low * scale.high) / 2)
    last = LOG if scale.log else ROOT
    values = ((POSITIVE if part == 1 else PART, 1, scale.high), (last, -1, other))
    return tuple(
        Entry(
            QCoreApplication.translate("Scene", text).format(short(value), part),
            None,
            wide=bar * float(scale.bars(value)),
            sign=sign,
        )
        for text, sign, value in values
    )


def _sample(entry: Entry, projection: Projection) -> Strokes:
    """The line left of an entry's text."""
    ends = [projection.ray(entry.x + dx, entry.y).at(NEAR) for dx in (0.0, entry.bar)]
    corners = np.column_stack([ends, (0.0, entry.bar)])
    return Strokes(corners[None], entry.sign, ARM)
