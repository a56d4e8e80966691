"""Code, shaders and what tells how to change them use standard terms: none of `WORDS`."""

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.test_house import ROOT, files, sources

# Whole words. Texts for the user and other strings that are no docstring are not read in Python.
WORDS = (
    "anew|attendant|beside|deeds?|doors?|doorstep|errands?|furniture|hurry|hurrying|keepers?"
    "|knocks?|nobody|obey|ought|quivers?|stints?|told|whence|whoever"
)

# What people read who change the code: all of it is read.
DOCUMENTS = ("CONTRIBUTING.md", "docs/implementation.md", "docs/packaging.md")
SHADERS = {".frag", ".vert"}

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


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line number and its line, in which names are words."""
    for number, line in enumerate(text.splitlines(), 1):
        yield number, re.sub(r"[A-Za-z_]\w*", lambda found: split(found[0]), line)


Reader = Callable[[str], Iterator[tuple[int, str]]]


def listed(text: str, read: Reader = prose) -> list[tuple[int, str]]:
    """The words of the list in a source text, each with its line number."""
    if not ANYWHERE.search(text):  # few files have one even as a part of a word
        return []
    found = {(n, word) for n, line in read(text) for word in LISTED.findall(line)}
    return sorted(found)


def area(path: Path) -> str:
    """The folder, of at most two names: `gui/panels`, `tests/engine`, `engine`."""
    folders = path.relative_to(ROOT).parts[:-1]
    return "/".join(folders[:2] if folders[:1] in {("gui",), ("tests",)} else folders[:1]) or "."


AREAS = sorted({area(path) for path in sources()})


def places(paths: Iterable[Path], read: Reader) -> str:
    """Where the words of the list stand in these files."""
    return "\n".join(
        f"{path.relative_to(ROOT)}:{line}: {word}"
        for path in paths
        for line, word in listed(path.read_text(encoding="utf-8"), read)
    )


@pytest.mark.parametrize("where", AREAS)
def test_code_and_comments_use_standard_terms(where):
    assert not places((path for path in sources() if area(path) == where), prose)


def test_shaders_use_standard_terms():
    shaders = [path for path in files() if path.suffix in SHADERS]
    assert shaders
    assert not places(shaders, lines)


def test_documents_for_those_who_change_the_code_use_standard_terms():
    assert not places([ROOT / name for name in DOCUMENTS], lines)


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


@pytest.mark.parametrize("text", ["// The Keeper", "uniform vec2 openDoor;", "| a `door_bell` |"])
def test_all_of_a_shader_or_a_document_is_searched(text):
    assert len(listed(text, lines)) == 1


@pytest.mark.parametrize("text", ["x = 'the door'", "# indoors", "def untold(): ..."])
def test_other_strings_and_parts_of_words_are_not_searched(text):
    assert listed(text) == []
