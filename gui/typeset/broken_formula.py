"""Wide formulas on several lines: scaled down to one line they would be too small to read."""

import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.typeset import math_label
from gui.typeset.rule_lines import equations

LEGIBLE: Final = 0.8  # of the usual size; a formula that must be smaller is broken
GAP: Final = 2  # px between two lines
SPACE: Final = 16  # px between two equations of one line
TOKEN: Final = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
OPENING: Final = frozenset({"{", "(", "[", r"\left", r"\begin"})
CLOSING: Final = frozenset({"}", ")", "]", r"\right", r"\end"})


def pieces(latex: str) -> tuple[str, ...]:
    """The parts of a formula that may begin a line: equations, terms of sums, brackets after
    brackets. Joined they are the formula but for the commas between its equations."""
    return tuple(piece for equation in equations(latex) for piece in _terms(equation))


def picture(
    latex: str, color: str, size: float, ratio: float, width: float
) -> Iterator[QPixmap | None]:
    """The formula as a picture about `width` px wide; before it None, for each piece typeset."""
    drawing = math_label.formula(latex, color, size)
    if drawing is None or math_label.extent(drawing).width() * LEGIBLE <= width:
        yield math_label.pixmap(latex, color, size, ratio)
        return
    lines: list[str] = []
    for equation in equations(latex):
        line = ""
        for piece in _terms(equation):
            longer = math_label.formula(line + piece, color, size)
            yield None
            if line and (longer is None or math_label.extent(longer).width() > width):
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    yield _stacked([math_label.pixmap(line, color, size, ratio) for line in lines], ratio, width)


def _stacked(lines: list[QPixmap], ratio: float, width: float) -> QPixmap:
    """The lines below each other; short ones next to each other, where they have room."""
    rows: list[list[QPixmap]] = []
    for line in lines:
        if not rows or _length([*rows[-1], line]) > width:
            rows.append([])
        rows[-1].append(line)
    heights = [max(_size(line).height() for line in row) for row in rows]
    size = QSizeF(max(map(_length, rows)), sum(heights) + GAP * (len(rows) - 1))
    made = QPixmap((size * ratio).toSize().expandedTo(QSize(1, 1)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter, top = QPainter(made), 0.0
    for row, height in zip(rows, heights, strict=True):
        left = 0.0
        for line in row:
            place = QPointF(left, top + (height - _size(line).height()) / 2)
            painter.drawPixmap(place, line)
            left += _size(line).width() + SPACE
        top += height + GAP
    painter.end()
    return made


def _size(line: QPixmap) -> QSizeF:
    return line.deviceIndependentSize()


def _length(row: list[QPixmap]) -> float:
    return sum(_size(line).width() for line in row) + SPACE * (len(row) - 1)


def _terms(equation: str) -> Iterator[str]:
    """An equation cut before each + and − of its outermost sum, and between two brackets."""
    piece, depth, before = "", 0, ""
    tokens = TOKEN.findall(equation)
    for token in tokens:
        outside = depth == 0 and piece.strip() and before not in ("=", r"\cdot", r"\,", "^", "_")
        if outside and (token in ("+", "-") or (before == "right" and token == r"\left")):
            yield piece
            piece = ""
        # What follows \left and \right is a bracket of theirs, not one more.
        if before not in (r"\left", r"\right"):
            depth += (token in OPENING) - (token in CLOSING)
        after = before
        before = "right" if after == r"\right" else token if token.strip() else before
        piece += token
    yield piece
