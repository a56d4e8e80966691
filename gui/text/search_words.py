"""Finding things by words in any of the program's languages."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator
from typing import Final, Protocol, final

from PySide6.QtCore import QTranslator

from gui.text.languages import AVAILABLE, FOLDER, SOURCE

LATEX: Final = re.compile(r"\\(?:left|right|mathrm|frac|[ ,;])|[\\{}\s]")
UNSAID: Final = str.maketrans({"−": "-", "’": "'", "^": "", "_": ""})
Said = Callable[[str, str], Iterator[str]]
"""Of a translation context and a source text: the text in every language."""


class Searchable(Hashable, Protocol):
    """Something that is found by its words."""

    def texts(self, said: Said) -> Iterator[str]:
        """All that it may be found by."""


@final
class SearchWords:
    """Finds by words in any language, whichever is shown.

    A Chinese teacher may type English names, and the other way round.
    """

    def __init__(self) -> None:
        self._others: list[QTranslator] = []
        for language in AVAILABLE:
            translator = QTranslator()
            if language != SOURCE and translator.load(str(FOLDER / f"downhill_{language}.qm")):
                self._others.append(translator)
        self._known: dict[Searchable, str] = {}

    def matches(self, thing: Searchable, query: str) -> bool:
        """Whether all words of `query` occur in the texts of `thing`."""
        words = plain(query).split()
        if not words:
            return True
        if thing not in self._known:
            self._known[thing] = plain(" ".join(thing.texts(self._said)))
        return all(word in self._known[thing] for word in words)

    def _said(self, context: str, text: str) -> Iterator[str]:
        yield text
        yield from (other.translate(context, text) or "" for other in self._others)


def plain(text: str) -> str:
    """`text` as it is compared: small letters, all widths alike, w₁² and w_1^2 as w12."""
    return unicodedata.normalize("NFKC", text).casefold().translate(UNSAID)


def unlatexed(formula: str) -> str:
    """A formula as somebody might type it."""
    return LATEX.sub("", formula)
