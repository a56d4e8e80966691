"""The JSON schema of a lesson file, made from the data classes.

Surfaces, optimizers, schedules and noise are checked by the program alone: the schema asks for
their key and leaves their knobs open.
"""

from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.commands import Command
from engine.lessons.conditions import Condition
from engine.lessons.lesson import FORMAT, Lesson
from engine.lessons.measure import Measure
from engine.lessons.predictions import Prediction
from engine.lessons.reading import COMMANDS
from engine.plain import families

SCALARS: dict[Any, str] = {float: "number", int: "integer", str: "string", bool: "boolean"}
SPELLED = (Condition, Measure, Prediction)  # families whose members are spelled out


def schema() -> dict[str, Any]:
    """The schema, as JSON values."""
    found = _object(Lesson)
    heads = {"format": {"const": FORMAT}, "kind": {"const": "lesson"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Downhill lesson",
        **found,
        "properties": {**heads, **found["properties"]},
        "required": [*heads, *found["required"]],
    }


def _of(kind: Any) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _of(next(each for each in inner if each is not type(None)))
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return _list(inner)
    if kind in families():
        return _member(kind)
    return _object(kind) if is_dataclass(kind) else {"type": SCALARS[kind]}


def _list(inner: tuple[Any, ...]) -> dict[str, Any]:
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _of(inner[0])}
    return {
        "type": "array",
        "prefixItems": [_of(each) for each in inner],
        "minItems": len(inner),
        "maxItems": len(inner),
    }


def _member(kind: type) -> dict[str, Any]:
    members = families()[kind]
    if kind in SPELLED:
        return {"oneOf": [_object(each) for each in members.values()]}
    if kind is Command:
        return {"oneOf": [_object(each) for each in COMMANDS]}
    keys = {"key": {"enum": list(members)}}
    return {"type": "object", "properties": keys, "required": ["key"]}


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    all_ = fields(kind)
    known = {each.name: _of(hints[each.name]) for each in all_}
    required = [
        each.name for each in all_ if each.default is MISSING and each.default_factory is MISSING
    ]
    key = getattr(kind, "key", None)
    if key and key != "scenario":
        known, required = {"key": {"const": key}, **known}, ["key", *required]
    return {
        "type": "object",
        "properties": known,
        "required": required,
        "additionalProperties": key == "scenario",  # whose key may be there or not
    }
