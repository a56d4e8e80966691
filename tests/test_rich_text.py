"""Only gui/style/plain_text.py can show a text as HTML: nothing is ever taken for it."""

import ast
from collections.abc import Iterator

import pytest

from tests.test_house import ROOT, last_name, name_of, sources, tree_of

ONLY = ROOT / "gui" / "style" / "plain_text.py"
# Qt's ways to show a text as HTML, some of them where it only looks like that.
SETTERS = {
    "appendHtml",
    "insertHtml",
    "insertMarkdown",
    "setHtml",
    "setMarkdown",
    "setStatusTip",
    "setTextFormat",
    "setToolTip",
    "setWhatsThis",
}
KEYWORDS = {"statusTip", "textFormat", "toolTip", "whatsThis"}
# Models that answer for tips make them with the first, cards of the gallery with the second.
MADE = {"tooltip", "CardPainter"}


def imported(tree: ast.Module) -> set[str]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom | ast.Import))
    return {name for node in nodes for name in _names(node)}


def _names(node: ast.ImportFrom | ast.Import) -> Iterator[str]:
    yield getattr(node, "module", None) or ""
    yield from (alias.name for alias in node.names)


def rich_uses(tree: ast.Module) -> Iterator[str]:
    """Every use of a way to HTML in a module."""
    names = imported(tree)
    yield from names & {"html"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and last_name(node.func) in SETTERS:
            yield last_name(node.func)
        elif isinstance(node, ast.keyword) and node.arg in KEYWORDS:
            yield node.arg
        elif last_name(node) == "ToolTipRole" and not names & MADE:  # type: ignore[arg-type]
            yield "ToolTipRole"


def test_only_one_module_can_show_text_as_html():
    uses = {name_of(path): list(rich_uses(tree_of(path))) for path in sources("gui", "engine")}
    assert set(uses.pop("gui.style.plain_text")) > {"setToolTip", "setHtml", "html"}
    assert {name: found for name, found in uses.items() if found} == {}


@pytest.mark.parametrize(
    "text",
    [
        "button.setToolTip(name)",
        "QPushButton(toolTip=name)",
        "label.setTextFormat(rich)",
        "page.setHtml(name)",
        "from html import escape",
        "import html",
        "role == Qt.ItemDataRole.ToolTipRole",
    ],
)
def test_every_way_to_html_is_found(text):
    assert len(list(rich_uses(ast.parse(text)))) == 1


@pytest.mark.parametrize("text", ["menu.setToolTipsVisible(True)", "label.toolTip()", "a.html"])
def test_what_shows_nothing_is_not_found(text):
    assert list(rich_uses(ast.parse(text))) == []
