"""Lists of kinds, each loaded when it is first asked for.

The program starts with a handful of landscapes and optimizers in use; to make the classes of all
of them would be a tenth of the time until its window is there.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
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
    """Kinds by key, in the order in which they are offered."""

    def __init__(self, package: str, places: tuple[Entry, ...]) -> None:
        self._package = package
        self._places = {place.key: place for place in places}
        self._loaded: dict[str, type[T]] = {}

    def __getitem__(self, key: str) -> type[T]:
        if key not in self._loaded:
            place = self._places[key]
            kind = getattr(import_module(f"{self._package}.{place.module}"), place.name)
            self._loaded[key] = kind
        return self._loaded[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    @cached_property
    def kinds(self) -> tuple[type[T], ...]:
        """All of them."""
        return tuple(self.values())
