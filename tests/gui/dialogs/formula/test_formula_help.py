"""The help of the formula editor shows what the parser reads."""

import numpy as np
import pytest

from engine.formula import parse
from engine.formula.names import ONE, POWER, SEVERAL, TWO, WHERE
from gui.dialogs.formula.help import LINES

EXAMPLES = [each for _, typed in LINES for each in typed]
EQUAL = [each.split(" = ") for each in EXAMPLES if " = " in each]
HERE = np.array([0.7, 1.3])


@pytest.mark.parametrize(("short", "long"), EQUAL)
def test_what_it_calls_equal_is_equal(short, long):
    one, other = (parse(f"x + y*({text})").value(HERE) for text in (short, long))
    assert one == other


@pytest.mark.parametrize("text", ["2x", "2πx", "x(y+1)", "x sin(y)"])
def test_its_products_are_products(text):
    assert text in EXAMPLES
    assert parse(text).tree[-1].kind == "*"


def test_it_has_every_function_and_a_condition():
    words = " ".join(EXAMPLES).replace("(", " ").split()
    assert [name for name in (*ONE, *TWO, *SEVERAL, *POWER, WHERE) if name not in words] == []
    (condition,) = (each for each in EXAMPLES if " and " in each)
    assert parse(f"where({condition}, x, y)").variables == ("x", "y")
