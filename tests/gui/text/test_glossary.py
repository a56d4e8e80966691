"""The glossary: laws over its terms, and the curriculum's list of them."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from gui.style import fonts
from gui.text import glossary, symbols
from gui.text.glossary import term_of, terms
from gui.text.languages import AVAILABLE
from gui.text.search_words import SearchWords, plain
from tests.gui.text.test_translation import CHINESE, HALF_WIDTH, LATIN_WORD, UNSPACED
from tests.gui.text.test_translation import glossary as words_of_the_screen

# The terms of section 5 of the curriculum, in its order: Chinese, English, ‡ for extensions.
CURRICULUM = Path(__file__).resolve().parents[2] / "data" / "curriculum_terms.tsv"
LISTED = [line.split("\t") for line in CURRICULUM.read_text(encoding="utf-8").splitlines()]
SECTION = re.compile(r"3\.[1-7](\.[1-3])?")
END = re.compile(r"[.。?!？！](?=\s|$|[^\d\s])")


def spelled(name):
    """A name as it is compared: the program writes optimisation, the curriculum optimization."""
    return plain(name).replace("iz", "is")


def forms(cell):
    """The names in a cell of the list, with and without what is in brackets."""
    for name in cell.split(" / "):
        bare = re.sub(r" ?[（(][^）)]*[）)]", "", name)
        yield {spelled(each) for each in (name, bare, re.sub(r"[（）]", "", name))}


def every_text():
    """All texts of the glossary and of the symbols: their languages, English and Chinese."""
    pairs = [tuple(term.sentences[language] for language in AVAILABLE) for term in terms()]
    return pairs + [tuple(each.means[one] for one in AVAILABLE) for each in symbols.symbols()]


def test_the_terms_are_those_of_the_curriculum():
    assert len(LISTED) == len(terms()) == 95
    for (chinese, english, *mark), term in zip(LISTED, terms(), strict=True):
        for language, cell in (("zh_CN", chinese), ("en", english)):
            names = {spelled(name) for name in term.names[language]}
            assert all(names & each for each in forms(cell)), (term.key, language)
        assert term.beyond == bool(mark), term.key


def test_no_key_and_no_name_is_there_twice():
    keys = [term.key for term in terms()]
    assert len(set(keys)) == len(keys)
    for language in AVAILABLE:
        names = [spelled(term.name(language)) for term in terms()]
        assert len(set(names)) == len(names)
        for term in terms():
            assert len(set(term.names[language])) == len(term.names[language])


def test_every_term_has_one_sentence_in_each_language():
    for term in terms():
        assert set(term.sentences) == set(AVAILABLE)
        for language, stop in (("en", "."), ("zh_CN", "。")):
            text = term.sentences[language]
            assert text == text.strip()
            assert text.endswith(stop), text
            assert len(END.findall(text)) == 1, text
    sentences = [term.sentences[language] for term in terms() for language in AVAILABLE]
    assert len(set(sentences)) == len(sentences)


def test_sections_are_of_the_chapter_and_extensions_have_none():
    for term in terms():
        assert all(SECTION.fullmatch(section) for section in term.sections), term.key
        assert not (term.beyond and term.sections), term.key
    assert sum(bool(term.sections) for term in terms()) > 70


def test_links_lead_to_other_terms():
    for term in terms():
        assert term.see, term.key
        assert len(set(term.see)) == len(term.see)
        assert all(term_of(key) not in (None, term) for key in term.see), term.key


def test_the_file_has_no_key_that_is_not_read():
    known = {"key", *AVAILABLE, "also", "sections", "beyond", "sentence", "see"}
    rows = tomllib.loads(glossary.FILE.read_text(encoding="utf-8"))["term"]
    assert [row["key"] for row in rows if set(row) - known] == []


def test_chinese_is_typeset_by_its_rules_and_english_is_english():
    for english, chinese in every_text():
        assert not re.search(CHINESE, english), english
        assert re.search(CHINESE, chinese), chinese
        assert not UNSPACED.search(chinese), chinese
        assert not HALF_WIDTH.search(chinese), chinese
        assert not re.search(r"  |[\"']", english + chinese), english


@pytest.mark.parametrize(("english", "chinese"), words_of_the_screen())
def test_words_are_those_of_the_rest_of_the_screen(english, chinese):
    plural = english.replace("minimum", "minim(um|a)").replace("maximum", "maxim(um|a)")
    term = re.compile(rf"(?<![\w-]){plural}s?(?!\w)", re.IGNORECASE)
    assert [pair for pair in every_text() if term.search(pair[0]) and chinese not in pair[1]] == []


def test_the_font_has_every_letter(qapp):
    found = "".join(path.read_text("utf-8") for path in (glossary.FILE, symbols.FILE))
    letters = {each for each in found if each.isprintable()} - {"\N{COMBINING CIRCUMFLEX ACCENT}"}
    for file in fonts.FOLDER.glob("*.otf"):
        font = QRawFont(str(file), 13)
        assert [one for one in sorted(letters) if not font.supportsCharacter(ord(one))] == []


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("SADDLE", "saddle-point"),
        ("鞍点", "saddle-point"),
        ("Hessian", "hessian"),
        ("黑塞", "hessian"),
        ("optimization", "optimization"),
        ("optimisation", "optimization"),
        ("nestérov", "nesterov"),
        ("relu 死亡", "dead-relu"),
        ("softmax", "softmax"),
    ],
)
def test_both_languages_are_searched_without_regard_to_case_and_marks(query, key):
    words = SearchWords()
    found = [term.key for term in terms() if words.matches(term, query)]
    assert key in found
    assert len(found) < 30


def test_latin_words_in_chinese_sentences_are_names():
    known = {"softmax", "sigmoid", "ReLU", "RMSProp", "AdaGrad", "Adam", "Hv", "Hu", "exp", "ln"}
    left = {word for _, chinese in every_text() for word in LATIN_WORD.findall(chinese)} - known
    assert left == set()
