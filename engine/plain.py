"""Frozen data to plain JSON values and back, with a message for every error.

Written are dataclasses as objects (with their `key` where they have one), tuples as lists,
numbers as numbers (what JSON lacks as "nan", "inf", "-inf"). Input is never trusted.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import (
    Any,
    Literal,
    NoReturn,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

import numpy as np

from engine import noise, optimizers, schedules, surfaces
from engine.errors import (
    MISSING_ENTRY,
    NO_LIST,
    NO_NUMBER,
    NO_OBJECT,
    NO_SWITCH,
    NO_TEXT,
    NO_WHOLE_NUMBER,
    OUT_OF_RANGE,
    TOO_LONG,
    TOO_MANY_CHARACTERS,
    UNKNOWN_ENTRY,
    WRONG_LENGTH,
    DataError,
    quoted,
)
from engine.knobs import LATER
from engine.scenario import MOST_BALLS, WHOLE

T = TypeVar("T")

ODD = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
LONGEST = MOST_BALLS  # entries in one list, so that no file can fill the memory
MOST_CHARACTERS = 10_000  # of a text
PIECE = 300  # entries of a list that are made into text at once, in less than a millisecond
FEW = 10  # entries of a list that is short
SCALARS = (bool, str, int, float, type(None))
DEEPEST = 12  # nested names in `where`, so that no file can exhaust the stack
MISFITS = {int: NO_WHOLE_NUMBER, str: NO_TEXT, bool: NO_SWITCH}


@cache
def families() -> dict[type, Mapping[str, type]]:
    """Abstract types, and their members by key."""
    from engine import commands
    from engine.lessons import conditions, measure, measures, predictions

    listed: tuple[tuple[type, tuple[Any, ...]], ...] = (
        (commands.Command, commands.ALL),
        (conditions.Condition, conditions.ALL),
        (measure.Measure, measures.ALL),
        (predictions.Prediction, predictions.ALL),
    )
    return {
        **{kind: {each.key: each for each in members} for kind, members in listed},
        surfaces.Surface: surfaces.BY_KEY,
        optimizers.Optimizer: optimizers.BY_KEY,
        schedules.Schedule: schedules.BY_KEY,
        noise.Noise: noise.BY_KEY,
    }


def to_plain(thing: Any) -> Any:
    """JSON-ready values of frozen data. Raises TypeError for anything else."""
    # The commonest first: a session may hold the places of 200,000 balls.
    if type(thing) is float:
        return thing if math.isfinite(thing) else str(thing)
    if isinstance(thing, (tuple, list)):
        return [to_plain(each) for each in thing]
    if isinstance(thing, np.floating):
        return to_plain(float(thing))
    if isinstance(thing, SCALARS):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        plain = {name: to_plain(getattr(thing, name)) for name in _names(thing)}
        key = getattr(thing, "key", None)
        return {"key": key, **plain} if key else plain
    raise TypeError(f"{thing!r} is not plain data")


def pieces(thing: Any) -> Iterator[str]:
    """The JSON text of frozen data, in pieces that are made within a few milliseconds: between
    them writing can be cancelled, and other threads can go on."""
    if isinstance(thing, tuple) and len(thing) > PIECE and not is_dataclass(thing[0]):
        for start in range(0, len(thing), PIECE):
            yield ("[" if start == 0 else ", ") + to_json(thing[start : start + PIECE])[1:-1]
        yield "]"
    elif isinstance(thing, tuple) and thing and is_dataclass(thing[0]):
        for place, each in enumerate(thing):
            yield "[" if place == 0 else ", "
            yield from pieces(each)
        yield "]"
    elif is_dataclass(thing) and any(map(_is_long, _values(thing))):
        key = getattr(thing, "key", None)
        yield "{" + (f'"key": {to_json(key)}' if key else "")
        for place, name in enumerate(_names(thing)):
            yield (", " if key or place else "") + f"{to_json(name)}: "
            yield from pieces(getattr(thing, name))
        yield "}"
    else:
        yield to_json(thing)


def to_json(thing: Any) -> str:
    """The JSON text of frozen data."""
    try:  # numbers need no conversion, unless JSON lacks them
        return _encode(thing)
    except (TypeError, ValueError):
        return _encode(to_plain(thing))


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def is_short(thing: Any) -> bool:
    """Whether frozen data is so short that very many of it can be made into text at once."""
    return all(
        isinstance(value, SCALARS)
        or (isinstance(value, tuple) and len(value) <= FEW and not _is_long(value))
        for value in _values(thing)
    )


def _values(thing: Any) -> list[Any]:
    return [getattr(thing, name) for name in _names(thing)]


def _names(thing: Any) -> tuple[str, ...]:
    """The fields that are written: those of later versions only where they are set."""
    kind: Any = type(thing)
    names, later = _names_of(kind)
    unset = {name for name, default in later.items() if getattr(thing, name) == default}
    return tuple(name for name in names if name not in unset) if unset else names


@cache
def _names_of(kind: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The names of the fields, and the defaults of those that older versions refuse."""
    all_ = fields(kind)
    later = {each.name: each.default for each in all_ if LATER in each.metadata}
    return tuple(each.name for each in all_), later


def _is_long(value: Any) -> bool:
    """Whether its text might be long: a tuple of many numbers, or of objects that hold some."""
    return isinstance(value, tuple) and (
        len(value) > PIECE or (bool(value) and is_dataclass(value[0]))
    )


def from_plain(kind: type[T], data: Any, where: str = "file") -> T:
    """The `kind` that `data` describes. Raises DataError, which says where and what is wrong."""
    return cast(T, _read(kind, data, where))


def _read(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_union(get_args(kind), data, where)
    if origin is Literal:
        return data if data in get_args(kind) else _refuse(data, where)
    if origin is tuple:
        return _read_tuple(get_args(kind), data, where)
    if kind in families():
        return _read_member(kind, data, where)
    if is_dataclass(kind):
        return _read_object(kind, data, where)
    return _read_scalar(kind, data, where)


def _read_scalar(kind: Any, data: Any, where: str) -> Any:
    if kind is float:
        return _read_number(data, where)
    if kind is int and isinstance(data, int) and not isinstance(data, bool):
        return data if abs(data) < WHOLE else _refuse(data, where)
    if kind is str and isinstance(data, str):
        return _read_text(data, where)
    if kind is bool and isinstance(data, bool):
        return data
    raise DataError(MISFITS[kind], where)


def _read_text(data: str, where: str) -> str:
    """Halves of characters, which no file can hold, are replaced."""
    if len(data) > MOST_CHARACTERS:
        raise DataError(TOO_MANY_CHARACTERS, where, str(MOST_CHARACTERS))
    return data.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_number(data: Any, where: str) -> float:
    if isinstance(data, str) and data in ODD:
        return ODD[data]
    if isinstance(data, int | float) and not isinstance(data, bool):
        try:
            return float(data)
        except OverflowError:
            _refuse(data, where)
    raise DataError(NO_NUMBER, where)


def _read_union(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    """The first kind that fits: `X | None`, or a number that might also be an array."""
    if data is None and type(None) in kinds:
        return None
    return _read(next(kind for kind in kinds if kind is not type(None)), data, where)


def _read_tuple(kinds: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise DataError(NO_LIST, where)
    if len(data) > LONGEST:
        raise DataError(TOO_LONG, where)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(data)
    if len(kinds) != len(data):
        raise DataError(WRONG_LENGTH, where, str(len(kinds)))
    if set(kinds) == {float} and set(map(type, data)) == {float}:
        return tuple(data)  # a fast path for the points of many balls
    pairs = zip(kinds, data, strict=True)
    return tuple(_read(kind, each, f"{where}[{i}]") for i, (kind, each) in enumerate(pairs))


def _read_member(kind: Any, data: Any, where: str) -> Any:
    """A member of a family, by its key."""
    if not isinstance(data, dict):
        raise DataError(NO_OBJECT, where)
    key = data.get("key")
    member = families()[kind].get(key) if isinstance(key, str) else None
    if member is None:
        raise DataError(UNKNOWN_ENTRY, f"{where}.key", quoted(key))
    return _read_object(member, data, where)


def _read_object(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise DataError(NO_OBJECT, where)
    if where.count(".") > DEEPEST:
        _refuse(data.get("key"), where)
    known = {each.name: each for each in fields(kind)}
    for name in data:
        if name not in known and name != "key":
            raise DataError(UNKNOWN_ENTRY, where, quoted(name))
    values = {}
    for name, each in known.items():
        if name in data:
            values[name] = _read_field(kind, each, data[name], f"{where}.{name}")
        elif each.default is MISSING and each.default_factory is MISSING:
            raise DataError(MISSING_ENTRY, where, name)
    return kind(**values)


def _read_field(kind: Any, each: "Field[Any]", data: Any, where: str) -> Any:
    value = _read(_hints(kind)[each.name], data, where)
    declared = each.metadata.get("knob")
    if declared is not None and not declared.allows(value):
        _refuse(data, where)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _refuse(data: Any, where: str) -> NoReturn:
    raise DataError(OUT_OF_RANGE, where, quoted(data))
