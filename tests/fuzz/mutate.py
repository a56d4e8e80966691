"""Random changes of texts, bytes and JSON."""

import json
import random
from typing import Any

ODD_TEXTS = (
    "",
    "\0",
    "\ud800",
    "<b>&amp;<img src=x>",
    "\u202e\u2066x",
    "长" * 3000,
    "nan",
    "inf",
    "-inf",
    "1e999",
    "%s{0}{",
    "../../x",
    "w1^2+w2^2",
)
ODD_NUMBERS = (0, -0.0, -1, 1, 2, 0.5, 1e-320, 1e308, -1e308, 2**31, 2**53, 2**70, 10**400, 3.0)
ODD_VALUES = (*ODD_TEXTS, *ODD_NUMBERS, True, False, None)
ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b'"',
    b",",
    b";",
    b"\t",
    b"{",
    b"[" * 50,
)


LONG = 200  # items of a list: what is longer is only doubled, or memory would not do


def tree(given: Any, chance: random.Random) -> Any:
    """JSON data with a few changes at random places."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        given = _changed(given, chance)
    return given


def _changed(given: Any, chance: random.Random) -> Any:
    if isinstance(given, dict) and given and chance.random() < 0.85:
        name = chance.choice(list(given))
        if chance.random() < 0.1:
            return {other: value for other, value in given.items() if other != name}
        if chance.random() < 0.05:
            return {**given, str(chance.choice(ODD_TEXTS)): chance.choice(ODD_VALUES)}
        return {**given, name: _changed(given[name], chance)}
    if isinstance(given, list) and given and chance.random() < 0.85:
        place = chance.randrange(len(given))
        if chance.random() < 0.1:
            return [*given[:place], *given[place + 1 :]]
        if chance.random() < 0.1:
            return given * (chance.choice((2, 300)) if len(given) < LONG else 2)
        return [*given[:place], _changed(given[place], chance), *given[place + 1 :]]
    return odd(chance)


def odd(chance: random.Random, depth: int = 3) -> Any:
    """An unexpected value."""
    kind = chance.random()
    if depth and kind < 0.1:
        return [odd(chance, depth - 1) for _ in range(chance.randrange(4))]
    if depth and kind < 0.2:
        names = ("key", "en", "zh_CN", "x", "update", "edit")
        return {chance.choice(names): odd(chance, depth - 1) for _ in range(chance.randrange(3))}
    if kind < 0.3:
        return chance.uniform(-1, 1) * 10.0 ** chance.randrange(-320, 309)
    return chance.choice(ODD_VALUES)


def as_json(given: Any) -> str:
    return json.dumps(given, ensure_ascii=chance_of_escapes(given))


def chance_of_escapes(given: Any) -> bool:
    """Lone surrogates can only be written as escapes; the rest is written both ways."""
    text = json.dumps(given, ensure_ascii=False)
    return any("\ud800" <= each <= "\udfff" for each in text) or len(text) % 2 == 0


def raw(given: bytes, chance: random.Random) -> bytes:
    """Bytes with a few changes at random places."""
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = chance.randrange(len(given) + 1)
        end = min(len(given), place + chance.choice((0, 1, 1, 2, 8, 100)))
        kind = chance.random()
        if kind < 0.4:
            middle = bytes(chance.randrange(256) for _ in range(end - place))
        elif kind < 0.7:
            middle = chance.choice(ODD_BYTES)
        elif kind < 0.8:
            middle = given[place:end] * chance.choice((2, 3, 50))
        else:
            middle = b""
        given = given[:place] + middle + given[end:]
    return given
