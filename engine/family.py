"""Lists of kinds, each loaded when it is first asked for.

The program starts with a few landscapes and optimizers in use; to make the classes of all of them
would be a tenth of the time until its window is shown.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Generic, NamedTuple, TypeVar, final

T = TypeVar("T")


class Entry(NamedTuple):
    """Where a kind is defined: the module in its family's package, and the class there."""

    key: str
    module: str
    name: str


@final
class Family(Mapping[str, type[T]], Generic[T]):
    """Kinds by key, in the order in which they are listed."""

    def __init__(self, package: str, places: tuple[Entry, ...]) -> None:
        self._package = package
        self.places = {place.key: place for place in places}

    def __getitem__(self, key: str) -> type[T]:
        place = self.places[key]
        kind: type[T] = getattr(import_module(f"{self._package}.{place.module}"), place.name)
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    @property
    def kinds(self) -> tuple[type[T], ...]:
        """All of them."""
        return tuple(self.values())
