"""Kinds that are loaded when they are first asked for."""

import subprocess
import sys

import pytest

from engine import optimizers, schedules, surfaces

FAMILIES = {"surfaces": surfaces, "optimizers": optimizers, "schedules": schedules}


@pytest.mark.parametrize("package", FAMILIES.values(), ids=list(FAMILIES))
def test_every_line_leads_to_the_kind_with_its_key(package):
    keys = [place.key for place in package.PLACES]
    assert [kind.key for kind in package.ALL] == keys
    assert tuple(package.BY_KEY.values()) == package.ALL
    assert len(package.BY_KEY) == len(package.ALL)


@pytest.mark.parametrize("package", FAMILIES.values(), ids=list(FAMILIES))
def test_what_is_not_there_is_not_found(package):
    assert "no such" not in package.BY_KEY
    assert package.BY_KEY.get("no such") is None
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing


def test_the_book_s_optimizers_come_first():
    assert optimizers.ALL[: len(optimizers.CORE)] == optimizers.CORE
    assert optimizers.CORE


def test_reading_one_kind_loads_no_other():
    code = (
        "import sys; from engine import surfaces; surfaces.BY_KEY['saddle']; "
        "print(any('himmelblau' in m or 'classics' in m for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
