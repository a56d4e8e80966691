"""The cards of the gallery: scenarios and landscapes, their texts and their commands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.commands import ChangeSurface, Command, Load
from engine.data.choices import choices
from engine.lessons.lesson import Lesson
from engine.marks import QT_TRANSLATE_NOOP
from engine.scenario import Scenario
from engine.surfaces import ALL as SURFACES
from engine.surfaces.base import Surface
from engine.surfaces.examples import DataSurface
from gui.style.icons import Icon
from gui.text.lessons.lesson_text import where
from gui.text.numbers import count
from gui.text.search_words import Translations, unlatexed
from gui.thumbnails.thumbnail import ThumbnailSubject

# The groups of landscapes and lessons, in their order.
GROUPS: Final[dict[str, str]] = {
    "new": QT_TRANSLATE_NOOP("GalleryDialog", "Your own"),
    "teaching": QT_TRANSLATE_NOOP("GalleryDialog", "From the course"),
    "test": QT_TRANSLATE_NOOP("GalleryDialog", "Test functions"),
    "data": QT_TRANSLATE_NOOP("GalleryDialog", "From data"),
    "3.1": QT_TRANSLATE_NOOP("GalleryDialog", "Critical points"),
    "3.2": QT_TRANSLATE_NOOP("GalleryDialog", "Batch and momentum"),
    "own": QT_TRANSLATE_NOOP("GalleryDialog", "Own formulas"),
}
# Where a shortened text may end: after a sentence, or before a punctuation mark within one.
SENTENCE: Final = re.compile(r"[.?](?=\s)|[。？]")
CLAUSE: Final = re.compile(r"[;:](?=\s)|[；：]")
PART: Final = re.compile(r",(?=\s)|，")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A card that chooses a scenario, or a surface alone."""

    subject: ThumbnailSubject

    @property
    def command(self) -> Command:
        """The command of the choice."""
        if self.subject.scenario is not None:
            return Load(self.subject.scenario)
        return ChangeSurface(self.subject.surface)

    @property
    def group(self) -> str:
        """The group whose heading it is under; "" for none."""
        return "" if self.subject.scenario is not None else self.subject.surface.group

    def title(self, language: str) -> str:
        if self.subject.scenario is not None:
            return self.subject.scenario.title.inside(language)
        return surface_title(self.subject.surface)

    def caption(self, language: str) -> str:
        """The whole text about it."""
        if self.subject.scenario is not None:
            return self.subject.scenario.words(language)
        surface = self.subject.surface
        return " · ".join([source_of(surface), *data_of(surface)])

    @property
    def formula(self) -> str:
        """The LaTeX formula on the card; empty for scenarios."""
        return "" if self.subject.scenario is not None else self.subject.surface.formula

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched."""
        surface, scenario = self.subject.surface, self.subject.scenario
        yield surface.key
        yield unlatexed(surface.formula)
        yield from translations("Source", surface.source)
        yield from translations("Surface", surface.title)
        for name in datasets_of(surface).values():
            yield from translations("Choice", name)
        yield from translations("GalleryDialog", GROUPS.get(self.group, ""))
        if scenario is not None:
            yield from (scenario.title.en, scenario.title.zh_CN)
            yield from (scenario.words("en"), scenario.words("zh_CN"))
        for setup in self.subject.fleets:
            yield setup.optimizer.key
            yield from translations("Optimizer", setup.optimizer.title)


@final
@dataclass(frozen=True, slots=True, eq=False)
class ActionCard:
    """A card that opens something, such as “New formula…”.

    `name` and `about` are marked for translation in `context`; `icon` replaces the picture.
    """

    context: str
    name: str
    about: str
    icon: Icon
    group: str
    action: Callable[[], object]  # called when the gallery has closed

    @property
    def formula(self) -> str:
        return ""

    def title(self, language: str) -> str:
        del language  # translated like the texts of the window
        return QCoreApplication.translate(self.context, self.name)

    def caption(self, language: str) -> str:
        del language
        return QCoreApplication.translate(self.context, self.about)

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched."""
        for text in (self.name, self.about):
            yield from translations(self.context, text)
        yield from translations("GalleryDialog", GROUPS.get(self.group, ""))


@final
@dataclass(frozen=True, slots=True, eq=False)
class LessonCard:
    """A card that opens a lesson; its picture is that of the run that the lesson begins with."""

    lesson: Lesson
    subject: ThumbnailSubject
    reached: Callable[[], str]  # how far it was played, in the current language; "" where nothing
    played: Callable[[], bool]  # whether it is being played
    action: Callable[[], object]  # called when the gallery has closed

    @property
    def group(self) -> str:
        """The section of the book that it belongs to."""
        section = ".".join(self.lesson.section.split(".")[:2])
        return section if section in GROUPS else "own"

    @property
    def formula(self) -> str:
        return ""

    def title(self, language: str) -> str:
        title = self.lesson.title.inside(language)
        return f"{self.lesson.number}  {title}" if self.lesson.number else title

    def caption(self, language: str) -> str:
        """Its question, the time it needs, its place in the book, and how far it was played."""
        minutes = QCoreApplication.translate("GalleryDialog", "%1 min")
        facts = [
            minutes.replace("%1", str(self.lesson.minutes)),
            where(self.lesson),
            self.reached(),
        ]
        question = self.lesson.question.inside(language)
        return f"{question}\n{' · '.join(filter(None, facts))}"

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched: those of its steps, too."""
        yield from translations("GalleryDialog", GROUPS[self.group])
        for each in (self.lesson.title, self.lesson.question):
            yield from (each.en, each.zh_CN)
        for step in self.lesson.steps:
            yield from (step.title.en, step.title.zh_CN, step.text.en, step.text.zh_CN)


PicturedCard = Card | LessonCard
AnyCard = PicturedCard | ActionCard
Extra = Callable[[], tuple[AnyCard, ...]]
"""Called for more cards whenever the gallery opens: actions, and surfaces of the person's own."""


def scenario_cards(scenarios: tuple[Scenario, ...]) -> tuple[AnyCard, ...]:
    return tuple(Card(ThumbnailSubject(scenario.surface, scenario)) for scenario in scenarios)


def surface_cards() -> tuple[Card, ...]:
    return tuple(Card(ThumbnailSubject(kind())) for kind in SURFACES)


def grouped(cards: tuple[AnyCard, ...]) -> tuple[AnyCard, ...]:
    """The cards in the order of their groups; within a group they keep their order."""
    order = {group: place for place, group in enumerate(GROUPS)}
    return tuple(sorted(cards, key=lambda card: order.get(card.group, len(order))))


def surface_title(surface: Surface) -> str:
    return QCoreApplication.translate("Surface", surface.title)


def source_of(surface: Surface) -> str:
    """The source of the surface, in the current language."""
    return QCoreApplication.translate("Source", surface.source)


def datasets_of(surface: Surface) -> dict[str, str]:
    """The data sets of a landscape from data, as keys and names marked in "Choice"."""
    declared = dict(choices(surface)).get("dataset")
    return dict(declared.options) if declared is not None else {}


def data_of(surface: Surface) -> list[str]:
    """The data set of a landscape, and its number of examples."""
    if not isinstance(surface, DataSurface):
        return []
    texts = [examples_text(surface)]
    name = datasets_of(surface).get(str(getattr(surface, "dataset", "")), "")
    if name and getattr(surface, "own", None) is None:
        texts.insert(0, QCoreApplication.translate("Choice", name))
    return texts


def examples_text(surface: DataSurface) -> str:
    """The number of examples in its loss."""
    if surface.count == 1:
        return QCoreApplication.translate("GalleryDialog", "1 example")
    text = QCoreApplication.translate("GalleryDialog", "%1 examples")
    return text.replace("%1", count(surface.count))


def optimizers_of(card: AnyCard) -> str:
    """The optimizers that have balls, each once, in the current language."""
    if not isinstance(card, Card):
        return ""
    titles = (
        QCoreApplication.translate("Optimizer", setup.optimizer.title)
        for setup in card.subject.fleets
        if setup.points
    )
    comma = QCoreApplication.translate("GalleryDialog", ", ")
    return comma.join(dict.fromkeys(titles))


def lead(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` that fits and ends at punctuation; all if none fits."""
    if fits(text):
        return text
    best = ""
    for mark in (SENTENCE, CLAUSE, PART):
        head = _head(text, mark, fits)
        if not best or len(head) > 3 * len(best):  # “Press play.” alone is too short
            best = head
    return best or text


def _head(text: str, mark: re.Pattern[str], fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` up to such a mark that fits; empty if there is none."""
    for found in reversed(list(mark.finditer(text))):
        head = text[: found.start()]
        end = found.group() if mark is SENTENCE else _stop(text)
        if head.count("(") == head.count(")") and fits(head + end):
            return head + end
    return ""


def _stop(text: str) -> str:
    """The full stop in the language of `text`."""
    return "。" if "。" in text else "."
