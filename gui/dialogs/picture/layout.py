"""Where the parts of a picture stand. Lengths are logical pixels."""

from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from gui.dialogs.picture.contents import Choices, Facts
from gui.dialogs.picture.texts import (
    BAR,
    BAR_HEIGHT,
    GAP,
    ROW,
    TITLE,
    font,
    formula_size,
    legend_places,
    wrapped,
)

EDGE: Final = 16.0
BETWEEN: Final = 12.0  # between the header, the parts, and what is below
LEGEND: Final = 24.0  # between the colour bar and the legend
LEAST: Final = 480.0  # of the width that texts have
SIDE: Final = (0.45, 300.0, 520.0)  # of the column next to the surface: share of it, least, most
ALONE: Final = QSizeF(560, 500)  # a map without a surface
PLOTS: Final = QSizeF(560, 420)  # curves alone
PLOTS_LEAST: Final = 360.0  # px of height of three plots below a map


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """The rectangle of each part that is shown, by its name, and the size of the whole."""

    size: QSizeF
    places: dict[str, QRectF]

    def pixels(self, scale: float) -> QSize:
        """The size in pixels, with `scale` to a logical one."""
        return QSize(round(self.size.width() * scale), round(self.size.height() * scale))


def layout_of(facts: Facts, choices: Choices, scene: QSize) -> Layout:
    """Lay out the chosen parts; the scene has this size."""
    body = _body(choices, QSizeF(scene))
    width = max([LEAST, *(place.right() for place in body.values())])
    places, y = _header(facts, choices, width)
    top = y + (BETWEEN if places else 0.0)
    for name, place in body.items():
        places[name] = place.translated(EDGE, top)
    y = max([y, *(place.bottom() for place in places.values())])
    below, bottom = _footer(facts, choices, width, y + BETWEEN)
    places |= below
    height = bottom if below else y
    return Layout(QSizeF(width + 2 * EDGE, height + EDGE), places)


def _body(choices: Choices, scene: QSizeF) -> dict[str, QRectF]:
    """Surface, map and curves, from (0, 0) on: the first of them with the others next to it."""
    shown = [part for part in ("surface", "map", "curves") if choices.shows(part)]
    if not shown:
        return {}
    main = {"surface": scene, "map": ALONE, "curves": PLOTS}[shown[0]]
    places = {shown[0]: QRectF(QPointF(), main)}
    if not shown[1:]:
        return places
    share, least, most = SIDE
    wide, left = min(max(share * main.width(), least), most), main.width() + BETWEEN
    heights = {"map": 0.95 * wide, "curves": PLOTS_LEAST}
    total = sum(heights[part] for part in shown[1:]) + BETWEEN * (len(shown) - 2)
    height = max(main.height(), total)
    places[shown[0]].moveTop((height - main.height()) / 2)
    y = 0.0
    for part in shown[1:]:
        tall = heights[part] if part != shown[-1] else height - y
        places[part] = QRectF(left, y, wide, tall)
        y += tall + BETWEEN
    return places


def _header(facts: Facts, choices: Choices, width: float) -> tuple[dict[str, QRectF], float]:
    """Title and formula, on one line if they fit, and the caption; and where they end."""
    places: dict[str, QRectF] = {}
    y, line = EDGE, font(TITLE, strong=True)
    if choices.shows("title") and facts.title:
        places["title"] = QRectF(EDGE, y, width, wrapped(facts.title, line, width))
        y = places["title"].bottom() + GAP / 2
    size = formula_size(facts.formula, width) if choices.shows("formula") else QSizeF()
    if not size.isEmpty():
        places["formula"] = QRectF(QPointF(EDGE, y), size)
        y += size.height() + GAP / 2
    if choices.shows("caption") and facts.caption:
        tall = wrapped(facts.caption, font(), width)
        places["caption"] = QRectF(EDGE, y, width, tall)
        y += tall
    return places, y if places else EDGE


def _footer(
    facts: Facts, choices: Choices, width: float, y: float
) -> tuple[dict[str, QRectF], float]:
    """The colour bar, and the legend on its right; and where they end."""
    places: dict[str, QRectF] = {}
    left = EDGE
    if choices.shows("bar"):
        places["bar"] = QRectF(EDGE, y, BAR, BAR_HEIGHT)
        left += BAR + LEGEND
    if choices.shows("legend") and facts.legend:
        room = width + EDGE - left
        tall = legend_places(facts.legend, room)[-1].y() + ROW
        places["legend"] = QRectF(left, y, room, tall)
    return places, max([y, *(place.bottom() for place in places.values())])
