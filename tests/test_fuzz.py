"""Random files, formulas, tables and messages, the same at every run; and all that was found."""

import random

import pytest

from tests.fuzz.run import FOUND
from tests.fuzz.targets import ALL


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
def test_the_program_bears_any_input(target):
    chance = random.Random(target.name)
    for _ in range(target.ordinary):
        target.check(target.make(chance))


@pytest.mark.parametrize("target", ALL, ids=lambda target: target.name)
def test_what_was_found_once_is_borne(target):
    for file in sorted((FOUND / target.name).glob("*")):
        target.check(file.read_bytes())


def test_a_target_refuses_what_is_wrong(monkeypatch):
    """A fuzzer that can't fail finds nothing."""
    from engine import session

    def broken(text):
        raise KeyError("x")

    monkeypatch.setattr(session, "read", broken)
    files = next(target for target in ALL if target.name == "files")
    with pytest.raises(KeyError):
        files.check(files.make(random.Random(1)))
