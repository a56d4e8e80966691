"""Tests shared among processes: the cases of a parametrised test are one test.

A test of its own costs 4 ms (fixtures, hooks, a report to the process that shares them out), most
cases take less, and there are nine thousand. So where a parametrised function needs no fixtures
(of its own: the application is everyone's), each of its cases is still run and every one that fails
is named, but as one test. Those marked `one_setup` share their fixtures as well: each case replaces
what the one before it did. In a single process each is a test, which `-k` can choose.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import partial, wraps
from itertools import product
from typing import Any

import pytest

SHARED = {"qapp"}  # fixtures that no case can change for the next
NEEDED = inspect.Parameter.empty  # the default of an argument that pytest must give

Case = tuple[str, dict[str, Any]]  # its name and its arguments


def merged(function: Callable[..., object]) -> Callable[..., None] | None:
    """A test of all cases of a parametrised function; None where each must stay a test."""
    marks = getattr(function, "pytestmark", [])
    given = [mark for mark in marks if mark.name == "parametrize"]
    if not given or any(mark.name == "usefixtures" for mark in marks):
        return None
    lists = [cases_of(*mark.args, **mark.kwargs) for mark in given]
    parameters = inspect.signature(function).parameters.values()
    valued = {name for cases in lists for name in cases[0][1]} if all(lists) else set()
    fixtures = [each for each in parameters if each.name not in valued and each.default is NEEDED]
    kept = any(mark.name == "one_setup" for mark in marks)
    if not valued or not (kept or {each.name for each in fixtures} <= SHARED):
        return None

    @wraps(function)
    def run_all(**shared: object) -> None:
        joined = [join(cases) for cases in product(*lists)]
        raise_failures(partial(function, **shared), joined)

    run_all.__signature__ = inspect.Signature(fixtures)  # type: ignore[attr-defined]
    run_all.pytestmark = [mark for mark in marks if mark not in given]  # type: ignore[attr-defined]
    return run_all


def cases_of(
    argnames: str | Sequence[str], argvalues: Sequence[Any], ids: Any = None, **more: object
) -> list[Case]:
    """The cases of one `parametrize`; none where it has more than values and their names."""
    if more or any(getattr(each, "marks", ()) for each in argvalues):
        return []
    words = argnames.replace(",", " ").split() if isinstance(argnames, str) else [*argnames]
    own = ids if ids is None or callable(ids) else list(ids)
    return [case(words, each, number, own) for number, each in enumerate(argvalues)]


def case(words: list[str], value: Any, number: int, ids: Any) -> Case:
    own = getattr(value, "id", None) if hasattr(value, "marks") else None
    parts = value.values if hasattr(value, "marks") else value if len(words) > 1 else (value,)
    if own is None and ids is not None and not callable(ids):
        own = ids[number]
    name = str(own) if own is not None else "-".join(name_of(part, ids) for part in parts)
    return name, dict(zip(words, parts, strict=True))


def name_of(value: object, ids: Callable[[object], object | None] | None) -> str:
    named = ids(value) if callable(ids) else None
    plain = value if isinstance(value, str) else getattr(value, "__name__", repr(value))
    return str(plain if named is None else named)


def join(cases: tuple[Case, ...]) -> Case:
    arguments = {name: value for _, some in cases for name, value in some.items()}
    return "-".join(name for name, _ in cases), arguments


def raise_failures(function: Callable[..., object], cases: Sequence[Case]) -> None:
    """Run all cases; raise what was raised, with the names of the cases."""
    failed, skipped = [], []
    for name, arguments in cases:
        try:
            function(**arguments)
        except pytest.skip.Exception as reason:
            skipped.append(str(reason))
        except (Exception, pytest.fail.Exception) as error:
            error.add_note(f"case: {name}")
            failed.append(error)
    if len(failed) == 1:
        raise failed[0]
    if failed:
        raise BaseExceptionGroup(f"{len(failed)} of {len(cases)} cases", failed)
    if skipped:
        pytest.skip(skipped[0])


def collected(collector: pytest.Collector, name: str, function: object) -> Iterator[pytest.Item]:
    """The one test of a parametrised function of a module, or nothing."""
    plain = isinstance(collector, pytest.Module) and inspect.isfunction(function)
    if plain and name.startswith("test") and (one := merged(function)) is not None:
        yield pytest.Function.from_parent(collector, name=name, callobj=one)
