"""The entries of the picker: every optimizer, with its group and the texts that are searched."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, final

from PySide6.QtCore import QCoreApplication

from engine.commands import AddFleet
from engine.knobs import knobs
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers import ALL
from engine.optimizers.base import Optimizer
from engine.snapshot import FleetView
from gui.text.search_words import Translations, unlatexed

# The groups in their order: each builds on those before it.
GROUPS: Final[dict[str, str]] = {
    "descent": QT_TRANSLATE_NOOP("OptimizerDialog", "Gradient and momentum"),
    "adaptive": QT_TRANSLATE_NOOP("OptimizerDialog", "Adaptive learning rates"),
    "adam": QT_TRANSLATE_NOOP("OptimizerDialog", "The Adam family"),
    "second": QT_TRANSLATE_NOOP("OptimizerDialog", "Curvature"),
    "physical": QT_TRANSLATE_NOOP("OptimizerDialog", "Mechanics and noise"),
}


@final
@dataclass(frozen=True, slots=True)
class OptimizerEntry:
    """One kind of optimizer for a new fleet."""

    kind: type[Optimizer]

    @property
    def command(self) -> AddFleet:
        """The command that adds the fleet."""
        return AddFleet(self.kind())

    @property
    def group(self) -> str:
        return self.kind.group

    @property
    def title(self) -> str:
        return QCoreApplication.translate("Optimizer", self.kind.title)

    @property
    def summary(self) -> str:
        return QCoreApplication.translate("Optimizer", self.kind.summary)

    @property
    def source(self) -> str:
        return QCoreApplication.translate("Source", self.kind.source)

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched."""
        yield self.kind.key
        yield unlatexed(self.kind.formula)
        yield from translations("Source", self.kind.source)
        for text in (self.kind.title, self.kind.summary):
            yield from translations("Optimizer", text)
        yield from translations("OptimizerDialog", GROUPS[self.group])
        for _, knob in knobs(self.kind):
            yield knob.symbol
            yield from translations("Knob", knob.title)


def entries() -> tuple[OptimizerEntry, ...]:
    """All optimizers, in the order of their groups; within a group as in `ALL`."""
    order = {group: place for place, group in enumerate(GROUPS)}
    return tuple(OptimizerEntry(kind) for kind in sorted(ALL, key=lambda kind: order[kind.group]))


def heading_of(group: str) -> str:
    """The heading of a group in the current language."""
    return QCoreApplication.translate("OptimizerDialog", GROUPS[group])


def next_color(fleets: tuple[FleetView, ...]) -> int:
    """The colour that the next fleet gets: the first unused one."""
    used = {fleet.color for fleet in fleets}
    return next(color for color in range(len(used) + 1) if color not in used)
