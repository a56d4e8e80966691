"""The dialog of films: what is chosen is ordered, and its size is shown before."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.errors import DataError
from gui.dialogs.film.dialog import PAUSE, FilmDialog, FilmSource
from gui.dialogs.film.order import ENDINGS, KINDS, MOST_HELD, RATES, SIZES, FilmOrder
from gui.documents.films import NO_ENCODER
from tests.gui.parts import explained_controls


def size_of(shot, order, progress):
    return 1000 * order.frames * len(shot)


def write(*args):
    raise AssertionError("not by the dialog")


@pytest.fixture
def dialog(qtbot, languages):
    made = FilmDialog(can_mp4=False)
    qtbot.addWidget(made)
    return made


def opened(qtbot, dialog, estimate=size_of, update=150):
    dialog.open_on(FilmSource("shot", update, estimate, write))
    with qtbot.waitExposed(dialog):
        pass
    return dialog


def test_the_film_is_of_the_whole_run_and_its_size_is_shown(qtbot, dialog):
    opened(qtbot, dialog)
    assert (dialog.controls.order.first, dialog.controls.order.last) == (0, 150)
    assert "estimated" in dialog.size_label.text()
    qtbot.waitUntil(lambda: dialog.settled)
    assert dialog.size_label.text() == "100 frames · about 0.4 MB"
    dialog.controls.seconds.setValue(20)
    assert "estimated" in dialog.size_label.text()
    qtbot.waitUntil(lambda: dialog.settled)
    assert dialog.size_label.text() == "200 frames · about 0.8 MB"


def test_what_is_chosen_is_ordered(qtbot, dialog):
    opened(qtbot, dialog)
    controls = dialog.controls
    controls.first.setValue(20)
    controls.last.setValue(90)
    controls.kind.button("webp").click()
    controls.camera.button("turning").click()
    controls.size_box.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.saved) as caught:
        dialog.save_button.click()
    (work, shot, order), ending = caught.args
    assert (work, shot, ending) == (write, "shot", ".webp")
    assert order == FilmOrder(20, 90, "webp", 10, 25, SIZES[0], turning=True)


def test_a_film_that_can_not_be_made_is_not_ordered(qtbot, dialog):
    opened(qtbot, dialog)
    dialog.controls.last.setValue(0)
    assert not dialog.save_button.isEnabled()
    assert "after the first" in dialog.size_label.text()
    dialog.controls.last.setValue(50)
    assert dialog.save_button.isEnabled()
    dialog.controls.kind.button("apng").click()
    dialog.controls.size_box.setCurrentIndex(len(SIZES) - 1)
    dialog.controls.size_box.activated.emit(0)
    dialog.controls.seconds.setValue(60)
    assert dialog.controls.order.held > MOST_HELD
    assert "memory" in dialog.save_button.toolTip()
    assert dialog.settled  # nothing is estimated
    dialog.controls.kind.button("webp").click()
    assert dialog.save_button.isEnabled()


def test_an_estimate_that_fails_says_why_and_the_film_can_be_tried(qtbot, dialog):
    def fails(shot, order, progress):
        raise DataError(NO_ENCODER, "it is gone")

    opened(qtbot, dialog, fails)
    qtbot.waitUntil(lambda: dialog.settled)
    assert "it is gone" in dialog.size_label.text()
    assert dialog.save_button.isEnabled()


def test_closing_ends_the_estimate(qtbot, dialog):
    begun, ended = Event(), Event()

    def endless(shot, order, progress):
        begun.set()
        try:
            while True:
                progress(0.1)
        finally:
            ended.set()

    opened(qtbot, dialog, endless)
    qtbot.waitUntil(begun.is_set, timeout=PAUSE + 5000)
    dialog.close_button.click()
    qtbot.waitUntil(ended.is_set)


def test_mp4_is_off_without_ffmpeg_and_says_why(qtbot, dialog):
    button = dialog.controls.kind.button("mp4")
    assert not button.isEnabled()
    assert "ffmpeg" in button.toolTip()
    other = FilmDialog(can_mp4=True)
    qtbot.addWidget(other)
    assert other.controls.kind.button("mp4").isEnabled()


def test_every_control_in_the_tab_order_has_a_name_and_a_tip(qtbot, dialog):
    assert len(explained_controls(opened(qtbot, dialog))) == 7 + 2


def test_all_is_done_by_keys(qtbot, dialog):
    opened(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert dialog.controls.last.hasFocus()
    QTest.keyClick(dialog.controls.last, Qt.Key.Key_Up)
    assert dialog.controls.order.last == 151
    QTest.keyClick(dialog.controls.camera, Qt.Key.Key_Right)
    assert dialog.controls.order.turning
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_text_is_cut_off(qtbot, dialog, all_languages, language):
    all_languages.choose(language)
    opened(qtbot, dialog)
    dialog.resize(dialog.minimumSize())
    qtbot.wait(20)
    for choice in (dialog.controls.kind, dialog.controls.camera, dialog.controls.rate):
        assert choice.width() >= choice.sizeHint().width()
    for label in (dialog.size_label, dialog.note):
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("frames", [(1, 10), (10, 10), (60, 25)])
@pytest.mark.parametrize("span", [(0, 150), (0, 1_000_000), (40, 43)])
def test_a_film_begins_and_ends_where_it_should_and_never_goes_back(frames, span):
    order = FilmOrder(*span, seconds=frames[0], rate=frames[1], turning=True)
    updates = [order.update(number) for number in range(order.frames)]
    assert (updates[0], updates[-1]) == span
    assert updates == sorted(updates)
    angles = [order.angle(number) for number in range(order.frames)]
    assert angles[0] == 0
    assert max(angles) < 360  # the last frame leads on to the first
    assert set(ENDINGS) == set(KINDS)
    assert all(100 % rate == 0 for rate in RATES)  # GIF counts hundredths of a second
