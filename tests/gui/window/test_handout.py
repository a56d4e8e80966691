"""The printable handout of a lesson: what stands on it, its pages, and its file."""

import errno
import multiprocessing
import os
import re
import zlib
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

import gui.documents.writing
from engine.lessons.lesson import Setup
from engine.lessons.playing import measured
from engine.lessons.playthrough import run_alone
from engine.scenario import Text
from gui.documents.lesson_files import lessons, scenarios
from gui.style.plain_text import markup
from gui.text.languages import AVAILABLE
from gui.window.export.handout import job
from gui.window.export.handout.job import HandoutOrder, make_handout
from gui.window.export.handout.pages import Handout
from gui.window.export.handout.paper import HEIGHT, WIDTH, Piece, paginated, pdf
from gui.window.export.handout.runs import ground_of, picture, shown, trails
from tests.gui.parts import part
from tests.gui.scene.looking import array_of
from tests.gui.shared_window import await_files
from tests.gui.windows import opened

TITLE = {"en": "The worst network", "zh_CN": "史上最废的网络"}
HEADING = {"en": "Solutions", "zh_CN": "答案"}
CHOICE, NUMBER = 1, 2  # steps of lesson 2; the second goes on from the first


@pytest.fixture(scope="module")
def lesson():
    return next(each for each in lessons() if each.number == 2)


@pytest.fixture(scope="module")
def values(lesson):
    return measured(lesson)


pytestmark = pytest.mark.usefixtures("program_font")  # as in a process of its own


def some_of(lesson, *places):
    return replace(lesson, steps=tuple(lesson.steps[place] for place in places))


def text_of(parts):
    return "\n".join(each.document.toPlainText() for each in parts)


def streams(content):
    """What the streams of a PDF hold."""
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(found[1])
        except zlib.error:
            yield found[1]


def letters_of(content):
    """The characters that the letters of the fonts in a PDF stand for."""
    found = set()
    for stream in streams(content):
        if b"begincmap" in stream:
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
                codes = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", block)
                found |= {chr(int(code, 16)) for code in codes}
            for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
                for low, high, code in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                    count = int(high, 16) - int(low, 16) + 1
                    found |= {chr(int(code, 16) + step) for step in range(count)}
                for many in re.findall(rb"\[(.*?)\]", block, re.DOTALL):
                    found |= {chr(int(code, 16)) for code in re.findall(rb"<(\w+)>", many)}
    return found


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_handout_is_a_pdf_with_text_in_the_programs_own_font(all_languages, lesson, language):
    all_languages.choose(language)
    shares = []
    order = HandoutOrder(some_of(lesson, CHOICE, NUMBER), {}, language)
    content = make_handout(order, shares.append)
    assert content.startswith(b"%PDF-")
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", content)) <= 4
    assert {"Regular", "Bold"} <= {
        name.decode()
        for name in re.findall(rb"/FontName\s*/(?:\w+\+)?DownhillSansSC-(\w+)", content)
    }
    assert set(TITLE[language]) - {" "} <= letters_of(content)
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1


@pytest.mark.parametrize("language", AVAILABLE)
def test_what_turns_out_stands_on_pages_apart_after_all_questions(
    all_languages, lesson, values, language
):
    all_languages.choose(language)
    said = Handout(lesson, values, [None] * len(lesson.steps), language)
    pages = paginated(said.pieces())
    first = next(k for k, page in enumerate(pages) if HEADING[language] in text_of(page))
    before, after = (text_of(chain(*some)) for some in (pages[:first], pages[first:]))
    assert text_of(pages[first]).startswith(HEADING[language])
    for step in lesson.steps:
        title = step.title.inside(language)
        assert title in before
        assert title in after
        for answer in (step.after, step.correction, step.further):
            words = re.split(r"\$[^$]*\$|\{\w+\}", answer.inside(language))
            assert all(word in after and (not word or word not in before) for word in words)
        if step.prediction is not None and step.prediction.key == "choice":
            for choice in step.prediction.choices:
                assert f"□  {choice.inside(language)}".replace("  ", " ") in before
        for hint in step.hints:
            assert hint.text.inside(language) not in before + after
    assert "0.765625" in after  # the number, with the digits that the lesson gives it
    assert "{" not in before + after


@pytest.mark.parametrize("language", AVAILABLE)
def test_there_is_room_to_write_after_every_question(all_languages, lesson, values, language):
    all_languages.choose(language)
    said = Handout(lesson, values, [None] * len(lesson.steps), language)
    lines = [piece.rules for piece in said.pieces() if piece.rules]
    typed = sum(
        each.prediction is not None and each.prediction.key != "choice" for each in lesson.steps
    )
    assert len(lines) == 2 * len(lesson.steps) + typed


def test_a_picture_shows_the_run_and_not_where_a_prediction_is_asked(qapp, lesson, values):
    runs = [shown(lesson, place, {}) for place in range(len(lesson.steps))]
    pieces = list(Handout(lesson, values, runs, "en").pieces())
    shows = [dict(each.pictures)["run:"] for each in pieces if each.pictures]
    asked = [each.prediction is not None for each in lesson.steps]
    wanted = [run.start if asks else run.end for run, asks in zip(runs, asked, strict=True)]
    solved = [run.end for run, asks in zip(runs, asked, strict=True) if asks]
    assert all(one is other for one, other in zip(shows, wanted + solved, strict=True))
    assert runs[0].came == 19
    assert runs[0].updates == 20


def test_the_trails_are_those_of_gradient_descent(lesson):
    run = run_alone(lesson, 0, {})
    ((_, rows),) = trails(run.end)
    w = np.array([-1.8, 0.4])
    for row in rows[:-1, 0]:
        assert row == pytest.approx(w, abs=1e-12)
        w = w + 0.05 * 2 * (1 - w[0] * w[1]) * w[::-1]
    assert rows[-1] == pytest.approx(rows[-2])
    ((_, start),) = trails(run.start)
    assert (start == (-1.8, 0.4)).all()


def test_a_picture_has_trails_of_the_run_that_the_start_has_not(qapp, lesson):
    run = run_alone(lesson, NUMBER, {})
    ground = ground_of(run.start)
    start, end = (array_of(picture(ground, now)).astype(int) for now in (run.start, run.end))
    changed = np.abs(start - end).max(axis=-1) > 30
    assert 0.001 < changed.mean() < 0.2  # a line and a ball
    assert (start[0, 0] == 255).all()  # paper


def test_no_page_cuts_anything(qapp, lesson, values):
    runs = [shown(some_of(lesson, 0), 0, {})] * len(lesson.steps)
    check_pages(paginated(Handout(lesson, values, runs, "en").pieces()))


def check_pages(pages):
    for page in pages:
        bottom = 0.0
        for each in page:
            assert each.top >= bottom - 1e-6
            bottom = each.top + each.whole
            if each.height:
                check_blocks(each)
        assert bottom <= HEIGHT + 1e-6


def check_blocks(each):
    """No line or picture reaches over the ends of a part."""
    document, block = each.document, each.document.begin()
    assert document.size().width() <= WIDTH + 1
    while block.isValid():
        place = document.documentLayout().blockBoundingRect(block).topLeft()
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number).rect().translated(place)
            end = each.first + each.height
            if line.top() < end - 1 and line.bottom() > each.first + 1:
                assert each.first - 1 <= line.top() <= line.bottom() <= end + 1
        block = block.next()


def test_a_piece_that_is_longer_than_a_page_goes_on_between_two_lines(qapp):
    long = Piece(markup("<p>{}</p>", "downhill " * 4000), rules=2)
    pages = paginated([Piece(markup("<p>{}</p>", "before")), long, Piece(markup("<p>after</p>"))])
    assert len(pages) > 3
    check_pages(pages)
    assert pdf("", [long], lambda page, pages: ("", "")).startswith(b"%PDF-")


def test_a_piece_that_leads_to_another_is_on_its_page(qapp):
    line, lead = Piece(markup("<p>x</p>"), rules=4), Piece(markup("<p>y</p>"), leads=True)
    for count in range(1, 12):
        pages = paginated([line] * count + [lead, line])
        assert [text_of(page[-2:]) for page in pages][-1] == "y\nx"
        check_pages(pages)


@pytest.mark.parametrize("text", ["<b>x</b>", "<img src='file:///etc/passwd'>", "&amp; <h1>"])
def test_a_text_of_a_lesson_is_no_html(qapp, lesson, values, text):
    steps = tuple(replace(each, title=Text(text, text)) for each in lesson.steps[:1])
    odd = replace(lesson, title=Text(text, text), steps=steps)
    pages = paginated(Handout(odd, values, [None], "en").pieces())
    assert text_of(chain(*pages)).count(text) == 3


def test_a_formula_that_can_not_be_typeset_is_shown_as_it_is(qapp, lesson, values, caplog):
    odd = replace(some_of(lesson, 0), title=Text(r"$\frac{$", r"$\frac{$"))
    assert r"\frac{" in text_of(paginated(Handout(odd, values, [None], "en").pieces())[0])
    assert "cannot typeset" in caplog.text


def test_a_wide_formula_is_made_as_narrow_as_the_page(qapp, lesson, values):
    wide = "$" + "+".join(["w"] * 80) + "$"
    odd = replace(some_of(lesson, 0), question=Text(wide, wide))
    (piece, *_) = Handout(odd, values, [None], "en").pieces()
    ((part, *_),) = paginated([piece])
    assert WIDTH - 1 < part.document.idealWidth() <= WIDTH + 1


def test_a_step_without_a_run_says_so(qapp, lesson, caplog):
    steps = tuple(replace(each, setup=Setup("nowhere")) for each in lesson.steps[:1])
    assert shown(replace(lesson, steps=steps), 0, scenarios()) is None
    assert "no run of step 1" in caplog.text
    content = make_handout(HandoutOrder(replace(lesson, steps=steps), {}, "en"), lambda share: None)
    assert content.startswith(b"%PDF-")


@pytest.mark.full
@pytest.mark.parametrize("place", range(len(lessons())))
def test_every_lesson_has_a_handout_in_both_languages(all_languages, place):
    lesson = lessons()[place]
    values = measured(lesson)
    runs = [shown(lesson, place, scenarios()) for place in range(len(lesson.steps))]
    assert None not in runs
    for language in AVAILABLE:
        all_languages.choose(language)
        said = Handout(lesson, values, runs, language)
        pages = paginated(said.pieces())
        assert 2 <= len(pages) <= 2 + 2 * len(lesson.steps)
        check_pages(pages)
        assert len(pdf(said.title, said.pieces(), said.footer)) < 6_000_000


# In the window.


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("handouts") / "taken.pdf"


@pytest.fixture
def window(qtbot, qapp, monkeypatch, file, lesson):
    """A window that plays the first step of lesson 2."""
    file.unlink(missing_ok=True)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(file), given[-1]))
    with opened(qtbot, qapp, painted=False) as made:
        assert not made.parts.actions["handout"].isEnabled()
        assert "No lesson is being played" in made.parts.actions["handout"].toolTip()
        made.lessons.open(some_of(lesson, 0))
        yield made


def messages(window):
    return [notice.text() for notice in window.central.notices.shown]


def test_the_handout_of_the_lesson_is_made_in_the_background(qtbot, window, file):
    """In the language shown, by a real process."""
    window.shell.languages.choose("zh_CN")
    action = window.parts.actions["handout"]
    assert action.isEnabled()
    action.trigger()
    assert window.files.printing.busy
    action.trigger()  # one at a time
    assert any("讲义" in text for text in messages(window))
    qtbot.waitUntil(lambda: not window.files.printing.busy, timeout=60_000)
    assert any("taken.pdf" in text for text in messages(window))
    assert set(TITLE["zh_CN"] + HEADING["zh_CN"]) <= letters_of(file.read_bytes())
    window.lessons.end()
    assert not action.isEnabled()


def endless(order, progress):
    """Takes the place of making a handout, in its process."""
    from time import sleep

    share = 0.0
    while True:
        sleep(0.01)
        share = min(0.9, share + 0.01)
        progress(share)


def test_a_cancelled_handout_leaves_nothing(qtbot, window, file, monkeypatch):
    monkeypatch.setattr(job, "make_handout", endless)
    window.parts.actions["handout"].trigger()
    qtbot.waitUntil(lambda: any("Writing" in text for text in messages(window)), timeout=30_000)
    (notice,) = [each for each in window.central.notices.shown if "Writing" in each.text()]
    part(notice, QPushButton).click()
    qtbot.waitUntil(lambda: not multiprocessing.active_children(), timeout=30_000)
    await_files(qtbot, window)
    assert list(file.parent.iterdir()) == []


def test_a_full_disk_is_one_message_and_the_file_stays(qtbot, window, file, monkeypatch):
    @contextmanager
    def full(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        yield

    file.write_bytes(b"an older handout")
    monkeypatch.setattr(job, "apart", lambda work, order, **given: b"%PDF-")
    monkeypatch.setattr(gui.documents.writing, "writing", full)
    window.parts.actions["handout"].trigger()
    await_files(qtbot, window)
    assert len([text for text in messages(window) if "disk is full" in text]) == 1
    assert file.read_bytes() == b"an older handout"
