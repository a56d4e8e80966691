"""Text from outside: of files, tables, formulas, paths and the system. No Qt here.

`outside` is to be called wherever such a text enters a text of the program.
"""

import re
import unicodedata
from typing import Final

REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
FIRST_STRONG, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Directions of characters (Unicode Annex 9): embeddings and overrides, isolates, right to left.
EMBEDDING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF"})
ISOLATE: Final = frozenset({"LRI", "RLI", "FSI"})
TURNING: Final = frozenset({"R", "AL", "AN"}) | ISOLATE
BREAK: Final = "\N{ZERO WIDTH SPACE}"
# Words without a place to break a line; Chinese may be broken anywhere.
LONG_WORD: Final = re.compile(r"[^\s\u200b\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]{25,}")
PIECE: Final = 8  # characters
WIDE: Final = 96  # letters of a line that needs no wrapping


def outside(text: str, lines: bool = False) -> str:
    """`text` so that it cannot change the line, or the direction, of the text around it.

    With `lines` its line breaks remain. A text with letters that run from right to left is
    isolated; twice is as good as once.
    """
    shown = clean(text, lines)
    if any(unicodedata.bidirectional(letter) in TURNING for letter in shown):
        return "\n".join(f"{FIRST_STRONG}{line}{POP}" for line in shown.split("\n"))
    return shown


def clean(text: str, lines: bool = False) -> str:
    """`text` with white space as spaces, and with � for what has no shape or turns the direction.

    Isolates remain where each is closed within its line.
    """
    if text.isprintable():
        return text
    parts = text.splitlines() if lines else [" ".join(text.splitlines())]
    return "\n".join(map(_clean_line, parts))


def width_of(line: str) -> int:
    """The width of a line in letters; Chinese ones count as two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def shortened(text: str, most: int) -> str:
    """At most `most` characters of `text`: its beginning and its end."""
    if len(text) <= most:
        return text
    tail = (most - 1) // 2
    return f"{text[: most - 1 - tail]}…{text[len(text) - tail :]}"


def breakable(text: str) -> str:
    """`text` with invisible places for line breaks in words that may be wider than a panel."""
    return LONG_WORD.sub(lambda word: _broken(word.group()), text)


def _broken(word: str) -> str:
    pieces = [""]
    for letter in word:
        # Marks and joiners belong to the letter before them.
        if len(pieces[-1]) >= PIECE and unicodedata.category(letter)[0] in "LNPS":
            pieces.append("")
        pieces[-1] += letter
    return BREAK.join(pieces)


def _clean_line(line: str) -> str:
    isolates = _closed_isolates(line)
    return "".join(_clean_letter(letter, isolates) for letter in line)


def _clean_letter(letter: str, isolates: bool) -> str:
    category, direction = unicodedata.category(letter), unicodedata.bidirectional(letter)
    turns = direction in EMBEDDING or (direction in ISOLATE | {"PDI"} and not isolates)
    # Controls, and halves of characters, as in the names of files in another encoding.
    if turns or category in {"Cc", "Cs", "Zl", "Zp"}:
        return " " if letter.isspace() else REPLACED
    return letter


def _closed_isolates(line: str) -> bool:
    """Whether every isolate in `line` is closed, and nothing else."""
    depth = 0
    for letter in line:
        direction = unicodedata.bidirectional(letter)
        depth += (direction in ISOLATE) - (direction == "PDI")
        if depth < 0:
            return False
    return depth == 0
