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


def placed(
    labels: Sequence[Label],
    measure: Measure,
    taken: Sequence[Rectangle],
    avoided: Sequence[Rectangle],
    size: tuple[float, float],
) -> tuple[Label | None, ...]:
    """The labels in a view of this size, each at the first of its places where it touches neither
    another nor what is `taken`; of those, the first that covers nothing `avoided`, if there is one.

    None for those that have no place.
    """
    used = list(taken)
    found: list[Label | None] = []
    for label in labels:
        left, top, right, bottom = ink(replace(label, x=0.0, y=0.0), measure)
        best: tuple[float, float] | None = None
        for x, y in ((label.x, label.y), *label.spare):  # one by one: mostly the first is free
            box = (x + left, y + top, x + right, y + bottom)
            if not _within(box, size) or any(touch(box, other) for other in used):
                continue
            clear = not any(meet(box, other) for other in avoided)
            if clear or best is None:
                best = (x, y)
            if clear:
                break
        found.append(None if best is None else replace(label, x=best[0], y=best[1]))
        used += [] if best is None else [ink(found[-1] or label, measure)]
    return tuple(found)


def _within(box: Rectangle, size: tuple[float, float]) -> bool:
    return box[0] >= 2 and box[1] >= 2 and box[2] <= size[0] - 2 and box[3] <= size[1] - 2


def meet(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


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
