"""What symbols mean: every symbol of every rule and every knob is known."""

import pytest

from engine.knobs import knobs
from engine.optimizers import ALL
from engine.schedules import ALL as SCHEDULES
from engine.surfaces import BY_KEY as SURFACES
from gui.panels.step.words import SYMBOLS, WORDS
from gui.text.glossary import term_of
from gui.text.languages import Languages
from gui.text.symbols import (
    cited,
    lines_of,
    of_knob,
    symbol_of,
    symbols,
    symbols_in,
    term_of_rule,
    unknown_in,
)

RULES = [
    (kind, formula)
    for kind in ALL
    for formula in (kind.formula, *(each.formula for each in getattr(kind, "notations", ())))
]


@pytest.mark.parametrize(("kind", "formula"), RULES, ids=lambda each: getattr(each, "key", ""))
def test_every_symbol_of_a_rule_has_a_meaning(kind, formula):
    assert unknown_in(formula, kind()) == set()
    found = symbols_in(formula, kind())
    assert len(found) >= 3
    assert len({each.sign for each in found}) == len(found)
    assert all(each.meaning for each in found)


def test_symbols_are_read_in_order_each_once():
    adam = next(kind() for kind in ALL if kind.key == "adam")
    assert [each.sign for each in symbols_in(adam.formula, adam)] == [
        *("θ", "η", "v̂", "ε", "m̂", "m", "β₁", "g", "v", "β₂")
    ]


def test_one_sign_means_what_its_optimizer_means_by_it():
    meanings = {kind.key: symbol_of("m", kind()).meaning for kind in ALL if "m" in kind.formula}
    assert meanings["momentum"] != meanings["adam"] != meanings["lbfgs"]
    assert unknown_in(r"\zeta q", ALL[0]()) == {"q"}


def test_the_numbers_of_an_update_are_explained_where_words_do_not_do_it():
    wanted = ["θ", "m⁻", "Δθ", "θ + Δθ", "eigenvalues", "along", "rate", *SYMBOLS.values()]
    for sign in set(wanted) - set(WORDS):
        owners = [kind for kind in ALL if symbol_of(sign, kind()) is not None]
        assert owners, sign


def test_every_row_names_terms_and_optimizers_that_there_are():
    keys = {kind.key for kind in ALL}
    for each in symbols():
        assert set(each.of) <= keys
        assert not each.term or term_of(each.term) is not None, each.sign
    for kind in ALL:
        assert term_of(term_of_rule(kind())) is not None


def test_every_knob_of_an_optimizer_has_a_meaning_or_a_title():
    for kind in ALL:
        for _, knob in knobs(kind):
            meaning, term = of_knob(knob, kind())
            assert meaning or knob.title, (kind.key, knob.symbol)
            assert not term or term_of(term) is not None


def test_a_knob_of_something_else_never_means_what_one_of_a_rule_does():
    """κ of a bowl is its condition number; c of a hill is no direction."""
    ellipse, hill = SURFACES["ellipse"](), SURFACES["hill"]()
    found = {
        knob.symbol: of_knob(knob, owner) for owner in (ellipse, hill) for _, knob in knobs(owner)
    }
    assert found["κ"][1] == "condition-number"
    assert found["κ"][0].startswith(term_of("condition-number").sentences["en"])
    assert found["c"] == ("", "")
    titles = {knob.title for kind in SCHEDULES for _, knob in knobs(kind)}
    assert {"Decay time", "Updates to the floor"} <= titles


def test_the_book_is_named_once_where_it_is_cited(all_languages: Languages):
    for language in ("en", "zh_CN"):
        all_languages.choose(language)
        for kind in ALL:
            text = "\n".join(lines_of(symbols_in(kind.formula, kind()), kind()))
            assert text.count("《深度学习详解》") == ("§3" in text), text
    assert cited(None) == ""


def test_rules_that_the_book_lacks_say_so():
    for key, beyond in (("gd", False), ("adam", False), ("nesterov", True), ("lion", True)):
        kind = next(kind for kind in ALL if kind.key == key)
        text = lines_of(symbols_in(kind.formula, kind()), kind())
        assert ("beyond the book" in text[-1]) == beyond, key
