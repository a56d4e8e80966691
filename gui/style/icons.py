"""The program's icons: SVG drawings in the colours of the theme, sharp at every scale.

An icon is rendered whenever it is painted, in the current colour of the theme, so no update is
needed when the theme changes or when the window moves to another screen.
"""

import logging
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, Self, final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.style.ball_glyphs import paint_fleet
from gui.style.palette import Palette
from gui.style.theme import Theme

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "icons"
APPLICATION: Final = FOLDER / "downhill.svg"


@final
class Icon(StrEnum):
    """All drawings; the value is the name of the file."""

    PLAY = "play"
    PAUSE = "pause"
    STEP_FORWARD = "step-forward"
    STEP_BACK = "step-back"
    RESTART = "restart"
    TO_START = "to-start"
    TO_END = "to-end"
    FAST_FORWARD = "fast-forward"
    UNDO = "undo"
    REDO = "redo"
    OPEN = "open"
    SAVE = "save"
    EXPORT = "export"
    ADD = "add"
    REMOVE = "remove"
    DUPLICATE = "duplicate"
    LANDSCAPE = "landscape"
    GALLERY = "gallery"
    LESSONS = "lessons"
    LANGUAGE = "language"
    THEME = "theme"
    PRESENT = "present"
    HELP = "help"
    CAMERA = "camera"
    VIEW_TOP = "view-top"
    VIEW_FRONT = "view-front"
    VIEW_SIDE = "view-side"
    VIEW_ISO = "view-iso"
    FOLLOW = "follow"
    ARROWS = "arrows"
    GRADIENT = "gradient"
    VELOCITY = "velocity"
    LAST_UPDATE = "last-update"
    CRITICAL = "critical"
    TRAIL = "trail"
    CONTOUR = "contour"
    QUADRATIC = "quadratic"
    CURVATURE = "curvature"
    BATCH = "batch"
    AXES = "axes"
    EIGENVALUES = "eigenvalues"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_FIT = "zoom-fit"
    SEARCH = "search"
    CHOSEN = "chosen"
    CLOSE = "close"
    CANCEL = "cancel"
    CHECK = "check"
    MORE = "more"
    CHEVRON_UP = "chevron-up"
    CHEVRON_DOWN = "chevron-down"
    CHEVRON_LEFT = "chevron-left"
    CHEVRON_RIGHT = "chevron-right"
    TABLE = "table"
    PLOT = "plot"
    FLOAT = "float"
    PARTIAL = "partial"
    RADIO = "radio"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.value}.svg"


@cache
def drawing(icon: Icon, color: str) -> QSvgRenderer:
    """The drawing with its `currentColor` replaced; an empty one if its file is missing."""
    source = source_of(icon.path).replace(b"currentColor", color.encode())
    return QSvgRenderer(QByteArray(source))


@cache
def source_of(file: Path) -> bytes:
    """The bytes of the file, read once: the program may be uninstalled while it runs."""
    try:
        return file.read_bytes()
    except OSError as error:
        log.warning("an icon stays empty: %s", error)  # painting code must not raise
        return b""


def pixmap(icon: Icon, color: str, size: QSize, ratio: float) -> QPixmap:
    """`icon` in one colour; `size` in device-independent pixels, `ratio` device pixels each."""
    made = QPixmap(size * ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing(icon, color).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def color_of(palette: Palette, mode: QIcon.Mode, state: QIcon.State, tint: str) -> str:
    """The colour of an icon in a state: `tint` while off, the accent while on."""
    if mode == QIcon.Mode.Disabled:
        return palette.disabled
    if state == QIcon.State.On:
        return palette.accent
    return str(getattr(palette, tint))


Draw = Callable[[QPainter, QRectF, QIcon.Mode, QIcon.State], None]


@final
class _Engine(QIconEngine):
    """Paints an icon with a function whenever Qt needs it, at the current size and scale."""

    def __init__(self, draw: Draw, clones: list[QIconEngine]) -> None:
        super().__init__()
        self._draw = draw
        self._clones = clones

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        self._draw(painter, square, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)  # in device pixels: Qt multiplies, and sets the ratio afterwards
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> Self:
        # Qt requests a copy before it changes an icon, and becomes its owner without PySide's
        # knowledge: without a reference here, Python would free an object that Qt uses.
        made = type(self)(self._draw, self._clones)
        self._clones.append(made)
        return made


@final
class Icons:
    """Makes icons in the current colours of `theme`. Must exist as long as the windows."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._clones: list[QIconEngine] = []

    def get(self, icon: Icon, tint: str = "text") -> QIcon:
        """`icon` as a QIcon; `tint` names its colour in the palette while off."""

        def draw(painter: QPainter, rect: QRectF, mode: QIcon.Mode, state: QIcon.State) -> None:
            color = color_of(self._theme.palette, mode, state, tint)
            drawing(icon, color).render(painter, rect)

        return QIcon(_Engine(draw, self._clones))

    def fleet(self, index: int) -> QIcon:
        """The glyph of fleet number `index`: its ball, for lists, tables and menus."""

        def draw(painter: QPainter, rect: QRectF, mode: QIcon.Mode, state: QIcon.State) -> None:
            del mode, state
            paint_fleet(painter, rect, self._theme.palette, index)

        return QIcon(_Engine(draw, self._clones))


def application_icon() -> QIcon:
    return QIcon(str(APPLICATION))
