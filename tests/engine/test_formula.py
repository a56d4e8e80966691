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
        # absolute values
        ("|x|", "abs(x)"),
        ("2|x|", "2*abs(x)"),
        ("x|y|", "x*abs(y)"),
        ("|x||y|", "abs(x)*abs(y)"),
        ("|x|y", "abs(x)*y"),
        ("|x||y||x-y|", "abs(x)*abs(y)*abs(x-y)"),
        ("|x+|y||", "abs(x+abs(y))"),
        ("|2*|x|-|y||", "abs(2*abs(x)-abs(y))"),
        ("||x|-|y||", "abs(abs(x)-abs(y))"),
        ("|2|x||", "abs(2*abs(x))"),
        ("|x| - |y|", "abs(x) - abs(y)"),
        ("|x|-y|x|", "abs(x) - y*abs(x)"),
        ("2|-x|", "2*abs(-x)"),
        ("max(|x|, |y|)|x(|y| - 1)|", "max(abs(x), abs(y))*abs(x*(abs(y)-1))"),
        ("|y|² + e^|y|", "abs(y)^2 + e^abs(y)"),
        ("｜y｜", "abs(y)"),
        # roots
        ("√x", "sqrt(x)"),
        ("2√x + 1", "2*sqrt(x) + 1"),
        ("√2*x", "sqrt(2)*x"),
        ("√x/2", "sqrt(x)/2"),
        ("√√x", "sqrt(sqrt(x))"),
        ("√|y|", "sqrt(abs(y))"),
        ("√sin x + y", "sqrt(sin(x)) + y"),
        ("√sin(x)*y", "sqrt(sin(x))*y"),
        ("√½*x", "sqrt(0.5)*x"),
        # functions without brackets
        ("sin x", "sin(x)"),
        ("sin 2x", "sin(2x)"),
        ("sin x cos y", "sin(x)*cos(y)"),
        ("sin x^2", "sin(x^2)"),
        ("sin x²", "sin(x^2)"),
        ("sin x + 1", "sin(x) + 1"),
        ("sin 2πx - y", "sin(2*pi*x) - y"),
        ("sin x²y", "sin(x^2*y)"),
        ("sin cos x", "sin(cos(x))"),
        ("sin cos x sin y", "sin(cos(x))*sin(y)"),
        ("sin x * cos y", "sin(x)*cos(y)"),
        ("sin x / cos y", "sin(x)/cos(y)"),
        ("1/sin x", "1/sin(x)"),
        ("e^sin x", "e^sin(x)"),
        ("-2 sin |y|", "-2*sin(abs(y))"),
        ("exp √x", "exp(sqrt(x))"),
        ("max(sin x, cos y)", "max(sin(x), cos(y))"),
        ("(sin x)(cos y)", "sin(x)*cos(y)"),
        ("x sin y", "x*sin(y)"),
        ("log2 x + log₂x + log10 x", "2*log(x)/log(2) + log10(x)"),
        ("where(sin x > cos y and x > 0, 1, 2)x", "where(sin(x) > cos(y), 1, 2)*x"),
        # powers of functions
        ("sin² x", "(sin(x))^2"),
        ("sin^2(x)", "(sin(x))^2"),
        ("cos**3 y", "(cos(y))^3"),
        ("log² x tanh²(y)", "log(x)^2*tanh(y)^2"),
        ("-sin² 2x", "-(sin(2x)^2)"),
        ("2^sin²(x)", "2^(sin(x)^2)"),
        ("sin²(x)y", "sin(x)^2*y"),
        ("sin²|y|", "sin(abs(y))^2"),
        ("sin^2 |y|", "sin(abs(y))^2"),
        ("|sin²x|", "abs(sin(x)^2)"),
        # products
        ("2πx", "2*pi*x"),
        ("2 pi x", "2*pi*x"),
        ("π(x+1)", "pi*(x+1)"),
        ("x(y+1)", "x*(y+1)"),
        ("x(y+1)(x-1)", "x*(y+1)*(x-1)"),
        ("2x(y+1)", "2*x*(y+1)"),
        ("w1(w2+1)", "x*(y+1)"),
        # numbers and functions
        ("½x", "x/2"),
        ("x^½", "x^0.5"),
        ("⅓*x + ⅞y", "x*(1/3) + y*(7/8)"),
        ("½²x", "x*0.5^2"),
        ("pow(x, 3)", "x^3"),
        ("pow(x+1, -2)", "(x+1)^-2"),
        ("mod(y, 1)", "y + 2"),
        # full-width characters, and those of typography
        ("ｓｉｎ（２．５ｘ）＾２", "sin(2.5x)^2"),
        ("max（x、ｙ）", "max(x,y)"),
        ("ｗ１＊ｗ＿２", "x*y"),
        ("ｗｈｅｒｅ（ｘ！＝ｙ，１．，．５）*x", "x"),
    ],
)
def test_what_people_write_is_read_as_they_mean_it(typed, meant):
    assert value(typed) == value(meant)
    assert parse(typed).latex


def test_both_pairs_of_names_mean_the_same_two_axes():
    assert value("x - 2y") == value("w1 - 2w2") == value("w₁ − 2w₂") == value("w_1-2w_2")
    assert parse("y").variables == ("x", "y")
    assert parse("w2").variables == ("w1", "w2")


def test_x1_and_x2_are_variables_where_no_others_are():
    assert value("x1 - 2x2") == value("x₁ − 2x₂") == value("x - 2y")
    assert parse("x_2").variables == ("x1", "x2")
    assert parse("x1*x2*x3").parameters == ("x3",)
    for older in ("x1*x + x2", "w1 + x2*x1"):
        assert set(parse(older).parameters) == {"x1", "x2"}


def test_a_letter_before_a_bracket_is_a_parameter():
    assert parse("a(x + 1)").parameters == ("a",)
    assert value("a(x + 1) + k1(y + 2)", 3.0, 2.0) == 3 * 1.7 + 2 * (-1.3 + 2)


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
        ("x₁ sin² 2x₂", r"L=x_{1}\,\sin^{2}\left(2x_{2}\right)"),
        ("|x||y| - √2*x", r"L=\left|x\right|\,\left|y\right|-\sqrt{2}\,x"),
        ("½²x + ⅔ - y^½", r"L=\left(\frac{1}{2}\right)^{2}\,x+\frac{2}{3}-y^{\frac{1}{2}}"),
        (
            "floor(x) + ceil(y)^2*log2 x",
            r"L=\left\lfloor x\right\rfloor+\left\lceil y\right\rceil^{2}"
            r"\,\log_{2}\left(x\right)",
        ),
        (
            "atan2(y, x)*mod(x, 2)",
            r"L=\mathrm{atan2}\left(y,x\right)\,\mathrm{mod}\left(x,2\right)",
        ),
        (
            "where((x > 0 or x == 1) and not y < 2, x, 0)",
            r"L=\left\{\begin{matrix}x & \left(x>0\;\lor\;x=1\right)\;\land\;y\ge 2 \\ "
            r"0 & \left(x\le 0\;\land\;x\ne 1\right)\;\lor\;y<2\end{matrix}\right.",
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
        ("x3^2 + k1", errors.NO_VARIABLE, (0, 9)),
        ("x1 + X2", errors.OTHER_CASE, (5, 7)),
        ("x1 + sinx2", errors.RUN_TOGETHER, (5, 10)),
        ("x + 2*w₂", errors.TWO_PAIRS, (6, 8)),
        ("x + §", errors.STRANGE, (4, 5)),
        ("x + \u202ey", errors.STRANGE, (4, 5)),
        ("2*х", errors.LOOK_ALIKE, (2, 3)),
        ("x – y", errors.LOOK_ALIKE, (2, 3)),
        ("L = x", errors.NO_EQUALS, (2, 3)),
        ("x＝1", errors.NO_EQUALS, (1, 2)),
        ("2*|x", errors.BARS_ALONE, (2, 3)),
        ("x|", errors.BARS_ALONE, (1, 2)),
        ("|x + (|y)| + 1|", errors.BARS_ALONE, (14, 15)),
        ("max(|x, y|)", errors.BARS_ALONE, (4, 5)),
        ("|2|-x||", errors.BARS_ALONE, (6, 7)),
        ("|)", errors.BARS_ALONE, (0, 1)),
        ("1 + |x|y|2| + x", errors.BARS_TWO_WAYS, (4, 11)),
        ("|x|y + 2|x|", errors.BARS_TWO_WAYS, (0, 11)),
        ("|2|x|-|y||", errors.BARS_TWO_WAYS, (0, 10)),
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
        ("rate(x + 1)", errors.UNKNOWN_FUNCTION, (0, 4)),
        ("rate*x + rate(x + 1)", errors.UNKNOWN_FUNCTION, (9, 13)),
        ("f(x + 1)", errors.NO_FUNCTION, (0, 1)),
        ("e(x + 1)", errors.NO_FUNCTION, (0, 1)),
        ("gamma(x)", errors.NO_FUNCTION, (0, 5)),
        ("x(y+1", errors.CLOSING_MISSING, (1, 2)),
        ("x(y, 1)", errors.STRAY_COMMA, (3, 4)),
        ("1/x(y + 1)", errors.TWO_WAYS, (3, 4)),
        ("1/πx", errors.TWO_WAYS, (3, 4)),
        ("xπ", errors.OPERATOR_MISSING, (1, 2)),
        ("2½*x", errors.OPERATOR_MISSING, (1, 2)),
        ("2 sin", errors.NEEDS_BRACKETS, (2, 5)),
        ("sin -x", errors.NEEDS_BRACKETS, (0, 3)),
        ("2 max x", errors.NEEDS_BRACKETS, (2, 5)),
        ("max²(x, y)", errors.NEEDS_BRACKETS, (0, 3)),
        ("floor x", errors.NEEDS_BRACKETS, (0, 5)),
        ("floor|x|", errors.NEEDS_BRACKETS, (0, 5)),
        ("floor(x) + floor*y", errors.NEEDS_BRACKETS, (11, 16)),
        ("x + sin2x", errors.NEEDS_BRACKETS, (4, 8)),
        ("x + log2x", errors.NEEDS_BRACKETS, (4, 8)),
        ("x + log10x", errors.NEEDS_BRACKETS, (4, 9)),
        ("sin^-1(x)", errors.INVERSE, (4, 5)),
        ("x + tanh⁻² x", errors.INVERSE, (8, 10)),
        ("sin^n(x)", errors.FUNCTION_EXPONENT, (4, 5)),
        ("sin^(2)(x)", errors.FUNCTION_EXPONENT, (4, 5)),
        ("sin^2.5(x)", errors.FUNCTION_EXPONENT, (4, 7)),
        ("x + sin^", errors.FUNCTION_EXPONENT, (7, 8)),
        ("sin^2^3(x)", errors.NEEDS_BRACKETS, (0, 3)),
        ("sin^1001(x)", errors.EXPONENT_TOO_LARGE, (4, 8)),
        ("sin²(x)²", errors.TWO_WAYS, (7, 8)),
        ("sin²(x)^2", errors.TWO_WAYS, (7, 8)),
        ("1/sin x cos y", errors.TWO_WAYS, (8, 11)),
        ("sin x*y", errors.END_UNCLEAR, (5, 6)),
        ("sin x/2", errors.END_UNCLEAR, (5, 6)),
        ("sin x(y+1)", errors.END_UNCLEAR, (5, 6)),
        ("sin x|y|", errors.END_UNCLEAR, (5, 6)),
        ("sin x√y", errors.END_UNCLEAR, (5, 6)),
        ("sin 2 cos x", errors.END_UNCLEAR, (6, 9)),
        ("sin |x| y", errors.END_UNCLEAR, (8, 9)),
        ("sin x 2", errors.OPERATOR_MISSING, (6, 7)),
        ("sin x^2y", errors.TWO_WAYS, (7, 8)),
        ("√2x", errors.END_UNCLEAR, (2, 3)),
        ("√x²", errors.END_UNCLEAR, (2, 3)),
        ("√x^2", errors.END_UNCLEAR, (2, 3)),
        ("√x(y)", errors.END_UNCLEAR, (2, 3)),
        ("√x sin y", errors.END_UNCLEAR, (3, 6)),
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
        ("mod(x)", errors.TWO_VALUES, (0, 6)),
        ("1 + pow(x, 2, y)", errors.TWO_VALUES, (4, 16)),
        ("pow(x, 1001)", errors.EXPONENT_TOO_LARGE, (7, 11)),
        ("floor(x, y)", errors.ONE_VALUE, (0, 11)),
        ("where(x, 1, 2)", errors.CONDITION_MISSING, (0, 14)),
        ("where(x > 0, 1)", errors.CONDITION_MISSING, (0, 15)),
        ("1 + (x > 0)", errors.STRAY_COMPARISON, (5, 10)),
        ("x and y > 0", errors.JOINS_CONDITIONS, (0, 11)),
        ("where(x and y > 0, 1, 2)", errors.JOINS_CONDITIONS, (6, 17)),
        ("where(not x, 1, 2)", errors.JOINS_CONDITIONS, (6, 11)),
        ("x + (not x > 0)", errors.STRAY_COMPARISON, (9, 14)),
        ("where(x > 0, y > 0 and x > 1, 2)", errors.STRAY_COMPARISON, (13, 18)),
        ("where(x > 0 not y > 0, 1, 2)", errors.OPERATOR_MISSING, (12, 15)),
        ("where(x > 0 and, 1, 2)", errors.VALUE_MISSING, (15, 16)),
        ("where(0 < x < 1, x, y)", errors.CHAINED, (6, 15)),
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
        ("sin^-1(x)", "asin(…), 1/sin(…)"),
        ("sin x*y", "write sin(…)"),
        ("|x|y|x|", "Write abs(…)"),
        ("where(0 < x < 1, x, 0)", "0 < x and x < 1"),
        ("2*х", "(U+0445)"),
        ("x\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("x\x00", "U+0000"),
        ("x + é", "é (U+00E9)"),
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
