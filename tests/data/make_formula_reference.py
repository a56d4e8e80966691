"""Record SymPy's values of many formulas, as a reference that the tests can read without it.

Run by hand where SymPy 1.14 is installed: python -m tests.data.make_formula_reference
Every formula is here twice, as a person types it and as SymPy reads it, so that nothing of
the engine takes part. Values are computed with 40 digits and then rounded.
"""

import json
import random
from pathlib import Path

import sympy

WHERE = Path(__file__).with_name("formula_reference.json")
POINTS = 6
DIGITS = 40

ALL = (-2.0, 2.0)
PLUS = (0.1, 3.0)
UNIT = (-0.95, 0.95)
FLOOR = "Piecewise((-2, x < -1), (-1, x < 0), (0, x < 1), (1, True))"
# As typed, as SymPy has it, between which numbers, and the parameters.
FORMULAS = (
    ("x^2 + y^2", "x**2 + y**2", ALL, {}),
    ("w1^2 - w2^2", "x**2 - y**2", ALL, {}),
    ("(1 - w1*w2)^2", "(1 - x*y)**2", ALL, {}),
    ("(1-x)^2 + 100(y-x²)²", "(1-x)**2 + 100*(y-x**2)**2", ALL, {}),
    ("(x²+y−11)² + (x+y²−7)²", "(x**2+y-11)**2 + (x+y**2-7)**2", ALL, {}),
    ("w₁³ − 3w₁*w₂²", "x**3 - 3*x*y**2", ALL, {}),
    ("a*(x-b)^2 + c*y^2/2", "a*(x-b)**2 + c*y**2/2", ALL, {"a": 1.5, "b": -0.25, "c": 7.0}),
    ("x*y", "x*y", ALL, {}),
    ("x/y", "x/y", PLUS, {}),
    ("1/(1 + x^2 + y^2)", "1/(1 + x**2 + y**2)", ALL, {}),
    ("(x + y)/(x - y + 9)", "(x + y)/(x - y + 9)", ALL, {}),
    ("x - y - x*y/3 + 2", "x - y - x*y/3 + 2", ALL, {}),
    ("-x^2 * -y", "-x**2 * -y", ALL, {}),
    ("3 - -x + +y", "3 + x + y", ALL, {}),
    ("x^3*y^4 - x^5", "x**3*y**4 - x**5", ALL, {}),
    ("x^7 + y^11", "x**7 + y**11", ALL, {}),
    ("(x*y + 2)^20 / 1e6", "(x*y + 2)**20 / 10**6", ALL, {}),
    ("x^-1 + y^-3", "1/x + y**-3", PLUS, {}),
    ("x⁻²*y^0 / 4", "x**-2 / 4", PLUS, {}),
    ("x^0.5 * y^1.5", "sqrt(x) * y**Rational(3, 2)", PLUS, {}),
    ("x^(-1/4) + y^2.25", "x**Rational(-1, 4) + y**Rational(9, 4)", PLUS, {}),
    ("x^n + y^m", "x**n + y**m", PLUS, {"n": 2.5, "m": -1.25}),
    ("x^n * y^m", "x**3 * y**-2", ALL, {"n": 3.0, "m": -2.0}),
    ("x^n + y^m", "1 + y", ALL, {"n": 0.0, "m": 1.0}),
    ("x^y", "x**y", PLUS, {}),
    ("(x^2 + 1)^(y/2)", "(x**2 + 1)**(y/2)", ALL, {}),
    ("2^x + 10^(x*y)", "2**x + 10**(x*y)", UNIT, {}),
    ("e^(x - y^2)", "exp(x - y**2)", ALL, {}),
    ("a^(x*y)", "a**(x*y)", ALL, {"a": 2.75}),
    ("2^3^0.5 * x", "2**sqrt(3) * x", ALL, {}),
    ("sin(x) * cos(y)", "sin(x) * cos(y)", ALL, {}),
    ("sin(3x + 2y^2)", "sin(3*x + 2*y**2)", ALL, {}),
    ("cos(x*y)^2", "cos(x*y)**2", ALL, {}),
    ("sin(cos(x) + sin(y))", "sin(cos(x) + sin(y))", ALL, {}),
    ("tan(x/2) - y*tan(y/3)", "tan(x/2) - y*tan(y/3)", ALL, {}),
    ("asin(x)*y", "asin(x)*y", UNIT, {}),
    ("arccos(x*y)", "acos(x*y)", UNIT, {}),
    ("atan(x*y) + arctan(5x)", "atan(x*y) + atan(5*x)", ALL, {}),
    ("sinh(x) * y", "sinh(x) * y", ALL, {}),
    ("cosh(x - y)", "cosh(x - y)", ALL, {}),
    ("tanh(2x + y)", "tanh(2*x + y)", ALL, {}),
    ("tanh(9x) + y", "tanh(9*x) + y", ALL, {}),
    ("exp(-(x^2 + y^2)/2)", "exp(-(x**2 + y**2)/2)", ALL, {}),
    ("-exp(-x²/(2s²)) * y", "-exp(-x**2/(2*s**2)) * y", ALL, {"s": 0.7}),
    ("log(1 + x^2*y^2)", "log(1 + x**2*y**2)", ALL, {}),
    ("ln(x) * ln(y)", "log(x) * log(y)", PLUS, {}),
    ("log10(x + y)", "log(x + y)/log(10)", PLUS, {}),
    ("sqrt(x^2 + y^2)", "sqrt(x**2 + y**2)", PLUS, {}),
    ("√(x*y + 5)", "sqrt(x*y + 5)", ALL, {}),
    ("abs(x - y) * x", "Piecewise((y - x, x < y), (x - y, True)) * x", ALL, {}),
    ("abs(sin(4x))*y", "sqrt(sin(4*x)**2)*y", ALL, {}),
    ("sign(x) * y^2 + x", "Piecewise((-y**2, x < 0), (y**2, True)) + x", ALL, {}),
    ("erf(x/0.4) + y*erf(y)", "erf(x*Rational(5, 2)) + y*erf(y)", ALL, {}),
    ("sigmoid(3x - y)", "1/(1 + exp(y - 3*x))", ALL, {}),
    ("sigmoid(30x)*y", "1/(1 + exp(-30*x))*y", ALL, {}),
    ("(0.7 - sigmoid(w*x + b*y))^2", "(0.7 - 1/(1+exp(-w*x-b*y)))**2", ALL, {"w": 2.0, "b": -1.0}),
    ("relu(x)^2 - relu(-y*x)", "Max(x,0)**2 - Piecewise((-y*x, y*x < 0), (0, True))", ALL, {}),
    ("softplus(2x) * softplus(y)", "log(1 + exp(2*x)) * log(1 + exp(y))", ALL, {}),
    ("softplus(20*x*y)", "log(1 + exp(20*x*y))", ALL, {}),
    ("min(x, y^2)", "Piecewise((x, x <= y**2), (y**2, True))", ALL, {}),
    ("max(x*y, x, y)", "Max(x*y, x, y)", ALL, {}),
    (
        "where(x > 0, x^2*y, sin(x)) + where(y <= 0.5, 1, y)",
        "Piecewise((x**2*y, x > 0), (sin(x), True)) + Piecewise((1, y <= 0.5), (y, True))",
        ALL,
        {},
    ),
    (
        "where(x < y, exp(x), where(x >= 1, y^3, x))",
        "Piecewise((exp(x), x < y), (y**3, x >= 1), (x, True))",
        ALL,
        {},
    ),
    (
        "20 + x² + y² - 10cos(2π*x) - 10cos(2π*y)",
        "20+x**2+y**2-10*cos(2*pi*x)-10*cos(2*pi*y)",
        ALL,
        {},
    ),
    (
        "-20exp(-0.2*sqrt((x²+y²)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
        "-20*exp(-sqrt((x**2+y**2)/2)/5) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + E + 20",
        PLUS,
        {},
    ),
    (
        "(w1^2 + w2^2 - 4)^2 / 10 + a*sin(3*w1)*cos(2*w2)",
        "(x**2+y**2-4)**2/10+a*sin(3*x)*cos(2*y)",
        ALL,
        {"a": 1.0},
    ),
    (
        "α*x² + β₁*y² + λ*(x+y)(x-y)",
        "p*x**2 + q*y**2 + r*(x+y)*(x-y)",
        ALL,
        {"α": 1.0, "β1": 2.0, "λ": -0.5},
    ),
    ("log(exp(x) + exp(y)) - x/3", "log(exp(x) + exp(y)) - x/3", ALL, {}),
    ("x*y*x*y*x/(2 + sin(x*y))^3", "x**3*y**2/(2 + sin(x*y))**3", ALL, {}),
    ("（x＋1）×2÷（y＋4）", "(x+1)*2/(y+4)", ALL, {}),
    ("exp(sin(x*y))^2 / cosh(tanh(x))", "exp(sin(x*y))**2 / cosh(tanh(x))", ALL, {}),
    ("x + 0*y", "x", ALL, {}),
    ("1.5e-3*x^2 + .25y + 2.*x", "Rational(15,10000)*x**2 + y/4 + 2*x", ALL, {}),
    (
        "log2(x*y + 1) - log2 x log₁₀ y",
        "log(x*y+1)/log(2) - log(x)*log(y)/log(2)/log(10)",
        PLUS,
        {},
    ),
    ("pow(x, y) + pow(y, 3)", "x**y + y**3", PLUS, {}),
    ("atan2(y, x)", "atan2(y, x)", ALL, {}),
    ("atan2(x*y, x − 3) + atan2(2, y^2)", "atan2(x*y, x - 3) + atan2(2, y**2)", ALL, {}),
    ("floor(x)*y² + x", f"({FLOOR})*y**2 + x", ALL, {}),
    ("ceil(-x)*y³ + sin(floor(x) + y)", f"-({FLOOR})*y**3 + sin({FLOOR} + y)", ALL, {}),
    (
        "round(x)*y",
        "Piecewise((-2, x < -1.5), (-1, x < -0.5), (0, x < 0.5), (1, x < 1.5), (2, True))*y",
        ALL,
        {},
    ),
    ("mod(x, 2)^2*y", "Piecewise((x + 2, x < 0), (x, True))**2*y", ALL, {}),
    ("mod(x*y, -5) + x", "Piecewise((x*y, x*y <= 0), (x*y - 5, True)) + x", ALL, {}),
    (
        "mod(x² + 4, y + 3)³",
        "(x**2 + 4 - (y+3)*Piecewise("
        + ", ".join(f"({k - 1}, x**2 + 4 < {k}*(y + 3))" for k in range(1, 8))
        + ", (7, True)))**3",
        ALL,
        {},
    ),
    ("|x||y| + |x − |y||", "sqrt(x**2*y**2) + Max(x - Max(y,-y), Max(y,-y) - x)", ALL, {}),
    ("√x + 2√(x+y) - x√y", "sqrt(x) + 2*sqrt(x+y) - x*sqrt(y)", PLUS, {}),
    ("sin² x cos^3(y) + log² |y| + 5", "sin(x)**2*cos(y)**3 + log(y)**2 + 5", PLUS, {}),
    ("sin 2πx cos y − exp x²y + a(x+1)", "sin(2*pi*x)*cos(y)-exp(x**2*y)+2*(x+1)", ALL, {"a": 2.0}),
    ("½x₁² + ¾x₁(x₂+1) + ⅓", "x**2/2 + 3*x*(y+1)/4 + Rational(1,3)", ALL, {}),
    (
        "where(0 < x and not (y > 1 or y ≤ −1) and x ≠ 9, x²y, where(x == 9, 1, sin(x*y)))",
        "Piecewise((x**2*y, (x > 0) & (y <= 1) & (y > -1)), (sin(x*y), True))",
        ALL,
        {},
    ),
)
RENAMED = {"α": "p", "β1": "q", "λ": "r"}


def exact(number):
    return sympy.Rational(*number.as_integer_ratio())


def six(expression, given, x, y):
    """Value, two first and three second derivatives at a point."""
    places = {**given, x: exact(0.0), y: exact(0.0)}
    wanted = ((), (x,), (y,), (x, x), (x, y), (y, y))
    derived = [sympy.diff(expression, *by) if by else expression for by in wanted]

    def at(point):
        places.update({x: exact(point[0]), y: exact(point[1])})
        return [float(sympy.N(each.subs(places), DIGITS)) for each in derived]

    return at


def reader(sympy_text, parameters):
    """The six numbers as a function of the point."""
    x, y = sympy.symbols("x y", real=True)
    letters = {RENAMED.get(name, name): value for name, value in parameters.items()}
    symbols = {
        name: sympy.Symbol(name, positive=value > 0, real=True) for name, value in letters.items()
    }
    expression = sympy.sympify(sympy_text, locals={"x": x, "y": y, **symbols}, rational=True)
    given = {symbols[name]: exact(value) for name, value in letters.items()}
    return six(expression, given, x, y)


def main():
    chance = random.Random(3)
    entries = []
    for typed, sympy_text, (low, high), parameters in FORMULAS:
        read = reader(sympy_text, parameters)
        points = [[chance.uniform(low, high) for _ in "xy"] for _ in range(POINTS)]
        entries.append(
            {
                "text": typed,
                "sympy": sympy_text,
                "between": [low, high],
                "parameters": parameters,
                "points": points,
                "numbers": [read(point) for point in points],
            }
        )
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in entries)
    WHERE.write_text(f'{{"sympy": "{sympy.__version__}", "formulas": [\n{lines}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
