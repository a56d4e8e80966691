"""The checks of the test under Wine. Wine itself is not started here."""

import pytest
from installers import wine, wine_bottle

from shell import SetupError


def table(folder, name, text):
    file = folder / name
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    return file


def test_tables_are_compared_number_by_number(tmp_path):
    one = table(tmp_path, "one.csv", "ball,loss\na,2.0\nb,nan\n")
    other = table(tmp_path, "two.csv", "ball,loss\na,2.5\nb,nan\n")
    assert wine.compare(one, one) == (2, 0.0)
    assert wine.compare(one, other) == (2, 0.2)


@pytest.mark.parametrize("text", ["ball,loss\nb,2.0\n", "ball,loss\n", "ball,loss\na,2.0,3\n"])
def test_tables_that_differ_in_more_than_numbers_are_reported(tmp_path, text):
    one = table(tmp_path, "one.csv", "ball,loss\na,2.0\n")
    with pytest.raises(SetupError):
        wine.compare(one, table(tmp_path, "two.csv", text))


def test_a_number_against_none_differs(tmp_path):
    one = table(tmp_path, "one.csv", "loss\n2.0\n")
    _, worst = wine.compare(one, table(tmp_path, "two.csv", "loss\nnan\n"))
    assert not worst <= wine.CLOSE


def test_the_user_of_the_test_has_a_name_with_a_space_and_chinese_characters():
    assert " " in wine_bottle.HOME.name
    assert not wine_bottle.HOME.name.isascii()
    assert wine.TARGET.is_relative_to(wine_bottle.HOME)


def test_a_registry_value_keeps_its_signs():
    assert wine_bottle.escaped('"C:\\a b"') == '\\"C:\\\\a b\\"'
