"""The scene as a picture: with more pixels than the screen has, on any ground."""

from dataclasses import replace
from typing import Final, NamedTuple, final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from gui.scene.view import SceneView
from gui.style.palette import Palette

MOST_PIXELS: Final = 40_000_000  # of a picture: its layers take thirty bytes each
MOST_SIDE: Final = 16_384  # what OpenGL can draw on, nearly everywhere
FINER: Final = 2  # pixels that are drawn to one of the picture, in each direction
SAMPLES: Final = 4  # of the surface, for each of these
Pixels = npt.NDArray[np.uint8]


@final
class Ground(NamedTuple):
    """What a picture is drawn in: the colours, and whether what is behind the surface is left
    out."""

    palette: Palette
    transparent: bool = False


def fits(width: float, height: float, ratio: float) -> bool:
    """Whether a picture of so many logical pixels can be drawn with `ratio` pixels to each."""
    sides = width * ratio, height * ratio
    return max(sides) <= MOST_SIDE and sides[0] * sides[1] <= MOST_PIXELS


def scene_picture(view: SceneView, ratio: float, ground: Ground) -> QImage:
    """What `view` shows, finished; null where OpenGL can't draw it.

    The view itself draws it, with `ratio` pixels to a logical one: nothing of the run is set again.
    """
    shown = view.palette_shown
    try:
        if not ground.transparent:
            return _drawn(view, ratio, ground.palette)
        black, white = (
            _drawn(view, ratio, replace(ground.palette, scene_top=color, scene_bottom=color))
            for color in ("#000000", "#ffffff")
        )
        return QImage() if black.isNull() or white.isNull() else parted(black, white)
    finally:
        view.set_palette(shown)


def _drawn(view: SceneView, ratio: float, palette: Palette) -> QImage:
    view.set_palette(palette)
    return smooth_picture(view, ratio, SAMPLES)


def smooth_picture(view: SceneView, ratio: float, samples: int) -> QImage:
    """A picture whose edges are smooth, those of balls and trails too: each pixel is the mean of
    four, where there is room for so many; the surface has `samples` of each of these."""
    finer = FINER if fits(view.width(), view.height(), FINER * ratio) and ratio <= FINER else 1
    cache = view.frame_renderer.cache
    usual, cache.samples = cache.samples, samples if finer > 1 else cache.samples
    view.frame_renderer.whole = True
    try:
        image = view.canvas.picture(finer * ratio)
    finally:
        cache.samples = usual
    if finer > 1 and not image.isNull():
        size = QSize(round(view.width() * ratio), round(view.height() * ratio))
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        image.setDevicePixelRatio(ratio)
    return image


def parted(black: QImage, white: QImage) -> QImage:
    """The picture that gives `black` and `white` on grounds of these colours."""
    on_black, on_white = (_memory(image).astype(np.int16) for image in (black, white))
    # Of what covers a pixel by a share a, white shows 1 − a more than black, in each colour.
    cover = 255 - np.clip((on_white - on_black)[..., :3].max(axis=-1), 0, 255)
    made = np.empty(on_black.shape, np.uint8)
    made[..., :3] = np.minimum(on_black[..., :3], cover[..., None])
    made[..., 3] = cover
    height, width = cover.shape
    image = QImage(made.data, width, height, 4 * width, QImage.Format.Format_RGBA8888_Premultiplied)
    image = image.copy()  # with memory of its own
    image.setDevicePixelRatio(black.devicePixelRatio())
    return image


def _memory(image: QImage) -> Pixels:
    """Its pixels, (height, width, 4)."""
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.width(), 4).copy()
