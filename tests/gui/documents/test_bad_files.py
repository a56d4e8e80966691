"""Files that can't be used, from the command line, a double-click or a drop."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from engine import session
from engine.data.encodings import MOST_BYTES
from engine.session import write_scenario
from gui.dialogs.data.dialog import DataDialog
from gui.widgets.notice import Severity
from tests.driven import Driven
from tests.gui.parts import part
from tests.gui.windows import opened, race

NEWER = write_scenario(race("saddle")).replace('"format": 1', '"format": 7')


def folder(file):
    file.mkdir()


def missing(file):
    pass


def empty(file):
    file.touch()


def large(file):
    with file.open("wb") as stream:
        stream.truncate(200_000_000)


def noise(file):
    file.write_bytes(bytes(range(256)) * 4000)


def newer(file):
    file.write_text(NEWER, encoding="utf-8")


def pipe(file):
    os.mkfifo(file)


def device(file):
    file.symlink_to("/dev/zero")


KINDS = {
    folder: "it is a folder",
    missing: "there is no such file or folder",
    empty: "This file is empty.",
    large: "This file has more than 64 MB, the most that is read.",
    noise: "it holds no text, so it is no Downhill file",
    newer: "This file comes from a newer Downhill (format 7).",
    pipe: "it is a device or a pipe, and no file",
    device: "it is a device or a pipe, and no file",
}
TABLES = {
    folder: "“given.csv” can’t be read: it is a folder",
    missing: "“given.csv” can’t be read: there is no such file or folder",
    large: "200 MB",
    pipe: "“given.csv” can’t be read: it is a device or a pipe, and no file",
    device: "“given.csv” can’t be read: it is a device or a pipe, and no file",
}


@pytest.fixture
def window(qtbot, qapp):
    with opened(qtbot, qapp, race("bowl", gd=((0.5, 0.5),))) as window:
        yield window


def test_one_message_names_the_file_and_the_reason_in_both_languages(qtbot, window, tmp_path):
    for make, reason in KINDS.items():
        (tmp_path / make.__name__).mkdir()
        file = tmp_path / make.__name__ / "马鞍 {0} & <b>saddle.downhill"
        make(file)
        check_message(qtbot, window, file, reason)


def errors(window):
    return [each for each in window.central.notices.shown if each.severity is Severity.ERROR]


def check_message(qtbot, window, file, reason):
    window.shell.languages.choose("en")
    window.central.notices.clear()
    before = window.engine.snapshot
    window.files.open_any(file)
    qtbot.waitUntil(lambda: len(errors(window)) == 1, timeout=20_000)
    (notice,) = window.central.notices.shown
    assert notice.severity is Severity.ERROR
    assert notice.text() == f"“{file.name}” can’t be read: {reason}"
    words = part(notice, QLabel, notice.text())
    assert words.textFormat() == Qt.TextFormat.PlainText  # a name is no markup
    window.shell.languages.choose("zh_CN")
    window.files.open_any(file)
    qtbot.waitUntil(lambda: reason not in errors(window)[-1].text(), timeout=20_000)
    chinese = window.central.notices.shown[-1].text()
    assert chinese.startswith(f"无法读取“{file.name}”：")
    assert reason not in chinese
    assert window.engine.snapshot is before
    assert window.files.recent == ()
    assert window.files.file is None


def test_the_data_dialog_shows_what_is_wrong_with_a_table(qtbot, window, tmp_path):
    assert MOST_BYTES < 200_000_000
    for make, reason in TABLES.items():
        (tmp_path / make.__name__).mkdir()
        file = tmp_path / make.__name__ / "given.csv"
        make(file)
        window.files.open_any(file)
        chooser = window.findChild(DataDialog)
        qtbot.waitUntil(lambda chooser=chooser, reason=reason: reason in trouble_of(chooser))
        chooser.parts.trouble.setText("")
        chooser.close()


def trouble_of(chooser):
    return chooser.parts.trouble.text()


@pytest.mark.parametrize(
    ("make", "language", "reason"),
    [
        pytest.param(folder, "en", "it is a folder", marks=pytest.mark.full),
        pytest.param(large, "zh_CN", "这个文件超过了能读取的上限 64 MB。", marks=pytest.mark.full),
        pytest.param(
            newer, "zh_CN", "这个文件来自更新版本的“下山”（格式 7）。", marks=pytest.mark.full
        ),
        (pipe, "zh_CN", "这是设备或管道，不是文件"),
    ],
)
@pytest.mark.usefixtures("known_driver")
def test_the_program_starts_with_a_file_that_can_not_be_used(tmp_path, make, language, reason):
    file = tmp_path / "用户 小明.downhill"
    make(file)
    with Driven("--lang", language, file) as program:
        seen = program.until(lambda seen: seen["notices"])
        (text,) = seen["notices"]
        assert reason in text
        assert file.name in text
        assert (seen["surface"], seen["works"], seen["recent"]) == ("himmelblau", True, [])
        assert program.end() == 0


def test_a_file_of_the_largest_size_is_read(tmp_path):
    from gui.system.bounded_read import content_of

    file = tmp_path / "x"
    file.write_bytes(b"12345")
    assert content_of(file, 5) == b"12345"
    assert content_of(file, 4) is None
    assert session.LARGEST > 1_000_000
