"""What the symbols in rules and at sliders mean, and where the book has them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, final

from PySide6.QtCore import QCoreApplication

from engine.knobs import Knob, knobs
from engine.marks import QT_TRANSLATE_NOOP
from engine.optimizers import FIRST, PLACES
from engine.optimizers.base import Optimizer
from gui.system.environment import RESOURCES
from gui.text.glossary import Term, term_of
from gui.text.languages import AVAILABLE, shown

FILE: Final = RESOURCES / "symbols.toml"
# Keys of the optimizers that the book does not have.
OTHERS: Final = frozenset({"nesterov", *(place.key for place in PLACES[FIRST:])})
# Commands of LaTeX, in which letters are no symbols.
COMMAND: Final = r"\\(?:mathrm|begin|end)\{[^}]*\}|\\[A-Za-z]+"
BEYOND: Final = QT_TRANSLATE_NOOP("Symbol", "This rule goes beyond the book.")
BOOK: Final = QT_TRANSLATE_NOOP("Symbol", "§: sections of the book 《深度学习详解》")
MORE: Final = QT_TRANSLATE_NOOP("Symbol", "?: glossary")
MORE_BY_CLICK: Final = QT_TRANSLATE_NOOP("Symbol", "Click, or ?: glossary")
NAME: Final = "《深度学习详解》"  # of the book
CITED: Final = QT_TRANSLATE_NOOP("Symbol", "{0} ({1})")


@final
@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """One symbol of an optimizer's rule or numbers."""

    sign: str  # plain text
    latex: str
    means: dict[str, str]  # by language
    term: str = ""  # the key of its term in the glossary
    of: tuple[str, ...] = ()  # keys of the optimizers in which it means this; empty for all others
    title: str = ""  # of a knob that has no other meaning, marked in the context "Knob"

    @property
    def meaning(self) -> str:
        """What it means, in the current language."""
        if self.title:
            return QCoreApplication.translate("Knob", self.title)
        return self.means[shown()]


@cache
def _table() -> dict[str, Any]:
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def symbols() -> tuple[Symbol, ...]:
    """All rows of the table."""
    return tuple(map(_symbol, _table()["symbol"]))


def term_of_rule(optimizer: Any) -> str:
    """The key of the term that an optimizer's rule is about."""
    return str(_table()["rules"].get(optimizer.key, "optimizer"))


def of_knob(knob: Knob, owner: Any) -> tuple[str, str]:
    """What a knob means, if more is known than its title, and the key of its term, or ""."""
    found = symbol_of(knob.symbol, owner) if isinstance(owner, Optimizer) else None
    if knob.title in _table()["schedules"]:
        return "", str(_table()["schedules"][knob.title])
    key = found.term if found is not None else str(_table()["knobs"].get(knob.title, ""))
    term = term_of(key)
    if found is not None:
        meaning = "" if found.title else found.meaning
    else:
        meaning = term.sentences[shown()] if term is not None else ""
    where = cited(term)
    if meaning and where:
        meaning = _translated(CITED).format(meaning, f"{NAME} {where}")
    return meaning, key


def symbol_of(sign: str, owner: Any) -> Symbol | None:
    """The symbol `sign` of an optimizer, if it is known."""
    return next((each for each in _known(owner) if each.sign == sign), None)


def symbols_in(latex: str, owner: Any) -> tuple[Symbol, ...]:
    """The symbols of an optimizer that occur in `latex`, in order, each once."""
    known = {each.latex: each for each in reversed(_known(owner)) if each.latex}
    found = (known[each] for each in _tokens(latex, known) if each in known)
    return tuple(dict.fromkeys(found))


def unknown_in(latex: str, owner: Any) -> set[str]:
    """Letters in `latex` that are no symbols of the optimizer."""
    known = {each.latex for each in _known(owner) if each.latex}
    return {each for each in _tokens(latex, known) if each.isalpha() and each not in known}


def lines_of(found: Iterable[Symbol], owner: Any) -> list[str]:
    """What they mean, a line each with the section of the book; the book is named once."""
    lines, cites = [], False
    for each in found:
        where = cited(term_of(each.term))
        line = f"{each.sign}: {each.meaning}"
        lines.append(_translated(CITED).format(line, where) if where else line)
        cites = cites or bool(where)
    if cites:
        lines.append(_translated(BOOK))
    key = getattr(owner, "key", "")
    return [*lines, _translated(BEYOND)] if key in OTHERS else lines


def cited(term: Term | None) -> str:
    """The sections of the book that have a term; "" where it does not say."""
    return ", ".join(f"§{section}" for section in term.sections) if term is not None else ""


def _known(owner: Any) -> tuple[Symbol, ...]:
    return _known_to(owner if isinstance(owner, type) else type(owner))


@cache
def _known_to(kind: type) -> tuple[Symbol, ...]:
    """The symbols of a kind of optimizer, the ones that count first."""
    key = getattr(kind, "key", "")
    own = [each for each in symbols() if key in each.of]
    usual = [each for each in symbols() if not each.of]
    signs = {each.sign for each in usual if each.term}
    titled = [
        Symbol(knob.symbol, knob.latex, {}, title=knob.title)
        for _, knob in knobs(kind)
        if knob.title and knob.symbol not in signs
    ]
    return (*own, *titled, *usual)


def _tokens(latex: str, known: Iterable[str]) -> list[str]:
    longest = sorted(known, key=len, reverse=True)
    # A command such as \eta must not be found in one that begins with it.
    ends = (r"(?![A-Za-z])" if re.search(r"\\[^{}]*[A-Za-z]$", each) else "" for each in longest)
    letters = "|".join(re.escape(each) + end for each, end in zip(longest, ends, strict=True))
    pattern = rf"{letters}|{COMMAND}|[A-Za-z]"
    return re.findall(pattern, latex)


def more(click: bool) -> str:
    """How the glossary is opened from here: by a key, and possibly with a click."""
    return _translated(MORE_BY_CLICK if click else MORE)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Symbol", text)


def _symbol(row: dict[str, Any]) -> Symbol:
    means = {language: row[language] for language in AVAILABLE}
    return Symbol(row["sign"], row["latex"], means, row.get("term", ""), tuple(row.get("of", ())))
