"""The numbers beside balls of the scene that hide others: plain maths of balls and camera."""

from typing import Final

import numpy as np

from gui.scene.axes import Label
from gui.scene.balls import Balls
from gui.scene.picking import project
from gui.scene.sight import Sight
from gui.scene.stacks import MOST, Stack, seen_from, stacks

GAP: Final = 4.0  # pixels between a ball and its number
WIDE: Final = 30.0  # pixels that a number needs at most
HALO: Final = tuple(
    (1.5 * np.cos(turn), 1.5 * np.sin(turn)) for turn in np.arange(8) * np.pi / 4
)  # pixels; the ground may have any colour


def badges(balls: Balls, sight: Sight) -> tuple[Label, ...]:
    """A number at each ball that hides others: weak labels as a halo, strong ones over them."""
    if not 1 < len(balls.centre) <= MOST:
        return ()
    at = project(balls.centre, sight.size, sight.matrix)
    # The nearest is seen; of those at one place the last is, as it is drawn last.
    order = np.argsort(-at[:, 2], kind="stable")
    found = stacks(at[order, :2])
    if not found:
        return ()
    centres = balls.centre[order[[stack.top for stack in found]]]
    eye = sight.camera.eye
    seen = seen_from(eye, centres, balls.radius, sight.surface, sight.world)
    # A pixel's world length is told for the camera's centre, and grows with the distance.
    scale = sight.camera.distance / np.linalg.norm(centres - eye, axis=-1)
    reach = (balls.radius / sight.pixel * scale + GAP).tolist()
    shown = [_at(found[place], reach[place], sight) for place in np.flatnonzero(seen).tolist()]
    return tuple(label for dx, dy in HALO for label in _moved(shown, dx, dy)) + tuple(shown)


def _at(stack: Stack, reach: float, sight: Sight) -> Label:
    """To the upper right of the ball; at the view's edge to the left."""
    lean = 1 if stack.x + reach + WIDE < sight.size[0] else -1
    return Label(stack.text, stack.x + lean * reach, stack.y - 0.6 * reach, strong=True, lean=lean)


def _moved(labels: list[Label], dx: float, dy: float) -> list[Label]:
    return [Label(each.text, each.x + dx, each.y + dy, False, each.lean) for each in labels]
