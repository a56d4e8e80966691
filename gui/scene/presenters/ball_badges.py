"""Texts next to balls of the scene: how many there are, and what is undefined at them."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import Array, IntArray
from engine.marks import QT_TRANSLATE_NOOP
from gui.sampling.lost_balls import Missing
from gui.sampling.overlap import MOST, Stack, seen_from, stacks
from gui.scene.geometry.axes import Label
from gui.scene.geometry.balls import Balls
from gui.scene.geometry.label_layout import Measure, ink, touch
from gui.scene.geometry.picking import project
from gui.scene.geometry.projection import Projection

GAP: Final = 4.0  # pixels between a ball and its number
WIDE: Final = 30.0  # pixels that a number needs at most
WORDS: Final = {
    Missing.VALUE: QT_TRANSLATE_NOOP("Scene", "no value"),
    Missing.DERIVATIVE: QT_TRANSLATE_NOOP("Scene", "no derivative"),
}
LINE: Final = 16.0  # pixels from the top of such a text to its foot
HALO: Final = tuple(
    (1.5 * np.cos(turn), 1.5 * np.sin(turn)) for turn in np.arange(8) * np.pi / 4
)  # pixels; readable on a surface of any colour


def words() -> tuple[str, ...]:
    """All words that badges have, in the present language."""
    return tuple(QCoreApplication.translate("Scene", word) for word in WORDS.values())


def badges(balls: Balls, projection: Projection, measure: Measure) -> tuple[Label, ...]:
    """A number at each ball that hides others, and a word at those where something is missing.

    Weak labels as a halo, strong ones over them. `measure` is that of the current font: the
    same word is wider in one language than in another.
    """
    if not 0 < len(balls.centre) <= MOST:
        return ()
    at = project(balls.centre, projection.size, projection.matrix)
    shown = _counts(balls, at, projection)
    shown += _words(balls, at, projection, measure, shown)
    return tuple(label for dx, dy in HALO for label in _moved(shown, dx, dy)) + tuple(shown)


def _counts(balls: Balls, at: Array, projection: Projection) -> list[Label]:
    # The nearest is visible; of those at one place it is the last, as it is drawn last.
    order = np.argsort(-at[:, 2], kind="stable")
    found = stacks(at[order, :2])
    if not found:
        return []
    visible, reach = _visible(balls, order[[stack.top for stack in found]], projection)
    return [_at(found[place], reach[place], projection) for place in visible]


def _words(
    balls: Balls, at: Array, projection: Projection, measure: Measure, counts: list[Label]
) -> list[Label]:
    """Below the hollow balls; where texts would overlap, at the nearest one only."""
    rows = np.flatnonzero(balls.hollow & np.isfinite(at).all(axis=-1))
    rows = rows[np.argsort(at[rows, 2], kind="stable")]
    if not len(rows):
        return []
    visible, reach = _visible(balls, rows, projection)
    shown, taken = list[Label](), [ink(label, measure) for label in counts]
    for place in visible:
        text = QCoreApplication.translate("Scene", WORDS[Missing(balls.missing[rows[place]])])
        x, y = at[rows[place], :2].tolist()
        label = Label(text, x, y + reach[place] + LINE / 2, strong=True)
        box = ink(label, measure)
        if not any(touch(box, other) for other in taken):
            shown.append(label)
            taken.append(box)
    return shown


def _visible(balls: Balls, rows: IntArray, projection: Projection) -> tuple[list[int], list[float]]:
    """Which of the balls in `rows` the surface does not hide; how far from each a text is."""
    centres, eye = balls.centre[rows], projection.camera.eye
    seen = seen_from(eye, centres, balls.radius, projection.surface, projection.world)
    # A pixel's world length is that at the camera's centre, and grows with the distance.
    scale = projection.camera.distance / np.linalg.norm(centres - eye, axis=-1)
    reach: list[float] = (balls.radius / projection.pixel * scale + GAP).tolist()
    return np.flatnonzero(seen).tolist(), reach


def _at(stack: Stack, reach: float, projection: Projection) -> Label:
    """At the upper right of the ball; at the view's edge at the left."""
    lean = 1 if stack.x + reach + WIDE < projection.size[0] else -1
    return Label(stack.text, stack.x + lean * reach, stack.y - 0.6 * reach, strong=True, lean=lean)


def _moved(labels: list[Label], dx: float, dy: float) -> list[Label]:
    return [Label(each.text, each.x + dx, each.y + dy, False, each.lean) for each in labels]
