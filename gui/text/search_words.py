"""Search by words in any of the program's languages."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator
from typing import Final, Protocol, final

from PySide6.QtCore import QTranslator

from gui.text.languages import AVAILABLE, FOLDER, SOURCE

LATEX: Final = re.compile(r"\\(?:left|right|mathrm|frac|[ ,;])|[\\{}\s]")
IGNORED: Final = str.maketrans({"−": "-", "’": "'", "^": "", "_": ""})
Translations = Callable[[str, str], Iterator[str]]
"""From a translation context and a source text to the text in every language."""


class Searchable(Hashable, Protocol):
    """Something with texts to search."""

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched."""


@final
class SearchWords:
    """Searches in all languages, so that English names are found in a Chinese window too."""

    def __init__(self) -> None:
        self._translators: list[QTranslator] = []
        for language in AVAILABLE:
            translator = QTranslator()
            if language != SOURCE and translator.load(str(FOLDER / f"downhill_{language}.qm")):
                self._translators.append(translator)
        self._cache: dict[Searchable, str] = {}

    def matches(self, thing: Searchable, query: str) -> bool:
        """Whether all words of `query` occur in the texts of `thing`."""
        words = plain(query).split()
        if not words:
            return True
        if thing not in self._cache:
            self._cache[thing] = plain(" ".join(thing.texts(self._translations)))
        return all(word in self._cache[thing] for word in words)

    def _translations(self, context: str, text: str) -> Iterator[str]:
        yield text
        yield from (other.translate(context, text) or "" for other in self._translators)


def occur(query: str, text: str) -> bool:
    """Whether all words of `query` occur in `text`."""
    words, searched = plain(query).split(), plain(text)
    return all(word in searched for word in words)


def plain(text: str) -> str:
    """`text` in the form that is compared: lower case, normal width, w₁² and w_1^2 as w12, and
    letters without the marks above or below them."""
    parts = unicodedata.normalize("NFKD", text).casefold().translate(IGNORED)
    return "".join(part for part in parts if not unicodedata.combining(part))


def unlatexed(formula: str) -> str:
    """A LaTeX formula as it might be typed in a search."""
    return LATEX.sub("", formula)
