"""Code and comments use standard terms: none of `WORDS` is in a name, comment or docstring."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_house import ROOT, sources

# Whole words. Texts for the user and other strings that are no docstring are not read.
WORDS = (
    "anew|attendant|beside|deeds?|doors?|doorstep|errands?|furniture|hurry|hurrying|keepers?"
    "|knocks?|nobody|obey|ought|quivers?|told|whence|whoever"
)

QT_NAMES = {"ToolButtonTextBesideIcon"}
LISTED = re.compile(rf"\b(?:{WORDS})\b", re.IGNORECASE)
ANYWHERE = re.compile(WORDS, re.IGNORECASE)
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def split(name: str) -> str:
    """`_putAside_2` and `PutAside` as words: "put Aside 2", "Put Aside"."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)
    return " ".join(parts)


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Each line number with a name, a comment or a line of a docstring."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], re.sub(r"\w*_\w*", lambda found: split(found[0]), token.string)
        elif token.type == tokenize.NAME and token.string not in QT_NAMES:
            yield token.start[0], split(token.string)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node) is not None:
            docstring = node.body[0]
            lines = text.splitlines()[docstring.lineno - 1 : docstring.end_lineno]
            yield from enumerate(lines, docstring.lineno)


def listed(text: str) -> list[tuple[int, str]]:
    """The words of the list in a source text, each with its line number."""
    if not ANYWHERE.search(text):  # few files have one even as a part of a word
        return []
    found = {(n, word) for n, line in prose(text) for word in LISTED.findall(line)}
    return sorted(found)


def area(path: Path) -> str:
    """The folder, of at most two names: `gui/panels`, `tests/engine`, `engine`."""
    folders = path.relative_to(ROOT).parts[:-1]
    return "/".join(folders[:2] if folders[:1] in {("gui",), ("tests",)} else folders[:1]) or "."


AREAS = sorted({area(path) for path in sources()})


@pytest.mark.parametrize("where", AREAS)
def test_code_and_comments_use_standard_terms(where):
    found = [
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in sources()
        if area(path) == where
        for line, word in listed(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "# The Keeper of it",
        "# calls _open_door",
        "def told(): ...",
        "class OpenDoor: ...",
        "thing.open_door = 1",
        '"""One\nwhoever."""',
        'class A:\n    """The door."""',
    ],
)
def test_names_comments_and_docstrings_are_searched(text):
    assert len(listed(text)) == 1


@pytest.mark.parametrize("text", ["x = 'the door'", "# indoors", "def untold(): ..."])
def test_other_strings_and_parts_of_words_are_not_searched(text):
    assert listed(text) == []
