"""Languages, switched while windows are open."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QLabel, QVBoxLayout

from gui.style.retranslated import Retranslated
from gui.text.languages import AVAILABLE, NAMES, Languages, matching


@pytest.fixture
def languages(qapp, tmp_path):
    """With a translation file; Qt's own replaces the program's."""
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    shutil.copy(qt / "qtbase_zh_CN.qm", tmp_path / "downhill_zh_CN.qm")
    made = Languages(qapp, tmp_path)
    yield made
    made.choose("en")
    made.setParent(None)


class Page(Retranslated, QFrame):
    """Counts the calls of `retranslate`."""

    def __init__(self):
        super().__init__()
        self.calls = 0
        self.label = QLabel()
        QVBoxLayout(self).addWidget(self.label)
        self.retranslate()

    def retranslate(self):
        self.calls += 1


@pytest.mark.parametrize(
    ("system", "language"),
    [
        (["zh-Hans-CN", "zh-CN", "en-US"], "zh_CN"),
        (["zh_CN"], "zh_CN"),
        (["zh-Hans-SG"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["zh-Hant-TW", "en-GB"], "en"),
        (["zh-TW"], "en"),
        (["zh-HK", "zh-Hans"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE", "zh-CN"], "zh_CN"),
        (["fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_the_first_available_language_counts(system, language):
    assert matching(system) == language


def test_every_language_has_a_name_of_its_own():
    assert set(NAMES) == set(AVAILABLE)


def test_dialog_buttons_of_qt_switch_and_switch_back(languages, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    for language, text in (("zh_CN", "取消"), ("en", "Cancel"), ("zh_CN", "取消")):
        languages.choose(language)
        qtbot.waitUntil(lambda text=text: button.text().replace("&", "") == text)


def test_controls_are_retranslated(languages, qtbot):
    page = Page()
    qtbot.addWidget(page)
    languages.choose("zh_CN")
    qtbot.waitUntil(lambda: page.calls >= 2)


def test_a_change_is_signalled_once(languages):
    changes = []
    languages.changed.connect(changes.append)
    languages.choose("zh_CN")
    languages.choose("zh_CN")
    languages.choose("en")
    assert changes == ["zh_CN", "en"]
    assert languages.current == "en"


def test_an_unknown_language_follows_the_system(languages):
    languages.choose("tlh")
    assert languages.choice == ""
    assert languages.current == matching(QLocale.system().uiLanguages())


def test_without_translation_files_the_texts_stay_english(qapp, tmp_path, caplog):
    bare = Languages(qapp, tmp_path)
    bare.choose("zh_CN")
    assert bare.current == "zh_CN"
    assert "downhill_zh_CN.qm" in caplog.text
    bare.choose("en")
    bare.setParent(None)
