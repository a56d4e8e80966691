"""Makes the shipped font: a subset of Noto Sans CJK SC with what Downhill shows.

    python packaging/make_font.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc [text files …]

The two files are those of Debian's `fonts-noto-cjk`; the digits of the bold one are also used,
scaled down, for the sub- and superscripts that Noto lacks. Every character of the text files (the
translations, say) is kept as well. Needs fonttools, which is not needed to run Downhill.

The result has its own name, so that it does not conflict with an installed Noto.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fontTools.misc.transform import Transform
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY: Final = "Downhill Sans SC"
SIMPLIFIED: Final = 2  # the face of the collection with mainland Chinese forms
FOLDER: Final = Path(__file__).parent.parent / "resources" / "fonts"

RANGES: Final = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1
    (0x370, 0x3FF),  # Greek
    (0x2000, 0x206F),  # spaces, dashes, quotation marks
    (0x2070, 0x209F),  # sub- and superscripts
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical signs
    (0x25A0, 0x25FF),  # geometric shapes
)
# Sub- and superscripts drawn from other letters: the letter, and where its baseline goes.
ABOVE: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵗᵀ", "0123456789+−=()intT", strict=True))
BELOW: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₙₜ", "0123456789+−=()ijnt", strict=True))
SCALE: Final = 0.62
RISE: Final = {"above": 350, "below": -140}
# Signs that a Chinese font draws a whole hanzi wide, which is too wide in a formula.
NARROW: Final = "∥×±÷·≈≠≤≥∞∂∇∈∝"
NARROW_SIDE: Final = 60
# The bars of a norm are two of |x|: Noto's are hairlines, so close that small they blur to a box.
NORM, BAR = "‖", "|"
NORM_GAP, NORM_SIDE = 130, 80
PROPORTIONAL: Final = "‘’“”"
# Spaces that Noto lacks, with their widths in thousandths of an em.
SPACES: Final = {"\u2007": 555, "\u2008": 278, "\u2009": 200, "\u202f": 200}
DONORS: Final = range(0x3400, 0x3500)  # rare hanzi, not in GB/T 2312: their slots are reused


def simplified_chinese() -> Iterator[str]:
    """Every character of GB/T 2312: 6,763 hanzi and 682 signs."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # a cell left empty


class Face:
    """A CID-keyed CFF font whose glyphs can be redrawn."""

    def __init__(self, path: str) -> None:
        self.font = TTFont(path, fontNumber=SIMPLIFIED)
        self.map: dict[int, str] = self.font.getBestCmap()
        self.glyphs = self.font.getGlyphSet()
        self._top = self.font["CFF "].cff.topDictIndex[0]
        self._donors = iter([code for code in DONORS if code in self.map])

    def width(self, character: str) -> int:
        return int(self.font["hmtx"][self.map[ord(character)]][0])

    def bounds(self, character: str) -> tuple[float, float, float, float]:
        strings = self._top.CharStrings
        return tuple(strings[self.map[ord(character)]].calcBounds(strings))  # type: ignore[return-value]

    def draw(self, character: str, source: Any, width: int, *moves: Transform) -> None:
        """Give `character` the outline of the glyph `source`, moved, in a slot of its own.

        Where there are several moves, it is drawn as often.
        """
        name = self.map[next(self._donors)]
        private = self._top.FDArray[self._top.FDSelect[self.font.getGlyphID(name)]].Private
        pen = T2CharStringPen(width - private.nominalWidthX, self.glyphs)
        for move in moves:
            source.draw(TransformPen(pen, move))
        string = pen.getCharString(private, self._top.GlobalSubrs)
        self._top.CharStrings[name] = string
        self.font["hmtx"][name] = (width, 0)
        self.assign(character, name)

    def assign(self, character: str, name: str) -> None:
        self.map[ord(character)] = name
        for table in self.font["cmap"].tables:
            if table.isUnicode() and table.format != 14:
                table.cmap[ord(character)] = name


def add_scripts(face: Face, bold: Face) -> None:
    """Sub- and superscripts: bold letters, so that scaled down they weigh as much as text."""
    for place, letters in (("above", ABOVE), ("below", BELOW)):
        for script, letter in letters.items():
            move = Transform(SCALE, 0, 0, SCALE, 0, RISE[place])
            source = bold.glyphs[bold.map[ord(letter)]]
            face.draw(script, source, round(SCALE * bold.width(letter)), move)


def add_spaces(face: Face) -> None:
    blank = face.glyphs[face.map[ord(" ")]]
    for space, width in SPACES.items():
        face.draw(space, blank, width, Transform())


def narrow_signs(face: Face) -> None:
    for sign in NARROW:
        left, _, right, _ = face.bounds(sign)
        source = face.glyphs[face.map[ord(sign)]]
        move = Transform(1, 0, 0, 1, NARROW_SIDE - left, 0)
        face.draw(sign, source, round(right - left + 2 * NARROW_SIDE), move)


def norm_bars(face: Face) -> None:
    left, _, right, _ = face.bounds(BAR)
    step = right - left + NORM_GAP
    first = Transform(1, 0, 0, 1, NORM_SIDE - left, 0)
    second = Transform(1, 0, 0, 1, NORM_SIDE - left + step, 0)
    width = round(right - left + step + 2 * NORM_SIDE)
    face.draw(NORM, face.glyphs[face.map[ord(BAR)]], width, first, second)


def proportional_quotes(face: Face) -> None:
    """Quotation marks of Latin width: Chinese text brings its own font where one is installed."""
    table = face.font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for index in record.Feature.LookupListIndex
    }
    for index in lookups:
        for extension in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(extension, "ExtSubTable", extension).mapping
            for mark in PROPORTIONAL:
                if (name := mapping.get(face.map[ord(mark)])) is not None:
                    face.assign(mark, name)


def rename(font: TTFont, weight: str) -> None:
    """A name of its own; copyright and licence stay as they are."""
    names = font["name"]
    kept = (0, 5, 13, 14)  # copyright, version, licence and its address
    names.names = [one for one in names.names if one.nameID in kept and one.langID == 0x409]
    script = f"DownhillSansSC-{weight}"
    texts = {
        1: FAMILY,
        2: weight,
        3: f"{script}, cut from Noto",
        4: f"{FAMILY} {weight}",
        6: script,
    }
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    compact = font["CFF "].cff
    compact.fontNames = [script]
    compact.topDictIndex[0].FullName = f"{FAMILY} {weight}"
    compact.topDictIndex[0].FamilyName = FAMILY


def wanted(texts: list[str]) -> set[int]:
    codes = {code for low, high in RANGES for code in range(low, high + 1)}
    codes |= {ord(character) for character in simplified_chinese()}
    codes |= {ord(character) for character in ABOVE | BELOW}
    for text in texts:
        codes |= {ord(character) for character in Path(text).read_text("utf-8")}
    return codes


def cutter(codes: set[int]) -> Subsetter:
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    options.notdef_outline = True
    made = Subsetter(options)
    made.populate(unicodes=codes)
    return made


def cut(path: str, heavy: str, weight: str, codes: set[int]) -> None:
    face = Face(path)
    add_scripts(face, Face(heavy))
    add_spaces(face)
    narrow_signs(face)
    norm_bars(face)
    proportional_quotes(face)
    cutter(codes).subset(face.font)
    rename(face.font, weight)
    target = FOLDER / f"DownhillSansSC-{weight}.otf"
    face.font.save(target)
    characters = len(face.font.getBestCmap())
    print(f"{target.name}: {target.stat().st_size / 2**20:.2f} MiB, {characters} characters")


def main(regular: str, bold: str, *texts: str) -> None:
    codes = wanted(list(texts))
    cut(regular, bold, "Regular", codes)
    cut(bold, bold, "Bold", codes)


if __name__ == "__main__":
    main(*sys.argv[1:])
