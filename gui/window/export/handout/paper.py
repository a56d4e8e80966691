"""Pages of a PDF: pieces one below the other, none of them cut by the end of a page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
    QTextOption,
)

from gui.style import fonts
from gui.style.plain_text import Markup, fill
from gui.typeset.rich_text import typeset

UNIT: Final = 96  # px to an inch: lengths on the page are in these
SHARP: Final = 300  # pixels of a picture to an inch
DOTS: Final = 1200  # of the printer, to an inch
MARGIN: Final = 68.0  # px around the text: 18 mm
PAGE: Final = QSizeF(210 / 25.4 * UNIT, 297 / 25.4 * UNIT)  # A4
WIDTH: Final = PAGE.width() - 2 * MARGIN
HEIGHT: Final = PAGE.height() - 2 * MARGIN
TEXT, SMALL = 14, 11  # px: 10.5 and 8 pt
RULE: Final = 30.0  # px from one ruled line to the next: 8 mm
GAP: Final = 10.0  # px between two pieces
INK, FAINT = "#000000", "#8a8a8a"
STYLE: Final = """
h1 { font-size: 24px; margin-top: 0px; margin-bottom: 6px }
h2 { font-size: 17px; margin-top: 8px; margin-bottom: 4px }
p { margin-top: 4px; margin-bottom: 4px }
.small { font-size: 11px; color: #555555 }
"""

Footer = Callable[[int, int], tuple[str, str]]  # of a page, from 1, of so many: left and right


@final
@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together on a page, where it isn't longer than a page; with the next piece, too,
    where it `leads` to that.

    `pictures` are those that the content shows, by their names there. Below it are `rules` lines
    to write on. Formulas wider than `room` px are made smaller.
    """

    content: Markup
    pictures: tuple[tuple[str, QImage], ...] = ()
    rules: int = 0
    leads: bool = False
    begins_page: bool = False
    room: float = WIDTH


@final
@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a piece, as high as a page at most, at its place on a page."""

    document: QTextDocument
    first: float  # px of the document above the part
    height: float  # of its text
    rules: int
    top: float = 0.0  # on the page

    @property
    def whole(self) -> float:
        return self.height + self.rules * RULE


def pdf(title: str, pieces: Iterable[Piece], footer: Footer) -> bytes:
    """The content of the PDF: A4, with text as text, in the program's own font."""
    pages = paginated(pieces)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(title)
    writer.setCreator("Downhill")
    painter = QPainter(writer)
    painter.scale(DOTS / UNIT, DOTS / UNIT)
    for number, parts in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        for part in parts:
            _paint(painter, part)
        _paint_footer(painter, *footer(number, len(pages)))
    painter.end()
    return bytes(buffer.data().data())


def paginated(pieces: Iterable[Piece]) -> list[list[_Part]]:
    """The parts on each page: a piece that has no room left begins the next one."""
    pages: list[list[_Part]] = [[]]
    top = 0.0
    for piece, parts, needed in _measured(pieces):
        for place, part in enumerate(parts):
            begins = place > 0 or piece.begins_page
            full = top + (needed if needed <= HEIGHT else part.whole) > HEIGHT
            if pages[-1] and (begins or full):
                pages.append([])
                top = 0.0
            pages[-1].append(replace(part, top=top))
            top += part.whole + GAP
    return pages


def _measured(pieces: Iterable[Piece]) -> list[tuple[Piece, list[_Part], float]]:
    """Each piece with its parts, and the height of it and what must stay with it."""
    found = [(piece, _parts(piece)) for piece in pieces]
    needed, below = list[float](), 0.0
    for piece, parts in reversed(found):
        below = sum(part.whole for part in parts) + piece.leads * (GAP + below)
        needed.append(below)
    return [(*each, height) for each, height in zip(found, reversed(needed), strict=True)]


def _parts(piece: Piece) -> list[_Part]:
    """One, but of a piece that is longer than a page."""
    document = _document(piece)
    height = document.size().height()
    if height + piece.rules * RULE <= HEIGHT:
        return [_Part(document, 0.0, height, piece.rules)]
    document.setPageSize(QSizeF(WIDTH, HEIGHT))  # lines aren't cut, either
    pages = range(document.pageCount())
    found = [_Part(document, page * HEIGHT, HEIGHT, 0) for page in pages]
    return [*found, _Part(document, len(pages) * HEIGHT, 0.0, piece.rules)]


def _document(piece: Piece) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    document.setDefaultFont(_font(TEXT))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDefaultStyleSheet(STYLE)
    for name, picture in piece.pictures:
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
    fill(document, piece.content)
    typeset(document, INK, 2 * SHARP / UNIT, piece.room)
    document.setTextWidth(WIDTH)
    return document


def _font(size: int) -> QFont:
    """Our own font alone: the same pages on every machine, and all letters in the file."""
    font = QFont(fonts.FAMILY)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint(painter: QPainter, part: _Part) -> None:
    painter.save()
    painter.translate(MARGIN, MARGIN + part.top - part.first)
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, QColor(INK))  # in a dark theme, too
    context.palette = palette
    context.clip = QRectF(0, part.first, WIDTH, part.height)
    if part.height:
        painter.setClipRect(context.clip)
        part.document.documentLayout().draw(painter, context)
    painter.restore()
    painter.setPen(QPen(QColor(FAINT), 0.6))
    for number in range(1, part.rules + 1):
        y = MARGIN + part.top + part.height + number * RULE
        painter.drawLine(QPointF(MARGIN, y - 2), QPointF(MARGIN + WIDTH, y - 2))


def _paint_footer(painter: QPainter, left: str, right: str) -> None:
    painter.setFont(_font(SMALL))
    painter.setPen(QColor(FAINT))
    room = QRectF(MARGIN, PAGE.height() - 0.75 * MARGIN, WIDTH, 2 * SMALL)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight, right)
    wide = painter.fontMetrics().horizontalAdvance(right) + 2 * SMALL
    painter.drawText(
        room,
        Qt.AlignmentFlag.AlignLeft,
        painter.fontMetrics().elidedText(left, Qt.TextElideMode.ElideRight, int(WIDTH - wide)),
    )
