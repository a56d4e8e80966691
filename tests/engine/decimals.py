"""Formulas at random, as texts and as functions of decimal numbers of any size.

Python's `decimal` has here exponents of 50 bits and 120 digits: nothing overflows but what is
exponential twice, and differences over 1e-25 give derivatives without a chain rule.
"""

from collections.abc import Callable
from decimal import Context, Decimal, DecimalException, localcontext
from random import Random
from typing import NamedTuple

DIGITS = 120
H = Decimal("1e-25")
LARGEST = Decimal("1e50")
Exact = Callable[[Decimal, Decimal], Decimal]


class Sample(NamedTuple):
    text: str
    exact: Exact


def _power(u, c):
    if c == int(c):
        return u ** int(c)
    return Decimal(0) if u == 0 and c > 0 else (u.ln() * Decimal(c)).exp()


def _asin(u):
    """asin u = 2 atan(u / (1 + √(1 − u²))), and atan t = 2 atan(t / (1 + √(1 + t²)))."""
    t, times = u / (1 + (1 - u * u).sqrt()), 2
    for _ in range(12):
        t, times = t / (1 + (1 + t * t).sqrt()), times * 2
    return times * sum((-1) ** (n // 2) * t**n / n for n in range(1, 36, 2))


SEEDS = (
    Sample("x", lambda x, y: x),
    Sample("y", lambda x, y: y),
    Sample("(x + y)", lambda x, y: x + y),
    Sample("(2*x - y)", lambda x, y: 2 * x - y),
)

# Text, function of u, and of the point.
ONES = (
    ("relu({u})", lambda u, x, y: max(u, Decimal(0))),
    ("max({u}, 0.5)", lambda u, x, y: max(u, Decimal("0.5"))),
    ("min({u}, 2)", lambda u, x, y: min(u, Decimal(2))),
    ("where({u} > 1, {u} - 1, 0)", lambda u, x, y: u - 1 if u > 1 else Decimal(0)),
    ("abs({u})", lambda u, x, y: abs(u)),
    ("(0 - {u})", lambda u, x, y: -u),
    ("exp({u})", lambda u, x, y: u.exp()),
    ("exp(-{u})", lambda u, x, y: (-u).exp()),
    ("cosh({u})", lambda u, x, y: (u.exp() + (-u).exp()) / 2),
    ("({u})^2", lambda u, x, y: u * u),
    ("({u})^200", lambda u, x, y: _power(u, 200)),
    ("({u})^1.5", lambda u, x, y: _power(u, 1.5)),
    ("({u})^-3", lambda u, x, y: _power(u, -3)),
    ("sqrt({u})", lambda u, x, y: u.sqrt()),
    ("log(1 + exp({u}))", lambda u, x, y: (1 + u.exp()).ln()),
    ("1/(1 + exp({u}))", lambda u, x, y: 1 / (1 + u.exp())),
    ("sigmoid({u})", lambda u, x, y: 1 / (1 + (-u).exp())),
    ("exp({u})/(1 + exp({u}))", lambda u, x, y: u.exp() / (1 + u.exp())),
    ("{u}/exp({u})", lambda u, x, y: u / u.exp()),
    ("y/(1 + ({u})^2)", lambda u, x, y: y / (1 + u * u)),
    ("(x + 3)*{u}", lambda u, x, y: (x + 3) * u),
    ("asin(min(relu({u}), 0.5))", lambda u, x, y: _asin(min(max(u, Decimal(0)), Decimal("0.5")))),
    ("exp(-1/relu({u}))", lambda u, x, y: (-1 / u).exp() if u > 0 else Decimal(0)),
)


def _applied(part: Sample, text: str, rule: Callable[..., Decimal]) -> Sample:
    return Sample(f"({text.format(u=part.text)})", lambda x, y: rule(part.exact(x, y), x, y))


def grown(random: Random) -> Sample:
    """Two to four functions of a sum of coordinates, plus y²."""
    sample = random.choice(SEEDS)
    for _ in range(random.randint(2, 4)):
        sample = _applied(sample, *random.choice(ONES))
    return Sample(f"{sample.text} + y^2", lambda x, y: sample.exact(x, y) + y * y)


def six(exact: Exact, point: tuple[float, float]) -> list[Decimal] | None:
    """Value, first and second derivatives; None where there is no value, or no derivative, or
    where the value is so large that its digits do not reach down to them."""
    x, y = map(Decimal, point)
    try:
        with localcontext(Context(prec=DIGITS, Emax=3 * 10**14, Emin=-3 * 10**14)):
            at = {(i, j): exact(x + i * H, y + j * H) for i in (-1, 0, 1) for j in (-1, 0, 1)}
            middle = at[0, 0]
            if max(map(abs, at.values())) > LARGEST:
                return None
            pairs = [(at[1, 0], at[-1, 0]), (at[0, 1], at[0, -1])]
            first = [(up - down) / (2 * H) for up, down in pairs]
            second = [(up - 2 * middle + down) / (H * H) for up, down in pairs]
            mixed = (at[1, 1] - at[1, -1] - at[-1, 1] + at[-1, -1]) / (4 * H * H)
            kinks = [
                abs(bend * H) > max(1, abs(slope))
                for bend, slope in zip(second, first, strict=False)
            ]
    except (DecimalException, ValueError):
        return None
    return None if any(kinks) else [middle, *first, second[0], mixed, second[1]]
