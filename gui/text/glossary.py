"""The glossary: the terms of the subject, each with one sentence, in every language."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, final

from gui.system.environment import RESOURCES
from gui.text.languages import AVAILABLE
from gui.text.search_words import Translations

FILE: Final = RESOURCES / "glossary.toml"


@final
@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """One term; names and sentences are by language."""

    key: str
    names: dict[str, tuple[str, ...]]  # the first is the usual one
    sentences: dict[str, str]
    sections: tuple[str, ...]  # of the book; empty where it does not name the term
    beyond: bool  # whether it goes beyond the book
    see: tuple[str, ...]  # keys of related terms

    def name(self, language: str) -> str:
        return self.names[language][0]

    def texts(self, translations: Translations) -> Iterator[str]:
        """All texts that are searched."""
        del translations  # it has its own
        for language in AVAILABLE:
            yield from self.names[language]
            yield self.sentences[language]


@cache
def terms() -> tuple[Term, ...]:
    """All terms, in the order of the book."""
    with FILE.open("rb") as file:
        return tuple(map(_term, tomllib.load(file)["term"]))


@cache
def _by_key() -> dict[str, Term]:
    return {term.key: term for term in terms()}


def term_of(key: str) -> Term | None:
    """The term called `key`, if there is one."""
    return _by_key().get(key)


def _term(row: dict[str, Any]) -> Term:
    also = row.get("also", {})
    return Term(
        row["key"],
        {language: (row[language], *also.get(language, ())) for language in AVAILABLE},
        dict(row["sentence"]),
        tuple(row.get("sections", ())),
        bool(row.get("beyond", False)),
        tuple(row.get("see", ())),
    )
