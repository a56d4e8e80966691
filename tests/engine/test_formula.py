"""Typed formulas are read as they are meant, or refused with the reason and the place."""

import math
import pickle

import numpy as np
import pytest

from engine.errors import DataError
from engine.formula import Formula, FormulaError, errors, parse
from engine.formula.limits import LONGEST, MOST_PARTS

HERE = np.array([0.7, -1.3])


def value(text, *parameters):
    return float(parse(text).value(HERE, parameters))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2x", "2*x"),
        ("2 x", "2*x"),
        ("2.5x", "2.5*x"),
        ("3(x+1)", "3*(x+1)"),
        ("(x+1)(y-1)", "(x+1)*(y-1)"),
        ("(x+1)y", "(x+1)*y"),
        ("2sin(x)", "2*sin(x)"),
        ("x²y", "x^2*y"),
        ("x²(y+1)", "x^2*(y+1)"),
        ("sin(x)²(y+1)", "sin(x)^2*(y+1)"),
        ("2x^2", "2*(x^2)"),
        ("-2x", "(-2)*x"),
        ("2x/3", "(2*x)/3"),
        ("3*2x", "3*2*x"),
        ("2π*x", "2*pi*x"),
        ("x^2", "x**2"),
        ("x²", "x*x"),
        ("y³", "y*(y*y)"),
        ("x⁻²", "x^-2"),
        ("x¹²", "x^12"),
        ("-x^2", "-(x^2)"),
        ("2^x^2", "2^(x^2)"),
        ("x×y·2⋅3÷7−1", "x*y*2*3/7-1"),
        ("（x＋1）＊y", "(x+1)*y"),
        ("max（x，y）", "max(x,y)"),
        ("√(x+1)", "sqrt(x+1)"),
        ("ln(x)", "log(x)"),
        ("lg(x)", "log10(x)"),
        ("arctan(x)", "atan(x)"),
        ("where(x≥y, 1, 2)*x", "where(x>=y, 1, 2)*x"),
        ("x\n + \t1", "x+1"),
        ("+x", "x"),
        ("x - -y", "x + y"),
        ("max(x, y, 2)", "max(max(x, y), 2)"),
    ],
)
def test_what_people_write_is_read_as_they_mean_it(typed, meant):
    assert value(typed) == value(meant)
    assert parse(typed).latex


def test_both_pairs_of_names_mean_the_same_two_axes():
    assert value("x - 2y") == value("w1 - 2w2") == value("w₁ − 2w₂") == value("w_1-2w_2")
    assert parse("y").variables == ("x", "y")
    assert parse("w2").variables == ("w1", "w2")


def test_parameters_come_in_the_order_of_the_text_and_each_name_has_one_spelling():
    formula = parse("b*x + a1*y + b + α₂ + alpha_2 + lambda")
    assert formula.parameters == ("b", "a1", "α2", "λ")
    assert float(formula.value(HERE, (2.0, 0.5, 10.0, 100.0))) == pytest.approx(
        2 * 0.7 - 0.5 * 1.3 + 2 + 20 + 100
    )


def test_constants_are_numbers_and_no_parameters():
    assert parse("pi*x + π + e").parameters == ()
    assert value("π*e*x") == math.pi * math.e * 0.7


def test_formulas_are_compared_by_their_text():
    assert parse("x + y") == parse("x + y") != parse("x+y")
    assert isinstance(parse("x"), Formula)


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("a*(x^2 + y^2)/2", r"L=\frac{a\left(x^{2}+y^{2}\right)}{2}"),
        ("w1*w2 - 1", r"L=w_{1}\,w_{2}-1"),
        ("2x - (y - 1)", r"L=2x-\left(y-1\right)"),
        ("2*3*x", r"L=2\cdot 3x"),
        ("x*(-y) + (-x)", r"L=x\left(-y\right)+\left(-x\right)"),
        ("-x*y/2", r"L=-\frac{x\,y}{2}"),
        ("(-x)^2 + (x/y)^2", r"L=\left(-x\right)^{2}+\left(\frac{x}{y}\right)^{2}"),
        ("sin(x)^2 * exp(-y)", r"L=\sin^{2}\left(x\right)\,e^{-y}"),
        ("sin(x)^-1", r"L=\left(\sin\left(x\right)\right)^{-1}"),
        ("sqrt(abs(x)) + relu(y)", r"L=\sqrt{\left|x\right|}+\mathrm{ReLU}\left(y\right)"),
        ("1e-3*x + 2.50e6 + .5 + 1.", r"L=10^{-3}\,x+2.50\cdot 10^{6}+0.5+1"),
        ("kappa*x² + rate*π*α₁", r"L=\kappa\,x^{2}+\mathrm{rate}\,\pi \alpha_{1}"),
        ("e^x + x⁻¹", r"L=e^{x}+x^{-1}"),
        ("2*(x/y)", r"L=2\cdot \frac{x}{y}"),
        (
            "where(x > 0, x, 0)",
            r"L=\left\{\begin{matrix}x & x>0 \\ 0 & x\le 0\end{matrix}\right.",
        ),
        ("sigmoid(x)*max(x, y)", r"L=\mathrm{sigmoid}\left(x\right)\,\max\left(x,y\right)"),
    ],
)
def test_a_formula_is_typeset_as_mathematics(text, latex):
    assert parse(text).latex == latex


@pytest.mark.parametrize(
    ("text", "reason", "place"),
    [
        ("", errors.EMPTY, (0, 0)),
        ("  ", errors.EMPTY, (0, 2)),
        ("x" * (LONGEST + 5), errors.TOO_LONG, (LONGEST, LONGEST + 5)),
        ("x" + "+x" * (MOST_PARTS // 2), errors.TOO_MANY_PARTS, (0, MOST_PARTS + 1)),
        ("x + " + "(" * 41, errors.TOO_DEEP, (44, 45)),
        ("3 + a", errors.NO_VARIABLE, (0, 5)),
        ("x1^2 + x2^2", errors.NO_VARIABLE, (0, 11)),
        ("x + 2*w₂", errors.TWO_PAIRS, (6, 8)),
        ("x + §", errors.STRANGE, (4, 5)),
        ("x + \u202ey", errors.STRANGE, (4, 5)),
        ("2*х", errors.LOOK_ALIKE, (2, 3)),
        ("x – y", errors.LOOK_ALIKE, (2, 3)),
        ("L = x", errors.NO_EQUALS, (2, 3)),
        ("x＝1", errors.NO_EQUALS, (1, 2)),
        ("2*|x|", errors.NO_BARS, (2, 3)),
        ("2*[x]", errors.NO_OTHER_BRACKETS, (2, 3)),
        ("x + 1e400", errors.NUMBER_TOO_LARGE, (4, 9)),
        ("x + 1e-400", errors.NUMBER_TOO_SMALL, (4, 10)),
        ("x ^ 1001", errors.EXPONENT_TOO_LARGE, (4, 8)),
        ("x ^ (2 - 2000)", errors.EXPONENT_TOO_LARGE, (5, 13)),
        ("x y", errors.OPERATOR_MISSING, (2, 3)),
        ("x 2", errors.OPERATOR_MISSING, (2, 3)),
        ("0x1F", errors.OPERATOR_MISSING, (1, 3)),
        ("1e5x", errors.OPERATOR_MISSING, (3, 4)),
        ("sin(x)(y)", errors.OPERATOR_MISSING, (6, 7)),
        ("x + * y", errors.VALUE_MISSING, (4, 5)),
        ("(x + )", errors.VALUE_MISSING, (5, 6)),
        ("sin()", errors.VALUE_MISSING, (4, 5)),
        ("² + x", errors.VALUE_MISSING, (0, 1)),
        ("x + ", errors.END_MISSING, (3, 3)),
        ("3*(x + 1", errors.CLOSING_MISSING, (2, 3)),
        ("3*x + 1)", errors.OPENING_MISSING, (7, 8)),
        ("1,5*x", errors.STRAY_COMMA, (1, 2)),
        ("sin((x, y))", errors.STRAY_COMMA, (6, 7)),
        ("1/2x", errors.TWO_WAYS, (3, 4)),
        ("e^2x", errors.TWO_WAYS, (3, 4)),
        ("x/-2(y)", errors.TWO_WAYS, (4, 5)),
        ("x²^2", errors.TWO_WAYS, (2, 3)),
        ("1 + foo(x)", errors.UNKNOWN_FUNCTION, (4, 7)),
        ("a(x + 1)", errors.NO_FUNCTION, (0, 1)),
        ("x(y + 1)", errors.NO_FUNCTION, (0, 1)),
        ("2 sin x", errors.NEEDS_BRACKETS, (2, 5)),
        ("sin²(x)", errors.NEEDS_BRACKETS, (0, 3)),
        ("1 + xy", errors.RUN_TOGETHER, (4, 6)),
        ("x + sinx", errors.RUN_TOGETHER, (4, 8)),
        ("x + Y", errors.OTHER_CASE, (4, 5)),
        ("Sin(x)", errors.OTHER_CASE, (0, 3)),
        ("x + if", errors.RESERVED, (4, 6)),
        ("x + inf", errors.RESERVED, (4, 7)),
        ("x + abcdefghijklm", errors.NAME_TOO_LONG, (4, 17)),
        ("x+a+b+c+d+f+g+h+i+j", errors.TOO_MANY_PARAMETERS, (18, 19)),
        ("2*log(x, 2)", errors.ONE_VALUE, (2, 11)),
        ("max(x)", errors.SEVERAL_VALUES, (0, 6)),
        ("where(x, 1, 2)", errors.CONDITION_MISSING, (0, 14)),
        ("where(x > 0, 1)", errors.CONDITION_MISSING, (0, 15)),
        ("1 + (x > 0)", errors.STRAY_COMPARISON, (5, 10)),
        ("where(0 < x < 1, x, y)", errors.STRAY_COMPARISON, (6, 15)),
    ],
)
def test_a_refusal_has_a_reason_and_a_place(text, reason, place):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    assert (error.text, (error.start, error.end)) == (reason, place)
    assert "{" not in str(error)


def test_a_refusal_suggests_a_correction():
    for text, words in (
        ("sinx + y", "write sin(x)"),
        ("xy", "write x*y"),
        ("foo(x)", "softplus"),
        ("2*х", "(U+0445)"),
        ("x\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("x\x00", "U+0000"),
        ("x + é", "é (U+00E9 LATIN SMALL LETTER E WITH ACUTE)"),
    ):
        with pytest.raises(FormulaError) as caught:
            parse(text)
        assert words in str(caught.value)


def test_a_refusal_is_a_data_error_that_can_be_pickled():
    error = FormulaError(errors.RESERVED, (4, 6), "if")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, DataError)
    assert (again.text, again.values, again.start, again.end) == (errors.RESERVED, ("if",), 4, 6)


@pytest.mark.parametrize("name", ["x*m", "x*ab", "x*a12", "x*E1", "x*Width", "η*x", "x*epsilon"])
def test_sensible_names_are_parameters(name):
    assert len(parse(name).parameters) == 1
