"""What the gallery offers: scenarios and landscapes, their words, and what choosing one sends."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QCoreApplication, QTranslator

from engine.commands import ChangeSurface, Command, Load
from engine.scenario import Scenario
from engine.surfaces import ALL as SURFACES
from engine.surfaces.base import Surface
from gui.language import AVAILABLE, FOLDER, SOURCE
from gui.panels.gallery_thumbnail import Subject

LATEX: Final = re.compile(r"\\(?:left|right|mathrm|frac|[ ,;])|[\\{}\s]")
UNSAID: Final = str.maketrans({"−": "-", "’": "'", "^": "", "_": ""})
# Where a text may end without being cut off: after a sentence, or before a mark within one.
SENTENCE: Final = re.compile(r"[.?](?=\s)|[。？]")
CLAUSE: Final = re.compile(r"[;:](?=\s)|[；：]")
PART: Final = re.compile(r",(?=\s)|，")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One thing to choose: a scenario, or a bare surface."""

    subject: Subject

    @property
    def command(self) -> Command:
        """What choosing it asks of the engine."""
        if self.subject.scenario is not None:
            return Load(self.subject.scenario)
        return ChangeSurface(self.subject.surface)

    def title(self, language: str) -> str:
        if self.subject.scenario is not None:
            return self.subject.scenario.title.inside(language)
        return surface_title(self.subject.surface)

    def caption(self, language: str) -> str:
        """The whole text about it."""
        if self.subject.scenario is not None:
            return self.subject.scenario.caption.inside(language)
        return source_of(self.subject.surface)

    @property
    def formula(self) -> str:
        """What is typeset on the card, in LaTeX; empty on scenarios."""
        return "" if self.subject.scenario is not None else self.subject.surface.formula


def scenario_cards(scenarios: tuple[Scenario, ...]) -> tuple[Card, ...]:
    return tuple(Card(Subject(scenario.surface, scenario)) for scenario in scenarios)


def surface_cards() -> tuple[Card, ...]:
    return tuple(Card(Subject(kind())) for kind in SURFACES)


def surface_title(surface: Surface) -> str:
    return QCoreApplication.translate("Surface", surface.title)


def source_of(surface: Surface) -> str:
    """Where the shape comes from, in the language of the moment."""
    return QCoreApplication.translate("Source", surface.source)


def optimizers_of(card: Card) -> str:
    """The optimizers that have balls, each once, in the language of the moment."""
    titles = (
        QCoreApplication.translate("Optimizer", setup.optimizer.title)
        for setup in card.subject.fleets
        if setup.points
    )
    comma = QCoreApplication.translate("GalleryDialog", ", ")
    return comma.join(dict.fromkeys(titles))


@final
class Dictionary:
    """Finds cards by words in any of the program's languages, whichever is shown.

    A Chinese teacher may type English names, and the other way round.
    """

    def __init__(self) -> None:
        self._others: list[QTranslator] = []
        for language in AVAILABLE:
            translator = QTranslator()
            if language != SOURCE and translator.load(str(FOLDER / f"downhill_{language}.qm")):
                self._others.append(translator)
        self._known: dict[Card, str] = {}

    def matches(self, card: Card, query: str) -> bool:
        """Whether all words of `query` occur in the texts of `card`."""
        if card not in self._known:
            self._known[card] = plain(" ".join(self._texts(card)))
        return all(word in self._known[card] for word in plain(query).split())

    def _texts(self, card: Card) -> Iterator[str]:
        surface, scenario = card.subject.surface, card.subject.scenario
        yield surface.key
        yield LATEX.sub("", surface.formula)
        yield surface.source
        yield from self._said("Surface", surface.title)
        if scenario is not None:
            yield from (scenario.title.en, scenario.title.zh_CN)
            yield from (scenario.caption.en, scenario.caption.zh_CN)
        for setup in card.subject.fleets:
            yield setup.optimizer.key
            yield from self._said("Optimizer", setup.optimizer.title)

    def _said(self, context: str, text: str) -> Iterator[str]:
        yield text
        yield from (other.translate(context, text) or "" for other in self._others)


def plain(text: str) -> str:
    """`text` as it is compared: small letters, all widths alike, w₁² and w_1^2 as w12."""
    return unicodedata.normalize("NFKC", text).casefold().translate(UNSAID)


def lead(text: str, fits: Callable[[str], bool]) -> str:
    """As much of the beginning of `text` as `fits` and can stand alone: never cut in mid-phrase.

    Where nothing of it fits, all of it.
    """
    if fits(text):
        return text
    best = ""
    for mark in (SENTENCE, CLAUSE, PART):
        head = _head(text, mark, fits)
        if not best or len(head) > 3 * len(best):  # “Press play.” says too little
            best = head
    return best or text


def _head(text: str, mark: re.Pattern[str], fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` up to such a mark that fits; empty where there is none."""
    for found in reversed(list(mark.finditer(text))):
        head = text[: found.start()]
        end = found.group() if mark is SENTENCE else _stop(text)
        if head.count("(") == head.count(")") and fits(head + end):
            return head + end
    return ""


def _stop(text: str) -> str:
    """The full stop of the language that `text` is written in."""
    return "。" if "。" in text else "."
