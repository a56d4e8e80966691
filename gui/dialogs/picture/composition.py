"""Composes a picture: as pixels, or as SVG."""

from collections.abc import Callable
from typing import Final, final

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.dialogs.picture import texts
from gui.dialogs.picture.contents import Choices, Facts, Sources
from gui.dialogs.picture.layout import Layout, layout_of
from gui.style.palette import Palette

DENSE: Final = 4.0  # pixels to one of images within SVG
# Formulas are drawn by QtSvg, which fills them; made into SVG they would have its outlines as well.
OUTLINED: Final = (
    b'stroke="#000000" stroke-opacity="1" stroke-width="1" '
    b'stroke-linecap="butt" stroke-linejoin="miter" stroke-miterlimit="4"'
)
FILLED: Final = b'stroke="none"'
POINTS: Final = 96  # of SVG, to an inch: one is a pixel


@final
class Composition:
    """A picture of one moment. Parts that were drawn are kept, as long as it is that of a dialog:
    a map takes long."""

    def __init__(self, sources: Sources, window: Palette) -> None:
        self._sources, self._window = sources, window
        self.facts = sources.facts()
        self._kept: dict[tuple[object, ...], QImage] = {}

    def layout(self, choices: Choices) -> Layout:
        return layout_of(self.facts, choices, self._sources.scene_size())

    def fits(self, choices: Choices) -> bool:
        """Whether the surface can be drawn with so many pixels."""
        return not choices.shows("surface") or self._sources.scene_fits(choices.scale)

    def image(self, choices: Choices, scale: float) -> QImage:
        """The picture with `scale` pixels to a logical one; null where it can't be drawn."""
        layout, palette = self.layout(choices), choices.palette(self._window)
        image = _empty(layout.pixels(scale).toTuple(), scale)
        if not choices.transparent:
            image.fill(QColor(palette.window))
        painter = QPainter(image)
        drawn = self._paint(painter, choices, layout, palette, scale)
        painter.end()
        return image if drawn else QImage()

    def svg(self, choices: Choices) -> bytes:
        """The picture as SVG."""
        layout, palette = self.layout(choices), choices.palette(self._window)
        buffer, made = QBuffer(), QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made.setOutputDevice(buffer)
        made.setSize(layout.size.toSize())
        made.setViewBox(QRectF(QPointF(), layout.size))
        made.setResolution(POINTS)
        made.setTitle(self.facts.title)
        made.setDescription(self.facts.caption)
        painter = QPainter(made)
        if not choices.transparent:
            painter.fillRect(QRectF(QPointF(), layout.size), QColor(palette.window))
        self._paint_texts(painter, layout, palette)
        for name, paint in (("map", self._sources.map), ("curves", self._sources.curves)):
            if name in layout.places:
                paint(painter, layout.places[name], palette, DENSE)
        painter.end()
        return bytes(buffer.data().data()).replace(OUTLINED, FILLED)

    def _paint(
        self, painter: QPainter, choices: Choices, layout: Layout, palette: Palette, scale: float
    ) -> bool:
        self._paint_texts(painter, layout, palette)
        for name, paint in (("map", self._sources.map), ("curves", self._sources.curves)):
            if name in layout.places:
                place = layout.places[name]

                def draw(paint: Callable[..., None] = paint, place: QRectF = place) -> QImage:
                    part = _empty(((place.size() * scale).toSize()).toTuple(), scale)
                    inner = QPainter(part)
                    paint(inner, QRectF(QPointF(), place.size()), palette, scale)
                    inner.end()
                    return part

                key = (name, scale, palette, place.size().toTuple())
                painter.drawImage(place.topLeft(), self._part(key, draw))
        return self._paint_scene(painter, choices, layout, palette, scale)

    def _paint_scene(
        self, painter: QPainter, choices: Choices, layout: Layout, palette: Palette, scale: float
    ) -> bool:
        scene = self._sources.scene
        if "surface" not in layout.places or scene is None:
            return True
        key = ("surface", scale, palette, choices.transparent, self._sources.scene_view())
        image = self._part(key, lambda: scene(scale, palette, choices.transparent))
        if not image.isNull():
            painter.drawImage(layout.places["surface"].topLeft(), image)
        return not image.isNull()

    def _part(self, key: tuple[object, ...], draw: Callable[[], QImage]) -> QImage:
        if key not in self._kept:
            self._kept[key] = draw()
        return self._kept[key]

    def _paint_texts(self, painter: QPainter, layout: Layout, palette: Palette) -> None:
        facts: Facts = self.facts
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, place in layout.places.items():
            if name == "title":
                big = texts.font(texts.TITLE, strong=True)
                texts.paint_text(painter, place, facts.title, big, palette.text)
            elif name == "formula":
                at, size = place.topLeft(), place.size()
                texts.paint_formula(painter, at, size, facts.formula, palette.text)
            elif name == "caption":
                texts.paint_text(painter, place, facts.caption, texts.font(), palette.second)
            elif name == "bar":
                texts.paint_bar(painter, place.topLeft(), facts, palette)
            elif name == "legend":
                texts.paint_legend(painter, place, facts.legend, palette)


def _empty(size: tuple[int, int], scale: float) -> QImage:
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.transparent)
    return image
