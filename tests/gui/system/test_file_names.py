"""Any title becomes a name that every system takes."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gui.system.file_names import DEVICES, FORBIDDEN, USUAL, file_name

ENDING = ".png"
LETTERS = set(string.ascii_letters)


@given(st.text())
@example("con")
@example("COM1.txt")
@example("..")
@example("a" * 300)
@example("山" * 200)
@example("\ud800 half of a pair")
def test_a_name_can_be_a_file_of_every_system(title):
    name = file_name(title, ENDING)
    stem = name.removesuffix(ENDING)
    assert stem
    assert len(name.encode()) <= 128  # without half characters
    assert not FORBIDDEN.search(name)
    assert all(letter.isprintable() for letter in name)
    assert not DEVICES.match(stem)
    assert stem == stem.strip(" .")
    assert file_name(stem, ENDING) == name  # nothing is left to mend


@given(st.text())
def test_a_file_of_that_name_can_be_made(tmp_path_factory, title):
    file = tmp_path_factory.getbasetemp() / file_name(title, ENDING)
    file.touch()
    file.unlink()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Rosenbrock race", "The Rosenbrock race.png"),
        ("Rosenbrock 竞赛", "Rosenbrock 竞赛.png"),
        ("1/2 of it: why?", "1-2 of it- why.png"),
        ("", USUAL + ENDING),
        ("...", USUAL + ENDING),
        ("nul", "nul_.png"),
    ],
)
def test_a_title_stays_what_it_is_as_far_as_it_can(title, name):
    assert file_name(title, ENDING) == name
