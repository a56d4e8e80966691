"""What is chosen in the data chooser, and the surface that it makes. No Qt here."""

from dataclasses import dataclass, replace
from typing import final

from engine.data.choices import choices
from engine.data.columns import Columns
from engine.surfaces import ALL
from engine.surfaces.base import Surface
from engine.surfaces.data.logistic import Classifier
from engine.surfaces.data.models import OwnData
from gui.dialogs.data.opened_table import ChosenColumns, OpenedTable


def kinds() -> tuple[type[Surface], ...]:
    """All landscapes from data; those that take a table of one's own come first."""
    found = [kind for kind in ALL if kind.group == "data"]
    return tuple(sorted(found, key=lambda kind: not issubclass(kind, OwnData)))


def takes_tables(kind: type[Surface]) -> bool:
    return issubclass(kind, OwnData)


def roles_of(kind: type[Surface]) -> tuple[str, ...]:
    """What columns are chosen for; none where the examples are fixed."""
    return kind.roles if issubclass(kind, OwnData) else ()


def has_classes(kind: type[Surface]) -> bool:
    """Whether the last column tells two classes apart, so that it may hold words."""
    return issubclass(kind, Classifier)


def most_rows(kind: type[Surface]) -> int:
    return kind.most_rows if issubclass(kind, OwnData) else 0


def shipped_sets(kind: type[Surface]) -> tuple[tuple[str, str], ...]:
    """The data sets that a landscape brings along, as value and name (context "Choice")."""
    return dict(choices(kind))["dataset"].options if "dataset" in dict(choices(kind)) else ()


def shipped_of(surface: Surface) -> str:
    """The data set that it is on, of those that it brings along; "" where it has no choice."""
    return str(getattr(surface, "dataset", ""))


@final
@dataclass(frozen=True, slots=True)
class Source:
    """Where the examples come from: a set that the landscape brings along, a table, columns that
    the landscape in the window holds, or (nothing of these) the landscape itself."""

    shipped: str = ""
    opened: OpenedTable | None = None
    kept: Columns | None = None


def sources_of(kind: type[Surface], kept: Columns | None) -> list[Source]:
    """What a landscape may be made of, besides tables."""
    found = [Source(value) for value, _ in shipped_sets(kind)] or [Source()]
    if kept is not None and len(kept.values) == len(roles_of(kind)):
        found.append(Source(kept=kept))
    return found


def without_table(owner: Surface, source: Source) -> Surface:
    """`owner` on examples that need not be chosen. Raises DataError where it can't have them."""
    changes: dict[str, object] = {"own": source.kept} if isinstance(owner, OwnData) else {}
    if source.shipped:
        changes["dataset"] = source.shipped
    return replace(owner, **changes)


def on_table(owner: OwnData, chosen: ChosenColumns) -> OwnData:
    """`owner` on columns of a table. Raises DataError where it can't have them."""
    return replace(owner, own=chosen.columns(owner.most_rows))
