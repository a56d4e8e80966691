"""Where the terms of the glossary stand in a text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from engine.lessons.lesson import Lesson
from gui.text.glossary import terms

SHORTEST: Final = 2  # letters of a name: shorter ones are symbols
FORMULA: Final = re.compile(r"\$[^$]*\$")


def linked(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The parts of a text in their order, each with the key of the term that it is, or "".

    Each term counts once, where it first stands; nothing within a formula between two $ does.
    """
    keys, pattern = _names(language)
    seen, start = set[str](), 0
    for found in pattern.finditer(text):
        key = "" if found["formula"] else keys[found["name"].lower()]
        if not key or key in seen:
            continue
        seen.add(key)
        if found.start() > start:
            yield text[start : found.start()], ""
        yield found[0], key
        start = found.end()
    if start < len(text):
        yield text[start:], ""


def terms_of(lesson: Lesson) -> frozenset[str]:
    """The keys of all terms in the texts of a lesson's steps."""
    return _terms_in(tuple(step.text.en for step in lesson.steps))


@cache
def _terms_in(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for text in texts for _, key in linked(text, "en") if key)


@cache
def _names(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """The key of each name, in small letters, and what finds the longest name at a place."""
    keys = dict[str, str]()
    for term in terms():
        for name in term.names[language]:
            if len(name) >= SHORTEST:
                keys.setdefault(name.lower(), term.key)
    names = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    inner = rf"\b(?P<name>{names})(?:s|es)?\b" if language == "en" else f"(?P<name>{names})"
    return keys, re.compile(f"(?P<formula>{FORMULA.pattern})|{inner}", re.IGNORECASE)
