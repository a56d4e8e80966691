"""The note at the bottom of the view: a sample of each kind of arrow, and what it stands for."""

from dataclasses import dataclass, replace
from typing import Final, final

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from gui.scene.geometry.arrows import BAR, Arrows, BatchKind, Kind
from gui.scene.geometry.axes import Label
from gui.scene.geometry.label_layout import Measure, ink
from gui.scene.geometry.projection import Projection
from gui.style.text_size import text_scale
from gui.text.numbers import short

TITLES: dict[Kind, str] = {
    Kind.GRADIENT: QT_TRANSLATE_NOOP("Scene", "negative gradient"),
    Kind.VELOCITY: QT_TRANSLATE_NOOP("Scene", "momentum"),
    Kind.UPDATE: QT_TRANSLATE_NOOP("Scene", "last update"),
}
ZERO: Final = "≈ 0"
DOT: Final = 8.0  # pixels of a dot's sample
LEFT, BOTTOM, LINE = 18.0, 14.0, 20.0  # pixels from the view's corner
GAP, APART = 8.0, 28.0  # pixels between a sample and its text, and between two of both
ROOM: Final = (400.0, 240.0)  # pixels of the smallest view that has a note
CLEAR: Final = 6.0  # pixels between the note and the surface, at least
NEAR: Final = 0.02  # along the ray, where the samples are


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One text, right of an arrow of some kind or of a dot; of a place in the view.

    Without a kind the sample is another's, `wide` pixels long.
    """

    text: str
    kind: Kind | BatchKind | None
    dot: bool = False
    x: float = 0.0
    y: float = 0.0
    wide: float = BAR
    sign: int = 0  # of the eigenvalue whose arm is the sample

    @property
    def bar(self) -> float:
        """The length of the sample in pixels."""
        return DOT if self.dot else self.wide

    @property
    def label(self) -> Label:
        return Label(self.text, self.x + self.bar + GAP, self.y, lean=1)


def entries(kinds: dict[Kind, float], dots: bool) -> list[Entry]:
    """Those of the scales of these kinds, and of dots if there are any."""
    found = [Entry(_text(kind, value), kind) for kind, value in kinds.items()]
    return [*found, Entry(ZERO, found[0].kind, dot=True)] if dots and found else found


def line_height() -> float:
    """Pixels from one row to the next."""
    return LINE * text_scale()


def clear_of(
    outline: Array, found: list[Entry], size: tuple[float, float], measure: Measure
) -> list[Entry]:
    """The entries at the bottom, or at the top if only that is clear of the pixels `outline`."""
    bottom = laid_out(found, size, measure)
    if not _covers(bottom, outline, measure):
        return bottom
    top = laid_out(found, size, measure, up=True)
    return bottom if _covers(top, outline, measure) else top


def _covers(found: list[Entry], outline: Array, measure: Measure) -> bool:
    boxes = [np.array(ink(entry.label, measure)) for entry in found]
    low = np.array([box[:2] for box in boxes]).reshape(-1, 1, 2) - (BAR + GAP, CLEAR)
    high = np.array([box[2:] for box in boxes]).reshape(-1, 1, 2) + CLEAR
    return bool(((outline > low) & (outline < high)).all(axis=-1).any())


def laid_out(
    found: list[Entry], size: tuple[float, float], measure: Measure, up: bool = False
) -> list[Entry]:
    """The entries in rows at the bottom of the view, or `up` at its top; none where there is no
    room for them."""
    if size[0] < ROOM[0] or size[1] < ROOM[1]:
        return []
    rows: list[list[tuple[Entry, float]]] = []
    x = np.inf
    for entry in found:
        left, _, right, _ = measure(entry.text, False)
        wide = entry.bar + GAP + right - left
        if x + wide > size[0] - LEFT:
            rows.append([])
            x = LEFT
        rows[-1].append((entry, x))
        x += wide + APART
    bottom, line = BOTTOM * text_scale(), line_height()
    first = bottom if up else size[1] - bottom - line * (len(rows) - 1)
    heights = [first + line * row for row in range(len(rows))]
    return [
        replace(entry, x=x, y=y) for row, y in zip(rows, heights, strict=True) for entry, x in row
    ]


def sample(entry: Entry, projection: Projection) -> Arrows:
    """The arrow or the dot of an entry, next to its text."""
    assert entry.kind is not None
    start, end = (0.5, 0.5) if entry.dot else (0.0, 1.0)
    base, tip = (
        projection.ray(entry.x + share * entry.bar, entry.y).at(NEAR)[None]
        for share in (start, end)
    )
    return Arrows(base, tip, np.array([int(entry.kind)]), np.array([entry.dot]))


def _text(kind: Kind, value: float) -> str:
    title = QCoreApplication.translate("Scene", TITLES[kind])
    template = QCoreApplication.translate("Scene", "this length = {0} ({1})")
    return template.format(short(value), title)
