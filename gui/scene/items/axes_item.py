"""The axes with their texts."""

from typing import final

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QFont, QFontMetricsF

from engine.arrays import Array
from gui.scene.geometry.axes import Axes, Label
from gui.scene.geometry.label_layout import Rectangle, apart, ink
from gui.scene.items import gl
from gui.scene.items.background_item import Color
from gui.scene.items.gl import GL, Frame
from gui.scene.items.item import SceneItem
from gui.scene.items.line_program import LineProgram
from gui.scene.items.text_atlas import GLYPH_GAP, MOST, Atlas, glyph_size
from gui.style.ball_glyphs import split_letters

HALO = 2.0  # pixels round texts, which may be over the surface
NOTHING = Axes(np.zeros((0, 2, 3)), ())


@final
class AxesItem(SceneItem):
    """Lines in the world, drawn behind the other items."""

    def __init__(self) -> None:
        super().__init__()
        self._axes, self._thick = NOTHING, 1.0
        self._color: Color = (0.5, 0.5, 0.5)
        self._stale = True

    def set_axes(self, axes: Axes) -> None:
        self._axes, self._stale = axes, True
        self.update()

    def set_color(self, color: Color) -> None:
        self._color = color
        self.update()

    def set_thickness(self, thick: float) -> None:
        """Draw lines so many times as thick as usual."""
        self._thick = thick
        self.update()

    def initializeGL(self) -> None:
        self._program, self._buffer = LineProgram(), gl.Buffer()
        self._stale = True

    def draw(self, frame: Frame) -> None:
        lines = self._axes.edges
        if not len(lines):
            return
        if self._stale:
            self._buffer.fill(np.ascontiguousarray(lines, np.float32))
            self._stale = False
        gl.blend()
        with self._program.drawing(frame, self._buffer, self._thick, (*self._color, 1.0)):
            GL.glDrawArrays(GL.GL_LINES, 0, 2 * len(lines))
        GL.glDisable(GL.GL_BLEND)


@final
class TextItem(SceneItem):
    """Texts that face the reader, over everything else, in one draw call.

    A `halo` of so many pixels makes them readable on a surface of any colour.
    """

    def __init__(self, halo: float = 0.0) -> None:
        super().__init__()
        self._atlas = Atlas(halo)
        self._requested: tuple[Label, ...] = ()
        self.labels: tuple[Label, ...] = ()  # those that are drawn
        self._avoid_overlaps = False
        self._inks: dict[tuple[str, bool], Rectangle] = {}
        self._colors: tuple[Color, Color] = ((0.5, 0.5, 0.5), (1.0, 1.0, 1.0))
        self._halo: Color = (0.0, 0.0, 0.0)
        self.font = QFont()
        self._sent: object = None  # what the vertices in OpenGL's memory were made for

    def avoid_overlaps(self) -> None:
        """Never draw a text over another from now on."""
        self._avoid_overlaps = True
        self._update_labels()

    def set_labels(self, labels: tuple[Label, ...]) -> None:
        if labels != self._requested:
            self._requested = labels
            self._update_labels()

    def _update_labels(self) -> None:
        self.labels = apart(self._requested, self.ink) if self._avoid_overlaps else self._requested
        self.update()

    def ink(self, text: str, strong: bool) -> Rectangle:
        """The bounds of a text's ink about its centre."""
        if (text, strong) not in self._inks:
            if len(self._inks) > MOST:
                self._inks.clear()
            self._inks[text, strong] = _ink(self.font, text, strong)
        return self._inks[text, strong]

    @property
    def boxes(self) -> tuple[Rectangle, ...]:
        """Where the texts are."""
        return tuple(ink(label, self.ink) for label in self.labels)

    def set_colors(self, normal: Color, strong: Color, halo: Color = (0.0, 0.0, 0.0)) -> None:
        self._colors, self._halo = (normal, strong), halo
        self.update()

    def set_font(self, font: QFont) -> None:
        if font != self.font:
            self.font = QFont(font)
            self._inks.clear()
            self._update_labels()

    def initializeGL(self) -> None:
        self._program, self._buffer = gl.Program("text"), gl.Buffer()
        self._texture = gl.Texture(smooth=False)
        self._atlas.changed, self._sent = True, None

    def draw(self, frame: Frame) -> None:
        if not self.labels:
            return
        self._atlas.set_font(self.font, frame.ratio)
        needed = (self.version, frame.size, frame.ratio)
        if needed != self._sent:
            self._buffer.fill(self._vertices(frame))
            self._sent = needed
        if self._atlas.changed:
            self._texture.fill(self._atlas.image)
            self._atlas.changed = False
        gl.blend()
        GL.glDisable(GL.GL_DEPTH_TEST)
        self._texture.bind(0)
        self._program.begin(u_atlas=0, u_halo=self._halo)
        self._buffer.bind()
        self._program.attribute("a_corner", 2, 28, 0)
        self._program.attribute("a_uv", 2, 28, 8)
        self._program.attribute("a_color", 3, 28, 16)
        GL.glDrawArrays(GL.GL_TRIANGLES, 0, 6 * len(self.labels))
        self._program.end()
        GL.glEnable(GL.GL_DEPTH_TEST)
        GL.glDisable(GL.GL_BLEND)

    def _vertices(self, frame: Frame) -> npt.NDArray[np.float32]:
        """x, y in -1..1, u, v, and a colour: six vertices a text."""
        places = self._atlas.places([(label.text, label.strong) for label in self.labels])
        source = np.array([(p.x(), p.y(), p.width(), p.height()) for p in places])
        at = np.array([(label.x, label.y) for label in self.labels])
        lean = np.array([label.lean for label in self.labels])
        left = at[:, 0] + (lean - 1) * source[:, 2] / 2
        corner = np.stack([left, at[:, 1] - source[:, 3] / 2], -1)
        corner = np.round(corner * frame.ratio) / frame.ratio
        out = np.empty((len(places), 6, 7), np.float32)
        size = np.array(frame.size) / frame.ratio
        out[..., :2] = _corners(corner, source[:, 2:]) / size * (2, -2) + (-1, 1)
        out[..., 2:4] = _corners(source[:, :2], source[:, 2:]) / np.array(self._atlas.size)
        strong = [label.color or self._colors[label.strong] for label in self.labels]
        out[..., 4:] = np.array(strong)[:, None]
        return out.reshape(-1, 7)


def _corners(start: Array, size: Array) -> Array:
    """Two triangles for each rectangle, (n, 6, 2)."""
    steps = np.array([[0, 0], [1, 0], [1, 1], [0, 0], [1, 1], [0, 1]], float)
    return start[:, None] + steps * size[:, None]


def _ink(font: QFont, text: str, strong: bool) -> Rectangle:
    """As the atlas paints it: strong texts in a heavier font, lines centred vertically."""
    font = QFont(font)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    metrics, (text, glyphs) = QFontMetricsF(font), split_letters(text)
    if not text:
        side = glyph_size(metrics) / 2
        return -side, -side, side, side
    ink, room = metrics.tightBoundingRect(text), len(glyphs) * (glyph_size(metrics) + GLYPH_GAP)
    half = (metrics.horizontalAdvance(text) + room) / 2
    middle = (metrics.ascent() - metrics.descent()) / 2
    return -half, middle + ink.top(), half, middle + ink.bottom()
