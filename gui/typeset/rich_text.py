"""Text with formulas in it: LaTeX between two $ is typeset on the line of the words around it."""

import math
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, unquote

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetrics,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from gui.style.plain_text import Markup, joined, markup
from gui.typeset.math_label import extent, formula

FORMULA: Final = re.compile(r"\$([^$]*)\$")
SCHEME: Final = "tex:"  # of the names of pictures of formulas
LETTERS: Final = 1.1  # size of a formula in units of that of the words, which have higher letters
DEEPEST: Final = 500  # px of letters; no formula on a line is as deep as these
NONE: Final = markup("")


def words_and_formulas(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text in their order, and whether each is the LaTeX of a formula."""
    for place, part in enumerate(FORMULA.split(text)):
        if part:
            yield part, place % 2 == 1


def formula_markup(latex: str) -> Markup:
    """A formula in a page: a picture once `typeset` has been called for the document."""
    return markup('<img src="{}" alt="{}">', SCHEME + quote(latex, safe=""), latex)


def rich(text: str) -> Markup:
    """A text, in which nothing but formulas between two $ has a meaning."""
    return joined(NONE, (_part(*each) for each in words_and_formulas(text)))


def _part(part: str, tex: bool) -> Markup:
    return formula_markup(part) if tex else markup("{}", part)


def typeset(
    document: QTextDocument, color: str, ratio: float = 1.0, widest: float = math.inf
) -> None:
    """Typeset the formulas of a document in the sizes of the words around them, `ratio` device
    pixels to one, and smaller where they would be wider than `widest` px. What can't be typeset is
    shown as it is."""
    for fragment in reversed(list(_pictures(document))):
        name = fragment.charFormat().toImageFormat().name()
        if not name.startswith(SCHEME):
            continue
        latex, cursor = unquote(name.removeprefix(SCHEME)), QTextCursor(document)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        font = fragment.charFormat().font()
        size = LETTERS * QFontInfo(font).pixelSize()
        picture, font = _picture(latex, color, size, font, ratio)
        if picture is None:
            cursor.insertText(latex)
            continue
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
        form = fragment.charFormat().toImageFormat()
        width, height = picture.deviceIndependentSize().toTuple()
        share = min(1.0, widest / width)
        form.setWidth(share * width)
        form.setHeight(share * height)
        form.setProperty(QTextFormat.Property.FontPixelSize, font.pixelSize())
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
        cursor.setCharFormat(form)


def _pictures(document: QTextDocument) -> Iterator[QTextFragment]:
    block = document.begin()
    while block.isValid():
        piece = block.begin()
        while not piece.atEnd():
            if piece.fragment().charFormat().isImageFormat():
                yield piece.fragment()
            piece += 1
        block = block.next()


def _picture(
    latex: str, color: str, size: float, font: QFont, ratio: float
) -> tuple[QImage | None, QFont]:
    """A formula, padded below to the depth of letters, and the font that these letters have."""
    drawing = formula(latex, color, round(size, 2))
    if drawing is None:
        return None, font
    box, whole = drawing.viewBoxF(), extent(drawing)
    depth = box.y() + box.height()
    font = _as_deep(font, depth)
    height = whole.height() + QFontMetrics(font).descent() - depth
    pixels = QSize(math.ceil(whole.width() * ratio), math.ceil(height * ratio))
    made = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    # What rounding up adds is above: the letters keep their line.
    top = pixels.height() - height * ratio
    drawing.render(painter, QRectF(0, top, whole.width() * ratio, whole.height() * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made, font


def _as_deep(font: QFont, depth: float) -> QFont:
    """The font, larger where its letters don't reach `depth` px below the line: Qt lets a picture
    on the line reach as deep as letters of its font do, in whole px, and the font has no other
    effect on it."""
    deep = QFont(font)
    deep.setPixelSize(QFontInfo(font).pixelSize())
    while QFontMetrics(deep).descent() < depth and deep.pixelSize() < DEEPEST:
        deep.setPixelSize(deep.pixelSize() + 1)
    return deep
