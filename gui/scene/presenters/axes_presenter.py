"""Background, axes and their texts."""

from typing import final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont

from engine.arrays import Array
from engine.marks import QT_TRANSLATE_NOOP
from gui.sampling.height_scale import HeightScale
from gui.scene.geometry.axes import Axes, Label, axes_of
from gui.scene.geometry.label_layout import ink
from gui.scene.geometry.projection import Projection
from gui.scene.items.axes_item import HALO, NOTHING, AxesItem, TextItem
from gui.scene.items.background_item import BackgroundItem
from gui.style.palette import Palette, channels, mixed
from gui.style.text_size import label_scale
from gui.text.axis_names import axis_names

LOSS = QT_TRANSLATE_NOOP("Scene", "loss")
LOG_LOSS = QT_TRANSLATE_NOOP("Scene", "loss − min (log)")


def scale_name(scale: HeightScale) -> str:
    """The name of the height axis, translated: it always states the scale."""
    return QCoreApplication.translate("Scene", LOG_LOSS if scale.log else LOSS)


@final
class AxesPresenter:
    """Everything that depends on the camera and the theme, and not on the run."""

    def __init__(self) -> None:
        self.background, self.axes, self.texts = BackgroundItem(), AxesItem(), TextItem(HALO)
        self._visible = True
        self._key: object = None
        self._outline: Array | None = None
        self._axes = NOTHING

    def set_palette(self, palette: Palette) -> None:
        self.background.set_colors(channels(palette.scene_top), channels(palette.scene_bottom))
        self.axes.set_color(channels(mixed(palette.scene_bottom, palette.second, 0.62)))
        halo = channels(mixed(palette.scene_top, palette.scene_bottom, 0.5))
        self.texts.set_colors(channels(palette.second), channels(palette.text), halo)

    def set_font(self, font: QFont) -> None:
        self.texts.set_font(font)

    def show_axes(self, on: bool) -> None:
        """Draw axes from the next `show` on, or not."""
        self._visible = on

    def show(self, projection: Projection, outline: Array, note: tuple[Label, ...]) -> None:
        """Set the axes for this projection, and the texts of `note`; no name covers the pixels
        `outline` (n, 2) if it can be elsewhere."""
        names = (*axis_names(projection.surface), scale_name(projection.world.scale))
        # In a view with so many fewer pixels, larger texts have their usual size.
        text, (width, height) = label_scale(), projection.size
        view = (projection.world, names, projection.camera, (width / text, height / text))
        key = (view, self._visible, text)
        if key != self._key or outline is not self._outline:
            self._key, self._outline = key, outline
            axes = axes_of(*view, outline / text) if self._visible else NOTHING
            labels = (each.scaled(text) for each in axes.labels)
            seen = (each for each in labels if self._is_whole(each, projection.size))
            self._axes = Axes(axes.edges, tuple(seen))
            self.axes.set_axes(self._axes)
        self.texts.set_labels(self._axes.labels + note)

    def _is_whole(self, label: Label, size: tuple[float, float]) -> bool:
        """Whether no edge of the view cuts a text off."""
        left, top, right, bottom = ink(label, self.texts.ink)
        return left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]
