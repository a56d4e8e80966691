"""All texts at the balls: names, numbers of piles, what is missing, and what is nearly zero."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, final

import numpy as np

from engine.arrays import Array, IntArray
from engine.snapshot import Snapshot
from gui.scene.geometry.arrows import MOST_BALLS
from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import Balls
from gui.scene.geometry.label_layout import Measure, Rectangle, ink, placed
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.presenters.arrow_note import ZERO
from gui.scene.presenters.ball_badges import GAP, Pile, missing_words, piles, reaches
from gui.scene.presenters.ball_placement import RADIUS
from gui.style.text_size import text_scale
from gui.text.ball_names import ball_names

NAMED: Final = 8  # balls that have names, at most
ZEROS: Final = 12  # dots that say what they are, at most; the note says it of all
TOGETHER: Final = 24.0  # pixels: dots as near as that to one before share its mark
RINGS: Final = (0.0, 12.0, 26.0, 44.0)  # pixels from a ball's edge at which its name is tried
# Towards the right and down, of a name's nearest end.
WAYS: Final = ((1.0, -0.6), (-1.0, -0.6), (1.0, 0.6), (-1.0, 0.6), (0.0, -1.0), (0.0, 1.0))
DISC: Final = 0.8  # of a ball's radius, that names keep off
FARTHER: Final = (-1.6, 2.4, -2.8, 3.6)  # heights of a number from where it would be
PRESSED: Final = 5.0  # pixels round a number that belong to it


@final
class BallLabels:
    """Lays out the texts at the balls, so that none touch.

    A name stays on the side of its ball where it was, as long as there is room.
    """

    def __init__(self) -> None:
        self.piles: tuple[Pile, ...] = ()
        self.of_chosen = False  # marks of what is nearly zero at chosen balls only
        self._boxes: list[Rectangle] = []  # of the piles' numbers
        self._sides: dict[int, int] = {}  # of each ball, the number of its name's place

    def laid_out(
        self,
        now: Snapshot,
        ids: IntArray,
        balls: Balls,
        zeros: Array,
        projection: Projection,
        measure: Measure,
        taken: Sequence[Rectangle],
    ) -> tuple[Label, ...]:
        """All texts; `zeros` (k, 3) are dots of arrows, `taken` is where other texts are."""
        self.piles = _kept_off(piles(balls, projection), taken, projection, measure)
        counts = [pile.label for pile in self.piles]
        fixed = [*counts, *missing_words(balls, projection, measure, counts)]
        self._boxes = [ink(label, measure) for label in counts]
        used = [*taken, *(ink(label, measure) for label in fixed)]
        names = self._names(now, ids, balls, projection, measure, used)
        used += [ink(label, measure) for label in names]
        few = len(balls.centre) <= MOST_BALLS
        if self.of_chosen and few:
            zeros = _at_chosen(zeros, balls)
        marks = _marks(zeros, projection, measure, used) if few else []
        numbers = [part for pile in self.piles for part in pile.parts(measure)]
        return (*numbers, *fixed[len(counts) :], *names, *marks)

    def pile_at(self, x: float, y: float) -> Pile | None:
        """The pile whose number is at a pixel."""
        for pile, (left, top, right, bottom) in zip(self.piles, self._boxes, strict=True):
            across = left - PRESSED <= x <= right + PRESSED
            if across and top - PRESSED <= y <= bottom + PRESSED:
                return pile
        return None

    def _names(
        self,
        now: Snapshot,
        ids: IntArray,
        balls: Balls,
        projection: Projection,
        measure: Measure,
        taken: list[Rectangle],
    ) -> list[Label]:
        if not 0 < len(balls.centre) <= NAMED:
            return []
        at = project(balls.centre, projection.size, projection.matrix)
        piled = {row for pile in self.piles for row in pile.rows}
        rows = [r for r in range(len(at)) if np.isfinite(at[r]).all() and r not in piled]
        texts, reach = ball_names(now.fleets), reaches(balls, projection)
        tried = {r: _places(texts[r], at[r], float(reach[r]), measure) for r in rows}
        labels = [self._label(texts[r], int(ids[r]), tried[r]) for r in rows]
        discs = [_disc(at[r], DISC * float(reach[r])) for r in rows]
        found = placed(labels, measure, taken, discs, projection.size)
        self._sides = {
            int(ids[r]): tried[r].index((label.x, label.y))
            for r, label in zip(rows, found, strict=True)
            if label is not None
        }
        return [label for label in found if label is not None]

    def _label(self, text: str, ball: int, tried: list[tuple[float, float]]) -> Label:
        side = self._sides.get(ball, 0)
        first, *rest = [tried[side], *tried]
        return Label(text, *first, strong=True, spare=tuple(rest))


def _kept_off(
    found: list[Pile], taken: Sequence[Rectangle], projection: Projection, measure: Measure
) -> tuple[Pile, ...]:
    """The piles with their numbers on a side where no other text is, if there is one."""
    labels = [replace(pile.label, spare=_sides(pile.label, measure)) for pile in found]
    kept = placed(labels, measure, taken, (), projection.size)
    return tuple(
        replace(pile, label=label or pile.label) for pile, label in zip(found, kept, strict=True)
    )


def _sides(label: Label, measure: Measure) -> tuple[tuple[float, float], ...]:
    """Other places of a number at the upper right of its ball, or at the upper left, from the
    nearest to the farthest."""
    left, top, right, bottom = measure(label.text, label.strong)
    other = label.x - label.lean * (right - left + 2 * (GAP + RADIUS))
    below = label.y + 1.2 * (GAP + RADIUS)
    tall = bottom - top
    near = ((other, label.y), (label.x, below), (other, below), (label.x, label.y - tall))
    far = ((x, label.y + k * tall) for k in FARTHER for x in (label.x, other))
    return (*near, *far)


def _places(text: str, at: Array, reach: float, measure: Measure) -> list[tuple[float, float]]:
    """Where the middle of a name can be, the best place first."""
    left, top, right, bottom = measure(text, True)
    wide, tall = (right - left) / 2, (bottom - top) / 2
    x, y = float(at[0]), float(at[1])
    places = []
    for ring in RINGS:
        for right_way, down in WAYS:
            far = reach + ring
            aside = right_way * (far * (0.8 if ring else 1.0) + wide)
            above = down * (far + (tall if not right_way else 0.0))
            places.append((x + aside, y + above))
    return places


def _disc(at: Array, radius: float) -> Rectangle:
    x, y = float(at[0]), float(at[1])
    return x - radius, y - radius, x + radius, y + radius


def _at_chosen(zeros: Array, balls: Balls) -> Array:
    """Those dots (k, 3) that are at the edge of a chosen ball."""
    chosen = balls.centre[balls.ring >= 1.0]
    away = np.linalg.norm(zeros[:, None] - chosen, axis=-1)
    found: Array = zeros[(away <= 1.01 * balls.radius).any(axis=-1)]
    return found


def _marks(
    zeros: Array, projection: Projection, measure: Measure, taken: list[Rectangle]
) -> list[Label]:
    """A mark at each dot that stands for an arrow, where there is room; one for those together."""
    if not 0 < len(zeros) <= ZEROS:
        return []
    at = project(zeros, projection.size, projection.matrix)
    left, _, right, _ = measure(ZERO, False)
    aside, off = (right - left) / 2 + 7.0, 14.0 * text_scale()
    places = at[np.isfinite(at).all(axis=-1), :2]
    alone = [
        place
        for k, place in enumerate(places)
        if not k or np.hypot(*(places[:k] - place).T).min() > TOGETHER * text_scale()
    ]
    labels = [
        Label(ZERO, x + aside, y, spare=((x - aside, y), (x, y + off), (x, y - off)))
        for x, y in np.array(alone).reshape(-1, 2).tolist()
    ]
    found = placed(labels, measure, taken, (), projection.size)
    return [label for label in found if label is not None]
