"""A teacher's own lesson: made of an experiment, edited while it is played, broken and mended."""

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.commands import Drop, Load, Walk
from engine.lessons.reading import read
from engine.session import write_session
from gui.documents.lesson_files import scenarios
from tests.gui.windows import balls, until


@pytest.fixture
def own(qtbot, window, monkeypatch, tmp_path):
    """Makes a lesson of the present experiment in this file."""
    file = tmp_path / "mine.downhill-lesson"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(file), ""))

    def make():
        steps = 0 if window.selection.lesson.lesson is None else len(current(window).lesson.steps)
        window.actions_["new_lesson"].trigger()
        qtbot.waitUntil(lambda: current(window).lesson is not None, timeout=5000)
        qtbot.waitUntil(lambda: len(current(window).lesson.steps) == steps + 1, timeout=5000)
        return file

    yield make
    window.lessons.end()
    window.shell.settings.put("lessons/left", [])


def current(window):
    return window.selection.lesson


def page(window):
    return window.panels["lesson"].page.toPlainText()


def edit(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_two_steps_are_made_of_an_experiment_and_played(qtbot, window, own):
    fleet = window.engine.snapshot.fleets[0].id
    window.engine.send(Drop((fleet,), ((1.0, 1.0),)))
    until(qtbot, window, lambda now: len(balls(now)) == 1)
    file = own()
    window.engine.send(Drop((fleet,), ((-1.0, 0.5),)))
    until(qtbot, window, lambda now: len(balls(now)) == 2)
    edit(file, "minutes = 5", "minutes = 7  # a remark of the teacher")
    qtbot.waitUntil(lambda: current(window).lesson.minutes == 7, timeout=5000)
    assert len(balls(window.engine.snapshot)) == 2  # the experiment goes on
    own()
    text = file.read_text(encoding="utf-8")
    assert "a remark of the teacher" in text
    starts = [
        sorted(point for fleet in step.setup.run.fleets for point in fleet.points)
        for step in read(text).steps
    ]
    assert starts == [[(1.0, 1.0)], [(-1.0, 0.5), (1.0, 1.0)]]
    assert current(window).place == 1
    now = until(qtbot, window, lambda now: current(window).plays(now))
    assert len(balls(now)) == 2


def test_a_changed_file_is_read_and_a_bad_one_leaves_the_last_good(qtbot, window, own):
    file = own()
    edit(file, "My step", "Look at the ball")
    qtbot.waitUntil(lambda: "Look at the ball" in page(window), timeout=5000)
    good = file.read_text(encoding="utf-8")
    edit(file, "minutes = 5", "minutes = five")
    trouble = window.panels["lesson"].trouble
    qtbot.waitUntil(lambda: "Line 6" in trouble.text(), timeout=5000)
    assert "Look at the ball" in page(window)
    file.write_text(good.replace("Look at the ball", "Mended"), encoding="utf-8")
    qtbot.waitUntil(lambda: "Mended" in page(window), timeout=5000)
    qtbot.waitUntil(trouble.isHidden)


def test_an_editor_that_writes_another_file_in_its_place_is_followed(qtbot, window, own):
    file = own()
    for words in ("First", "Second"):
        other = file.with_suffix(".tmp")
        text = file.read_text(encoding="utf-8")
        start = text.index("title", text.index("[[steps]]"))
        line = text[start : text.index("\n", start)]
        other.write_text(
            text.replace(line, f'title = {{en = "{words}", zh_CN = "题"}}'), encoding="utf-8"
        )
        other.replace(file)
        qtbot.waitUntil(lambda words=words: words in page(window), timeout=5000)


def test_a_file_that_is_gone_leaves_the_lesson(qtbot, window, own):
    file = own()
    file.unlink()
    qtbot.wait(400)
    assert "My step" in page(window)
    assert window.panels["lesson"].trouble.isHidden()


IN_ONE_LINE = """format = 1
kind = "lesson"
name = "mine"
minutes = 5
title = {en = "Mine", zh_CN = "我的"}
question = {en = "What?", zh_CN = "什么？"}
steps = [{title = {en = "One", zh_CN = "一"}, text = {en = "Look.", zh_CN = "看。"}, SETUP}]
"""


@pytest.mark.parametrize("gone", [False, True], ids=["inline", "gone"])
def test_a_step_that_can_not_be_added_leaves_the_file_and_is_said(window, tmp_path, gone):
    name = next(iter(scenarios()))
    text = IN_ONE_LINE.replace("SETUP", f'setup = {{scenario = "{name}"}}')
    file = tmp_path / "mine.downhill-lesson"
    file.write_text(text, encoding="utf-8")
    window.files.open_any(file)
    assert current(window).lesson is not None, [n.text() for n in window.central.notices.shown]
    if gone:
        file.unlink()
    window.actions_["new_lesson"].trigger()
    assert "mine.downhill-lesson" in window.central.notices.shown[-1].text()
    assert file.exists() != gone
    assert gone or file.read_text(encoding="utf-8") == text
    assert len(current(window).lesson.steps) == 1
    window.lessons.end()


WRONG = {
    "missing language": ('zh_CN = "我的一步"', 'zh_CN = ""', "zh_CN"),
    "unknown surface": ('surface = {key = "', 'surface = {key = "x', "surface"),
    "unknown command": ("[[steps]]", '[[steps]]\nacts = [{key = "fly"}]', "fly"),
    "no value": ("Say here what", "Say {here} what", "here"),
    "huge": ("minutes = 5", "# " + "x" * 10_000_000 + "\nminutes = 5", "MB"),
}


@pytest.mark.parametrize(("before", "after", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_change_is_said_and_playing_goes_on(qtbot, window, own, before, after, said):
    file = own()
    good = file.read_text(encoding="utf-8")
    edit(file, before, after)
    trouble = window.panels["lesson"].trouble
    qtbot.waitUntil(lambda: said in trouble.text() and not trouble.isHidden(), timeout=5000)
    assert "My step" in page(window)
    window.engine.send(Walk(2))
    until(qtbot, window, lambda now: now.update >= 2)
    file.write_text(good, encoding="utf-8")
    qtbot.waitUntil(trouble.isHidden, timeout=5000)


def test_a_session_saved_inside_a_lesson_opens_without_it(qtbot, window, own, tmp_path):
    """What was played is there with all its updates; the lesson belongs to the window."""
    own()
    window.engine.send(Walk(3))
    until(qtbot, window, lambda now: now.update == 3 and now.goal is None)
    kept = tmp_path / "kept.downhill"
    kept.write_text(write_session(window.engine.snapshot), encoding="utf-8")
    before = balls(window.engine.snapshot)
    window.lessons.end()
    window.engine.send(Load(window.engine.snapshot.scenario))
    until(qtbot, window, lambda now: now.update == 0)
    assert window.files.open(kept)
    now = until(qtbot, window, lambda now: now.update == 3 and now.goal is None)
    assert balls(now) == before
    assert current(window).lesson is None


BAD = {
    "no toml": "title = ",
    "empty": "",
    "unknown condition": 'steps = [{conditions = [{key = "wished"}]}]',
    "binary": "\x00\x01",
    "huge": "# " + "x" * (1 << 20) + "\n",
    "newer": "format = 99\n",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_bad_file_gets_a_message_and_nothing_changes(qtbot, window, tmp_path, text):
    file, run = tmp_path / "bad.downhill-lesson", window.engine.snapshot.scenario
    file.write_text(text, encoding="utf-8")
    window.files.open_any(file)
    assert current(window).lesson is None
    assert window.engine.snapshot.scenario is run
    (notice,) = window.central.notices.shown
    assert "bad.downhill-lesson" in notice.text()
    assert not window.docks["fleets"].isHidden()
