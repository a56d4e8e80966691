"""Nothing that is typed can run code, read a file, fill the memory or stop the program."""

import json
import re
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.formula import Formula, FormulaError, grammar, parse
from engine.formula.limits import LONGEST, MOST_PARTS
from engine.formula.tokens import tokens

CORPUS = Path(__file__).parents[1] / "data" / "hostile_formulas.txt"
LINES = [
    (line[0], json.loads(line[2:]))
    for line in CORPUS.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
REFUSED = [text for mark, text in LINES if mark == "-"]
ODD = [text for mark, text in LINES if mark == "+"]
EVERYWHERE = np.array(
    [(x, y) for x in (-1e300, -2.0, 0.0, 0.5, np.inf, np.nan) for y in (-np.inf, -1.0, 0.0, 1e300)]
)


def evaluated(formula):
    """All results of a formula at all kinds of points, with every parameter at 1."""
    ones = (1.0,) * len(formula.parameters)
    assert formula.value(EVERYWHERE, ones).shape == EVERYWHERE.shape[:1]
    assert formula.gradient(EVERYWHERE, ones).shape == EVERYWHERE.shape
    assert formula.hessian(EVERYWHERE, ones).shape == (*EVERYWHERE.shape, 2)


def test_the_corpus_is_large_and_without_doubles():
    assert len(REFUSED) > 700
    assert len(ODD) > 80
    assert len(set(REFUSED) | set(ODD)) == len(LINES)


@pytest.mark.parametrize("start", range(0, len(REFUSED), 50))
def test_what_is_no_formula_is_refused_with_a_message_and_a_place(start):
    for text in REFUSED[start : start + 50]:
        with pytest.raises(FormulaError) as caught:
            parse(text)
        error = caught.value
        assert 0 <= error.start <= error.end <= len(text), text
        assert str(error), text
        assert all(len(each) < 250 for each in error.values), text


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:40])
def test_what_is_an_odd_formula_has_values_and_raises_nothing(text):
    """NaN and infinities are values; warnings are errors in these tests."""
    evaluated(parse(text))


EVENTS: list[tuple[str, tuple[object, ...]]] = []
LISTENING = [False]


def _listen(event, arguments):
    if LISTENING[0]:
        EVENTS.append((event, arguments))


def test_pythons_parser_gets_generated_names_only_and_nothing_is_run():
    """Audit hooks are called for everything that compiles, runs, imports or opens."""
    sys.addaudithook(_listen)
    EVENTS.clear()
    LISTENING[0] = True
    try:
        for _, text in LINES:
            try:
                formula = parse(text)
            except FormulaError:
                continue
            evaluated(formula)
    finally:
        LISTENING[0] = False
    audited = {event for event, _ in EVENTS}
    assert "compile" in audited  # of ast.parse, which makes a tree and no code
    assert audited <= {"compile", "object.__getattr__", "sys._getframe"}
    seen = [arguments[0] for event, arguments in EVENTS if event == "compile"]
    ours = re.compile(r"(n\d+|[-+*/(),]|\*\*|[<>]=?|[=!]=|and|or|not| )*")
    assert all(ours.fullmatch(text.decode() if isinstance(text, bytes) else text) for text in seen)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000_000,
        "(" * 10_000 + "x" + ")" * 10_000,
        "-" * 1_000_000 + "x",
        "x+" * 1_000_000 + "x",
        "9" * 10_000_000,
        "x^" * 1_000_000 + "2",
        "\0" * 10_000_000,
        "损" * 3_000_000,
    ],
    ids=lambda text: ascii(text[:6]) + str(len(text)),
)
def test_what_is_enormous_is_refused_before_anything_is_made_of_it(text):
    tracemalloc.start()
    try:
        with pytest.raises(FormulaError):
            parse(text)
        assert tracemalloc.get_traced_memory()[1] < 200_000
    finally:
        tracemalloc.stop()


def test_a_formula_read_where_the_stack_is_nearly_full_raises_no_recursion_error():
    text = "(" * 40 + "x" + ")" * 40 + "^x" * 40 + "-" * 200 + "x"

    def deeper(left):
        return deeper(left - 1) if left else parse(text)

    for room in range(60, 140, 10):
        used = 0
        frame = sys._getframe()
        while frame is not None:
            used, frame = used + 1, frame.f_back
        try:
            assert isinstance(deeper(sys.getrecursionlimit() - used - room), Formula)
        except FormulaError:
            continue


def heaviest():
    """As much to compute as the bounds allow, no part of it twice."""
    terms = [f"erf(x+{k}y)^y" for k in range(1, 100)]
    for count in range(len(terms), 0, -1):
        text = "+".join(terms[:count])
        if len(text) <= LONGEST and 9 * count <= MOST_PARTS:
            return parse(text)
    raise AssertionError("no such formula fits")


def test_the_heaviest_formula_needs_little_memory_for_a_whole_landscape():
    """Points are taken in blocks and memory of results that are no longer read is reused."""
    formula = heaviest()
    points = np.random.default_rng(0).normal(size=(12_000, 2))
    tracemalloc.start()
    try:
        results = formula.value(points), formula.gradient(points), formula.hessian(points)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    needed = points.nbytes * 2 + 2 * sum(result.nbytes for result in results)
    assert used < needed + 30e6


def refusal(text):
    """Why `text` is refused; None where it is a formula, which is then evaluated."""
    try:
        evaluated(parse(text))
    except FormulaError as error:
        return error
    return None


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text):
    error = refusal(text)
    assert error is None or 0 <= error.start <= error.end <= len(text)


PIECES = [
    *("x", "y", "w1", "a", "α₁", "π", "2", "0.5", "1e3", "3(", "²", "⁻¹", "(", ")", ","),
    *("+", "-", "*", "/", "^", "**", "<", ">=", "=", ".", "_", "__", "lambda", "if"),
    *("sin(", "log(", "max(", "where(", "sqrt", "exp"),
    *("|", "||", "√", "½", "sin ", "cos²", "log2", "floor(", "mod(", "pow(", "atan2(", "round"),
    *("and", "or ", " not ", "≠", "==", "x1", "（", "，", "ｘ", "４", "−"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_whatever_is_put_together_from_the_languages_own_pieces_is_read_or_refused(pieces):
    for text in ("".join(pieces), " ".join(pieces)):
        error = refusal(text)
        assert error is None or 0 <= error.start <= error.end <= len(text)


@pytest.mark.parametrize(
    "words",
    [
        "n0 if n0 else n0",
        "[ n0 ]",
        "n0 . n0",
        "lambda : n0",
        "n0 @ n0",
        "n0 == n0",
        "n0 < n0 < n0",
        "n0 and n0",
        "not n0",
        "n1 ( * n0 )",
        "n1 ( n0 = n0 )",
        "n1 ( n0 ) ( n0 )",
        "( n0 := n0 )",
        "( n0 , n0 )",
        "'n0'",
        "1",
        "n0 [ n0 ]",
        "await n0",
        "n0 n0",
        "n0 ;",
        "",
        "( " * 300 + "n0" + " )" * 300,
        "- " * 100_000 + "n0",
    ],
    ids=lambda words: words[:12],
)
def test_the_whitelist_holds_even_if_other_names_reach_the_parser(words):
    found = tokens("x sin")
    with pytest.raises(FormulaError):
        grammar._TreeBuilder(found, [(word, found[0]) for word in words.split()], ("x", "y"))
