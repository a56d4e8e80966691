"""Choices between a few named values, declared on the fields of landscapes from data."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, final

from engine.errors import OUT_OF_RANGE, DataError, quoted


@final
@dataclass(frozen=True, slots=True)
class Choice:
    """The values that a field may have, and their names.

    `title` and the names in `options` are marked for translation in the context "Choice".
    """

    title: str
    options: tuple[tuple[str, str], ...]  # value, name

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for value, _ in self.options)


def choice(default: str, title: str, *options: tuple[str, str]) -> Any:
    """Declare a field as a choice; `options` are pairs of value and name."""
    return field(default=default, metadata={"choice": Choice(title, options)})


def choices(owner: Any) -> Iterator[tuple[str, Choice]]:
    """The choices of a dataclass (or instance of one), by field name, in their order."""
    for each in fields(owner):
        if "choice" in each.metadata:
            yield each.name, each.metadata["choice"]


def check_choices(owner: Any) -> None:
    """Raises DataError where a field holds a value that was not declared."""
    for name, declared in choices(owner):
        value = getattr(owner, name)
        if value not in declared.values:
            raise DataError(OUT_OF_RANGE, name, quoted(value))
