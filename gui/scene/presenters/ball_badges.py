"""Texts next to balls of the scene: how many there are, and what is undefined at them."""

from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import Array, IntArray
from engine.marks import QT_TRANSLATE_NOOP
from gui.sampling.height_scale import Mask
from gui.sampling.lost_balls import Missing
from gui.sampling.overlap import MOST, Stack, seen_from, stacks
from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import FEW, Balls
from gui.scene.geometry.label_layout import Measure, ink, touch
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection
from gui.scene.items.text_atlas import GLYPH_GAP
from gui.style.ball_glyphs import letter_of, split_letters
from gui.style.text_size import text_scale

GAP: Final = 4.0  # pixels between a ball and its number
WIDE: Final = 30.0  # pixels that a number needs at most
WORDS: Final = {
    Missing.VALUE: QT_TRANSLATE_NOOP("Scene", "no value"),
    Missing.DERIVATIVE: QT_TRANSLATE_NOOP("Scene", "no derivative"),
}
LINE: Final = 16.0  # pixels from the top of such a text to its foot


@final
@dataclass(frozen=True, slots=True)
class Pile:
    """Balls that look like one, in these rows, and the number at them.

    Where they are of several fleets, the glyph of each follows the number, in these colours.
    """

    label: Label
    rows: tuple[int, ...]
    colors: tuple[tuple[float, float, float], ...] = ()

    def parts(self, measure: Measure) -> list[Label]:
        """The number and the glyphs, each a text of its own colour."""
        number, glyphs = split_letters(self.label.text)
        left, _, right, _ = ink(self.label, measure)
        side = measure(letter_of(0), True)[2]
        first = right - len(glyphs) * (2 * side + GLYPH_GAP) + GLYPH_GAP + side
        marks = zip(glyphs, self.colors, strict=True)
        return [
            replace(self.label, text=number, x=left, lean=1, spare=()),
            *(
                Label(glyph, first + k * (2 * side + GLYPH_GAP), self.label.y, True, color=color)
                for k, (glyph, color) in enumerate(marks)
            ),
        ]


def words() -> tuple[str, ...]:
    """All words that badges have, in the present language."""
    return tuple(QCoreApplication.translate("Scene", word) for word in WORDS.values())


def badges(balls: Balls, projection: Projection, measure: Measure) -> tuple[Label, ...]:
    """A number at each pile, and a word at balls where something is missing.

    `measure` is that of the current font: the same word is wider in one language than in another.
    """
    found = piles(balls, projection)
    counts = [pile.label for pile in found]
    shown = [part for pile in found for part in pile.parts(measure)]
    return (*shown, *missing_words(balls, projection, measure, counts))


def piles(balls: Balls, projection: Projection) -> list[Pile]:
    """All piles that are not hidden, each with its number."""
    if not 0 < len(balls.centre) <= MOST:
        return []
    at = project(balls.centre, projection.size, projection.matrix)
    # The nearest is visible; of those at one place it is the last, as it is drawn last.
    order = np.argsort(-at[:, 2], kind="stable")
    found = stacks(at[order, :2])
    if not found:
        return []
    shown = seen(balls, order[[stack.top for stack in found]], projection)
    reach = reaches(balls, projection)
    return [
        _pile(balls, _at(stack, float(reach[order[stack.top]]), projection), members(order, stack))
        for stack, visible in zip(found, shown.tolist(), strict=True)
        if visible
    ]


def _pile(balls: Balls, label: Label, rows: tuple[int, ...]) -> Pile:
    """With a glyph for each fleet, in the order of the fleets, where there are several."""
    looks = dict.fromkeys((int(balls.marking[row]), *balls.color[row].tolist()) for row in rows)
    if len(looks) < 2:
        return Pile(label, rows)
    glyphs = "".join(letter_of(marking) for marking, *_ in looks)
    colors = tuple((r / 255, g / 255, b / 255) for _, r, g, b in looks)
    return Pile(replace(label, text=label.text + glyphs), rows, colors)


def missing_words(
    balls: Balls, projection: Projection, measure: Measure, counts: list[Label]
) -> list[Label]:
    """Below the hollow balls; where texts would overlap, at the nearest one only."""
    if not 0 < len(balls.centre) <= MOST or not balls.hollow.any():
        return []
    at = project(balls.centre, projection.size, projection.matrix)
    rows = np.flatnonzero(balls.hollow & np.isfinite(at).all(axis=-1))
    rows = rows[np.argsort(at[rows, 2], kind="stable")]
    reach = reaches(balls, projection)
    shown, taken = list[Label](), [ink(label, measure) for label in counts]
    for row in rows[seen(balls, rows, projection)].tolist():
        text = QCoreApplication.translate("Scene", WORDS[Missing(balls.missing[row])])
        x, y = at[row, :2].tolist()
        label = Label(text, x, y + float(reach[row]) + 0.5 * LINE * text_scale(), strong=True)
        box = ink(label, measure)
        if not any(touch(box, other) for other in taken):
            shown.append(label)
            taken.append(box)
    return shown


def seen(balls: Balls, rows: IntArray, projection: Projection) -> Mask:
    """Which of the balls in `rows` are visible: few balls are drawn through the surface."""
    if len(balls.centre) <= FEW:
        return np.ones(len(rows), bool)
    eye = projection.camera.eye
    return seen_from(eye, balls.centre[rows], balls.radius, projection.surface, projection.world)


def reaches(balls: Balls, projection: Projection) -> Array:
    """How far from each ball's centre a text begins, in pixels, (n,)."""
    # A pixel's world length is that at the camera's centre, and grows with the distance.
    away = np.linalg.norm(balls.centre - projection.camera.eye, axis=-1)
    reach: Array = balls.radius / projection.pixel * projection.camera.distance / away + GAP
    return reach


def members(order: IntArray, stack: Stack) -> tuple[int, ...]:
    """The balls of a stack, whose rows are those of balls in this order."""
    return tuple(sorted(int(order[row]) for row in stack.rows))


def _at(stack: Stack, reach: float, projection: Projection) -> Label:
    """At the upper right of the ball; at the view's edge at the left."""
    lean = 1 if stack.x + reach + WIDE * text_scale() < projection.size[0] else -1
    return Label(stack.text, stack.x + lean * reach, stack.y - 0.6 * reach, strong=True, lean=lean)
