"""Which texts of the axes are drawn so that none overlap, from their rectangles."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from gui.scene.geometry.axes import Label

GAP: Final = (10.0, 4.0)  # pixels between two texts, across and down: less would read as one

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom, in logical pixels
Measure = Callable[[str, bool], Rectangle]
"""The bounds of a text's ink about its centre, given the text and whether it is strong."""


def apart(labels: Sequence[Label], measure: Measure) -> tuple[Label, ...]:
    """The labels of which no two overlap, in their order.

    One that would overlap another is moved to the first of its other places that is free, or left
    out. Labels without other places are placed first, then the axes' names, then the rest in order:
    an axis can be read without one of its numbers.
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
    """The bounds of a label's ink on the screen."""
    left, top, right, bottom = measure(label.text, label.strong)
    x = label.x + label.lean * (right - left) / 2
    return x + left, label.y + top, x + right, label.y + bottom


def touch(a: Rectangle, b: Rectangle) -> bool:
    """Whether two texts overlap, or are so close that they read as one."""
    across, down = GAP
    apart_x = a[2] + across <= b[0] or b[2] + across <= a[0]
    apart_y = a[3] + down <= b[1] or b[3] + down <= a[1]
    return not (apart_x or apart_y)


def _places(label: Label) -> list[Label]:
    return [label, *(replace(label, x=x, y=y) for x, y in label.spare)]
