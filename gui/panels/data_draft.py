"""What is chosen in the data chooser, and the surface that it makes. No Qt here."""

from dataclasses import dataclass, replace
from typing import final

from engine.data.choices import choices
from engine.surfaces import ALL
from engine.surfaces.base import Surface
from engine.surfaces.data_logistic import Classifier
from engine.surfaces.data_models import OwnData
from gui.panels.data_tables import Chosen, Opened


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


@final
@dataclass(frozen=True, slots=True)
class Source:
    """Where the examples come from: a shipped set, a table, or (neither) the landscape itself."""

    shipped: str = ""
    opened: Opened | None = None


def on_shipped(owner: Surface, source: Source) -> Surface:
    """`owner` on one of the sets that it brings along."""
    changes: dict[str, object] = {"own": None} if isinstance(owner, OwnData) else {}
    if source.shipped:
        changes["dataset"] = source.shipped
    return replace(owner, **changes)  # type: ignore[arg-type]  # its fields, by name


def on_table(owner: OwnData, chosen: Chosen) -> OwnData:
    """`owner` on columns of a table. Raises DataError where it can't have them."""
    return replace(owner, own=chosen.columns(owner.most_rows))
