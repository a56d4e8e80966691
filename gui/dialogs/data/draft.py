"""Sources of examples, and the surfaces made from them. No Qt here."""

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
    """All landscapes from data; those that accept tables come first."""
    found = [kind for kind in ALL if kind.group == "data"]
    return tuple(sorted(found, key=lambda kind: not issubclass(kind, OwnData)))


def takes_tables(kind: type[Surface]) -> bool:
    return issubclass(kind, OwnData)


def roles_of(kind: type[Surface]) -> tuple[str, ...]:
    """The roles that columns are chosen for; none if the examples are fixed."""
    return kind.roles if issubclass(kind, OwnData) else ()


def has_classes(kind: type[Surface]) -> bool:
    """Whether the last column has two classes, so that it may contain words."""
    return issubclass(kind, Classifier)


def most_rows(kind: type[Surface]) -> int:
    return kind.most_rows if issubclass(kind, OwnData) else 0


def shipped_sets(kind: type[Surface]) -> tuple[tuple[str, str], ...]:
    """The built-in data sets of a landscape, as value and name (context "Choice")."""
    return dict(choices(kind))["dataset"].options if "dataset" in dict(choices(kind)) else ()


def shipped_of(surface: Surface) -> str:
    """The built-in data set of a surface; "" if it has no choice of them."""
    return str(getattr(surface, "dataset", ""))


@final
@dataclass(frozen=True, slots=True)
class Source:
    """The source of the examples: a built-in data set, a table, the columns of the landscape in
    the window, or (none of these) the fixed examples of the landscape."""

    shipped: str = ""
    opened: OpenedTable | None = None
    kept: Columns | None = None


def sources_of(kind: type[Surface], kept: Columns | None) -> list[Source]:
    """The sources for a landscape, other than tables."""
    found = [Source(value) for value, _ in shipped_sets(kind)] or [Source()]
    if kept is not None and len(kept.values) == len(roles_of(kind)):
        found.append(Source(kept=kept))
    return found


def without_table(owner: Surface, source: Source) -> Surface:
    """`owner` with examples from no table. Raises DataError if they are invalid."""
    changes: dict[str, object] = {"own": source.kept} if isinstance(owner, OwnData) else {}
    if source.shipped:
        changes["dataset"] = source.shipped
    return replace(owner, **changes)


def on_table(owner: OwnData, chosen: ChosenColumns) -> OwnData:
    """`owner` with columns of a table. Raises DataError if they are invalid."""
    return replace(owner, own=chosen.columns(owner.most_rows))
