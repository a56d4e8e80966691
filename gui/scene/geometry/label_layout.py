"""Which texts of the axes can be read beside each other: plain maths of their rectangles."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from gui.scene.geometry.axes import Label

GAP: Final = (10.0, 4.0)  # pixels between two texts, across and down: less would read as one

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, in logical pixels
Measure = Callable[[str, bool], Rectangle]
"""The ink of a text, and whether it is a strong one, about the point where it is centred."""


def apart(labels: Sequence[Label], measure: Measure) -> tuple[Label, ...]:
    """The labels without two that touch, in their order.

    One that would touch another is moved to the first of its other places that is free, or left
    out. What has no other place stands first, then the axes' names, then the rest as they come:
    an axis without one of its numbers can still be read.
    """
    order = sorted(range(len(labels)), key=lambda i: (bool(labels[i].spare), not labels[i].strong))
    kept: dict[int, Label] = {}
    taken: list[Rectangle] = []
    for number in order:
        for placed in _places(labels[number]):
            box = ink(placed, measure)
            if not any(touch(box, other) for other in taken):
                kept[number] = placed
                taken.append(box)
                break
    return tuple(kept[number] for number in sorted(kept))


def ink(label: Label, measure: Measure) -> Rectangle:
    """Where a label's letters are on the screen."""
    left, top, right, bottom = measure(label.text, label.strong)
    x = label.x + label.lean * (right - left) / 2
    return x + left, label.y + top, x + right, label.y + bottom


def touch(a: Rectangle, b: Rectangle) -> bool:
    """Whether two texts overlap or stand so close that they read as one."""
    across, down = GAP
    beside = a[2] + across <= b[0] or b[2] + across <= a[0]
    above = a[3] + down <= b[1] or b[3] + down <= a[1]
    return not (beside or above)


def _places(label: Label) -> list[Label]:
    return [label, *(replace(label, x=x, y=y) for x, y in label.spare)]
