"""Every visible text in Chinese: complete, compiled, with the terms of the glossary."""

import ast
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import PySide6
import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from gui.documents.resources import scenarios
from gui.text.languages import FOLDER
from tests.gui.windows import opened

ROOT = Path(__file__).resolve().parents[3]
TEXTS, COMPILED = FOLDER / "downhill_zh_CN.ts", FOLDER / "downhill_zh_CN.qm"

PLACEHOLDER = re.compile(r"\{\w*\}|%\d|%n")
MENU_KEY = re.compile(r"&(\w)")
CHINESE = r"[\u4e00-\u9fff]"
# Here %1 is itself Chinese, so there is no space around it.
OF_WORDS = ("%1 over time", "%1 over updates", "How this changes with a ball’s age: %1")
UNSPACED = re.compile(rf"{CHINESE}[A-Za-z0-9λη]|[A-Za-z0-9]{CHINESE}")
HALF_WIDTH = re.compile(rf"{CHINESE}[,.;:?!]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Words that are the same in every language: names, file endings, keys, command lines.
NAMES = frozenset(
    re.findall(
        r"\w+",
        "Adam AdaGrad RMSProp Nesterov Rosenbrock Himmelblau Beale Rastrigin Downhill OpenGL "
        "Ackley Booth Branin Bukin Easom Goldstein Griewank Levy Matyas McCormick Price Schwefel "
        "Styblinski Tang Transformer AdaDelta AdamW AMSGrad AdaMax NAdam RAdam Rprop Lion ReLU "
        "BFGS softmax dW PyTorch Levenberg CC GIF APNG WebP MP SVG ffmpeg "
        "English Language MB GB PNG CSV JSON TOML NPZ UTF csv json npz log min true false "
        "dev py run headless demo Ctrl Shift Tab Esc Enter Home End Del Delete Page Up Down "
        "PgUp PgDown",
    )
)
# Methods and classes that take visible or accessible texts.
SETTERS = frozenset(
    re.findall(
        r"\w+",
        "setText setToolTip setTitle setWindowTitle setPlaceholderText setAccessibleName setHtml "
        "setAccessibleDescription setStatusTip setWhatsThis addItem setItemText setTabText addTab "
        "addMenu addRow setPrefix setSuffix set_name post QLabel QPushButton QCheckBox "
        "QToolButton QAction",
    )
)
TRANSLATING = frozenset(("tr", "translate", "told", "translated", "QT_TRANSLATE_NOOP", "dressed"))


class Message(NamedTuple):
    context: str
    source: str
    chinese: str
    state: str


def messages():
    """Every text of the .ts file."""
    found = []
    for context in ET.parse(TEXTS).getroot().iter("context"):
        for each in context.iter("message"):
            mark = each.find("translation")
            state = mark.get("type", "") if mark is not None else "missing"
            chinese = mark.text or "" if mark is not None else ""
            name, source = context.findtext("name", ""), each.findtext("source", "")
            found.append(Message(name, source, chinese, state))
    return found


ALL = messages()


def trees(*folders):
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


def literal(node):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def called(node):
    """The name of the function that a call calls."""
    target = node.func if isinstance(node, ast.Call) else None
    return getattr(target, "attr", None) or getattr(target, "id", "")


def calls(node, *names):
    return [each for each in ast.walk(node) if called(each) in names]


def of_classes():
    """Class, text and place of every `self.tr`; None for a text that is no literal."""
    for file, tree in trees("gui"):
        for owner in ast.walk(tree):
            if isinstance(owner, ast.ClassDef):
                for call in calls(owner, "tr"):
                    yield owner.name, literal(call.args[0]), f"{file.name}:{call.lineno}"


def of_contexts():
    """Context and text of every other mark."""
    for _, tree in trees("engine", "gui"):
        for call in calls(tree, "translate", "QT_TRANSLATE_NOOP"):
            pair = tuple(literal(each) for each in call.args[:2])
            if len(pair) == 2 and None not in pair:
                yield pair


def test_the_file_holds_exactly_the_texts_that_the_source_marks():
    # The collecting tool misses some, such as those in the braces of an f-string.
    texts = {(name, text) for name, text, _ in of_classes() if text} | set(of_contexts())
    known = {(one.context, one.source) for one in ALL}
    assert [place for _, text, place in of_classes() if not text] == []
    assert texts - known == set()
    assert known - texts == set()


def test_there_are_texts_and_scenarios_to_test():
    """Else the laws about them would be empty."""
    assert len(ALL) > 100
    assert scenarios()
    assert any(MENU_KEY.search(one.source) for one in ALL)
    assert any(PLACEHOLDER.search(one.source) for one in ALL)
    assert {one.source for one in ALL} >= set(OF_WORDS)


def test_every_text_is_translated():
    assert [one for one in ALL if one.state] == []
    assert [one for one in ALL if not one.chinese or one.chinese.strip() != one.chinese] == []


def test_translations_have_the_same_placeholders():
    assert [
        one
        for one in ALL
        if Counter(PLACEHOLDER.findall(one.chinese)) != Counter(PLACEHOLDER.findall(one.source))
    ] == []


def test_sentences_end_alike():
    """With a full stop in both languages or in neither."""
    ends = [(one.source.endswith("."), one.chinese.endswith("。")) for one in ALL]
    assert [one for one, (each, other) in zip(ALL, ends, strict=True) if each != other] == []


def test_a_menu_key_is_the_same_and_in_brackets():
    for one in ALL:
        keys = [key.upper() for key in MENU_KEY.findall(one.source)]
        assert re.findall(r"\(&(\w)\)", one.chinese) == keys, one
        assert one.chinese.count("&") == len(keys), one
        assert one.chinese.endswith("…") == one.source.endswith("…"), one


def test_nothing_but_names_stays_english():
    texts = [one for one in ALL if one.context != "Source"]  # authors and titles stay as printed
    latin = [(one, set(LATIN_WORD.findall(PLACEHOLDER.sub(" ", one.chinese)))) for one in texts]
    assert [one for one, words in latin if words - NAMES] == []


def test_chinese_is_typeset_by_its_rules():
    """Full-width punctuation, and a space between Chinese and Latin letters or digits."""
    for one in ALL:
        text = re.sub(r"\(&\w\)", "", one.chinese)
        if one.source in OF_WORDS:
            text = text.replace("%1", "率")
            assert not re.search(rf"{CHINESE} {CHINESE}", text), one
        assert not UNSPACED.search(text), one
        assert not HALF_WIDTH.search(text), one
        assert not re.search(r"  |[\"']", text), one


def glossary():
    """English and Chinese of the first table of docs/glossary.md."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    start = lines.index("|---|---|---|") + 1
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        english, chinese = (cell.strip() for cell in line.split("|")[1:3])
        rows.append((english, chinese))
    return rows


@pytest.mark.parametrize(("english", "chinese"), glossary())
def test_a_term_has_one_translation(english, chinese):
    plural = english.replace("minimum", "minim(um|a)").replace("maximum", "maxim(um|a)")
    term = re.compile(rf"(?<![\w-]){plural}s?(?!\w)", re.IGNORECASE)
    pairs = [(one.source.replace("&", ""), one.chinese) for one in ALL if one.context != "Source"]
    for scenario in scenarios():
        every = (scenario.title, scenario.invitation, scenario.caption)
        pairs += [(text.en, text.zh_CN) for text in every]
    found = [(source, text) for source, text in pairs if term.search(source)]
    assert found, "no text uses it: take it off the glossary's first table"
    assert [pair for pair in found if chinese not in pair[1]] == []


def test_the_compiled_file_has_the_texts_of_the_source_file(tmp_path):
    tool = Path(PySide6.__file__).with_name("lrelease")
    tool = tool if tool.exists() else tool.with_suffix(".exe")
    again = tmp_path / COMPILED.name
    subprocess.run([tool, "-silent", TEXTS, "-qm", again], check=True)
    assert again.read_bytes() == COMPILED.read_bytes()
    translator = QTranslator()
    assert translator.load(str(COMPILED))
    for one in ALL:
        assert translator.translate(one.context, one.source) == one.chinese


def untranslated(node):
    """The literals of an argument that are not passed to a translating function."""
    if called(node) in TRANSLATING:
        return
    if literal(node):
        yield node.lineno, literal(node)
    for part in ast.iter_child_nodes(node):
        yield from untranslated(part)


def test_every_text_of_a_control_is_translated():
    found = []
    for file, tree in trees("gui"):
        for call in ast.walk(tree):
            if called(call) not in SETTERS:
                continue
            arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
            for line, text in (pair for each in arguments for pair in untranslated(each)):
                plain = re.sub(r"<[^>]*>", " ", text)  # HTML tags are no text
                if set(LATIN_WORD.findall(plain)) - NAMES:
                    found.append(f"{file.relative_to(ROOT)}:{line}: {text}")
    assert found == []


def visible(root):
    """All visible texts of a window, with their places."""
    getters = ("text", "toolTip", "accessibleDescription", "placeholderText", "windowTitle")
    shown = [widget for widget in root.findChildren(QWidget) if widget.isVisible()]
    for widget in (root, *shown):
        for getter in getters:
            method = getattr(widget, getter, None)
            text = method() if callable(method) else None
            if isinstance(text, str):
                yield f"{type(widget).__name__}.{getter}", text
        for action in widget.actions():
            yield "action", f"{action.text()} {action.toolTip()} {action.statusTip()}"
        if isinstance(widget, QComboBox):
            yield from (("choice", widget.itemText(i)) for i in range(widget.count()))


def test_a_window_switched_to_chinese_has_no_english_text(qtbot, qapp):
    with opened(qtbot, qapp, scenarios()[0], scenarios()) as window:
        window.shell.languages.choose("zh_CN")
        for dock in window.docks.values():
            dock.show()
        window.actions_["scenarios"].trigger()
        qtbot.wait(200)
        for fleet in window.engine.snapshot.fleets:
            window.selection.choose_fleet(fleet.id)
            qtbot.wait(120)
            left = {
                (where, text)
                for where, text in visible(window)
                if set(LATIN_WORD.findall(re.sub(r"</?p[^>]*>|<br>", " ", text))) - NAMES
            }
            assert len(list(visible(window))) > 50
            source = fleet.optimizer.source
            assert {pair for pair in left if not cited(pair[1], source)} == set()
        for dialog in window.findChildren(QDialog):
            dialog.reject()  # a modal dialog would take the keys of every later window


def cited(text, source):
    """Whether a text is a citation: all its Latin words are in the source as it was printed."""
    return set(LATIN_WORD.findall(text)) - NAMES <= set(LATIN_WORD.findall(source))


def test_a_caption_fits_on_two_lines_in_either_language():
    for scenario in scenarios():
        assert len(scenario.words("en")) <= 185
        wide = sum(1.0 if ord(each) > 0x2E7F else 0.5 for each in scenario.words("zh_CN"))
        assert wide <= 85


def test_chinese_texts_of_scenarios_are_chinese():
    for scenario in scenarios():
        for text in (scenario.title.zh_CN, scenario.words("zh_CN")):
            assert re.search(CHINESE, text)
            assert set(LATIN_WORD.findall(text)) <= NAMES
            assert not UNSPACED.search(text)
            assert not HALF_WIDTH.search(text)
